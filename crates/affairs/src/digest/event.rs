//! The events of the digests of an officer, as the record stores them. The module must not know
//! commands or the state.

use calendar::{Day, Instant};
use serde::{Deserialize, Serialize};

use crate::words::words;

words! {
    /// The reason why a matter is listed. The rungs of a dossier come first, each more urgent than
    /// the one before.
    Rung {
        /// Half of the time has passed.
        Half "half",
        FourFifths "four_fifths",
        /// The last working day before the day of due has begun.
        LastDay "last_day",
        DueToday "due_today",
        Late "late",
        /// The dossier is late, and no letter was sent.
        Unlettered "unlettered",
        /// The dossier is late for some working days.
        LateLong "late_long",
        /// The dossier is offered to the officer.
        Offered "offered",
        /// The new date of a sent letter is near or over.
        NewDate "new_date",
        /// A directive waits for an answer, and its last working days have begun.
        Directive "directive",
        /// A finding of an inspection waits for a follow-up.
        Finding "finding",
        /// A watched figure is past its threshold.
        Watch "watch",
    }
}

impl Rung {
    /// Whether a dossier rises to this rung from the one before; other matters have one rung each.
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
    /// The code of the dossier, or the id of the directive, finding or watch; never a person.
    pub about: String,
    /// The due for which the matter is listed.
    pub due: Instant,
}

/// The public part of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// The digest of a day was composed.
    Composed {
        day: Day,
        /// The matters, the most urgent first.
        items: Vec<Item>,
        /// The number of dossiers that the officer held, and of late ones among them.
        held: u32,
        late: u32,
        /// Whether the rules have a contact of the officer, so that the digest waits for the
        /// channel.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        queued: bool,
    },
    /// The channel accepted the digest.
    Taken { day: Day },
    /// The channel did not accept the digest, and there is no further attempt.
    NotTaken { day: Day },
}
