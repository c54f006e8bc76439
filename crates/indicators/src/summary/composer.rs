//! The elements of every part of the report: tables, counted figures and their shares. Knows no
//! sentence.

use super::{Affairs, Behind, Listed, Number, Offer, Sentence, Value, Visibility, Word};
use crate::counts::{Counts, IdentityBroken};
use crate::fact_history::FactHistory;
use crate::fact_table::FactTable;
use crate::figure::Figure;
use crate::public_runs::PublicRuns;
use crate::query::Query;
use crate::statistics::{Difference, difference, rate, wilson};
use crate::table::{Report, count};

/// Under so many finished dossiers a group is not compared with others.
pub(super) const FEWEST: u64 = 10;

/// Writes the report of one query for one reader.
pub(super) struct Composer<'a> {
    pub facts: &'a FactTable,
    pub query: &'a Query,
    pub offer: &'a Offer,
    pub affairs: Affairs<'a>,
    pub visibility: &'a Visibility<'a>,
    /// In public: its tables.
    pub public: Option<PublicRuns<'a>>,
}

/// A counted table's total.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub query: Query,
    pub counts: Counts,
}

/// A figure with the list of its dossiers.
#[derive(Clone, Debug)]
pub(super) struct Counted {
    pub listed: Listed,
    pub n: u64,
}

impl Composer<'_> {
    pub fn iter(&self) -> impl Iterator<Item = &FactHistory> + Clone {
        self.facts.iter()
    }

    pub fn within(&self, query: &Query) -> impl Iterator<Item = &FactHistory> + Clone {
        self.facts.within(query.period())
    }

    /// The table as the reader may see it; `None` where it is not for the public.
    pub fn report(&self, query: &Query) -> Result<Option<Report>, IdentityBroken> {
        let Some(public) = &self.public else { return count(self.within(query), query).map(Some) };
        if public.has_total(query) {
            return count(self.within(query), query).map(Some);
        }
        let Ok(tables) = public.tables(query) else { return Ok(None) };
        let report = count(self.within(query), query)?;
        Ok(Some(match query.by {
            Some(by) => report.suppressed(&tables, by),
            None => report,
        }))
    }

    /// The total of a table; `None` where it is not for the public.
    pub fn table(&self, query: &Query) -> Result<Option<Table>, IdentityBroken> {
        let query = Query { by: None, ..query.clone() };
        let report = self.report(&query)?;
        Ok(report.map(|report| Table { query, counts: report.total }))
    }
}

impl Table {
    /// A figure of the table.
    pub fn of(&self, figure: Figure) -> Counted {
        Counted::new(&self.query, figure, self.counts.of(figure))
    }

    /// Whether most of the dossiers are still open, so that the rates say little.
    pub fn mostly_open(&self) -> bool {
        self.counts.open * 2 > self.counts.received
    }
}

impl Counted {
    pub fn new(query: &Query, figure: Figure, n: u64) -> Self {
        let query = Query { by: None, ..query.clone() };
        Self { listed: Listed { query, figure }, n }
    }

    /// The change of a share: from one part of a whole to another.
    pub fn difference(from: [&Self; 2], to: [&Self; 2]) -> Option<Difference> {
        difference((from[0].n, from[1].n), (to[0].n, to[1].n))
    }
}

impl Sentence {
    pub(super) fn new(id: &'static str) -> Self {
        Self { id, ..Self::default() }
    }

    pub(super) fn row(id: &'static str) -> Self {
        Self { id, row: true, ..Self::default() }
    }

    pub(super) fn word(mut self, name: &'static str, word: Word) -> Self {
        self.words.push((name, word));
        self
    }

    pub(super) fn number(mut self, name: &'static str, value: Value, behind: Behind) -> Self {
        self.numbers.push(Number { name, value, behind });
        self
    }

    /// How many dossiers a figure counts.
    pub(super) fn dossiers(self, name: &'static str, counted: &Counted) -> Self {
        self.number(name, Value::Dossiers(counted.n), Behind::List(counted.listed.clone()))
    }

    /// A figure's share of another; nothing where that is 0.
    pub(super) fn share(self, name: &'static str, part: &Counted, of: &Counted) -> Self {
        let Some(rate) = rate(part.n, of.n) else { return self };
        let behind = Behind::Share(part.listed.clone(), of.listed.clone());
        self.number(name, Value::Percent(rate), behind)
    }

    /// The bounds of a share's interval, as `low` and `high`; nothing where it is of 0.
    pub(super) fn interval(self, part: &Counted, of: &Counted) -> Self {
        let Some((low, high)) = wilson(part.n, of.n) else { return self };
        let behind = Behind::Share(part.listed.clone(), of.listed.clone());
        self.number("low", Value::Percent(low), behind.clone()).number(
            "high",
            Value::Percent(high),
            behind,
        )
    }

    /// A change in percentage points with its interval.
    pub(super) fn change(
        self,
        difference: &Difference,
        from: [&Counted; 2],
        to: [&Counted; 2],
    ) -> Self {
        let pair = |[part, of]: [&Counted; 2]| (part.listed.clone(), of.listed.clone());
        let behind = Behind::Difference(Box::new([pair(from), pair(to)]));
        let (low, high) = difference.interval.clone();
        self.number("points", Value::Points(difference.points.clone()), behind.clone())
            .number("low", Value::Points(low), behind.clone())
            .number("high", Value::Points(high), behind)
    }
}

/// Whether a difference may be none.
pub(super) fn holds_zero(difference: &Difference) -> bool {
    let (low, high) = &difference.interval;
    let below = |bound: &str| bound.starts_with('-');
    (below(low) || low == "0.00") && (!below(high) || high == "0.00")
}
