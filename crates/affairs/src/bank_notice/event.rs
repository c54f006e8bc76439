//! The events of money put aside, as the record stores them. The module must not know commands or the
//! state.

use calendar::Instant;
use serde::{Deserialize, Serialize};

use crate::words::words;

words! {
    /// Why money was put aside.
    AsideReason {
        /// Its text names no dossier, or more than one.
        NoDossier "no_dossier",
        /// The dossier owes another amount.
        WrongAmount "wrong_amount",
        /// The dossier owes nothing, or its fees are not computed.
        NothingOwed "nothing_owed",
        /// The result of the dossier is handed over, or it ended without one.
        Ended "ended",
        /// It came on another account than the one of the agency.
        OtherAccount "other_account",
    }
}

/// The public part of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// The bank notified money that was received for a dossier, whose stream has the receipt.
    Matched { dossier: String, bank_id: String, amount_vnd: u64, transferred_at: Instant },
    /// The bank notified money, and it was put aside; the text of the transfer is sealed.
    PutAside { why: AsideReason, bank_id: String, amount_vnd: u64, transferred_at: Instant },
    /// An officer named the dossier, whose stream has the receipt.
    Assigned { dossier: String },
    /// An officer proposed to pay it back to the payer; the reason is sealed.
    ReturnProposed,
    /// The proposal was not approved; the reason is sealed.
    ReturnSentBack,
    /// Another officer approved, and it was paid back with this reference of the bank.
    Returned { amount_vnd: u64, reference: String },
}
