//! The commands on a campaign. The module must not know the state.

use super::event::Declaration;

/// The commands of a leader on a campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Declares the campaign, before its start.
    Declare(Box<Declaration>),
    /// Replaces a declaration that has not started.
    Redeclare(Box<Declaration>),
    /// Decides on commendations, after the end. `reason`: why other units are commended than the
    /// rule gives.
    Commend { units: Vec<String>, reason: Option<String> },
}
