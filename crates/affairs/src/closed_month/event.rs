//! The events of a month, as the record stores them. The module must not know commands or the
//! state.

use serde::{Deserialize, Serialize};

use crate::closed_month::state::Tables;

/// The public part of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// The tables were frozen.
    Closed(Tables),
    /// The actor signed the frozen tables with this digest.
    Signed { digest: String },
}
