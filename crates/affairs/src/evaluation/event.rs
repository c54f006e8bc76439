//! What can happen to an evaluation, in the words of the record. Knows no command and no state.

use calendar::Instant;
use serde::{Deserialize, Serialize};

/// The score as it was computed when it was decided on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frozen {
    /// The instant up to which logged events count.
    pub as_of: Instant,
    /// The version of the rules that it was scored by.
    pub definitions: String,
    /// Tenths of a point.
    pub computed: i64,
    /// The most that could be reached, in tenths.
    pub most: i64,
    /// The bytes of the sheet: figures and scores.
    pub sheet: String,
}

/// The public part of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// The officer wrote next to the figures.
    Commented,
    /// The actor decided.
    Decided {
        #[serde(flatten)]
        frozen: Frozen,
        /// Tenths of a point.
        score: i64,
    },
    /// The actor decided anew.
    Corrected { score: i64 },
}
