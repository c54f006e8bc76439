//! A calendar as tables by date, so that days and minutes are counted by look-up. The module must
//! not know durations, pauses or dues.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::build::{CalendarSpec, ClosedDay, Opening};
use crate::{Day, Instant, Zone};

const MINUTE: i64 = 60_000;

/// The rule that says which day is day 0 of a count (decisions, "The legal clock" 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Count {
    /// The day on which the reception takes effect.
    Effective,
    /// The calendar day of the reception (Civil Code 2015, article 147).
    Civil,
}

/// One version of an agency's working time: openings and holidays of every date in a range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// The name of the version; a dossier's events refer to the version by this name.
    pub id: String,
    /// The time zone in which dates and times of day are read.
    pub zone: Zone,
    /// The rule for day 0 of a count.
    pub count: Count,
    /// The first date whose holidays follow from rules, because no decision has announced them.
    pub announced_until: Day,
    first: Day,
    patterns: Vec<Vec<Opening>>,
    pattern_of_day: Vec<u8>,
    /// The number of open minutes before each date; the table has one more entry than dates.
    minutes_before: Vec<u32>,
    /// The number of working days before each date; the table has one more entry than dates.
    days_before: Vec<u32>,
    working_days: Vec<Day>,
    closed: BTreeMap<Day, ClosedDay>,
}

/// Calendars by `id`.
pub type Calendars = BTreeMap<String, Arc<Calendar>>;

impl Calendar {
    pub(crate) fn from_parts(
        spec: CalendarSpec,
        closed: &BTreeMap<Day, ClosedDay>,
        extra: &BTreeMap<Day, Vec<Opening>>,
    ) -> Self {
        let mut patterns: Vec<Vec<Opening>> = vec![Vec::new()];
        patterns.extend(spec.week);
        let mut calendar = Self {
            id: spec.id,
            zone: spec.zone,
            count: spec.count,
            announced_until: spec.announced_until,
            first: spec.first,
            patterns,
            pattern_of_day: Vec::new(),
            minutes_before: vec![0],
            days_before: vec![0],
            working_days: Vec::new(),
            closed: closed.clone(),
        };
        for number in spec.first.0..=spec.last.0 {
            let day = Day(number);
            let pattern = match extra.get(&day) {
                Some(openings) => calendar.pattern(openings),
                None if closed.contains_key(&day) => 0,
                None => day.iso_weekday() as u8,
            };
            calendar.push(day, pattern);
        }
        calendar
    }

    fn pattern(&mut self, openings: &[Opening]) -> u8 {
        let index = self.patterns.iter().position(|pattern| pattern == openings);
        index.unwrap_or_else(|| {
            self.patterns.push(openings.to_vec());
            self.patterns.len() - 1
        }) as u8
    }

    fn push(&mut self, day: Day, pattern: u8) {
        let openings = &self.patterns[usize::from(pattern)];
        let minutes: u32 = openings.iter().map(|o| u32::from(o.close - o.open)).sum();
        let last = self.minutes_before.len() - 1;
        self.minutes_before.push(self.minutes_before[last] + minutes);
        self.days_before.push(self.days_before[last] + u32::from(minutes > 0));
        self.pattern_of_day.push(pattern);
        if minutes > 0 {
            self.working_days.push(day);
        }
    }

    pub(crate) fn has_working_day(&self) -> bool {
        !self.working_days.is_empty()
    }

    /// The first and the last date that the calendar can count.
    #[must_use]
    pub fn range(&self) -> (Day, Day) {
        (self.first, self.first.plus(self.pattern_of_day.len() as i32 - 1))
    }

    /// The openings of a date, in order; empty on a closed day and outside the calendar's range.
    #[must_use]
    pub fn openings(&self, day: Day) -> &[Opening] {
        match self.pattern_of_day.get((day.0 - self.first.0) as usize) {
            Some(&pattern) if day >= self.first => &self.patterns[usize::from(pattern)],
            _ => &[],
        }
    }

    /// Whether the date has an opening; a Saturday with a morning opening is a working day too.
    #[must_use]
    pub fn is_working_day(&self, day: Day) -> bool {
        !self.openings(day).is_empty()
    }

    /// The entry of a holiday or a swapped day off; `None` for any other date.
    #[must_use]
    pub fn closed_day(&self, day: Day) -> Option<&ClosedDay> {
        self.closed.get(&day)
    }

    /// Whether the instant lies within an opening.
    #[must_use]
    pub fn is_open(&self, at: Instant) -> bool {
        let (day, millis) = self.zone.civil(at);
        self.openings(day).iter().any(|o| contains(*o, millis))
    }

