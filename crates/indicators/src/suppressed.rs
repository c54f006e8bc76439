//! Tables and lists in which the groups that the public may see together only are merged (decisions,
//! "Published figures" 8). It must not know who reads them, nor which groups those are.

use std::collections::{BTreeMap, HashSet};

use crate::blocks::{MERGED, is_merged, joined_row};
use crate::counts::{Counts, IdentityBroken};
use crate::coverage::{LetterCounts, LetterReport};
use crate::fact_history::FactHistory;
use crate::figure::Figure;
use crate::form_06a::{Columns, Form06a};
use crate::merged_groups::small;
use crate::public::PublicTables;
use crate::query::{Dimension, Filters, Key, Query};
use crate::table::{Report, count, list};

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
    /// All dossiers of the figure.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.apart.iter().map(|(_, dossiers)| dossiers).sum::<u64>() + self.suppressed
    }
}

/// Rows with each of those that do not stand apart in the row that holds it, these last.
pub(crate) fn merge<'r, T: Default>(
    rows: Vec<(String, T)>,
    row_of: impl Fn(&str) -> Option<&'r str>,
    add: impl Fn(&mut T, &T),
) -> Vec<(String, T)> {
    let mut merged: BTreeMap<&str, T> = BTreeMap::new();
    let mut apart = Vec::with_capacity(rows.len());
    for (key, row) in rows {
        match row_of(&key) {
            Some(together) => add(merged.entry(together).or_default(), &row),
            None => apart.push((key, row)),
        }
    }
    apart.extend(merged.into_iter().map(|(key, row)| (key.to_owned(), row)));
    apart
}

/// The same of rows that were counted by other definitions than the groups: a row that is small here
/// goes together with the smallest of the others.
pub(crate) fn merge_small<'r, T: Default>(
    rows: Vec<(String, T)>,
    row_of: impl Fn(&str) -> Option<&'r str>,
    (add, size): (impl Fn(&mut T, &T), impl Fn(&T) -> u64),
) -> Vec<(String, T)> {
    let mut rows = merge(rows, row_of, &add);
    while let Some(at) = rows.iter().position(|(_, row)| small(size(row))) {
        let sizes = rows.iter().map(|(_, row)| size(row)).enumerate();
        let others = sizes.filter(|(other, size)| *other != at && *size > 0);
        let Some((other, _)) = others.min_by_key(|(_, size)| *size) else { break };
        let (key, row) = rows.remove(at);
        let (known, into) = &mut rows[if other > at { other - 1 } else { other }];
        *known = joined_row(known, &key);
        add(into, &row);
    }
    let (apart, merged): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(key, _)| !is_merged(key));
    apart.into_iter().chain(merged).collect()
}

impl Report {
    /// The table by a dimension as the public may see it; its total is the same.
    #[must_use]
    pub fn suppressed(self, tables: &PublicTables, by: Dimension) -> Self {
        Self {
            total: self.total,
            rows: merge(self.rows, |row| tables.merged_row(by, row), Counts::plus),
        }
    }

    /// A table that was published, whatever the definitions were by which it was counted.
    #[must_use]
    pub fn published(self, tables: &PublicTables, by: Dimension) -> Self {
        let size = |row: &Counts| row.received;
        let rows = merge_small(self.rows, |row| tables.merged_row(by, row), (Counts::plus, size));
        Self { total: self.total, rows }
    }

    /// The table with every row as one that is not kept.
    #[must_use]
    pub fn retaining(self, keep: impl Fn(&str) -> bool) -> Self {
        Self {
            total: self.total,
            rows: merge(self.rows, |row| (!keep(row)).then_some(MERGED), Counts::plus),
        }
    }
}

impl LetterReport {
    /// Letters that were published, whatever the definitions were by which they were counted.
    #[must_use]
    pub fn published(self, tables: &PublicTables) -> Self {
        let row_of = |row: &str| tables.merged_row(Dimension::Unit, row);
        let size = |row: &LetterCounts| row.became_late;
        let rows = merge_small(self.rows, row_of, (LetterCounts::plus, size));
        Self { total: self.total, rows }
    }
}

impl Form06a {
    /// A form that was published, whatever the definitions were by which it was filled.
    #[must_use]
    pub fn published(self, tables: &PublicTables, by: Dimension) -> Self {
        let size = |row: &Columns| row.received + row.withdrawn;
        let rows = merge_small(self.rows, |row| tables.merged_row(by, row), (Columns::plus, size));
        Self { total: self.total, rows }
    }

    /// The form as the public may see it; its total is the same.
    #[must_use]
    pub fn suppressed(self, tables: &PublicTables, by: Dimension) -> Self {
        let rows = merge(self.rows, |row| tables.merged_row(by, row), Columns::plus);
        Self { total: self.total, rows }
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
