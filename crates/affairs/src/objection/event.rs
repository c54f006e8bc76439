//! The events of the objections about a dossier, as the record stores them. The module must not
//! know commands or the state.

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
    /// The actor objected to a part of the lateness; the number is the next one of the dossier.
    Raised {
        step: String,
        /// The minutes of the part at the instant of the objection.
        minutes: i64,
        /// The code of the unit whose head decides; the leaders' unit where a leader decides.
        unit: String,
    },
    /// The objection was decided.
    Decided { number: u32, finding: Finding },
}
