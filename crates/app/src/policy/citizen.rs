//! Permits of the citizen whom a dossier concerns: of the holder of its slip, of its own citizen, and of
//! the desk that records for a citizen.

use dossier::Actor;

use super::right::{Right, allow};
use super::who::Who;

/// Proof that a visitor showed the slip of a dossier, that the dossier is the citizen's own, or that the
/// desk records for its citizen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitizenPermit {
    pub(crate) stream: String,
    pub(crate) actor: Actor,
}

impl CitizenPermit {
    /// For the holder of the slip. An officer in a session stays that officer: officers neither rate nor
    /// complain, whatever slip they have at hand.
    pub(crate) fn of_slip_holder(who: &Who, stream: &str) -> Self {
        Self { stream: stream.to_owned(), actor: who.actor() }
    }

    /// For a citizen whose own dossier was opened.
    pub(crate) fn of_own(who: &Who, stream: &str) -> Option<Self> {
        matches!(who, Who::Citizen { .. }).then(|| Self::of_slip_holder(who, stream))
    }

    /// For the desk, of a dossier that it sees.
    pub(crate) fn of_desk(who: &Who, stream: &str) -> Option<Self> {
        allow(who, Right::Desk).ok().map(|()| Self::of_slip_holder(who, stream))
    }
}
