//! `import`: takes over an old register.

use std::fs;
use std::path::{Path, PathBuf};

use app::Inquiry;
use http::csv::Csv;
use register::{Import, Map};
use serde_json::json;

use super::exists;
use crate::ending::{End, refused};
use crate::folder_commands::{Reply, Request, Target, unexpected};
use crate::out;

/// Dossiers in one request.
const PART: usize = 256;
/// Lines of rejects and of warnings on standard error.
const SHOWN_REJECTS: usize = 10;
const SHOWN_WARNINGS: usize = 5;

/// Files for what did not go in, and for what went in although it contradicts itself.
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
) -> Result<(), End> {
    let text = fs::read_to_string(map_file).map_err(|error| named(map_file, &error))?;
    let map = Map::parse(&text)
        .map_err(|error| End::Refused(format!("{}: {error}", map_file.display())))?;
    let bytes = fs::read(file).map_err(|error| named(file, &error))?;
    let import = register::read(&bytes, &map)
        .map_err(|error| End::Refused(format!("{}: {error}", file.display())))?;
    let register = match register.or(map.register()) {
        Some(register) => register.to_owned(),
        None => {
            file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
        }
    };
    if register.is_empty() || register.contains('/') {
        return Err(End::Misused("name the register with --register, without a slash".into()));
    }
    let (imported, already) = if check {
        counted(data, &register, &import)?
    } else {
        taken_over(data, &register, &map, &import)?
    };
    report(&import, tables)?;
    if check {
        eprintln!("checked only: nothing was written");
    }
    out::line(json!({
        "read": import.read,
        "imported": imported,
        "already": already,
        "rejected": import.rejects.len(),
        "filtered": import.filtered,
        "warnings": import.warnings.len(),
    }))?;
    if imported + already == 0 {
        return Err(End::Refused("nothing went in; mend the map or the file".into()));
    }
    Ok(())
}

fn named(path: &Path, error: &std::io::Error) -> End {
    End::Refused(format!("{}: {error}; check the path and its rights", path.display()))
}

fn own_register(register: &str) -> End {
    End::Refused(format!("{register} is the agency's own register; name another with --register"))
}

/// How many dossiers would go in, and how many are there already.
fn counted(data: &Path, register: &str, import: &Import) -> Result<(usize, usize), End> {
    if !exists(data) {
        return Ok((import.dossiers.len(), 0));
    }
    let asked = Inquiry::peek(data, |inquiry| {
        let own = inquiry.own_register();
        let mut already = 0;
        for dossier in &import.dossiers {
            already += usize::from(inquiry.holds(register, &dossier.code)?);
        }
        Ok((own.as_deref() == Some(register), already))
    });
    match asked.map_err(refused)? {
        (true, _) => Err(own_register(register)),
        (false, already) => Ok((import.dossiers.len() - already, already)),
    }
}

fn taken_over(
    data: &Path,
    register: &str,
    map: &Map,
    import: &Import,
) -> Result<(usize, usize), End> {
    let mut target = Target::of(data)?;
    let own = match target.ask(Request::Agency)? {
        Reply::Agency(own) => own,
        other => return Err(unexpected(&other)),
    };
    if own.as_deref() == Some(register) {
        return Err(own_register(register));
    }
    take_over(&mut target, register, map.zone().name(), &import.dossiers)
}

/// Writes the files that are asked for; the first lines go to standard error.
fn report(import: &Import, tables: &Tables) -> Result<(), End> {
    if let Some(path) = &tables.rejects {
        let mut csv = Csv::new(&["line", "dossier", "reason"]);
        for reject in &import.rejects {
            csv.line(&[&reject.line.to_string(), &reject.dossier, &reject.reason]);
        }
        fs::write(path, csv.finish()).map_err(|error| named(path, &error))?;
    } else {
        for reject in import.rejects.iter().take(SHOWN_REJECTS) {
            eprintln!("line {}: {}: {}", reject.line, reject.dossier, reject.reason);
        }
        more(import.rejects.len(), SHOWN_REJECTS, "rejected", "--rejects");
    }
    if let Some(path) = &tables.warnings {
        let mut csv = Csv::new(&["line", "dossier", "kind", "text"]);
        for warning in &import.warnings {
            let (line, kind) = (warning.line.to_string(), warning.kind.code());
            csv.line(&[&line, &warning.dossier, kind, &warning.text]);
        }
        fs::write(path, csv.finish()).map_err(|error| named(path, &error))?;
    } else {
        for warning in import.warnings.iter().take(SHOWN_WARNINGS) {
            eprintln!("line {}: {}: {}", warning.line, warning.dossier, warning.text);
        }
        more(import.warnings.len(), SHOWN_WARNINGS, "warned of", "--warnings");
    }
    Ok(())
}

fn more(all: usize, shown: usize, what: &str, option: &str) {
    if all > shown {
        eprintln!("and {} more {what}; {option} FILE writes them all", all - shown);
    }
}

/// Takes the dossiers over, part by part; says how many went in and how many were there already.
fn take_over(
    target: &mut Target,
    register: &str,
    zone: &str,
    dossiers: &[register::Dossier],
) -> Result<(usize, usize), End> {
    let (mut imported, mut already) = (0, 0);
    for part in dossiers.chunks(PART) {
        let (register, zone) = (register.to_owned(), zone.to_owned());
        match target.ask(Request::ImportPart { register, zone, dossiers: part.to_vec() })? {
            Reply::Imported { imported: new, already: known } => {
                imported += new;
                already += known;
            }
            other => return Err(unexpected(&other)),
        }
    }
    let register = register.to_owned();
    target.ask(Request::ImportEnd { register, imported, already })?;
    Ok((imported, already))
}
