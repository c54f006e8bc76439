//! What can happen to a directive, in the words of the record. Knows no command and no state.

use calendar::Day;
use serde::{Deserialize, Serialize};

use crate::words::words;

words! {
    /// The kind of a directive's subject.
    About {
        /// A dossier, by the part of its stream after `dossier/`.
        Dossier "dossier",
        /// A unit, by its code.
        Unit "unit",
        /// A figure, by the address of its page.
        Figure "figure",
    }
}

/// The subject of a directive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    pub about: About,
    pub name: String,
}

/// An inspection visit whose findings the directive holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// The unit that was visited.
    pub visited: String,
    pub visited_on: Day,
}

/// The public part of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    Issued {
        /// The officer who answers for it.
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
    /// The answer does not do; another is due.
    Returned {
        due: Day,
    },
}
