//! How a received dossier stands to its due date, in one line that cannot mislead: what is left says what it
//! is counted from, a pause says what it waits for and what is left after it, a letter's new date never
//! replaces the due date.

use calendar::{Amount, Instant, Remaining, SupplementEffect, Unit, Zone};
use dossier::event::PauseReason;
use dossier::state::PauseSpan;
use dossier::{Event, NOT_SUPPLIED, Outcome, Recorded, Snapshot, State};
use text::{Language, date};

use crate::bundle::{Value, text};
use crate::time::{amount, day_of, duration, instant, remaining};
use crate::words::{pause_reason, within};

/// A dossier at an instant.
#[derive(Clone, Copy)]
pub struct Standing<'a> {
    pub state: &'a State,
    pub snapshot: &'a Snapshot,
    pub history: &'a [Recorded],
    pub zone: &'a Zone,
    pub at: Instant,
}

/// The line about due; before reception that there is none.
#[must_use]
pub fn due_line(language: Language, standing: &Standing<'_>) -> String {
    let line = Line { language, standing };
    match standing.snapshot.due {
        Some(due) => line.of(due),
        None => text(language, "due-none", &[]),
    }
}

struct Line<'a> {
    language: Language,
    standing: &'a Standing<'a>,
}

impl Line<'_> {
    fn of(&self, due: Instant) -> String {
        let Standing { state, snapshot, at, .. } = *self.standing;
        let minutes = |n: i64| date::working_duration(n, self.language);
        let Some(outcome) = snapshot.outcome_by_instant else { return self.say("due-plain", due) };
        match outcome {
            Outcome::Withdrawn => self.say(self.ending(), due),
            Outcome::Paused => self.paused(due),
            Outcome::Within => match state.calendar.as_deref() {
                Some(calendar) => {
                    let left = remaining(self.language, calendar, at, due);
                    self.with_new_date(self.with("due-left", due, left), due)
                }
                None => self.say("due-plain", due),
            },
            // Without a calendar the lateness cannot be counted.
            Outcome::PastDue if snapshot.lateness.minutes == 0 => {
                self.open_late(self.say("due-past_plain", due), due)
            }
            Outcome::PastDue => {
                let line = self.with("due-past", due, minutes(snapshot.lateness.minutes));
                self.open_late(line, due)
            }
            Outcome::Late if snapshot.lateness.minutes == 0 => self.say("due-late_plain", due),
            Outcome::Late => self.with("due-late", due, minutes(snapshot.lateness.minutes)),
            Outcome::Early => match self.left_at_finish(due) {
                Some(left) if left > 0 => self.with("due-early", due, minutes(left)),
                _ => self.say("due-early_plain", due),
            },
            Outcome::OnTheDay => self.say("due-on_the_day", due),
        }
    }

    /// How a dossier ended without a finish.
    fn ending(&self) -> &'static str {
        let withdrawn =
            self.standing.history.iter().rev().find_map(|recorded| match &recorded.event {
                Event::Withdrawn { reason } => Some(reason.as_str()),
                _ => None,
            });
        match withdrawn {
            Some(NOT_SUPPLIED) => "due-closed",
            Some(_) => "due-taken_back",
            // A register of imported dossiers does not say which.
            None => "due-withdrawn",
        }
    }

    fn left_at_finish(&self, due: Instant) -> Option<i64> {
        let Standing { state, at, .. } = *self.standing;
        let end = state.finished.unwrap_or(at);
        Some(state.calendar.as_ref()?.working_minutes_between(end, due))
    }

    fn paused(&self, due: Instant) -> String {
        let Standing { state, snapshot, .. } = *self.standing;
        let Some(pause) = state.paused() else { return self.say("due-paused_plain", due) };
        let effect = state.terms.as_ref().map(|terms| terms.supplement_effect).unwrap_or_default();
        let anew = match (pause.reason, pause.restarts, effect) {
            (PauseReason::Supplement, Some(true), _)
            | (PauseReason::Supplement, None, SupplementEffect::Restart) => {
                state.terms.as_ref().map(|terms| ("due-paused_anew", terms.duration))
            }
            (PauseReason::Supplement, None, SupplementEffect::Fixed(fixed)) => {
                Some(("due-paused_fixed", fixed))
            }
            _ => None,
        };
        let why = pause_reason(self.language, pause.reason);
        let (key, time) = match (anew, snapshot.remaining) {
            (Some((key, anew)), _) => (key, duration(self.language, anew)),
            (None, Some(Remaining::Days(0))) => ("due-paused_day", String::new()),
            (None, Some(left)) => ("due-paused", self.amount_left(left)),
            (None, None) => ("due-paused_for", String::new()),
        };
        let values = [("why", why.into()), ("time", time.into()), self.due_value(due)];
        text(self.language, key, &values)
    }

    fn amount_left(&self, left: Remaining) -> String {
        let length = self.standing.state.terms.as_ref().map(|terms| terms.duration.length.unit);
        match left {
            Remaining::Days(days) => {
                let calendar_days = length == Some(Unit::CalendarDays);
                let unit = if calendar_days { Unit::CalendarDays } else { Unit::WorkingDays };
                amount(self.language, Amount { amount: days, unit })
            }
            Remaining::OpenMillis(millis) => date::working_duration(millis / 60_000, self.language),
        }
    }

    /// The line of an open dossier past due, with what it waits for and the date that its letter gives.
    fn open_late(&self, line: String, due: Instant) -> String {
        let waits = self.standing.state.paused().map(|PauseSpan { reason, .. }| {
            let why = within(&pause_reason(self.language, *reason));
            text(self.language, "due-and_waits", &[("why", why.into())])
        });
        self.with_new_date(line + &waits.unwrap_or_default(), due)
    }

    /// The line with the new date of a letter; one that due has moved past means nothing any more.
    fn with_new_date(&self, line: String, due: Instant) -> String {
        let Standing { snapshot, zone, at, .. } = *self.standing;
        let promised = snapshot.promised.filter(|day| *day > zone.day(due));
        let Some(day) = promised else { return line };
        let key = if zone.day(at) > day { "due-and_new_date_past" } else { "due-and_new_date" };
        let day = day_of(self.language, day);
        line + &text(self.language, key, &[("date", day.into())])
    }

    fn say(&self, key: &str, due: Instant) -> String {
        text(self.language, key, &[self.due_value(due)])
    }

    fn with(&self, key: &str, due: Instant, time: String) -> String {
        text(self.language, key, &[("time", time.into()), self.due_value(due)])
    }

    fn due_value(&self, due: Instant) -> (&'static str, Value<'static>) {
        ("due", instant(self.language, due, self.standing.zone).into())
    }
}

#[cfg(test)]
mod tests;
