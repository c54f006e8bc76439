//! A report as a value: title, subject, headings, typed cells, total and notes. A page shows the
//! report as a table for the screen and for print; files are written as CSV or XLSX. The module
//! must not know what a report counts.

mod csv;
mod view;
mod xlsx;

use calendar::{Day, Instant, Zone};
use text::Language;

pub use self::view::ReportTable;
use crate::answer::{self, Answer};
use crate::request_context::RequestContext;

/// A report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The name of the report's file, without an extension.
    pub file: String,
    pub title: String,
    /// The agency that reports.
    pub agency: String,
    /// The subject: names and values; the period with its rule comes first.
    pub about: Vec<(String, String)>,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
    pub total: Option<Vec<Cell>>,
    pub notes: Vec<String>,
    /// The reason why the report has no row.
    pub empty: Option<String>,
}

/// A column's heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// The headings above the column's own, the widest first; neighbouring columns with equal
    /// headings share them.
    pub groups: Vec<String>,
    pub label: String,
    /// The number or letter that a statutory form prints in the column's head.
    pub mark: Option<String>,
    /// Whether the cells of the column are words.
    pub words: bool,
}

/// A cell: its value, and the address of the list that the value counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    pub value: Value,
    pub href: Option<String>,
}

/// The value of a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Value {
    #[default]
    None,
    Text(String),
    Count(u64),
    /// An amount of money in đồng.
    Amount(i64),
    /// An exact fraction; shown as absent where the denominator is 0.
    Rate(u64, u64),
    /// Tenths of a point, shown with one decimal.
    Tenths(i64),
    /// Hundredths of a point, shown with two decimals.
    Hundredths(i64),
    /// A civil day with the minute of the day.
    Time(Day, i64),
    Date(Day),
}

impl Column {
    /// A column of words.
    #[must_use]
    pub fn words(label: String) -> Self {
        Self { label, words: true, ..Self::default() }
    }

    /// A column of numbers.
    #[must_use]
    pub fn numbers(label: String) -> Self {
        Self { label, ..Self::default() }
    }

    /// The same column with headings above its own.
    #[must_use]
    pub fn below_headings(self, groups: impl IntoIterator<Item = String>) -> Self {
        Self { groups: groups.into_iter().collect(), ..self }
    }

    /// The same column with the mark of a statutory form.
    #[must_use]
    pub fn marked(self, mark: impl Into<String>) -> Self {
        Self { mark: Some(mark.into()), ..self }
    }
}

impl Cell {
    /// A cell with words.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Value::Text(text.into()).into()
    }

    /// A cell with a number of dossiers or acts.
    #[must_use]
    pub fn count(n: u64) -> Self {
        Value::Count(n).into()
    }

    /// A cell with an amount of money in đồng.
    #[must_use]
    pub fn amount(amount_vnd: i64) -> Self {
        Value::Amount(amount_vnd).into()
    }

    /// A cell with an instant in the register's zone; empty for `None`.
    #[must_use]
    pub fn instant(zone: &Zone, at: Option<Instant>) -> Self {
        at.map_or_else(Self::default, |at| {
            let (day, millis) = zone.civil(at);
            Value::Time(day, millis / 60_000).into()
        })
    }

    /// The same cell with the address of the list that it counts.
    #[must_use]
    pub fn linked(self, href: Option<String>) -> Self {
        Self { href, ..self }
    }
}

impl From<Value> for Cell {
    fn from(value: Value) -> Self {
        Self { value, href: None }
    }
}

impl Value {
    /// The value as a page shows it.
    fn shown(&self, language: Language) -> String {
        match self {
            Self::None => String::new(),
            Self::Text(text) => text.clone(),
            Self::Count(n) => text::number::decimal(&n.to_string(), language),
            Self::Amount(n) => {
                format!("{}\u{a0}đồng", text::number::decimal(&n.to_string(), language))
            }
            Self::Rate(x, n) => {
                text::number::percent(indicators::statistics::rate(*x, *n).as_deref(), language)
            }
            Self::Tenths(n) => text::number::decimal(&text::number::tenths(*n), language),
            Self::Hundredths(n) => text::number::decimal(&hundredths(*n), language),
            Self::Time(day, minute) => {
                // Cannot overflow: a day has 24 hours.
                let time = text::date::time((minute / 60) as i8, (minute % 60) as i8);
                format!("{} {time}", messages::date_of(*day))
            }
            Self::Date(day) => messages::date_of(*day),
        }
    }

    fn is_words(&self) -> bool {
        matches!(self, Self::Text(_) | Self::Time(..) | Self::Date(_))
    }
}

fn hundredths(n: i64) -> String {
    let (sign, size) = (if n < 0 { "-" } else { "" }, n.unsigned_abs());
    format!("{sign}{}.{:02}", size / 100, size % 100)
}

impl Report {
    /// The table of the report for a page.
    #[must_use]
    pub fn table(&self, language: Language) -> ReportTable {
        ReportTable::new(self, language)
    }

    /// The report as a text of comma-separated values.
    #[must_use]
    pub fn csv_text(&self, language: Language) -> String {
        csv::file(self, language)
    }

    /// The answer with the report as a CSV file.
    ///
    /// # Errors
    /// The function returns no error; an [`Answer`] is a `Result`.
    pub fn csv(&self, language: Language) -> Answer {
        answer::csv(&self.file, self.csv_text(language))
    }

    /// The answer with the report as a workbook.
    ///
    /// # Errors
    /// [`Error::Broken`](crate::answer::Error::Broken) where the workbook cannot be written.
    pub fn xlsx(&self, context: &RequestContext) -> Answer {
        let file = xlsx::file(self, context.language, context.today());
        answer::xlsx(&self.file, file.map_err(|why| answer::Error::Broken(why.to_string()))?)
    }

    /// Whether the address asks for a file instead of a page.
    #[must_use]
    pub fn is_file(context: &RequestContext) -> bool {
        matches!(context.params.get("as"), Some("csv" | "xlsx"))
    }

    /// The answer that the address asks for: a file, or otherwise the page that `page` makes.
    ///
    /// # Errors
    /// The errors of `page` and of the workbook.
    pub fn answer(&self, context: &RequestContext, page: impl FnOnce(&Self) -> Answer) -> Answer {
        match context.params.get("as") {
            Some("csv") => self.csv(context.language),
            Some("xlsx") => self.xlsx(context),
            _ => page(self),
        }
    }

    /// The number of rows of headings.
    fn depth(&self) -> usize {
        self.columns.iter().map(|column| column.groups.len()).max().unwrap_or(0) + 1
    }

    /// The heading of a level that begins at a column: its text and the number of columns that
    /// share it. `None` where an earlier column began the heading, or where the column has none at
    /// this level.
    fn group_at(&self, level: usize, column: usize) -> Option<(&str, usize)> {
        let groups = |at: usize| self.columns.get(at)?.groups.get(..=level);
        let own = groups(column)?;
        let begun = column > 0 && groups(column - 1) == Some(own);
        let width = (column..self.columns.len()).take_while(|at| groups(*at) == Some(own)).count();
        (!begun).then_some((own[level].as_str(), width))
    }
}

#[cfg(test)]
mod tests;
