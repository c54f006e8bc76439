//! The commands on an evaluation. The module must not know the state.

use crate::evaluation::event::FrozenScore;

/// The commands. A text is part of the command so that an empty one is refused; it is stored sealed
/// with the event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Comments on the figures, by the officer whom they are about.
    Comment { text: String },
    /// Decides on the score, by the head or a leader. Scores are tenths of a point; `seen` is the
    /// computed score that the head read.
    Decide { frozen: Box<FrozenScore>, seen: i64, score: i64, reason: String },
    /// Corrects the decision with another score, for a reason; the computed score stays.
    Correct { score: i64, reason: String },
}
