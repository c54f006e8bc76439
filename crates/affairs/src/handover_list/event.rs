//! The event of a hand-over list, as the record stores it. The module must not know a command or the
//! state.

use calendar::Instant;
use serde::{Deserialize, Serialize};

/// What is handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListKind {
    /// Dossiers, by a desk to a unit.
    Dossiers,
    /// Results, by a unit to a desk.
    Results,
}

impl ListKind {
    /// Every kind.
    pub const ALL: &[Self] = &[Self::Dossiers, Self::Results];

    /// The word for the paper, which names its series of numbers.
    #[must_use]
    pub const fn paper(self) -> &'static str {
        match self {
            Self::Dossiers => "handover_list",
            Self::Results => "result_list",
        }
    }
}

/// A dossier on a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListLine {
    /// The stream of the dossier.
    pub dossier: String,
    /// The instant of the act that the list is about: given, or finished.
    pub at: Instant,
}

/// The public part of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// The list was issued.
    Issued {
        list: ListKind,
        /// The unit that gives.
        from: String,
        /// The unit that takes.
        to: String,
        /// The number in the series of the unit that gives, the list and the year.
        number: u64,
        year: i16,
        lines: Vec<ListLine>,
    },
}
