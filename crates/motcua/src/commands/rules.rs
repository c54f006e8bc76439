//! `rules check` and `rules put`, which read files in the same way and find the same problems;
//! `rules offered`: the years of a release. The module must not know the content of a calendar or a
//! procedure.

use std::path::Path;

use app::{DueMove, Failure, Inquiry, RuleFiles};
use calendar::{Day, Zone};
use rules::{DayChange, PaperTemplate, Problem, Scope, SourceFile};
use serde_json::json;
use text::{Language, Sentence, ToSentence, sentence};

use super::adopt::{self, AdoptArguments};
use super::{CLOCK, exists, now_of};
use crate::args::RulesCommand;
use crate::assets;
use crate::command_error::{CommandError, refused};
use crate::folder_commands::{Reply, Request, Target, unexpected_reply};
use crate::out;

/// The most days that are listed; the total number is printed.
const LISTED_DAYS: usize = 60;

/// The options of `rules put`.
#[derive(Debug)]
struct PutOptions {
    dry_run: bool,
    drop_days: bool,
    json: bool,
    reason: Option<String>,
    language: Language,
}

/// The effects of files on the dossiers of the folder.
struct Effects {
    days: Vec<DayChange>,
    moves: Vec<DueMove>,
    today: Day,
}

/// The problems of rules files, one for each line.
type Problems = Vec<Sentence>;

/// Carries out a command on rules. Failures are in the second language.
pub fn run(
    data: &Path,
    command: RulesCommand,
    (language, of_failures): (Language, Language),
) -> Result<(), CommandError> {
    match command {
        RulesCommand::Check { path, drop_days } => {
            check(data, (&path, drop_days), (language, of_failures))
        }
        RulesCommand::Adopt { codes, unit, folder, from } => {
            adopt::adopt(&AdoptArguments { codes, unit, folder, from }, language)
        }
        RulesCommand::Offered { json } => newer_years(data, json, language),
        RulesCommand::Put { path, dry_run, drop_days, json, reason } => {
            put(data, path.as_deref(), &PutOptions { dry_run, drop_days, json, reason, language })
        }
    }
}

/// Checks files as [`put`] would read them, together with what is in force in the folder; prints
/// every problem that would prevent them from being put in force.
fn check(
    data: &Path,
    (path, drop_days): (&Path, bool),
    (language, of_problems): (Language, Language),
) -> Result<(), CommandError> {
    let checked = match read_rule_files(path)? {
        Ok(RuleFiles::Amending(files)) if !in_force(data)? => check_alone(&files).map(|()| {
            let values = [("data", data.display().to_string().into())];
            messages::text(language, "rules-no_problem_alone", &values)
        }),
        offered => examined(data, offered, drop_days)?.map(|(files, effects)| {
            let summary = counts(language, &files);
            let summary = summary.unwrap_or_else(|| text(language, "rules-no_problem_change"));
            effects.map(|effects| days(language, &effects)).unwrap_or_default() + &summary
        }),
    };
    match checked {
        Ok(summary) => out::line(summary),
        Err(problems) => {
            out::sentence(of_problems, &sentence!("{problems}", problems))?;
            Err(CommandError::Refused(Sentence::foreign(heading(language, &problems))))
        }
    }
}

fn heading(language: Language, problems: &Problems) -> String {
    let n = i64::try_from(problems.len()).unwrap_or(i64::MAX);
    messages::text(language, "rules-problems", &[("n", n.into())])
}

