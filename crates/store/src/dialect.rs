//! Every SQL text of this crate prepares on both engines: on SQLite, and on a PostgreSQL server that
//! the test starts for itself. Texts are found in the sources, so that none can be left out.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

mod postgres;

use self::postgres::Server;
use crate::driver::Driver;
use crate::driver::sqlite::Sqlite;
use crate::{lists, schema};

/// The texts of the constants of a source file.
fn constants(source: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for part in source.split(": &str =").skip(1) {
        let Some(literal) = part.trim_start().strip_prefix('"') else { continue };
        let literal = literal.split('"').next().unwrap_or_default();
        let lines: Vec<&str> = literal.split("\\\n").map(str::trim_start).collect();
        let text = lines.concat();
        let verbs = ["SELECT ", "INSERT ", "UPDATE ", "DELETE "];
        // A list of texts, as of a migration, ends each by a semicolon.
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

/// All texts, those put together from pieces too.
fn texts() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let found =
        sources(&folder).into_iter().flat_map(|file| constants(&fs::read_to_string(file).unwrap()));
    let composed =
        [schema::dossiers_by_code(), schema::dossier_of_stream(), schema::all_dossiers()];
    found.chain(composed).chain(lists::tests::texts()).collect()
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
        // Without values the engine gets no further than to prepare the text.
        let why = failed.err().map_or(String::new(), |error| error.to_string());
        assert!(why.is_empty() || why.contains("parameter"), "{text}: {why}");
    }
}

#[test]
fn every_text_prepares_on_postgresql() {
    let Some(server) = Server::start() else { return };
    let mut script = String::new();
    for text in schema::migrations_from(0) {
        // The engine's own name of bytes; text is compared byte by byte, as SQLite compares it.
        script.push_str(&text.replace("BLOB", "BYTEA").replace("TEXT", "TEXT COLLATE \"C\""));
    }
    for (number, text) in texts().iter().enumerate() {
        script.push_str(&format!("PREPARE text_{number} AS {text};\n"));
    }
    assert_eq!(server.errors(&script), "");
}
