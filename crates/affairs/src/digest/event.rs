//! What can happen to the digests of an officer, in the words of the record. Knows no command and no
//! state.

use calendar::{Day, Instant};
use serde::{Deserialize, Serialize};

use crate::words::words;

words! {
    /// Why something is listed. Those of a dossier come first, each more urgent than the one before.
    Rung {
        /// Half of the time has passed.
        Half "half",
        FourFifths "four_fifths",
        /// The last working day before due's day, or later.
        LastDay "last_day",
        DueToday "due_today",
        Late "late",
        /// Late, and no letter was sent.
        Unlettered "unlettered",
        /// Late for some working days.
        LateLong "late_long",
        /// The officer is asked to take the dossier over.
        Offered "offered",
        /// The new date of a sent letter comes or is over.
        NewDate "new_date",
        /// A directive waits for an answer on its last working days.
        Directive "directive",
        /// A finding of an inspection waits for what is to be done.
        Finding "finding",
        /// A watched figure is past its threshold.
        Watch "watch",
    }
}

impl Rung {
    /// Whether it is one of the rungs on which a dossier rises; the others stand by themselves.
    #[must_use]
    pub const fn is_escalated(self) -> bool {
        matches!(
            self,
            Self::Half
                | Self::FourFifths
                | Self::LastDay
                | Self::DueToday
                | Self::Late
                | Self::Unlettered
                | Self::LateLong
        )
    }
}

/// A matter that a digest lists.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Item {
    pub rung: Rung,
    /// The code of the dossier, or the id of the directive, finding or watch. No person.
    pub about: String,
    /// The due that it is listed for.
    pub due: Instant,
}

/// The public part of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// The digest of a day.
    Composed {
        day: Day,
        /// The new matters, the most urgent first.
        items: Vec<Item>,
        /// Dossiers that the officer held, and of them late ones.
        held: u32,
        late: u32,
        /// Whether a contact of the officer is in the rules: the digest waits for the channel then.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        queued: bool,
    },
    /// The channel took it.
    Taken { day: Day },
    /// The channel did not take it, and it is not tried any more.
    NotTaken { day: Day },
}
