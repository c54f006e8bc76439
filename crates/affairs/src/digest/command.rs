//! What can be asked. Knows no state.

use calendar::Day;

use super::event::Item;

/// The commands, by the program only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Everything that the officer's matters have reached by now; what was listed is left out, and where
    /// nothing is left there is no digest.
    Compose { day: Day, reached: Vec<Item>, held: u32, late: u32, queued: bool },
    /// The channel took the digest of a day, or did not and is not asked again.
    End { day: Day, taken: bool },
}
