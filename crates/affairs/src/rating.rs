//! The rating of a dossier's result by the citizen: three grades, of the service and of the officer,
//! the other factors of satisfaction, a free text (sealed); once a dossier, after the result was given
//! out. Who was rated follows from the dossier: the officers who held it, the one who received it
//! among them, and the unit that answers for it.

mod command;
mod decide;
mod event;
mod state;

pub use command::Command;
pub use decide::{Context, Refusal, obstacle};
pub use event::{Event, Factor, Grade, Grades, Way};
pub use state::{Given, Rating};
