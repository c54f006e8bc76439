//! The rules in force: agencies, units, posts, procedures, processes, fees and calendars; and a
//! loader that reports every problem of the rules files at once, by file and line.
//!
//! Pure: a file is a path and a text, a day is a parameter. The crate must not know dossiers, nor
//! read a file, a database or the machine's clock.

mod agency;
mod agency_file;
mod amendment;
mod announcement;
mod calendar_file;
mod calendar_keys;
mod checks;
mod circumstances;
mod competent_agency;
mod day_change;
pub mod fee;
mod fee_file;
mod field_names;
mod first_number;
pub mod form;
pub mod gateways;
mod life_events;
mod load;
mod notice_template;
mod paper_template;
mod procedure;
mod procedure_file;
mod queue_line;
mod quiet_hours;
mod reader;
mod report;
mod result_rules;
mod retention;
mod search;
mod search_words;
mod words;
mod year_announcement;
mod years;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use calendar::{Calendar, Calendars, Day};

pub use agency::{Agency, BankAccount, Officer, Unit};
pub use amendment::{amended, with_rules_paths, year_of, year_source};
pub use announcement::{Announcement, AnnouncementFault, announced};
pub use calendar_file::OpeningCalendar;
pub use calendar_keys::CalendarKeys;
pub use circumstances::{Circumstances, Condition, ORDINARY_CASE};
pub use competent_agency::CompetentAgency;
pub use day_change::{DayChange, DayChangeKind, day_changes, dropped};
pub use first_number::FirstNumber;
pub use life_events::LifeEvent;
pub use load::{is_calendar_file, load, load_with};
pub use notice_template::{NOTICE_VALUES, NoticeTemplate, template_place};
pub use paper_template::PaperTemplate;
pub use procedure::{
    Case, Component, DurationEffect, DurationRule, Extensions, Procedure, Scope, Step,
};
pub use queue_line::QueueLine;
pub use quiet_hours::QuietHours;
pub use report::Problem;
pub use result_rules::ResultRules;
pub use retention::Retention;
pub use search::{Hit, MatchQuality, other_authority, search};
pub use search_words::OtherAuthority;
pub use words::{
    Applicant, CertificationBook, Channel, FeeKind, KnownFact, Level, MailTls, NoticeWay,
    NumberedPaper, Online, Per, Post, QuestionKind, UnitKind, Unverified,
};
pub use year_announcement::{YearFault, announced_year, days_of_year, year_fault};
pub use years::YearFiles;

/// A rules file in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// The path, which determines the kind of the file.
    pub path: String,
    /// The text of the file.
    pub text: String,
}

/// All rules of an agency, in all versions, checked and returned by [`load`].
#[derive(Clone, Debug)]
pub struct Rules {
    /// The agency; `None` where only a catalogue was loaded.
    pub agency: Option<Agency>,
    /// All versions of all procedures, by code, the agency's own first, then by first day.
    pub procedures: Vec<Procedure>,
    /// The life events, in the order in which pages show them.
    pub life_events: Vec<LifeEvent>,
    /// All versions of all opening calendars, by [`OpeningCalendar::key`].
    pub calendars: Calendars,
    /// The names and first days of the opening calendars.
    pub openings: Vec<OpeningCalendar>,
    /// The year files from which the calendars were built.
    pub year_files: Vec<SourceFile>,
    /// The agency's own templates of papers.
    pub papers: Vec<PaperTemplate>,
    /// The agency's own words of notices.
    pub notices: Vec<NoticeTemplate>,
    /// The forms of procedures, by code, the agency's own first.
    pub forms: Vec<form::ProcedureForm>,
    /// The English names of fields, by the Vietnamese name.
    field_names: BTreeMap<String, String>,
    /// How long dossiers are kept; of other procedures they are kept without an end.
    pub retentions: Vec<Retention>,
    deadline: Arc<Calendar>,
    desk: Arc<Calendar>,
    search_words: search_words::SearchWords,
    /// The words of the procedures, which the first search reads.
    index: OnceLock<search::Index>,
}

impl Rules {
    /// The version of a procedure in force on a day: the agency's own, otherwise the catalogue's.
    #[must_use]
    pub fn procedure_on(&self, code: &str, day: Day) -> Option<&Procedure> {
        let first = self.procedures.partition_point(|version| version.code.as_str() < code);
        let versions = self.procedures[first..].iter().take_while(|version| version.code == code);
        versions.filter(|version| version.in_force(day)).min_by_key(|version| version.scope)
    }

