//! The commands on the money of a dossier. The module must not know the state.

use super::event::{Charge, Way};

/// Money that moves, with the place where the movement is numbered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    pub office: String,
    pub agency: String,
    pub procedure: String,
    pub number: u64,
    pub year: i16,
}

/// The commands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// States what the dossier is charged.
    Charge(Charge),
    /// Receives money. `bank_id`: the bank's own id of a transfer.
    Receive { amount_vnd: u64, way: Way, bank_id: Option<String>, receipt: Receipt },
    /// Proposes to pay money back; the reason is sealed.
    ProposeRefund { amount_vnd: u64, way: Way, reason: String },
    /// Does not approve the proposed refund; the reason is sealed.
    SendRefundBack { reason: String },
    /// Approves the proposed refund and pays it back.
    ApproveRefund { receipt: Receipt },
}
