//! The commands on a rating. The module must not know the state.

use crate::rating::event::{Grades, Way};

/// Rates the dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Command {
    pub grades: Grades,
    pub way: Way,
}
