//! The derivation ends in the same due as the clock, and lists every day of a count once.

use std::sync::Arc;

use calendar::{
    Calendars, Count, Day, Duration, LegalClock, Line, SkipReason, SupplementEffect, Unit,
    derivation,
};
use proptest::prelude::*;

use crate::fixture::{Step, at, calendar, day, durations, instants, play, specs, steps};

/// Every calendar that a generated move can name.
fn calendars() -> Calendars {
    let mut all = Calendars::new();
    for saturday in [false, true] {
        for swap in [false, true] {
            for count in [Count::Effective, Count::Civil] {
                let calendar = calendar(saturday, swap, count);
                all.insert(calendar.id.clone(), Arc::new(calendar));
            }
        }
    }
    all
}

/// Checks that the working days are numbered 1, 2, … and that no day is missing or listed twice.
fn days_are_listed_once(lines: &[Line]) {
    let mut last: Option<(Day, u32)> = None;
    for line in lines {
        match line {
            Line::DayZero { day, .. } => last = Some((*day, 0)),
            Line::Counted { day, n } => {
                assert_eq!(last, Some((day.plus(-1), n - 1)), "{lines:?}");
                last = Some((*day, *n));
            }
            Line::Skipped { day, .. } => {
                if let Some((before, n)) = last {
                    assert_eq!(before, day.plus(-1), "{lines:?}");
                    last = Some((*day, n));
                }
            }
            Line::CalendarDays { until, .. } => last = Some((until.plus(-1), 0)),
            Line::Rolled { to, .. } => {
                assert_eq!(last.map(|(day, _)| day.plus(1)), Some(*to), "{lines:?}");
            }
            _ => last = None,
        }
    }
}

proptest! {
    #[test]
    fn a_derivation_ends_with_the_due_of_the_clock(
        spec in specs(), duration in durations(), received in instants(), steps in steps()
    ) {
        let calendars = calendars();
        let first = spec.clone().build().unwrap();
        play(&spec, duration, received, &steps, |clock, applied| {
            let lines = derivation(clock, &first, &calendars);
            match lines.last() {
                Some(Line::Due { at, suspended, .. }) => {
                    assert_eq!((*at, *suspended), (clock.due, clock.suspended()));
                }
                other => panic!("ends with {other:?}"),
            }
            days_are_listed_once(&lines);
            let given = |line: &&Line| matches!(line, Line::Extended { .. });
            let granted = applied.iter().filter(|(_, step)| matches!(step, Step::Extend(_))).count();
            assert!(lines.iter().filter(given).count() <= granted);
        });
    }

    #[test]
    fn days_and_hours_add_up_to_the_duration(
        spec in specs(), duration in durations(), received in instants()
    ) {
        let calendar = spec.build().unwrap();
        let clock = LegalClock::start(&calendar, duration, received);
        let lines = derivation(&clock, &calendar, &Calendars::new());
        let counted = lines.iter().filter(|line| matches!(line, Line::Counted { .. })).count();
        let minutes: i64 = lines
            .iter()
            .map(|line| if let Line::Hours { minutes, .. } = line { *minutes } else { 0 })
            .sum();
        let amount = duration.length.amount;
        match duration.length.unit {
            Unit::WorkingDays => prop_assert_eq!(counted, amount as usize),
            Unit::CalendarDays => prop_assert_eq!((counted, minutes), (0, 0)),
            Unit::WorkingHours | Unit::WorkingMinutes => {
                prop_assert_eq!(Some(minutes * 60_000), duration.length.open_millis());
            }
        }
    }
}

#[test]
fn a_new_calendar_is_listed_from_the_reception_on() {
    let calendars = calendars();
    let (old, new) = (&calendars["false/false/Effective"], &calendars["false/true/Effective"]);
    let received = at("2025-04-28 08:00");
    let mut clock = LegalClock::start(old, Duration::of(3, Unit::WorkingDays), received);
    assert!(clock.reproject(new, at("2025-04-28 09:00")));
    let lines = derivation(&clock, old, &calendars);
    let swapped = SkipReason::SwappedOff { made_up_on: day("2025-04-26") };
    assert!(
        lines.contains(&Line::Skipped { day: day("2025-05-02"), reason: swapped }),
        "{lines:?}"
    );
    assert!(lines.contains(&Line::Counted { day: day("2025-05-06"), n: 3 }), "{lines:?}");
}

#[test]
fn a_cut_off_is_named_only_where_it_moved_the_reception() {
    let calendar = calendar(false, false, Count::Effective);
    for (received, cutoff, named) in [
        ("2025-04-07 16:00", 900, Some(900)),
        ("2025-04-07 12:00", 660, Some(660)),
        ("2025-04-07 18:00", 900, None),
        ("2025-04-12 16:00", 900, None),
    ] {
        let mut duration = Duration::of(0, Unit::WorkingDays);
        duration.cutoff_minutes = Some(cutoff);
        let clock = LegalClock::start(&calendar, duration, at(received));
        let lines = derivation(&clock, &calendar, &Calendars::new());
        let cut_off = lines.iter().find_map(|line| match line {
            Line::TakesEffect { cutoff_minutes, .. } => Some(*cutoff_minutes),
            _ => None,
        });
        assert_eq!(cut_off, Some(named), "{received}");
    }
}

#[test]
fn pauses_name_the_time_left() {
    let calendar = calendar(false, false, Count::Effective);
    let mut clock =
        LegalClock::start(&calendar, Duration::of(2, Unit::WorkingHours), at("2025-04-07 08:00"));
    clock.pause(&calendar, at("2025-04-07 09:30"));
    clock.resume(&calendar, at("2025-04-08 08:00"), SupplementEffect::Continue);
    clock.pause(&calendar, at("2025-04-09 09:00"));
    let lines = derivation(&clock, &calendar, &Calendars::new());
    for line in [
        Line::Paused { at: at("2025-04-07 09:30"), days_left: None, minutes_left: Some(30) },
        Line::PausedAfterDue { at: at("2025-04-09 09:00") },
        Line::Due { at: at("2025-04-08 08:30"), suspended: false, estimate: false },
    ] {
        assert!(lines.contains(&line), "{line:?} not in {lines:?}");
    }
}
