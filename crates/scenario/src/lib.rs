//! A virtual clock that replays an office's history: a plan as data is solved exactly, becomes a
//! timetable of commands, and is carried out through `app`, each command by an actor who may.
//!
//! No figure of any history stands in this code; an impossible plan is refused by name. It must not
//! know a database or a page.

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
