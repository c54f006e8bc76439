//! The commands on an initiative. The module must not know the state.

use super::event::Proposal;

/// The commands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    Propose(Box<Proposal>),
    /// Marks the step of this number as done; the first step is 1.
    DoStep(u32),
}
