//! A report as an Excel workbook: numbers as numbers, frozen and repeated headings, a landscape A4
//! sheet.

use calendar::Day;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use text::Language;

use super::{Cell, Column, Report, Value};

/// The number of days from the first day of a workbook's dates to 1970-01-01.
const EPOCH_DAYS: i32 = 25_569;
const DAY_MINUTES: f64 = 1_440.0;
/// The least and the greatest width of a column, in characters.
const NARROW: usize = 9;
const WIDE: usize = 44;
/// The number of the paper size A4.
const A4: u8 = 9;
/// The most rows of a sheet.
const MAX_ROWS: usize = 1_048_576;

pub(super) fn file(report: &Report, language: Language, today: Day) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let (year, month, day) = today.ymd();
    let made = ExcelDateTime::from_ymd(
        u16::try_from(year).unwrap_or(1970),
        u8::try_from(month).unwrap_or(1),
        u8::try_from(day).unwrap_or(1),
    )?;
    let properties = DocProperties::new().set_title(&report.title).set_author(&report.agency);
    workbook.set_properties(&properties.set_creation_datetime(&made));
    let sheet = workbook.add_worksheet();
    let mut writer = Writer { sheet, language, row: 0 };
    writer.top(report)?;
    let first = writer.row;
    writer.heads(report)?;
    set_up(writer.sheet, report, (first, writer.row))?;
    writer.body(report)?;
    workbook.save_to_buffer()
}

/// Sets the widths, the frozen and repeated headings and the paper.
fn set_up(
    sheet: &mut Worksheet,
    report: &Report,
    (first, next): (u32, u32),
) -> Result<(), XlsxError> {
    for (at, column) in (0..).zip(&report.columns) {
        sheet.set_column_width(at, width(report, usize::from(at), column) as f64)?;
    }
    let named = report.columns.iter().position(|column| column.words).map_or(0, |at| at + 1);
    sheet.set_freeze_panes(next, u16::try_from(named).unwrap_or(0))?;
    sheet.set_repeat_rows(first, next.saturating_sub(1))?;
    sheet.set_landscape();
    sheet.set_paper_size(A4);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
    // The footer of a sheet has at most 255 characters.
    let title: String = report.title.replace('&', "&&").chars().take(200).collect();
    sheet.set_footer(format!("&L{title}&R&P/&N"));
    Ok(())
}

fn width(report: &Report, at: usize, column: &Column) -> usize {
    let cells = report.rows.iter().take(500).filter_map(|row| row.get(at));
    let cells = cells.map(|cell| cell.value.shown(Language::Vietnamese).chars().count());
    let widest = cells.max().unwrap_or(0);
    let words = column.label.split(' ').map(|word| word.chars().count()).max().unwrap_or(0);
    (widest.max(words) + 2).clamp(NARROW, WIDE)
}

struct Writer<'a> {
    sheet: &'a mut Worksheet,
    language: Language,
    row: u32,
}

impl Writer<'_> {
    fn line(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, 0, text, format)?;
        self.row += 1;
        Ok(())
    }

    /// Writes the agency, the title and the subject.
    fn top(&mut self, report: &Report) -> Result<(), XlsxError> {
        let plain = Format::new();
        if !report.agency.is_empty() {
            self.line(&report.agency, &Format::new().set_bold())?;
        }
        self.line(&report.title, &Format::new().set_bold().set_font_size(14))?;
        for (name, value) in &report.about {
            self.line(&format!("{name}: {value}"), &plain)?;
        }
        self.row += 1;
        Ok(())
    }

    fn heads(&mut self, report: &Report) -> Result<(), XlsxError> {
        let format = with_border().set_bold().set_text_wrap().set_align(FormatAlign::Center);
        let format = format.set_align(FormatAlign::VerticalCenter);
        let depth = report.depth();
        let last = self.row + u32::try_from(depth).unwrap_or(1) - 1;
        for (at, column) in (0_u16..).zip(&report.columns) {
            for level in 0..depth {
                let row = self.row + u32::try_from(level).unwrap_or(0);
                if let Some((label, wide)) = report.group_at(level, usize::from(at)) {
                    let end = at + u16::try_from(wide).unwrap_or(1) - 1;
                    self.head((row, at), (row, end), label, &format)?;
                } else if level == column.groups.len() {
                    self.head((row, at), (last, at), &column.label, &format)?;
                }
            }
        }
        self.row = last + 1;
        if report.columns.iter().any(|column| column.mark.is_some()) {
            for (at, column) in (0_u16..).zip(&report.columns) {
                let mark = column.mark.as_ref().map(|mark| format!("({mark})"));
                let format = with_border().set_align(FormatAlign::Center).set_italic();
                let mark = mark.unwrap_or_default();
                self.sheet.write_string_with_format(self.row, at, mark, &format)?;
            }
            self.row += 1;
        }
        Ok(())
    }

    fn head(
        &mut self,
        from: (u32, u16),
        to: (u32, u16),
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        match from == to {
            true => self.sheet.write_string_with_format(from.0, from.1, text, format)?,
            false => self.sheet.merge_range(from.0, from.1, to.0, to.1, text, format)?,
        };
        Ok(())
    }

    fn body(&mut self, report: &Report) -> Result<(), XlsxError> {
        let formats = Formats::new(&with_border());
        let bold = Formats::new(&with_border().set_bold());
        // The remaining rows are for the total and the notes.
        for row in report.rows.iter().take(MAX_ROWS - 1_000) {
            self.cells(row, &formats)?;
        }
        if let Some(row) = &report.total {
            self.cells(row, &bold)?;
        }
        if report.rows.is_empty()
            && let Some(empty) = &report.empty
        {
            self.line(empty, &Format::new())?;
        }
        self.row += 1;
        for note in &report.notes {
            self.line(note, &Format::new().set_italic())?;
        }
        Ok(())
    }

    fn cells(&mut self, row: &[Cell], formats: &Formats) -> Result<(), XlsxError> {
        for (at, cell) in (0_u16..).zip(row) {
            let (number, format) = match &cell.value {
                Value::Count(n) => (*n as f64, &formats.count),
                Value::Amount(n) => (*n as f64, &formats.count),
                Value::Rate(x, n) if *n > 0 => (*x as f64 / *n as f64, &formats.rate),
                Value::Tenths(n) => (*n as f64 / 10.0, &formats.tenths),
                Value::Hundredths(n) => (*n as f64 / 100.0, &formats.points),
                Value::Time(day, minute) => {
                    (f64::from(day.0 + EPOCH_DAYS) + *minute as f64 / DAY_MINUTES, &formats.time)
                }
                Value::Date(day) => (f64::from(day.0 + EPOCH_DAYS), &formats.date),
                other => {
                    let text = other.shown(self.language);
                    self.sheet.write_string_with_format(self.row, at, text, &formats.text)?;
                    continue;
                }
            };
            self.sheet.write_number_with_format(self.row, at, number, format)?;
        }
        self.row += 1;
        Ok(())
    }
}

fn with_border() -> Format {
    Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::Top)
}

/// The formats of the kinds of cells.
struct Formats {
    text: Format,
    count: Format,
    rate: Format,
    tenths: Format,
    points: Format,
    time: Format,
    date: Format,
}

impl Formats {
    fn new(base: &Format) -> Self {
        let number = |format: &str| base.clone().set_num_format(format);
        Self {
            text: base.clone().set_text_wrap(),
            count: number("#,##0"),
            rate: number("0.00%"),
            tenths: number("0.0"),
            points: number("0.00"),
            time: number("dd/mm/yyyy hh:mm"),
            date: number("dd/mm/yyyy"),
        }
    }
}
