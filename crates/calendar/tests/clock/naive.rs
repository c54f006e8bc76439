//! A slow reference of the clock, written from `decisions.md` alone: it counts days and minutes one
//! by one, and computes every answer from the whole list of steps.

use calendar::{
    Amount, CalendarSpec, Count, Day, Duration, Instant, Opening, Remaining, SupplementEffect, Unit,
};

use crate::fixture::{MINUTE, Step};

const HOURS_EAST: i64 = 7;

pub fn openings(spec: &CalendarSpec, day: Day) -> &[Opening] {
    if let Some(extra) = spec.extra.iter().find(|extra| extra.day == day) {
        return &extra.openings;
    }
    if spec.closed.iter().any(|closed| closed.day == day) {
        return &[];
    }
    &spec.week[day.iso_weekday() as usize - 1]
}

pub fn is_working(spec: &CalendarSpec, day: Day) -> bool {
    !openings(spec, day).is_empty()
}

/// The civil date and the minute of the day.
pub fn civil(at: Instant) -> (Day, i64) {
    let minutes = at.0.div_euclid(MINUTE) + HOURS_EAST * 60;
    (Day(minutes.div_euclid(1440) as i32), minutes.rem_euclid(1440))
}

pub fn moment(day: Day, minute: i64) -> Instant {
    Instant((i64::from(day.0) * 1440 + minute - HOURS_EAST * 60) * MINUTE)
}

pub fn is_open(spec: &CalendarSpec, at: Instant) -> bool {
    let (day, minute) = civil(at);
    let within = |o: &Opening| i64::from(o.open) <= minute && minute < i64::from(o.close);
    openings(spec, day).iter().any(within)
}

pub fn next_open(spec: &CalendarSpec, mut at: Instant) -> Instant {
    while !is_open(spec, at) {
        at = at.plus_millis(MINUTE);
    }
    at
}

pub fn open_minutes(spec: &CalendarSpec, mut from: Instant, to: Instant) -> i64 {
    let mut sum = 0;
    while from < to {
        sum += i64::from(is_open(spec, from));
        from = from.plus_millis(MINUTE);
    }
    sum
}

pub fn plus_minutes(spec: &CalendarSpec, mut at: Instant, mut minutes: i64) -> Instant {
    while minutes > 0 {
        minutes -= i64::from(is_open(spec, at));
        at = at.plus_millis(MINUTE);
    }
    at
}

pub fn nth_after(spec: &CalendarSpec, mut day: Day, mut n: u32) -> Day {
    while n > 0 {
        day = day.plus(1);
        n -= u32::from(is_working(spec, day));
    }
    day
}

pub fn working_days(spec: &CalendarSpec, after: Day, until: Day) -> u32 {
    (after.0 + 1..=until.0).filter(|&day| is_working(spec, Day(day))).count() as u32
}

pub fn closing(spec: &CalendarSpec, mut day: Day) -> Instant {
    while !is_working(spec, day) {
        day = day.plus(1);
    }
    let last = openings(spec, day).last().map_or(0, |opening| opening.close);
    moment(day, last.into())
}

pub fn effective(spec: &CalendarSpec, duration: Duration, at: Instant) -> Instant {
    let (day, minute) = civil(at);
    match duration.cutoff_minutes {
        Some(cutoff) if is_working(spec, day) && minute > i64::from(cutoff) => {
            next_open(spec, moment(day.plus(1), 0))
        }
        _ => next_open(spec, at),
    }
}

/// The due that follows from a list of steps.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub due: Instant,
    pub suspended: bool,
    pub remaining: Option<Remaining>,
}

struct Reference {
    spec: CalendarSpec,
    duration: Duration,
    /// The first instant that counts.
    start: Instant,
    zero: Day,
    due: Instant,
    unrolled: Day,
}

pub fn answer(
    spec: &CalendarSpec,
    duration: Duration,
    received: Instant,
    steps: &[(Instant, Step)],
) -> Answer {
    let mut spec = spec;
    // A re-projection has no effect where the new due would lie before the re-projection's own
    // instant.
    for (index, (at, step)) in steps.iter().enumerate() {
        if let Step::Reproject(other) = step {
            let anew = on(other, duration, received, &steps[..index]);
            let suspended = on(spec, duration, received, &steps[..index]).suspended;
            // A suspended dossier stays suspended, or keeps its due.
            if if suspended { anew.suspended } else { anew.due >= *at } {
                spec = other;
            }
        }
    }
    on(spec, duration, received, steps)
}

