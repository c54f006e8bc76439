//! Properties that hold for every duration, reception, calendar and sequence of pauses.

use calendar::{
    Amount, ClockChange, Count, Duration, Instant, LegalClock, Remaining, SupplementEffect, Unit,
};
use proptest::prelude::*;

use crate::fixture::{durations, instants, play, specs, steps};
use crate::naive;

/// The whole minute at `thousandths` thousandths of the time from `first` to `last`.
fn between(first: Instant, last: Instant, thousandths: i64) -> Instant {
    first.plus_millis((last.0 - first.0) * thousandths / 1000).floor_minute()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn every_life_agrees_with_the_reference(
        spec in specs(), duration in durations(), received in instants(), steps in steps()
    ) {
        play(&spec, duration, received, &steps, |clock, applied| {
            let expected = naive::answer(&spec, duration, received, applied);
            let answer = naive::Answer {
                due: clock.due,
                suspended: clock.suspended(),
                remaining: clock.paused.and_then(|pause| pause.remaining),
            };
            assert_eq!(answer, expected, "{applied:?}");
        });
    }

    #[test]
    fn a_later_reception_is_not_due_earlier(
        spec in specs(), duration in durations(), a in instants(), b in instants()
    ) {
        let calendar = spec.build().unwrap();
        let due = |at| LegalClock::start(&calendar, duration, at).due;
        prop_assert!(due(a.min(b)) <= due(a.max(b)));
        let clock = LegalClock::start(&calendar, duration, a);
        prop_assert!(a <= clock.effective && clock.effective <= clock.due);
        prop_assert!(calendar.is_open(clock.effective));
    }

    #[test]
    fn a_longer_duration_is_not_due_earlier(
        spec in specs(), duration in durations(), at in instants()
    ) {
        let calendar = spec.build().unwrap();
        let due = |duration| LegalClock::start(&calendar, duration, at).due;
        let length = Amount { amount: duration.length.amount + 1, ..duration.length };
        let longer = Duration { length, ..duration };
        prop_assert!(due(duration) <= due(longer));
    }

    #[test]
    fn due_follows_the_unit(spec in specs(), duration in durations(), at in instants()) {
        let calendar = spec.build().unwrap();
        let clock = LegalClock::start(&calendar, duration, at);
        match duration.length.open_millis() {
            Some(millis) => {
                prop_assert_eq!(calendar.open_millis_between(clock.effective, clock.due), millis);
                // The minute before due is open: due never lies within a closed interval.
                prop_assert!(millis == 0 || calendar.is_open(clock.due.plus_millis(-1)));
            }
            None => {
                let day = calendar.zone.day(clock.due);
                prop_assert!(calendar.is_working_day(day));
                prop_assert_eq!(clock.due, calendar.last_closing(day));
            }
        }
    }

    #[test]
    fn the_civil_count_is_never_later(
        mut spec in specs(), duration in durations(), at in instants()
    ) {
        let mut due = |count| {
            spec.count = count;
            LegalClock::start(&spec.clone().build().unwrap(), duration, at).due
        };
        prop_assert!(due(Count::Civil) <= due(Count::Effective));
    }

    #[test]
    fn a_pause_moves_due_by_the_days_it_took(
        mut spec in specs(), n in 0..20_u32, at in instants(), after in 0..=1000_i64, long in 0..20_000_i64
    ) {
        spec.count = Count::Effective;
        let calendar = spec.build().unwrap();
        let mut clock = LegalClock::start(&calendar, Duration::of(n, Unit::WorkingDays), at);
        let before = clock.due;
        let from = between(at, before, after);
        let to = from.plus_millis(long * 60_000);
        clock.pause(&calendar, from);
        clock.resume(&calendar, to, SupplementEffect::Continue);
        let zone = &calendar.zone;
        // Days before day 0 do not count.
        let (paused, zero) = (zone.day(from), zone.day(clock.effective));
        let resumed = zone.day(calendar.next_open(to));
        let moved = calendar.working_days_between(paused.max(zero), resumed);
        prop_assert_eq!(calendar.working_days_between(zone.day(before), zone.day(clock.due)), moved);
        prop_assert!(paused != resumed || clock.due == before);
    }

    #[test]
    fn hours_lose_only_the_pause(
        spec in specs(), hours in 1..60_u32, at in instants(), after in 0..=1000_i64, long in 0..9000_i64
    ) {
        let calendar = spec.build().unwrap();
        let mut clock = LegalClock::start(&calendar, Duration::of(hours, Unit::WorkingHours), at);
        let from = between(at, clock.due, after);
        let to = from.plus_millis(long * 60_000);
        clock.pause(&calendar, from);
        clock.resume(&calendar, to, SupplementEffect::Continue);
        let used = calendar.open_millis_between(at, from) + calendar.open_millis_between(to, clock.due);
        prop_assert_eq!(used, i64::from(hours) * 3_600_000);
    }

    #[test]
    fn extensions_of_one_unit_add_up(
        spec in specs(), duration in durations(), at in instants(), a in 0..15_u32, b in 0..15_u32, hours: bool
    ) {
        let calendar = spec.build().unwrap();
        let unit = if hours { Unit::WorkingHours } else { Unit::WorkingDays };
        let due = |amounts: &[u32]| {
            let mut clock = LegalClock::start(&calendar, duration, at);
            amounts.iter().for_each(|&amount| clock.extend(&calendar, at, Amount { amount, unit }));
            clock.due
        };
        prop_assert_eq!(due(&[a, b]), due(&[a + b]));
    }

    #[test]
    fn an_extension_in_a_pause_counts_from_the_due_of_the_resume(
        spec in specs(), duration in durations(), at in instants(), long in 0..9000_i64, n in 0..9_u32
    ) {
        let calendar = spec.build().unwrap();
        let by = Amount { amount: n, unit: Unit::WorkingDays };
        let to = at.plus_millis(long * 60_000);
        let due = |within: bool| {
            let mut clock = LegalClock::start(&calendar, duration, at);
            clock.pause(&calendar, at);
            if within {
                clock.extend(&calendar, at, by);
            }
            clock.resume(&calendar, to, SupplementEffect::Continue);
            if !within {
                clock.extend(&calendar, to, by);
            }
            clock.due
        };
        prop_assert_eq!(due(true), due(false));
    }

    #[test]
    fn counting_anew_on_the_same_calendar_changes_nothing(
        spec in specs(), duration in durations(), received in instants(), steps in steps()
    ) {
        let calendar = spec.clone().build().unwrap();
        let own: Vec<_> = steps
            .into_iter()
            .filter(|(_, step)| !matches!(step, crate::fixture::Step::Reproject(_)))
            .collect();
        play(&spec, duration, received, &own, |clock, applied| {
            let mut anew = clock.clone();
            let now = applied.last().map_or(received, |(at, _)| *at);
            let adopted = anew.reproject(&calendar, now);
            assert_eq!(adopted, !clock.past_due(now));
            assert_eq!(anew.changes.pop(), Some(ClockChange::CalendarChanged(now, calendar.id.clone())));
            assert_eq!(&anew, clock);
        });
    }

    #[test]
    fn a_pause_after_due_moves_nothing(
        spec in specs(), duration in durations(), at in instants(), late in 1..9000_i64, long in 0..9000_i64
    ) {
        let calendar = spec.build().unwrap();
        let mut clock = LegalClock::start(&calendar, duration, at);
        let due = clock.due;
        let from = due.plus_millis(late);
        clock.pause(&calendar, from);
        prop_assert!(!clock.suspended() && clock.past_due(from));
        prop_assert_eq!(clock.paused.map(|pause| pause.remaining), Some(None::<Remaining>));
        clock.resume(&calendar, Instant(from.0 + long * 60_000), SupplementEffect::Restart);
        prop_assert_eq!(clock.due, due);
    }
}
