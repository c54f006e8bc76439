//! What can be asked. Knows no state.

use crate::evaluation::event::Frozen;

/// The commands. A text is sealed with the event; it stands here so that an empty one is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// By the officer whom the figures are about.
    Comment { text: String },
    /// By the head, or a leader. In tenths of a point: `seen` is the computed score that was read.
    Decide { frozen: Box<Frozen>, seen: i64, score: i64, reason: String },
    /// A new decision on the same computed score, with the reason for it.
    Correct { score: i64, reason: String },
}
