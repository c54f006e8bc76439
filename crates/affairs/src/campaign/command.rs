//! What can be asked. Knows no state.

use super::event::Declaration;

/// The commands of a leader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Before the start; a campaign that is declared and has not started is declared anew.
    Declare(Box<Declaration>),
    /// After the end. `reason`: why not those that the rule gives.
    Commend { units: Vec<String>, reason: Option<String> },
}