/// Counts all steps on one calendar.
fn on(
    spec: &CalendarSpec,
    duration: Duration,
    received: Instant,
    steps: &[(Instant, Step)],
) -> Answer {
    let zero = Day(0);
    let mut count = Reference {
        spec: spec.clone(),
        duration,
        start: received,
        zero,
        due: received,
        unrolled: zero,
    };
    count.run(received, whole(duration));
    let mut paused: Option<Option<Remaining>> = None;
    let mut granted: Vec<Amount> = Vec::new();
    for (at, step) in steps {
        match (step, paused) {
            (Step::Pause, _) => paused = Some((*at <= count.due).then(|| count.left(*at))),
            (Step::Resume(effect), Some(left)) => {
                paused = None;
                let Some(left) = left else { continue };
                let left = match effect {
                    SupplementEffect::Continue => left,
                    SupplementEffect::Restart => whole(count.duration),
                    SupplementEffect::Fixed(other) => {
                        count.duration = *other;
                        whole(*other)
                    }
                };
                count.run(*at, left);
                granted.drain(..).for_each(|by| count.extend(by));
            }
            (Step::Extend(by), Some(Some(_))) => granted.push(*by),
            (Step::Extend(by), _) => count.extend(*by),
            _ => {}
        }
    }
    let remaining = paused.flatten();
    Answer { due: count.due, suspended: remaining.is_some(), remaining }
}

fn whole(duration: Duration) -> Remaining {
    let Amount { amount, unit } = duration.length;
    match unit {
        Unit::WorkingHours => Remaining::OpenMillis(i64::from(amount) * 60 * MINUTE),
        Unit::WorkingMinutes => Remaining::OpenMillis(i64::from(amount) * MINUTE),
        Unit::WorkingDays | Unit::CalendarDays => Remaining::Days(amount),
    }
}

impl Reference {
    fn run(&mut self, at: Instant, left: Remaining) {
        let spec = &self.spec;
        self.start = effective(spec, self.duration, at);
        self.zero = civil(self.start).0;
        let days = match left {
            Remaining::OpenMillis(millis) => {
                self.due = plus_minutes(spec, self.start, millis / MINUTE);
                return;
            }
            Remaining::Days(days) => days,
        };
        if spec.count == Count::Civil && days > 0 && self.duration.cutoff_minutes.is_none() {
            self.zero = civil(at).0;
        }
        self.unrolled = match self.duration.length.unit {
            Unit::CalendarDays => self.zero.plus(days as i32),
            _ => nth_after(spec, self.zero, days),
        };
        self.due = closing(spec, self.unrolled);
    }

    fn left(&self, at: Instant) -> Remaining {
        let day = civil(at).0.max(self.zero);
        match self.duration.length.unit {
            Unit::WorkingHours | Unit::WorkingMinutes => {
                let minutes = open_minutes(&self.spec, at.max(self.start), self.due);
                Remaining::OpenMillis(minutes * MINUTE)
            }
            Unit::WorkingDays => Remaining::Days(working_days(&self.spec, day, civil(self.due).0)),
            Unit::CalendarDays => Remaining::Days((self.unrolled.0 - day.0).max(0) as u32),
        }
    }

    fn extend(&mut self, by: Amount) {
        let day = civil(self.due).0;
        match (by.unit, by.amount) {
            (_, 0) => {}
            (Unit::WorkingDays, n) => {
                self.unrolled = nth_after(&self.spec, day, n);
                self.due = closing(&self.spec, self.unrolled);
            }
            (Unit::CalendarDays, n) => {
                self.unrolled = day.plus(n as i32);
                self.due = closing(&self.spec, self.unrolled);
            }
            (unit, n) => {
                let minutes = if unit == Unit::WorkingHours { 60 } else { 1 } * i64::from(n);
                self.due = plus_minutes(&self.spec, self.due, minutes);
                self.unrolled = civil(self.due).0;
            }
        }
    }
}
