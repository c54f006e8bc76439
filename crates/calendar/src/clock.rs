//! The legal clock: computes effective reception and due from duration, reception, pauses and
//! extensions (decisions, "The legal clock" 3 to 11). The module must not know officers or reasons
//! of pauses.

use serde::{Deserialize, Serialize};

use crate::duration::{Amount, Duration, Unit};
use crate::table::{Calendar, Count};
use crate::{Day, Instant};

/// What the arrival of a supplement does to the clock (decisions, "The legal clock" 5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SupplementEffect {
    /// The remaining duration continues (the rule set of 2018).
    #[default]
    Continue,
    /// The whole duration is counted again (the rule set from July 2025).
    Restart,
    /// This other duration is counted from the supplement's arrival.
    Fixed(Duration),
}

/// The remaining duration at the beginning of a pause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remaining {
    /// Working days, or calendar days counted to the due day before rolling.
    Days(u32),
    /// Milliseconds of open time.
    OpenMillis(i64),
}

/// A pause in progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// The instant at which the pause began.
    pub from: Instant,
    /// The remaining duration; `None` for a pause begun after due, which does not change due.
    pub remaining: Option<Remaining>,
}

/// A change of the clock after reception.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClockChange {
    /// A pause began at this instant.
    Paused(Instant),
    /// The pause ended at this instant; the effect is that of the supplement, if one ended it.
    Resumed(Instant, SupplementEffect),
    /// A supplement arrived whose request came early enough for a restart.
    Restarted(Instant),
    /// An extension by this amount was granted at this instant.
    Extended(Instant, Amount),
    /// Another version of the calendar was put in force at this instant; the text is its `id`.
    CalendarChanged(Instant, String),
}

/// The legal clock of one dossier: everything that its due depends on, except the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegalClock {
    /// The duration that is counted.
    pub duration: Duration,
    /// The instant of reception, as entered.
    pub received: Instant,
    /// The instant at which the reception took effect.
    pub effective: Instant,
    /// The instant of due; while due is suspended, its last value.
    pub due: Instant,
    /// The pause in progress; `None` while the clock runs.
    pub paused: Option<Pause>,
    /// All changes after reception, in order.
    pub changes: Vec<ClockChange>,
    /// Day 0 of the reception.
    first_day_zero: Day,
    /// Day 0 of the count in force; `from` is the instant from which that count runs.
    day_zero: Day,
    from: Instant,
    /// For calendar days: the due day before it was rolled forward off closed days.
    due_day_before_rolling: Day,
    /// Extensions granted during the pause; each counts from the due that the resume gives.
    pending_extensions: Vec<Amount>,
    /// The duration at reception, where a supplement replaced that duration by another.
    duration_at_reception: Option<Duration>,
}

impl LegalClock {
    /// Starts the clock at a reception.
    #[must_use]
    pub fn start(calendar: &Calendar, duration: Duration, received: Instant) -> Self {
        let effective = effective_instant(calendar, duration, received);
        let mut clock = Self {
            duration,
            received,
            effective,
            due: effective,
            paused: None,
            changes: Vec::new(),
            first_day_zero: Day(0),
            day_zero: Day(0),
            from: effective,
            due_day_before_rolling: Day(0),
            pending_extensions: Vec::new(),
            duration_at_reception: None,
        };
        clock.set_due_from_count(calendar, received, effective, whole_duration(duration));
        clock.first_day_zero = clock.day_zero;
        clock
    }

    /// Whether `at` lies at most `days` working days after day 0 of the reception.
    #[must_use]
    pub fn within_first_days(&self, calendar: &Calendar, at: Instant, days: u32) -> bool {
        calendar.working_days_between(self.first_day_zero, calendar.zone.day(at)) <= days
    }

    /// The date `days` working days after day 0 of the reception.
    #[must_use]
    pub fn last_of_first_days(&self, calendar: &Calendar, days: u32) -> Day {
        calendar.nth_working_day_after(self.first_day_zero, days)
    }

