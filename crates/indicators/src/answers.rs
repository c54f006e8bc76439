//! A cache of answers counted from a table of facts. An answer is kept until a dossier of the table
//! changes, so that a page opened again counts nothing again. It must not know how an answer is
//! counted.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};

use crate::activity::Activity;
use crate::checks::Checks;
use crate::counts::IdentityBroken;
use crate::fact_table::FactTable;
use crate::merged_groups::Merged;
use crate::query::Query;
use crate::table::{self, Report};

/// The most answers of one kind that are kept.
const KEPT: usize = 64;

/// The answers of one state of the facts.
#[derive(Debug, Default)]
pub(crate) struct Answers {
    reports: Answered<Report>,
    checks: Answered<Checks>,
    pub(crate) merged: Answered<Merged>,
}

/// The answers of one kind, by query.
#[derive(Debug)]
pub(crate) struct Answered<T>(Mutex<HashMap<Query, Arc<T>>>);

impl<T> Default for Answered<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Answered<T> {
    /// The answer to a query: from the cache, otherwise counted by `count`.
    ///
    /// # Errors
    /// Those of `count`; an error is not kept.
    pub(crate) fn get<E>(
        &self,
        query: Query,
        count: impl FnOnce(&Query) -> Result<T, E>,
    ) -> Result<Arc<T>, E> {
        // A panic in another thread leaves the map whole.
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(cached) = lock().get(&query) {
            return Ok(Arc::clone(cached));
        }
        let answer = Arc::new(count(&query)?);
        let mut answers = lock();
        if answers.len() >= KEPT {
            answers.clear();
        }
        answers.insert(query, Arc::clone(&answer));
        Ok(answer)
    }

    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).len()
    }
}

impl FactTable {
    /// The table of a query, as [`crate::count`] counts it.
    ///
    /// # Errors
    /// [`IdentityBroken`] where the counts break an identity.
    pub fn count(&self, query: &Query) -> Result<Arc<Report>, IdentityBroken> {
        let count = |query: &Query| table::count(self.within(query.period()), query);
        self.answers.reports.get(self.settled(query), count)
    }

    /// The checks of a query's rates.
    #[must_use]
    pub fn checks(&self, query: &Query) -> Arc<Checks> {
        let count = |query: &Query| Ok(Checks::of(self.within(query.period()), query));
        let checks: Result<_, Infallible> = self.answers.checks.get(self.settled(query), count);
        checks.unwrap_or_else(|never| match never {})
    }

    /// The query with its as-of replaced by one that all instants share after which nothing was logged:
    /// they have the same answer.
    pub(crate) fn settled(&self, query: &Query) -> Query {
        let mut query = query.clone();
        let over = Activity::of_period(query.period()).is_over(query.as_of);
        if over && query.as_of >= self.last_learned {
            query.as_of = calendar::Instant::MAX;
        }
        query
    }
}
