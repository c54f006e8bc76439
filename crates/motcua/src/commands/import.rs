//! `import`: imports an old register.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use app::{Held, ImportSummary, Inquiry};
use http::csv::Csv;
use register::{Import, Map, Warning, WarningKind};
use serde_json::json;
use text::{Language, Sentence, ToSentence, sentence};

use super::exists;
use crate::command_error::{CommandError, refused};
use crate::folder_commands::{Reply, Request, Target, unexpected_reply};
use crate::out;

/// The most dossiers in one request.
const PART: usize = 256;
/// The most bytes of the dossiers in one request, measured by [`register::Dossier::bytes`]; escapes
/// may double the size.
const PART_BYTES: usize = register::MAX_DOSSIER_BYTES;
/// The most lines of rejects, and of warnings, on standard error.
const SHOWN_REJECTS: usize = 10;
const SHOWN_WARNINGS: usize = 5;

/// The files for rejected rows, and for imported rows with contradictions.
#[derive(Debug)]
pub struct Tables {
    pub rejects: Option<PathBuf>,
    pub warnings: Option<PathBuf>,
}

pub fn import(
    data: &Path,
    (file, map_file): (&Path, &Path),
    register: Option<&str>,
    tables: &Tables,
    check: bool,
    language: Language,
) -> Result<(), CommandError> {
    let text = fs::read_to_string(map_file).map_err(|error| named(map_file, &error))?;
    let map = Map::parse(&text).map_err(|error| of_file(map_file, &error))?;
    let bytes = fs::read(file).map_err(|error| named(file, &error))?;
    let mut import = register::read(&bytes, &map).map_err(|error| of_file(file, &error))?;
    let register = match register.or(map.register()) {
        Some(register) => register.to_owned(),
        None => {
            file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
        }
    };
    if register.is_empty() || register.contains('/') {
        return Err(CommandError::BadUsage(sentence!(
            "name the register with --register, without a slash"
        )));
    }
    let ImportSummary { imported, already, differing } = if check {
        counted(data, &register, &map, &import)?
    } else {
        taken_over(data, &register, &map, &import)?
    };
    warn_of(&differing, &register, &mut import);
    report(&import, tables, language)?;
    if check {
        out::note(language, &sentence!("checked only: nothing was written"));
    }
    out::line(json!({
        "read": import.total,
        "imported": imported,
        "already": already,
        "rejected": import.rejects.len(),
        "filtered": import.skipped,
        "warnings": import.warnings.len(),
    }))?;
    if imported + already == 0 {
        return Err(CommandError::Refused(sentence!("nothing went in; mend the map or the file")));
    }
    Ok(())
}

fn named(path: &Path, error: &std::io::Error) -> CommandError {
    CommandError::Refused(sentence!(
        "{path}: {error}; check the path and its rights",
        path = path.display().to_string(),
        error = Sentence::foreign(error.to_string())
    ))
}

fn of_file(path: &Path, error: &impl ToSentence) -> CommandError {
    let path = path.display().to_string();
    CommandError::Refused(sentence!("{path}: {error}", path, error = error.to_sentence()))
}

fn own_register(register: &str) -> CommandError {
    CommandError::Refused(sentence!(
        "{register} is the agency's own register; name another with --register",
        register
    ))
}

/// Adds warnings of dossiers that the register contains with other content.
fn warn_of(differing: &[(String, String)], register: &str, import: &mut Import) {
    let lines: HashMap<&str, usize> =
        import.dossiers.iter().map(|dossier| (dossier.code.as_str(), dossier.line)).collect();
    let warnings = differing.iter().map(|(code, fields)| Warning {
        line: lines.get(code.as_str()).copied().unwrap_or_default(),
        dossier: code.clone(),
        kind: WarningKind::DiffersFromRegister,
        text: sentence!(
            "the register holds this dossier with other content ({fields}) and keeps it; to take \
             the file's, run `motcua register remove {register}` and import again",
            fields,
            register
        ),
    });
    import.warnings.extend(warnings);
}

/// The numbers of dossiers to import and of dossiers that are on record already.
fn counted(
    data: &Path,
    register: &str,
    map: &Map,
    import: &Import,
) -> Result<ImportSummary, CommandError> {
    let mut summary = ImportSummary::default();
    if !exists(data) {
        summary.imported = import.dossiers.len();
        return Ok(summary);
    }
    let answer = Inquiry::peek(data, |inquiry| {
        for dossier in &import.dossiers {
            match inquiry.held(register, map.zone().name(), dossier)? {
                Held::New => summary.imported += 1,
                Held::Same => summary.already += 1,
                Held::Other(fields) => {
                    summary.already += 1;
                    summary.differing.push((dossier.code.clone(), fields));
                }
            }
        }
        Ok((inquiry.own_register(), summary))
    });
    match answer.map_err(refused)? {
        (Some(own), _) if own == register => Err(own_register(register)),
        (_, summary) => Ok(summary),
    }
}

