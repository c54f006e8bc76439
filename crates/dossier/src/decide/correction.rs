//! Corrections: which actor may correct which event, and what no correction may change. The
//! corrected history is folded again and the states before and after are compared, so that the rule
//! covers every field of every event.

use std::collections::BTreeSet;

use calendar::Instant;
use serde_json::{Map, Value};

use super::standing::improves;
use super::{Decided, Decision, check_text, condition};
use crate::actions::{Actor, Relation, Role};
use crate::event::{Event, Recorded};
use crate::history;
use crate::refusal::Reason;
use crate::state::{Illegal, State};

/// The fields of a reception that were entered, or follow from entered ones.
const ENTERED_AT_RECEPTION: [&str; 4] = ["at", "filing", "terms", "components"];

impl Decision<'_> {
    pub(super) fn correct(&self, target: u32, set: &Map<String, Value>, reason: &str) -> Decided {
        check_text("reason", reason)?;
        let recorded = self.context.history.get(target as usize);
        let recorded = recorded.ok_or(Reason::IllegalCorrection)?;
        let root = self.first_corrected(recorded);
        for named in [recorded, root] {
            let obstacle = correction_obstacle(self.state, self.actor, named, self.context.at);
            obstacle.map_or(Ok(()), Err)?;
        }
        let event = Event::Corrected { target, set: set.clone(), reason: reason.to_owned() };
        let state = self.corrected(event.clone())?;
        if matches!(root.event, Event::Received { .. }) {
            self.check_reception_instant(recorded, set, &state)?;
        } else {
            self.check_unchanged_decisions([recorded, root], &state)?;
        }
        self.single(event)
    }

    /// The event that a correction changes; of a correction of a correction, the event that both
    /// are about.
    fn first_corrected<'a>(&'a self, recorded: &'a Recorded) -> &'a Recorded {
        let mut root = recorded;
        for _ in self.context.history {
            let Event::Corrected { target, .. } = &root.event else { break };
            let Some(named) = self.context.history.get(*target as usize) else { break };
            root = named;
        }
        root
    }

    /// The state with one more correction.
    fn corrected(&self, event: Event) -> Result<State, Reason> {
        let mut history = self.context.history.to_vec();
        history.push(Recorded {
            at: self.context.at,
            logged_at: self.context.at,
            actor: self.actor.id.clone(),
            on_behalf: None,
            paper_number: None,
            event,
            sealed: None,
        });
        let (state, broken) = self.replayed(&history).map_err(|_| Reason::IllegalCorrection)?;
        let (_, broken_before) =
            self.replayed(self.context.history).map_err(|_| Reason::IllegalCorrection)?;
        // Nothing may happen after now, and no end before the reception. The fold cannot see the
        // latter in an imported dossier, whose instants are fields of one event.
        let ended_first = state.ended().zip(state.received).is_some_and(|(end, start)| end < start);
        if state.last_at > self.context.at || ended_first || !broken.is_subset(&broken_before) {
            return Err(Reason::IllegalCorrection);
        }
        Ok(state.with_lapse_applied(self.context.at).into_owned())
    }

    /// Folds a history, and lists the places of the events whose conditions are not met at their
    /// instant. Such events on record stay; a correction must not add one.
    fn replayed(&self, history: &[Recorded]) -> Result<(State, BTreeSet<usize>), Illegal> {
        let mut broken = BTreeSet::new();
        let state = history::replay(history, self.context.calendars, |place, state, recorded| {
            let state = state.with_lapse_applied(recorded.at);
            if condition::check(&state, recorded.at, &recorded.event).is_err() {
                broken.insert(place);
            }
        })?;
        Ok((state, broken))
    }

    /// Refuses an instant of a reception that could not be entered: the desk was closed, or the
    /// instant is after the logging or more than one working day before it.
    fn check_reception_instant(
        &self,
        recorded: &Recorded,
        set: &Map<String, Value>,
        after: &State,
    ) -> Result<(), Reason> {
        let entered = |name: &String| ENTERED_AT_RECEPTION.contains(&name.as_str());
        if !set.keys().all(entered) {
            return Err(Reason::IllegalCorrection);
        }
        let (Some(at), Some(calendar)) = (after.received, &after.calendar) else { return Ok(()) };
        if !set.contains_key("at") || at == recorded.at {
            return Ok(());
        }
        if at > recorded.logged_at {
            return Err(Reason::InFuture);
        }
        if condition::days_passed(calendar, at, 1, recorded.logged_at) {
            return Err(Reason::EnteredTooLate);
        }
        self.desk_open(at)
    }

    /// Refuses a correction that changes a signature, a promise, the kind of a pause, or, by
    /// another event, the reception. Only a leader who neither recorded the event nor holds the
    /// dossier makes a correction that improves the dossier's figures, or moves its time to other
    /// steps and officers: no unit improves its own record.
    fn check_unchanged_decisions(
        &self,
        [recorded, root]: [&Recorded; 2],
        after: &State,
    ) -> Result<(), Reason> {
        let before = self.state;
        let imported = matches!(root.event, Event::Imported { .. });
        let entered = |state: &State| (state.received, state.terms.clone(), state.code.clone());
        if signed(before) != signed(after)
            || before.promises != after.promises
            || pauses(before) != pauses(after)
            || (!imported && entered(before) != entered(after))
            || !within_the_limit(after)
        {
            return Err(Reason::IllegalCorrection);
        }
        let did = [recorded, root].iter().any(|event| event.actor == self.actor.id);
        let leads = self.actor.role == Role::Leader && !did && !self.is_own_dossier();
        if !leads && improves(before, after, self.context.calendars, self.context.at) {
            return Err(Reason::LeaderCorrects);
        }
        Ok(())
    }
}

