//! Directives (chỉ đạo): a leader, a head or an inspector requires an answer of an officer by a
//! day, about a dossier, a unit or a figure. The officer answers, then the issuer accepts the
//! answer or returns it with a reason. A directive may contain the findings of an inspection visit,
//! and names the visit then. Texts are sealed.

mod command;
mod decide;
mod event;
mod state;

pub use command::Command;
pub use decide::{Context, Owner, Refusal, has_authority_over};
pub use event::{About, Event, Subject, Visit};
pub use state::{Directive, Issued, Progress};
