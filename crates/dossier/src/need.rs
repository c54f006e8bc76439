//! The conditions on a dossier, in addition to its phase, before an action. Must not know actors or
//! commands.

use calendar::Instant;

use crate::event::PauseReason;
use crate::state::{Letter, State};

/// A condition on the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// The dossier is not offered to an officer.
    NoOffer,
    /// The dossier is offered and not yet accepted.
    Offer,
    /// The dossier was received here: its due is counted, not copied from an old register.
    OwnClock,
    /// Its clock is not paused.
    NotPaused,
    /// A supplement was asked for and has not come.
    SupplementAwaited,
    /// A supplement is awaited, or a paper of it still lacks.
    PapersLacking,
    /// The dossier is paused for another reason than a supplement.
    OtherPause,
    /// Due is not suspended.
    NotSuspended,
    /// The holder has not completed the step that it is in.
    StepNotCompleted,
    /// The result is not approved, or is worked on again.
    NotApproved,
    /// A unit was asked and has not answered.
    ConsultationOpen,
    /// For the due in force no letter was sent, and none is signed that can still be sent.
    NoLetterForDue,
    /// The letter is drafted, not signed.
    LetterUnsigned,
    /// The letter is signed, not sent.
    LetterSigned,
    /// The new date of a letter was given.
    Reappointed,
}

impl Need {
    /// The word in documents.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoOffer => "no_offer",
            Self::Offer => "offer",
            Self::OwnClock => "own_clock",
            Self::NotPaused => "not_paused",
            Self::SupplementAwaited => "supplement_awaited",
            Self::PapersLacking => "papers_lacking",
            Self::OtherPause => "other_pause",
            Self::NotSuspended => "not_suspended",
            Self::StepNotCompleted => "step_not_completed",
            Self::NotApproved => "not_approved",
            Self::ConsultationOpen => "consultation_open",
            Self::NoLetterForDue => "no_letter_for_due",
            Self::LetterUnsigned => "letter_unsigned",
            Self::LetterSigned => "letter_signed",
            Self::Reappointed => "reappointed",
        }
    }

    /// Whether a state meets the condition at an instant.
    #[must_use]
    pub fn holds(self, state: &State, at: Instant) -> bool {
        let paused = state.paused().map(|pause| pause.reason);
        let letter = state.letters.last().filter(|letter| letter.sent.is_none());
        let signed = |letter: &Letter| letter.signed.is_some();
        match self {
            Self::NoOffer => state.offer.is_none(),
            Self::Offer => state.offer.is_some(),
            Self::OwnClock => state.clock.is_some(),
            Self::NotPaused => paused.is_none(),
            Self::SupplementAwaited => paused == Some(PauseReason::Supplement),
            Self::PapersLacking => {
                // While another pause goes on, what comes moves nothing either.
                Self::SupplementAwaited.holds(state, at)
                    || (paused.is_none() && state.lacking().next().is_some())
            }
            Self::OtherPause => paused.is_some_and(|reason| reason != PauseReason::Supplement),
            Self::NotSuspended => !state.suspended(),
            Self::StepNotCompleted => !state.step_completed,
            Self::NotApproved => state.approved.is_none() || state.step_to_approve().is_some(),
            Self::ConsultationOpen => state.consultations.iter().any(|c| c.answered.is_none()),
            Self::NoLetterForDue => {
                let today = state.zone.as_ref().map(|zone| zone.day(at));
                let come = |letter: &Letter| letter.new_date.is_some_and(|day| Some(day) <= today);
                let to_send = letter.filter(|letter| signed(letter) && !come(letter));
                state.letter_for_due().is_none()
                    && to_send.is_none_or(|letter| state.due() != Some(letter.for_due))
            }
            Self::LetterUnsigned => letter.is_some_and(|letter| !signed(letter)),
            Self::LetterSigned => letter.is_some_and(signed),
            Self::Reappointed => state.reappointed,
        }
    }
}
