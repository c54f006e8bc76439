//! The day tables equal the reference; zones with summer time give unique instants.

use calendar::{CalendarSpec, CalendarSpecError, Count, Day, ExtraDay, Instant, Zone};
use proptest::prelude::*;

use crate::fixture::{MINUTE, at, calendar, day, instants, opening, spec, specs};
use crate::naive;

proptest! {
    #[test]
    fn days_agree_with_the_reference(spec in specs(), from in instants(), to in instants(), n in 1..40_u32) {
        let calendar = spec.clone().build().unwrap();
        let (from_day, to_day) = (calendar.zone.day(from), calendar.zone.day(to));
        prop_assert_eq!(from_day, naive::civil(from).0);
        prop_assert_eq!(calendar.openings(from_day), naive::openings(&spec, from_day));
        prop_assert_eq!(calendar.is_working_day(from_day), naive::is_working(&spec, from_day));
        prop_assert_eq!(
            calendar.nth_working_day_after(from_day, n),
            naive::nth_after(&spec, from_day, n)
        );
        prop_assert_eq!(
            calendar.working_days_between(from_day, to_day),
            naive::working_days(&spec, from_day, to_day)
        );
        let rolled = calendar.roll_forward(from_day);
        prop_assert_eq!(calendar.last_closing(rolled), naive::closing(&spec, from_day));
        let before = calendar.working_day_before(from_day);
        prop_assert!(before < from_day && calendar.is_working_day(before));
        prop_assert_eq!(naive::working_days(&spec, before, from_day.plus(-1)), 0);
    }

    #[test]
    fn minutes_agree_with_the_reference(spec in specs(), from in instants(), to in instants(), n in 1..3000_i64) {
        let calendar = spec.clone().build().unwrap();
        prop_assert_eq!(calendar.is_open(from), naive::is_open(&spec, from));
        prop_assert_eq!(calendar.next_open(from), naive::next_open(&spec, from));
        let minutes = naive::open_minutes(&spec, from, to);
        prop_assert_eq!(calendar.working_minutes_between(from, to), minutes);
        prop_assert_eq!(calendar.open_millis_between(from, to), minutes * MINUTE);
        prop_assert_eq!(
            calendar.plus_open_millis(from, n * MINUTE),
            naive::plus_minutes(&spec, from, n)
        );
    }

    #[test]
    fn milliseconds_are_kept(spec in specs(), from in instants(), more in 0..MINUTE, n in 1..90_000_000_i64) {
        let calendar = spec.build().unwrap();
        let from = from.plus_millis(more);
        let until = calendar.plus_open_millis(from, n);
        prop_assert_eq!(calendar.open_millis_between(from, until), n);
        prop_assert_eq!(calendar.open_millis_between(from, until.plus_millis(-1)), n - 1);
    }

    #[test]
    fn minutes_off_add_up(spec in specs(), mut cuts in prop::array::uniform3(0..90_000_000_i64)) {
        cuts.sort_unstable();
        let calendar = spec.build().unwrap();
        let [a, b, c] = cuts.map(|millis| at("2025-04-28 06:00").plus_millis(millis));
        let parts = calendar.working_minutes_between(a, b) + calendar.working_minutes_between(b, c);
        prop_assert_eq!(parts, calendar.working_minutes_between(a, c));
    }

    #[test]
    fn a_civil_time_in_summer_time_is_read_back(millis in 0..4_000_000_000_000_i64) {
        let zone = Zone::named("Europe/Amsterdam").unwrap();
        let at = Instant(millis);
        let (day, of_day) = zone.civil(at);
        let back = zone.at(day, of_day);
        // A time in the hour that occurs twice means its first occurrence.
        prop_assert!(back == at || back == at.plus_millis(-3_600_000), "{back:?} {at:?}");
        prop_assert_eq!(zone.civil(back), (day, of_day));
        prop_assert_eq!(zone.format(at).parse(), Ok(at));
    }

    #[test]
    fn working_days_do_not_depend_on_summer_time(start in 0..3000_i32, n in 1..30_u32, minute in 450..1020_i64) {
        let here = CalendarSpec { zone: Zone::named("Europe/Amsterdam").unwrap(), ..wide() };
        let (here, there) = (here.build().unwrap(), wide().build().unwrap());
        let duration = calendar::Duration::of(n, calendar::Unit::WorkingDays);
        let received = |zone: &Zone| zone.at(day("2010-01-01").plus(start), minute * MINUTE);
        let due = |calendar: &calendar::Calendar| {
            let clock = calendar::LegalClock::start(calendar, duration, received(&calendar.zone));
            calendar.zone.civil(clock.due)
        };
        prop_assert_eq!(due(&here), due(&there));
    }
}

fn wide() -> CalendarSpec {
    CalendarSpec {
        first: day("2009-01-01"),
        last: day("2020-12-31"),
        ..spec(true, false, Count::Effective)
    }
}

#[test]
fn a_gap_and_an_overlap_of_summer_time_are_read() {
    let zone = Zone::named("Europe/Amsterdam").unwrap();
    for (date, minute, text) in [
        ("2026-03-29", 150, "2026-03-29T03:30:00+02:00"),
        ("2026-10-25", 150, "2026-10-25T02:30:00+02:00"),
        ("2026-10-25", 180, "2026-10-25T03:00:00+01:00"),
        ("2026-03-28", 1440, "2026-03-29T00:00:00+01:00"),
    ] {
        assert_eq!(zone.format(zone.at(day(date), minute * MINUTE)), text);
    }
}

#[test]
fn every_day_beyond_the_range_is_closed() {
    let calendar = calendar(false, false, Count::Effective);
    let (first, last) = calendar.range();
    for at in [Instant(i64::MIN), Instant(0), Instant::MAX] {
        assert!(!calendar.is_open(at) && !calendar.covers(at));
        assert!(calendar.openings(calendar.zone.day(at)).is_empty());
    }
    let whole = calendar.open_millis_between(Instant(i64::MIN), Instant::MAX);
    let (begin, end) = (calendar.zone.at(first, 0), calendar.zone.at(last.plus(1), 0));
    assert_eq!(whole, calendar.open_millis_between(begin, end));
    assert_eq!(calendar.open_millis_between(begin, Instant::MAX), whole);
    assert!(calendar.covers(begin) && !calendar.covers(end));
}

#[test]
fn a_calendar_that_cannot_count_is_refused() {
    let good = || spec(false, false, Count::Effective);
    let week = |openings: Vec<calendar::Opening>| std::array::from_fn(|_| openings.clone());
    let sunday = day("2025-06-01");
    let bad = |iso_weekday| CalendarSpecError::BadOpenings { iso_weekday };
    for (name, spec, error) in [
        (
            "closed all week",
            CalendarSpec { week: week(vec![]), ..good() },
            CalendarSpecError::NeverOpen,
        ),
        (
            "one Sunday",
            CalendarSpec { first: sunday, last: sunday, ..good() },
            CalendarSpecError::NeverOpen,
        ),
        ("last before first", CalendarSpec { last: Day(0), ..good() }, CalendarSpecError::BadRange),
        ("empty", CalendarSpec { week: week(vec![opening(450, 450)]), ..good() }, bad(1)),
        (
            "overlap",
            CalendarSpec { week: week(vec![opening(450, 700), opening(690, 900)]), ..good() },
            bad(1),
        ),
        (
            "make-up day past midnight",
            CalendarSpec {
                extra: vec![ExtraDay { day: sunday, openings: vec![opening(450, 1441)] }],
                ..good()
            },
            bad(0),
        ),
    ] {
        assert_eq!(spec.build().unwrap_err(), error, "{name}");
    }
}
