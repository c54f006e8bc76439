//! The certifications of one dossier: each takes one number in a book of the office and year (Decree
//! 23/2015/NĐ-CP, article 13). An entry is never removed; a wrong one is corrected under its number. The
//! module must not know a paper.

mod command;
mod decide;
mod event;
mod state;

pub use command::{Command, Content};
pub use decide::{Context, MAX_COPIES, MAX_ENTRIES, Refusal};
pub use event::Event;
pub use state::{Certifications, Entry};
