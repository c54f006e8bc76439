//! A stream as it was known at an instant: corrections applied, late entries in their place.
//! Knows nothing of what the events mean; that is the fold's.

use calendar::{Calendars, Instant};
use serde_json::Value;

use crate::event::{Event, Recorded};
use crate::state::{Illegal, State};

/// The state after everything that is logged.
///
/// # Errors
/// An event that the state before it does not allow.
pub fn fold(history: &[Recorded], calendars: &Calendars) -> Result<State, Illegal> {
    let mut state = State::default();
    for recorded in straightened(history, Instant::MAX)?.iter() {
        state.apply(recorded, calendars)?;
    }
    Ok(state)
}

/// The state as it was known at `known`; of the events known then, those that happened by `until`.
///
/// An event that makes no sense without one logged later is left out: nobody could read it then.
#[must_use]
pub fn fold_known(
    history: &[Recorded],
    calendars: &Calendars,
    known: Instant,
    until: Instant,
) -> State {
    let mut state = State::default();
    for recorded in straightened(history, known).unwrap_or_default() {
        if recorded.at <= until {
            let mut next = state.clone();
            if next.apply(&recorded, calendars).is_ok() {
                state = next;
            }
        }
    }
    state
}

/// The instants at which something was logged that happened before: what was known changed there.
#[must_use]
pub fn known_versions(history: &[Recorded]) -> Vec<Instant> {
    let late = history.iter().filter(|recorded| {
        recorded.logged_at > recorded.at || matches!(recorded.event, Event::Corrected { .. })
    });
    let mut instants: Vec<Instant> = late.map(|recorded| recorded.logged_at).collect();
    instants.sort_unstable();
    instants.dedup();
    instants
}

/// Events logged by `known`, with corrections applied, in the order in which they happened.
pub(crate) fn straightened(history: &[Recorded], known: Instant) -> Result<Vec<Recorded>, Illegal> {
    let plain = history.iter().all(|recorded| !matches!(recorded.event, Event::Corrected { .. }));
    let mut events: Vec<Recorded> = history.to_vec();
    if !plain {
        for correction in history.iter().filter(|recorded| recorded.logged_at <= known) {
            if let Event::Corrected { target, set, .. } = &correction.event {
                let target = events.get_mut(*target as usize).ok_or(Illegal::NoSuchEvent)?;
                *target = corrected(target, set)?;
            }
        }
    }
    events.retain(|recorded| recorded.logged_at <= known);
    events.sort_by_key(|recorded| recorded.at);
    Ok(events)
}

fn corrected(recorded: &Recorded, set: &serde_json::Map<String, Value>) -> Result<Recorded, Illegal> {
    let mut changed = recorded.clone();
    let mut fields = serde_json::to_value(&recorded.event).map_err(|_| Illegal::BadCorrection)?;
    for (name, value) in set {
        match (name.as_str(), fields.as_object_mut()) {
            ("at", _) => {
                changed.at = serde_json::from_value(value.clone())
                    .or_else(|_| value.as_str().unwrap_or_default().parse())
                    .map_err(|_| Illegal::BadCorrection)?;
            }
            ("kind", _) | (_, None) => return Err(Illegal::BadCorrection),
            (name, Some(object)) => {
                object.insert(name.to_owned(), value.clone());
            }
        }
    }
    changed.event = serde_json::from_value(fields).map_err(|_| Illegal::BadCorrection)?;
    Ok(changed)
}
