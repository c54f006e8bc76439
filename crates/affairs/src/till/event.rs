//! The events of a till, as the record stores them. The module must not know commands or the state.

use calendar::Day;
use serde::{Deserialize, Serialize};

/// The public part of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// An officer counted the cash and answers for it: the first one, or the one to whom it was offered.
    TakenOver { counted_vnd: i64 },
    /// The officer who answers for the cash counted it and offered it to another one.
    Offered { to: String, counted_vnd: i64 },
    /// The offer was not accepted, or was taken back.
    OfferEnded,
    /// The day was closed: the cash counted is the cash on the books.
    DayClosed { day: Day, counted_vnd: i64 },
    /// Cash was paid into the account of the agency.
    Deposited { office: String, amount_vnd: u64, reference: String },
    /// The count was found to differ from the books; above zero, cash is over. The reason is sealed.
    DifferenceProposed { amount_vnd: i64 },
    /// The proposed difference was not approved; the reason is sealed.
    DifferenceSentBack,
    /// Another officer approved the difference, and the books follow the count.
    DifferenceApproved { office: String, amount_vnd: i64 },
}
