//! Errors of a whole file, as sentences with the remedy. It must not know how a file is read.

use std::borrow::Cow;
use std::fmt;

use text::nearest;

use crate::limits::{MAX_MESSAGE_CHARS, cut, excerpt, listed};

/// The most missing names for which similar names are suggested.
const MAX_MISSING: usize = 5;
/// The most names of the file that are compared with a missing one.
const MAX_COMPARED: usize = 200;

/// The reason why a whole file is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// The file is empty.
    Empty,
    /// The gzip stream is damaged.
    Gzip(String),
    /// The file unpacks to more bytes than the limit.
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// A format that is not supported.
    Foreign(&'static str),
    /// The workbook is damaged.
    Workbook(String),
    /// A sheet that the map names and the workbook does not have.
    MissingSheet {
        /// Its name.
        missing: String,
        /// The sheets of the workbook.
        present: Vec<String>,
    },
    /// Several sheets hold rows and the map names none.
    SeveralSheets(Vec<String>),
    /// The map names one encoding, the file's byte order mark another.
    OtherEncoding {
        /// The map's.
        map: &'static str,
        /// The file's.
        file: &'static str,
    },
    /// UTF-16 without its byte order mark.
    Unmarked {
        /// The likely encoding.
        encoding: &'static str,
    },
    /// An unknown encoding.
    UnknownEncoding(String),
    /// A text that is not in the encoding that the map or the file names.
    NotInEncoding {
        /// The first such line.
        line: usize,
        /// The encoding.
        encoding: &'static str,
    },
    /// Dates with the month first, and others that can be read either way.
    MonthFirst {
        /// The first line with a date that can only be month first.
        line: usize,
    },
    /// A text that is not UTF-8.
    NotUtf8 {
        /// The first such line.
        line: usize,
    },
    /// The map requires another format than the file has.
    OtherFormat {
        /// The format in the map.
        map: &'static str,
        /// The format of the file.
        file: &'static str,
    },
    /// Broken XML.
    Xml {
        /// The line.
        line: usize,
        /// The fault.
        text: String,
    },
    /// XML that is no XES log.
    NotXes {
        /// Its root element.
        root: String,
    },
    /// A table beyond the limits.
    Csv {
        /// The line.
        line: usize,
        /// The fault.
        text: String,
    },
    /// Columns (attributes) that the map names and the file does not have.
    MissingColumns {
        /// The missing ones.
        missing: Vec<String>,
        /// The columns of the file.
        present: Vec<String>,
        /// A hint on the likely reason.
        hint: String,
    },
    /// A column that the map names and the file has more than once.
    ColumnTwice(String),
}

/// A list of the file's names that are similar to missing ones.
fn likely(missing: &[String], present: &[String]) -> String {
    // A long list of missing names is no typing error.
    if missing.len() > MAX_MISSING || present.len() > MAX_COMPARED {
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
