//! The events of the settlement with an agency, as the record stores them. The module must not know
//! commands or the state.

use serde::{Deserialize, Serialize};

/// The public part of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// Money was passed on to the agency for what was received up to the end of a month.
    Settled {
        agency: String,
        /// `2026-11`.
        month: String,
        amount_vnd: u64,
        /// The reference of the bank or of the treasury.
        reference: String,
    },
}