    /// Each procedure's version in force on a day, by code.
    pub fn procedures_on(&self, day: Day) -> impl Iterator<Item = &Procedure> {
        let mut codes: Vec<&str> = self.procedures.iter().map(|version| &*version.code).collect();
        codes.dedup();
        codes.into_iter().filter_map(move |code| self.procedure_on(code, day))
    }

    /// The form of a procedure: the agency's own, otherwise the catalogue's.
    #[must_use]
    pub fn form(&self, code: &str) -> Option<&form::ProcedureForm> {
        let first = self.forms.partition_point(|form| form.procedure.as_str() < code);
        self.forms.get(first).filter(|form| form.procedure == code)
    }

    /// The English name of a field; `None` where no file has one.
    #[must_use]
    pub fn field_en(&self, field: &str) -> Option<&str> {
        self.field_names.get(field).map(String::as_str)
    }

    /// How long the dossiers of a procedure are kept; none where no rule says so.
    #[must_use]
    pub fn retention(&self, code: &str) -> Option<&Retention> {
        let mut rules = self.retentions.iter();
        rules.find(|rule| rule.procedures.iter().any(|named| named == code))
    }

    /// The words of the procedures for searches.
    fn index(&self) -> &search::Index {
        self.index.get_or_init(|| search::Index::new(self))
    }

    /// The unit with this code.
    #[must_use]
    pub fn unit(&self, code: &str) -> Option<&Unit> {
        self.agency.as_ref()?.unit(code)
    }

    /// The year files of a release that are not in force with the same content; empty where no
    /// agency is in force.
    #[must_use]
    pub fn years_not_in_force(&self, released: &[SourceFile]) -> Vec<SourceFile> {
        let released = released.iter().filter(|_| self.agency.is_some());
        released.filter(|file| !self.year_files.contains(file)).cloned().collect()
    }

    /// The circumstances of a dossier, from the codes in its reception.
    #[must_use]
    pub fn circumstances<'a>(
        &self,
        case: Option<&'a str>,
        channel: &str,
        ward: &str,
    ) -> Circumstances<'a> {
        let remote = self.unit(ward).is_some_and(|unit| unit.remote);
        Circumstances { case, channel: Channel::from_code(channel), remote }
    }

    /// The officer with this id.
    #[must_use]
    pub fn officer(&self, id: &str) -> Option<&Officer> {
        self.agency.as_ref()?.officer(id)
    }

    /// The officers who serve in a post of a unit on a day. Deputy heads serve as heads.
    #[must_use]
    pub fn officers_of(&self, unit: &str, post: Post, day: Day) -> Vec<&Officer> {
        let agency = self.agency.as_ref();
        agency.map(|agency| agency.officers_of(unit, post, day)).unwrap_or_default()
    }

    /// The unit that does the work of `unit` on a day: the unit itself up to its last day, then its
    /// successor.
    #[must_use]
    pub fn successor(&self, unit: &str, day: Day) -> Option<&Unit> {
        self.agency.as_ref()?.successor(unit, day)
    }

    /// The latest version of the calendar of durations.
    #[must_use]
    pub fn deadline_calendar(&self) -> &Arc<Calendar> {
        &self.deadline
    }

    /// The latest version of the calendar of the desk's opening hours.
    #[must_use]
    pub fn desk_calendar(&self) -> &Arc<Calendar> {
        &self.desk
    }

    /// The calendar of an opening calendar's id in the version in force on a day.
    #[must_use]
    pub fn calendar_on(&self, id: &str, day: Day) -> Option<&Arc<Calendar>> {
        self.calendars.get(&self.opening_on(id, day)?.key())
    }

    /// The opening hours of the desk in force on a day.
    #[must_use]
    pub fn desk_hours(&self, day: Day) -> Option<&OpeningCalendar> {
        let agency = self.agency.as_ref()?;
        self.opening_on(agency.desk_calendar.as_ref().unwrap_or(&agency.calendar), day)
    }

    fn opening_on(&self, id: &str, day: Day) -> Option<&OpeningCalendar> {
        let versions = self.openings.iter().filter(|version| version.id == id);
        let begun = versions.filter(|version| version.valid_from.is_none_or(|from| from <= day));
        begun.max_by_key(|version| version.valid_from)
    }
}
