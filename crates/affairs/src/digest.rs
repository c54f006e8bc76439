//! The daily digest of an officer: at most one on each working day, with new matters only; no
//! matter is listed twice for one due. The module must not know channels or sentences.

mod command;
mod decide;
mod event;
mod ladder;
mod state;

pub use command::Command;
pub use decide::Refusal;
pub use event::{Event, Item, Rung};
pub use ladder::{LEADER_DAYS, LadderInput, Recipient};
pub use state::{DayDigest, Digest, Sending};
