//! Complaints and proposals about one dossier (phản ánh, kiến nghị): made by the citizen or recorded
//! by the desk, each with its theme and its own due, answered by the head of the unit that it went to
//! or by a leader; never by the officer complained of, nor by the holder of the dossier. Texts are
//! sealed.

mod command;
mod decide;
mod event;
mod state;

pub use command::Command;
pub use decide::{Context, Refusal, TERM_DAYS, due, may_answer, obstacle_to_answer};
pub use event::{Event, Finding, Theme, Way};
pub use state::{Answer, Complaint, Complaints};
