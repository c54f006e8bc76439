//! The parts of a calendar, and the checks that turn them into tables. The module must not know a
//! file format.

use std::collections::BTreeMap;
use std::fmt;

use text::{Sentence, ToSentence, sentence};

use crate::table::{Calendar, Count};
use crate::{Day, Zone};

/// One opening of a day: [open, close), in minutes after midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The first open minute of the day, 0 to 1439.
    pub open: u16,
    /// The first closed minute after the opening, at most 1440.
    pub close: u16,
}

/// A day that is closed although its weekday is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedDay {
    /// The date that is closed.
    pub day: Day,
    /// The name of the holiday in Vietnamese.
    pub name: String,
    /// The name of the holiday in English.
    pub name_en: String,
    /// The make-up day that is worked in place of a swapped day off; `None` for a holiday.
    pub made_up_on: Option<Day>,
    /// Whether a rule computes the day, because no decision has announced it.
    pub estimate: bool,
}

/// A make-up day: a day worked in place of a swapped day off, with openings of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtraDay {
    /// The date that is worked.
    pub day: Day,
    /// The openings of the date, in order.
    pub openings: Vec<Opening>,
}

/// All parts of a calendar; [`CalendarSpec::build`] checks them and builds the tables.
#[derive(Clone, Debug)]
pub struct CalendarSpec {
    /// The name of the version, unique among the calendars in use.
    pub id: String,
    /// The time zone in which the calendar's dates and times of day are read.
    pub zone: Zone,
    /// The openings of Monday to Sunday; within a day, in order.
    pub week: [Vec<Opening>; 7],
    /// Holidays and swapped days off.
    pub closed: Vec<ClosedDay>,
    /// Make-up days.
    pub extra: Vec<ExtraDay>,
    /// The rule that says which day is day 0 of a count.
    pub count: Count,
    /// The first date of the range in which the calendar can count.
    pub first: Day,
    /// The last date of the range in which the calendar can count.
    pub last: Day,
    /// The first date whose holidays follow from rules, because no decision has announced them.
    pub announced_until: Day,
}

/// The reason why [`CalendarSpec::build`] refuses the parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CalendarSpecError {
    /// No date of the range has an opening.
    NeverOpen,
    /// Openings of one day overlap, are empty, out of order or beyond midnight.
    BadOpenings {
        /// The weekday of the openings: 1 (Monday) to 7 (Sunday); 0 for a make-up day.
        iso_weekday: i8,
    },
    /// The last date of the range lies before the first one, or more than 150,000 days after it.
    BadRange,
}

impl ToSentence for CalendarSpecError {
    fn to_sentence(&self) -> Sentence {
        match self {
            Self::NeverOpen => sentence!("no day of the week is open"),
            Self::BadOpenings { iso_weekday } => sentence!(
                "openings of weekday {iso_weekday} are empty, overlap or are out of order",
                iso_weekday
            ),
            Self::BadRange => sentence!("the calendar's last day lies before its first"),
        }
    }
}

impl fmt::Display for CalendarSpecError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_sentence().fmt(f)
    }
}

impl std::error::Error for CalendarSpecError {}

impl CalendarSpec {
    /// Checks the parts and builds the tables by date.
    ///
    /// # Errors
    /// [`CalendarSpecError`] for an empty range of dates, a range without any opening, and
    /// overlapping openings.
    pub fn build(self) -> Result<Calendar, CalendarSpecError> {
        if self.week.iter().all(Vec::is_empty) {
            return Err(CalendarSpecError::NeverOpen);
        }
        for (index, openings) in self.week.iter().enumerate() {
            check(openings, index as i8 + 1)?;
        }
        for extra in &self.extra {
            check(&extra.openings, 0)?;
        }
        if self.last < self.first || self.last.0 - self.first.0 > 150_000 {
            return Err(CalendarSpecError::BadRange);
        }
        let extra: BTreeMap<Day, Vec<Opening>> =
            self.extra.iter().map(|day| (day.day, day.openings.clone())).collect();
        let closed: BTreeMap<Day, ClosedDay> =
            self.closed.iter().map(|day| (day.day, day.clone())).collect();
        let calendar = Calendar::from_parts(self, &closed, &extra);
        if calendar.has_working_day() { Ok(calendar) } else { Err(CalendarSpecError::NeverOpen) }
    }
}

fn check(openings: &[Opening], iso_weekday: i8) -> Result<(), CalendarSpecError> {
    let fits = openings.iter().all(|opening| opening.open < opening.close && opening.close <= 1440)
        && openings.is_sorted_by(|a, b| a.close <= b.open);
    if fits { Ok(()) } else { Err(CalendarSpecError::BadOpenings { iso_weekday }) }
}
