//! The data folder: one database file, one process at a time.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
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

/// A data folder that this process holds; the lock ends with the value.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    durability: Durability,
    faults: Option<Faults>,
    /// Whether this process may write to it; where not, it reads.
    writable: bool,
    _lock: Option<File>,
}

impl Folder {
    /// Whether the folder holds a database.
    #[must_use]
    pub fn exists(path: &Path) -> bool {
        path.join(DATABASE).exists()
    }

    /// Makes sure that a database put into the folder would be read as it is: there is none, and no
    /// log or journal of one that was there, which the engine would write into the new one.
    ///
    /// # Errors
    /// [`Error::Present`], [`Error::Leftover`].
    pub(crate) fn vacant(path: &Path) -> Result<(), Error> {
        if Self::exists(path) {
            return Err(Error::Present(path.to_owned()));
        }
        // A link to a database that is out of reach counts too.
        let left = present(&Self::database_in(path));
        if left.is_empty() { Ok(()) } else { Err(Error::Leftover(path.to_owned(), left)) }
    }

    /// Takes the folder, making it and its database where there is none.
    ///
    /// # Errors
    /// Another process has it; the file is foreign, damaged or newer; there is no database, but files
    /// of one that was there; the file system refuses.
    pub fn open_or_create(path: &Path) -> Result<Self, Error> {
        private::create_folder(path)?;
        Self::open_checked(path)
    }

    /// Takes the folder of an existing database. One that cannot be written is only read: its writer
    /// refuses with [`Error::ReadOnly`].
    ///
    /// # Errors
    /// As [`Self::open_or_create`]; and there is no database. [`Error::Older`] for a folder of an
    /// older schema that cannot be written.
    pub fn open(path: &Path) -> Result<Self, Error> {
        if !Self::exists(path) {
            return Err(Error::Absent(path.to_owned()));
        }
        Self::open_checked(path)
    }

    /// A connection that reads a folder which another process may hold; all that it answers is of
    /// one instant, that of its first question.
    ///
    /// # Errors
    /// There is no database; it is foreign, damaged, or of another schema.
    pub fn peek(path: &Path) -> Result<Reader, Error> {
        if !Self::exists(path) {
            return Err(Error::Absent(path.to_owned()));
        }
        sqlite::file::inspect(&Self::database_in(path), Check::Head)?;
        let reader = Reader::open(&Self::database_in(path))?;
        reader.hold()?;
        let found = sqlite::file::schema_version(reader.driver())?;
        if found < schema::SCHEMA_VERSION {
            return Err(Error::Older { found, known: schema::SCHEMA_VERSION });
        }
        Ok(reader)
    }

    /// The same folder with another durability, for the tests that must distinguish them.
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
                // What cannot be written needs no lock against another writer.
                drop(Self::peek(path)?);
                return Ok(folder(None, false));
            }
            lock => lock?,
        };
        if file.exists() {
            private::tighten(path, &Self::files(path))?;
            sqlite::file::inspect(&file, Check::AfterUncleanEnd)?;
            sqlite::file::migrate(&file)?;
        } else {
            Self::vacant(path)?;
            create(&file)?;
        }
        Ok(folder(Some(lock), true))
    }

    /// Takes the folder's lock without looking at its database.
    pub(crate) fn lock(path: &Path) -> Result<File, Error> {
        let file = path.join(LOCK);
        let mut options = OpenOptions::new();
        let opened = options.write(true).create(true).truncate(false).mode(0o600).open(&file);
        let lock = opened.map_err(|error| private::failed(&file, error))?;
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

    /// The files that a data folder may have.
    pub(crate) fn files(path: &Path) -> Vec<PathBuf> {
        let database = Self::database_in(path);
        with_companions(&database).into_iter().chain([path.join(LOCK)]).collect()
    }

    /// Whether the dossiers' rows are of an older schema and must be made anew from the events.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn rows_stale(&self) -> Result<bool, Error> {
        self.reader()?.rows_stale()
    }

    /// The connection that writes; there is one.
    ///
    /// # Errors
    /// The driver refuses.
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

    /// A connection that reads what is committed.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn reader(&self) -> Result<Reader, Error> {
        Reader::open(&self.database())
    }
}

/// Whether an error says that this process may not write there.
fn is_unwritable(error: &Error) -> bool {
    let kinds = [io::ErrorKind::PermissionDenied, io::ErrorKind::ReadOnlyFilesystem];
    matches!(error, Error::Io(_, error) if kinds.contains(&error.kind()))
}

/// Makes a database under another name and moves it to its place whole, so that a process killed
/// meanwhile leaves none.
fn create(file: &Path) -> Result<(), Error> {
    let part = sibling(file, ".part");
    make_room(&part)?;
    private::create(&part)?;
    sqlite::file::migrate(&part)?;
    rename(&part, file)
}

/// Puts a finished file into its place, for good.
pub(crate) fn rename(from: &Path, to: &Path) -> Result<(), Error> {
    let io = |error| Error::Io(to.to_owned(), error);
    fs::rename(from, to).map_err(io)?;
    let folder = to.parent().filter(|path| !path.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new("."))).and_then(|file| file.sync_all()).map_err(io)
}

/// Removes a half-made database with the engine's other files, as far as that can be done.
pub(crate) fn remove(file: &Path) {
    for path in with_companions(file) {
        // Mostly none of them is there.
        let _ = fs::remove_file(path);
    }
}

/// Removes what is left of a half-made database, so that the engine finds no log or journal next to
/// the one that is made now.
///
/// # Errors
/// [`Error::Leftover`] where something cannot be removed.
pub(crate) fn make_room(file: &Path) -> Result<(), Error> {
    remove(file);
    let left = present(file);
    let folder = file.parent().unwrap_or(file);
    if left.is_empty() { Ok(()) } else { Err(Error::Leftover(folder.to_owned(), left)) }
}

/// A database file and the files that the engine keeps next to it.
fn with_companions(file: &Path) -> [PathBuf; 4] {
    ["", "-wal", "-shm", "-journal"].map(|ending| sibling(file, ending))
}

/// The names of those that are there.
fn present(file: &Path) -> Vec<String> {
    let all = with_companions(file).into_iter();
    let left = all.filter(|path| fs::symlink_metadata(path).is_ok());
    left.filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned())).collect()
}

/// The name of a file next to another.
pub(crate) fn sibling(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
