//! The declared absences in memory, in the order of their declarations. Changed by the commit log's
//! thread, read by all. Knows no stream and no right.

use std::sync::{Arc, Mutex};

use calendar::Instant;

use crate::absence::Absence;
use crate::lock::lock;

/// An absence with its outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredAbsence {
    /// The absence as declared.
    pub absence: Absence,
    /// Whether the dossiers that the officer held have their stand-in.
    pub begun: bool,
    /// The instant at which the absence was ended early, or withdrawn.
    pub ended: Option<Instant>,
}

/// The phase of an absence at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AbsencePhase {
    Ahead,
    Running,
    Over,
    /// The absence was ended before its beginning.
    Withdrawn,
}

impl DeclaredAbsence {
    /// The absence as declared, with its actual end.
    #[must_use]
    pub fn as_it_ends(&self) -> Absence {
        let until = self.ended.map_or(self.absence.until, |at| at.min(self.absence.until));
        Absence { until, ..self.absence.clone() }
    }

    /// The phase of the absence at an instant.
    #[must_use]
    pub fn phase(&self, at: Instant) -> AbsencePhase {
        if self.ended.is_some() && !self.begun {
            AbsencePhase::Withdrawn
        } else if at < self.absence.from {
            AbsencePhase::Ahead
        } else if at < self.as_it_ends().until {
            AbsencePhase::Running
        } else {
            AbsencePhase::Over
        }
    }

    fn waits(&self) -> bool {
        !self.begun && self.ended.is_none()
    }
}

/// The list at one moment.
pub(crate) type Snapshot = Arc<Vec<DeclaredAbsence>>;

/// A clone shares the list.
#[derive(Clone, Debug)]
pub(crate) struct DeclaredAbsences(Arc<Mutex<Snapshot>>);

impl DeclaredAbsences {
    pub fn of(absences: Vec<DeclaredAbsence>) -> Self {
        Self(Arc::new(Mutex::new(Arc::new(absences))))
    }

    /// Replaces all absences.
    pub fn replace(&self, absences: Snapshot) {
        *lock(&self.0) = absences;
    }

    pub fn snapshot(&self) -> Snapshot {
        Arc::clone(&lock(&self.0))
    }

    pub fn push(&self, absence: DeclaredAbsence) {
        Arc::make_mut(&mut lock(&self.0)).push(absence);
    }

    /// Changes the absence of an officer that was declared from an instant on and was not ended.
    pub fn change(&self, officer: &str, from: Instant, change: impl FnOnce(&mut DeclaredAbsence)) {
        let mut list = lock(&self.0);
        let mut standing = Arc::make_mut(&mut list).iter_mut().rev();
        let absence = standing
            .find(|a| a.absence.officer == officer && a.absence.from == from && a.ended.is_none());
        if let Some(absence) = absence {
            change(absence);
        }
    }

    pub fn contains(&self, absence: &Absence) -> bool {
        self.snapshot().iter().any(|declared| declared.absence == *absence)
    }

    /// The first absence for which something holds, with the end that it has come to have.
    pub fn find(&self, holds: impl Fn(&Absence) -> bool) -> Option<Absence> {
        self.snapshot().iter().map(DeclaredAbsence::as_it_ends).find(|absence| holds(absence))
    }

    /// The absences for which something holds, latest first.
    pub fn latest(&self, holds: impl Fn(&Absence) -> bool) -> Vec<Absence> {
        let list = self.snapshot();
        list.iter()
            .rev()
            .map(DeclaredAbsence::as_it_ends)
            .filter(|absence| holds(absence))
            .collect()
    }

    /// The absence of an officer at an instant.
    pub fn of_officer(&self, officer: &str, at: Instant) -> Option<Absence> {
        let list = self.snapshot();
        let mut theirs = list.iter().filter(|declared| declared.absence.officer == officer);
        let away = theirs.find(|declared| declared.phase(at) == AbsencePhase::Running)?;
        Some(away.as_it_ends())
    }

    /// The absence that begins next and has not begun yet.
    pub fn next(&self) -> Option<Absence> {
        let list = self.snapshot();
        let waiting = list.iter().filter(|declared| declared.waits());
        waiting.map(|declared| &declared.absence).min_by_key(|absence| absence.from).cloned()
    }

    /// When the absence that a stand-in of a dossier came from was ended, where that was before its
    /// end.
    pub fn ended_early(&self, stand_in: &dossier::StandIn, at: Instant) -> Option<Instant> {
        let list = self.snapshot();
        let mut theirs = list.iter().filter(|declared| {
            let absence = &declared.absence;
            (&absence.officer, &absence.by, absence.until)
                == (&stand_in.officer, &stand_in.by, stand_in.until)
                && absence.from <= stand_in.from
        });
        theirs.find_map(|declared| declared.ended.filter(|ended| *ended <= at))
    }
}
