//! The events of the complaints about a dossier, as the record stores them. The module must not
//! know commands or the state.

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
        /// The desk asked for papers that the procedure does not name, or several times.
        Papers "papers",
        /// The fees and charges.
        Fees "fees",
        /// The result of the dossier.
        Result "result",
        /// The guidance was missing or wrong.
        Guidance "guidance",
        /// Any other matter, also a proposal.
        Other "other",
    }
}

words! {
    /// The way in which a complaint was made.
    Way {
        /// By the QR code of the slip, or on the citizen's own page.
        Link "link",
        /// By the code and key of the slip.
        Slip "slip",
        /// At the desk, by telephone or letter: an officer recorded the complaint.
        Desk "desk",
    }
}

words! {
    /// The finding of an answer.
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
    /// A complaint was made; its number is the next one of the dossier.
    Made {
        theme: Theme,
        way: Way,
        /// The id of the officer complained of.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        against: Option<String>,
        /// The code of the unit whose head answers.
        unit: String,
        /// The `id` of the calendar on which due was counted.
        calendar: String,
        due: Instant,
    },
    /// The complaint was moved to another unit.
    Moved { number: u32, unit: String },
    /// The complaint was answered.
    Answered { number: u32, finding: Finding },
}