fn taken_over(
    data: &Path,
    register: &str,
    map: &Map,
    import: &Import,
) -> Result<ImportSummary, CommandError> {
    let mut target = Target::of(data)?;
    let own = match target.ask(Request::Agency)? {
        Reply::Agency(own) => own,
        other => return Err(unexpected_reply(&other)),
    };
    if own.as_deref() == Some(register) {
        return Err(own_register(register));
    }
    import_dossiers(&mut target, register, map.zone().name(), &import.dossiers)
}

/// Writes the requested files, and the first lines to standard error.
fn report(import: &Import, tables: &Tables, language: Language) -> Result<(), CommandError> {
    if let Some(path) = &tables.rejects {
        let mut csv = Csv::new(&["line", "dossier", "reason"]);
        for reject in &import.rejects {
            let reason = messages::sentence(language, &reject.reason);
            csv.line(&[&reject.line.to_string(), &reject.dossier, &reason]);
        }
        fs::write(path, csv.finish()).map_err(|error| named(path, &error))?;
    } else {
        for reject in import.rejects.iter().take(SHOWN_REJECTS) {
            out::note(language, &of_line(reject.line, &reject.dossier, &reject.reason));
        }
        if let Some(n) = count_not_shown(import.rejects.len(), SHOWN_REJECTS) {
            let text = sentence!("and {n} more rejected; --rejects FILE writes them all", n);
            out::note(language, &text);
        }
    }
    if let Some(path) = &tables.warnings {
        let mut csv = Csv::new(&["line", "dossier", "kind", "text"]);
        for warning in &import.warnings {
            let (line, kind) = (warning.line.to_string(), warning.kind.code());
            let text = messages::sentence(language, &warning.text);
            csv.line(&[&line, &warning.dossier, kind, &text]);
        }
        fs::write(path, csv.finish()).map_err(|error| named(path, &error))?;
    } else {
        for warning in import.warnings.iter().take(SHOWN_WARNINGS) {
            out::note(language, &of_line(warning.line, &warning.dossier, &warning.text));
        }
        if let Some(n) = count_not_shown(import.warnings.len(), SHOWN_WARNINGS) {
            let text = sentence!("and {n} more warned of; --warnings FILE writes them all", n);
            out::note(language, &text);
        }
    }
    Ok(())
}

fn of_line(line: usize, dossier: &str, text: &Sentence) -> Sentence {
    sentence!("line {line}: {dossier}: {text}", line, dossier, text)
}

/// The number of entries that are not shown; `None` where all are shown.
fn count_not_shown(all: usize, shown: usize) -> Option<usize> {
    all.checked_sub(shown).filter(|more| *more > 0)
}

/// Imports the dossiers, one part after the other.
fn import_dossiers(
    target: &mut Target,
    register: &str,
    zone: &str,
    dossiers: &[register::Dossier],
) -> Result<ImportSummary, CommandError> {
    let mut summary = ImportSummary::default();
    for part in chunks(dossiers) {
        let (register, zone) = (register.to_owned(), zone.to_owned());
        match target.ask(Request::ImportPart { register, zone, dossiers: part.to_vec() })? {
            Reply::Imported { imported, already_on_record, differing } => {
                summary.imported += imported;
                summary.already += already_on_record;
                summary.differing.extend(differing);
            }
            other => return Err(unexpected_reply(&other)),
        }
    }
    let (register, ImportSummary { imported, already, .. }) = (register.to_owned(), &summary);
    target.ask(Request::ImportEnd {
        register,
        imported: *imported,
        already_on_record: *already,
    })?;
    Ok(summary)
}

/// The dossiers in parts, each small enough for a message.
fn chunks(dossiers: &[register::Dossier]) -> impl Iterator<Item = &[register::Dossier]> {
    let mut rest = dossiers;
    std::iter::from_fn(move || {
        let mut bytes = 0;
        let fits = rest.iter().take(PART).take_while(|dossier| {
            bytes += dossier.bytes();
            bytes <= PART_BYTES
        });
        // A part with one dossier is always small enough.
        let count = fits.count().max(1).min(rest.len());
        let (part, after) = rest.split_at(count);
        rest = after;
        (!part.is_empty()).then_some(part)
    })
}
