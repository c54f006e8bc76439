//! Small folders and rows for the tests of the store.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use store::{Folder, NewEvent, Writer};
use tempfile::TempDir;

/// A temporary folder.
pub fn private() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// An event with this text.
pub fn event(text: &str) -> NewEvent {
    NewEvent {
        happened_at: 1,
        logged_at: 2,
        actor: "an".into(),
        on_behalf: None,
        kind: "noted".into(),
        public_part: text.into(),
        sealed_part: None,
    }
}

/// The texts of a stream's committed events.
pub fn texts(folder: &Folder, stream: &str) -> Vec<String> {
    let rows = folder.reader().unwrap().stream(stream).unwrap();
    rows.into_iter().map(|row| row.event.public_part).collect()
}

/// Appends and commits one event to a stream that has `before` events.
pub fn store_bytes(writer: &mut Writer, stream: &str, before: u64, text: &str) {
    writer.append(stream, before, &[event(text)], None).unwrap();
    writer.commit().unwrap();
}

/// A closed folder with `count` events in the stream `a`.
pub fn filled(path: &Path, count: u64) -> PathBuf {
    let folder = Folder::open_or_create(path).unwrap();
    let mut writer = folder.writer().unwrap();
    for number in 0..count {
        writer.append("a", number, &[event(&format!("{number:0500}"))], None).unwrap();
    }
    writer.commit().unwrap();
    folder.database()
}

/// Executes SQL on a database without the store.
pub fn execute_sql(file: &Path, sql: &str) {
    Connection::open(file).unwrap().execute_batch(sql).unwrap();
}

/// The names and bytes of all files of a folder except the lock.
pub fn files(path: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(path).unwrap().map(|entry| entry.unwrap());
    let mut files: Vec<(String, Vec<u8>)> = entries
        .map(|entry| (entry.file_name().into_string().unwrap(), entry.path()))
        .filter(|(name, _)| name != "motcua.lock")
        .map(|(name, path)| (name, fs::read(path).unwrap()))
        .collect();
    files.sort();
    files
}
