//! An initiative (sáng kiến) of a unit: its owner, its steps, and what its effect is measured by.

mod decide;
mod event;
mod state;

pub use decide::{Command, Context, Refusal};
pub use event::{Event, Measure, Proposal};
pub use state::Initiative;
