//! Objections (kiến nghị) of officers to the part of a dossier's lateness that is put on them: raised once
//! at a time for a step, upheld or declined with a reason by another. The minutes stay as they are
//! computed; both the objection and the decision stand next to them. Texts are sealed.

mod command;
mod decide;
mod event;
mod state;

pub use command::Command;
pub use decide::{Context, Refusal, may_decide, obstacle_to_decide, parts_of};
pub use event::{Event, Finding};
pub use state::{Decision, Objection, Objections};
