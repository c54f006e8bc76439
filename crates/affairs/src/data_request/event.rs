//! What can happen to a request about personal data, in the words of the record. Knows no command and no
//! state.

use calendar::Instant;
use serde::{Deserialize, Serialize};

use crate::words::words;

words! {
    /// What is asked for.
    RequestKind {
        /// To be given the data.
        Access "access",
        /// To have data corrected.
        Correction "correction",
        /// To have data shown only to those who must act on it.
        Restriction "restriction",
        /// To have data erased.
        Erasure "erasure",
        /// To object to the processing.
        Objection "objection",
        /// To take a consent back.
        Withdrawal "withdrawal",
    }
}

words! {
    /// The way in which it was asked.
    Way {
        /// From the page of the citizen's account.
        Account "account",
        /// At the desk: an officer recorded it.
        Desk "desk",
    }
}

words! {
    /// The decision.
    Outcome {
        Granted "granted",
        /// Some of the data must be kept.
        PartlyGranted "partly_granted",
        Refused "refused",
    }
}

/// What an erasure reaches.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erased {
    /// The streams of the dossiers whose sealed parts, files and rows are erased.
    pub dossiers: Vec<String>,
    /// Whether the account with its contacts, drafts and browsers is erased.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub account: bool,
}

impl Erased {
    /// Whether it reaches nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.dossiers.is_empty() && !self.account
    }
}

/// The public part of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// A person asked. Persons are pseudonyms.
    Filed {
        request: RequestKind,
        way: Way,
        persons: Vec<String>,
        /// The stream of the dossier at which the desk recorded it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        dossier: Option<String>,
        /// The calendar on which the terms were counted.
        calendar: String,
        answer_by: Instant,
        due: Instant,
    },
    /// The person was answered that it is taken on, and until when it is done.
    Answered {
        /// Whether another party must also act.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        other_party: bool,
        due: Instant,
    },
    /// It takes so many days longer.
    Extended { days: u32, due: Instant },
    /// An officer proposes an erasure.
    Proposed {
        outcome: Outcome,
        #[serde(flatten)]
        erased: Erased,
    },
    /// Another officer does not approve the proposal.
    SentBack,
    /// It is decided; an erasure is carried out with this event.
    Decided {
        outcome: Outcome,
        /// The dossiers that are erased or restricted.
        #[serde(flatten)]
        reached: Erased,
    },
    /// A restriction ended.
    Lifted,
}
