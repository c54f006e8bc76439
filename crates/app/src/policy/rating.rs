//! Permits to rate a dossier's result: for the holder of the slip, and for the citizen whose own it is.

use dossier::Actor;

use super::who::Who;

/// Proof that a visitor showed the slip of a dossier, or that the dossier is the citizen's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RatingPermit {
    pub(crate) stream: String,
    pub(crate) actor: Actor,
}

impl RatingPermit {
    /// For the holder of the slip. An officer in a session stays that officer: officers do not rate,
    /// whatever slip they have at hand.
    pub(crate) fn of_slip_holder(who: &Who, stream: &str) -> Self {
        Self { stream: stream.to_owned(), actor: who.actor() }
    }

    /// For a citizen whose own dossier was opened.
    pub(crate) fn of_own(who: &Who, stream: &str) -> Option<Self> {
        matches!(who, Who::Citizen { .. }).then(|| Self::of_slip_holder(who, stream))
    }
}
