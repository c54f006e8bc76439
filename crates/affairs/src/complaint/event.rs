//! What can happen to the complaints about a dossier, in the words of the record. Knows no command and
//! no state.

use calendar::Instant;
use serde::{Deserialize, Serialize};

use crate::words::words;

words! {
    /// The theme of a complaint.
    Theme {
        /// The dossier takes too long, or is late.
        Late "late",
        /// The conduct of an officer.
        Conduct "conduct",
        /// Papers asked for that the procedure does not name, or several times.
        Papers "papers",
        /// Fees and charges.
        Fees "fees",
        /// The result.
        Result "result",
        /// Guidance that was missing or wrong.
        Guidance "guidance",
        /// Anything else, proposals among them.
        Other "other",
    }
}

words! {
    /// The way in which a complaint was made.
    Way {
        /// By the QR code of the slip, or from the page of the citizen.
        Link "link",
        /// By the code and key of the slip.
        Slip "slip",
        /// At the desk, by telephone or letter: an officer recorded it.
        Desk "desk",
    }
}

words! {
    /// The finding of the answer.
    Finding {
        Justified "justified",
        PartlyJustified "partly_justified",
        NotJustified "not_justified",
    }
}

/// The public part of an event. Complaints about a dossier are numbered 1, 2, 3, …
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// A complaint was made; its number is the next one.
    Made {
        theme: Theme,
        way: Way,
        /// The officer complained of.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        against: Option<String>,
        /// The unit whose head answers.
        unit: String,
        /// The calendar on which due was counted.
        calendar: String,
        due: Instant,
    },
    /// The complaint was moved to another unit.
    Moved { number: u32, unit: String },
    /// The complaint was answered.
    Answered { number: u32, finding: Finding },
}
