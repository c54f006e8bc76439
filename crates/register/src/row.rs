//! Rows of separated cells: quotes, line ends, and rows with ambiguous quotes. An ambiguous row
//! ends at the end of its first line, and reading continues on the next line, so that an open quote
//! does not include other rows. The module must not know headers or columns.

use std::borrow::Cow;
use std::ops::RangeInclusive;
use text::{Sentence, phrase};

/// A row with its cells as texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Row<'t> {
    /// The first line of the row, from 1.
    pub(crate) line: usize,
    pub(crate) cells: Vec<Cow<'t, str>>,
    /// The columns in which a spreadsheet shows an error.
    pub(crate) errors: Vec<usize>,
    /// The reason why the cells are uncertain.
    pub(crate) fault: Option<Sentence>,
}

/// The delimiter and the quote of a file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dialect {
    pub(crate) delimiter: u8,
    pub(crate) quote: Option<u8>,
}

/// Reads the rows of a text one by one.
pub(crate) struct Rows<'t> {
    rest: &'t str,
    line: usize,
    dialect: Dialect,
    /// The fewest and the most cells of a row; `None` until the header is read.
    pub(crate) width: Option<RangeInclusive<usize>>,
}

/// A cell and the text after it.
struct CellRead<'t> {
    cell: Cow<'t, str>,
    rest: &'t str,
    fault: Option<&'static str>,
}

const UNCLOSED: &str = phrase!(
    "a quote is opened and not closed; close it, or double the quotes that belong to the text, \
     or write quote = \"\" in the map"
);
const AFTER_QUOTE: &str = phrase!(
    "text stands behind a closed quote; double the quotes that belong to the text, or write \
     quote = \"\" in the map"
);
const LONE: &str = phrase!(
    "a cell that is not quoted has a quote without its pair; double it and quote the cell, or \
     write quote = \"\" in the map"
);
const SPANS_ROWS: &str = phrase!(
    "a quoted cell holds as many delimiters as the lines that it spans; close its quote, or put \
     the cell on one line"
);

impl<'t> Rows<'t> {
    /// The rows of a text; `line` is the number of its first line.
    pub(crate) fn new(text: &'t str, line: usize, dialect: Dialect) -> Self {
        Self { rest: text, line, dialect, width: None }
    }

    fn whole_row(&self) -> (Vec<Cow<'t, str>>, &'t str, Option<&'static str>) {
        let mut cells = Vec::new();
        let mut rest = self.rest;
        loop {
            let read = self.cell(rest);
            cells.push(read.cell);
            rest = read.rest;
            if read.fault.is_some() {
                return (cells, rest, read.fault);
            }
            match rest.as_bytes().first() {
                Some(byte) if *byte == self.dialect.delimiter => rest = &rest[1..],
                _ => return (cells, after_line_end(rest), None),
            }
        }
    }

