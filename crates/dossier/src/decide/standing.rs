//! The values that decide how a dossier counts, compared before and after a correction: due, remaining
//! duration, end, lateness and its parts, owed letter. Must not know events or actors.

use std::collections::BTreeMap;

use calendar::{Amount, Calendars, Instant, Remaining};

use crate::event::{Event, PauseReason, Recorded};
use crate::state::{Offer, State};

/// The values that decide how a dossier counts, at an instant.
struct Standing {
    due: Option<Instant>,
    /// The duration that remains after a pause.
    left: Option<Remaining>,
    extensions: Vec<Amount>,
    end: Instant,
    suspended: bool,
    became_late: bool,
    without_letter: bool,
    unit: String,
    offer: Option<Offer>,
    /// Officer, unit and step of each visit.
    visits: Vec<[String; 3]>,
    /// Working minutes used, by step and officer; of a dossier that ended only the late ones count.
    used: BTreeMap<(String, String), i64>,
    late_minutes: BTreeMap<String, i64>,
}

/// Whether a correction made the dossier look better at an instant, or moved its time to other steps
/// or officers: as it stands, and as it would stand if a pause in progress ended now. A due that is
/// suspended says nothing of the one that the resume gives.
pub(super) fn improves(before: &State, after: &State, calendars: &Calendars, at: Instant) -> bool {
    let standing = |state: &State| Standing::of(state, at);
    let resumed = |state: &State| Standing::of(&resumed(state, calendars, at), at);
    standing(before).is_bettered(&standing(after)) || resumed(before).is_bettered(&resumed(after))
}

/// The state with the pause in progress ended.
fn resumed(state: &State, calendars: &Calendars, at: Instant) -> State {
    let mut state = state.clone();
    let event = match state.paused().map(|pause| pause.reason) {
        None => return state,
        Some(PauseReason::Supplement) => Event::Supplied { items: Vec::new() },
        Some(_) => Event::Resumed,
    };
    let (actor, on_behalf, sealed) = (String::new(), None, None);
    let recorded = Recorded { at, logged_at: at, actor, on_behalf, event, sealed };
    // The pause of an old register, which no clock counts, stays.
    let _ = state.apply(&recorded, calendars);
    state
}

impl Standing {
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
            left: state.clock.as_ref().zip(calendar).and_then(|(clock, of)| clock.left(of, at)),
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

    /// Whether another one is better in any respect, or has the time elsewhere.
    fn is_bettered(&self, by: &Self) -> bool {
        by.due > self.due
            || by.left > self.left
            || by.end < self.end
            || (by.suspended && !self.suspended)
            || (self.became_late && !by.became_late)
            || (self.without_letter && !by.without_letter)
            || by.extensions != self.extensions
            || by.unit != self.unit
            || by.offer != self.offer
            || by.visits != self.visits
            || lowers(&self.used, &by.used)
            || lowers(&self.late_minutes, &by.late_minutes)
    }
}

/// Whether a part is smaller after than before.
fn lowers<K: Ord>(before: &BTreeMap<K, i64>, after: &BTreeMap<K, i64>) -> bool {
    before.iter().any(|(part, minutes)| after.get(part).copied().unwrap_or(0) < *minutes)
}
