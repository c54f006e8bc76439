//! A report as comma-separated values: its title, its subject, an empty line, then the table.

use text::Language;
use text::csv::Csv;

use super::{Cell, Column, Report, Value, hundredths};

pub(super) fn file(report: &Report, language: Language) -> String {
    let mut csv = Csv::new(&[report.title.as_str()]);
    for (name, value) in &report.about {
        csv.line(&[name, value]);
    }
    csv.line::<&str>(&[]);
    csv.line(&report.columns.iter().map(head).collect::<Vec<_>>());
    for row in report.rows.iter().chain(&report.total) {
        csv.line(&row.iter().map(|cell| plain(cell, language)).collect::<Vec<_>>());
    }
    for note in &report.notes {
        csv.line(&[note]);
    }
    csv.finish()
}

/// A column's headings in one line: `(4) Received, in the period: online`.
fn head(column: &Column) -> String {
    let mark = column.mark.as_ref().map(|mark| format!("({mark}) ")).unwrap_or_default();
    match column.groups.is_empty() {
        true => format!("{mark}{}", column.label),
        false => format!("{mark}{}: {}", column.groups.join(", "), column.label),
    }
}

/// The value of a cell: a number without grouped thousands, minutes as a number.
fn plain(cell: &Cell, language: Language) -> String {
    match &cell.value {
        Value::Count(n) => n.to_string(),
        Value::Amount(n) => n.to_string(),
        Value::Tenths(n) => text::number::tenths(*n),
        Value::Hundredths(n) => hundredths(*n),
        other => other.shown(language),
    }
}