/// The reason why an actor may not correct an event, independent of the new fields. A reception is
/// corrected by the officer who entered it, on the day on which it was logged; later by the head of
/// the receiving desk. Other events are corrected by the head of the unit that answers for the
/// dossier, by an administrator or by a leader. Events that signed or promised are corrected by no
/// actor.
#[must_use]
pub fn correction_obstacle(
    state: &State,
    actor: &Actor,
    recorded: &Recorded,
    at: Instant,
) -> Option<Reason> {
    let has = |relation: Relation| actor.role == Role::Head && relation.holds(state, actor, at);
    let day = |at: Instant| state.zone.as_ref().map(|zone| zone.day(at));
    let is_permitted = match recorded.event {
        Event::ApologySigned { .. }
        | Event::ApologySent { .. }
        | Event::Reappointed { .. }
        | Event::ChairmanDate { .. } => return Some(Reason::IllegalCorrection),
        Event::ApologyDrafted { .. } if is_signed(state, recorded.at) => {
            return Some(Reason::IllegalCorrection);
        }
        Event::Received { .. } => {
            let entered_today = recorded.actor == actor.id && day(recorded.logged_at) == day(at);
            entered_today || has(Relation::ReceivingDesk)
        }
        _ => {
            let any = matches!(actor.role, Role::Administrator | Role::Leader);
            any || has(Relation::AnsweringUnit)
        }
    };
    (!is_permitted).then_some(Reason::ReceiversCorrection)
}

/// Whether the letter drafted at an instant was signed.
fn is_signed(state: &State, drafted: Instant) -> bool {
    signed(state).iter().any(|letter| letter.drafted == drafted)
}

/// The letters that were signed.
fn signed(state: &State) -> Vec<&crate::state::Letter> {
    state.letters.iter().filter(|letter| letter.signed.is_some()).collect()
}

/// Whether every extension stays within the procedure's limit.
fn within_the_limit(state: &State) -> bool {
    let limit = state.terms.as_ref().map(crate::terms::Terms::extension_limit);
    limit.is_none_or(|limit| state.extensions.iter().all(|(_, by, _)| limit.allows(0, *by)))
}

/// The reason of each pause, and whether its supplement restarts the duration.
fn pauses(state: &State) -> Vec<(crate::event::PauseReason, Option<bool>)> {
    state.pauses.iter().map(|pause| (pause.reason, pause.restarts)).collect()
}
