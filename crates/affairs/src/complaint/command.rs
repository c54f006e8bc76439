//! What can be asked. Knows no state.

use crate::complaint::event::{Finding, Theme, Way};

/// The commands. A text is sealed with the event; it stands here so that an empty one is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// A complaint of the citizen, or one that the desk records.
    Make {
        theme: Theme,
        way: Way,
        /// The officer complained of, where one is named.
        against: Option<String>,
        text: String,
    },
    /// To the unit that it concerns, the one of the context.
    Move { number: u32, reason: String },
    /// To the citizen.
    Answer { number: u32, finding: Finding, text: String },
}
