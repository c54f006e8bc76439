//! The time in which figures can count a dossier, so that a query of a period passes over blocks of
//! dossiers of other times. It must not know how anything is counted.

use calendar::{Day, Instant, Zone};

use crate::dossier_facts::DossierFacts;
use crate::fact_history::FactHistory;

/// A period reaches a day further on both sides: its bounds depend on each register's zone.
const MARGIN_DAYS: i32 = 1;

/// From the first instant that a figure can count to the last one, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Activity {
    first: Instant,
    last: Instant,
}

impl Default for Activity {
    /// The span of no dossier: empty.
    fn default() -> Self {
        Self { first: Instant::MAX, last: Instant(i64::MIN) }
    }
}

impl Activity {
    /// The span of a dossier as it was known at one time; it has no end while the dossier is open.
    pub(crate) fn of(fact: &DossierFacts) -> Self {
        let begun = [fact.filed, fact.received, fact.refused, fact.withdrawn, fact.finished];
        let first = begun.into_iter().flatten().min();
        let refused = fact.refused.filter(|_| fact.received.is_none());
        let last = fact.finished.max(fact.withdrawn).or(refused);
        Self { first: first.unwrap_or(Instant(i64::MIN)), last: last.unwrap_or(Instant::MAX) }
    }

    /// The span of a period of whole days.
    pub(crate) fn of_period((from, to): (Day, Day)) -> Self {
        let at = |day: Day| Zone::VIETNAM.at(day, 0);
        Self { first: at(from.plus(-MARGIN_DAYS)), last: at(to.plus(1 + MARGIN_DAYS)) }
    }

    /// The span that covers all of these dossiers.
    pub(crate) fn of_all(facts: &[FactHistory]) -> Self {
        let mut all = Self::default();
        facts.iter().for_each(|history| all.add(history.activity()));
        all
    }

    /// The span of one instant.
    pub(crate) fn at(at: Instant) -> Self {
        Self { first: at, last: at }
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
    }

    /// Whether the span ended before an instant.
    pub(crate) fn is_over(self, at: Instant) -> bool {
        self.last < at
    }

    /// Whether the two spans overlap.
    pub(crate) fn meets(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}
