//! The events of an inspection visit, as the record stores them. The texts are sealed with the
//! event. The module must not know commands or the state.

use calendar::Day;
use serde::{Deserialize, Serialize};

/// The public part of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// A unit was visited; what was examined is sealed.
    Visited { unit: String, visited_on: Day },
    /// A finding was recorded; the findings of a visit are numbered from 1.
    Found {
        number: u32,
        /// The id of the officer who must follow up the finding.
        owner: String,
        /// The last day for the follow-up.
        due: Day,
    },
    /// The owner followed up the finding.
    FollowedUp { number: u32 },
    /// The follow-up is not sufficient; another one is due.
    Returned { number: u32, due: Day },
    /// The finding was closed; the evidence is sealed.
    FindingClosed { number: u32 },
}
