//! `rules check`, `commands`, `doctor`, `backup`, `restore`.

use std::path::Path;

use dossier::Action;
use office::Inquiry;
use text::Language;

use crate::assets;
use crate::ending::{End, refused};

pub fn check_rules(dir: &Path) -> Result<(), End> {
    let files = assets::folder(dir).map_err(End::Refused)?;
    let mut all = files.clone();
    // A folder without its own holidays is counted with the announced ones.
    if !files.iter().any(|file| file.path.contains("calendars/years/")) {
        let years = assets::catalogue().into_iter();
        all.extend(years.filter(|file| file.path.contains("calendars/years/")));
    }
    match rules::load(&all) {
        Ok(rules) => {
            println!(
                "{} procedures, {} calendars, {} officers: no problem found",
                rules.procedures.len(),
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

pub fn doctor(data: &Path) -> Result<(), End> {
    let (dossiers, events, findings) =
        Inquiry::peek(data, office::doctor).map_err(refused)?;
    for finding in &findings {
        println!("{}: {}", finding.about, finding.what);
    }
    println!("{dossiers} dossiers, {events} events, {} findings", findings.len());
    if findings.is_empty() { Ok(()) } else { Err(End::False) }
}

pub fn backup(data: &Path, file: &Path) -> Result<(), End> {
    store::backup(data, file).map_err(refused)
}

pub fn restore(data: &Path, file: &Path) -> Result<(), End> {
    store::restore(file, data).map_err(refused)
}

/// The list of commands, as Markdown.
pub fn commands() -> Result<(), End> {
    let language = Language::English;
    println!("# What can be done with a dossier\n");
    println!("Made by `motcua commands` from the table in `crates/dossier/src/actions.rs`.\n");
    println!("| command | tiếng Việt | in phase | who may (relation) |");
    println!("|---|---|---|---|");
    for action in Action::ALL {
        let phases: Vec<&str> = action.phases().iter().map(|phase| phase.code()).collect();
        let who: Vec<String> = action
            .permitted()
            .iter()
            .map(|(role, relation)| match relation.code() {
                "any" => role.code().to_owned(),
                relation => format!("{} ({relation})", role.code()),
            })
            .collect();
        println!(
            "| `{}` {} | {} | {} | {} |",
            action.code(),
            messages::action(language, *action),
            messages::action(Language::Vietnamese, *action),
            phases.join(", "),
            who.join(", ")
        );
    }
    Ok(())
}