    /// The duration that remains in the pause in progress, or would remain in a pause begun at
    /// `at`; `None` for a pause begun after due.
    #[must_use]
    pub fn remaining_at(&self, calendar: &Calendar, at: Instant) -> Option<Remaining> {
        match self.paused {
            Some(pause) => pause.remaining,
            None => (at <= self.due).then(|| self.remaining(calendar, at)),
        }
    }

    /// Whether due is suspended: the clock is paused, and the pause did not begin after due.
    #[must_use]
    pub fn suspended(&self) -> bool {
        self.paused.is_some_and(|pause| pause.remaining.is_some())
    }

    /// Whether due has passed at `at`. At the instant of due, due has not passed.
    #[must_use]
    pub fn past_due(&self, at: Instant) -> bool {
        !self.suspended() && at > self.due
    }

    /// Begins a pause. Has no effect during a pause.
    pub fn pause(&mut self, calendar: &Calendar, at: Instant) {
        if self.paused.is_some() {
            return;
        }
        let remaining = self.remaining_at(calendar, at);
        self.paused = Some(Pause { from: at, remaining });
        self.changes.push(ClockChange::Paused(at));
    }

    /// Ends the pause and counts what remains. Has no effect without a pause.
    pub fn resume(&mut self, calendar: &Calendar, at: Instant, effect: SupplementEffect) {
        let Some(pause) = self.paused.take() else { return };
        self.changes.push(ClockChange::Resumed(at, effect));
        let Some(remaining) = pause.remaining else { return };
        let remaining = match effect {
            SupplementEffect::Continue => remaining,
            SupplementEffect::Restart => whole_duration(self.duration),
            SupplementEffect::Fixed(duration) => {
                self.duration_at_reception.get_or_insert(self.duration);
                self.duration = duration;
                whole_duration(duration)
            }
        };
        let effective = effective_instant(calendar, self.duration, at);
        self.set_due_from_count(calendar, at, effective, remaining);
        for by in std::mem::take(&mut self.pending_extensions) {
            self.add_to_due(calendar, by);
        }
    }

    /// Ends the pause and counts the whole duration again, as from a reception, without earlier
    /// extensions. Has no effect without a pause; does not change due if the pause began after due.
    pub fn restart(&mut self, calendar: &Calendar, at: Instant) {
        let Some(pause) = self.paused.take() else { return };
        self.changes.push(ClockChange::Restarted(at));
        self.pending_extensions.clear();
        if pause.remaining.is_some() {
            let effective = effective_instant(calendar, self.duration, at);
            self.set_due_from_count(calendar, at, effective, whole_duration(self.duration));
        }
    }

    /// Adds an extension to the due in force, or, during a pause, to the due that the resume gives.
    pub fn extend(&mut self, calendar: &Calendar, at: Instant, by: Amount) {
        self.changes.push(ClockChange::Extended(at, by));
        if self.suspended() {
            self.pending_extensions.push(by);
        } else {
            self.add_to_due(calendar, by);
        }
    }

    /// Counts every move again on another calendar; returns whether the clock took the new count.
    ///
    /// A dossier whose new due would lie before `at` keeps its due. A suspended dossier stays
    /// suspended: it also keeps its due where its pause would have begun after the new due.
    pub fn reproject(&mut self, calendar: &Calendar, at: Instant) -> bool {
        let mut recounted = Self::start(calendar, self.first_duration(), self.received);
        self.changes.iter().for_each(|step| recounted.repeat(calendar, step));
        let adopted = if self.suspended() { recounted.suspended() } else { recounted.due >= at };
        if adopted {
            *self = recounted;
        }
        self.changes.push(ClockChange::CalendarChanged(at, calendar.id.clone()));
        adopted
    }

