//! The derivation of a due date as a list of facts; `messages` writes them as sentences. The module
//! replays the clock and contains no rule of its own.

use serde::Serialize;

use crate::clock::{ClockChange, LegalClock, Remaining, effective_instant, whole_duration};
use crate::duration::{Amount, Duration, Unit};
use crate::table::{Calendar, Calendars, Count};
use crate::{Day, Instant, SupplementEffect};

/// The reason for a day that is not counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// The weekday has no openings.
    Weekend,
    /// The date is a holiday.
    Holiday {
        /// The name of the holiday in Vietnamese.
        name: String,
        /// The name of the holiday in English.
        name_en: String,
    },
    /// The date is off because its work was moved to another date.
    SwappedOff {
        /// The date to which the work was moved.
        made_up_on: Day,
    },
}

/// One fact of a derivation, which a page shows as one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Line {
    /// The dossier was received, and this duration started.
    Received { at: Instant, duration: Duration },
    /// The reception or resume takes effect later than it happened.
    TakesEffect { at: Instant, cutoff_minutes: Option<u16> },
    /// Day 0 of the count; `civil` where it is the calendar day of the reception.
    DayZero { day: Day, civil: bool },
    /// The date is the `n`-th working day of the count.
    Counted { day: Day, n: u32 },
    /// The date is not counted.
    Skipped { day: Day, reason: SkipReason },
    /// The end of a number of calendar days, before it is rolled forward.
    CalendarDays { from: Day, days: u32, until: Day },
    /// The last day is closed, so due moves to the next working day.
    Rolled { from: Day, to: Day },
    /// Open minutes that the count used on one date.
    Hours { day: Day, minutes: i64 },
    /// A pause began; the field of the duration's unit has the time that remains.
    Paused { at: Instant, days_left: Option<u32>, minutes_left: Option<i64> },
    /// A pause began after due, which does not change due.
    PausedAfterDue { at: Instant },
    /// The pause ended.
    Resumed { at: Instant, effect: SupplementEffect },
    /// An extension was granted.
    Extended { at: Instant, by: Amount },
    /// Another calendar, with this `id`, was put in force.
    CalendarChanged { at: Instant, calendar: String },
    /// The due that follows from the lines before.
    Due { at: Instant, suspended: bool, estimate: bool },
}

/// The derivation of a clock's due, from its reception to its last move.
///
/// `calendars` contains every version that the clock's moves name; `first` is the version at
/// reception. A re-projection counts all moves again, so every line uses the calendar that is in
/// force at the end.
#[must_use]
pub fn derivation(clock: &LegalClock, first: &Calendar, calendars: &Calendars) -> Vec<Line> {
    let calendar = in_force(clock, first, calendars);
    let mut writer = Writer { lines: Vec::new(), calendar };
    let duration = clock.first_duration();
    let mut replay = LegalClock::start(calendar, duration, clock.received);
    writer.lines.push(Line::Received { at: clock.received, duration });
    writer.count(duration, clock.received, whole_duration(duration));
    for change in &clock.changes {
        writer.step(&mut replay, change);
    }
    writer.lines.push(Line::Due {
        at: replay.due,
        suspended: replay.suspended(),
        estimate: calendar.zone.day(replay.due) >= calendar.announced_until,
    });
    writer.lines
}

/// The calendar of the count: the last one that a re-projection adopted, otherwise the first one.
fn in_force<'a>(clock: &LegalClock, first: &'a Calendar, calendars: &'a Calendars) -> &'a Calendar {
    let mut calendar = first;
    let mut replay = LegalClock::start(first, clock.first_duration(), clock.received);
    for change in &clock.changes {
        match change {
            ClockChange::CalendarChanged(at, id) => {
                if let Some(other) = calendars.get(id)
                    && replay.reproject(other, *at)
                {
                    calendar = other;
                }
            }
            _ => replay.repeat(calendar, change),
        }
    }
    calendar
}

struct Writer<'a> {
    lines: Vec<Line>,
    calendar: &'a Calendar,
}

