//! `commands`, `routes`, `doctor`, `backup` and `restore`.

use std::fs;
use std::path::Path;

use app::{ErasedAgain, Examination, Inquiry, ListedErasure};
use dossier::{Action, Relation, RuleSet};
use text::{Language, Sentence, sentence};

use super::{SCENARIO, machine_now, rules};
use crate::args::UpkeepCommand;
use crate::command_error::{CommandError, refused};
use crate::folder_commands::open;
use crate::out;

/// The time after which a notice that is still due is reported as stuck.
const STUCK_MILLIS: i64 = 86_400_000;

/// Does what is asked for.
pub fn run(
    data: &Path,
    command: UpkeepCommand,
    (language, of_failures): (Language, Language),
) -> Result<(), CommandError> {
    match command {
        UpkeepCommand::Doctor => doctor(data, language, of_failures),
        UpkeepCommand::Backup { file, replace } => backup(data, &file, replace),
        UpkeepCommand::Restore { file, erasures } => {
            restore(data, &file, erasures.as_deref(), of_failures)
        }
    }
}

fn doctor(data: &Path, language: Language, of_failures: Language) -> Result<(), CommandError> {
    let examination = Inquiry::peek(data, app::doctor).map_err(refused)?;
    let Examination { dossiers, events, findings, decomposed } = examination;
    for finding in &findings {
        out::line(format_args!(
            "{}: {}",
            finding.about,
            messages::sentence(of_failures, &finding.what)
        ))?;
    }
    let counts = sentence!(
        "{dossiers} dossiers, {events} events, {findings} findings",
        dossiers,
        events,
        findings = findings.len()
    );
    out::sentence(of_failures, &counts)?;
    note_decomposed(of_failures, &decomposed);
    warn_of_notices(data, of_failures)?;
    warn_of_years(data, language)?;
    if findings.is_empty() { Ok(()) } else { Err(CommandError::False) }
}

/// Prints a note on decomposed letters. Such letters are not a fault of the record, but a reader of
/// the stored bytes must know of them.
fn note_decomposed(language: Language, streams: &[String]) {
    if let Some(first) = streams.first() {
        let text = sentence!(
            "letters: {count} dossiers are stored with decomposed letters, as older programs stored \
             them (the first: {first}); they are read and searched as composed ones, nothing needs \
             to be done",
            count = streams.len(),
            first
        );
        out::note(language, &text);
    }
}

/// Warns of notices that failed or wait for days. Such notices are not a fault of the record, but
/// of the gateway.
fn warn_of_notices(data: &Path, language: Language) -> Result<(), CommandError> {
    let since = machine_now().plus_millis(-STUCK_MILLIS);
    let answer = Inquiry::peek(data, |inquiry| {
        let demonstration = inquiry.meta(SCENARIO)?.is_some();
        Ok((!demonstration).then_some(inquiry.notice_counts(since)?))
    });
    let (waiting, failed) = answer.map_err(refused)?.unwrap_or_default();
    if waiting + failed > 0 {
        let text = sentence!(
            "notices: {waiting} due for more than a day (does `serve` have a gateway for them?), {failed} \
             failed (see /desk/notices)",
            waiting,
            failed
        );
        out::note(language, &text);
    }
    Ok(())
}

/// Warns of years of the release that are not in force. Such years are not a fault of the record.
fn warn_of_years(data: &Path, language: Language) -> Result<(), CommandError> {
    let years = rules::released(data)?;
    if let Some(offered) = rules::offered_line(language, &years) {
        eprintln!("{offered}");
    }
    Ok(())
}

fn backup(data: &Path, file: &Path, replace: bool) -> Result<(), CommandError> {
    let existing = if replace { store::ExistingFile::Replace } else { store::ExistingFile::Keep };
    store::backup(data, file, existing).map_err(refused)
}

/// Puts a backup back, and erases again the persons who were erased since it was made.
fn restore(
    data: &Path,
    file: &Path,
    erasures: Option<&Path>,
    language: Language,
) -> Result<(), CommandError> {
    let given = match erasures {
        Some(list) => fs::read_to_string(list).map_err(|error| {
            CommandError::Refused(sentence!(
                "{path}: {error}; check the path and its rights",
                path = list.display().to_string(),
                error = Sentence::foreign(error.to_string())
            ))
        })?,
        None => String::new(),
    };
    let given = ListedErasure::read(&given).map_err(refused)?;
    let present = store::Folder::erasures_in(data).map_err(refused)?;
    let present = ListedErasure::read(&present).map_err(refused)?;
    store::restore(file, data, &ListedErasure::joined(given, &present)).map_err(refused)?;
    let (_, ErasedAgain { listed, found }) = open(data)?;
    let note = if listed == 0 {
        sentence!(
            "no list of erasures was given: a person who was erased since the backup was made is in \
             the folder again; where there may be one, restore again with --erasures"
        )
    } else {
        sentence!(
            "{listed} erasures are listed; {found} found persons in the backup and erased them again",
            listed,
            found
        )
    };
    out::note(language, &note);
    Ok(())
}

/// Prints the commands of a dossier as Markdown.
pub fn commands() -> Result<(), CommandError> {
    out::line(COMMANDS)?;
    Action::ALL.iter().try_for_each(|&action| {
        out::line(format_args!(
            "| `{}` | {} | {} | {} | {} | {} | {} |",
            action.code(),
            messages::action(Language::Vietnamese, RuleSet::TT03, action),
            messages::action(Language::English, RuleSet::TT03, action),
            permitted_roles(action),
            words(action.phases().iter().map(|phase| phase.code())),
            words(action.needs().iter().map(|need| need.code())),
            words(action.refusals().iter().copied()),
        ))
    })
}

const COMMANDS: &str = "\
# What can be done with a dossier

Written by `motcua commands > docs/commands.md` from the table in `crates/dossier/src/actions.rs`,
which the program itself asks; a test compares the two.

Every command refuses an actor who may not (`not_permitted`), a phase or state that does not allow
it (`not_possible`; what it needs of the state is a word of `crates/dossier/src/need.rs`), an instant before the last event (`before_last_event`) and one that the calendar
cannot count (`outside_calendar`). Its other refusals stand in the last column; each word is
a reason of `crates/dossier/src/refusal.rs`.

| command | tiếng Việt | English | who may (how they stand to it) | in phase | needs | refuses |
|---|---|---|---|---|---|---|";

fn permitted_roles(action: Action) -> String {
    let ways = action.permitted().iter().map(|(role, relation)| match relation {
        Relation::Any => format!("`{}`", role.code()),
        relation => format!("`{}` ({})", role.code(), relation.code()),
    });
    ways.collect::<Vec<_>>().join(", ")
}

fn words<'a>(codes: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<String> = codes.map(|code| format!("`{code}`")).collect();
    if words.is_empty() { "—".to_owned() } else { words.join(", ") }
}

/// Prints every route: method, path, right.
pub fn routes() -> Result<(), CommandError> {
    for route in web::ROUTES {
        let methods = [("GET", route.gets()), ("POST", route.posts())];
        for (method, _) in methods.into_iter().filter(|(_, has)| *has) {
            out::line(format_args!("{method} {} {}", route.path, route.right.code()))?;
        }
    }
    Ok(())
}
