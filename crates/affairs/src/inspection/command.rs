//! What can be asked. Knows no state.

use calendar::Day;

/// The commands. A text is sealed with the event; it stands here so that an empty one is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// To record a visit and what was examined.
    Visit { unit: String, visited_on: Day, text: String },
    /// To record a finding.
    Find { owner: String, due: Day, text: String },
    /// The owner reports the follow-up.
    FollowUp { number: u32, text: String },
    /// The inspector returns an insufficient follow-up.
    Return { number: u32, due: Day, reason: String },
    /// The inspector closes the finding, with the evidence.
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