/// Files with their effects on the folder; no effects where the folder has no rules yet. Files that
/// drop announced days off have a problem unless `drop_days` accepts that.
fn examined(
    data: &Path,
    offered: Result<RuleFiles, Problems>,
    drop_days: bool,
) -> Result<Result<(RuleFiles, Option<Effects>), Problems>, CommandError> {
    let files = match offered {
        Ok(files) => files,
        Err(problems) => return Ok(Err(problems)),
    };
    if !in_force(data)? {
        let whole = matches!(files, RuleFiles::Whole(_));
        let refused = rules::amended(&[], &[]).err().filter(|_| !whole);
        return Ok(refused.map_or(Ok((files, None)), |refused| Err(vec![refused])));
    }
    let examined = Inquiry::peek(data, |inquiry| {
        let now = inquiry.now(now_of(inquiry.meta(CLOCK)?))?;
        let today = inquiry.rules.deadline_calendar().zone.day(now);
        let moves = inquiry.due_moves(&files, now)?;
        Ok(Effects { days: inquiry.day_changes(&files)?, moves, today })
    });
    match examined {
        Ok(effects) => {
            let problem = dropped(&effects.days, files.files()).filter(|_| !drop_days);
            Ok(problem.map_or(Ok((files, Some(effects))), |problem| Err(vec![problem])))
        }
        Err(Failure::BadRules { problems }) => Ok(Err(problems)),
        Err(failure) => Err(refused(failure)),
    }
}

/// The refusal of files that drop announced days off; `None` where they drop none.
fn dropped(days: &[DayChange], files: &[SourceFile]) -> Option<Sentence> {
    let dropped = rules::dropped(days, files);
    let one = |change: &&DayChange| format!("{} ({})", change.day, change.name);
    let days = dropped.iter().map(one).collect::<Vec<_>>().join(", ");
    (!dropped.is_empty()).then(|| {
        sentence!(
            "announced days off in force are missing: {days}; add them to the year file, or give \
             --drop-days if they are working days now",
            days
        )
    })
}

/// A sentence with the numbers of procedures, calendars and officers, where the files are a whole
/// folder.
fn counts(language: Language, files: &RuleFiles) -> Option<String> {
    let RuleFiles::Whole(files) = files else { return None };
    let rules = rules::load(files).ok()?;
    let own = rules.procedures.iter().filter(|one| one.scope == Scope::Agency).count();
    let officers = rules.agency.as_ref().map_or(0, |agency| agency.officers.len());
    let values =
        [("procedures", own), ("calendars", rules.calendars.len()), ("officers", officers)];
    let values = values.map(|(name, n)| (name, i64::try_from(n).unwrap_or(i64::MAX).into()));
    Some(messages::text(language, "rules-no_problem", &values))
}

/// Checks files without a folder in force: a catalogue, or parts of one.
fn check_alone(files: &[SourceFile]) -> Result<(), Problems> {
    let mut all = rules::with_rules_paths(files).map_err(|problem| vec![problem])?;
    if !all.iter().any(|file| file.path.contains("calendars/years/")) {
        all.extend(assets::years());
    }
    rules::load(&all).map(|_| ()).map_err(|problems| lines(&problems))
}

/// Puts files in force, or lists the dossiers whose due would move.
fn put(data: &Path, path: Option<&Path>, how: &PutOptions) -> Result<(), CommandError> {
    let language = how.language;
    let offered =
        path.map_or_else(|| Ok(Ok(RuleFiles::Amending(assets::years()))), read_rule_files)?;
    let (files, changes) = match examined(data, offered, how.drop_days)? {
        Ok(examined) => examined,
        Err(problems) => {
            let heading = heading(language, &problems);
            return Err(CommandError::Refused(sentence!(
                "{heading}\n{problems}",
                heading,
                problems
            )));
        }
    };
    if how.dry_run {
        let moves = changes.as_ref().map(|changes| changes.moves.as_slice()).unwrap_or_default();
        if how.json {
            return out::line(machine(moves, changes.as_ref()));
        }
        out::print(changes.as_ref().map(|changes| days(language, changes)).unwrap_or_default())?;
        return out::print(as_text(language, moves, "rules-would_move"));
    }
    let reason = match how.reason.as_deref().map(str::trim) {
        Some(reason) if !reason.is_empty() => reason.to_owned(),
        _ => reason(data, &files, language)?,
    };
    match Target::of(data)?.ask(Request::put_rules(files, reason))? {
        Reply::InForce { procedures, officers, moves } if how.json => {
            let mut answer = machine(&moves, changes.as_ref());
            answer["procedures"] = procedures.into();
            answer["officers"] = officers.into();
            out::line(answer)
        }
        Reply::InForce { procedures, officers, moves } => {
            let values = [("procedures", procedures), ("officers", officers)];
            let values =
                values.map(|(name, n)| (name, i64::try_from(n).unwrap_or(i64::MAX).into()));
            out::line(messages::text(language, "rules-in_force", &values))?;
            out::print(changes.map(|changes| days(language, &changes)).unwrap_or_default())?;
            match moves.is_empty() {
                true => Ok(()),
                false => out::print(as_text(language, &moves, "rules-moved")),
            }
        }
        other => Err(unexpected_reply(&other)),
    }
}

