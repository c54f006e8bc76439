//! What can be asked. Knows no state.

use calendar::Instant;

use crate::breach::event::{Known, PersonsWay};

/// The commands. A text is sealed with the event; it stands here so that an empty one is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// What happened: place, cause, harm that is possible.
    Record { known: Known, text: String },
    /// What is known now, and why it changed.
    Correct { known: Known, text: String },
    /// What was done.
    Measure { text: String },
    /// The specialised body was notified; the reason says why late, where it was.
    Notify { body: String, number: String, notified_at: Instant, reason: String },
    /// It is not notified.
    LeaveOut { reason: String },
    /// The persons were informed; the text says what.
    InformPersons { way: PersonsWay, informed_at: Instant, persons: Option<u32>, text: String },
    /// Nothing is left to do.
    Close { text: String },
}

impl Command {
    /// The text that is sealed; `None` where there is none.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        let text = match self {
            Self::Record { text, .. }
            | Self::Correct { text, .. }
            | Self::Measure { text }
            | Self::Notify { reason: text, .. }
            | Self::LeaveOut { reason: text }
            | Self::InformPersons { text, .. }
            | Self::Close { text } => text,
        };
        (!text.trim().is_empty()).then_some(text)
    }
}
