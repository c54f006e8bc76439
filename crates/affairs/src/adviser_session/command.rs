//! The commands on a session of an adviser. The module must not know the state.

use calendar::Day;

use super::event::Outcome;

/// Records a session of the actor's team, or corrects one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    pub procedure: String,
    pub day: Day,
    pub outcome: Outcome,
    /// The stream of the dossier that the citizen filed.
    pub dossier: Option<String>,
    /// The reason of a correction; `None` for a new session.
    pub reason: Option<String>,
}
