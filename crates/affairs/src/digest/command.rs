//! The commands on the digests of an officer. The module must not know the state.

use calendar::Day;

use super::event::Item;

/// The commands, which only the program submits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Composes the digest of a day from all matters that the officer has. Matters that a digest
    /// listed before are left out; where none remains, there is no digest.
    Compose { day: Day, matters: Vec<Item>, held: u32, late: u32, queued: bool },
    /// Records whether the channel accepted the digest of a day; if not, there is no further
    /// attempt.
    End { day: Day, taken: bool },
}
