//! Loads rules files from texts, and checks the problems of invalid files and the rules of valid
//! ones.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod bad_agency;
mod bad_calendars;
mod bad_procedures;
mod catalogue;
mod competent_agencies;
mod fees;
mod first_numbers;
mod forms;
mod gateways;
mod good;
mod life_events;
mod queue_lines;
mod quiet_hours;
mod result_rules;
mod retention;
mod search;

use crate::{SourceFile, load};

const AGENCY: &str = include_str!("tests/agency.toml");
const OFFICE: &str = include_str!("tests/office.toml");
const PROCEDURE: &str = include_str!("tests/procedure.toml");

/// Loads files and compares all reported problems, in order.
fn check(files: &[(&str, &str)], expected: &[&str]) {
    let files: Vec<SourceFile> = files
        .iter()
        .map(|(path, text)| SourceFile { path: (*path).to_owned(), text: (*text).to_owned() })
        .collect();
    let problems = load(&files).err().unwrap_or_default();
    let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems, expected, "\n{}\n", problems.join("\n"));
}

/// A valid file with parts replaced; each part must occur in the file.
fn with(text: &str, changes: &[(&str, &str)]) -> String {
    changes.iter().fold(text.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "{old:?} is not in the file");
        text.replacen(old, new, 1)
    })
}

/// Checks a changed procedure of the agency among other valid files.
fn check_procedure(changes: &[(&str, &str)], expected: &[&str]) {
    let procedure = with(PROCEDURE, changes);
    let files = [
        ("a/agency.toml", AGENCY),
        ("a/calendars/office.toml", OFFICE),
        ("a/procedures/p.toml", &procedure),
    ];
    check(&files, expected);
}
