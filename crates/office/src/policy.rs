//! Who may do what, as one pure function; a permit is a value that the next call needs. Knows no
//! store and no page.

use calendar::Instant;
use dossier::{Action, Actor, State};

/// Proof that the policy was asked and allowed the action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permit {
    pub(crate) action: Action,
    pub(crate) actor: String,
    /// For whom, where a stand-in acts.
    pub(crate) on_behalf: Option<String>,
}

/// Allows an actor an action on a dossier, or does not.
#[must_use]
pub fn permit(actor: &Actor, action: Action, state: &State, at: Instant) -> Option<Permit> {
    action.permits(state, actor, at).then(|| {
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
