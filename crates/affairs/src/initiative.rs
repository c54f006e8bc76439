//! An initiative (sáng kiến) of a unit: its owner, its steps, and the measure of its effect.

mod command;
mod decide;
mod event;
mod state;

pub use command::Command;
pub use decide::{Context, Refusal};
pub use event::{Event, Measure, Proposal};
pub use state::Initiative;
