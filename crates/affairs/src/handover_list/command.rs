//! The command on a hand-over list. The module must not know the state.

use super::event::ListKind;

/// The command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Issues the list of a unit's officer for another unit.
    Issue {
        list: ListKind,
        from: String,
        to: String,
        /// The number in the series of the unit, the list and the year.
        number: u64,
        year: i16,
    },
}
