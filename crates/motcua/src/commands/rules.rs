//! `rules check` and `rules put`: both read files the same way and find the same problems; `rules
//! offered`: the years that a release brings. Knows not what a calendar or a procedure is.

use std::path::Path;

use app::{DueMove, Failure, Inquiry, RuleFiles};
use calendar::Zone;
use rules::{Scope, SourceFile};
use serde_json::json;

use super::{CLOCK, exists, now_of};
use crate::assets;
use crate::ending::{End, refused};
use crate::folder_commands::{Reply, Request, Target, unexpected};
use crate::out;

/// How rules are put in force.
#[derive(Debug)]
pub struct Putting {
    pub dry_run: bool,
    pub json: bool,
    pub reason: Option<String>,
}

/// Checks files; says every problem that putting them in force would meet.
pub fn check(data: &Path, path: &Path) -> Result<(), End> {
    let own = read(path)?;
    let whole = has_agency(&own);
    if !whole && exists(data) && in_force(data)? {
        let files = RuleFiles::Amending(own);
        return match dry_run(data, &files) {
            Ok(_) => out::line("no problem found"),
            Err(End::Refused(problems)) => {
                out::line(&problems)?;
                Err(End::Refused("problems found; mend them as said".into()))
            }
            Err(end) => Err(end),
        };
    }
    // A folder without an agency may be a catalogue itself.
    let has_years = own.iter().any(|file| file.path.contains("calendars/years/"));
    let added = match (whole, has_years) {
        (true, _) => assets::catalogue(),
        (false, true) => Vec::new(),
        (false, false) => assets::years(),
    };
    let all: Vec<SourceFile> = own.into_iter().chain(added).collect();
    match rules::load(&all) {
        Ok(rules) => {
            let counted = |scope: Scope| !whole || scope == Scope::Agency;
            let procedures = rules.procedures.iter().filter(|one| counted(one.scope)).count();
            println!(
                "{procedures} procedures, {} calendars, {} officers: no problem found",
                rules.calendars.len(),
                rules.agency.as_ref().map_or(0, |agency| agency.officers.len())
            );
            Ok(())
        }
        Err(problems) => {
            problems.iter().for_each(|problem| println!("{problem}"));
            Err(End::Refused(format!("{} problems found; mend them as said", problems.len())))
        }
    }
}

/// Puts files in force, or lists the dossiers that it would move.
pub fn put(data: &Path, path: Option<&Path>, how: &Putting) -> Result<(), End> {
    let files = path.map_or_else(|| Ok(RuleFiles::Amending(assets::years())), offered)?;
    if how.dry_run {
        let moves = if exists(data) { dry_run(data, &files)? } else { Vec::new() };
        return if how.json { out::line(machine(&moves)) } else { out::print(human(&moves, true)) };
    }
    let reason = how.reason.clone().unwrap_or_else(|| reason(path.and(Some(&files))));
    match Target::of(data)?.ask(Request::put_rules(files, reason))? {
        Reply::InForce { procedures, officers, moves } if how.json => {
            let mut answer = machine(&moves);
            answer["procedures"] = procedures.into();
            answer["officers"] = officers.into();
            out::line(answer)
        }
        Reply::InForce { procedures, officers, moves } => {
            out::line(format_args!("{procedures} procedures, {officers} officers in force"))?;
            if moves.is_empty() { Ok(()) } else { out::print(human(&moves, false)) }
        }
        other => Err(unexpected(&other)),
    }
}

/// The reason where none is given: what announced the days of the year files that were named.
fn reason(named: Option<&RuleFiles>) -> String {
    let files = match named {
        Some(RuleFiles::Amending(files)) => files.as_slice(),
        Some(RuleFiles::Whole(_)) | None => &[],
    };
    let sources: Vec<String> = files.iter().filter_map(rules::year_source).collect();
    if sources.is_empty() { "rules put".to_owned() } else { sources.join("; ") }
}

/// Lists the calendar years of this release that are not in force as it has them.
pub fn newer_years(data: &Path, json: bool) -> Result<(), End> {
    let in_force = match exists(data) {
        true => Inquiry::peek(data, |inquiry| inquiry.rule_files()).map_err(refused)?,
        false => Vec::new(),
    };
    let files = assets::years().into_iter().filter(|file| !in_force.contains(file));
    let mut years: Vec<i64> = files.filter_map(|file| rules::year_of(&file)).collect();
    years.sort_unstable();
    if json {
        return out::line(json!({ "years": years }));
    }
    if years.is_empty() {
        return out::line("every calendar year of this release is in force");
    }
    for year in years {
        out::line(format_args!("{year}: in this release, not in force"))?;
    }
    out::line("see what they move with `rules put --dry-run`; `rules put` puts them in force")
}

/// The files to put in force: an agency's with the catalogue's, others as a change of what is in
/// force.
fn offered(path: &Path) -> Result<RuleFiles, End> {
    let own = read(path)?;
    if !has_agency(&own) {
        return Ok(RuleFiles::Amending(own));
    }
    let mut files = assets::catalogue();
    files.extend(own.into_iter().map(|file| {
        let inside = Path::new(&file.path).strip_prefix(path).unwrap_or(Path::new(&file.path));
        SourceFile { path: format!("agency/{}", inside.display()), text: file.text }
    }));
    match rules::load(&files) {
        Ok(_) => Ok(RuleFiles::Whole(files)),
        Err(problems) => Err(End::Refused(super::load::listed(&problems))),
    }
}

fn read(path: &Path) -> Result<Vec<SourceFile>, End> {
    let files = assets::folder(path).map_err(End::Refused)?;
    if files.is_empty() {
        return Err(End::Refused(format!(
            "{} holds no rules files; name a folder with agency.toml, procedures/*.toml or \
             calendars/*.toml",
            path.display()
        )));
    }
    Ok(files)
}

fn has_agency(files: &[SourceFile]) -> bool {
    files
        .iter()
        .any(|file| Path::new(&file.path).file_name().is_some_and(|name| name == "agency.toml"))
}

fn in_force(data: &Path) -> Result<bool, End> {
    Inquiry::peek(data, |inquiry| Ok(inquiry.rules.agency.is_some())).map_err(refused)
}

fn dry_run(data: &Path, files: &RuleFiles) -> Result<Vec<DueMove>, End> {
    let moves = Inquiry::peek(data, |inquiry| {
        let now = inquiry.now(now_of(inquiry.meta(CLOCK)?))?;
        inquiry.due_moves(files, now)
    });
    moves.map_err(|failure| match failure {
        Failure::BadRules { .. } => End::Refused(failure.to_string()),
        failure => refused(failure),
    })
}

fn machine(moves: &[DueMove]) -> serde_json::Value {
    let dossiers = moves.iter().map(|moved| {
        json!({
            "code": moved.code,
            "due_before": Zone::VIETNAM.format(moved.due_before),
            "due_after": Zone::VIETNAM.format(moved.due_after),
        })
    });
    json!({ "dossiers": dossiers.collect::<Vec<_>>() })
}

fn human(moves: &[DueMove], dry_run: bool) -> String {
    let mut text = match (moves.len(), dry_run) {
        (0, _) => "no dossier's due moves\n".to_owned(),
        (n, true) => format!("{n} dossiers' due would move (code, due before, due after)\n"),
        (n, false) => format!("{n} dossiers' due moved (code, due before, due after)\n"),
    };
    for moved in moves {
        let at = |instant| Zone::VIETNAM.format(instant);
        text += &format!("{}  {}  {}\n", moved.code, at(moved.due_before), at(moved.due_after));
    }
    text
}
