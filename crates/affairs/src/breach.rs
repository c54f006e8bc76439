//! Breaches of personal data (vi phạm dữ liệu cá nhân): what happened, which data, what was done, and who
//! was informed. The specialised body is notified within 72 hours of the discovery, or it is written down why
//! not; where biometric or location data is concerned, so are the persons. Texts are sealed.

mod command;
mod decide;
mod event;
mod state;

pub use command::Command;
pub use decide::{Context, Refusal, obstacle_to_act};
pub use event::{DataKind, Event, Known, NOTIFY_HOURS, Nature, PersonsWay};
pub use state::{Breach, Notified, PersonsInformed, Standing};
