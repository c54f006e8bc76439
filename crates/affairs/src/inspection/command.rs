//! The commands on an inspection visit. The module must not know the state.

use calendar::Day;

/// The commands. A text is part of the command so that an empty one is refused; it is stored sealed
/// with the event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Records a visit, with what was examined.
    Visit { unit: String, visited_on: Day, text: String },
    /// Records a finding.
    Find { owner: String, due: Day, text: String },
    /// Reports the follow-up, by the owner.
    FollowUp { number: u32, text: String },
    /// Returns a follow-up that is not sufficient, by the inspector.
    Return { number: u32, due: Day, reason: String },
    /// Closes the finding with the evidence, by the inspector.
    Close { number: u32, evidence: String },
}

impl Command {
    /// The text that is sealed with the event.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Visit { text, .. } | Self::Find { text, .. } | Self::FollowUp { text, .. } => {
                text
            }
            Self::Return { reason, .. } => reason,
            Self::Close { evidence, .. } => evidence,
        }
    }
}
