//! The erasure of dossiers whose retention has ended, without a request (hủy hồ sơ hết thời hạn lưu trữ):
//! one officer proposes a list, with the document that permits it; another one approves the list, or sends
//! it back. Reasons are sealed.

mod command;
mod decide;
mod event;
mod state;

pub use command::Command;
pub use decide::{Context, Refusal, obstacle_to_act};
pub use event::Event;
pub use state::{Disposal, Outcome, Proposal};
