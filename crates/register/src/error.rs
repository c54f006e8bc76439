//! Errors of a whole file, as sentences with the remedy. The module must not know how a file is
//! read.

use std::borrow::Cow;
use std::fmt;

use crate::limits::{MAX_MESSAGE_CHARS, excerpt, listed, truncated};
use text::{Sentence, ToSentence, nearest, sentence};

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
    Gzip(Sentence),
    /// The file unpacks to more bytes than the limit.
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// The file has a format that is not supported.
    Foreign(&'static str),
    /// The workbook is damaged.
    Workbook(Sentence),
    /// The workbook does not contain the sheet that the map names.
    MissingSheet {
        /// The name of the missing sheet.
        missing: String,
        /// The sheets of the workbook.
        present: Vec<String>,
    },
    /// Several sheets have rows, and the map names none.
    SeveralSheets(Vec<String>),
    /// The map names one encoding, and the file's byte order mark another.
    OtherEncoding {
        /// The encoding that the map names.
        map: &'static str,
        /// The encoding of the byte order mark.
        file: &'static str,
    },
    /// The file is in UTF-16 without a byte order mark.
    Unmarked {
        /// The likely encoding.
        encoding: &'static str,
    },
    /// The map or the file names an encoding that is not known.
    UnknownEncoding(String),
    /// The text is not in the encoding that the map or the file names.
    NotInEncoding {
        /// The first line that is not in the encoding.
        line: usize,
        /// The encoding that is named.
        encoding: &'static str,
    },
    /// Some dates have the month first, and others can be read either way.
    MonthFirst {
        /// The first line with a date that can only be month first.
        line: usize,
    },
    /// The text is not UTF-8.
    NotUtf8 {
        /// The first line that is not UTF-8.
        line: usize,
    },
    /// The map requires another format than the file has.
    OtherFormat {
        /// The format in the map.
        map: &'static str,
        /// The format of the file.
        file: &'static str,
    },
    /// The file is not well-formed XML.
    Xml {
        /// The line of the fault.
        line: usize,
        /// The fault in words.
        text: Sentence,
    },
    /// The file is XML, but not an XES log.
    NotXes {
        /// The name of the root element.
        root: String,
    },
    /// The table exceeds a limit.
    Csv {
        /// The line at which the limit is exceeded.
        line: usize,
        /// The limit in words.
        text: Sentence,
    },
    /// The file lacks columns (attributes) that the map names.
    MissingColumns {
        /// The names of the missing columns.
        missing: Vec<String>,
        /// The names of the columns in the file.
        present: Vec<String>,
        /// A hint on the likely reason.
        hint: Option<Sentence>,
    },
    /// The file has a column that the map names more than once.
    ColumnTwice(String),
}

/// The message of a library, shortened.
pub(crate) fn foreign(error: &dyn std::error::Error) -> Sentence {
    Sentence::foreign(truncated(&error.to_string(), MAX_MESSAGE_CHARS))
}

/// Pairs of a missing name and a similar name of the file; empty where many names are missing,
/// which is not a typing error.
fn likely_columns(missing: &[String], present: &[String]) -> Vec<(String, String)> {
    if missing.len() > MAX_MISSING || present.len() > MAX_COMPARED {
        return Vec::new();
    }
    let names: Vec<Cow<'_, str>> = present.iter().map(|name| excerpt(name)).collect();
    let near = |name: &String| {
        let near = nearest::names(&excerpt(name), names.iter().map(AsRef::as_ref));
        near.first().map(|near| ((*near).to_owned(), excerpt(name).into_owned()))
    };
    missing.iter().filter_map(near).collect()
}

/// A sentence with the missing columns, the columns of the file, and the similar names.
fn missing_columns(missing: &[String], present: &[String], hint: Option<&Sentence>) -> Sentence {
    let columns = sentence!(
        "the map names {missing}, which the file does not have; it has {present}",
        missing = listed(missing),
        present = listed(present)
    );
    let columns =
        likely_columns(missing, present).into_iter().fold(columns, |before, (near, name)| {
            sentence!("{before}; perhaps {near} is meant by {name}", before, near, name)
        });
    let hint = hint.cloned().unwrap_or_else(|| sentence!("mend the names under [columns]"));
    sentence!("{columns}; {hint}", columns, hint)
}

