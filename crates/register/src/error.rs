//! Why a file as a whole cannot be read, in sentences that say what to do. Knows no file.

use std::borrow::Cow;
use std::fmt;

use text::nearest;

use crate::limits::{MAX_MESSAGE_CHARS, cut, excerpt, listed};

/// The most missing names that are looked for among those of the file, and the most of those.
const MOST_LIKELY: usize = 5;
const MOST_COMPARED: usize = 200;

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
    /// The workbook is damaged.
    Workbook(String),
    /// A sheet that the map names and the workbook does not have.
    MissingSheet {
        /// Its name.
        missing: String,
        /// The sheets that there are.
        present: Vec<String>,
    },
    /// Several sheets hold rows and the map names none.
    SeveralSheets(Vec<String>),
    /// The map names one encoding, the file's mark of byte order another.
    OtherEncoding {
        /// The map's.
        map: &'static str,
        /// The file's.
        file: &'static str,
    },
    /// Text of two bytes a letter without a mark that says so.
    Unmarked {
        /// What it seems to be in.
        encoding: &'static str,
    },
    /// An encoding that is not known.
    UnknownEncoding(String),
    /// Not in the encoding that the map or the file names.
    NotInEncoding {
        /// The first line that is not.
        line: usize,
        /// The encoding.
        encoding: &'static str,
    },
    /// Dates that are month first, and others that may be.
    MonthFirst {
        /// The first line with a date that can only be month first.
        line: usize,
    },
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
        /// What may be the reason.
        hint: String,
    },
    /// A column that the map names and the file has more than once.
    ColumnTwice(String),
}

/// The names of the file that may be meant by missing ones.
fn likely(missing: &[String], present: &[String]) -> String {
    // Long lists are no typing errors.
    if missing.len() > MOST_LIKELY || present.len() > MOST_COMPARED {
        return String::new();
    }
    let known: Vec<Cow<'_, str>> = present.iter().map(|name| excerpt(name)).collect();
    let near = |name: &String| {
        let near = nearest::names(&excerpt(name), known.iter().map(AsRef::as_ref));
        near.first().map(|near| format!("; perhaps {near} is meant by {}", excerpt(name)))
    };
    missing.iter().filter_map(near).collect()
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
                write!(f, "the file is {what}; save the log as CSV (UTF-8), .xlsx or XES")
            }
            Self::NotUtf8 { line } => write!(
                f,
                "line {line} is not UTF-8; write the encoding in the map, such as encoding = \
                 \"windows-1258\""
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
            Self::Csv { line, text } => write!(f, "line {line}: {}", cut(text, MAX_MESSAGE_CHARS)),
            Self::MissingColumns { missing, present, hint } => write!(
                f,
                "the map names {}, which the file does not have; it has {}{}; {}",
                listed(missing),
                listed(present),
                likely(missing, present),
                if hint.is_empty() { "mend the names under [columns]" } else { hint }
            ),
            Self::MissingSheet { missing, present } => write!(
                f,
                "the map names the sheet {}, which the workbook does not have; it has {}",
                excerpt(missing),
                listed(present)
            ),
            Self::SeveralSheets(names) => write!(
                f,
                "several sheets hold rows ({}); write sheet = \"NAME\" in the map",
                listed(names)
            ),
            Self::Workbook(_)
            | Self::NotXes { .. }
            | Self::OtherEncoding { .. }
            | Self::Unmarked { .. }
            | Self::UnknownEncoding(_)
            | Self::NotInEncoding { .. } => self.of_content(f),
            Self::MonthFirst { line } => write!(
                f,
                "line {line} has a date that is month first, and others may be either: write \
                 formats = [\"%m/%d/%Y %H:%M\", \"%m/%d/%Y\"] in the map, or [\"%d/%m/%Y\"] where \
                 that line is wrong"
            ),
            Self::ColumnTwice(name) => {
                let name = excerpt(name);
                write!(f, "the file has the column {name} more than once; rename one of them")
            }
        }
    }
}

impl ReadError {
    fn of_content(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Workbook(text) => {
                let text = cut(text, MAX_MESSAGE_CHARS);
                write!(f, "the workbook cannot be read ({text}); save it anew as .xlsx or as CSV")
            }
            Self::NotXes { root } if root.eq_ignore_ascii_case("html") => write!(
                f,
                "the file is a web page, whatever its name says; open it in a spreadsheet program \
                 and save it as .xlsx"
            ),
            Self::NotXes { root } if root == "Workbook" => write!(
                f,
                "the file is a workbook as XML (Excel 2003); open it in a spreadsheet program and \
                 save it as .xlsx"
            ),
            Self::NotXes { root } => write!(
                f,
                "the file is XML but not XES: its root is <{}>, not <log>; export it as XES",
                excerpt(root)
            ),
            Self::OtherEncoding { map, file } => write!(
                f,
                "the map says encoding = \"{map}\" but the file begins with the mark of {file}; \
                 remove the key"
            ),
            Self::Unmarked { encoding } => write!(
                f,
                "the file has bytes of 0: it is in UTF-16 without its mark; write encoding = \
                 \"{}\" in the map",
                encoding.to_lowercase()
            ),
            Self::UnknownEncoding(label) => write!(
                f,
                "the file says that it is in {}, which is not known; convert it to UTF-8 first",
                excerpt(label)
            ),
            Self::NotInEncoding { line, encoding } => write!(
                f,
                "line {line} is not in {encoding}; write another encoding in the map, or convert \
                 the file to UTF-8 first"
            ),
            _ => Ok(()),
        }
    }
}

impl std::error::Error for ReadError {}
