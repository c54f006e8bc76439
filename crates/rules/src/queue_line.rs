//! The lines in which people wait at a desk, each with the letter of its tickets. Reads
//! `[[queue_line]]` of an agency file. It must not know a ticket.

use text::sentence;

use crate::checks::{known_unit, unique};
use crate::reader::Table;

/// A line of a desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueLine {
    /// The code of the desk.
    pub unit: String,
    /// The letter before the numbers of its tickets.
    pub letter: String,
    pub name: String,
    pub name_en: String,
    /// The fields for which people wait in it, as a hint below its name. Not compared with procedures: those
    /// of a field may all end, and what was in force must stay readable.
    pub fields: Vec<String>,
}

pub(crate) fn read(table: &Table<'_>) -> QueueLine {
    let line = QueueLine {
        unit: table.text("unit"),
        letter: table.text("letter"),
        name: table.text("name"),
        name_en: table.text("name_en"),
        fields: table.optional_texts("fields"),
    };
    table.close();
    let is_letter = matches!(line.letter.as_bytes(), [letter] if letter.is_ascii_uppercase());
    if !is_letter && !line.letter.is_empty() {
        let letter = &line.letter;
        let text = sentence!("{letter:?} is not one letter from A to Z; write one", letter);
        table.report("letter", text);
    }
    line
}

/// Reports a line of no unit, and a letter that two lines of a desk have.
pub(crate) fn check(
    lines: &[QueueLine],
    tables: &[Table<'_>],
    may_have_unit: impl Fn(&str) -> bool,
) {
    for (line, table) in lines.iter().zip(tables) {
        known_unit(table, "unit", &line.unit, &may_have_unit);
    }
    unique(tables, "letter", "queue_line of unit and letter", |table| {
        let (unit, letter) = (table.optional_text("unit")?, table.optional_text("letter")?);
        Some(format!("{unit} {letter}"))
    });
}
