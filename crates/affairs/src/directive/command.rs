//! What can be asked. Knows no state.

use calendar::Day;

use crate::directive::event::Subject;

/// The commands. A text is sealed with the event; it stands here so that an empty one is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    Issue {
        owner: String,
        subject: Subject,
        due: Day,
        text: String,
    },
    Answer {
        text: String,
    },
    Accept,
    /// Returns the answer, with the day for a new one.
    Return {
        due: Day,
        reason: String,
    },
}
