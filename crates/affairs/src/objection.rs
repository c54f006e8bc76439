//! Objections (kiến nghị) of officers to the part of a dossier's lateness that counts for them: one
//! at a time for a step, upheld or declined with a reason by another officer. The computed minutes
//! stay; objection and decision are shown next to them. Texts are sealed.

mod command;
mod decide;
mod event;
mod state;

pub use command::Command;
pub use decide::{Context, Refusal, late_parts_of, may_decide, obstacle_to_decide};
pub use event::{Event, Finding};
pub use state::{Decision, Objection, Objections};
