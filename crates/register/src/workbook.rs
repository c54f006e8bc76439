//! Reads one sheet of an Excel workbook as rows of texts, with dates in ISO 8601. The module must
//! not know the meaning of a column.

use std::borrow::Cow;
use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, Xlsx};

use crate::ReadError;
use crate::error::foreign;
use crate::limits::{MAX_ROW_CELLS, MAX_VALUE_CHARS, is_too_long};
use crate::row::Row;
use text::{Sentence, sentence};

/// The largest accepted sheet; all its rows are in memory at once. A text that cells share is
/// stored once for each of them, and a row stores the empty cells before its last filled one.
#[derive(Clone, Copy, Debug)]
struct Limits {
    /// The number of rows.
    rows: usize,
    cells: usize,
    text_bytes: usize,
}

/// The limits of a sheet. The number of rows is that of spreadsheet programs.
const LIMITS: Limits = Limits { rows: 1 << 20, cells: 10 << 20, text_bytes: 256 << 20 };

impl Limits {
    /// Subtracts the growth of a row from the limits; refuses the sheet where nothing remains.
    fn take(&mut self, line: usize, cells: usize, text_bytes: usize) -> Result<(), ReadError> {
        let refused = |text: Sentence| ReadError::Csv {
            line,
            text: sentence!("{text}; split the workbook, or save it as CSV", text),
        };
        let (rows, all, mib) = (LIMITS.rows, LIMITS.cells, LIMITS.text_bytes >> 20);
        if line > self.rows {
            return Err(refused(sentence!("the sheet has more than {rows} rows", rows)));
        }
        let left = self.cells.checked_sub(cells);
        self.cells =
            left.ok_or_else(|| refused(sentence!("the sheet has more than {all} cells", all)))?;
        let left = self.text_bytes.checked_sub(text_bytes);
        let text =
            || refused(sentence!("the cells of the sheet have more than {mib} MiB of text", mib));
        self.text_bytes = left.ok_or_else(text)?;
        Ok(())
    }
}

/// The rows of the sheet that the map names, otherwise of the only sheet that has rows.
pub(crate) fn rows(bytes: &[u8], sheet: Option<&str>) -> Result<Vec<Row<'static>>, ReadError> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let sheets = workbook.sheets_metadata().iter();
    let names: Vec<String> = sheets
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    if let Some(sheet_name) = sheet {
        let spelt = |name: &&String| text::outside::line(name) == sheet_name;
        let Some(name) = names.iter().find(spelt) else {
            return Err(ReadError::MissingSheet { missing: sheet_name.to_owned(), present: names });
        };
        return of_sheet(&mut workbook, name, LIMITS);
    }
    let (mut filled, mut numbered) = (Vec::new(), Vec::new());
    for name in names {
        let rows = of_sheet(&mut workbook, &name, LIMITS)?;
        if !rows.is_empty() {
            filled.push(name);
            // Of a second sheet only the name is needed.
            numbered = if filled.len() == 1 { rows } else { Vec::new() };
        }
    }
    match filled.len() {
        0 => Err(ReadError::Empty),
        1 => Ok(numbered),
        _ => Err(ReadError::SeveralSheets(filled)),
    }
}

fn broken(error: &dyn std::error::Error) -> ReadError {
    ReadError::Workbook(foreign(error))
}

/// The rows of a sheet that have a filled cell.
fn of_sheet(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    mut left: Limits,
) -> Result<Vec<Row<'static>>, ReadError> {
    let mut cells = workbook.worksheet_cells_reader(name).map_err(|error| broken(&error))?;
    let mut rows: Vec<Row<'static>> = Vec::new();
    while let Some(cell) = cells.next_cell().map_err(|error| broken(&error))? {
        let (row, column) = cell.get_position();
        let (line, column) = (row as usize + 1, column as usize);
        let text = text_of(cell.get_value());
        if text.trim().is_empty() {
            continue;
        }
        if is_too_long(text.as_bytes()) {
            let text = sentence!(
                "a cell has more than {MAX_VALUE_CHARS} characters; shorten it",
                MAX_VALUE_CHARS
            );
            return Err(ReadError::Csv { line, text });
        }
        if column >= MAX_ROW_CELLS {
            let text = sentence!(
                "a cell stands beyond the {MAX_ROW_CELLS} columns that are read",
                MAX_ROW_CELLS
            );
            return Err(ReadError::Csv { line, text });
        }
        match rows.last() {
            Some(last) if last.line == line => {}
            Some(last) if last.line > line => {
                return Err(ReadError::Workbook(sentence!(
                    "row {line} stands behind {last}",
                    line,
                    last = last.line
                )));
            }
            last => {
                // Most rows are as wide as the row before them.
                let cells = Vec::with_capacity(last.map_or(0, |last| last.cells.len()));
                rows.push(Row { line, cells, ..Row::default() });
            }
        }
        let Some(row) = rows.last_mut() else { continue };
        left.take(line, (column + 1).saturating_sub(row.cells.len()), text.len())?;
        if row.cells.len() <= column {
            row.cells.resize(column + 1, Cow::Borrowed(""));
        }
        if matches!(cell.get_value(), DataRef::Error(_)) {
            row.errors.push(column);
        }
        row.cells[column] = Cow::Owned(text);
    }
    Ok(rows)
}

