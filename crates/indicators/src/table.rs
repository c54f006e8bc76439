//! The table of a query and the list of each of its figures. Knows places, not how a fact came
//! to stand in one.

use std::collections::HashMap;

use crate::counts::{Counts, IdentityBroken, Tally};
use crate::fact_history::FactHistory;
use crate::figure::Figure;
use crate::place::placed;
use crate::query::{Basis, Dimension, Key, Query};
use crate::{coverage, gaming};

/// A table: every dossier of it stands in one row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub total: Counts,
    /// By key, in order; empty where no dimension was asked for.
    pub rows: Vec<(String, Counts)>,
}

/// Counts the table of a query.
///
/// Rows by month on the flow basis are a table for each month and do not sum to the total.
///
/// # Errors
/// [`IdentityBroken`] where the counts break an identity; such a table is not shown.
pub fn count<'a, I>(facts: I, query: &Query) -> Result<Report, IdentityBroken>
where
    I: IntoIterator<Item = &'a FactHistory>,
    I::IntoIter: Clone,
{
    let facts = facts.into_iter();
    if query.basis == Basis::Flow && query.by == Some(Dimension::Month) {
        let mut rows = Vec::new();
        for (key, month) in query.months() {
            rows.push((key.to_string(), count(facts.clone(), &month)?.total));
        }
        rows.retain(|(_, counts)| counts.received > 0);
        let total = count(facts, &Query { by: None, ..query.clone() })?.total;
        return Ok(Report { total, rows });
    }
    let mut total = Tally::default();
    let mut rows: HashMap<Key<'_>, Tally> = HashMap::new();
    for dossier in placed(facts, query) {
        total.add(dossier.place);
        if let Some(dimension) = query.by {
            let key = Key::of(dimension, dossier.fact, dossier.state);
            rows.entry(key).or_default().add(dossier.place);
        }
    }
    let rows = rows.iter().map(|(key, tally)| (key.to_string(), tally.counts())).collect();
    Report::checked(total.counts(), rows, query.by.is_some())
}

impl Report {
    /// A table whose identities hold and whose rows, where there are any, sum to the total.
    pub(crate) fn checked(
        total: Counts,
        mut rows: Vec<(String, Counts)>,
        by_rows: bool,
    ) -> Result<Self, IdentityBroken> {
        total.check(None)?;
        for (key, counts) in &rows {
            counts.check(Some(key))?;
        }
        let sum: u64 = rows.iter().map(|(_, counts)| counts.received).sum();
        if by_rows && sum != total.received {
            let identity = "received = sum of the rows";
            return Err(IdentityBroken { identity, sides: (total.received, sum), row: None });
        }
        rows.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        Ok(Self { total, rows })
    }
}

/// The codes of the dossiers of a figure, in order: as many as the figure counts.
///
/// `row` is the key of one row of the query's dimension; `None` asks for the total.
#[must_use]
pub fn list<'a, I>(facts: I, query: &Query, figure: Figure, row: Option<&str>) -> Vec<&'a str>
where
    I: IntoIterator<Item = &'a FactHistory>,
    I::IntoIter: Clone,
{
    let of_row = row.map(|row| query.of_row(row));
    let query = match &of_row {
        Some(Some(query)) => query,
        Some(None) => return Vec::new(),
        None => query,
    };
    let facts = facts.into_iter();
    let mut codes = match figure {
        Figure::Refused | Figure::Refiled => gaming::refused(facts, query).list_of(figure),
        Figure::Restated => gaming::restated(facts, query, None).list,
        Figure::BecameLate | Figure::LetterSent | Figure::SentByDue | Figure::Gaps => {
            coverage::coverage(facts, query).list_of(figure)
        }
        _ => {
            let dossiers = placed(facts, query).filter(|dossier| figure.counts(dossier));
            dossiers.map(|dossier| dossier.fact.code.as_str()).collect()
        }
    };
    codes.sort_unstable();
    codes
}
