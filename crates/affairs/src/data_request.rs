//! Requests of a person about the own data (Law 91/2025/QH15, Decree 356/2025/NĐ-CP): to read it, to have
//! it corrected, restricted or erased, to object, to take a consent back. Each has a term for its answer
//! and one for being done, one extension with a reason, and a decision with a reason. An erasure is
//! proposed by one officer and approved by another. Texts are sealed.

mod command;
mod decide;
mod event;
mod state;
mod term;

pub use command::Command;
pub use decide::{Context, Refusal, obstacle_to_act};
pub use event::{Erased, Event, Outcome, RequestKind, Way};
pub use state::{DataRequest, Decision, Filed, Proposal};
pub use term::{ANSWER_DAYS, EXTENSION_DAYS, SOURCE, Term, answer_due, done_due, term};
