//! What can be asked. Knows no state.

use crate::objection::event::Finding;

/// The commands. A text is sealed with the event; it stands here so that an empty one is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// The officer to whom the part of the step was assigned objects.
    Raise { step: String, reason: String },
    /// The head of the unit, or a leader, decides.
    Decide { number: u32, finding: Finding, reason: String },
}
