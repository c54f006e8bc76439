//! Calendars with half Saturdays, holidays and a swapped Friday, and generated sequences of changes
//! of a clock.

use calendar::{
    Amount, Calendar, CalendarSpec, ClosedDay, Count, Day, Duration, ExtraDay, Instant, LegalClock,
    Opening, SupplementEffect, Unit, Zone,
};
use proptest::prelude::*;

use SupplementEffect::{Continue, Fixed, Restart};

pub const MINUTE: i64 = 60_000;
pub const UNITS: [Unit; 4] =
    [Unit::WorkingHours, Unit::WorkingMinutes, Unit::WorkingDays, Unit::CalendarDays];

pub fn at(text: &str) -> Instant {
    format!("{}:00+07:00", text.replace(' ', "T")).parse().unwrap()
}

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub fn opening(open: u16, close: u16) -> Opening {
    Opening { open, close }
}

/// A calendar with Monday to Friday 07:30–11:30 and 13:00–17:00; 30 April and 1 May off. `saturday`
/// opens the mornings of all Saturdays; `swap` moves the work of Friday 2 May to Saturday 26 April.
pub fn spec(saturday: bool, swap: bool, count: Count) -> CalendarSpec {
    let full = vec![opening(450, 690), opening(780, 1020)];
    let half = if saturday { vec![opening(450, 690)] } else { Vec::new() };
    let mut week: [Vec<Opening>; 7] = std::array::from_fn(|_| full.clone());
    (week[5], week[6]) = (half, Vec::new());
    let closed = |text: &str, made_up_on| ClosedDay {
        day: day(text),
        name: "nghỉ lễ".into(),
        name_en: "holiday".into(),
        made_up_on,
        estimate: false,
    };
    let mut holidays = vec![closed("2025-04-30", None), closed("2025-05-01", None)];
    let mut extra = Vec::new();
    if swap {
        holidays.push(closed("2025-05-02", Some(day("2025-04-26"))));
        extra.push(ExtraDay { day: day("2025-04-26"), openings: full });
    }
    CalendarSpec {
        id: format!("{saturday}/{swap}/{count:?}"),
        zone: Zone::VIETNAM,
        week,
        closed: holidays,
        extra,
        count,
        first: day("2025-01-01"),
        last: day("2027-12-31"),
        announced_until: day("2026-01-01"),
    }
}

pub fn calendar(saturday: bool, swap: bool, count: Count) -> Calendar {
    spec(saturday, swap, count).build().unwrap()
}

/// A change of a clock, without its instant.
#[derive(Clone, Debug)]
pub enum Step {
    Pause,
    Resume(SupplementEffect),
    Extend(Amount),
    Reproject(Box<CalendarSpec>),
}

/// Applies each step that is possible in the current state, some minutes after the last applied
/// one, and calls `each` with the clock and the applied steps.
pub fn play(
    specs: &CalendarSpec,
    duration: Duration,
    received: Instant,
    steps: &[(i64, Step)],
    mut each: impl FnMut(&LegalClock, &[(Instant, Step)]),
) {
    let mut calendar = specs.clone().build().unwrap();
    let mut clock = LegalClock::start(&calendar, duration, received);
    let mut applied = Vec::new();
    let mut now = received;
    each(&clock, &applied);
    for (gap, step) in steps {
        now = now.plus_millis(gap * MINUTE);
        match step {
            Step::Pause if clock.paused.is_none() => clock.pause(&calendar, now),
            Step::Resume(effect) if clock.paused.is_some() => {
                clock.resume(&calendar, now, *effect);
            }
            Step::Extend(by) if !clock.past_due(now) => clock.extend(&calendar, now, *by),
            Step::Reproject(spec) if !clock.past_due(now) => {
                let other = spec.clone().build().unwrap();
                if clock.reproject(&other, now) {
                    calendar = other;
                }
            }
            _ => continue,
        }
        applied.push((now, step.clone()));
        each(&clock, &applied);
    }
}

pub fn specs() -> impl Strategy<Value = CalendarSpec> {
    (any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(saturday, swap, civil)| {
        spec(saturday, swap, if civil { Count::Civil } else { Count::Effective })
    })
}

pub fn amounts() -> impl Strategy<Value = Amount> {
    (0..4_usize, prop_oneof![1 => Just(0), 2 => 0..4_u32, 2 => 0..25_u32]).prop_map(
        |(unit, amount)| {
            let amount = if UNITS[unit] == Unit::WorkingMinutes { amount * 37 } else { amount };
            Amount { amount, unit: UNITS[unit] }
        },
    )
}

pub fn durations() -> impl Strategy<Value = Duration> {
    let cutoff = prop_oneof![3 => Just(None), 1 => (600..960_u16).prop_map(Some)];
    (amounts(), cutoff).prop_map(|(length, cutoff_minutes)| Duration { length, cutoff_minutes })
}

/// Generates whole minutes of April and May 2025, the months of the holidays and the swap.
pub fn instants() -> impl Strategy<Value = Instant> {
    (0..50 * 1440_i64).prop_map(|minutes| at("2025-04-07 00:00").plus_millis(minutes * MINUTE))
}

pub fn steps() -> impl Strategy<Value = Vec<(i64, Step)>> {
    let effect = prop_oneof![
        4 => Just(Continue),
        1 => Just(Restart),
        1 => durations().prop_map(Fixed),
    ];
    let step = prop_oneof![
        4 => Just(Step::Pause),
        4 => effect.prop_map(Step::Resume),
        1 => amounts().prop_map(Step::Extend),
        1 => specs().prop_map(|spec| Step::Reproject(Box::new(spec))),
    ];
    let gap = prop_oneof![2 => 0..600_i64, 2 => 0..9000_i64, 1 => Just(0)];
    prop::collection::vec((gap, step), 0..9)
}
