//! What can be asked. Knows no state.

use super::event::{Finding, Watching};

/// The commands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    Set(Watching),
    /// The program counts the figure once a day.
    Count(Finding),
    /// The owner has read the note.
    See,
    /// The owner ends the watch.
    End,
}
