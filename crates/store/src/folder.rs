//! The data folder: one database file, which one process at a time may write.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use crate::driver::faulty::{Faults, Faulty};
use crate::driver::sqlite::{self, file::Check};
use crate::error::Error;
use crate::private;
use crate::rows::Durability;
use crate::schema;
use crate::{Reader, Writer};

const DATABASE: &str = "motcua.db";
const LOCK: &str = "motcua.lock";
const ERASURES: &str = "motcua.erasures";

/// A data folder that this process has locked; the lock ends with this value.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    durability: Durability,
    faults: Option<Faults>,
    /// Whether this process may write to the folder.
    writable: bool,
    _lock: Option<File>,
}

impl Folder {
    /// Whether the folder has a database.
    #[must_use]
    pub fn exists(path: &Path) -> bool {
        path.join(DATABASE).exists()
    }

    /// Checks that the folder has no database, and no log or journal of a removed one, which the
    /// engine would write into a new database.
    ///
    /// # Errors
    /// [`Error::Present`] for a database, [`Error::Leftover`] for files of a removed one.
    pub(crate) fn check_no_database(path: &Path) -> Result<(), Error> {
        if Self::exists(path) {
            return Err(Error::Present(path.to_owned()));
        }
        // A dangling link to a database counts too.
        let left = present(&Self::database_in(path));
        if left.is_empty() { Ok(()) } else { Err(Error::Leftover(path.to_owned(), left)) }
    }

    /// Opens the folder for this process, and creates it with its database if necessary.
    ///
    /// # Errors
    /// [`Error::Busy`] where another process has it; [`Error::Foreign`], [`Error::Corrupt`] and
    /// [`Error::Newer`] for a file of that kind; [`Error::Leftover`] where it has files of a
    /// removed database; [`Error::Io`] of the file system.
    pub fn open_or_create(path: &Path) -> Result<Self, Error> {
        private::create_folder(path)?;
        Self::open_checked(path)
    }

    /// Opens the folder of an existing database for this process. A folder that cannot be written
    /// is only read: its writer refuses with [`Error::ReadOnly`].
    ///
    /// # Errors
    /// Those of [`Self::open_or_create`]; [`Error::Absent`] where there is no database;
    /// [`Error::Older`] for a folder of an older schema that cannot be written.
    pub fn open(path: &Path) -> Result<Self, Error> {
        if !Self::exists(path) {
            return Err(Error::Absent(path.to_owned()));
        }
        Self::open_checked(path)
    }

    /// A connection that reads a folder which another process may have locked. All its results are
    /// of one instant, that of its first query.
    ///
    /// # Errors
    /// [`Error::Absent`], [`Error::Foreign`] and [`Error::Corrupt`] for a folder of that kind;
    /// [`Error::Newer`] or [`Error::Older`] for another schema.
    pub fn open_reader(path: &Path) -> Result<Reader, Error> {
        if !Self::exists(path) {
            return Err(Error::Absent(path.to_owned()));
        }
        sqlite::file::inspect(&Self::database_in(path), Check::Head)?;
        let reader = Reader::open(&Self::database_in(path))?;
        reader.fix_snapshot()?;
        let version = sqlite::file::schema_version(reader.driver())?;
        if version < schema::SCHEMA_VERSION {
            return Err(Error::Older { found: version, known: schema::SCHEMA_VERSION });
        }
        Ok(reader)
    }

    /// The same folder with another durability, for tests of the difference.
    #[must_use]
    pub fn with_durability(mut self, durability: Durability) -> Self {
        self.durability = durability;
        self
    }

    /// The same folder on a disk with faults, for tests.
    #[must_use]
    pub fn with_faults(mut self, faults: &Faults) -> Self {
        self.faults = Some(faults.clone());
        self
    }

    fn open_checked(path: &Path) -> Result<Self, Error> {
        let file = Self::database_in(path);
        let folder = |lock, writable| Self {
            path: path.to_owned(),
            durability: Durability::PowerCut,
            faults: None,
            writable,
            _lock: lock,
        };
        let lock = match Self::lock(path) {
            Err(error) if file.exists() && is_unwritable(&error) => {
                // A folder that cannot be written needs no lock against another writer.
                drop(Self::open_reader(path)?);
                return Ok(folder(None, false));
            }
            lock => lock?,
        };
        if file.exists() {
            private::tighten(path, &Self::files(path))?;
            sqlite::file::inspect(&file, Check::AfterUncleanEnd)?;
            sqlite::file::migrate(&file)?;
        } else {
            Self::check_no_database(path)?;
            create(&file)?;
        }
        Ok(folder(Some(lock), true))
    }

