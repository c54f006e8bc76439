//! The evaluation of an officer in a month or year: the officer comments on the figures, the head decides
//! on the computed score or moves it within bounds, with a reason. A decision is not changed; a new one
//! corrects it, and both stay. Texts are sealed.

mod command;
mod decide;
mod event;
mod state;

pub use command::Command;
pub use decide::{
    BOUND, Context, Decider, Officer, Refusal, bounds, may_evaluate, obstacle_to_decide,
};
pub use event::{Event, Frozen};
pub use state::{Decision, Evaluation};
