//! Checks that the engine reads the rows of a list in the order shown, and no other rows. The
//! module knows the texts of SQLite's plans.

use super::ListQuery;
use super::within::is_of_one_person;
use crate::Reader;
use crate::driver::Driver;
use crate::error::Error;
use crate::scope::{Pick, Scope};

/// The only index that a list may read whole: its rows are the few dossiers that wait for an
/// opinion.
const WHOLE_INDEX: &str = "INDEX dossier_consulted";

/// The plan of a text: the steps by which the engine finds its rows, one on each line.
pub(super) fn of(driver: &dyn Driver, query: &ListQuery) -> Result<String, Error> {
    let text = format!("EXPLAIN QUERY PLAN {}", query.text);
    let steps = driver.all(&text, &query.values(), |row| row.get::<String>("detail"))?;
    Ok(steps.join("\n"))
}

/// The steps of a plan that sort, or read more than a partial index.
pub(super) fn faults(plan: &str) -> Vec<&str> {
    let scans = |step: &str| step.starts_with("SCAN ") && !step.contains(WHOLE_INDEX);
    let constant = |step: &str| step == "SCAN CONSTANT ROW";
    let fault = |step: &&str| step.contains("TEMP B-TREE") || scans(step) && !constant(step);
    plan.lines().filter(fault).collect()
}

impl Reader {
    /// The steps of a list that sort, or read more than a partial index; empty for every list that
    /// a page needs, which debug builds check. The dossiers of one person are few and may be
    /// sorted.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn list_faults(&self, scope: &Scope, pick: &Pick) -> Result<Vec<String>, Error> {
        let plan = of(self.driver(), &ListQuery::list(scope, pick))?;
        let faults = faults(&plan).into_iter().map(str::to_owned);
        Ok(faults
            .filter(|step| !(is_of_one_person(scope) && step.contains("TEMP B-TREE")))
            .collect())
    }
}
