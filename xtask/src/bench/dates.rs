//! Measures the computation of due dates: whole days, hours, with the derivation.

use std::hint::black_box;

use anyhow::{Context, Result};
use calendar::{Calendars, Duration, Instant, LegalClock, Unit, derivation};

use super::{Row, nanos};

pub fn rows() -> Result<Vec<Row>> {
    let rules = rules::load(&[]).map_err(|_| anyhow::anyhow!("the default rules do not load"))?;
    let calendar = rules.deadline_calendar();
    let base: Instant = "2018-01-02T08:00:00+07:00".parse()?;
    let at = |n: u32| Instant(base.0 + i64::from(n % 100_000) * 3_600_000);
    let days = Duration::of(15, Unit::WorkingDays);
    let hours = Duration::of(40, Unit::WorkingHours);
    let whole = nanos(1_000_000, |n| {
        black_box(LegalClock::start(calendar, days, at(n)).due);
    });
    let open = nanos(1_000_000, |n| {
        black_box(LegalClock::start(calendar, hours, at(n)).due);
    });
    let calendars = Calendars::new();
    let derived = nanos(50_000, |n| {
        let clock = LegalClock::start(calendar, days, at(n));
        black_box(derivation(&clock, calendar, &calendars).len());
    });
    let day_by_day = nanos(100_000, |n| {
        let mut day = calendar.zone.day(at(n));
        let mut left = 15;
        while left > 0 {
            day = day.plus(1);
            left -= i32::from(calendar.is_working_day(day));
        }
        black_box(day);
    });
    calendar.working_minutes_between(base, at(1)).checked_add(0).context("a calendar")?;
    Ok(vec![
        Row::at_most("one due date, whole days", whole, 40.0, "ns"),
        Row::at_most("one due date, hours", open, 100.0, "ns"),
        Row::at_most("one due date with its derivation", derived / 1000.0, 5.0, "µs"),
        Row::share(
            "due dates a second, whole days",
            1e9 / whole,
            ("walking day by day", 1e9 / day_by_day),
            1.0,
            "/s",
        ),
    ])
}
