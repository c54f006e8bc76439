//! The conditions on a dossier, in addition to its phase, that an action needs. The module must not
//! know actors or commands.

use calendar::Instant;

use crate::event::PauseReason;
use crate::state::{Letter, State};

/// A condition on the state of a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// The dossier is not offered to an officer.
    NoOffer,
    /// The dossier is offered, and the offer is not accepted.
    Offer,
    /// The dossier was received here, so its due is counted and not copied from an old register.
    OwnClock,
    /// The clock is not paused.
    NotPaused,
    /// A supplement was requested and has not come.
    SupplementAwaited,
    /// A supplement is awaited, or one of its papers has not come.
    PapersLacking,
    /// The dossier is paused for another reason than a supplement.
    OtherPause,
    /// Due is not suspended.
    NotSuspended,
    /// The holder has not completed the step in progress.
    StepNotCompleted,
    /// The result is not approved, or the dossier is worked on again since the approval.
    NotApproved,
    /// A unit was consulted and has not answered.
    ConsultationOpen,
    /// No letter was sent for the due in force, and no signed letter can still be sent.
    NoLetterForDue,
    /// The letter is drafted and not signed.
    LetterUnsigned,
    /// The letter is signed and not sent.
    LetterSigned,
    /// A letter has set a new date.
    Reappointed,
    /// The result is with the post, which neither delivered it nor brought it back.
    InPost,
}

impl Need {
    /// The name in documents.
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
            Self::InPost => "in_post",
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
                // During another pause, papers that come have no effect on the clock either.
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
                    && to_send.is_none_or(|letter| state.due() != Some(letter.due))
            }
            Self::LetterUnsigned => letter.is_some_and(|letter| !signed(letter)),
            Self::LetterSigned => letter.is_some_and(signed),
            Self::Reappointed => state.reappointed,
            Self::InPost => state.is_in_post(),
        }
    }
}
