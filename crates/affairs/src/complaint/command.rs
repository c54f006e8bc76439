//! The commands on the complaints about a dossier. The module must not know the state.

use crate::complaint::event::{Finding, Theme, Way};

/// The commands. A text is part of the command so that an empty one is refused; it is stored sealed
/// with the event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Makes a complaint, by the citizen or, for the citizen, by the desk.
    Make {
        theme: Theme,
        way: Way,
        /// The officer complained of, if the citizen names one.
        against: Option<String>,
        text: String,
    },
    /// Moves a complaint to the unit that it concerns, which the context names.
    Move { number: u32, reason: String },
    /// Answers a complaint; the answer is sent to the citizen.
    Answer { number: u32, finding: Finding, text: String },
}
