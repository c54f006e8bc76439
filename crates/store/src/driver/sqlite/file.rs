//! What only SQLite has: a database in a file, opened, checked, brought to this program's schema,
//! and copied while others write. Knows no folder.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::Sqlite;
use crate::driver::Driver;
use crate::error::Error;
use crate::folder::sibling;
use crate::private;
use crate::rows::Durability;
use crate::schema;

/// Opens a database for the writer.
///
/// # Errors
/// The engine refuses.
pub(crate) fn open_writer(file: &Path, durability: Durability) -> Result<Box<dyn Driver>, Error> {
    let connection = Connection::open(file)?;
    let synchronous = match durability {
        Durability::PowerCut => "FULL",
        Durability::ProcessOnly => "OFF",
    };
    // Each command stands in a savepoint: what it changes is copied to memory, not to a file.
    connection.execute_batch(&format!(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = {synchronous}; \
         PRAGMA secure_delete = ON; PRAGMA cache_size = -16000; \
         PRAGMA wal_autocheckpoint = 4000; PRAGMA temp_store = MEMORY;"
    ))?;
    Ok(Box::new(Sqlite::new(connection)?))
}

/// Opens a database for a reader.
///
/// # Errors
/// The engine refuses.
pub(crate) fn open_reader(file: &Path) -> Result<Box<dyn Driver>, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = open_readable(file, flags)?;
    connection.execute_batch("PRAGMA query_only = ON; PRAGMA cache_size = -2000;")?;
    Ok(Box::new(Sqlite::new(connection)?))
}

/// A connection for reading. Where the folder cannot be written, the engine cannot make the file
/// that its readers share; without a log next to it the database is then read as it lies, since no
/// process can change it.
fn open_readable(file: &Path, flags: OpenFlags) -> Result<Connection, Error> {
    let connection = Connection::open_with_flags(file, flags)?;
    let Err(error) = user_version(&connection) else { return Ok(connection) };
    let unwritable =
        matches!(error.sqlite_error_code(), Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly));
    if has_log(file) || !unwritable {
        // What is wrong with the file shows at the first query.
        return Ok(connection);
    }
    let path = fs::canonicalize(file).map_err(|error| private::failed(file, error))?;
    let escaped =
        path.display().to_string().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    Ok(Connection::open_with_flags(format!("file:{escaped}?immutable=1"), flags)?)
}

fn has_log(file: &Path) -> bool {
    sibling(file, "-wal").metadata().is_ok_and(|log| log.len() > 0)
}

fn user_version(connection: &Connection) -> Result<i64, rusqlite::Error> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// How much of a database file is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Check {
    /// Its beginning, whatever the size of the file.
    Head,
    /// Every page, where the last process that wrote it did not close it.
    AfterUncleanEnd,
    /// Every page.
    Pages,
}

/// Finds what is wrong with a file before anything is written to it.
///
/// # Errors
/// [`Error::Foreign`], [`Error::Corrupt`], [`Error::Newer`]; [`Error::Io`] where the file cannot be
/// read; the engine refuses.
pub(crate) fn inspect(file: &Path, check: Check) -> Result<(), Error> {
    inspect_head(file)?;
    let damaged = |error: rusqlite::Error| match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => Error::Foreign(file.to_owned()),
        Some(ErrorCode::DatabaseCorrupt) => Error::Corrupt(file.to_owned(), error.to_string()),
        _ => Error::from(error),
    };
    // A log left by a process that was killed would be written back on closing; until the file is
    // known to be good, it is only read.
    let logged = has_log(file);
    let flags = match logged {
        true => OpenFlags::SQLITE_OPEN_READ_ONLY,
        false => OpenFlags::SQLITE_OPEN_READ_WRITE,
    };
    let connection = open_readable(file, flags)?;
    // The engine removes its log where the last connection is closed.
    if check == Check::Pages || (check == Check::AfterUncleanEnd && logged) {
        let verdict: String =
            connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(damaged)?;
        if verdict != "ok" {
            return Err(Error::Corrupt(file.to_owned(), verdict));
        }
    }
    known(user_version(&connection).map_err(damaged)?)
}

/// The file's first bytes: the engine is not asked about a file that is not ours. A file that is
/// shorter than it says is damaged, unless a log stands next to it: what is written from the log
/// into the file begins at its first page, and may be under way or have been cut off. With a log
/// the engine knows what is missing.
fn inspect_head(file: &Path) -> Result<(), Error> {
    // A process that wrote the end and its log's removal in between leaves a whole file.
    if is_short(file)? && !has_log(file) && is_short(file)? {
        return Err(Error::Corrupt(file.to_owned(), "its end is missing".to_owned()));
    }
    Ok(())
}

