//! The commands on the objections about a dossier. The module must not know the state.

use crate::objection::event::Finding;

/// The commands. A text is part of the command so that an empty one is refused; it is stored sealed
/// with the event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Raises an objection, by the officer for whom the part of the step counts.
    Raise { step: String, reason: String },
    /// Decides on an objection, by the head of the unit or a leader.
    Decide { number: u32, finding: Finding, reason: String },
}
