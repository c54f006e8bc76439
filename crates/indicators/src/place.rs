//! Which dossiers a query is about and where each stands in the table. It must not know what is
//! counted of them.

use calendar::{Day, Instant};
use dossier::Outcome;

use crate::dossier_facts::{DossierFacts, RegisterZone};
use crate::fact_history::FactHistory;
use crate::query::{Basis, Query};

/// A period in one zone: [start, end), and the moment whose state is shown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PeriodBounds {
    pub(crate) start: Instant,
    pub(crate) end: Instant,
    pub(crate) state: Instant,
}

impl PeriodBounds {
    fn of(zone: &RegisterZone, from: Day, to: Day, as_of: Instant) -> Self {
        let start = zone.0.at(from, 0);
        let end = zone.0.at(to.plus(1), 0);
        Self { start, end, state: as_of.min(end.plus_millis(-1)) }
    }

    /// Whether something happened in the period and by the state's moment.
    pub(crate) fn holds(&self, at: Instant) -> bool {
        self.start <= at && at < self.end && at <= self.state
    }

    fn place(&self, fact: &DossierFacts, basis: Basis, by_date: bool) -> Option<Place> {
        let received = fact.received.filter(|received| *received <= self.state)?;
        let carried_over = received < self.start;
        if carried_over {
            let gone = fact.ended(self.state).is_some_and(|end| end < self.start);
            if gone || basis == Basis::Cohort || self.state < self.start {
                return None;
            }
        }
        Some(Place { carried_over, outcome: fact.outcome(self.state, by_date) })
    }
}

/// The cells of a table that count a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) carried_over: bool,
    pub(crate) outcome: Outcome,
}

/// A dossier of the table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Placed<'a> {
    pub(crate) fact: &'a DossierFacts,
    pub(crate) place: Place,
    pub(crate) state: Instant,
}

/// Evaluates facts for one query; caches the bounds of the period in each zone.
pub(crate) struct Walk<'q> {
    query: &'q Query,
    /// The instant up to which logged events count; `None` for the period's end.
    as_of: Option<Instant>,
    frames: Vec<(RegisterZone, PeriodBounds)>,
}

impl<'q> Walk<'q> {
    pub(crate) fn new(query: &'q Query) -> Self {
        Self::as_of(query, Some(query.as_of))
    }

    /// The same walk as of another instant than the query's.
    pub(crate) fn as_of(query: &'q Query, as_of: Option<Instant>) -> Self {
        Self { query, as_of, frames: Vec::with_capacity(1) }
    }

    /// The facts known at as-of, with the bounds of the period in their zone.
    pub(crate) fn look<'a>(
        &mut self,
        history: &'a FactHistory,
    ) -> Option<(&'a DossierFacts, PeriodBounds)> {
        let bounds = self.bounds(&history.latest().zone);
        let fact = history.as_of(self.as_of.unwrap_or(bounds.state))?;
        Some((fact, bounds))
    }

    pub(crate) fn bounds(&mut self, zone: &RegisterZone) -> PeriodBounds {
        if let Some((_, bounds)) = self.frames.iter().find(|(own, _)| own == zone) {
            return *bounds;
        }
        let as_of = self.as_of.unwrap_or(Instant::MAX);
        let bounds = PeriodBounds::of(zone, self.query.from, self.query.to, as_of);
        self.frames.push((zone.clone(), bounds));
        bounds
    }

    /// The dossier's place in the table, if it stands in it.
    pub(crate) fn place<'a>(&mut self, history: &'a FactHistory) -> Option<Placed<'a>> {
        let (fact, bounds) = self.look(history)?;
        let place = bounds.place(fact, self.query.basis, self.query.by_date)?;
        let state = bounds.state;
        self.query.filters.admit(fact, state).then_some(Placed { fact, place, state })
    }
}

/// Every dossier of the table with its place.
pub(crate) fn placed<'a>(
    facts: impl IntoIterator<Item = &'a FactHistory>,
    query: &Query,
) -> impl Iterator<Item = Placed<'a>> {
    let mut walk = Walk::new(query);
    facts.into_iter().filter_map(move |history| walk.place(history))
}

/// Every fact that the filters admit, in the table or not, with the bounds of the period.
pub(crate) fn admitted<'a>(
    facts: impl IntoIterator<Item = &'a FactHistory>,
    query: &Query,
) -> impl Iterator<Item = (&'a DossierFacts, PeriodBounds)> {
    let mut walk = Walk::new(query);
    let looked = facts.into_iter().filter_map(move |history| walk.look(history));
    looked.filter(|(fact, bounds)| query.filters.admit(fact, bounds.state))
}
