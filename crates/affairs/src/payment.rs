//! The money of one dossier: what it is charged, what was received, what was paid back. A refund takes
//! two officers. Every receipt and refund has a number of the office and year, without gaps. The module
//! must not know the rules of fees, a bank or a till.

mod command;
mod decide;
mod event;
mod reference;
mod state;

pub use command::{Command, Receipt};
pub use decide::{Context, Refusal};
pub use event::{Charge, ChargeLine, Event, Way};
pub use reference::{codes_in, reference};
pub use state::{Paid, Payments, Proposal};