/// The reason where the command line states none: the sources of the year files that are new.
fn reason(data: &Path, files: &RuleFiles, language: Language) -> Result<String, CommandError> {
    let in_force = years_in_force(data)?;
    let (RuleFiles::Amending(files) | RuleFiles::Whole(files)) = files;
    let own = |file: &&SourceFile| in_force.iter().any(|other| other.text == file.text);
    // The first rules of a folder announce no day.
    let new = files.iter().filter(|file| !in_force.is_empty() && !own(file));
    let sources: Vec<String> = new.filter_map(rules::year_source).collect();
    match sources.is_empty() {
        true => Ok(messages::text(language, "rules-no_reason", &[])),
        false => Ok(sources.join("; ")),
    }
}

fn years_in_force(data: &Path) -> Result<Vec<SourceFile>, CommandError> {
    match exists(data) {
        true => {
            Inquiry::peek(data, |inquiry| Ok(inquiry.rules.year_files.clone())).map_err(refused)
        }
        false => Ok(Vec::new()),
    }
}

/// The calendar years of this release that are not in force in a folder with the same content.
pub fn released(data: &Path) -> Result<Vec<i64>, CommandError> {
    let newer = |inquiry: Inquiry<'_>| Ok(inquiry.rules.years_not_in_force(&assets::years()));
    let files = match exists(data) {
        true => Inquiry::peek(data, newer).map_err(refused)?,
        false => assets::years(),
    };
    let mut years: Vec<i64> = files.iter().filter_map(rules::year_of).collect();
    years.sort_unstable();
    Ok(years)
}

/// The sentence about years that are not in force, with the commands that put them in force; `None`
/// without such years.
pub fn offered_line(language: Language, years: &[i64]) -> Option<String> {
    let n = i64::try_from(years.len()).ok().filter(|n| *n > 0)?;
    let years = years.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
    Some(messages::text(language, "rules-offered", &[("n", n.into()), ("years", years.into())]))
}

/// Lists the calendar years of this release that are not in force with the same content.
fn newer_years(data: &Path, json: bool, language: Language) -> Result<(), CommandError> {
    let years = released(data)?;
    if json {
        return out::line(json!({ "years": years }));
    }
    let line = offered_line(language, &years);
    out::line(line.unwrap_or_else(|| messages::text(language, "rules-none_offered", &[])))
}

