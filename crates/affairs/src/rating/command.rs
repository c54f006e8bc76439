//! What can be asked. Knows no state.

use crate::rating::event::{Grades, Way};

/// The one command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Command {
    pub grades: Grades,
    pub way: Way,
}
