//! A row of a table of tests: a duration, a reception, the moves after it, and the expected due.

use calendar::{Amount, Count, Duration, LegalClock, SupplementEffect, Unit};

use crate::fixture::{at, calendar};

use SupplementEffect::Continue;
use Unit::{CalendarDays, WorkingDays, WorkingHours};

pub enum Do {
    Pause(&'static str),
    Resume(&'static str),
    Supply(&'static str, SupplementEffect),
    Extend(&'static str, u32, Unit),
    Swap(&'static str),
}
use Do::{Extend, Pause, Resume, Supply, Swap};

pub const fn days(n: u32) -> Duration {
    Duration::of(n, WorkingDays)
}

pub const fn hours(n: u32) -> Duration {
    Duration::of(n, WorkingHours)
}

pub const fn calendar_days(n: u32) -> Duration {
    Duration::of(n, CalendarDays)
}

/// A duration of `n` working days with the cut-off at 15:00; in-day for 0.
pub const fn until_three(n: u32) -> Duration {
    Duration { length: Amount { amount: n, unit: WorkingDays }, cutoff_minutes: Some(900) }
}

/// A row: name, duration, reception, moves, expected due.
pub type Row<'a> = (&'a str, Duration, &'a str, &'a [Do], &'a str);

pub fn clock(count: Count, duration: Duration, received: &str, moves: &[Do]) -> LegalClock {
    let (calendar, swapped) = (calendar(false, false, count), calendar(false, true, count));
    let mut clock = LegalClock::start(&calendar, duration, at(received));
    let mut in_force = &calendar;
    for step in moves {
        match step {
            Pause(from) => clock.pause(in_force, at(from)),
            Resume(to) => clock.resume(in_force, at(to), Continue),
            Supply(to, effect) => clock.resume(in_force, at(to), *effect),
            Extend(when, amount, unit) => {
                clock.extend(in_force, at(when), Amount { amount: *amount, unit: *unit });
            }
            Swap(when) => {
                if clock.reproject(&swapped, at(when)) {
                    in_force = &swapped;
                }
            }
        }
    }
    clock
}

pub fn check(count: Count, rows: &[Row<'_>]) {
    for (name, duration, received, moves, due) in rows {
        assert_eq!(clock(count, *duration, received, moves).due, at(due), "{name}");
    }
}