/// Whether the file is ours, and shorter than its first page says.
fn is_short(file: &Path) -> Result<bool, Error> {
    let io = |error| Error::Io(file.to_owned(), error);
    let corrupt = |what: &str| Error::Corrupt(file.to_owned(), what.to_owned());
    let mut head = Vec::new();
    File::open(file).and_then(|file| file.take(100).read_to_end(&mut head)).map_err(io)?;
    if head.is_empty() {
        return Err(corrupt("it is empty"));
    }
    // Four bytes, the highest first, at the places that the engine's file format names.
    let number = |place: usize| {
        let bytes = head.get(place..place + 4).and_then(|bytes| bytes.try_into().ok());
        bytes.map_or(0, u32::from_be_bytes)
    };
    if !head.starts_with(b"SQLite format 3\0") || i64::from(number(68)) != schema::APPLICATION_ID {
        return Err(Error::Foreign(file.to_owned()));
    }
    // The size of a page is 1 for 65,536 bytes; the number of pages holds where both counters
    // agree.
    let page = match u64::from(number(16) >> 16) {
        1 => 65_536,
        size => size,
    };
    let counted = number(24) == number(92);
    known(i64::from(number(60)))?;
    Ok(counted && page * u64::from(number(28)) > fs::metadata(file).map_err(io)?.len())
}

fn known(version: i64) -> Result<(), Error> {
    if version > schema::SCHEMA_VERSION {
        return Err(Error::Newer { found: version, known: schema::SCHEMA_VERSION });
    }
    Ok(())
}

/// The schema's version as a reader sees it.
///
/// # Errors
/// The engine refuses.
pub(crate) fn schema_version(driver: &dyn Driver) -> Result<i64, Error> {
    driver.one("PRAGMA user_version", &[], "user_version")
}

/// Brings a database to this program's schema.
///
/// # Errors
/// The engine refuses; the database is as before then.
pub(crate) fn migrate(file: &Path) -> Result<(), Error> {
    let mut connection = Connection::open(file)?;
    connection.execute_batch("PRAGMA synchronous = FULL;")?;
    let from = user_version(&connection)?;
    if from < schema::SCHEMA_VERSION {
        let transaction = connection.transaction()?;
        for text in schema::migrations_from(from) {
            transaction.execute_batch(text)?;
        }
        transaction.execute_batch(&format!(
            "PRAGMA application_id = {}; PRAGMA user_version = {};",
            schema::APPLICATION_ID,
            schema::SCHEMA_VERSION
        ))?;
        transaction.commit()?;
    }
    connection.execute_batch("PRAGMA journal_mode = WAL;")?;
    Ok(())
}

/// Whether a database has the tables, indexes and triggers that its schema version has here, and no
/// others.
///
/// # Errors
/// The engine refuses.
pub(crate) fn is_ours(file: &Path) -> Result<bool, Error> {
    let connection = Connection::open(file)?;
    let version = user_version(&connection)?;
    let model = Connection::open_in_memory()?;
    for text in schema::migrations_to(version) {
        model.execute_batch(text)?;
    }
    Ok(objects(&connection)? == objects(&model)?)
}

/// What a database has, however it is spaced; the engine's own notes on sizes are left out.
fn objects(connection: &Connection) -> Result<Vec<[String; 4]>, rusqlite::Error> {
    let text = "SELECT type, name, tbl_name, coalesce(sql, '') AS sql FROM sqlite_schema \
                WHERE name NOT IN ('sqlite_stat1', 'sqlite_stat4') ORDER BY type, name";
    let mut statement = connection.prepare(text)?;
    let rows = statement.query_map([], |row| {
        let sql: String = row.get("sql")?;
        let spaceless = sql.split_whitespace().collect();
        Ok([row.get("type")?, row.get("name")?, row.get("tbl_name")?, spaceless])
    })?;
    rows.collect()
}

/// What the engine finds wrong with its own file; `None` where nothing.
///
/// # Errors
/// The engine refuses.
pub(crate) fn integrity(driver: &dyn Driver) -> Result<Option<String>, Error> {
    let verdict: String = driver.one("PRAGMA integrity_check(1)", &[], "integrity_check")?;
    Ok((verdict != "ok").then_some(verdict))
}

/// Copies what is committed into an empty file; others may go on writing meanwhile.
///
/// # Errors
/// The engine refuses.
pub(crate) fn copy(file: &Path, to: &Path) -> Result<(), Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let source = open_readable(file, flags)?;
    let mut target = Connection::open(to)?;
    // One step reads one snapshot; in WAL mode no other process has to wait for it.
    Backup::new(&source, &mut target)?.run_to_completion(
        i32::MAX,
        Duration::from_millis(1),
        None,
    )?;
    Ok(target.execute_batch("PRAGMA journal_mode = DELETE;")?)
}
