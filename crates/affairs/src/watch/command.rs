//! The commands on a watch. The module must not know the state.

use super::event::{Finding, WatchedFigure};

/// The commands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    Set(WatchedFigure),
    /// Records the figure of a day, by the program.
    Count(Finding),
    /// Records that the owner has read the note.
    See,
    /// Ends the watch, by its owner.
    End,
}