    /// The instant itself within an opening, otherwise the beginning of the next opening.
    #[must_use]
    pub fn next_open(&self, at: Instant) -> Instant {
        let (day, millis) = self.zone.civil(at);
        for opening in self.openings(day) {
            if contains(*opening, millis) {
                return at;
            }
            if millis < i64::from(opening.open) * MINUTE {
                return self.zone.at(day, i64::from(opening.open) * MINUTE);
            }
        }
        self.first_opening(self.nth_working_day_after(day, 1))
    }

    /// The instant at which the first opening of a date begins; midnight on a closed day.
    #[must_use]
    pub fn first_opening(&self, day: Day) -> Instant {
        let minutes = self.openings(day).first().map_or(0, |opening| opening.open);
        self.zone.at(day, i64::from(minutes) * MINUTE)
    }

    /// The instant at which the last opening of a date ends; midnight on a closed day.
    #[must_use]
    pub fn last_closing(&self, day: Day) -> Instant {
        let minutes = self.openings(day).last().map_or(0, |opening| opening.close);
        self.zone.at(day, i64::from(minutes) * MINUTE)
    }

    /// The `n`-th working day after a date, n ≥ 1; the last working day of the range where the
    /// range ends first.
    #[must_use]
    pub fn nth_working_day_after(&self, day: Day, n: u32) -> Day {
        let before = self.count_before(day.plus(1)) as usize;
        let index = (before + n as usize - 1).min(self.working_days.len() - 1);
        self.working_days[index]
    }

    /// The last working day before a date; the first working day of the range where the range
    /// begins later.
    #[must_use]
    pub fn working_day_before(&self, day: Day) -> Day {
        let before = self.count_before(day) as usize;
        self.working_days[before.saturating_sub(1)]
    }

    /// The date itself on a working day, otherwise the next working day.
    #[must_use]
    pub fn roll_forward(&self, day: Day) -> Day {
        self.nth_working_day_after(day.plus(-1), 1)
    }

    /// The number of working days in (after, until]; 0 where `until` is not later than `after`.
    #[must_use]
    pub fn working_days_between(&self, after: Day, until: Day) -> u32 {
        self.count_before(until.plus(1)).saturating_sub(self.count_before(after.plus(1)))
    }

    /// The milliseconds of open time in [from, to); 0 where `to` is not later than `from`.
    #[must_use]
    pub fn open_millis_between(&self, from: Instant, to: Instant) -> i64 {
        (self.open_millis_before(to) - self.open_millis_before(from)).max(0)
    }

    /// The working minutes between two instants, each rounded down to its minute; 0 where `to` is
    /// not later.
    #[must_use]
    pub fn working_minutes_between(&self, from: Instant, to: Instant) -> i64 {
        self.open_millis_between(from.floor_minute(), to.floor_minute()) / MINUTE
    }

    /// The earliest instant by which `millis` milliseconds of open time have passed since `from`.
    ///
    /// An amount that exhausts an opening ends at the closing; an amount of 0 ends at `from`
    /// itself.
    #[must_use]
    pub fn plus_open_millis(&self, from: Instant, millis: i64) -> Instant {
        if millis <= 0 {
            return from;
        }
        let target = self.open_millis_before(from) + millis;
        let minutes = target.div_euclid(MINUTE) + i64::from(target.rem_euclid(MINUTE) > 0);
        // The index of the date that contains the target: the last date with fewer open minutes
        // before it.
        let index = self.minutes_before.partition_point(|&before| i64::from(before) < minutes) - 1;
        let index = index.min(self.pattern_of_day.len() - 1);
        let day = self.first.plus(index as i32);
        let mut rest = target - i64::from(self.minutes_before[index]) * MINUTE;
        for opening in self.openings(day) {
            let length = i64::from(opening.close - opening.open) * MINUTE;
            if rest <= length {
                return self.zone.at(day, i64::from(opening.open) * MINUTE + rest);
            }
            rest -= length;
        }
        self.last_closing(day)
    }

    /// Whether an instant lies in the range of the calendar.
    #[must_use]
    pub fn covers(&self, at: Instant) -> bool {
        let (first, last) = self.range();
        let day = self.zone.day(at);
        first <= day && day <= last
    }

    fn index(&self, day: Day) -> usize {
        (day.0 - self.first.0).clamp(0, self.pattern_of_day.len() as i32) as usize
    }

    fn count_before(&self, day: Day) -> u32 {
        self.days_before[self.index(day)]
    }

    fn open_millis_before(&self, at: Instant) -> i64 {
        let (day, millis) = self.zone.civil(at);
        let before = i64::from(self.minutes_before[self.index(day)]) * MINUTE;
        let today: i64 = self
            .openings(day)
            .iter()
            .map(|o| {
                let (open, close) = (i64::from(o.open) * MINUTE, i64::from(o.close) * MINUTE);
                (millis.min(close) - open).max(0)
            })
            .sum();
        before + today
    }
}

fn contains(opening: Opening, millis: i64) -> bool {
    i64::from(opening.open) * MINUTE <= millis && millis < i64::from(opening.close) * MINUTE
}
