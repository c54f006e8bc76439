//! The commands on a directive. The module must not know the state.

use calendar::Day;

use crate::directive::event::Subject;

/// The commands. A text is part of the command so that an empty one is refused; it is stored sealed
/// with the event.
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
    /// Returns the answer, with the last day for a new one.
    Return {
        due: Day,
        reason: String,
    },
}
