//! The events of a directive, as the record stores them. The module must not know commands or the
//! state.

use calendar::Day;
use serde::{Deserialize, Serialize};

use crate::words::words;

words! {
    /// The kind of subject of a directive.
    About {
        /// A dossier, by the part of its stream after `dossier/`.
        Dossier "dossier",
        /// A unit, by its code.
        Unit "unit",
        /// A figure, by the address of its page.
        Figure "figure",
    }
}

/// The subject of a directive: its kind and its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    pub about: About,
    pub name: String,
}

/// An inspection visit whose findings the directive contains.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// The code of the unit that was visited.
    pub visited: String,
    pub visited_on: Day,
}

/// The public part of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    Issued {
        /// The id of the officer who must answer.
        owner: String,
        #[serde(flatten)]
        subject: Subject,
        /// The last day for the answer.
        due: Day,
        #[serde(flatten, default, skip_serializing_if = "Option::is_none")]
        visit: Option<Visit>,
    },
    Answered,
    Accepted,
    /// The issuer returned the answer; another one is due.
    Returned {
        due: Day,
    },
}
