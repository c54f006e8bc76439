//! What can be asked. Knows no state.

use super::event::{Finding, Watching};

/// The commands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    Set(Watching),
    /// By the program, once a day: the figure as it stands.
    Count(Finding),
    /// By the owner: the note was read.
    See,
    /// By the owner.
    End,
}
