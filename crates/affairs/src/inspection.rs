//! An inspection visit (kiểm tra): a unit visited on a day, what was found, each finding with the officer
//! who answers for it and a day; what was done about it, and the evidence with which it was closed.

mod command;
mod decide;
mod event;
mod period;
mod state;

pub use command::Command;
pub use decide::{Context, DAYS_TO_RECORD, Refusal};
pub use event::Event;
pub use period::{Part, VisitsOf};
pub use state::{Finding, Inspection, Stage};
