//! What was received for a competent agency and passed on to it, month by month (Decree 118/2025/NĐ-CP,
//! article 12.9). The module must not know a dossier or how what is owed is computed.

mod command;
mod decide;
mod event;
mod state;

pub use command::Command;
pub use decide::{Context, Refusal};
pub use event::Event;
pub use state::{Settled, Settlements};