impl Writer<'_> {
    fn step(&mut self, replay: &mut LegalClock, change: &ClockChange) {
        let (before, pending) = (replay.paused, replay.pending_extensions());
        replay.repeat(self.calendar, change);
        match change {
            ClockChange::Paused(at) => {
                self.lines.push(match replay.paused.and_then(|pause| pause.remaining) {
                    None => Line::PausedAfterDue { at: *at },
                    Some(left) => {
                        let (days_left, minutes_left) = split(left);
                        Line::Paused { at: *at, days_left, minutes_left }
                    }
                });
            }
            ClockChange::Resumed(at, effect) => {
                self.lines.push(Line::Resumed { at: *at, effect: *effect });
                if let Some(left) = before.and_then(|pause| pause.remaining) {
                    let left = match effect {
                        SupplementEffect::Continue => left,
                        _ => whole_duration(replay.duration),
                    };
                    self.count(replay.duration, *at, left);
                }
                for by in pending {
                    self.lines.push(Line::Extended { at: *at, by });
                }
            }
            ClockChange::Restarted(at) => {
                self.lines.push(Line::Resumed { at: *at, effect: SupplementEffect::Restart });
                if before.is_some_and(|pause| pause.remaining.is_some()) {
                    self.count(replay.duration, *at, whole_duration(replay.duration));
                }
            }
            ClockChange::Extended(..) if replay.suspended() => {}
            ClockChange::Extended(at, by) => self.lines.push(Line::Extended { at: *at, by: *by }),
            ClockChange::CalendarChanged(at, calendar) => {
                self.lines.push(Line::CalendarChanged { at: *at, calendar: calendar.clone() });
            }
        }
    }

    /// Lists the days or minutes counted from a reception or resume.
    fn count(&mut self, duration: Duration, at: Instant, left: Remaining) {
        let calendar = self.calendar;
        let effective = effective_instant(calendar, duration, at);
        if effective != at {
            let moved = effective != calendar.next_open(at);
            let after_cutoff = duration.cutoff_minutes.filter(|_| moved);
            self.lines.push(Line::TakesEffect { at: effective, cutoff_minutes: after_cutoff });
        }
        match left {
            Remaining::OpenMillis(millis) => {
                self.hours(effective, calendar.plus_open_millis(effective, millis));
            }
            Remaining::Days(days) => self.days(duration, at, effective, days),
        }
    }

    fn days(&mut self, duration: Duration, at: Instant, effective: Instant, days: u32) {
        let calendar = self.calendar;
        let civil = calendar.count == Count::Civil && duration.cutoff_minutes.is_none() && days > 0;
        let zero = calendar.zone.day(if civil { at } else { effective });
        self.lines.push(Line::DayZero { day: zero, civil });
        if days == 0 {
            return;
        }
        if duration.length.unit == Unit::CalendarDays {
            let until = zero.plus(days as i32);
            self.lines.push(Line::CalendarDays { from: zero, days, until });
            let rolled = calendar.roll_forward(until);
            if rolled != until {
                (until.0..rolled.0).for_each(|day| self.skip(Day(day)));
                self.lines.push(Line::Rolled { from: until, to: rolled });
            }
            return;
        }
        let last = calendar.nth_working_day_after(zero, days);
        let mut n = 0;
        for day in (zero.0 + 1..=last.0).map(Day) {
            if calendar.is_working_day(day) {
                n += 1;
                self.lines.push(Line::Counted { day, n });
            } else {
                self.skip(day);
            }
        }
    }

    fn hours(&mut self, from: Instant, due: Instant) {
        let calendar = self.calendar;
        for day in (calendar.zone.day(from).0..=calendar.zone.day(due).0).map(Day) {
            let begin = from.max(calendar.first_opening(day));
            let end = due.min(calendar.last_closing(day));
            match calendar.working_minutes_between(begin, end) {
                0 if !calendar.is_working_day(day) => self.skip(day),
                0 => {}
                minutes => self.lines.push(Line::Hours { day, minutes }),
            }
        }
    }

    fn skip(&mut self, day: Day) {
        let reason = match self.calendar.closed_day(day) {
            None => SkipReason::Weekend,
            Some(closed) => match closed.made_up_on {
                Some(made_up_on) => SkipReason::SwappedOff { made_up_on },
                None => SkipReason::Holiday {
                    name: closed.name.clone(),
                    name_en: closed.name_en.clone(),
                },
            },
        };
        self.lines.push(Line::Skipped { day, reason });
    }
}

fn split(left: Remaining) -> (Option<u32>, Option<i64>) {
    match left {
        Remaining::Days(days) => (Some(days), None),
        Remaining::OpenMillis(millis) => (None, Some(millis / 60_000)),
    }
}
