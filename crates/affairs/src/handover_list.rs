//! A hand-over list: the dossiers that an officer gave to a unit, or the results that an officer gave to a
//! desk, under one number. The list is issued once and never changed. The module must not know a paper.

mod command;
mod decide;
mod event;
mod state;

pub use command::Command;
pub use decide::{Candidate, Context, MAX_LINES, Refusal};
pub use event::{Event, ListKind, ListLine};
pub use state::HandoverList;
