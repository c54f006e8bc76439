//! The declared absences in memory, in the order of their declarations. Changed by the commit log's
//! thread, read by all. Knows no stream and no right.

use std::sync::{Arc, Mutex};

use calendar::Instant;

use crate::absence::Absence;
use crate::lock::lock;

/// A clone shares the list.
#[derive(Clone, Debug)]
pub(crate) struct DeclaredAbsences(Arc<Mutex<Vec<Absence>>>);

impl DeclaredAbsences {
    pub fn of(absences: Vec<Absence>) -> Self {
        Self(Arc::new(Mutex::new(absences)))
    }

    /// Puts others in place of all.
    pub fn replace(&self, absences: Vec<Absence>) {
        *lock(&self.0) = absences;
    }

    pub fn push(&self, absence: Absence) {
        lock(&self.0).push(absence);
    }

    pub fn len(&self) -> usize {
        lock(&self.0).len()
    }

    /// Drops those declared after the first `len`.
    pub fn truncate(&self, len: usize) {
        lock(&self.0).truncate(len);
    }

    pub fn contains(&self, absence: &Absence) -> bool {
        lock(&self.0).contains(absence)
    }

    /// The first absence for which something holds.
    pub fn find(&self, holds: impl Fn(&Absence) -> bool) -> Option<Absence> {
        lock(&self.0).iter().find(|absence| holds(absence)).cloned()
    }

    /// The absences for which something holds, latest first.
    pub fn latest(&self, holds: impl Fn(&Absence) -> bool) -> Vec<Absence> {
        lock(&self.0).iter().rev().filter(|absence| holds(absence)).cloned().collect()
    }

    /// The absence of an officer at an instant.
    pub fn of_officer(&self, officer: &str, at: Instant) -> Option<Absence> {
        self.find(|absence| absence.officer == officer && absence.from <= at && at < absence.until)
    }
}
