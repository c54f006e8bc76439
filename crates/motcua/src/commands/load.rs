//! `load`: replays a scenario into a folder, and continues where an interrupted replay ended.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::time::Instant as Stopwatch;

use app::Application;
use calendar::Instant;
use rules::SourceFile;
use scenario::{Plan, Progress, replay};
use serde_json::json;
use text::{Language, Sentence, ToSentence, sentence};

use super::{CLOCK, LOADED, SCENARIO, accounts};
use crate::assets;
use crate::command_error::{CommandError, refused};
use crate::out;

pub fn load(
    data: &Path,
    scenario: &str,
    until: Option<Instant>,
    language: Language,
) -> Result<(), CommandError> {
    let (dossiers, events, seconds) = replay_into(data, scenario, until)?;
    eprint!("{}", accounts::demonstration(data, language)?);
    out::line(json!({ "dossiers": dossiers, "events": events, "seconds": seconds }))
}

/// Replays a scenario; returns the numbers of dossiers and events, and the seconds.
pub fn replay_into(
    data: &Path,
    scenario: &str,
    until: Option<Instant>,
) -> Result<(u64, i64, f64), CommandError> {
    let begun = Stopwatch::now();
    let files = files(scenario)?;
    let plan = plan(&files)?;
    let mut rules = assets::catalogue();
    rules.extend(files);
    if let Err(problems) = rules::load(&rules) {
        return Err(CommandError::Refused(listed(&problems)));
    }
    let app = Application::open(data).map_err(refused)?;
    let meta =
        app.ask(|inquiry| Ok((inquiry.meta(SCENARIO)?, inquiry.events()?, inquiry.meta(CLOCK)?)));
    let (meta, events, clock) = meta.map_err(refused)?;
    let clock = clock.and_then(|text| text.parse().ok()).map(Instant);
    if meta.as_deref() != Some(plan.name.as_str()) && events > 0 {
        return Err(CommandError::Refused(sentence!(
            "{folder} holds other data; name an empty folder with --data",
            folder = data.display().to_string()
        )));
    }
    let starts = plan.starts_at(&calendar::Zone::VIETNAM);
    let about = [
        (SCENARIO, &plan.name),
        ("scenario_title", &plan.title),
        ("scenario_title_en", &plan.title_en),
    ];
    for (name, value) in about {
        app.put_meta(name, value).map_err(refused)?;
    }
    // A replay up to an earlier instant than the folder's clock does not set the clock back.
    let before = clock.unwrap_or_default();
    let clock = until.unwrap_or(plan.ends_at).min(plan.ends_at).max(before);
    // Rules that were put in force after the first load stay.
    if app.rules().agency.is_none() {
        app.put_in_force(&app::AgencyPermit::to_put_rules(), &rules, &plan.title, starts)
            .map_err(refused)?;
    }
    let mut stored = Ok(());
    replay(&app, &plan, until, |progress| {
        show(progress);
        // After an interrupted load the clock is not earlier than anything on record.
        let at = progress.at.max(before);
        if stored.is_ok() {
            stored = app.put_meta(CLOCK, &at.0.to_string());
        }
    })
    .map_err(refused)?;
    stored.map_err(refused)?;
    app.put_meta(CLOCK, &clock.0.to_string()).map_err(refused)?;
    accounts::create_demonstration_accounts(&app)?;
    app.put_meta(LOADED, "1").map_err(refused)?;
    let events = app.ask(|inquiry| inquiry.events()).map_err(refused)?;
    let seconds = (begun.elapsed().as_secs_f64() * 100.0).round() / 100.0;
    let dossiers: u64 = app
        .ask(|inquiry| inquiry.registers())
        .map_err(refused)?
        .iter()
        .map(|(_, count)| count)
        .sum();
    Ok((dossiers, events, seconds))
}

fn files(scenario: &str) -> Result<Vec<SourceFile>, CommandError> {
    if let Some(files) = assets::scenario(scenario) {
        return Ok(files);
    }
    let folder = Path::new(scenario);
    if folder.is_dir() {
        let files = assets::folder(folder).map_err(CommandError::Refused)?;
        return Ok(files.into_iter().map(|file| inside(folder, file)).collect());
    }
    Err(CommandError::Refused(sentence!(
        "no scenario {scenario:?}: name a folder with a plan.toml, or one of {names}",
        scenario,
        names = assets::scenario_names().join(", ")
    )))
}

/// A scenario's file by its path inside the scenario, so that the record names no folder of the
/// machine.
fn inside(folder: &Path, file: SourceFile) -> SourceFile {
    let path = Path::new(&file.path).strip_prefix(folder).unwrap_or(Path::new(&file.path));
    SourceFile { path: format!("scenario/{}", path.display()), text: file.text }
}

fn plan(files: &[SourceFile]) -> Result<Plan, CommandError> {
    let file = files.iter().find(|file| file.path.ends_with("plan.toml"));
    let file = file.ok_or_else(|| {
        CommandError::Refused(sentence!(
            "the scenario has no plan.toml; write one as in scenarios/district9"
        ))
    })?;
    Plan::parse(&file.text).map_err(refused)
}

/// All problems, one on each line.
pub fn listed(problems: &[rules::Problem]) -> Sentence {
    let problems: Vec<Sentence> = problems.iter().map(ToSentence::to_sentence).collect();
    sentence!(
        "the rules have {n} problems; mend them first\n{problems}",
        n = problems.len(),
        problems
    )
}

fn show(progress: Progress) {
    let mut out = std::io::stderr();
    let day = calendar::Zone::VIETNAM.day(progress.at);
    let percent = progress.done * 100 / progress.of.max(1);
    // A closed terminal must not stop a load, so errors of the progress line are ignored.
    let _ = if out.is_terminal() {
        write!(out, "\r{percent:3} %  {day}  ")
    } else if progress.done.is_multiple_of(40_000) || progress.done == progress.of {
        writeln!(out, "{percent} % {day}")
    } else {
        Ok(())
    };
    if progress.done == progress.of && out.is_terminal() {
        let _ = writeln!(out);
    }
}
