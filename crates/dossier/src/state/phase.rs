//! The phases of a dossier, and the reasons why the state does not allow an event. The module must
//! not know an event.

use std::fmt;
use text::{Sentence, ToSentence, sentence};

/// The phase of a dossier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// No event has happened.
    #[default]
    Absent,
    /// The dossier is sent and not received.
    Filed,
    /// The filing was returned with a list of what is missing.
    Guided,
    /// The filing was refused.
    Refused,
    /// The dossier is received and not finished.
    Open,
    /// The result is ready at the desk.
    Ready,
    /// The citizen has the result.
    HandedOver,
    /// The dossier was withdrawn, or closed by the desk.
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

    /// The name in machine-readable output.
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

/// The reason why the state does not allow an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Illegal {
    /// The phase does not allow the event.
    Phase(Phase),
    /// There is no offer to accept or decline, or another offer is open.
    Offer,
    /// The event needs a running clock and it is paused, or the other way round.
    Clock,
    /// The terms name a calendar that the caller did not pass.
    UnknownCalendar,
    /// The tz database has no zone with the name in the import.
    UnknownZone,
    /// A correction names an event that does not exist.
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
