//! Reads one sheet of an Excel workbook as rows of texts, with dates in ISO 8601. It must not know the
//! meaning of a column.

use std::borrow::Cow;
use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, Xlsx};

use crate::ReadError;
use crate::limits::{MAX_ROW_CELLS, MAX_VALUE_CHARS, is_too_long};
use crate::row::Row;

/// The rows of the sheet that the map names, or of the only sheet with rows.
pub(crate) fn rows(bytes: &[u8], sheet: Option<&str>) -> Result<Vec<Row<'static>>, ReadError> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let sheets = workbook.sheets_metadata().iter();
    let names: Vec<String> = sheets
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    if let Some(wanted) = sheet {
        let spelt = |name: &&String| text::outside::line(name) == wanted;
        let Some(name) = names.iter().find(spelt) else {
            return Err(ReadError::MissingSheet { missing: wanted.to_owned(), present: names });
        };
        return of_sheet(&mut workbook, name);
    }
    let mut filled: Vec<(String, Vec<Row<'static>>)> = Vec::new();
    for name in &names {
        let rows = of_sheet(&mut workbook, name)?;
        if !rows.is_empty() {
            filled.push((name.clone(), rows));
        }
    }
    match (filled.pop(), filled.is_empty()) {
        (None, _) => Err(ReadError::Empty),
        (Some((_, rows)), true) => Ok(rows),
        (Some((last, _)), false) => {
            let names = filled.into_iter().map(|(name, _)| name).chain([last]).collect();
            Err(ReadError::SeveralSheets(names))
        }
    }
}

fn broken(error: &dyn std::error::Error) -> ReadError {
    ReadError::Workbook(error.to_string())
}

/// The rows of a sheet with a filled cell.
fn of_sheet(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
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
            let text = format!("a cell has more than {MAX_VALUE_CHARS} characters; shorten it");
            return Err(ReadError::Csv { line, text });
        }
        if column >= MAX_ROW_CELLS {
            let text = format!("a cell stands beyond the {MAX_ROW_CELLS} columns that are read");
            return Err(ReadError::Csv { line, text });
        }
        match rows.last() {
            Some(last) if last.line == line => {}
            Some(last) if last.line > line => {
                return Err(ReadError::Workbook(format!("row {line} stands behind {}", last.line)));
            }
            _ => rows.push(Row { line, ..Row::default() }),
        }
        let Some(row) = rows.last_mut() else { continue };
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

/// `2018-01-05`, `2018-01-05 08:30:00`, or for less than a day `08:30:00`; a length of time in hours.
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
    use calamine::{ExcelDateTime, ExcelDateTimeType};

    use super::moment;

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
