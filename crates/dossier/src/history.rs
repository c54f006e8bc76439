//! A stream as it was known at an instant: corrections applied, late entries at the instants at
//! which they happened. The module must not know the meaning of an event, which is the fold's.

use std::collections::BTreeMap;

use calendar::{Calendars, Instant};
use serde_json::{Map, Value};

use crate::event::{Event, Recorded};
use crate::state::{Illegal, State};

/// The state after all events on record.
///
/// # Errors
/// [`Illegal`] for an event that the state before it does not allow, and for a correction whose
/// fields do not fit the event.
pub fn fold(history: &[Recorded], calendars: &Calendars) -> Result<State, Illegal> {
    replay(history, calendars, |_, _, _| {})
}

/// Folds like [`fold`]; calls `before_event` for each event with its place in the stream and the state
/// before it.
pub(crate) fn replay(
    history: &[Recorded],
    calendars: &Calendars,
    mut before_event: impl FnMut(usize, &State, &Recorded),
) -> Result<State, Illegal> {
    let (corrected, first_error) = corrections(history, Instant::MAX);
    if let Some(illegal) = first_error {
        return Err(illegal);
    }
    let mut state = State::default();
    for (place, recorded) in in_order_of_happening(history, &corrected, Instant::MAX) {
        before_event(place, &state, recorded);
        state.apply(recorded, calendars)?;
    }
    Ok(state)
}

/// The state as it was known at `as_of`: of the events logged by then, those that happened by
/// `until`.
///
/// An event that depends on one logged later is left out, because at `as_of` it had no meaning.
#[must_use]
pub fn fold_known(
    history: &[Recorded],
    calendars: &Calendars,
    as_of: Instant,
    until: Instant,
) -> State {
    let mut state = State::default();
    let (corrected, _) = corrections(history, as_of);
    let events = in_order_of_happening(history, &corrected, as_of).into_iter();
    for (_, recorded) in events.take_while(|(_, recorded)| recorded.at <= until) {
        // An event that is refused leaves the state as it was.
        let _ = state.apply(recorded, calendars);
    }
    state.apply_lapse(until);
    state
}

/// The instants at which an event was logged that happened before: from each of them on, more is
/// known about the time before.
#[must_use]
pub fn known_versions(history: &[Recorded]) -> Vec<Instant> {
    let late = history
        .iter()
        .filter(|recorded| recorded.logged_at > recorded.at || recorded.event.changes_the_past());
    let mut instants: Vec<Instant> = late.map(|recorded| recorded.logged_at).collect();
    instants.sort_unstable();
    instants.dedup();
    instants
}

/// Corrected events by their place in the stream.
type Corrected = BTreeMap<usize, Recorded>;

/// The events logged by `as_of`, as corrected, with their places, in the order in which they
/// happened.
fn in_order_of_happening<'a>(
    history: &'a [Recorded],
    corrected: &'a Corrected,
    as_of: Instant,
) -> Vec<(usize, &'a Recorded)> {
    let places = history.iter().enumerate();
    let mut events: Vec<(usize, &Recorded)> = places
        .map(|(place, recorded)| (place, corrected.get(&place).unwrap_or(recorded)))
        .filter(|(_, recorded)| recorded.logged_at <= as_of)
        .collect();
    events.sort_by_key(|(_, recorded)| recorded.at);
    events
}

/// The events that the corrections logged by `as_of` change, and the first reason why a correction
/// could not be applied.
fn corrections(history: &[Recorded], as_of: Instant) -> (Corrected, Option<Illegal>) {
    let (mut corrected, mut first_error) = (Corrected::new(), None);
    for place in in_order_of_effect(history, as_of) {
        if let Err(illegal) = correct(history, &mut corrected, place) {
            first_error.get_or_insert(illegal);
        }
    }
    (corrected, first_error)
}

/// The corrections logged by `as_of` in the order in which they are applied: first corrections of
/// corrections, the latest first, so that each correction is right before it is applied; then the
/// others as they were logged, so that the last one of an event prevails.
fn in_order_of_effect(history: &[Recorded], as_of: Instant) -> Vec<usize> {
    let target = |index: usize| match history.get(index).map(|recorded| &recorded.event) {
        Some(Event::Corrected { target, .. }) => Some(*target as usize),
        _ => None,
    };
    let all = (0..history.len()).filter(|&index| target(index).is_some());
    let mut logged: Vec<usize> = all.filter(|&index| history[index].logged_at <= as_of).collect();
    logged.sort_by_key(|&index| history[index].logged_at);
    let corrects_another = |index: &usize| target(*index).and_then(target).is_some();
    let (mut first, then): (Vec<usize>, Vec<usize>) =
        logged.into_iter().partition(corrects_another);
    first.reverse();
    first.extend(then);
    first
}

/// Applies the correction at a place of the stream to the event that the correction names.
fn correct(history: &[Recorded], corrected: &mut Corrected, place: usize) -> Result<(), Illegal> {
    let as_corrected = |place: usize| corrected.get(&place).or_else(|| history.get(place));
    let Some(Event::Corrected { target, set, .. }) = as_corrected(place).map(|r| &r.event) else {
        return Ok(());
    };
    let target = *target as usize;
    let named = as_corrected(target).filter(|_| target != place).ok_or(Illegal::NoSuchEvent)?;
    let changed = with_fields(named, set)?;
    corrected.insert(target, changed);
    Ok(())
}

fn with_fields(recorded: &Recorded, set: &Map<String, Value>) -> Result<Recorded, Illegal> {
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
    let read = serde_json::to_value(&changed.event).map_err(|_| Illegal::BadCorrection)?;
    let is_applied = set.iter().all(|(name, value)| {
        // An event is written without the fields that have their default value.
        name == "at" || read.get(name).map_or(is_default(value), |read| read == value)
    });
    if is_applied { Ok(changed) } else { Err(Illegal::BadCorrection) }
}

fn is_default(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}
