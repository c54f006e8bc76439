//! Tables and lists with the groups together that public answers show together only (decisions,
//! "Published figures" 8). It must not know who reads them, nor which groups those are.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::counts::{Counts, IdentityBroken};
use crate::fact_history::FactHistory;
use crate::figure::Figure;
use crate::form_06a::{Columns, Form06a};
use crate::merged_groups::small;
use crate::public::PublicTables;
use crate::query::{Dimension, Filters, Key, Query};
use crate::table::{Report, count, list};

/// The row of those that are not shown apart.
pub const MERGED: &str = "(merged)";

/// A group of fewer dossiers is not shown apart in public.
pub const SMALLEST: u64 = 5;

/// The dossiers of a figure without their codes: as many together as the figure counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups {
    /// By field, in order.
    pub apart: Vec<(String, u64)>,
    /// In fields that are not shown apart.
    pub suppressed: u64,
}

impl Groups {
    /// All of them.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.apart.iter().map(|(_, dossiers)| dossiers).sum::<u64>() + self.suppressed
    }
}

/// Rows with those that do not stand apart as one, the last.
pub(crate) fn merge<T: Default>(
    rows: Vec<(String, T)>,
    apart: impl Fn(&str) -> bool,
    add: impl Fn(&mut T, &T),
) -> Vec<(String, T)> {
    let (mut rows, others): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(key, _)| apart(key));
    if !others.is_empty() {
        let mut merged = T::default();
        others.iter().for_each(|(_, row)| add(&mut merged, row));
        rows.push((MERGED.to_owned(), merged));
    }
    rows
}

/// The same of rows that were counted by other definitions than the groups: a row that is small here
/// does not stand apart either, and what is together is not small while a row stands apart.
pub(crate) fn merge_small<T: Default>(
    rows: Vec<(String, T)>,
    apart: impl Fn(&str) -> bool,
    (add, size): (impl Fn(&mut T, &T), impl Fn(&T) -> u64),
) -> Vec<(String, T)> {
    let mut together: HashSet<String> = HashSet::new();
    let mut sizes: BTreeSet<(u64, &str)> = BTreeSet::new();
    let mut merged = 0;
    for (key, row) in &rows {
        if !apart(key) || small(size(row)) {
            merged += size(row);
            together.insert(key.clone());
        } else {
            sizes.insert((size(row), key));
        }
    }
    while small(merged)
        && let Some((size, key)) = sizes.pop_first()
    {
        merged += size;
        together.insert(key.to_owned());
    }
    merge(rows, |key| !together.contains(key), add)
}

impl Report {
    /// The table by a dimension as the public may see it; its total is the same.
    #[must_use]
    pub fn suppressed(self, tables: &PublicTables, by: Dimension) -> Self {
        self.retaining(|row| tables.stands_apart(by, row))
    }

    /// A table that was published, whatever the definitions were by which it was counted.
    #[must_use]
    pub fn published(self, tables: &PublicTables, by: Dimension) -> Self {
        let apart = |row: &str| tables.stands_apart(by, row);
        let rows = merge_small(self.rows, apart, (Counts::plus, |row: &Counts| row.received));
        Self { total: self.total, rows }
    }

    /// The table with every row as one that is not kept.
    #[must_use]
    pub fn retaining(self, keep: impl Fn(&str) -> bool) -> Self {
        Self { total: self.total, rows: merge(self.rows, keep, Counts::plus) }
    }
}

impl Form06a {
    /// A form that was published, whatever the definitions were by which it was filled.
    #[must_use]
    pub fn published(self, tables: &PublicTables, by: Dimension) -> Self {
        let apart = |row: &str| tables.stands_apart(by, row);
        let size = |row: &Columns| row.received + row.withdrawn;
        Self { total: self.total, rows: merge_small(self.rows, apart, (Columns::plus, size)) }
    }

    /// The form as the public may see it; its total is the same.
    #[must_use]
    pub fn suppressed(self, tables: &PublicTables, by: Dimension) -> Self {
        let apart = |row: &str| tables.stands_apart(by, row);
        Self { total: self.total, rows: merge(self.rows, apart, Columns::plus) }
    }
}

/// The dossiers of a figure as the public may see them: by field where the query asks for all
/// dossiers, else together. A field with few of the list is not shown apart, nor one that does not
/// stand in the query's table, as one of refused filings only; what is together is not few either,
/// unless it is the whole list.
///
/// # Errors
/// [`IdentityBroken`] where the counts of the query's table break an identity.
pub fn groups<'a, I>(
    facts: I,
    query: &Query,
    figure: Figure,
    tables: &PublicTables,
) -> Result<Groups, IdentityBroken>
where
    I: IntoIterator<Item = &'a FactHistory>,
    I::IntoIter: Clone,
{
    let facts = facts.into_iter();
    let codes: HashSet<&str> = list(facts.clone(), query, figure, None).into_iter().collect();
    if query.filters != Filters::default() {
        return Ok(Groups { apart: Vec::new(), suppressed: codes.len() as u64 });
    }
    let by_field = Query { by: Some(Dimension::Field), ..query.clone() };
    let table = count(facts.clone(), &by_field)?.suppressed(tables, Dimension::Field);
    let shown: HashSet<&str> = table.rows.iter().map(|(field, _)| field.as_str()).collect();
    // A restatement may be of a dossier that was not known then.
    let latest = facts.map(|history| history.as_of(query.as_of).unwrap_or(history.latest()));
    let mut counted: BTreeMap<String, u64> = BTreeMap::new();
    for fact in latest.filter(|fact| codes.contains(fact.code.as_str())) {
        *counted.entry(Key::Text(&fact.field).to_string()).or_default() += 1;
    }
    let (mut apart, others): (Vec<_>, Vec<_>) = counted
        .into_iter()
        .partition(|(field, dossiers)| shown.contains(field.as_str()) && *dossiers >= SMALLEST);
    let mut suppressed: u64 = others.iter().map(|(_, dossiers)| dossiers).sum();
    while (1..SMALLEST).contains(&suppressed)
        && let Some(next) = (0..apart.len()).min_by_key(|at| apart[*at].1)
    {
        suppressed += apart.remove(next).1;
    }
    Ok(Groups { apart, suppressed })
}
