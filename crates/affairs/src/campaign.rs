//! A campaign (phong trào thi đua): declared before its start and frozen from then on; its result
//! is computed from the record; commendations are decided after its end (decisions, "Published
//! figures" 11).

mod check;
mod command;
mod decide;
mod event;
mod state;

pub use check::Fault;
pub use command::Command;
pub use decide::{Context, Refusal};
pub use event::{Block, Declaration, Event, Group, Part};
pub use state::{Campaign, Decided, Declared};
