//! Prepares every SQL text of this crate on both engines: on SQLite, and on a PostgreSQL server
//! that the test starts. The test finds the texts in the sources, so that none is missed.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

mod postgres;

use self::postgres::Server;
use crate::driver::Driver;
use crate::driver::sqlite::Sqlite;
use crate::{lists, schema};

/// The SQL texts among the constants of a source file.
fn constants(source: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for part in source.split(": &str =").skip(1) {
        let Some(literal) = part.trim_start().strip_prefix('"') else { continue };
        let literal = literal.split('"').next().unwrap_or_default();
        let lines: Vec<&str> = literal.split("\\\n").map(str::trim_start).collect();
        let text = lines.concat();
        let verbs = ["SELECT ", "INSERT ", "UPDATE ", "DELETE "];
        // A list of texts, such as a migration, ends each of them by a semicolon.
        if verbs.iter().any(|verb| text.starts_with(verb)) && !text.contains(';') {
            texts.push(text);
        }
    }
    texts
}

/// The source files of a folder and of those below it.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
}

/// The SQL texts among the constants of this crate.
fn constants_of_sources() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let texts = |file| constants(&fs::read_to_string(file).unwrap());
    sources(&folder).into_iter().flat_map(texts).collect()
}

/// All SQL texts, including composed ones.
fn texts() -> BTreeSet<String> {
    let composed = [
        schema::dossiers_by_code(),
        schema::dossiers_by_code_prefix(),
        schema::dossier_of_stream(),
        schema::all_dossiers(),
    ];
    constants_of_sources().into_iter().chain(composed).chain(lists::tests::texts()).collect()
}

#[test]
fn every_text_prepares_on_sqlite_with_values_numbered_without_a_gap() {
    let driver = Sqlite::in_memory();
    for text in schema::migrations_from(0) {
        driver.run(text);
    }
    let texts = texts();
    assert!(texts.len() > 150, "{} texts", texts.len());
    for text in texts {
        let highest = (1..).take_while(|n| text.contains(&format!("${n}"))).last().unwrap_or(0);
        let numbers = text.split('$').skip(1).map(|rest| {
            rest.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap()
        });
        assert!(numbers.into_iter().all(|n: usize| n <= highest), "a gap in {text}");
        let failed = (&driver as &dyn Driver)
            .query(&format!("EXPLAIN {text}"), &[], &mut |_| Ok(std::ops::ControlFlow::Break(())));
        // Without values the engine only prepares the text.
        let why = failed.err().map_or(String::new(), |error| error.to_string());
        assert!(why.is_empty() || why.contains("parameter"), "{text}: {why}");
    }
}

#[test]
fn every_text_prepares_on_postgresql() {
    let Some(server) = Server::start() else { return };
    let mut script = String::new();
    for text in schema::migrations_from(0) {
        // PostgreSQL names the type of bytes otherwise, and its collation "C" compares text byte by
        // byte like SQLite.
        script.push_str(&text.replace("BLOB", "BYTEA").replace("TEXT", "TEXT COLLATE \"C\""));
    }
    for (number, text) in texts().iter().enumerate() {
        script.push_str(&format!("PREPARE text_{number} AS {text};\n"));
    }
    assert_eq!(server.errors(&script), "");
}

/// Texts that may sort or read a whole table, with the reasons. Each is identified by a part of it.
const EXCEPTIONS: &[(&str, &[&str])] = &[
    (
        "the few rows of one account, person, officer or dossier are sorted",
        &[
            "FROM claim WHERE stream = $1",
            "FROM claim WHERE account = $1",
            "FROM claim JOIN citizen",
            "FROM citizen WHERE person = $1",
            "FROM session WHERE kind = $1",
            "FROM device WHERE kind = $1",
            "FROM attachment WHERE stream = $1",
            "FROM draft WHERE person <> ''",
            "FROM applicant LEFT JOIN dossier",
            "FROM applicant JOIN dossier",
            "FROM dossier WHERE holder = $1 AND ended_at IS NULL",
            "FROM dossier WHERE offered_to = $1 AND ended_at IS NULL",
        ],
    ),
    (
        "read once at the start, by the doctor or by a command",
        &[
            "FROM session WHERE ended_at IS NULL AND seen_at >= $1",
            "SELECT DISTINCT stream FROM span",
            "SELECT mark, stream FROM slip",
            "SELECT register, count(*) AS n FROM dossier",
            "SELECT stream, facts, given_out_at FROM dossier",
            "SELECT timer_at, stream FROM dossier",
            "FROM outbox ORDER BY id DESC LIMIT $1",
        ],
    ),
    (
        "read only when rules are put in force",
        &["FROM dossier WHERE received_at IS NOT NULL AND ended_at IS NULL"],
    ),
    ("there are as many accounts as officers", &["FROM account ORDER BY login"]),
    (
        "an erasure, seldom, by two persons",
        &[
            "DELETE FROM applicant_word WHERE stream = $1",
            "DELETE FROM one_time_code WHERE substr(contact",
            "DELETE FROM outbox WHERE stream IS NULL AND address = $1",
        ],
    ),
    ("the first row is enough", &["NOT EXISTS (SELECT 1 FROM meta"]),
    (
        "upkeep, seldom",
        &["DELETE FROM attachment", "DELETE FROM draft WHERE person", "DELETE FROM session"],
    ),
];

/// The steps of a plan that sort, or that read more than a partial index.
fn faults(plan: &[String], partial: &[String]) -> Vec<String> {
    let is_partial =
        |step: &str| partial.iter().any(|index| step.ends_with(&format!("INDEX {index}")));
    let scan = |step: &str| step.starts_with("SCAN ") && step != "SCAN CONSTANT ROW";
    let fault = |step: &&String| step.contains("TEMP B-TREE") || scan(step) && !is_partial(step);
    plan.iter().filter(fault).cloned().collect()
}

/// Every text that sorts or reads a whole table is an exception with a reason, and every exception
/// has a text.
#[test]
fn every_text_of_the_sources_reads_from_an_index_in_order() {
    let driver = Sqlite::in_memory();
    for text in schema::migrations_from(0) {
        driver.run(text);
    }
    let indexes = "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql LIKE '%WHERE%'";
    let partial = (&driver as &dyn Driver).all(indexes, &[], |row| row.get("name")).unwrap();
    let mut unused: BTreeSet<&str> =
        EXCEPTIONS.iter().flat_map(|(_, texts)| texts.iter().copied()).collect();
    let mut wrong = Vec::new();
    for text in constants_of_sources() {
        let faults = faults(&driver.plan(&text), &partial);
        let excepted: Vec<&str> =
            unused.iter().copied().filter(|part| text.contains(part)).collect();
        match (faults.is_empty(), excepted.is_empty()) {
            (false, true) => wrong.push(format!("{text}: {faults:?}")),
            (false, false) => unused.retain(|part| !excepted.contains(part)),
            (true, _) => {}
        }
    }
    assert_eq!(wrong.join("\n"), "");
    assert_eq!(unused, BTreeSet::new(), "an exception that no text needs");
}
