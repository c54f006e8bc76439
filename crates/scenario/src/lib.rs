//! Replays the history of an agency by a virtual clock: a plan as data is solved exactly, becomes a
//! schedule of commands, and is executed through `app`, each command by an actor with its permit.
//!
//! The code contains no figure of a history; an impossible plan is refused with the name of the
//! part. The crate must not know databases or pages.

mod names;
mod officer_picker;
mod plan;
mod replay;
mod rng;
mod solve;
mod spread;
mod timetable;
mod write;

pub use plan::{Plan, PlanError};
pub use replay::{Progress, ReplayError, Replayed, replay};
pub use solve::{Outcome, Pause, SimulatedCase, solve};
