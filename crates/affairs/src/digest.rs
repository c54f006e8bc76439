//! The daily digest of an officer: on each working day at most one, of what is new; nothing is listed twice
//! for one due. Knows no channel and no words.

mod command;
mod decide;
mod event;
mod ladder;
mod state;

pub use command::Command;
pub use decide::Refusal;
pub use event::{Event, Item, Rung};
pub use ladder::{DossierAt, LEADER_DAYS, Recipient};
pub use state::{DayDigest, Digest, Sending};
