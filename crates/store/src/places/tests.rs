//! The list of places against the schema, and what each text erases against a search of every byte.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeSet;
use std::path::Path;

use rusqlite::Connection;
use rusqlite::types::Value;

use super::{PLACES, PersonKey, Place};
use crate::{Folder, schema};

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
}

/// The columns of a table with their types.
fn columns(connection: &Connection, table: &str) -> Vec<(String, String)> {
    let mut statement = connection.prepare(&format!("PRAGMA table_info({table})")).unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(1)?, row.get(2)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

/// Every table and column of the schema is named once: with personal data, or with a reason why not.
#[test]
fn every_column_of_the_schema_is_searched_or_holds_no_personal_data() {
    let connection = Connection::open_in_memory().unwrap();
    schema::migrations_from(0).for_each(|text| connection.execute_batch(text).unwrap());
    let text = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
    let mut statement = connection.prepare(text).unwrap();
    let tables = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
    let tables: BTreeSet<String> = tables.map(Result::unwrap).collect();
    let named: BTreeSet<String> = PLACES.iter().map(|place| place.table.to_owned()).collect();
    assert_eq!(tables, named, "a table without a place, or a place without its table");
    assert_eq!(PLACES.len(), named.len(), "a table is named once");
    for place in PLACES {
        let all: Vec<String> =
            columns(&connection, place.table).into_iter().map(|(name, _)| name).collect();
        let kept = place.kept.iter().flat_map(|(columns, _)| words(columns));
        let mut named: Vec<&str> = words(place.personal).chain(kept).collect();
        let mut all: Vec<&str> = all.iter().map(String::as_str).collect();
        named.sort_unstable();
        all.sort_unstable();
        assert_eq!(named, all, "the columns of {}", place.table);
        assert!(place.kept.iter().all(|(_, why)| !why.is_empty()), "{}", place.table);
        assert_eq!(place.personal.is_empty(), place.found.is_empty(), "{}", place.table);
    }
}

const CANARY: &str = "Trần Thị Canary";
const KEY: &str = "the-key";

/// The column that a text compares with the key.
fn key_column(erase: &str, key: PersonKey) -> &str {
    match key {
        PersonKey::Contact => "contact",
        _ => erase.split(" = $1").next().unwrap().rsplit(' ').next().unwrap(),
    }
}

/// Puts a row into a table that a key finds, with a canary in each other column of personal data.
fn put(connection: &Connection, place: &Place, (key, erase): (PersonKey, &str), number: i64) {
    let of_key = key_column(erase, key);
    let columns = columns(connection, place.table);
    let value = |(name, kind): &(String, String)| -> Value {
        let personal = words(place.personal).any(|word| word == name);
        match (name.as_str(), kind.as_str()) {
            (name, _) if name == of_key && key == PersonKey::Contact => {
                format!("{KEY} {CANARY}").into()
            }
            (name, _) if name == of_key => KEY.to_owned().into(),
            ("kind", _) if erase.contains("kind = 'slip'") => "slip".to_owned().into(),
            ("kind", _) if erase.contains("kind = 'citizen'") => "citizen".to_owned().into(),
            ("stream", _) if erase.contains("stream IS NULL") => Value::Null,
            (_, "BIGINT") => number.into(),
            (_, "BLOB") => CANARY.as_bytes().to_vec().into(),
            _ if personal => format!("{CANARY} {number}").into(),
            (name, _) => format!("{name} {number}").into(),
        }
    };
    let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
    let marks: Vec<String> = (1..=names.len()).map(|place| format!("${place}")).collect();
    let text =
        format!("INSERT INTO {} ({}) VALUES ({})", place.table, names.join(", "), marks.join(", "));
    let values: Vec<Value> = columns.iter().map(value).collect();
    connection.execute(&text, rusqlite::params_from_iter(values)).unwrap();
}

/// Whether a text stands in any file of a folder.
fn is_anywhere(folder: &Path, text: &str) -> Vec<String> {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let has = |file: &std::path::PathBuf| {
        let bytes = std::fs::read(file).unwrap();
        bytes.windows(text.len()).any(|window| window == text.as_bytes())
    };
    let named = |file: std::path::PathBuf| file.file_name().unwrap().to_string_lossy().into_owned();
    files.filter(has).map(named).collect()
}

/// Every text erases every column of personal data of the rows that its key finds, and no byte of it
/// stays in a file of the folder; the rows of another person stay.
#[test]
fn every_place_is_erased_to_the_last_byte() {
    for place in PLACES {
        for found in place.found {
            let folder = tempfile::tempdir().unwrap();
            let opened = Folder::open_or_create(folder.path()).unwrap();
            let mut writer = opened.writer().unwrap();
            let connection = Connection::open(opened.database()).unwrap();
            put(&connection, place, (found.key, found.erase), 7);
            drop(connection);
            let what = (place.table, found.key);
            // Where the key is all that stands there, it is what is looked for.
            let bare = is_anywhere(folder.path(), "Canary").is_empty();
            let sought = if bare { KEY } else { "Canary" };
            assert!(!is_anywhere(folder.path(), sought).is_empty(), "{what:?}");
            assert_eq!(writer.erase_found(found.key, "another").unwrap(), 0, "{what:?}");
            assert!(writer.erase_found(found.key, KEY).unwrap() > 0, "{what:?}");
            writer.commit().unwrap();
            writer.rewrite_file().unwrap();
            assert!(writer.empty_log().unwrap(), "{what:?}");
            assert_eq!(is_anywhere(folder.path(), sought), [""; 0], "{what:?}");
        }
    }
}

/// A reader that began before holds the log; the bytes are gone with the next try after it ended.
#[test]
fn a_log_that_a_reader_holds_is_not_called_scrubbed() {
    let folder = tempfile::tempdir().unwrap();
    let opened = Folder::open_or_create(folder.path()).unwrap();
    let mut writer = opened.writer().unwrap();
    writer.put_draft_of("d", "p", 1, CANARY).unwrap();
    writer.commit().unwrap();
    let reader = Folder::open_reader(folder.path()).unwrap();
    assert_eq!(reader.drafts_of("p").unwrap().len(), 1);
    writer.erase_found(PersonKey::Person, "p").unwrap();
    writer.commit().unwrap();
    writer.rewrite_file().unwrap();
    assert!(!writer.empty_log().unwrap());
    drop(reader);
    assert!(writer.empty_log().unwrap(), "without rewriting the file again");
    assert_eq!(is_anywhere(folder.path(), "Canary"), [""; 0]);
}