    /// Reads the cell at the beginning of a text.
    fn cell(&self, text: &'t str) -> CellRead<'t> {
        let inner = text.trim_start_matches([' ', '\u{a0}']);
        match self.dialect.quote {
            Some(quote) if inner.as_bytes().first() == Some(&quote) => {
                self.quoted(&inner[1..], quote)
            }
            quote => {
                let end = text.bytes().position(|byte| self.ends(byte)).unwrap_or(text.len());
                let (cell, rest) = text.split_at(end);
                let quotes = cell.bytes().filter(|byte| Some(*byte) == quote).count();
                let fault = (quotes % 2 == 1).then_some(LONE);
                CellRead { cell: Cow::Borrowed(cell), rest, fault }
            }
        }
    }

    /// Reads the quoted cell at the beginning of a text, after the opening quote.
    fn quoted(&self, text: &'t str, quote: u8) -> CellRead<'t> {
        let mut cell = Cow::Borrowed("");
        let mut rest = text;
        loop {
            let Some(end) = rest.bytes().position(|byte| byte == quote) else {
                return CellRead { cell: cell + rest, rest: "", fault: Some(UNCLOSED) };
            };
            cell += &rest[..end];
            rest = &rest[end + 1..];
            if rest.as_bytes().first() != Some(&quote) {
                break;
            }
            cell += &rest[..1];
            rest = &rest[1..];
        }
        rest = rest.trim_start_matches([' ', '\u{a0}']);
        let closed = rest.bytes().next().is_none_or(|byte| self.ends(byte));
        let fault = match self.spans_rows(&cell) {
            _ if !closed => Some(AFTER_QUOTE),
            true => Some(SPANS_ROWS),
            false => None,
        };
        CellRead { cell, rest, fault }
    }

    /// Whether a quoted cell looks like the end of one row and the beginning of another.
    fn spans_rows(&self, cell: &str) -> bool {
        let Some(width) = self.width.as_ref().filter(|width| *width.start() > 1) else {
            return false;
        };
        let lines = cell.lines().count().saturating_sub(1);
        let delimiters = cell.bytes().filter(|byte| *byte == self.dialect.delimiter).count();
        let whole_rows = |width: &usize| delimiters == lines * (width - 1);
        lines > 0 && [width.start(), width.end()].into_iter().any(whole_rows)
    }

    fn ends(&self, byte: u8) -> bool {
        byte == self.dialect.delimiter || matches!(byte, b'\n' | b'\r')
    }
}

impl<'t> Iterator for Rows<'t> {
    type Item = Row<'t>;

    fn next(&mut self) -> Option<Row<'t>> {
        if self.rest.is_empty() {
            return None;
        }
        let line = self.line;
        let (cells, after, fault) = self.whole_row();
        let spanned = line_ends(&self.rest[..self.rest.len() - after.len()]);
        let fits = |width: &RangeInclusive<usize>| {
            let surplus = cells.iter().skip(*width.end());
            cells.len() >= *width.start() && surplus.map(|cell| cell.trim()).all(str::is_empty)
        };
        let fits = self.width.as_ref().is_none_or(fits);
        if fault.is_some() || (!fits && spanned > 1) {
            // The following lines may be separate rows.
            let end = self.rest.find(['\n', '\r']).unwrap_or(self.rest.len());
            self.rest = after_line_end(&self.rest[end..]);
            self.line += 1;
            // The end of the faulty cell is uncertain; in a row with surplus cells every cell is.
            let certain = if fault.is_some() { cells.len() - 1 } else { 0 };
            let fault = fault.unwrap_or(SPANS_ROWS);
            let mut cells = cells;
            cells.truncate(certain);
            return Some(Row {
                line,
                cells,
                fault: Some(Sentence::phrase(fault)),
                ..Row::default()
            });
        }
        self.rest = after;
        self.line += spanned;
        Some(Row { line, cells, ..Row::default() })
    }
}

/// The text without the line end with which it begins, if any.
pub(crate) fn after_line_end(text: &str) -> &str {
    ["\r\n", "\n", "\r"].iter().find_map(|end| text.strip_prefix(end)).unwrap_or(text)
}

/// The number of line ends in a text.
fn line_ends(text: &str) -> usize {
    let bytes = text.as_bytes();
    let ends = |(at, byte): (usize, &u8)| {
        *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'))
    };
    bytes.iter().enumerate().filter(|one| ends(*one)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(usize, Vec<String>, bool)> {
        let dialect = Dialect { delimiter: b',', quote: Some(b'"') };
        let mut rows = Rows::new(text, 1, dialect);
        rows.width = Some(3..=3);
        let plain = |row: Row<'_>| {
            (row.line, row.cells.iter().map(ToString::to_string).collect(), row.fault.is_some())
        };
        rows.map(plain).collect()
    }

    fn check(text: &str, expected: &[(usize, &[&str])]) {
        let rows = rows(text);
        let rows: Vec<(usize, Vec<&str>)> = rows
            .iter()
            .filter(|(.., fault)| !fault)
            .map(|(line, cells, _)| (*line, cells.iter().map(String::as_str).collect()))
            .collect();
        let expected: Vec<(usize, Vec<&str>)> =
            expected.iter().map(|(line, cells)| (*line, cells.to_vec())).collect();
        assert_eq!(rows, expected, "{text:?}");
    }

    #[test]
    fn rows_without_ambiguity() {
        check("a,b,c\n1,2,3", &[(1, &["a", "b", "c"]), (2, &["1", "2", "3"])]);
        check("a,b,c\r\n1,2,3\r\n", &[(1, &["a", "b", "c"]), (2, &["1", "2", "3"])]);
        check("a,b,c\r1,2,3\r", &[(1, &["a", "b", "c"]), (2, &["1", "2", "3"])]);
        check("\"a, \"\"b\"\"\",x,\n1,2,3", &[(1, &["a, \"b\"", "x", ""]), (2, &["1", "2", "3"])]);
        check(" \"a,b\" , x,y\n", &[(1, &["a,b", " x", "y"])]);
        check("\"a\nb\",x,y\n1,2,3", &[(1, &["a\nb", "x", "y"]), (3, &["1", "2", "3"])]);
        check("Công ty \"A\",x,y\n", &[(1, &["Công ty \"A\"", "x", "y"])]);
        check("\n1,2,3", &[(1, &[""]), (2, &["1", "2", "3"])]);
    }

    #[test]
    fn an_open_quote_includes_no_other_row() {
        for text in [
            "a,\"b,c\n1,2,3\n",
            "a,\"b,c\n1,2,3\n4,\"x\",5\n",
            "a,\"b,c\n1,2,3\n4,x\",5\n",
            "a,\"b\"c,d\n1,2,3\n",
            "a,b\"c,d\n1,2,3\n",
            "\"a \\\"b\\\" c\",d,e\n1,2,3\n",
        ] {
            let rows = rows(text);
            assert!(rows[0].2, "{text:?} {rows:?}");
            let one = (2, vec!["1".to_owned(), "2".to_owned(), "3".to_owned()], false);
            assert_eq!(rows[1], one, "{text:?}");
        }
    }
}
