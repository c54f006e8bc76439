//! A closed month of an agency: its tables as they stood then, kept as they are, with what they were
//! counted by. The agency's leader signs them; closed once, a month stays closed, and what is corrected
//! later shows as a restatement. What stands in a table is not known here.

mod command;
mod decide;
mod event;
mod state;

pub use command::Command;
pub use decide::{Context, Refusal, closable};
pub use event::Event;
pub use state::{ClosedMonth, Signature, Tables};
