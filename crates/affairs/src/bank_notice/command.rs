//! The commands on money put aside. The module must not know the state.

use calendar::Instant;

use super::event::AsideReason;

/// The commands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Notes that the money was received for a dossier, by its stream.
    Match { dossier: String, bank_id: String, amount_vnd: u64, transferred_at: Instant },
    /// Puts money aside.
    PutAside { why: AsideReason, bank_id: String, amount_vnd: u64, transferred_at: Instant },
    /// Names the dossier for which the money came, by its stream.
    Assign { dossier: String },
    /// Proposes to pay it back; the reason is sealed.
    ProposeReturn { reason: String },
    /// Does not approve the proposal; the reason is sealed.
    SendReturnBack { reason: String },
    /// Approves that it is paid back, with the reference of the bank.
    ApproveReturn { reference: String },
}
