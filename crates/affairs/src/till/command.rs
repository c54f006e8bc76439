//! The commands on a till. The module must not know the state.

use calendar::Day;

/// The commands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Takes the cash over as counted.
    TakeOver { counted_vnd: i64 },
    /// Offers the cash as counted to another officer of the office.
    Offer { to: String, counted_vnd: i64 },
    /// Takes an offer back, or does not accept it.
    EndOffer,
    /// Closes the day with the cash as counted.
    CloseDay { day: Day, counted_vnd: i64 },
    /// Pays cash into the account of the agency, with the reference of the bank.
    Deposit { amount_vnd: u64, reference: String },
    /// Proposes to book what the count differs by; the reason is sealed.
    ProposeDifference { counted_vnd: i64, reason: String },
    /// Does not approve the proposed difference; the reason is sealed.
    SendDifferenceBack { reason: String },
    /// Approves the proposed difference.
    ApproveDifference,
}
