//! Operational errors of the record on disk, with their remedies.

use std::fmt;
use std::path::PathBuf;

use text::{Sentence, ToSentence, sentence};

/// An error of the store; its text states the remedy.
#[derive(Debug)]
pub enum Error {
    /// The file is not a database of this program.
    Foreign(PathBuf),
    /// The file is damaged.
    Corrupt(PathBuf, String),
    /// The database was written by a newer version of the program.
    Newer { found: i64, known: i64 },
    /// The database was written by an older version, and this process may only read it.
    Older { found: i64, known: i64 },
    /// Another process has opened the folder.
    Busy(PathBuf),
    /// The folder has no database.
    Absent(PathBuf),
    /// The folder has a database already.
    Present(PathBuf),
    /// The folder has no database, but these files of a removed one.
    Leftover(PathBuf, Vec<String>),
    /// The stream has changed since it was read.
    Conflict { stream: String, expected: u64 },
    /// The command of this key was already executed.
    KnownKey { stream: String, version: u64 },
    /// The disk is full; the whole group is discarded.
    Full,
    /// The database cannot be written.
    ReadOnly,
    /// The engine rolled back the open group; the whole group is discarded.
    RolledBack(String),
    /// The file is not a backup, or was changed.
    BadBackup(PathBuf, String),
    /// A backup would replace an existing file.
    Exists(PathBuf),
    /// A backup would replace a database, or a file that belongs to one.
    Database(PathBuf),
    /// The file system refused an operation on this path.
    Io(PathBuf, std::io::Error),
    /// The database engine failed: the meaning of its error, its text, and its number.
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

impl ToSentence for Error {
    fn to_sentence(&self) -> Sentence {
        match self {
            Self::Newer { found, known } => sentence!(
                "the database has schema {found}, this program knows {known}; it was left \
                 untouched: use a newer motcua",
                found,
                known
            ),
            Self::Older { found, known } => sentence!(
                "the database has schema {found}, this program reads {known}; it was left \
                 untouched: make a backup, then start `motcua serve` on it once, which brings it \
                 to schema {known}",
                found,
                known
            ),
            Self::Conflict { stream, expected } => sentence!(
                "{stream} has changed since version {expected} was read; look at it again",
                stream,
                expected
            ),
            Self::KnownKey { stream, version } => sentence!(
                "the command was already carried out ({stream}, version {version})",
                stream,
                version
            ),
            Self::Full => sentence!(
                "the disk is full: what was not confirmed before is not written; free some space \
                 and do it again"
            ),
            Self::ReadOnly => {
                sentence!("the database cannot be written; check the folder's rights and the disk")
            }
            Self::RolledBack(why) => sentence!(
                "writing failed ({why}): nothing was written; look at the disk, then try again",
                why = Sentence::foreign(why)
            ),
            Self::Engine { text, .. } => {
                sentence!("the database refused: {text}", text = Sentence::foreign(text))
            }
            Self::Foreign(path)
            | Self::Corrupt(path, _)
            | Self::Busy(path)
            | Self::Absent(path)
            | Self::Present(path)
            | Self::Leftover(path, _)
            | Self::BadBackup(path, _)
            | Self::Exists(path)
            | Self::Database(path)
            | Self::Io(path, _) => self.of_path(&path.display().to_string()),
        }
    }
}

impl Error {
    /// The sentence for an error about a path.
    fn of_path(&self, path: &str) -> Sentence {
        match self {
            Self::Foreign(_) => {
                sentence!("{path} is not a Một Cửa database; name another folder with --data", path)
            }
            Self::Corrupt(_, what) => sentence!(
                "{path} is damaged ({what}); it was left untouched: restore a backup with \
                 `motcua --data NEW_FOLDER restore FILE`",
                path,
                what = Sentence::foreign(what)
            ),
            Self::Busy(_) => sentence!(
                "another motcua is using {path}; stop it, or name another folder with --data",
                path
            ),
            Self::Absent(_) => sentence!(
                "no database in {path}; load one with `motcua load district9`, or import a \
                 register",
                path
            ),
            Self::Present(_) => {
                sentence!("{path} already holds a database; name an empty folder with --data", path)
            }
            Self::Leftover(_, files) => sentence!(
                "{path} holds no database, but files of one that was there ({files}), which would \
                 be written into a new one; they were left untouched: move them to another folder \
                 and keep them, or name an empty folder with --data",
                path,
                files = files.join(", ")
            ),
            Self::BadBackup(_, what) => sentence!(
                "{path} is no usable backup: {what}; nothing was restored",
                path,
                what = Sentence::foreign(what)
            ),
            Self::Exists(_) => sentence!(
                "{path} exists and was left untouched; name another file, or replace it with \
                 --replace",
                path
            ),
            Self::Database(_) => sentence!(
                "{path} is a database or belongs to one; it was left untouched: name another file \
                 for the backup",
                path
            ),
            Self::Io(_, error) => sentence!(
                "{path}: {error}; check the path, its rights and the disk",
                path,
                error = Sentence::foreign(error.to_string())
            ),
            other => other.to_sentence(),
        }
    }

    /// The text for the log: the kind and the engine's number, without paths, streams and values.
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
            Self::RolledBack(_) => "a group that the engine gave up",
            Self::BadBackup(..) => "a bad backup",
            Self::Exists(_) => "a file that is there already",
            Self::Database(_) => "a database in the way",
            Self::Io(_, error) => return format!("input or output: {}", error.kind()),
            // The engine's text may contain a value, so only its number is logged.
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

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_sentence().fmt(f)
    }
}

impl std::error::Error for Error {}
