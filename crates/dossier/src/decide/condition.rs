//! The conditions on a dossier for an event, independent of the actor. Each is checked when the
//! event is decided, and for every event when a correction folds the dossier again.

use calendar::{Calendar, Day, Instant};

use super::check_text;
use crate::event::{Event, NOT_SUPPLIED};
use crate::refusal::Reason;
use crate::state::State;

/// Checks whether an event may happen to a dossier in a state.
///
/// # Errors
/// The [`Reason`] why the event may not happen.
pub(super) fn check(state: &State, at: Instant, event: &Event) -> Result<(), Reason> {
    match event {
        Event::Guided { missing } => listed("missing", missing),
        Event::SupplementAsked { items, .. } => listed("items", items),
        // Without items the event withdraws the promise.
        Event::PapersPromised { items } if !items.is_empty() => listed("items", items),
        Event::StandIn { officer, by, until } => stand_in(state, at, officer, by, *until),
        Event::Consulted { due, .. } if *due <= at => Err(Reason::Missing("due")),
        Event::Extended { .. } => {
            let past = state.clock.as_ref().filter(|clock| clock.past_due(at));
            past.map_or(Ok(()), |clock| Err(Reason::PastDue(clock.due)))
        }
        Event::Reappointed { date } | Event::ChairmanDate { date, .. } => after_due(state, *date),
        Event::ResultApproved { declined, reason, .. } => {
            let other = state.proposed.filter(|(_, declines)| declines != declined);
            other.map_or(Ok(()), |_| check_text("reason", reason.as_deref().unwrap_or_default()))
        }
        Event::Finished => state
            .step_to_approve()
            .map_or(Ok(()), |step| Err(Reason::ApprovalMissing(step.id.clone()))),
        Event::ResultDeclined { .. } => {
            let (finished, calendar) =
                state.finished.zip(state.calendar.as_ref()).ok_or(Reason::NotPossible)?;
            let too_late = days_passed(calendar, finished, 1, at);
            if too_late { Err(Reason::DeclinedTooLate) } else { Ok(()) }
        }
        Event::Withdrawn { reason } if reason == NOT_SUPPLIED => {
            let last = state.supplement_until().ok_or(Reason::NotPossible)?;
            let passed = state.zone.as_ref().is_some_and(|zone| zone.day(at) > last);
            if passed { Ok(()) } else { Err(Reason::StillTime(last)) }
        }
        _ => Ok(()),
    }
}

/// Refuses an empty list and a line without a letter or a digit; `name` is the field.
fn listed(name: &'static str, items: &[String]) -> Result<(), Reason> {
    if items.is_empty() {
        return Err(Reason::Missing(name));
    }
    items.iter().try_for_each(|item| check_text(name, item))
}

fn stand_in(
    state: &State,
    at: Instant,
    officer: &str,
    by: &str,
    until: Instant,
) -> Result<(), Reason> {
    let absent = |who: &str| state.acting(who, at) != who;
    let bad = until <= at || officer == by || absent(by) || absent(officer);
    if bad { Err(Reason::BadStandIn) } else { Ok(()) }
}

/// Refuses a date promised to the citizen that is not a working day after due's day.
pub(super) fn after_due(state: &State, date: Day) -> Result<(), Reason> {
    let due = state.due().zip(state.zone.as_ref()).map(|(due, zone)| zone.day(due));
    if date <= due.ok_or(Reason::NotPossible)? {
        return Err(Reason::NotAfterDue(date));
    }
    match &state.calendar {
        Some(calendar) if !calendar.is_working_day(date) => Err(Reason::NotWorkingDay(date)),
        _ => Ok(()),
    }
}

/// Whether the n-th working day after an instant's day has passed at `at`; that day ends with its
/// own date.
pub(super) fn days_passed(calendar: &Calendar, from: Instant, days: u32, at: Instant) -> bool {
    let [from, at] = [from, at].map(|instant| calendar.zone.day(instant));
    at > calendar.nth_working_day_after(from, days)
}
