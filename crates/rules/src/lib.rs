//! What is in force: agencies, units, posts, procedures, processes, fees, calendars; and a loader
//! that reports every error of the rules files at once, by file and line.
//!
//! Pure: a file is a path and a text, a day is a parameter. It must not know dossiers, nor read a
//! file, a database or the machine's clock.

mod agency;
mod agency_file;
mod calendar_file;
mod checks;
mod load;
mod procedure;
mod procedure_file;
mod reader;
mod report;
mod words;
mod years;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use calendar::{Calendar, Calendars, Day};

pub use agency::{Agency, Officer, Unit};
pub use calendar_file::OpeningCalendar;
pub use load::load;
pub use procedure::{Case, Component, Fee, Procedure, Scope, Step};
pub use report::Problem;
pub use words::{Applicant, FeeKind, Level, Online, Post, UnitKind};

/// A file as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Its path; what the file is follows from it.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// All that is in force for an agency, in all versions. Made by [`load`], which checks it.
#[derive(Clone, Debug)]
pub struct Rules {
    /// The agency; none where only a catalogue was loaded.
    pub agency: Option<Agency>,
    /// All versions of all procedures, by code, the agency's own first, then by first day.
    pub procedures: Vec<Procedure>,
    /// All versions of all opening calendars, by [`OpeningCalendar::key`].
    pub calendars: Calendars,
    /// What each of them is called and from when it holds.
    pub openings: Vec<OpeningCalendar>,
    deadline: Arc<Calendar>,
    desk: Arc<Calendar>,
}

impl Rules {
    /// The version of a procedure in force on a day: the agency's own, otherwise the catalogue's.
    #[must_use]
    pub fn procedure_on(&self, code: &str, day: Day) -> Option<&Procedure> {
        let first = self.procedures.partition_point(|version| version.code.as_str() < code);
        let versions = self.procedures[first..].iter().take_while(|version| version.code == code);
        versions.filter(|version| version.in_force(day)).min_by_key(|version| version.scope)
    }

    /// A unit by its code.
    #[must_use]
    pub fn unit(&self, code: &str) -> Option<&Unit> {
        self.agency.as_ref()?.unit(code)
    }

    /// An officer by id.
    #[must_use]
    pub fn officer(&self, id: &str) -> Option<&Officer> {
        self.agency.as_ref()?.officer(id)
    }

    /// The officers of a unit who serve in a post on a day; deputy heads serve as heads.
    #[must_use]
    pub fn officers_of(&self, unit: &str, post: Post, day: Day) -> Vec<&Officer> {
        let agency = self.agency.as_ref();
        agency.map(|agency| agency.officers_of(unit, post, day)).unwrap_or_default()
    }

    /// The unit that does the work of `unit` on a day: itself to its last day, then its successor.
    #[must_use]
    pub fn successor(&self, unit: &str, day: Day) -> Option<&Unit> {
        self.agency.as_ref()?.successor(unit, day)
    }

    /// The calendar by which durations are counted, in its latest version.
    #[must_use]
    pub fn deadline_calendar(&self) -> &Arc<Calendar> {
        &self.deadline
    }

    /// The calendar by which the desk receives and hands over, in its latest version.
    #[must_use]
    pub fn desk_calendar(&self) -> &Arc<Calendar> {
        &self.desk
    }

    /// The version of an opening calendar in force on a day.
    #[must_use]
    pub fn calendar_on(&self, id: &str, day: Day) -> Option<&Arc<Calendar>> {
        let versions = self.openings.iter().filter(|version| version.id == id);
        let begun = versions.filter(|version| version.valid_from.is_none_or(|from| from <= day));
        self.calendars.get(&begun.max_by_key(|version| version.valid_from)?.key())
    }
}
