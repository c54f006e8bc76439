//! What can happen to a disposal, in the words of the record. Knows no command and no state.

use serde::{Deserialize, Serialize};

/// The public part of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// An officer proposes to erase dossiers; the reason is sealed.
    Proposed {
        /// Their streams.
        dossiers: Vec<String>,
        /// The bases of the retention rules by which their retention has ended.
        bases: Vec<String>,
        /// Number and day of the document that permits it.
        permitted_by: String,
    },
    /// Another officer does not approve the list, or the proposer takes it back; the reason is sealed.
    SentBack,
    /// Another officer approves the list; it is carried out with this event.
    Approved,
}
