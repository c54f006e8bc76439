//! Who may do what, as one pure function; a permit is a value that the next call needs. What an
//! actor may see is a [`Scope`], plain data that the store can filter by.

use calendar::Instant;
use dossier::{Action, Actor, Role, State};

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

/// Which dossiers an actor may read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All of the agency.
    Agency,
    /// Those that a unit answers for, or where it holds them.
    Unit(String),
    /// None.
    Nothing,
}

/// What an actor may read of an agency's dossiers.
#[must_use]
pub fn scope(actor: &Actor) -> Scope {
    match actor.role {
        Role::Leader | Role::Inspector | Role::DeskOfficer | Role::System => Scope::Agency,
        Role::Specialist | Role::Head => Scope::Unit(actor.unit.clone()),
        Role::Citizen | Role::Adviser | Role::Administrator => Scope::Nothing,
    }
}
