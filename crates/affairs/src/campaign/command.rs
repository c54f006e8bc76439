//! What can be asked. Knows no state.

use super::event::Declaration;

/// The commands of a leader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Before the start, where none of this id is declared.
    Declare(Box<Declaration>),
    /// In place of what is declared and has not started.
    Redeclare(Box<Declaration>),
    /// After the end. `reason`: why not those that the rule gives.
    Commend { units: Vec<String>, reason: Option<String> },
}
