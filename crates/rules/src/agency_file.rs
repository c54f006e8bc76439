//! Reads an agency file and checks units and officers against each other.

use crate::agency::{Agency, Officer, Unit};
use crate::checks::{in_order, unique};
use crate::reader::{Source, Table, UNREADABLE};

/// An agency with the tables of its units and officers, in the same order, for blame.
pub(crate) struct AgencyFile<'a> {
    pub agency: Agency,
    pub table: Table<'a>,
    units: Vec<Table<'a>>,
    pub officers: Vec<Table<'a>>,
}

pub(crate) fn read<'a>(source: &'a Source<'a>) -> AgencyFile<'a> {
    let root = source.root();
    let units = root.tables("unit");
    let officers = root.tables("officer");
    let head = root.table("agency", "a table [agency]");
    root.close();
    let table = head.unwrap_or_else(|| root.quiet());
    let agency = Agency {
        code: table.text("code"),
        name: table.text("name"),
        name_en: table.text("name_en"),
        identifier: table.optional_text("identifier"),
        identifier_note: table.optional_text("identifier_note"),
        level: table.word("level"),
        valid_from: table.day("valid_from"),
        valid_to: table.optional_day("valid_to"),
        calendar: table.text("calendar"),
        desk_calendar: table.optional_text("desk_calendar"),
        local_filing: table.optional_flag("local_filing"),
        units: units.iter().map(unit).collect(),
        officers: officers.iter().map(officer).collect(),
    };
    table.close();
    in_order(&table, ["valid_from", "valid_to"], agency.valid_from, agency.valid_to);
    let file = AgencyFile { agency, table, units, officers };
    file.check();
    file
}

fn unit(table: &Table<'_>) -> Unit {
    let unit = Unit {
        code: table.text("code"),
        name: table.text("name"),
        name_en: table.text("name_en"),
        kind: table.word("kind"),
        parent: table.optional_text("parent"),
        valid_from: table.day("valid_from"),
        valid_to: table.optional_day("valid_to"),
        successor: table.optional_text("successor"),
    };
    in_order(table, ["valid_from", "valid_to"], unit.valid_from, unit.valid_to);
    table.close();
    unit
}

fn officer(table: &Table<'_>) -> Officer {
    let officer = Officer {
        id: table.text("id"),
        name: table.text("name"),
        unit: table.text("unit"),
        post: table.word("post"),
        title: table.text("title"),
        valid_from: table.day("valid_from"),
        valid_to: table.optional_day("valid_to"),
    };
    in_order(table, ["valid_from", "valid_to"], officer.valid_from, officer.valid_to);
    table.close();
    officer
}

impl AgencyFile<'_> {
    /// Whether a code names a unit, or may name one whose own code could not be read.
    pub fn knows(&self, code: &str) -> bool {
        let known = |unit: &Unit| unit.code == code || unit.code.is_empty();
        code.is_empty() || self.table.damaged() || self.agency.units.iter().any(known)
    }

    fn check(&self) {
        unique(&self.units, "code", "unit", |table| table.optional_text("code"));
        unique(&self.officers, "id", "officer", |table| table.optional_text("id"));
        for (unit, table) in self.agency.units.iter().zip(&self.units) {
            self.check_chain(unit, table, "parent", |unit| unit.parent.as_deref());
            self.check_chain(unit, table, "successor", |unit| unit.successor.as_deref());
            self.check_successor(unit, table);
        }
        for (officer, table) in self.agency.officers.iter().zip(&self.officers) {
            self.check_officer(officer, table);
        }
    }

    /// A unit's parent (or successor) exists, and following them does not lead back to the unit.
    fn check_chain(
        &self,
        unit: &Unit,
        table: &Table<'_>,
        key: &str,
        next: fn(&Unit) -> Option<&str>,
    ) {
        let Some(code) = next(unit) else { return };
        if !self.knows(code) {
            let text = format!("{key} {code:?} is no unit of the agency; write a unit's code");
            table.blame(key, text);
        }
        let mut at = Some(code);
        for _ in 0..self.agency.units.len() {
            if at == Some(&unit.code) {
                let text = format!(
                    "the chain of {key} leads from {0:?} back to {0:?}; break it",
                    unit.code
                );
                return table.blame(key, text);
            }
            at = at.and_then(|code| self.agency.unit(code)).and_then(next);
        }
    }

    fn check_successor(&self, unit: &Unit, table: &Table<'_>) {
        let Some(code) = &unit.successor else { return };
        let Some(last) = unit.valid_to else {
            return table.blame("successor", "a successor needs valid_to = the unit's last day");
        };
        let next = last.plus(1);
        if let Some(successor) = self.agency.unit(code)
            && !successor.valid(next)
        {
            let text = format!("{code:?} is not valid on {next}; write a unit valid on that day");
            table.blame("successor", text);
        }
    }

    /// An officer's unit exists, and on every day of the officer's in the post.
    fn check_officer(&self, officer: &Officer, table: &Table<'_>) {
        if !self.knows(&officer.unit) {
            let text = format!("{:?} is no unit of the agency; write a unit's code", officer.unit);
            table.blame("unit", text);
        }
        let Some(unit) = self.agency.unit(&officer.unit) else { return };
        if officer.valid_from < unit.valid_from && officer.valid_from != UNREADABLE {
            let text =
                format!("unit {} begins on {}; write that or later", unit.code, unit.valid_from);
            table.blame("valid_from", text);
        }
        let Some(unit_last) = unit.valid_to else { return };
        for (key, day) in [("valid_from", Some(officer.valid_from)), ("valid_to", officer.valid_to)]
        {
            if day.is_some_and(|day| day > unit_last) {
                let text = format!("unit {} ends on {unit_last}; write that or earlier", unit.code);
                table.blame(key, text);
            }
        }
    }
}
