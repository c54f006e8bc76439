//! Money that the bank notified: received for the dossier that its text names, or else put aside, until
//! an officer names its dossier, or two officers pay it back. The module must not know a bank or a
//! dossier.

mod command;
mod decide;
mod event;
mod state;

pub use command::Command;
pub use decide::Refusal;
pub use event::{AsideReason, Event};
pub use state::{BankNotice, Standing};
