//! What can happen to the complaints about a dossier, in the words of the record. Knows no command and
//! no state.

use calendar::Instant;
use serde::{Deserialize, Serialize};

use crate::words::words;

words! {
    /// What a complaint is about.
    Theme {
        /// It takes too long, or is late.
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
    /// How a complaint came.
    Way {
        /// By the slip's QR code, or from the citizen's own page.
        Link "link",
        /// By the code and key of the slip.
        Slip "slip",
        /// At the desk, by telephone or letter: an officer recorded it.
        Desk "desk",
    }
}

words! {
    /// What the answer finds.
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
    /// It went to another unit.
    Moved { number: u32, unit: String },
    /// It was answered.
    Answered { number: u32, finding: Finding },
}
