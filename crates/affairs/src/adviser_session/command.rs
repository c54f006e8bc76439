//! What can be asked. Knows no state.

use calendar::Day;

use super::event::Outcome;

/// To record a session of the actor's team, or to correct one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    pub procedure: String,
    pub day: Day,
    pub outcome: Outcome,
    /// The stream of the dossier that was filed.
    pub dossier: Option<String>,
    /// Why what is on record is corrected; none for a session that is recorded.
    pub reason: Option<String>,
}
