//! Why a file as a whole cannot be read, in sentences that say what to do. Knows no file.

use std::fmt;

use crate::limits::{MAX_MESSAGE_CHARS, cut, excerpt, listed};

/// A file that gives nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// There is nothing in it.
    Empty,
    /// The gzip stream is damaged.
    Gzip(String),
    /// It unpacks to more than is read.
    TooLarge {
        /// The most that is read, in bytes.
        limit: u64,
    },
    /// A format that is not read at all.
    Foreign(&'static str),
    /// Not UTF-8.
    NotUtf8 {
        /// The first line that is not.
        line: usize,
    },
    /// The map asks for another format than the file has.
    OtherFormat {
        /// What the map requires.
        map: &'static str,
        /// What the file is.
        file: &'static str,
    },
    /// Broken XML.
    Xml {
        /// Where.
        line: usize,
        /// What is wrong.
        text: String,
    },
    /// XML, but no log.
    NotXes {
        /// Its root element.
        root: String,
    },
    /// A table that cannot be read on.
    Csv {
        /// Where.
        line: usize,
        /// What is wrong.
        text: String,
    },
    /// Columns (attributes) that the map names and the file does not have.
    MissingColumns {
        /// Those that are missing.
        missing: Vec<String>,
        /// Those that there are.
        present: Vec<String>,
    },
    /// A column that the map names and the file has more than once.
    ColumnTwice(String),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "the file is empty; give a CSV or XES log"),
            Self::Gzip(text) => {
                let text = cut(text, MAX_MESSAGE_CHARS);
                write!(f, "the gzip file is damaged ({text}); copy or download it again")
            }
            Self::TooLarge { limit } => {
                write!(f, "the file unpacks to more than {limit} bytes; split the log")
            }
            Self::Foreign(what) => {
                write!(f, "the file is {what}; save the log as CSV (UTF-8) or XES")
            }
            Self::NotUtf8 { line } => write!(
                f,
                "line {line} is not UTF-8; convert the file first, for example with iconv -t UTF-8"
            ),
            Self::OtherFormat { map, file } => write!(
                f,
                "the map says format = \"{map}\" but the file is {file}; give the right file, or \
                 format = \"auto\""
            ),
            Self::Xml { line, text } => {
                let text = cut(text, MAX_MESSAGE_CHARS);
                write!(f, "line {line}: broken XML: {text}; export the log again")
            }
            Self::NotXes { root } => write!(
                f,
                "the file is XML but not XES: its root is <{}>, not <log>; export it as XES",
                excerpt(root)
            ),
            Self::Csv { line, text } => write!(f, "line {line}: {}", cut(text, MAX_MESSAGE_CHARS)),
            Self::MissingColumns { missing, present } => write!(
                f,
                "the map names {}, which the file does not have; it has {}: mend the names under \
                 [columns]",
                listed(missing),
                listed(present)
            ),
            Self::ColumnTwice(name) => {
                let name = excerpt(name);
                write!(f, "the file has the column {name} more than once; rename one of them")
            }
        }
    }
}

impl std::error::Error for ReadError {}
