//! Tables and lists without groups that are too small to stand apart (decisions, "Published figures"
//! 8). It must not know who reads them.

use std::collections::{BTreeMap, HashSet};

use crate::counts::Counts;
use crate::dossier_facts::DossierFacts;
use crate::fact_history::FactHistory;
use crate::figure::Figure;
use crate::form_06a::{Columns, Form06a};
use crate::query::{Dimension, Key, Query};
use crate::table::{Report, list};

/// The row of those that are not shown apart.
pub const MERGED: &str = "(merged)";

/// A group of fewer dossiers is not shown apart in public.
pub const SMALLEST: u64 = 5;

/// Some dossiers behind a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub procedure: String,
    /// Of reception, or of refusal where there was none: `2018-11`.
    pub month: String,
    pub dossiers: u64,
}

/// The dossiers behind a figure without their codes: as many together as the figure says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups {
    /// By procedure, then month.
    pub apart: Vec<Group>,
    /// In groups that are not shown apart.
    pub suppressed: u64,
}

impl Groups {
    /// All of them.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.apart.iter().map(|group| group.dossiers).sum::<u64>() + self.suppressed
    }
}

/// Rows with the small ones as one; where that one is still small, the next smallest go into it, so
/// that no row can be had by taking the others from the total.
fn merge<K: Ord, T: Default>(
    rows: Vec<(K, T)>,
    size: impl Fn(&T) -> u64,
    add: impl Fn(&mut T, &T),
) -> (Vec<(K, T)>, Option<T>) {
    let (mut small, mut apart): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|(_, row)| size(row) < SMALLEST);
    if small.is_empty() {
        return (apart, None);
    }
    let whole = |rows: &[(K, T)]| rows.iter().map(|(_, row)| size(row)).sum::<u64>();
    while whole(&small) < SMALLEST {
        let smallest = (0..apart.len()).min_by_key(|&index| (size(&apart[index].1), index));
        let Some(next) = smallest else { break };
        small.push(apart.remove(next));
    }
    let mut suppressed = T::default();
    small.iter().for_each(|(_, row)| add(&mut suppressed, row));
    (apart, Some(suppressed))
}

impl Report {
    /// The table as the public may see it; its total is the same.
    #[must_use]
    pub fn suppressed(self) -> Self {
        let (mut rows, suppressed) = merge(self.rows, |row: &Counts| row.received, Counts::plus);
        rows.extend(suppressed.map(|suppressed| (MERGED.to_owned(), suppressed)));
        Self { total: self.total, rows }
    }

    /// The table with every row as one that is not kept.
    #[must_use]
    pub fn keeping(self, keep: impl Fn(&str) -> bool) -> Self {
        let (mut rows, others): (Vec<_>, Vec<_>) =
            self.rows.into_iter().partition(|(key, _)| keep(key));
        if !others.is_empty() {
            let mut suppressed = Counts::default();
            others.iter().for_each(|(_, row)| suppressed.plus(row));
            rows.push((MERGED.to_owned(), suppressed));
        }
        Self { total: self.total, rows }
    }
}

impl Form06a {
    /// The form as the public may see it; its total is the same.
    #[must_use]
    pub fn suppressed(self) -> Self {
        let size = |row: &Columns| row.received + row.withdrawn;
        let (mut rows, suppressed) = merge(self.rows, size, Columns::plus);
        rows.extend(suppressed.map(|suppressed| (MERGED.to_owned(), suppressed)));
        Self { total: self.total, rows }
    }
}

/// The dossiers behind a figure by procedure and month of reception, as the public may see them.
#[must_use]
pub fn groups<'a, I>(facts: I, query: &Query, figure: Figure) -> Groups
where
    I: IntoIterator<Item = &'a FactHistory>,
    I::IntoIter: Clone,
{
    let facts = facts.into_iter();
    let codes: HashSet<&str> = list(facts.clone(), query, figure, None).into_iter().collect();
    // A restatement may be of a dossier that was not known then.
    let known = facts.map(|known| known.as_of(query.as_of).unwrap_or(known.latest()));
    let mut counted: BTreeMap<(&str, String), u64> = BTreeMap::new();
    for fact in known.filter(|fact| codes.contains(fact.code.as_str())) {
        *counted.entry((&fact.procedure, month(fact))).or_default() += 1;
    }
    let (apart, suppressed) = merge(counted.into_iter().collect(), |n| *n, |sum, n| *sum += n);
    let group = |((procedure, month), dossiers): ((&str, String), u64)| Group {
        procedure: procedure.to_owned(),
        month,
        dossiers,
    };
    Groups {
        apart: apart.into_iter().map(group).collect(),
        suppressed: suppressed.unwrap_or_default(),
    }
}

fn month(fact: &DossierFacts) -> String {
    let at = fact.received.or(fact.refused);
    let fact = DossierFacts { received: at, zone: fact.zone.clone(), ..DossierFacts::default() };
    Key::of(Dimension::Month, &fact, at.unwrap_or_default()).to_string()
}