impl ToSentence for ReadError {
    fn to_sentence(&self) -> Sentence {
        match self {
            Self::Empty => sentence!("the file is empty; give a CSV or XES log"),
            Self::Gzip(text) => {
                sentence!("the gzip file is damaged ({text}); copy or download it again", text)
            }
            Self::TooLarge { limit } => {
                sentence!("the file unpacks to more than {limit} bytes; split the log", limit)
            }
            Self::Foreign(what) => sentence!(
                "the file is {what}; save the log as CSV (UTF-8), .xlsx or XES",
                what = Sentence::phrase(what)
            ),
            Self::NotUtf8 { line } => sentence!(
                "line {line} is not UTF-8; write the encoding in the map, such as encoding = \
                 \"windows-1258\"",
                line
            ),
            Self::OtherFormat { map, file } => sentence!(
                "the map says format = \"{map}\" but the file is {file}; give the right file, or \
                 format = \"auto\"",
                map,
                file = Sentence::phrase(file)
            ),
            Self::Xml { line, text } => {
                sentence!("line {line}: broken XML: {text}; export the log again", line, text)
            }
            Self::Csv { line, text } => sentence!("line {line}: {text}", line, text),
            Self::MissingColumns { missing, present, hint } => {
                missing_columns(missing, present, hint.as_ref())
            }
            Self::MissingSheet { missing, present } => sentence!(
                "the map names the sheet {missing}, which the workbook does not have; it has \
                 {present}",
                missing = excerpt(missing),
                present = listed(present)
            ),
            Self::SeveralSheets(names) => sentence!(
                "several sheets hold rows ({names}); write sheet = \"NAME\" in the map",
                names = listed(names)
            ),
            Self::MonthFirst { line } => sentence!(
                "line {line} has a date that is month first, and others may be either: write \
                 formats = [\"%m/%d/%Y %H:%M\", \"%m/%d/%Y\"] in the map, or [\"%d/%m/%Y\"] where \
                 that line is wrong",
                line
            ),
            Self::ColumnTwice(name) => sentence!(
                "the file has the column {name} more than once; rename one of them",
                name = excerpt(name)
            ),
            Self::Workbook(text) => sentence!(
                "the workbook cannot be read ({text}); save it anew as .xlsx or as CSV",
                text
            ),
            Self::NotXes { root } => not_xes(root),
            Self::OtherEncoding { .. }
            | Self::Unmarked { .. }
            | Self::UnknownEncoding(_)
            | Self::NotInEncoding { .. } => self.of_encoding(),
        }
    }
}

fn not_xes(root: &str) -> Sentence {
    match root {
        root if root.eq_ignore_ascii_case("html") => sentence!(
            "the file is a web page, whatever its name says; open it in a spreadsheet program and \
             save it as .xlsx"
        ),
        "Workbook" => sentence!(
            "the file is a workbook as XML (Excel 2003); open it in a spreadsheet program and save \
             it as .xlsx"
        ),
        root => sentence!(
            "the file is XML but not XES: its root is <{root}>, not <log>; export it as XES",
            root = excerpt(root)
        ),
    }
}

impl ReadError {
    fn of_encoding(&self) -> Sentence {
        match self {
            Self::OtherEncoding { map, file } => sentence!(
                "the map says encoding = \"{map}\" but the file begins with the mark of {file}; \
                 remove the key",
                map,
                file
            ),
            Self::Unmarked { encoding } => sentence!(
                "the file has bytes of 0: it is in UTF-16 without its mark; write encoding = \
                 \"{encoding}\" in the map",
                encoding = encoding.to_lowercase()
            ),
            Self::UnknownEncoding(label) => sentence!(
                "the file says that it is in {label}, which is not known; convert it to UTF-8 \
                 first",
                label = excerpt(label)
            ),
            Self::NotInEncoding { line, encoding } => sentence!(
                "line {line} is not in {encoding}; write another encoding in the map, or convert \
                 the file to UTF-8 first",
                line,
                encoding
            ),
            other => other.to_sentence(),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_sentence().fmt(f)
    }
}

impl std::error::Error for ReadError {}
