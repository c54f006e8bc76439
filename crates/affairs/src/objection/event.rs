//! What can happen to the objections about a dossier, in the words of the record. Knows no command and
//! no state.

use serde::{Deserialize, Serialize};

use crate::words::words;

words! {
    /// The finding of a decision on an objection.
    Finding {
        Upheld "upheld",
        Declined "declined",
    }
}

/// The public part of an event. Objections about a dossier are numbered 1, 2, 3, …
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// The actor objects to a part of the lateness; its number is the next one.
    Raised {
        step: String,
        /// The part as it was computed then.
        minutes: i64,
        /// The unit whose head decides; the leaders' where a leader does.
        unit: String,
    },
    /// The objection was decided.
    Decided { number: u32, finding: Finding },
}
