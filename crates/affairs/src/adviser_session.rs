//! A session of an adviser: an adviser of the district's or a ward's team helped a citizen with a
//! procedure on a day, with an outcome and, where there is one, the dossier, whose id is then that of
//! the session. The helped citizen's name is sealed.

mod command;
mod decide;
mod event;
mod state;

pub use command::Command;
pub use decide::{Context, DAYS_TO_CORRECT, DAYS_TO_RECORD, Refusal};
pub use event::{Event, Held, Outcome};
pub use state::{AdviserSession, Correction};
