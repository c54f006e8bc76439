//! A closed month of an agency: its frozen tables, with the version of the definitions by which
//! they were counted. A leader signs them. A closed month is never opened again; a later correction
//! of the record shows as a restatement. The module must not know the content of a table.

mod command;
mod decide;
mod event;
mod state;

pub use command::Command;
pub use decide::{Context, Refusal, check_closable};
pub use event::Event;
pub use state::{ClosedMonth, Signature, Tables};
