//! What can be asked. Knows no state.

use crate::data_request::event::{Erased, Outcome, RequestKind, Way};

/// The commands. A text is sealed with the event; it stands here so that an empty one is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// A person asks, or the desk records what a person asks.
    File {
        request: RequestKind,
        way: Way,
        persons: Vec<String>,
        dossier: Option<String>,
        text: String,
    },
    /// It is taken on.
    Answer { other_party: bool },
    /// It takes longer.
    Extend { days: u32, reason: String },
    /// The decision; an erasure can only be refused so.
    Decide { outcome: Outcome, restricted: Vec<String>, reason: String },
    /// An erasure of what may be erased, for another officer to approve.
    Propose { outcome: Outcome, erased: Erased, reason: String },
    /// The proposal is not approved.
    SendBack { reason: String },
    /// The proposal is approved, as it was read: the erasure is carried out.
    Approve { outcome: Outcome, erased: Erased },
    /// A restored backup does not have the decision: the program carries the erasure out again.
    EraseAgain { outcome: Outcome, erased: Erased },
    /// A restriction ends.
    Lift { reason: String },
}
