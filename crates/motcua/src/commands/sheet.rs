//! A table for a spreadsheet: its subject first, then heads, rows and total, in the reader's
//! language. The module must not know a folder or a figure.

use indicators::NONE;
use text::Language;
use text::csv::Csv;

use super::figure_request::{FigureSource, about_period};

/// The cells of a table; each row has the value of its dimension.
pub(super) struct Table<'a> {
    pub heads: Vec<String>,
    pub rows: Vec<(&'a str, Vec<String>)>,
    pub total: Vec<String>,
}

/// Writes the subject and a table; the caller may write more lines after them.
pub(super) fn write(
    source: &FigureSource,
    about: Vec<(&'static str, String)>,
    table: Table<'_>,
    language: Language,
) -> Csv {
    let text = |key: &str| messages::text(language, key, &[]);
    let by = source.query.by;
    let mut csv = Csv::new(&[text("sheet-title")]);
    for (key, value) in about {
        csv.line(&[text(key), value]);
    }
    csv.line::<String>(&[]);
    let dimension = by.map(|by| text(&format!("by-{}", by.code()))).unwrap_or_default();
    csv.line(&[vec![dimension, text("sheet-name")], table.heads].concat());
    for (key, cells) in table.rows {
        let name = by.map(|by| source.names.name(by, key)).unwrap_or_default();
        let key = if key == NONE { text("sheet-none") } else { key.to_owned() };
        csv.line(&[vec![key, name.to_owned()], cells].concat());
    }
    csv.line(&[vec![text("sheet-total"), String::new()], table.total].concat());
    csv
}

/// Writes a table whose rows and total have the same cells, under heads whose texts have the keys
/// `<prefix>-<column>`.
pub(super) fn of_rows<R>(
    source: &FigureSource,
    (prefix, columns): (&str, &[&str]),
    (rows, total): (&[(String, R)], &R),
    cells: impl Fn(&R) -> Vec<String>,
    language: Language,
) -> String {
    let head = |column: &&str| messages::text(language, &format!("{prefix}-{column}"), &[]);
    let table = Table {
        heads: columns.iter().map(head).collect(),
        rows: rows.iter().map(|(key, row)| (key.as_str(), cells(row))).collect(),
        total: cells(total),
    };
    write(source, about_period(source, language), table, language).finish()
}
