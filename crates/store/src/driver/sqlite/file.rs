//! Functions that only SQLite has: opens, checks, migrates and copies a database file. The module
//! must not know data folders.

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
use text::phrase;

/// Opens a database for the writer.
///
/// # Errors
/// An error of the database engine.
pub(crate) fn open_writer(file: &Path, durability: Durability) -> Result<Box<dyn Driver>, Error> {
    let connection = Connection::open(file)?;
    let synchronous = match durability {
        Durability::PowerCut => "FULL",
        Durability::ProcessOnly => "OFF",
    };
    // The engine stores the undo data of savepoints in memory, not in a file.
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
/// An error of the database engine.
pub(crate) fn open_reader(file: &Path) -> Result<Box<dyn Driver>, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = open_readable(file, flags)?;
    connection.execute_batch("PRAGMA query_only = ON; PRAGMA cache_size = -2000;")?;
    Ok(Box::new(Sqlite::new(connection)?))
}

/// Opens a connection for reading. Where the folder cannot be written, the engine cannot create the
/// file that its readers share. If there is no log either, the database is opened as immutable,
/// because no process can change it.
fn open_readable(file: &Path, flags: OpenFlags) -> Result<Connection, Error> {
    let connection = Connection::open_with_flags(file, flags)?;
    let Err(error) = user_version(&connection) else { return Ok(connection) };
    let unwritable =
        matches!(error.sqlite_error_code(), Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly));
    if has_log(file) || !unwritable {
        // The first query reports a fault of the file.
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

/// The extent of a check of a database file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Check {
    /// Only the beginning of the file.
    Head,
    /// Every page, where the last writing process did not close the file.
    AfterUncleanEnd,
    /// Every page of the file.
    Pages,
}

/// Checks a file before it is written to.
///
/// # Errors
/// [`Error::Foreign`], [`Error::Corrupt`] or [`Error::Newer`] for a file of that kind;
/// [`Error::Io`] where the file cannot be read; an error of the engine.
pub(crate) fn inspect(file: &Path, check: Check) -> Result<(), Error> {
    inspect_head(file)?;
    let damaged = |error: rusqlite::Error| match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => Error::Foreign(file.to_owned()),
        Some(ErrorCode::DatabaseCorrupt) => Error::Corrupt(file.to_owned(), error.to_string()),
        _ => Error::from(error),
    };
    // Closing a connection that can write would write back the log of a killed process. Until the
    // file is checked, the connection only reads.
    let logged = has_log(file);
    let flags = match logged {
        true => OpenFlags::SQLITE_OPEN_READ_ONLY,
        false => OpenFlags::SQLITE_OPEN_READ_WRITE,
    };
    let connection = open_readable(file, flags)?;
    // The engine removes its log when the last connection is closed.
    if check == Check::Pages || (check == Check::AfterUncleanEnd && logged) {
        let verdict: String =
            connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(damaged)?;
        if verdict != "ok" {
            return Err(Error::Corrupt(file.to_owned(), verdict));
        }
    }
    check_version(user_version(&connection).map_err(damaged)?)
}

/// Checks the first bytes of a file before the engine opens it. A file that is shorter than its
/// header states is damaged, unless it has a log: a checkpoint from the log writes the first page
/// first, and may be in progress or interrupted. With a log the engine can restore the missing
/// pages.
fn inspect_head(file: &Path) -> Result<(), Error> {
    // Another process may have completed the file and removed the log between the checks.
    if is_short(file)? && !has_log(file) && is_short(file)? {
        return Err(Error::Corrupt(file.to_owned(), phrase!("its end is missing").to_owned()));
    }
    Ok(())
}

