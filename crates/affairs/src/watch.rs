//! A watch: a figure with filters and a threshold. Its owner gets a note on each working day on
//! which the figure is past the threshold. The module must not count a figure.

mod command;
mod decide;
mod event;
mod state;

pub use command::Command;
pub use decide::{Context, MAX_WATCHES, Refusal};
pub use event::{Event, Finding, Period, Watched, WatchedFigure};
pub use state::{SMALL_DENOMINATOR, Watch};
