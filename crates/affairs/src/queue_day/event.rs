//! The events of a day's queue, as the record stores them. A ticket is named by its line and number; it
//! says that its holder goes first, not why. The module must not know commands or the state.

use serde::{Deserialize, Serialize};

use super::state::is_no;

/// What an officer did with a dossier while serving a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TicketAct {
    Received,
    Guided,
    Refused,
    /// Papers that were asked for were taken.
    Supplied,
    /// The result was handed over.
    HandedOver,
}

impl TicketAct {
    /// Every act.
    pub const ALL: &[Self] =
        &[Self::Received, Self::Guided, Self::Refused, Self::Supplied, Self::HandedOver];

    /// The word in messages and machine-readable output.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Guided => "guided",
            Self::Refused => "refused",
            Self::Supplied => "supplied",
            Self::HandedOver => "handed_over",
        }
    }
}

/// The public part of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// The officer opened a counter for lines.
    CounterOpened {
        counter: u32,
        lines: Vec<String>,
    },
    CounterClosed {
        counter: u32,
    },
    /// A ticket was drawn: the next number of its line.
    Drawn {
        line: String,
        number: u32,
        /// Its holder goes first.
        #[serde(default, skip_serializing_if = "is_no")]
        priority: bool,
    },
    /// The holder is called to a counter.
    Called {
        ticket: String,
        counter: u32,
    },
    /// The holder is called to the same counter once more.
    Recalled {
        ticket: String,
        counter: u32,
    },
    /// The holder did not come: the ticket waits once more behind the others, or ends.
    Absent {
        ticket: String,
    },
    /// The ticket waits in a line for a counter that serves it, or for one counter.
    Transferred {
        ticket: String,
        line: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        counter: Option<u32>,
    },
    /// What the officer did with a dossier while serving the ticket; `dossier` is its stream.
    Tied {
        ticket: String,
        dossier: String,
        act: TicketAct,
    },
    /// The holder was served.
    Served {
        ticket: String,
    },
}
