//! Complaints and proposals about one dossier (phản ánh, kiến nghị): a citizen makes them or the
//! desk records them, each with its theme and its own due. The head of the unit to which a
//! complaint goes answers it, or a leader; never the officer complained of, nor the holder of the
//! dossier. Texts are sealed.

mod command;
mod decide;
mod event;
mod state;

pub use command::Command;
pub use decide::{Context, Refusal, TERM_DAYS, due, may_answer, obstacle_to_answer};
pub use event::{Event, Finding, Theme, Way};
pub use state::{Answer, Complaint, Complaints};
