//! Tables: turns rows into cases, one for each row or grouped by dossier. The module knows
//! delimiters and headers; it must not know the meaning of a column.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::case::{Case, Cell, Conflict, Event};
use crate::collector::{self, ImportCollector};
use crate::limits::{MAX_ROW_CELLS, MAX_VALUE_CHARS, is_too_long};
use crate::map::{Level, Map};
use crate::row::{Dialect, Row, Rows, after_line_end};
use crate::{ReadError, encoding, workbook};
use text::{Sentence, sentence};

/// The delimiters that are recognised, the most common one first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// The number of rows that are searched for the header.
const HEADER_ROWS: usize = 50;

/// The columns of the cells that the map names.
struct Header {
    /// The number of columns up to the last one with a name.
    width: usize,
    /// The number of columns, including those without a name after the last name.
    most: usize,
    case: Vec<usize>,
    event: Vec<usize>,
    /// Whether the table is a sheet, whose rows may lack empty cells at the end.
    is_sheet: bool,
}

/// Reads rows of separated cells into `collector`.
pub(crate) fn read_text(
    text: &str,
    map: &Map,
    collector: &mut ImportCollector<'_>,
) -> Result<(), ReadError> {
    let (named, mut text) = named_delimiter(text);
    let first = 1 + usize::from(named.is_some());
    for _ in 0..map.skip_rows {
        let (title, rest) = text.split_at(text.find(['\n', '\r']).unwrap_or(text.len()));
        collector.import.skipped += usize::from(title.contains(char::is_alphanumeric));
        text = after_line_end(rest);
    }
    let line = first + map.skip_rows;
    let rows_by = |delimiter| Rows::new(text, line, Dialect { delimiter, quote: map.quote });
    let delimiter = map.delimiter.or(named).unwrap_or_else(|| {
        // Chooses the delimiter by which the rows have the most names of the map, then the most
        // cells, then the most common delimiter. The header may follow rows of a title.
        let fit = |delimiter: &u8| {
            let rows = || rows_by(*delimiter).filter(is_filled).take(HEADER_ROWS);
            let names = rows().map(|row| names_in(&row, map)).max();
            (names, rows().next().map(|row| row.cells.len()))
        };
        DELIMITERS.into_iter().rev().max_by_key(fit).unwrap_or(b',')
    });
    let mut rows = rows_by(delimiter);
    let header = rows.find(is_filled).ok_or(ReadError::Empty)?;
    if let Some(text) = header.fault {
        return Err(ReadError::Csv { line: header.line, text });
    }
    check_limits(&header)?;
    let header = Header::new(&header, map, false).map_err(|error| {
        let later = rows_by(delimiter).filter(is_filled).skip(1).take(HEADER_ROWS);
        with_hint(error, later, map, Some(delimiter), first)
    })?;
    rows.width = Some(header.width..=header.most);
    header.read(rows, map, collector)
}

/// Reads a sheet of a workbook into `collector`.
pub(crate) fn read_workbook(
    bytes: &[u8],
    map: &Map,
    collector: &mut ImportCollector<'_>,
) -> Result<(), ReadError> {
    let rows = workbook::rows(bytes, map.sheet.as_deref())?;
    let (titles, mut rows): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|row| row.line <= map.skip_rows);
    collector.import.skipped += titles.len();
    if rows.is_empty() {
        return Err(ReadError::Empty);
    }
    let header = rows.remove(0);
    let header = Header::new(&header, map, true).map_err(|error| {
        let later = rows.iter().take(HEADER_ROWS).cloned();
        with_hint(error, later, map, None, 1)
    })?;
    header.read(rows.into_iter(), map, collector)
}

/// The delimiter that a first line such as `sep=;` names, and the text after that line; the whole
/// text where there is no such line.
fn named_delimiter(text: &str) -> (Option<u8>, &str) {
    let (line, rest) = text.split_at(text.find(['\n', '\r']).unwrap_or(text.len()));
    let bare = line.trim_end_matches(' ').trim_matches('"');
    let named = bare.get(..4).filter(|head| head.eq_ignore_ascii_case("sep=")).map(|_| &bare[4..]);
    match named.map(str::as_bytes) {
        Some([one]) if one.is_ascii() => (Some(*one), after_line_end(rest)),
        _ => (None, text),
    }
}

fn is_filled(row: &Row<'_>) -> bool {
    row.fault.is_some() || row.cells.iter().any(|cell| !text::outside::line(cell).is_empty())
}

/// The number of the map's columns whose names a row contains.
fn names_in(row: &Row<'_>, map: &Map) -> usize {
    let names: Vec<Cow<'_, str>> = row.cells.iter().map(|cell| text::outside::line(cell)).collect();
    let needed = map.case_names.iter().chain(&map.event_names);
    needed.filter(|needed| names.iter().any(|name| name == *needed)).count()
}

/// An error about missing columns, with a hint on the probable reason.
fn with_hint<'t>(
    error: ReadError,
    mut later: impl Iterator<Item = Row<'t>>,
    map: &Map,
    delimiter: Option<u8>,
    first: usize,
) -> ReadError {
    let ReadError::MissingColumns { missing, present, .. } = error else { return error };
    let all = map.case_names.iter().chain(&map.event_names).count();
    let hint = match later.find(|row| names_in(row, map) == all) {
        Some(row) => {
            let skip = row.line - first;
            sentence!(
                "they stand in line {line}: write skip_rows = {skip} in the map",
                line = row.line,
                skip
            )
        }
        None => match present.iter().find_map(|name| encoding::encoding_damage(name)) {
            Some(damage) => {
                sentence!("the header is damaged: {damage}", damage = Sentence::phrase(damage))
            }
            None => match delimiter.map(char::from) {
                Some('\t') => sentence!(
                    "the cells were parted at tabs: write delimiter = … in the map where that is \
                     wrong"
                ),
                Some(delimiter) => sentence!(
                    "the cells were parted at {delimiter}: write delimiter = … in the map where \
                     that is wrong",
                    delimiter = format_args!("{delimiter:?}")
                ),
                None => sentence!("mend the names under [columns]"),
            },
        },
    };
    ReadError::MissingColumns { missing, present, hint: Some(hint) }
}

