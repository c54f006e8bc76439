//! The till of an office: who answers for its cash, the count at the end of the day, deposits on the
//! account, differences, and the hand-over from one officer to the next. The module must not know a
//! dossier or how the cash on the books is computed.

mod command;
mod decide;
mod event;
mod state;

pub use command::Command;
pub use decide::{Context, Refusal};
pub use event::Event;
pub use state::{Close, Difference, Offer, Till};
