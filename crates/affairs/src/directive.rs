//! Directives (chỉ đạo): what a leader, a head or an inspector asks of an officer by a day, about a
//! dossier, a unit or a figure; answered by that officer, then accepted or returned with a reason. The
//! findings of an inspection visit are a directive that names the visit. Texts are sealed.

mod command;
mod decide;
mod event;
mod state;

pub use command::Command;
pub use decide::{Context, Owner, Refusal, is_under};
pub use event::{About, Event, Subject, Visit};
pub use state::{Directive, Issued, Standing};
