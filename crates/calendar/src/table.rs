//! A calendar as tables by day, so that counting days and minutes is a look-up. It must not know
//! durations, pauses or due dates.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::build::{CalendarSpec, ClosedDay, Opening};
use crate::{Day, Instant, Zone};

const MINUTE: i64 = 60_000;

/// The rule for day 0 of a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Count {
    /// The day on which the reception takes effect.
    Effective,
    /// The calendar day of the reception (Civil Code 2015, article 147).
    Civil,
}

/// One version of an agency's working time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// The name of the version.
    pub id: String,
    /// The zone of civil dates.
    pub zone: Zone,
    /// The rule for day 0.
    pub count: Count,
    /// The first day whose holidays follow from rules, not from announcements.
    pub announced_until: Day,
    first: Day,
    patterns: Vec<Vec<Opening>>,
    pattern_of_day: Vec<u8>,
    /// Open minutes before each day; one more entry than days.
    minutes_before: Vec<u32>,
    /// Working days before each day; one more entry than days.
    days_before: Vec<u32>,
    working_days: Vec<Day>,
    closed: BTreeMap<Day, ClosedDay>,
}

/// Calendars by version name.
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

    /// The first and the last day that can be counted.
    #[must_use]
    pub fn range(&self) -> (Day, Day) {
        (self.first, self.first.plus(self.pattern_of_day.len() as i32 - 1))
    }

    /// The day's openings in order; none on a closed day or beyond the calendar's range.
    #[must_use]
    pub fn openings(&self, day: Day) -> &[Opening] {
        match self.pattern_of_day.get((day.0 - self.first.0) as usize) {
            Some(&pattern) if day >= self.first => &self.patterns[usize::from(pattern)],
            _ => &[],
        }
    }

    /// Whether the day has an opening; a half Saturday is a working day too.
    #[must_use]
    pub fn is_working_day(&self, day: Day) -> bool {
        !self.openings(day).is_empty()
    }

    /// The entry of a holiday or a swapped day off; `None` for any other day.
    #[must_use]
    pub fn closed_day(&self, day: Day) -> Option<&ClosedDay> {
        self.closed.get(&day)
    }

    /// Whether the instant lies in an opening.
    #[must_use]
    pub fn is_open(&self, at: Instant) -> bool {
        let (day, millis) = self.zone.civil(at);
        self.openings(day).iter().any(|o| contains(*o, millis))
    }

    /// The instant itself where it is open, otherwise the next opening.
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

    /// The instant a day's first opening begins; midnight on a closed day.
    #[must_use]
    pub fn first_opening(&self, day: Day) -> Instant {
        let minutes = self.openings(day).first().map_or(0, |opening| opening.open);
        self.zone.at(day, i64::from(minutes) * MINUTE)
    }

    /// The instant a day's last opening ends; midnight on a closed day.
    #[must_use]
    pub fn last_closing(&self, day: Day) -> Instant {
        let minutes = self.openings(day).last().map_or(0, |opening| opening.close);
        self.zone.at(day, i64::from(minutes) * MINUTE)
    }

    /// The n-th working day after a day, n ≥ 1; the last working day known where the range ends.
    #[must_use]
    pub fn nth_working_day_after(&self, day: Day, n: u32) -> Day {
        let before = self.count_before(day.plus(1)) as usize;
        let index = (before + n as usize - 1).min(self.working_days.len() - 1);
        self.working_days[index]
    }

    /// The last working day before a day; the first one known where the range begins.
    #[must_use]
    pub fn working_day_before(&self, day: Day) -> Day {
        let before = self.count_before(day) as usize;
        self.working_days[before.saturating_sub(1)]
    }

    /// The day itself where it is a working day, otherwise the next one.
    #[must_use]
    pub fn roll_forward(&self, day: Day) -> Day {
        self.nth_working_day_after(day.plus(-1), 1)
    }

    /// Working days in (after, until]; 0 where `until` is not later.
    #[must_use]
    pub fn working_days_between(&self, after: Day, until: Day) -> u32 {
        self.count_before(until.plus(1)).saturating_sub(self.count_before(after.plus(1)))
    }

    /// Open milliseconds in [from, to); 0 where `to` is not later.
    #[must_use]
    pub fn open_millis_between(&self, from: Instant, to: Instant) -> i64 {
        (self.open_millis_before(to) - self.open_millis_before(from)).max(0)
    }

    /// Working minutes between two instants cut down to the minute; 0 where `to` is not later.
    #[must_use]
    pub fn working_minutes_between(&self, from: Instant, to: Instant) -> i64 {
        self.open_millis_between(from.floor_minute(), to.floor_minute()) / MINUTE
    }

    /// The earliest instant by which `millis` of open time have passed since `from`.
    ///
    /// An amount that exhausts an opening ends at its closing; 0 ends at `from` itself.
    #[must_use]
    pub fn plus_open_millis(&self, from: Instant, millis: i64) -> Instant {
        if millis <= 0 {
            return from;
        }
        let target = self.open_millis_before(from) + millis;
        let minutes = target.div_euclid(MINUTE) + i64::from(target.rem_euclid(MINUTE) > 0);
        // The day that contains the target: the last one with fewer minutes before it.
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
