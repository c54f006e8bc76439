//! The days on which two calendars differ: what a year file or an announcement changes. The module
//! must not know hours or dossiers.

use std::collections::BTreeSet;

use calendar::{Calendar, Day};

use crate::SourceFile;

/// The kind of difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayChangeKind {
    /// The day becomes a day off.
    Off,
    /// The day is not a day off any more.
    NotOff,
    /// The day becomes the make-up day of a day off.
    MadeUp,
    /// The day is not a make-up day any more.
    NotMadeUp,
}

impl DayChangeKind {
    /// The word in messages and in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::NotOff => "off_no_more",
            Self::MadeUp => "made_up",
            Self::NotMadeUp => "made_up_no_more",
        }
    }
}

/// A day on which two calendars differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayChange {
    pub day: Day,
    pub kind: DayChangeKind,
    /// The name of the day off, after the change or before it; empty for a make-up day.
    pub name: String,
    pub name_en: String,
    /// Whether the day has openings before or after the change; otherwise the change moves no due.
    pub has_openings: bool,
    /// Whether the day off follows from a rule, before or after the change, and not from an
    /// announcement.
    pub estimate: bool,
}

/// The days on which two calendars differ, within the range of both.
#[must_use]
pub fn day_changes(before: &Calendar, after: &Calendar) -> Vec<DayChange> {
    let first = before.range().0.max(after.range().0);
    let last = before.range().1.min(after.range().1);
    let days = || (first.0..=last.0).map(Day);
    let made_up = |calendar: &Calendar| -> BTreeSet<Day> {
        days().filter_map(|day| calendar.closed_day(day)?.made_up_on).collect()
    };
    let (made_up_before, made_up_after) = (made_up(before), made_up(after));
    let change = |day: Day| {
        let (closed_before, closed_after) = (before.closed_day(day), after.closed_day(day));
        let (kind, closed) = match (closed_before, closed_after) {
            (None, Some(closed)) => (DayChangeKind::Off, Some(closed)),
            (Some(closed), None) => (DayChangeKind::NotOff, Some(closed)),
            _ => match (made_up_before.contains(&day), made_up_after.contains(&day)) {
                (false, true) => (DayChangeKind::MadeUp, None),
                (true, false) => (DayChangeKind::NotMadeUp, None),
                _ => return None,
            },
        };
        let name = closed.map(|closed| closed.name.clone()).unwrap_or_default();
        let name_en = closed.map(|closed| closed.name_en.clone()).unwrap_or_default();
        let has_openings = before.is_working_day(day) || after.is_working_day(day);
        let estimate = closed.is_some_and(|closed| closed.estimate);
        Some(DayChange { day, kind, name, name_en, has_openings, estimate })
    };
    days().filter_map(change).collect()
}

/// The announced days off that are missing in the files and that no file withdraws.
#[must_use]
pub fn dropped<'a>(changes: &'a [DayChange], files: &[SourceFile]) -> Vec<&'a DayChange> {
    let withdrawn: BTreeSet<Day> = files.iter().flat_map(withdrawn_days).collect();
    let dropped = |change: &&DayChange| {
        change.kind == DayChangeKind::NotOff && !change.estimate && !withdrawn.contains(&change.day)
    };
    changes.iter().filter(dropped).collect()
}

/// The days that a year file withdraws.
fn withdrawn_days(file: &SourceFile) -> Vec<Day> {
    let Ok(table) = toml::from_str::<toml::Table>(&file.text) else { return Vec::new() };
    let withdrawn = table.get("withdrawn").and_then(toml::Value::as_array);
    let days = withdrawn.into_iter().flatten().filter_map(|entry| entry.get("date"));
    days.filter_map(|day| day.to_string().parse().ok()).collect()
}
