//! The events of the money of a dossier, as the record stores them. The module must not know commands or
//! the state.

use serde::{Deserialize, Serialize};

use crate::words::words;

words! {
    /// The way in which money came, or is paid back.
    Way {
        /// Notes and coins, into or out of the till of the office.
        Cash "cash",
        /// The account of the agency.
        Transfer "transfer",
        /// Money on the account that was put aside until a dossier was named.
        Aside "aside",
    }
}

/// A fee of a dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChargeLine {
    /// `fee` (phí) or `charge` (lệ phí).
    pub kind: String,
    /// The name in Vietnamese.
    pub name: String,
    /// The amount in đồng before reliefs.
    pub amount_vnd: u64,
    /// The legal text that sets the fee.
    pub basis: String,
}

/// What a dossier is charged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charge {
    pub lines: Vec<ChargeLine>,
    /// What reliefs take off, in đồng.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub relief_vnd: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(amount: &u64) -> bool {
    *amount == 0
}

impl Charge {
    /// The amount to pay, in đồng.
    #[must_use]
    pub fn total_vnd(&self) -> u64 {
        let sum = self.lines.iter().fold(0_u64, |sum, line| sum.saturating_add(line.amount_vnd));
        sum.saturating_sub(self.relief_vnd)
    }
}

/// The public part of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// The fees were computed by the rules; the last charge counts.
    Charged {
        #[serde(flatten)]
        charge: Charge,
    },
    /// Money was received, and a payment slip was issued. The text of a transfer is sealed.
    Received {
        amount_vnd: u64,
        way: Way,
        /// The unit that received it.
        office: String,
        /// The agency for which it was received.
        agency: String,
        procedure: String,
        /// The number of the payment slip in the series of the office and year.
        number: u64,
        year: i16,
        /// The bank's own id of a transfer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bank_id: Option<String>,
    },
    /// A refund was proposed; the reason is sealed.
    RefundProposed { amount_vnd: u64, way: Way },
    /// The proposed refund was not approved; the reason is sealed.
    RefundSentBack,
    /// Another officer approved the refund, and the money was paid back.
    Refunded {
        amount_vnd: u64,
        way: Way,
        office: String,
        agency: String,
        procedure: String,
        /// The number of the refund slip in the series of the office and year.
        number: u64,
        year: i16,
    },
}