/// Whether a database of this program is shorter than its first page states.
fn is_short(file: &Path) -> Result<bool, Error> {
    let io = |error| Error::Io(file.to_owned(), error);
    let corrupt = |what: &str| Error::Corrupt(file.to_owned(), what.to_owned());
    let mut head = Vec::new();
    File::open(file).and_then(|file| file.take(100).read_to_end(&mut head)).map_err(io)?;
    if head.is_empty() {
        return Err(corrupt(phrase!("it is empty")));
    }
    // Numbers of four bytes, big-endian, at the offsets of the engine's file format.
    let number = |place: usize| {
        let bytes = head.get(place..place + 4).and_then(|bytes| bytes.try_into().ok());
        bytes.map_or(0, u32::from_be_bytes)
    };
    if !head.starts_with(b"SQLite format 3\0") || i64::from(number(68)) != schema::APPLICATION_ID {
        return Err(Error::Foreign(file.to_owned()));
    }
    // A page size of 1 means 65,536 bytes; the number of pages is valid where both counters are
    // equal.
    let page = match u64::from(number(16) >> 16) {
        1 => 65_536,
        size => size,
    };
    let counted = number(24) == number(92);
    check_version(i64::from(number(60)))?;
    Ok(counted && page * u64::from(number(28)) > fs::metadata(file).map_err(io)?.len())
}

fn check_version(version: i64) -> Result<(), Error> {
    if version > schema::SCHEMA_VERSION {
        return Err(Error::Newer { found: version, known: schema::SCHEMA_VERSION });
    }
    Ok(())
}

/// The schema version of a database.
///
/// # Errors
/// An error of the database engine.
pub(crate) fn schema_version(driver: &dyn Driver) -> Result<i64, Error> {
    driver.one("PRAGMA user_version", &[], "user_version")
}

/// Migrates a database to the schema of this program.
///
/// # Errors
/// An error of the engine; the database does not change then.
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

/// Whether a database has exactly the tables, indexes and triggers of its schema version.
///
/// # Errors
/// An error of the database engine.
pub(crate) fn is_ours(file: &Path) -> Result<bool, Error> {
    let connection = Connection::open(file)?;
    let version = user_version(&connection)?;
    let model = Connection::open_in_memory()?;
    for text in schema::migrations_to(version) {
        model.execute_batch(text)?;
    }
    Ok(objects(&connection)? == objects(&model)?)
}

/// The objects of a database, compared without white space, and without the engine's own
/// statistics.
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

/// The first fault that the engine finds in its file; `None` for an intact file.
///
/// # Errors
/// An error of the database engine.
pub(crate) fn integrity(driver: &dyn Driver) -> Result<Option<String>, Error> {
    let verdict: String = driver.one("PRAGMA integrity_check(1)", &[], "integrity_check")?;
    Ok((verdict != "ok").then_some(verdict))
}

/// Rewrites the file without what was deleted. Deleted content is overwritten at once (`secure_delete`), but
/// pages that were split or joined before may hold copies of it.
///
/// # Errors
/// The engine refuses.
pub(crate) fn rewrite(driver: &dyn Driver) -> Result<(), Error> {
    // The file is rewritten through a temporary one: memory does not grow with the record.
    driver.execute("PRAGMA temp_store = FILE", &[])?;
    let rewritten = driver.execute("VACUUM", &[]);
    driver.execute("PRAGMA temp_store = MEMORY", &[])?;
    rewritten.map(drop)
}

/// Empties the log into the file; returns whether no reader held it.
///
/// # Errors
/// The engine refuses.
pub(crate) fn empty_log(driver: &dyn Driver) -> Result<bool, Error> {
    let busy: i64 = driver.one("PRAGMA wal_checkpoint(TRUNCATE)", &[], "busy")?;
    Ok(busy == 0)
}

/// Copies the committed state into an empty file, while others may write.
///
/// # Errors
/// An error of the database engine.
pub(crate) fn copy(file: &Path, to: &Path) -> Result<(), Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let source = open_readable(file, flags)?;
    let mut target = Connection::open(to)?;
    // A single step reads one snapshot; in WAL mode no other process waits for it.
    Backup::new(&source, &mut target)?.run_to_completion(
        i32::MAX,
        Duration::from_millis(1),
        None,
    )?;
    Ok(target.execute_batch("PRAGMA journal_mode = DELETE;")?)
}
