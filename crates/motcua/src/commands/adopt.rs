//! `rules adopt`: writes an office's own files of procedures of the catalogue, each with the unit that
//! answers for it; says what is left to enter. The crate `rules` checks them.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use calendar::Day;
use rules::{Agency, Post, Procedure, Rules, Scope, SourceFile};
use text::{Language, Sentence, ToSentence, sentence};

use crate::assets;
use crate::command_error::{CommandError, unknown_name};
use crate::out;

/// What is adopted, and how.
#[derive(Debug)]
pub struct AdoptArguments {
    pub codes: Vec<String>,
    pub unit: String,
    /// The office's folder, with its `agency.toml`.
    pub folder: PathBuf,
    /// The first day; without it the catalogue's, or the unit's first day where that is later.
    pub from: Option<Day>,
}

/// A file that is to be written.
struct Adopted {
    path: PathBuf,
    text: String,
    procedure: Procedure,
}

/// Writes the files: all of them, or none where anything is refused.
pub fn adopt(arguments: &AdoptArguments, language: Language) -> Result<(), CommandError> {
    let own = assets::folder(&arguments.folder).map_err(CommandError::Refused)?;
    let catalogue = assets::catalogue();
    let inside = |path: &Path| {
        let inside = path.strip_prefix(&arguments.folder).unwrap_or(path);
        format!("agency/{}", inside.display())
    };
    let mut files = catalogue.clone();
    files.extend(
        own.iter().map(|file| SourceFile {
            path: inside(Path::new(&file.path)),
            text: file.text.clone(),
        }),
    );
    let rules = loaded(&files)?;
    let folder = arguments.folder.display().to_string();
    let agency = rules.agency.as_ref().ok_or_else(|| {
        CommandError::Refused(sentence!(
            "{folder} has no agency.toml; name the office's folder of rules files",
            folder
        ))
    })?;
    let adopted = arguments
        .codes
        .iter()
        .map(|code| adopted(arguments, (&rules, agency), &catalogue, code))
        .collect::<Result<Vec<_>, _>>()?;
    files.extend(
        adopted.iter().map(|one| SourceFile { path: inside(&one.path), text: one.text.clone() }),
    );
    loaded(&files)?;
    for one in &adopted {
        write(one)?;
        out::line(one.path.display())?;
        left(&one.procedure, language)
            .iter()
            .try_for_each(|line| out::line(format!("  {line}")))?;
    }
    Ok(())
}

fn loaded(files: &[SourceFile]) -> Result<Rules, CommandError> {
    rules::load(files).map_err(|problems| {
        let problems: Vec<Sentence> = problems.iter().map(ToSentence::to_sentence).collect();
        CommandError::Refused(sentence!(
            "the files have problems, nothing was written\n{problems}",
            problems
        ))
    })
}

/// The file of a procedure, before it is written.
fn adopted(
    arguments: &AdoptArguments,
    (rules, agency): (&Rules, &Agency),
    catalogue: &[SourceFile],
    code: &str,
) -> Result<Adopted, CommandError> {
    let known = || catalogue.iter().filter_map(|file| file_code(file));
    let Some(file) = catalogue.iter().find(|file| file_code(file) == Some(code)) else {
        let text = format!("no procedure {code:?} in the catalogue");
        return Err(unknown_name(Sentence::foreign(text), code, known()));
    };
    let path = arguments.folder.join("procedures").join(format!("{code}.toml"));
    let has_own = rules.procedures.iter().any(|one| one.scope == Scope::Agency && one.code == code);
    if has_own || path.exists() {
        return Err(CommandError::Refused(sentence!(
            "the office has its own file of {code} already; change that file, or write a new \
             version of it with a later first day",
            code
        )));
    }
    let Some(unit) = agency.unit(&arguments.unit) else {
        let units = agency.units.iter().map(|unit| unit.code.as_str());
        let text = format!("no unit {:?} in agency.toml", arguments.unit);
        return Err(unknown_name(Sentence::foreign(text), &arguments.unit, units));
    };
    let procedure = rules.procedures.iter().find(|one| one.code == code).cloned();
    let procedure = procedure.ok_or_else(|| {
        CommandError::Refused(sentence!("the catalogue's file of {code} does not read", code))
    })?;
    let first = procedure.effective_from.max(agency.valid_from).max(unit.valid_from);
    let text = edited(&file.text, agency, &unit.code, arguments.from.unwrap_or(first));
    Ok(Adopted { path, text, procedure })
}

/// The code of the procedure of a catalogue file; none of another file.
fn file_code(file: &SourceFile) -> Option<&str> {
    file.path.strip_prefix("catalogue/procedures/")?.strip_suffix(".toml")
}

/// The catalogue's text as the office's: with the unit, the first day, and another heading.
fn edited(text: &str, agency: &Agency, unit: &str, from: Day) -> String {
    let mut lines = vec![
        format!("# {}: lập từ danh mục bằng lệnh motcua rules adopt.", agency.name),
        "# The office's own version; `unverified` and fees without an amount are left to enter."
            .into(),
    ];
    let mut named = false;
    for line in text.lines().skip_while(|line| line.starts_with('#')) {
        if line.starts_with('[') && !named {
            named = true;
            let blank = lines.last().is_some_and(String::is_empty);
            let place = lines.len() - usize::from(blank);
            lines.insert(place, format!("answering_unit = {unit:?}"));
        }
        match line.starts_with("effective_from") {
            true => lines.push(format!("effective_from = {from}")),
            false => lines.push(line.to_owned()),
        }
        let post = line.strip_prefix("post = \"").and_then(|rest| rest.strip_suffix('"'));
        let other =
            post.and_then(Post::from_code).and_then(|post| other_unit(agency, unit, post, from));
        lines.extend(other.map(|other| format!("unit = {other:?}")));
    }
    lines.join("\n") + "\n"
}

/// The only unit with an officer of a post, where the unit that answers has none.
fn other_unit<'a>(agency: &'a Agency, unit: &str, post: Post, day: Day) -> Option<&'a str> {
    let has = |unit: &str| !agency.officers_of(unit, post, day).is_empty();
    let mut others = agency.units.iter().filter(|other| has(&other.code));
    match (has(unit), others.next(), others.next()) {
        (false, Some(other), None) => Some(&other.code),
        _ => None,
    }
}

fn write(one: &Adopted) -> Result<(), CommandError> {
    let complain = |error: std::io::Error| {
        CommandError::Refused(sentence!(
            "{path}: {error}; check the path and its rights",
            path = one.path.display().to_string(),
            error = Sentence::foreign(error.to_string())
        ))
    };
    if let Some(folder) = one.path.parent() {
        fs::create_dir_all(folder).map_err(complain)?;
    }
    // Another program may have made it meanwhile.
    let mut file = fs::File::create_new(&one.path).map_err(complain)?;
    file.write_all(one.text.as_bytes()).map_err(complain)
}

/// What the office still has to enter or to compare, in words.
fn left(procedure: &Procedure, language: Language) -> Vec<String> {
    let open = procedure.fees.iter().filter(|fee| !fee.is_entered());
    let fee = |fee: &rules::fee::Fee| {
        let name = fee.name_en.as_deref().filter(|_| language == Language::English);
        let name = name.unwrap_or(&fee.name);
        messages::text(language, "rules-adopt_fee", &[("name", name.into())])
    };
    let unverified = procedure
        .unverified
        .iter()
        .map(|part| messages::text(language, &format!("unverified-{}", part.code()), &[]));
    open.map(fee).chain(unverified).collect()
}
