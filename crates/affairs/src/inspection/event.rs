//! What can happen to an inspection visit, in the words of the record. Texts are sealed with the
//! event. Knows no command and no state.

use calendar::Day;
use serde::{Deserialize, Serialize};

/// The public part of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// A unit was visited; what was examined is sealed.
    Visited { unit: String, visited_on: Day },
    /// Something was found; findings are numbered from 1.
    Found {
        number: u32,
        /// The officer who answers for it.
        owner: String,
        /// The last day for what is to be done.
        due: Day,
    },
    /// The owner did something about it.
    FollowedUp { number: u32 },
    /// That does not do; more is due.
    Returned { number: u32, due: Day },
    /// The finding is settled; the evidence is sealed.
    FindingClosed { number: u32 },
}
