//! What can be asked. Knows no state.

use super::event::Proposal;

/// The commands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    Propose(Box<Proposal>),
    /// To mark a step as done; the first one is 1.
    DoStep(u32),
}