fn text_of(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(true) => "TRUE".to_owned(),
        DataRef::Bool(false) => "FALSE".to_owned(),
        DataRef::DateTime(at) => moment(at),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
    }
}

/// A moment as text: `2018-01-05`, `2018-01-05 08:30:00`, or `08:30:00` for less than a day; a
/// length of time in hours.
fn moment(at: &ExcelDateTime) -> String {
    let (year, month, day, ..) = at.to_ymd_hms_milli();
    let days = at.as_f64().floor();
    // A spreadsheet stores a time as a fraction of a day, seldom a whole number of milliseconds.
    let millis = ((at.as_f64() - days) * 86_400_000.0).round().min(86_399_999.0) as u64;
    let (second, milli) = (millis / 1000, millis % 1000);
    let mut hour = second / 3600;
    if at.is_duration() {
        hour += days.max(0.0) as u64 * 24;
    }
    let mut clock = format!("{hour:02}:{:02}:{:02}", second / 60 % 60, second % 60);
    if milli > 0 {
        clock.push_str(&format!(".{milli:03}"));
    }
    match (at.is_duration() || days < 1.0, millis) {
        (true, _) => clock,
        (false, 0) => format!("{year:04}-{month:02}-{day:02}"),
        (false, _) => format!("{year:04}-{month:02}-{day:02} {clock}"),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use std::io::{Cursor, Write};

    use calamine::{ExcelDateTime, ExcelDateTimeType, Reader, Xlsx};
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::{LIMITS, Limits, moment, of_sheet};

    /// The error for a workbook with one sheet of these rows; `None` where it is accepted.
    fn refusal(rows: &str, limits: Limits) -> Option<String> {
        let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
        let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let packages = "http://schemas.openxmlformats.org/package/2006/relationships";
        let mut book = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in [
            (
                "worksheets/sheet.xml",
                format!("<worksheet {main}><sheetData>{rows}</sheetData></worksheet>"),
            ),
            (
                "workbook.xml",
                format!(
                    "<workbook {main} xmlns:r=\"{relations}\"><sheets><sheet name=\"A\" \
                     sheetId=\"1\" r:id=\"r\"/></sheets></workbook>"
                ),
            ),
            (
                "_rels/workbook.xml.rels",
                format!(
                    "<Relationships xmlns=\"{packages}\"><Relationship Id=\"r\" \
                     Type=\"{relations}/worksheet\" Target=\"worksheets/sheet.xml\"/></Relationships>"
                ),
            ),
        ] {
            book.start_file(format!("xl/{name}"), SimpleFileOptions::default()).unwrap();
            book.write_all(text.as_bytes()).unwrap();
        }
        let bytes = book.finish().unwrap().into_inner();
        let mut workbook = Xlsx::new(Cursor::new(bytes.as_slice())).unwrap();
        of_sheet(&mut workbook, "A", limits).err().map(|error| error.to_string())
    }

    #[test]
    fn a_sheet_is_read_up_to_its_limits() {
        let limits = Limits { rows: 3, cells: 8, text_bytes: 4 };
        let cell = |place: &str| format!("<c r=\"{place}\"><v>1</v></c>");
        let row = |line: usize, last: &str| {
            format!("<row r=\"{line}\">{}</row>", cell(&format!("{last}{line}")))
        };
        let long = "<row><c t=\"inlineStr\"><is><t>12345</t></is></c></row>";
        for (rows, expected) in [
            (row(1, "A") + &row(2, "A") + &row(3, "A"), None),
            (row(1, "D") + &row(3, "D"), None),
            (row(1, "A") + &row(4, "A"), Some("line 4: the sheet has more than 1048576 rows")),
            // A row stores the empty cells before its last filled one.
            (row(1, "D") + &row(2, "E"), Some("line 2: the sheet has more than 10485760 cells")),
            (long.to_owned(), Some("line 1: the cells of the sheet have more than 256 MiB")),
        ] {
            let outcome = refusal(&rows, limits);
            match (&outcome, expected) {
                (None, None) => {}
                (Some(text), Some(start)) => {
                    assert!(text.starts_with(start) && text.contains("as CSV"), "{text}");
                }
                _ => panic!("{outcome:?} instead of {expected:?}"),
            }
            assert_eq!(refusal(&rows, LIMITS), None);
        }
        let beyond = refusal(&row((1 << 20) + 1, "A"), LIMITS);
        assert!(beyond.is_some_and(|text| text.contains("more than 1048576 rows")));
    }

    #[test]
    fn dates_and_times_are_written_to_the_millisecond() {
        for (serial, is_1904, expected) in [
            (43_105.0, false, "2018-01-05"),
            (43_105.354_166_666_664, false, "2018-01-05 08:30:00"),
            (43_105.354_166_7, false, "2018-01-05 08:30:00.003"),
            (43_105.999_999_999_9, false, "2018-01-05 23:59:59.999"),
            (41_643.5, true, "2018-01-05 12:00:00"),
            (0.354_166_666_666_666_7, false, "08:30:00"),
        ] {
            let at = ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, is_1904);
            assert_eq!(moment(&at), expected, "{serial}");
        }
        let long = ExcelDateTime::new(1.5, ExcelDateTimeType::TimeDelta, false);
        assert_eq!(moment(&long), "36:00:00");
    }
}
