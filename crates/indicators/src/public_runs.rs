//! Public tables of one register as of one day: the groups merged in a run are found once for all
//! tables of that run. It must not know who reads.

use std::cell::RefCell;
use std::sync::Arc;

use calendar::Day;

use crate::fact_table::FactTable;
use crate::public::{DIMENSIONS, Edges, MergedNames, NotPublic, PublicTables, asked, merged};
use crate::query::{Filters, Query};

/// The public tables of a register.
#[derive(Debug)]
pub struct PublicRuns<'a> {
    facts: &'a FactTable,
    today: Day,
    edges: Edges,
    /// What is merged, by the query without filters and rows.
    runs: RefCell<Vec<(Query, Arc<MergedNames>)>>,
}

impl<'a> PublicRuns<'a> {
    /// As of now; `today` is the day of now.
    #[must_use]
    pub fn new(facts: &'a FactTable, today: Day) -> Self {
        Self { facts, today, edges: Edges::of(facts), runs: RefCell::default() }
    }

    /// Whether the public may ask a query, apart from the groups merged in it. Whether its answer is
    /// undivided: a reporting period of the law.
    fn period(&self, query: &Query) -> Result<bool, NotPublic> {
        asked(query)?;
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
        let tables = PublicTables { merged, edges: self.edges.clone(), undivided };
        let hidden = DIMENSIONS.iter().any(|&dimension| {
            let values = query.filters.asked(dimension).iter();
            values.into_iter().any(|value| !tables.apart(dimension, value))
        });
        if hidden { Err(NotPublic::Merged) } else { Ok(tables) }
    }

    /// The number of runs whose merged groups were found.
    #[cfg(test)]
    pub fn computed(&self) -> usize {
        self.runs.borrow().len()
    }

    fn merged(&self, query: &Query) -> Arc<MergedNames> {
        let run = Query { filters: Filters::default(), by: None, ..query.clone() };
        let mut runs = self.runs.borrow_mut();
        if let Some((_, known)) = runs.iter().find(|(known, _)| *known == run) {
            return Arc::clone(known);
        }
        let merged = merged(self.facts, &run, &self.edges);
        let names = Arc::new(merged.map(|keys| keys.iter().map(ToString::to_string).collect()));
        runs.push((run, Arc::clone(&names)));
        names
    }
}

/// Whether a query asks for no dimension.
fn is_whole(query: &Query) -> bool {
    query.by.is_none() && query.filters == Filters::default()
}
