//! The events of a session of an adviser, as the record stores them. The module must not know
//! commands or the state.

use calendar::Day;
use serde::{Deserialize, Serialize};

use crate::words::words;

words! {
    /// The outcome of a session.
    Outcome {
        FiledOnline "filed_online",
        FiledAtDesk "filed_at_desk",
        /// The citizen was advised and filed nothing.
        Advised "advised",
    }
}

/// A session, as the record stores it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldSession {
    /// The unit of the adviser's team: a ward, or the district's desk.
    pub unit: String,
    pub procedure: String,
    /// The day of the session.
    pub day: Day,
    pub outcome: Outcome,
    /// The stream of the dossier that the citizen filed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dossier: Option<String>,
}

/// The public part of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// An adviser held the session.
    Held(HeldSession),
    /// The team corrected the session, for a sealed reason. The dossier stays.
    Corrected { procedure: String, day: Day, outcome: Outcome },
}
