//! Public tables of one register as of one day: the groups merged in a run are found once for all
//! tables of that run, until a dossier changes. It must not know who reads.

use std::convert::Infallible;
use std::sync::Arc;

use calendar::Day;

use crate::fact_table::FactTable;
use crate::merged_groups::Merged;
use crate::public::{Edges, NotPublic, PublicTables, merged, queried_dimension};
use crate::query::{Filters, Query};

/// The public tables of a register.
#[derive(Debug)]
pub struct PublicRuns<'a> {
    facts: &'a FactTable,
    today: Day,
    edges: Edges,
}

impl<'a> PublicRuns<'a> {
    /// As of now; `today` is the day of now.
    #[must_use]
    pub fn new(facts: &'a FactTable, today: Day) -> Self {
        Self { facts, today, edges: Edges::of(facts) }
    }

    /// Whether the public may ask a query, apart from the groups merged in it. Whether its answer is
    /// undivided: a reporting period of the law.
    pub(crate) fn period(&self, query: &Query) -> Result<bool, NotPublic> {
        queried_dimension(query)?;
        let undivided =
            is_whole(query) && self.edges.reporting(query.from, query.to) && !self.edges.few;
        if !undivided {
            self.edges.published(query, self.today)?;
        }
        Ok(undivided)
    }

    /// Whether the public may ask for the total of all dossiers; no group is merged in it.
    pub fn has_total(&self, query: &Query) -> bool {
        is_whole(query) && self.period(query).is_ok()
    }

    /// The published answer to a query.
    ///
    /// # Errors
    /// [`NotPublic`] where the public may not ask this query.
    pub fn tables(&self, query: &Query) -> Result<PublicTables, NotPublic> {
        let undivided = self.period(query)?;
        let merged = self.merged(query);
        PublicTables { merged, edges: self.edges.clone(), undivided }.apart_for(query)
    }

    /// The published answers to a query of two registers that are shown next to each other: the same
    /// groups stand apart in both.
    ///
    /// # Errors
    /// [`NotPublic`] where the public may not ask this query of one of them.
    pub(crate) fn tables_of_two(
        runs: [&Self; 2],
        query: &Query,
    ) -> Result<[PublicTables; 2], NotPublic> {
        let [one, other] = runs.map(|runs| runs.period(query));
        let undivided = [one?, other?];
        let merged = Arc::new(merged(&runs.map(Self::facts_and_edges), query));
        let [one, other] = [0, 1].map(|place| {
            let merged = Arc::clone(&merged);
            let edges = runs[place].edges.clone();
            PublicTables { merged, edges, undivided: undivided[place] }.apart_for(query)
        });
        Ok([one?, other?])
    }

    /// Whether there are so few dossiers in all that the public may ask for no period.
    pub(crate) fn has_few(&self) -> bool {
        self.edges.few
    }

    fn facts_and_edges(&self) -> (&'a FactTable, &Edges) {
        (self.facts, &self.edges)
    }

    /// The number of runs whose merged groups were found.
    #[cfg(test)]
    pub fn computed(&self) -> usize {
        self.facts.answers.merged.len()
    }

    fn merged(&self, query: &Query) -> Arc<Merged> {
        let run = Query { filters: Filters::default(), by: None, ..self.facts.settled(query) };
        let count = |run: &Query| Ok(merged(&[self.facts_and_edges()], run));
        let names: Result<_, Infallible> = self.facts.answers.merged.get(run, count);
        names.unwrap_or_else(|never| match never {})
    }
}

/// Whether a query asks for no dimension.
fn is_whole(query: &Query) -> bool {
    query.by.is_none() && query.filters == Filters::default()
}
