//! The evaluation of an officer in a month or year: the officer comments on the figures; the head
//! confirms the computed score or changes it within bounds, with a reason. A decision never
//! changes: a new decision corrects it, and both stay on record. Texts are sealed.

mod command;
mod decide;
mod event;
mod state;

pub use command::Command;
pub use decide::{
    BOUND, Context, Decider, Officer, Refusal, bounds, may_evaluate, obstacle_to_decide,
};
pub use event::{Event, FrozenScore};
pub use state::{Decision, Evaluation};
