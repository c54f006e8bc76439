//! The first number of a series of papers: an office that begins in the middle of a year continues the
//! book that it kept on paper. Reads `[[first_number]]` of an agency file. It must not know a record.

use crate::checks::{known_unit, unique};
use crate::reader::Table;
use crate::words::NumberedPaper;

/// The number at which the series of a unit, paper and year begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstNumber {
    /// The code of the unit whose series it is.
    pub unit: String,
    pub paper: NumberedPaper,
    pub year: i16,
    pub number: u64,
}

pub(crate) fn read(table: &Table<'_>) -> FirstNumber {
    let first = FirstNumber {
        unit: table.text("unit"),
        paper: table.word("paper"),
        // A number of its range fits.
        year: table.integer("year", 2000..=2099).try_into().unwrap_or_default(),
        number: table.integer("number", 2..=1_000_000).try_into().unwrap_or(1),
    };
    table.close();
    first
}

/// Reports a series of no unit, and one that stands twice.
pub(crate) fn check(
    firsts: &[FirstNumber],
    tables: &[Table<'_>],
    may_have_unit: impl Fn(&str) -> bool,
) {
    for (first, table) in firsts.iter().zip(tables) {
        known_unit(table, "unit", &first.unit, &may_have_unit);
    }
    unique(tables, "number", "first_number of unit, paper and year", |table| {
        let (unit, paper) = (table.optional_text("unit")?, table.optional_text("paper")?);
        let year = table.optional_integer("year", i64::MIN..=i64::MAX)?;
        Some(format!("{unit} {paper} {year}"))
    });
}
