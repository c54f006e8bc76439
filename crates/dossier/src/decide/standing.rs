//! The values that decide how a dossier counts, compared before and after a correction: due,
//! remaining duration, end, lateness and its parts, owed letter. The module must not know events or
//! actors.

use std::collections::BTreeMap;

use calendar::{Amount, Calendars, Instant, Remaining};

use crate::event::{Event, PauseReason, Recorded};
use crate::state::{Offer, State};

/// The values that decide how a dossier counts, at one instant.
struct CountedValues {
    due: Option<Instant>,
    /// The duration that remains, in the pause in progress or at the instant.
    remaining: Option<Remaining>,
    extensions: Vec<Amount>,
    end: Instant,
    suspended: bool,
    became_late: bool,
    without_letter: bool,
    unit: String,
    offer: Option<Offer>,
    /// The officer, unit and step of each visit, in order.
    visits: Vec<[String; 3]>,
    /// The working minutes used, by step and officer; empty for a dossier that ended, whose late
    /// minutes alone count.
    used: BTreeMap<(String, String), i64>,
    late_minutes: BTreeMap<String, i64>,
}

/// Whether a correction makes the dossier look better at an instant, or moves its time to other
/// steps or officers. The dossiers are compared as they stand, and as they would stand if a pause
/// in progress ended at that instant: a suspended due does not show the due that the resume gives.
pub(super) fn improves(before: &State, after: &State, calendars: &Calendars, at: Instant) -> bool {
    let values = |state: &State| CountedValues::of(state, at);
    let values_resumed = |state: &State| CountedValues::of(&resumed(state, calendars, at), at);
    values(before).is_improved_by(&values(after))
        || values_resumed(before).is_improved_by(&values_resumed(after))
}

/// The state as if the pause in progress ended at the instant.
fn resumed(state: &State, calendars: &Calendars, at: Instant) -> State {
    let mut state = state.clone();
    let event = match state.paused().map(|pause| pause.reason) {
        None => return state,
        Some(PauseReason::Supplement) => Event::Supplied { items: Vec::new() },
        Some(_) => Event::Resumed,
    };
    let (actor, on_behalf, sealed) = (String::new(), None, None);
    let recorded =
        Recorded { at, logged_at: at, actor, on_behalf, paper_number: None, event, sealed };
    // The pause of an old register has no clock and cannot end here.
    let _ = state.apply(&recorded, calendars);
    state
}

impl CountedValues {
    fn of(state: &State, at: Instant) -> Self {
        let calendar = state.calendar.as_deref();
        let (mut used, mut late_minutes) = (BTreeMap::new(), BTreeMap::new());
        let open = state.ended().is_none();
        for segment in state.segments(at).into_iter().filter(|_| open) {
            let minutes = calendar
                .map_or(0, |calendar| state.minutes_off_pauses(calendar, segment.from, segment.to));
            *used.entry((segment.step, segment.officer)).or_insert(0) += minutes;
        }
        for (_, officer, minutes) in state.lateness(at).by_holder {
            *late_minutes.entry(officer).or_insert(0) += minutes;
        }
        let visit = |hold: &crate::state::Hold| {
            [hold.officer.clone(), hold.unit.clone(), hold.step.clone()]
        };
        Self {
            due: state.due(),
            remaining: state
                .clock
                .as_ref()
                .zip(calendar)
                .and_then(|(clock, of)| clock.remaining_at(of, at)),
            extensions: state.extensions.iter().map(|(_, by, _)| *by).collect(),
            end: state.ended().unwrap_or(Instant::MAX),
            suspended: state.suspended(),
            became_late: state.became_late(at).is_some(),
            without_letter: state.without_letter,
            unit: state.filing.unit.clone(),
            offer: state.offer.clone(),
            visits: state.holds.iter().map(visit).collect(),
            used,
            late_minutes,
        }
    }

    /// Whether another standing is better in any respect, or has the time at other steps or
    /// officers.
    fn is_improved_by(&self, by: &Self) -> bool {
        by.due > self.due
            || by.remaining > self.remaining
            || by.end < self.end
            || (by.suspended && !self.suspended)
            || (self.became_late && !by.became_late)
            || (self.without_letter && !by.without_letter)
            || by.extensions != self.extensions
            || by.unit != self.unit
            || by.offer != self.offer
            || by.visits != self.visits
            || any_part_smaller(&self.used, &by.used)
            || any_part_smaller(&self.late_minutes, &by.late_minutes)
    }
}

/// Whether any part is smaller after the correction than before.
fn any_part_smaller<K: Ord>(before: &BTreeMap<K, i64>, after: &BTreeMap<K, i64>) -> bool {
    before.iter().any(|(part, minutes)| after.get(part).copied().unwrap_or(0) < *minutes)
}