    /// Applies a recorded move on a calendar; a change of calendar is recorded and has no other
    /// effect.
    pub(crate) fn repeat(&mut self, calendar: &Calendar, change: &ClockChange) {
        match change {
            ClockChange::Paused(at) => self.pause(calendar, *at),
            ClockChange::Resumed(at, effect) => self.resume(calendar, *at, *effect),
            ClockChange::Restarted(at) => self.restart(calendar, *at),
            ClockChange::Extended(at, by) => self.extend(calendar, *at, *by),
            ClockChange::CalendarChanged(..) => self.changes.push(change.clone()),
        }
    }

    /// The duration with which the clock started at reception.
    #[must_use]
    pub fn first_duration(&self) -> Duration {
        self.duration_at_reception.unwrap_or(self.duration)
    }

    pub(crate) fn pending_extensions(&self) -> Vec<Amount> {
        self.pending_extensions.clone()
    }

    fn set_due_from_count(
        &mut self,
        calendar: &Calendar,
        at: Instant,
        effective: Instant,
        left: Remaining,
    ) {
        let effective_day = calendar.zone.day(effective);
        self.from = effective;
        self.day_zero = effective_day;
        let days = match left {
            Remaining::OpenMillis(millis) => {
                self.due = calendar.plus_open_millis(effective, millis);
                return;
            }
            Remaining::Days(days) => days,
        };
        let civil = calendar.count == Count::Civil && self.duration.cutoff_minutes.is_none();
        if civil && days > 0 {
            self.day_zero = calendar.zone.day(at);
        }
        let due_day = match (days, self.duration.length.unit) {
            (0, _) => effective_day,
            (_, Unit::CalendarDays) => self.day_zero.plus(days as i32),
            _ => calendar.nth_working_day_after(self.day_zero, days),
        };
        self.set_due_day(calendar, due_day);
    }

    fn set_due_day(&mut self, calendar: &Calendar, day: Day) {
        self.due_day_before_rolling = day;
        self.due = calendar.last_closing(calendar.roll_forward(day));
    }

    fn add_to_due(&mut self, calendar: &Calendar, by: Amount) {
        let due_day = calendar.zone.day(self.due);
        match by.unit {
            _ if by.amount == 0 => {}
            Unit::WorkingHours | Unit::WorkingMinutes => {
                let millis = by.open_millis().unwrap_or(0);
                self.due = calendar.plus_open_millis(self.due, millis);
                self.due_day_before_rolling = calendar.zone.day(self.due);
            }
            Unit::WorkingDays => {
                let day = calendar.nth_working_day_after(due_day, by.amount);
                self.set_due_day(calendar, day);
            }
            Unit::CalendarDays => self.set_due_day(calendar, due_day.plus(by.amount as i32)),
        }
    }

    fn remaining(&self, calendar: &Calendar, at: Instant) -> Remaining {
        let day = calendar.zone.day(at).max(self.day_zero);
        match self.duration.length.unit {
            Unit::WorkingHours | Unit::WorkingMinutes => {
                let from = at.max(self.from);
                Remaining::OpenMillis(calendar.open_millis_between(from, self.due))
            }
            Unit::WorkingDays => {
                let due_day = calendar.zone.day(self.due);
                Remaining::Days(calendar.working_days_between(day, due_day))
            }
            Unit::CalendarDays => {
                Remaining::Days((self.due_day_before_rolling.0 - day.0).max(0) as u32)
            }
        }
    }
}

/// The instant at which a reception or a resume takes effect: `at` itself within an opening,
/// otherwise the next opening; after the cut-off, the first opening of the next working day.
pub(crate) fn effective_instant(calendar: &Calendar, duration: Duration, at: Instant) -> Instant {
    if let Some(cutoff) = duration.cutoff_minutes {
        let (day, millis) = calendar.zone.civil(at);
        if calendar.is_working_day(day) && millis > i64::from(cutoff) * 60_000 {
            return calendar.first_opening(calendar.nth_working_day_after(day, 1));
        }
    }
    calendar.next_open(at)
}

pub(crate) fn whole_duration(duration: Duration) -> Remaining {
    match duration.length.open_millis() {
        Some(millis) => Remaining::OpenMillis(millis),
        None => Remaining::Days(duration.length.amount),
    }
}
