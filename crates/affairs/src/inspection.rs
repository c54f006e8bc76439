//! An inspection visit (kiểm tra): a unit that was visited on a day, and the findings, each with
//! the officer who must follow it up and a last day; then the follow-ups, and the evidence with
//! which each finding was closed.

mod command;
mod decide;
mod event;
mod period;
mod state;

pub use command::Command;
pub use decide::{Context, DAYS_TO_RECORD, Refusal};
pub use event::Event;
pub use period::{FindingGroup, VisitQuery};
pub use state::{Finding, Inspection, Stage};
