//! The data folder: one database file, one process at a time.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use crate::error::Error;
use crate::rows::Durability;
use crate::schema;
use crate::{Reader, Writer};

const DATABASE: &str = "motcua.db";
const LOCK: &str = "motcua.lock";

/// A data folder that this process holds; the lock ends with the value.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    durability: Durability,
    _lock: File,
}

impl Folder {
    /// Whether the folder holds a database.
    #[must_use]
    pub fn exists(path: &Path) -> bool {
        path.join(DATABASE).exists()
    }

    /// Takes the folder, making it and its database where there is none.
    ///
    /// # Errors
    /// Another process has it; the file is foreign, damaged or newer; the file system refuses.
    pub fn open_or_create(path: &Path) -> Result<Self, Error> {
        fs::create_dir_all(path).map_err(|error| Error::Io(path.to_owned(), error))?;
        Self::open_checked(path)
    }

    /// Takes the folder of an existing database.
    ///
    /// # Errors
    /// As [`Self::open_or_create`]; and there is no database.
    pub fn open(path: &Path) -> Result<Self, Error> {
        if !Self::exists(path) {
            return Err(Error::Absent(path.to_owned()));
        }
        Self::open_checked(path)
    }

    /// A connection that reads a folder which another process may hold.
    ///
    /// # Errors
    /// There is no database; it is foreign, damaged, or of another schema.
    pub fn peek(path: &Path) -> Result<Reader, Error> {
        if !Self::exists(path) {
            return Err(Error::Absent(path.to_owned()));
        }
        inspect(&Self::database_in(path))?;
        Reader::open(&Self::database_in(path))
    }

    /// The same folder with another durability, for the tests that must tell them apart.
    #[must_use]
    pub fn with_durability(mut self, durability: Durability) -> Self {
        self.durability = durability;
        self
    }

    fn open_checked(path: &Path) -> Result<Self, Error> {
        let lock = Self::lock(path)?;
        let folder = Self { path: path.to_owned(), durability: Durability::PowerCut, _lock: lock };
        let file = folder.database();
        if file.exists() {
            inspect(&file)?;
        }
        migrate(&file)?;
        Ok(folder)
    }

    /// Takes the folder's lock without looking at its database.
    pub(crate) fn lock(path: &Path) -> Result<File, Error> {
        let file = path.join(LOCK);
        let lock = File::create(&file).map_err(|error| Error::Io(file.clone(), error))?;
        match lock.try_lock() {
            Ok(()) => Ok(lock),
            Err(TryLockError::WouldBlock) => Err(Error::Busy(path.to_owned())),
            Err(TryLockError::Error(error)) => Err(Error::Io(file, error)),
        }
    }

    /// The database file.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.path.join(DATABASE)
    }

    pub(crate) fn database_in(path: &Path) -> PathBuf {
        path.join(DATABASE)
    }

    /// The connection that writes; there is one.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn writer(&self) -> Result<Writer, Error> {
        Writer::open(&self.database(), self.durability)
    }

    /// A connection that reads what is committed.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn reader(&self) -> Result<Reader, Error> {
        Reader::open(&self.database())
    }
}

/// Says what is wrong with a file before anything is written to it.
pub(crate) fn inspect(file: &Path) -> Result<(), Error> {
    let damaged = |error: rusqlite::Error| match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => Error::Foreign(file.to_owned()),
        Some(rusqlite::ErrorCode::DatabaseCorrupt) => {
            Error::Corrupt(file.to_owned(), error.to_string())
        }
        _ => Error::from(error),
    };
    if file.metadata().is_ok_and(|meta| meta.len() == 0) {
        return Ok(());
    }
    let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let id: i64 =
        connection.query_row("PRAGMA application_id", [], |row| row.get(0)).map_err(damaged)?;
    if id != schema::APPLICATION_ID {
        return Err(Error::Foreign(file.to_owned()));
    }
    let verdict: String =
        connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(damaged)?;
    if verdict != "ok" {
        return Err(Error::Corrupt(file.to_owned(), verdict));
    }
    let version = schema_version(&connection).map_err(damaged)?;
    if version > schema::SCHEMA_VERSION {
        return Err(Error::Newer { found: version, known: schema::SCHEMA_VERSION });
    }
    Ok(())
}

fn schema_version(connection: &Connection) -> Result<i64, rusqlite::Error> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

fn migrate(file: &Path) -> Result<(), Error> {
    let mut connection = Connection::open(file)?;
    connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")?;
    let from = schema_version(&connection)?;
    if from == schema::SCHEMA_VERSION {
        return Ok(());
    }
    let transaction = connection.transaction()?;
    for text in schema::MIGRATIONS.iter().skip(from as usize) {
        transaction.execute_batch(text)?;
    }
    transaction.execute_batch(&format!(
        "PRAGMA application_id = {}; PRAGMA user_version = {};",
        schema::APPLICATION_ID,
        schema::SCHEMA_VERSION
    ))?;
    transaction.commit()?;
    Ok(())
}
