//! The parts of a calendar and the checks of them. It must not know a file format.

use std::collections::BTreeMap;
use std::fmt;

use text::{Sentence, ToSentence, sentence};

use crate::table::{Calendar, Count};
use crate::{Day, Zone};

/// One opening of a day, minutes after midnight, [open, close).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The first open minute.
    pub open: u16,
    /// The first closed minute after it.
    pub close: u16,
}

/// A day that is closed although its weekday is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedDay {
    /// The day.
    pub day: Day,
    /// The name of the holiday in Vietnamese.
    pub name: String,
    /// The name of the holiday in English.
    pub name_en: String,
    /// The day on which it is worked instead.
    pub made_up_on: Option<Day>,
    /// Whether the day is computed, not announced.
    pub estimate: bool,
}

/// A day worked in place of another, with these openings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtraDay {
    /// The day.
    pub day: Day,
    /// Its openings, in order.
    pub openings: Vec<Opening>,
}

/// All parts of a calendar; [`CalendarSpec::build`] checks them and builds the tables.
#[derive(Clone, Debug)]
pub struct CalendarSpec {
    /// The name of the version, unique among the calendars in use.
    pub id: String,
    /// The zone of its civil dates.
    pub zone: Zone,
    /// The openings of Monday to Sunday, each day's in order.
    pub week: [Vec<Opening>; 7],
    /// Holidays and swapped days off.
    pub closed: Vec<ClosedDay>,
    /// Make-up days.
    pub extra: Vec<ExtraDay>,
    /// The rule for day 0.
    pub count: Count,
    /// The first day that can be counted.
    pub first: Day,
    /// The last day that can be counted.
    pub last: Day,
    /// The first day whose holidays follow from rules, not from announcements.
    pub announced_until: Day,
}

/// The reason for a refusal of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CalendarSpecError {
    /// No day of the week is open, or no day of the range.
    NeverOpen,
    /// Openings of one day overlap, are empty, out of order or beyond midnight.
    BadOpenings {
        /// 1 (Monday) to 7 (Sunday); 0 for a make-up day.
        iso_weekday: i8,
    },
    /// The last day lies before the first, or they are over 400 years apart.
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
    /// Checks the parts and builds the day tables.
    ///
    /// # Errors
    /// [`CalendarSpecError`] for an empty range of days, a range without any opening, and overlapping
    /// openings.
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
