//! The commands on the queue of a day. The module must not know the state.

use super::event::TicketAct;

/// The commands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Draws the next ticket of a line.
    Draw { line: String, priority: bool },
    /// Opens a counter for lines, or changes the lines of the own counter.
    Open { counter: u32, lines: Vec<String> },
    /// Closes the own counter.
    Close,
    /// Ends the ticket that is served, as the officer saw it, and calls the next one.
    Next { serving: Option<String> },
    /// Ends the ticket that is served, and calls no other one.
    Finish { serving: String },
    /// Calls the ticket that is served once more.
    Recall { serving: String },
    /// The holder of the ticket that is served did not come.
    Absent { serving: String },
    /// Sends the ticket that is served to a line, or back to its own, and to one counter where it is
    /// named.
    Transfer { serving: String, line: Option<String>, counter: Option<u32> },
    /// Notes what the officer did with a dossier; nothing where the officer serves no ticket.
    Tie { dossier: String, act: TicketAct },
}
