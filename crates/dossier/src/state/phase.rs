//! The phases of a dossier, and why an event may not happen there. Knows no event.

use std::fmt;
use text::{Sentence, ToSentence, sentence};

/// The phase of a dossier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// Nothing has happened.
    #[default]
    Absent,
    /// Sent, not yet received.
    Filed,
    /// Sent back once with what is missing.
    Guided,
    /// Not taken on.
    Refused,
    /// Received and being worked on.
    Open,
    /// The result is ready at the desk.
    Ready,
    /// The citizen has the result.
    HandedOver,
    /// Taken back.
    Withdrawn,
}

impl Phase {
    /// Every phase, in the order of a dossier's life.
    pub const ALL: &[Self] = &[
        Self::Absent,
        Self::Filed,
        Self::Guided,
        Self::Refused,
        Self::Open,
        Self::Ready,
        Self::HandedOver,
        Self::Withdrawn,
    ];

    /// The word in machine-readable output.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Filed => "filed",
            Self::Guided => "guided",
            Self::Refused => "refused",
            Self::Open => "open",
            Self::Ready => "ready",
            Self::HandedOver => "handed_over",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// An event that the state before it does not allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Illegal {
    /// The phase does not allow it.
    Phase(Phase),
    /// There is no offer to accept or decline, or another one is open.
    Offer,
    /// Paused where a running clock is needed, or the other way round.
    Clock,
    /// The terms name a calendar that is not known.
    UnknownCalendar,
    /// The zone of an import is not known.
    UnknownZone,
    /// A correction names no event.
    NoSuchEvent,
    /// A correction's fields do not fit the event.
    BadCorrection,
    /// A letter is signed that was not drafted, or sent that was not signed.
    Letter,
    /// No consultation of that number is open.
    Consultation,
}

impl ToSentence for Illegal {
    fn to_sentence(&self) -> Sentence {
        let what = format_args!("{self:?}");
        sentence!("the record does not allow this event here ({what})", what)
    }
}

impl fmt::Display for Illegal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_sentence().fmt(f)
    }
}

impl std::error::Error for Illegal {}