/// The files to put in force: an agency's folder with the catalogue's files, other files as a
/// change of what is in force; or all problems of a folder, by its own paths.
fn read_rule_files(path: &Path) -> Result<Result<RuleFiles, Problems>, CommandError> {
    let own = read(path)?;
    let templates: Vec<PaperTemplate> = own.iter().filter_map(PaperTemplate::of).collect();
    let faults = web::paper_faults(&templates);
    if !faults.is_empty() {
        return Ok(Err(faults));
    }
    if path.is_file() || !has_agency(&own) {
        return Ok(Ok(RuleFiles::Amending(own)));
    }
    let inside = |file: &SourceFile| {
        let inside = Path::new(&file.path).strip_prefix(path).unwrap_or(Path::new(&file.path));
        format!("agency/{}", inside.display())
    };
    let mut files = assets::catalogue();
    files.extend(own.iter().map(|file| SourceFile { path: inside(file), text: file.text.clone() }));
    let problems = match rules::load(&files) {
        Ok(_) => return Ok(Ok(RuleFiles::Whole(files))),
        Err(problems) => lines(&problems),
    };
    let given =
        |text: String| own.iter().fold(text, |text, file| text.replace(&inside(file), &file.path));
    Ok(Err(problems.into_iter().map(|problem| problem.with_texts(&given)).collect()))
}

fn lines(problems: &[Problem]) -> Problems {
    problems.iter().map(ToSentence::to_sentence).collect()
}

fn text(language: Language, key: &str) -> String {
    messages::text(language, key, &[])
}

fn read(path: &Path) -> Result<Vec<SourceFile>, CommandError> {
    let files = assets::folder(path).map_err(CommandError::Refused)?;
    if files.is_empty() {
        return Err(CommandError::Refused(sentence!(
            "{path} holds no rules files; name a folder with agency.toml, procedures/*.toml or \
             calendars/*.toml",
            path = path.display().to_string()
        )));
    }
    Ok(files)
}

fn has_agency(files: &[SourceFile]) -> bool {
    files
        .iter()
        .any(|file| Path::new(&file.path).file_name().is_some_and(|name| name == "agency.toml"))
}

fn in_force(data: &Path) -> Result<bool, CommandError> {
    match exists(data) {
        true => Inquiry::peek(data, |inquiry| Ok(inquiry.rules.agency.is_some())).map_err(refused),
        false => Ok(false),
    }
}

fn machine(moves: &[DueMove], effects: Option<&Effects>) -> serde_json::Value {
    let dossiers = moves.iter().map(|moved| {
        json!({
            "code": moved.code,
            "due_before": Zone::VIETNAM.format(moved.due_before),
            "due_after": Zone::VIETNAM.format(moved.due_after),
        })
    });
    let days = effects.into_iter().flat_map(|effects| &effects.days).map(|change| {
        json!({
            "day": change.day.to_string(),
            "change": change.kind.code(),
            "name": change.name,
            "worked": change.has_openings,
        })
    });
    let days = days.collect::<Vec<_>>();
    json!({ "count": moves.len(), "dossiers": dossiers.collect::<Vec<_>>(), "days": days })
}

fn as_text(language: Language, moves: &[DueMove], heading: &str) -> String {
    if moves.is_empty() {
        return text(language, "rules-none_move") + "\n";
    }
    let n = i64::try_from(moves.len()).unwrap_or(i64::MAX);
    let mut text = messages::text(language, heading, &[("n", n.into())]) + "\n";
    for moved in moves {
        let at = |instant| Zone::VIETNAM.format(instant);
        text += &format!("{}  {}  {}\n", moved.code, at(moved.due_before), at(moved.due_after));
    }
    text
}

/// The days that change, each with its consequence; empty where none changes.
fn days(language: Language, effects: &Effects) -> String {
    let count = |n: usize| [("n", i64::try_from(n).unwrap_or(i64::MAX).into())];
    let all = &effects.days;
    if all.is_empty() {
        return String::new();
    }
    let mut text = messages::text(language, "rules-days", &count(all.len())) + "\n";
    for change in all.iter().take(LISTED_DAYS) {
        text += &format!("  {}\n", messages::day_change(language, change, effects.today));
    }
    if let Some(more) = all.len().checked_sub(LISTED_DAYS).filter(|more| *more > 0) {
        text += &format!("  {}\n", messages::text(language, "rules-more_days", &count(more)));
    }
    text
}
