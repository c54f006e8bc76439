//! The rating of a dossier's result by the citizen: three grades for the service, the officer and
//! the other factors of satisfaction, and a sealed text; once for a dossier, after the result was
//! handed over or posted. The dossier shows who is rated: the officers who held it, with the one
//! who received it, and the unit that answers for it.

mod command;
mod decide;
mod event;
mod state;

pub use command::Command;
pub use decide::{Context, Refusal, obstacle};
pub use event::{Event, Factor, Grade, Grades, Way};
pub use state::{GivenRating, Rating};