/// Checks the number and the length of a row's cells against the limits.
fn check_limits(row: &Row<'_>) -> Result<(), ReadError> {
    let text = if row.cells.len() > MAX_ROW_CELLS {
        sentence!(
            "the row has {cells} cells, at most {MAX_ROW_CELLS} are read",
            cells = row.cells.len(),
            MAX_ROW_CELLS
        )
    } else if row.cells.iter().any(|cell| is_too_long(cell.as_bytes())) {
        sentence!(
            "a cell has more than {MAX_VALUE_CHARS} characters; close its quotes or shorten it",
            MAX_VALUE_CHARS
        )
    } else {
        return Ok(());
    };
    Err(ReadError::Csv { line: row.line, text })
}

impl Header {
    fn new(row: &Row<'_>, map: &Map, is_sheet: bool) -> Result<Self, ReadError> {
        let mut present: Vec<Cow<'_, str>> =
            row.cells.iter().map(|cell| text::outside::line(cell)).collect();
        // In a sheet each cell has the index of its column.
        let most = if is_sheet { usize::MAX } else { present.len() };
        while present.last().is_some_and(|name| name.is_empty()) {
            present.pop();
        }
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
            return Ok(Self { width: present.len(), most, case, event, is_sheet });
        }
        missing.dedup();
        let present = present.into_iter().map(Cow::into_owned).collect();
        Err(ReadError::MissingColumns { missing, present, hint: None })
    }

    fn read<'t>(
        &self,
        rows: impl Iterator<Item = Row<'t>>,
        map: &Map,
        collector: &mut ImportCollector<'_>,
    ) -> Result<(), ReadError> {
        let mut groups = Groups::default();
        for row in rows {
            check_limits(&row)?;
            if !is_filled(&row) {
                continue;
            }
            let case = self.case(&row, map);
            if row.fault.is_none() && map.skips(&case) {
                collector.import.skipped += 1;
                continue;
            }
            match map.level {
                Level::Dossier | Level::SingleEvent => collector.add(&case),
                Level::Event => groups.add(case, map),
            }
        }
        groups.cases.iter().for_each(|case| collector.add(case));
        Ok(())
    }

    /// One row as a case.
    fn case(&self, row: &Row<'_>, map: &Map) -> Case<'static> {
        let mut damage: Option<Sentence> = None;
        let mut cells = |columns: &[usize]| -> Vec<Cell<'static>> {
            let cell = |column: &usize| {
                let text = row.cells.get(*column)?;
                let cell = map.cell(text).map(|text| Cow::Owned(text.into_owned()));
                if damage.is_none() {
                    let is_error = cell.is_some() && row.errors.contains(column);
                    let error =
                        || sentence!("the spreadsheet shows the error {text}; mend it", text);
                    damage = if is_error {
                        Some(error())
                    } else {
                        encoding::encoding_damage(text).map(Sentence::phrase)
                    };
                }
                cell
            };
            columns.iter().map(cell).collect()
        };
        let (case, event) = (cells(&self.case), cells(&self.event));
        let surplus = row.cells.iter().skip(self.most).any(|cell| !cell.trim().is_empty());
        let short = row.cells.len() < self.width && !self.is_sheet;
        let reason = match (&row.fault, surplus || short, damage) {
            (Some(fault), ..) => Some(fault.clone()),
            (None, true, _) => Some(sentence!(
                "the row has {cells} cells and the header {width}; mend its delimiters or quotes",
                cells = row.cells.len(),
                width = self.width
            )),
            (None, false, damage) => damage,
        };
        let events = match map.level {
            Level::Dossier => Vec::new(),
            Level::Event | Level::SingleEvent => vec![Event { line: row.line, cells: event }],
        };
        Case {
            line: row.line,
            cells: case,
            events,
            conflicts: Vec::new(),
            broken: reason.map(|reason| (row.line, reason)),
        }
    }
}

/// Rows grouped by dossier, in order of first appearance.
#[derive(Default)]
struct Groups {
    cases: Vec<Case<'static>>,
    by_code: HashMap<String, usize>,
}

impl Groups {
    fn add(&mut self, row: Case<'static>, map: &Map) {
        let Ok(Some(code)) = collector::code(map, &row) else {
            self.cases.push(row);
            return;
        };
        match self.by_code.get(code.as_ref()) {
            Some(index) => merge(&mut self.cases[*index], row, map),
            None => {
                self.by_code.insert(code.into_owned(), self.cases.len());
                self.cases.push(row);
            }
        }
    }
}

/// Adds a row to its dossier: the first value of a cell is used, and the first different one is
/// recorded.
fn merge(case: &mut Case<'static>, row: Case<'static>, map: &Map) {
    for (cell, value) in row.cells.into_iter().enumerate() {
        match (&case.cells[cell], value) {
            (_, None) => {}
            (None, Some(value)) => case.cells[cell] = Some(value),
            (Some(first), Some(value)) => {
                let is_listed = case.conflicts.iter().any(|conflict| conflict.cell == cell);
                if *first != value && !is_listed && map.stated.contains(&cell) {
                    let value = value.into_owned();
                    case.conflicts.push(Conflict { line: row.line, cell, value });
                }
            }
        }
    }
    case.events.extend(row.events);
    case.broken = case.broken.take().or(row.broken);
}
