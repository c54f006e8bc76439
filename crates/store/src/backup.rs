//! Backup under load and restore. A backup is one file: a line with the hash of what follows, then
//! the database; a changed byte is refused.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::Backup;
use sha2::{Digest, Sha256};

use crate::error::Error;
use crate::folder::{Folder, beside, inspect, remove, rename};
use crate::read::Reader;

const MARK: &str = "motcua-backup/1 sha256 ";
const HEAD: usize = MARK.len() + 64 + 1;

/// Writes a backup of what is committed; others may go on writing meanwhile.
///
/// # Errors
/// The file system or the driver refuses; a half-written file is removed.
pub fn backup(data: &Path, file: &Path) -> Result<(), Error> {
    if !Folder::exists(data) {
        return Err(Error::Absent(data.to_owned()));
    }
    inspect(&Folder::database_in(data))?;
    let copy = beside(file, ".copy");
    let part = beside(file, ".part");
    let result = write(data, &copy, &part).and_then(|()| rename(&part, file));
    remove(&copy);
    remove(&part);
    result
}

fn write(data: &Path, copy: &Path, part: &Path) -> Result<(), Error> {
    remove(copy);
    // Whether the folder can be written to is said before anything is copied.
    File::create(part).map_err(|error| Error::Io(part.to_owned(), error))?;
    let source = Reader::open(&Folder::database_in(data))?;
    let mut target = Connection::open(copy)?;
    Backup::new(source.connection(), &mut target)?.run_to_completion(
        // One step reads one snapshot; in WAL mode nobody has to wait for it.
        i32::MAX,
        Duration::from_millis(1),
        None,
    )?;
    target.execute_batch("PRAGMA journal_mode = DELETE;")?;
    drop(target);
    let bytes = read(copy)?;
    let io = |error| Error::Io(part.to_owned(), error);
    let mut out = File::create(part).map_err(io)?;
    out.write_all(format!("{MARK}{}\n", hash(&bytes)).as_bytes()).map_err(io)?;
    out.write_all(&bytes).map_err(io)?;
    out.sync_all().map_err(io)
}

/// Puts a backup into a folder that holds no database yet.
///
/// # Errors
/// The folder has a database; the file is no backup or was changed; the file system refuses.
pub fn restore(file: &Path, data: &Path) -> Result<(), Error> {
    let bytes = read(file)?;
    let bad = |what: &str| Error::BadBackup(file.to_owned(), what.to_owned());
    let (head, body) = bytes.split_at_checked(HEAD).ok_or_else(|| bad("it is too short"))?;
    let head = std::str::from_utf8(head).map_err(|_| bad("its first line is not ours"))?;
    let stated = head.strip_prefix(MARK).ok_or_else(|| bad("its first line is not ours"))?;
    if stated.trim_end() != hash(body) {
        return Err(bad("it was changed since it was written"));
    }
    if Folder::exists(data) {
        return Err(Error::Present(data.to_owned()));
    }
    fs::create_dir_all(data).map_err(|error| Error::Io(data.to_owned(), error))?;
    let _lock = Folder::lock(data)?;
    let target = Folder::database_in(data);
    let part = beside(&target, ".part");
    let result = put(body, &part, &target);
    remove(&part);
    result
}

/// Writes a database beside its place, looks at it, and puts it there.
fn put(body: &[u8], part: &Path, target: &Path) -> Result<(), Error> {
    let io = |error| Error::Io(part.to_owned(), error);
    let mut out = File::create(part).map_err(io)?;
    out.write_all(body).map_err(io)?;
    out.sync_all().map_err(io)?;
    inspect(part)?;
    // Another process may have made one before the lock was taken.
    if target.exists() {
        return Err(Error::Present(target.parent().unwrap_or(target).to_owned()));
    }
    rename(part, target)
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn read(file: &Path) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let opened = File::open(file).and_then(|mut file| file.read_to_end(&mut bytes));
    opened.map_err(|error| Error::Io(file.to_owned(), error))?;
    Ok(bytes)
}
