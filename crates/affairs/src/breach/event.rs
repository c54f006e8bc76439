//! What can happen to a breach, in the words of the record. Knows no command and no state.

use calendar::Instant;
use serde::{Deserialize, Serialize};

use crate::words::words;

/// Hours from the discovery within which the specialised body is notified: hours of the clock, at night and
/// on days off too (Law 91/2025/QH15, article 23.1: "72 giờ kể từ khi phát hiện hành vi vi phạm").
pub const NOTIFY_HOURS: i64 = 72;

words! {
    /// What kind of breach it is (Law 91/2025/QH15, articles 23.1 and 23.3).
    Nature {
        /// It was read or copied without a right.
        Access "access",
        /// It became known to those who must not know it.
        Disclosure "disclosure",
        /// It was lost or destroyed.
        Loss "loss",
        /// It was changed without a right.
        Alteration "alteration",
        /// It was processed for another purpose than the one agreed.
        OtherPurpose "other_purpose",
        /// A right of the person was not ensured.
        RightsNotEnsured "rights_not_ensured",
        Other "other",
    }
}

words! {
    /// The kinds of data concerned.
    DataKind {
        /// Name, birth, sex, nationality, residence.
        Basic "basic",
        /// Telephone, mail address.
        Contact "contact",
        /// Identity numbers, images of identity papers.
        Identity "identity",
        /// Family and civil status.
        Family "family",
        /// Land, property, money.
        Property "property",
        Health "health",
        /// Names and secrets of accounts.
        Account "account",
        /// Fingerprints, faces and the like.
        Biometric "biometric",
        /// Where a person is or was.
        Location "location",
        Other "other",
    }
}

words! {
    /// How the persons concerned were informed.
    PersonsWay {
        /// Each of them.
        Individually "individually",
        /// By a public announcement.
        Publicly "publicly",
    }
}

impl DataKind {
    /// Whether the persons must be informed within the same hours (Decree 356/2025/NĐ-CP, article 29.1).
    #[must_use]
    pub const fn must_inform_persons(self) -> bool {
        matches!(self, Self::Biometric | Self::Location)
    }
}

/// What is known of a breach.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    pub discovered_at: Instant,
    /// By when the body is notified.
    pub notify_by: Instant,
    pub nature: Nature,
    pub data: Vec<DataKind>,
    /// How many persons it concerns, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub persons: Option<u32>,
}

impl Known {
    /// With the hours of the law.
    #[must_use]
    pub fn new(
        discovered_at: Instant,
        nature: Nature,
        data: Vec<DataKind>,
        persons: Option<u32>,
    ) -> Self {
        let notify_by = discovered_at.plus_millis(NOTIFY_HOURS * 3_600_000);
        Self { discovered_at, notify_by, nature, data, persons }
    }

    /// Whether the persons must be informed.
    #[must_use]
    pub fn must_inform_persons(&self) -> bool {
        self.data.iter().any(|kind| kind.must_inform_persons())
    }
}

/// The public part of an event. What happened and what was done are sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// A breach was discovered.
    Recorded(Known),
    /// More is known, or it was written wrongly; the text says what.
    Corrected(Known),
    /// Something was done about it.
    Measured,
    /// The body of this name was notified, by the paper of this number; the text says why late.
    Notified { body: String, number: String, notified_at: Instant },
    /// The body is not notified; the text says why.
    NotNotified,
    /// The persons were informed; the text says what.
    PersonsInformed {
        way: PersonsWay,
        informed_at: Instant,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        persons: Option<u32>,
    },
    /// Nothing is left to do.
    Closed,
}
