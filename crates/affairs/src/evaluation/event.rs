//! The events of an evaluation, as the record stores them. The module must not know commands or the
//! state.

use calendar::Instant;
use serde::{Deserialize, Serialize};

/// The computed score and the figures at the instant of the decision.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenScore {
    /// The instant up to which logged events count.
    pub as_of: Instant,
    /// The version of the rules by which the score was computed.
    pub definitions: String,
    /// The computed score, in tenths of a point.
    pub computed: i64,
    /// The greatest score that the officer could reach, in tenths of a point.
    pub most: i64,
    /// The figures and scores as JSON text.
    pub sheet: String,
}

/// The public part of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// The officer commented on the figures.
    Commented,
    /// The actor decided on the score.
    Decided {
        #[serde(flatten)]
        frozen: FrozenScore,
        /// The score, in tenths of a point.
        score: i64,
    },
    /// The actor corrected the decision.
    Corrected { score: i64 },
}
