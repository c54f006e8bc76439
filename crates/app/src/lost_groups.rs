//! Groups of commands that were not committed, and why: for those who still wait for one. Knows no
//! command.

use std::collections::BTreeMap;

use crate::error::Failure;

/// Lost groups that are kept in memory.
const REMEMBERED: usize = 4096;

/// The lost groups by number.
#[derive(Debug, Default)]
pub(crate) struct LostGroups(BTreeMap<u64, Lost>);

#[derive(Clone, Debug)]
enum Lost {
    Full,
    ReadOnly,
    Other(String),
}

impl LostGroups {
    /// Notes why a group is lost.
    pub fn put(&mut self, group: u64, failure: &Failure) {
        let lost = match failure {
            Failure::Full => Lost::Full,
            Failure::ReadOnly => Lost::ReadOnly,
            Failure::NotCertain { what } => Lost::Other(what.clone()),
            other => Lost::Other(other.for_log()),
        };
        self.0.insert(group, lost);
        while self.0.len() > REMEMBERED {
            self.0.pop_first();
        }
    }

    /// The outcome of a group that has ended.
    ///
    /// # Errors
    /// [`Failure::Full`], [`Failure::ReadOnly`], [`Failure::NotCertain`]: the group is lost.
    pub fn outcome(&self, group: u64) -> Result<(), Failure> {
        match self.0.get(&group) {
            None => Ok(()),
            Some(Lost::Full) => Err(Failure::Full),
            Some(Lost::ReadOnly) => Err(Failure::ReadOnly),
            Some(Lost::Other(what)) => Err(Failure::NotCertain { what: what.clone() }),
        }
    }
}
