//! Operational errors of the record on disk, with their remedies.

use std::fmt;
use std::path::{Path, PathBuf};

/// An error of the store. Its text names the remedy.
#[derive(Debug)]
pub enum Error {
    /// The file is not a database of this program.
    Foreign(PathBuf),
    /// The file is damaged.
    Corrupt(PathBuf, String),
    /// The database was written by a newer version of the program.
    Newer { found: i64, known: i64 },
    /// The database was written by an older version, and is only to be read.
    Older { found: i64, known: i64 },
    /// Another process has the folder open.
    Busy(PathBuf),
    /// The folder holds no database.
    Absent(PathBuf),
    /// The folder already holds a database.
    Present(PathBuf),
    /// The folder holds no database, but these files of a removed one.
    Leftover(PathBuf, Vec<String>),
    /// The stream has changed since it was read.
    Conflict { stream: String, expected: u64 },
    /// The command was already executed.
    KnownKey { stream: String, version: u64 },
    /// The disk is full; the whole group is discarded.
    Full,
    /// The database cannot be written.
    ReadOnly,
    /// The engine rolled back the open group; the whole group is discarded.
    GivenUp(String),
    /// The file is no backup, or was changed.
    BadBackup(PathBuf, String),
    /// A backup would replace an existing file.
    Exists(PathBuf),
    /// A backup would replace a database, or a file that belongs to one.
    Database(PathBuf),
    /// The file system refused.
    Io(PathBuf, std::io::Error),
    /// An error of the database engine: its meaning, its text, and its number.
    Engine { kind: EngineFault, text: String, number: Option<i32> },
}

/// The meaning of an engine's error, for every engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EngineFault {
    /// Another connection holds a lock; a later attempt may succeed.
    Busy,
    /// Reading or writing the disk failed.
    Io,
    /// A row was refused: its key exists, or a value is missing.
    Constraint,
    /// The database is damaged.
    Corrupt,
    /// A result has an unexpected shape.
    Shape,
    /// Any other error.
    Other,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign(path) => {
                about(f, path, "is not a Một Cửa database; name another folder with --data")
            }
            Self::Corrupt(path, what) => write!(
                f,
                "{} is damaged ({what}); it was left untouched: restore a backup with \
                 `motcua --data NEW_FOLDER restore FILE`",
                path.display()
            ),
            Self::Newer { found, known } => write!(
                f,
                "the database has schema {found}, this program knows {known}; it was left \
                 untouched: use a newer motcua"
            ),
            Self::Older { found, known } => write!(
                f,
                "the database has schema {found}, this program reads {known}; it was left \
                 untouched: make a backup, then start `motcua serve` on it once, which brings it \
                 to schema {known}"
            ),
            Self::Busy(path) => write!(
                f,
                "another motcua is using {}; stop it, or name another folder with --data",
                path.display()
            ),
            Self::Absent(path) => write!(
                f,
                "no database in {}; load one with `motcua load district9`, or import a register",
                path.display()
            ),
            Self::Present(path) => {
                about(f, path, "already holds a database; name an empty folder with --data")
            }
            Self::Leftover(path, files) => left_over(f, path, files),
            Self::Conflict { stream, expected } => write!(
                f,
                "{stream} has changed since version {expected} was read; look at it again"
            ),
            Self::KnownKey { stream, version } => {
                write!(f, "the command was already carried out ({stream}, version {version})")
            }
            Self::Full => f.write_str(
                "the disk is full: what was not confirmed before is not written; free some space \
                 and do it again",
            ),
            Self::ReadOnly => {
                write!(f, "the database cannot be written; check the folder's rights and the disk")
            }
            Self::GivenUp(why) => write!(
                f,
                "writing failed ({why}): nothing was written; look at the disk, then try again"
            ),
            Self::BadBackup(path, what) => {
                write!(f, "{} is no usable backup: {what}; nothing was restored", path.display())
            }
            Self::Exists(path) => about(f, path, EXISTS),
            Self::Database(path) => about(f, path, DATABASE),
            Self::Io(path, error) => {
                write!(f, "{}: {error}; check the path, its rights and the disk", path.display())
            }
            Self::Engine { text, .. } => write!(f, "the database refused: {text}"),
        }
    }
}

impl Error {
    /// The text for a log: the kind and the engine's number, without paths, streams and values.
    #[must_use]
    pub fn for_log(&self) -> String {
        let kind = match self {
            Self::Foreign(_) => "not a database of this program",
            Self::Corrupt(..) => "a damaged database",
            Self::Newer { .. } => "a newer schema",
            Self::Older { .. } => "an older schema",
            Self::Busy(_) => "a folder in use",
            Self::Absent(_) => "no database",
            Self::Present(_) => "a database that is there already",
            Self::Leftover(..) => "files of a database that is gone",
            Self::Conflict { .. } => "a stream that changed meanwhile",
            Self::KnownKey { .. } => "a command carried out before",
            Self::Full => "a full disk",
            Self::ReadOnly => "a folder that cannot be written",
            Self::GivenUp(_) => "a group that the engine gave up",
            Self::BadBackup(..) => "a bad backup",
            Self::Exists(_) => "a file that is there already",
            Self::Database(_) => "a database in the way",
            Self::Io(_, error) => return format!("input or output: {}", error.kind()),
            // The engine's text may contain a value, so that only its number is logged.
            Self::Engine { number: Some(number), .. } => return format!("engine error {number}"),
            Self::Engine { kind, number: None, .. } => match kind {
                EngineFault::Busy => "a database in use",
                EngineFault::Io => "the database's disk failed",
                EngineFault::Constraint => "a row that was refused",
                EngineFault::Corrupt => "a damaged database",
                EngineFault::Shape => "a row that does not read as expected",
                EngineFault::Other => "the database engine failed",
            },
        };
        kind.to_owned()
    }
}

/// A sentence that begins with a path.
fn about(f: &mut fmt::Formatter<'_>, path: &Path, text: &str) -> fmt::Result {
    write!(f, "{} {text}", path.display())
}

fn left_over(f: &mut fmt::Formatter<'_>, path: &Path, files: &[String]) -> fmt::Result {
    write!(
        f,
        "{} holds no database, but files of one that was there ({}), which would be written into a \
         new one; they were left untouched: move them to another folder and keep them, or name an \
         empty folder with --data",
        path.display(),
        files.join(", ")
    )
}

const EXISTS: &str =
    "exists and was left untouched; name another file, or replace it with --replace";

const DATABASE: &str = "is a database or belongs to one; it was left untouched: name another file \
                        for the backup";

impl std::error::Error for Error {}
