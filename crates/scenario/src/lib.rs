//! A virtual clock that replays an office's history: a plan as data is solved exactly, becomes a
//! timetable of commands, and is carried out through `office`, each command by an actor who may.
//!
//! No figure of any history stands in this code; an impossible plan is refused by name. It must not
//! know a database or a page.

mod cast;
mod chance;
mod names;
mod plan;
mod replay;
mod solve;
mod spread;
mod timetable;
mod write;

pub use plan::{Plan, PlanError};
pub use replay::{Progress, ReplayError, Replayed, replay};
pub use solve::{Life, Outcome, Pause, solve};
