//! CSV: rows become cases, one each or gathered by the dossier they name. Knows delimiters and
//! headers; not what a column means.

use std::borrow::Cow;
use std::collections::HashMap;

use csv::{ReaderBuilder, StringRecord};

use crate::ReadError;
use crate::case::{Case, Cell, Conflict, Event};
use crate::gather::{self, Gather};
use crate::limits::{MAX_ROW_CELLS, MAX_VALUE_CHARS, is_too_long};
use crate::map::{Level, Map};

/// Where the cells that the map names stand in a row.
struct Header {
    width: usize,
    case: Vec<usize>,
    event: Vec<usize>,
}

/// Reads a table into `gather`.
pub(crate) fn read(text: &str, map: &Map, gather: &mut Gather<'_>) -> Result<(), ReadError> {
    let delimiter = map.delimiter.unwrap_or_else(|| usual_delimiter(text));
    let mut builder = ReaderBuilder::new();
    builder.delimiter(delimiter).flexible(true);
    match map.quote {
        Some(quote) => builder.quote(quote),
        None => builder.quoting(false),
    };
    let mut reader = builder.from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| broken(&error))?;
    bounded(header)?;
    let header = Header::new(header, map)?;
    let mut groups = Groups::default();
    let mut row = StringRecord::new();
    while reader.read_record(&mut row).map_err(|error| broken(&error))? {
        bounded(&row)?;
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let line = row.position().map_or(0, |position| position.line() as usize);
        let case = header.case(&row, line, map);
        match map.level {
            Level::Dossier => gather.take(&case),
            Level::Event => groups.add(case, map),
        }
    }
    groups.cases.iter().for_each(|case| gather.take(case));
    Ok(())
}

fn broken(error: &csv::Error) -> ReadError {
    let line = error.position().map_or(1, |position| position.line() as usize);
    ReadError::Csv { line, text: format!("the table cannot be read: {error}") }
}

/// A row, the header too, has no more cells and no longer ones than are read.
fn bounded(row: &StringRecord) -> Result<(), ReadError> {
    let line = row.position().map_or(1, |position| position.line() as usize);
    let text = if row.len() > MAX_ROW_CELLS {
        format!("the row has {} cells, at most {MAX_ROW_CELLS} are read", row.len())
    } else if row.iter().any(|cell| is_too_long(cell.as_bytes())) {
        format!("a cell has more than {MAX_VALUE_CHARS} characters; close its quotes or shorten it")
    } else {
        return Ok(());
    };
    Err(ReadError::Csv { line, text })
}

/// The delimiter that occurs most in the header.
fn usual_delimiter(text: &str) -> u8 {
    let header = text.trim_start().lines().next().unwrap_or_default();
    let count = |wanted: u8| header.bytes().filter(|byte| *byte == wanted).count();
    let mut best = b',';
    for delimiter in [b';', b'\t', b'|'] {
        if count(delimiter) > count(best) {
            best = delimiter;
        }
    }
    best
}

impl Header {
    fn new(header: &StringRecord, map: &Map) -> Result<Self, ReadError> {
        let present: Vec<&str> = header.iter().map(str::trim).collect();
        let mut missing = Vec::new();
        let mut find = |names: &[String]| {
            let mut columns = Vec::new();
            for name in names {
                let mut at = present.iter().enumerate().filter(|(_, column)| *column == name);
                match (at.next(), at.next()) {
                    (None, _) => missing.push(name.clone()),
                    (Some(_), Some(_)) => return Err(ReadError::ColumnTwice(name.clone())),
                    (Some((index, _)), None) => columns.push(index),
                }
            }
            Ok(columns)
        };
        let (case, event) = (find(&map.case_names)?, find(&map.event_names)?);
        if missing.is_empty() {
            return Ok(Self { width: present.len(), case, event });
        }
        let present = present.iter().map(|name| (*name).to_owned()).collect();
        Err(ReadError::MissingColumns { missing, present })
    }

    /// One row as a case of its own.
    fn case(&self, row: &StringRecord, line: usize, map: &Map) -> Case<'static> {
        let cells = |columns: &[usize]| -> Vec<Cell<'static>> {
            let cell = |column: &usize| {
                let text = map.cell(row.get(*column)?)?;
                Some(Cow::Owned(text.to_owned()))
            };
            columns.iter().map(cell).collect()
        };
        let fits = row.len() == self.width;
        let broken = (!fits).then(|| {
            let text = format!(
                "the row has {} cells and the header {}; mend its delimiters or quotes",
                row.len(),
                self.width
            );
            (line, text)
        });
        let events = match map.level {
            Level::Dossier => Vec::new(),
            Level::Event => vec![Event { line, cells: cells(&self.event) }],
        };
        Case { line, cells: cells(&self.case), events, conflicts: Vec::new(), broken }
    }
}

/// Rows gathered by dossier, in order of first appearance.
#[derive(Default)]
struct Groups {
    cases: Vec<Case<'static>>,
    by_code: HashMap<String, usize>,
}

impl Groups {
    fn add(&mut self, row: Case<'static>, map: &Map) {
        let Some(code) = gather::code(map, &row) else {
            self.cases.push(row);
            return;
        };
        match self.by_code.get(code) {
            Some(index) => merge(&mut self.cases[*index], row),
            None => {
                self.by_code.insert(code.to_owned(), self.cases.len());
                self.cases.push(row);
            }
        }
    }
}

/// Adds a row to its dossier: the first value counts, and a first different one is noted.
fn merge(case: &mut Case<'static>, row: Case<'static>) {
    for (cell, value) in row.cells.into_iter().enumerate() {
        match (&case.cells[cell], value) {
            (_, None) => {}
            (None, Some(value)) => case.cells[cell] = Some(value),
            (Some(first), Some(value)) => {
                let known = case.conflicts.iter().any(|conflict| conflict.cell == cell);
                if *first != value && !known {
                    let value = value.into_owned();
                    case.conflicts.push(Conflict { line: row.line, cell, value });
                }
            }
        }
    }
    case.events.extend(row.events);
    case.broken = case.broken.take().or(row.broken);
}
