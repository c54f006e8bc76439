//! The permit to act on a dossier: a value that the next call needs.

use calendar::Instant;
use dossier::{Action, Actor, Phase, Role, State};
use store::DossierRow;

use super::visibility::scope_of;

/// Proof that the policy was asked and allowed the action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permit {
    pub(crate) action: Action,
    pub(crate) actor: String,
    /// For whom, where a stand-in acts.
    pub(crate) on_behalf: Option<String>,
}

impl Permit {
    /// Of one who stands in for the officer to whom a dossier is offered.
    pub(crate) fn of_stand_in(action: Action, actor: &Actor, officer: String) -> Self {
        Self { action, actor: actor.id.clone(), on_behalf: Some(officer) }
    }
}

/// Allows an actor an action on a dossier of an agency, or does not: it must be in sight, and the
/// table of actions must name the role with the relation in which the actor stands to it.
#[must_use]
pub fn permit(
    actor: &Actor,
    action: Action,
    state: &State,
    row: &DossierRow,
    agency: &str,
    at: Instant,
) -> Option<Permit> {
    let in_sight = state.phase == Phase::Absent
        || actor.role == Role::System
        || scope_of(actor, agency).holds(row, at.0);
    (in_sight && action.permits(state, actor, at)).then(|| {
        let held = state.hold().map(|hold| hold.officer.as_str());
        let offered = state.offer.as_ref().map(|offer| offer.to.as_str());
        let principal = match action {
            Action::Accept | Action::Decline => offered,
            _ => held,
        };
        let stands_in =
            |officer: &&str| *officer != actor.id && state.acting(officer, at) == actor.id;
        Permit {
            action,
            actor: actor.id.clone(),
            on_behalf: principal.filter(stands_in).map(str::to_owned),
        }
    })
}
