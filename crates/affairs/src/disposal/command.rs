//! What can be asked. Knows no state.

/// The commands. A reason is sealed with the event; it stands here so that an empty one is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// To erase these dossiers.
    Propose { dossiers: Vec<String>, bases: Vec<String>, permitted_by: String, reason: String },
    /// Not to erase them.
    SendBack { reason: String },
    /// To carry the proposal out.
    Approve,
}