    /// Takes the lock of the folder without opening its database.
    pub(crate) fn lock(path: &Path) -> Result<File, Error> {
        let file = path.join(LOCK);
        let mut options = OpenOptions::new();
        let lock_file = options.write(true).create(true).truncate(false).mode(0o600).open(&file);
        let lock = lock_file.map_err(|error| private::failed(&file, error))?;
        match lock.try_lock() {
            Ok(()) => Ok(lock),
            Err(TryLockError::WouldBlock) => Err(Error::Busy(path.to_owned())),
            Err(TryLockError::Error(error)) => Err(Error::Io(file, error)),
        }
    }

    /// The path of the folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The path of the database file.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.path.join(DATABASE)
    }

    pub(crate) fn database_in(path: &Path) -> PathBuf {
        path.join(DATABASE)
    }

    /// The paths of the files that a data folder may have.
    pub(crate) fn files(path: &Path) -> Vec<PathBuf> {
        let database = Self::database_in(path);
        let others = [LOCK, ERASURES].map(|name| path.join(name));
        with_companions(&database).into_iter().chain(others).collect()
    }

    /// The list of erasures next to the database; empty where there is none.
    ///
    /// # Errors
    /// The file system refuses.
    pub fn erasures(&self) -> Result<String, Error> {
        Self::erasures_in(&self.path)
    }

    /// The list of erasures in a folder; empty where there is none.
    ///
    /// # Errors
    /// The file system refuses.
    pub fn erasures_in(path: &Path) -> Result<String, Error> {
        let file = path.join(ERASURES);
        match fs::read_to_string(&file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
            read => read.map_err(|error| Error::Io(file, error)),
        }
    }

    /// Replaces the list of erasures in a folder durably.
    ///
    /// # Errors
    /// The file system refuses.
    pub fn put_erasures_in(path: &Path, text: &str) -> Result<(), Error> {
        let file = path.join(ERASURES);
        let part = sibling(&file, ".part");
        // What an interrupted call left is replaced.
        let _ = fs::remove_file(&part);
        let mut out = private::create(&part)?;
        let written = out.write_all(text.as_bytes()).and_then(|()| out.sync_all());
        written.map_err(|error| private::failed(&part, error))?;
        rename(&part, &file)
    }

    /// Whether the rows of dossiers are of an older schema and must be projected again from the
    /// events.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn rows_stale(&self) -> Result<bool, Error> {
        self.reader()?.rows_stale()
    }

    /// The connection that writes; at most one may exist.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn writer(&self) -> Result<Writer, Error> {
        if !self.writable {
            return Writer::read_only(&self.database());
        }
        let driver = sqlite::file::open_writer(&self.database(), self.durability)?;
        Ok(Writer::on(match &self.faults {
            None => driver,
            Some(faults) => Box::new(Faulty::new(driver, faults.clone())),
        }))
    }

    /// A connection that reads the committed state.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn reader(&self) -> Result<Reader, Error> {
        Reader::open(&self.database())
    }
}

/// Whether an error means that this process may not write.
fn is_unwritable(error: &Error) -> bool {
    let kinds = [io::ErrorKind::PermissionDenied, io::ErrorKind::ReadOnlyFilesystem];
    matches!(error, Error::Io(_, error) if kinds.contains(&error.kind()))
}

/// Creates a database under a temporary name and renames it when it is complete, so that a killed
/// process leaves no incomplete database.
fn create(file: &Path) -> Result<(), Error> {
    let part = sibling(file, ".part");
    remove_part_files(&part)?;
    private::create(&part)?;
    sqlite::file::migrate(&part)?;
    rename(&part, file)
}

/// Renames a finished file and makes the new name durable.
pub(crate) fn rename(from: &Path, to: &Path) -> Result<(), Error> {
    let io = |error| Error::Io(to.to_owned(), error);
    fs::rename(from, to).map_err(io)?;
    let folder = to.parent().filter(|path| !path.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new("."))).and_then(|file| file.sync_all()).map_err(io)
}

/// Removes an incomplete database with the engine's other files, ignoring errors.
pub(crate) fn remove(file: &Path) {
    for path in with_companions(file) {
        // Most of these files do not exist.
        let _ = fs::remove_file(path);
    }
}

/// Removes the files of an incomplete database, so that the engine finds no log or journal for the
/// new one.
///
/// # Errors
/// [`Error::Leftover`] where a file cannot be removed.
pub(crate) fn remove_part_files(file: &Path) -> Result<(), Error> {
    remove(file);
    let left = present(file);
    let folder = file.parent().unwrap_or(file);
    if left.is_empty() { Ok(()) } else { Err(Error::Leftover(folder.to_owned(), left)) }
}

/// The paths of a database file and of the files that the engine creates next to it.
fn with_companions(file: &Path) -> [PathBuf; 4] {
    ["", "-wal", "-shm", "-journal"].map(|ending| sibling(file, ending))
}

/// The names of those files of a database that exist.
fn present(file: &Path) -> Vec<String> {
    let all = with_companions(file).into_iter();
    let left = all.filter(|path| fs::symlink_metadata(path).is_ok());
    left.filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned())).collect()
}

/// The path of a file with the same name and a further ending.
pub(crate) fn sibling(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
