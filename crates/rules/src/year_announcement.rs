//! The announcement of a whole year of days off: the days in force of a year as announcements, the
//! first fault of a year that the agency enters, and the year file. The module must not know
//! dossiers.

use std::collections::BTreeSet;

use calendar::{Calendar, Day, lunar};

use crate::announcement::{quoted, table};
use crate::{Announcement, SourceFile};

/// The reason why a year is refused; the number is the position of the announcement, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearFault {
    /// The day off is in another year.
    OtherYear(usize),
    /// An earlier announcement has the same day off.
    Twice(usize),
    /// The make-up day is more than one year away from the year of the day off.
    MadeUpFar(usize),
    /// An earlier announcement has the same make-up day.
    MadeUpTwice(usize),
    /// The make-up day is a day off.
    MadeUpOff(usize),
    /// The year lacks this first day of the lunar new year, so the days are not those of a whole
    /// year.
    NoLunarNewYear(Day),
}

impl YearFault {
    /// The key of the sentence in `messages`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::OtherYear(_) => "other_year",
            Self::Twice(_) => "twice",
            Self::MadeUpFar(_) => "made_up_far",
            Self::MadeUpTwice(_) => "made_up_twice",
            Self::MadeUpOff(_) => "made_up_off",
            Self::NoLunarNewYear(_) => "no_lunar_new_year",
        }
    }
}

/// The days off of a year on a calendar, as announced or by rule, in order.
#[must_use]
pub fn days_of_year(calendar: &Calendar, year: i16) -> Vec<Announcement> {
    let (first, next) = (Day::from_ymd(year, 1, 1), Day::from_ymd(year + 1, 1, 1));
    let closed = (first.0..next.0).filter_map(|day| calendar.closed_day(Day(day)));
    let announcement = |closed: &calendar::ClosedDay| match closed.made_up_on {
        Some(made_up_on) => Announcement::Swap { day_off: closed.day, made_up_on },
        None => Announcement::Holiday {
            day: closed.day,
            name: closed.name.clone(),
            name_en: closed.name_en.clone(),
        },
    };
    closed.map(announcement).collect()
}

/// The first fault of the days off of a whole year; `None` for valid days. Whether a swapped day is
/// a working day of the agency is checked by the loader.
#[must_use]
pub fn year_fault(year: i16, days: &[Announcement]) -> Option<YearFault> {
    let off: BTreeSet<Day> = days.iter().map(Announcement::day).collect();
    let (mut seen, mut made_up) = (BTreeSet::new(), BTreeSet::new());
    for (place, announcement) in days.iter().enumerate() {
        if announcement.day().ymd().0 != year {
            return Some(YearFault::OtherYear(place));
        }
        if !seen.insert(announcement.day()) {
            return Some(YearFault::Twice(place));
        }
        let Announcement::Swap { made_up_on, .. } = announcement else { continue };
        if (made_up_on.ymd().0 - year).abs() > 1 {
            return Some(YearFault::MadeUpFar(place));
        }
        if off.contains(made_up_on) {
            return Some(YearFault::MadeUpOff(place));
        }
        if !made_up.insert(*made_up_on) {
            return Some(YearFault::MadeUpTwice(place));
        }
    }
    let new_year = lunar::lunar_new_year(year).map(Day::from)?;
    (!off.contains(&new_year)).then_some(YearFault::NoLunarNewYear(new_year))
}

/// The file of a whole year that a decision announced.
#[must_use]
pub fn announced_year(year: i16, days: &[Announcement], decision: &str) -> SourceFile {
    let decision = quoted(decision);
    let mut text = format!("year = {year}\nsource = {decision}\n");
    text.extend(days.iter().map(|day| table(day, &decision)));
    SourceFile { path: format!("{year}.toml"), text }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;
    use crate::{load, with_rules_paths};

    fn holiday(day: &str) -> Announcement {
        Announcement::Holiday { day: day.parse().unwrap(), name: "x".into(), name_en: "y".into() }
    }

    fn swap(day_off: &str, made_up_on: &str) -> Announcement {
        let day = |text: &str| text.parse().unwrap();
        Announcement::Swap { day_off: day(day_off), made_up_on: day(made_up_on) }
    }

    #[test]
    fn the_first_fault_of_a_year_is_named_with_its_line() {
        let new_year = holiday("2027-02-06");
        let year = |days: &[Announcement]| {
            year_fault(2027, &[std::slice::from_ref(&new_year), days].concat())
        };
        assert_eq!(year(&[]), None);
        assert_eq!(year(&[holiday("2027-01-01"), swap("2027-12-31", "2028-01-08")]), None);
        assert_eq!(year(&[holiday("2028-01-01")]), Some(YearFault::OtherYear(1)));
        assert_eq!(year(std::slice::from_ref(&new_year)), Some(YearFault::Twice(1)));
        assert_eq!(year(&[swap("2027-12-31", "2029-01-06")]), Some(YearFault::MadeUpFar(1)));
        assert_eq!(year(&[swap("2027-12-31", "2027-02-06")]), Some(YearFault::MadeUpOff(1)));
        let twice = [swap("2027-12-30", "2027-12-26"), swap("2027-12-31", "2027-12-26")];
        assert_eq!(year(&twice), Some(YearFault::MadeUpTwice(2)));
        let lacking = year_fault(2027, &[holiday("2027-01-01")]);
        assert_eq!(lacking, Some(YearFault::NoLunarNewYear("2027-02-06".parse().unwrap())));
    }

    #[test]
    fn a_year_written_and_loaded_has_the_days_that_were_entered() {
        let days = [
            holiday("2027-01-01"),
            swap("2027-01-04", "2027-01-09"),
            holiday("2027-02-06"),
            Announcement::Holiday {
                day: "2027-09-02".parse().unwrap(),
                name: "Quốc khánh \"80\"".into(),
                name_en: "National Day".into(),
            },
        ];
        let year = announced_year(2027, &days, "Thông báo\nsố 1");
        let rules = load(&with_rules_paths(&[year]).unwrap()).unwrap();
        assert_eq!(days_of_year(rules.deadline_calendar(), 2027), days);
    }
}
