//! A session of an adviser: an adviser of a ward's or the district's team helped a citizen with a
//! procedure on a day, with an outcome. Where a dossier was filed, the session has the id of the
//! dossier's stream. The helped citizen's name is sealed.

mod command;
mod decide;
mod event;
mod state;

pub use command::Command;
pub use decide::{Context, DAYS_TO_CORRECT, DAYS_TO_RECORD, Refusal};
pub use event::{Event, HeldSession, Outcome};
pub use state::{AdviserSession, Correction};
