//! Other agencies for which the desks receive: reception without regard to territory (Decree
//! 118/2025/NĐ-CP, articles 14.2 and 20.1). Reads `[[competent_agency]]` of an agency file. It must not
//! know a dossier.

use crate::checks::{known_unit, unique};
use crate::reader::Table;

/// An agency that is competent to resolve what a desk receives for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompetentAgency {
    /// The code of the unit by which the agency works in this program.
    pub unit: String,
    /// The identifier with which the codes of its dossiers begin; `None` for that of the own agency.
    pub identifier: Option<String>,
    /// The national codes of the procedures that are received for it. Not compared with procedures in
    /// force: they may all end, and what was in force must stay readable.
    pub procedures: Vec<String>,
    /// The decision that lists these procedures.
    pub basis: String,
}

pub(crate) fn read(table: &Table<'_>) -> CompetentAgency {
    let agency = CompetentAgency {
        unit: table.text("unit"),
        identifier: table.optional_text("identifier"),
        procedures: table.optional_texts("procedures"),
        basis: table.text("basis"),
    };
    table.close();
    agency
}

/// Reports an agency of no unit, and one that stands twice.
pub(crate) fn check(
    agencies: &[CompetentAgency],
    tables: &[Table<'_>],
    may_have_unit: impl Fn(&str) -> bool,
) {
    for (agency, table) in agencies.iter().zip(tables) {
        known_unit(table, "unit", &agency.unit, &may_have_unit);
    }
    unique(tables, "unit", "competent_agency of unit", |table| table.optional_text("unit"));
}
