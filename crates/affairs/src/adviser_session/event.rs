//! What can happen to a session, in the words of the record. Knows no command and no state.

use calendar::Day;
use serde::{Deserialize, Serialize};

use crate::words::words;

words! {
    /// The outcome of the session.
    Outcome {
        FiledOnline "filed_online",
        FiledAtDesk "filed_at_desk",
        /// The citizen was advised and filed nothing.
        Advised "advised",
    }
}

/// A session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The unit of the adviser's team: a ward, or the district's desk.
    pub unit: String,
    pub procedure: String,
    /// The day of the session.
    pub day: Day,
    pub outcome: Outcome,
    /// The stream of the dossier that was filed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dossier: Option<String>,
}

/// The public part of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// The adviser held the session.
    Held(Held),
    /// The team corrected what is on record; the reason is sealed. The dossier stays.
    Corrected { procedure: String, day: Day, outcome: Outcome },
}
