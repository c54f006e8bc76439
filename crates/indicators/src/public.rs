//! What the public may ask, and which groups its answers show together, so that no table and no
//! difference of two tables reveals a group under five dossiers (decisions, "Published figures" 8).
//! It must not know who reads, nor how an answer is shown.
//!
//! The public asks for runs of whole months (by unit or field) or whole quarters (by procedure,
//! ward or channel), one dimension at a time; undivided also for the reporting periods of the law,
//! from the 15th to the 14th. Every such table is a sum over quarters, so a group is merged in a
//! run if it must be merged in one of its quarters; a quarter is made safe together with its months
//! and the halves of these that the 15th parts.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use calendar::{Day, Instant, Zone};

use crate::blocks::MERGED;
use crate::fact_table::FactTable;
use crate::merged_groups::{Keys, Merged, Quarters, small};
use crate::place::{Placed, placed};
use crate::public_runs::PublicRuns;
use crate::query::{Basis, Dimension, Filters, Key, Query};

/// The dimensions of public tables, in the order of [`Cells`].
pub(crate) const DIMENSIONS: [Dimension; 5] =
    [Dimension::Unit, Dimension::Field, Dimension::Procedure, Dimension::Channel, Dimension::Ward];
/// The number of groups that are listed by month.
pub(crate) const BY_MONTH: usize = 2;

/// Why the public may not ask a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotPublic {
    /// More than one dimension, or one that is not public.
    Dimensions,
    /// The period; the nearest one that holds it and may be asked.
    Period(Day, Day),
    /// With so few dossiers in all, no figure is published.
    Few,
    /// The group that is asked for is shown with others only.
    Merged,
}

/// The answer to a public question: which groups stand apart in it.
#[derive(Clone, Debug, Default)]
pub struct PublicTables {
    pub(crate) merged: Arc<Merged>,
    pub(crate) edges: Edges,
    /// Whether nothing stands apart: a reporting period of the law is shown undivided.
    pub(crate) undivided: bool,
}

/// Between which months a public period may begin and end.
#[derive(Clone, Debug, Default)]
pub struct Edges {
    /// First days of months before which no period ends: one side would be too small.
    closed: BTreeSet<Day>,
    /// The 15ths at which a reporting period may begin: neither half of the month is too small.
    middles: BTreeSet<Day>,
    /// Whether there are so few dossiers in all that no period may be asked.
    pub(crate) few: bool,
}

/// Months that are published together only, with the receptions in them.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    first: Day,
    last: Day,
    dossiers: u64,
}

impl Edges {
    /// The edges of a register: each stretch between two open ones has five receptions or none.
    #[must_use]
    pub fn of(facts: &FactTable) -> Self {
        let mut months: BTreeMap<Day, u64> = BTreeMap::new();
        for (day, dossiers) in facts.values().receptions() {
            *months.entry(day.first_of_month()).or_default() += u64::from(dossiers);
        }
        let mut stretches: Vec<Stretch> = Vec::new();
        for (month, dossiers) in months {
            match stretches.last_mut().filter(|last| small(last.dossiers)) {
                Some(last) => {
                    *last = Stretch { last: month, dossiers: last.dossiers + dossiers, ..*last }
                }
                None => stretches.push(Stretch { first: month, last: month, dossiers }),
            }
        }
        // A small one at the end goes with the one before.
        while let [.., before, last] = stretches.as_mut_slice()
            && small(last.dossiers)
        {
            *before =
                Stretch { last: last.last, dossiers: before.dossiers + last.dossiers, ..*before };
            stretches.pop();
        }
        let few = stretches.last().is_some_and(|last| small(last.dossiers));
        let mut closed = BTreeSet::new();
        for stretch in stretches {
            let mut edge = stretch.last;
            while edge > stretch.first {
                closed.insert(edge);
                edge = edge.plus(-1).first_of_month();
            }
        }
        let mut edges = Self { closed, middles: BTreeSet::new(), few };
        edges.middles = edges.safe_middles(facts);
        edges
    }

    /// The 15ths of months that stand alone, with five receptions or none in each of their halves.
    fn safe_middles(&self, facts: &FactTable) -> BTreeSet<Day> {
        let mut halves: BTreeMap<Day, [u64; 2]> = BTreeMap::new();
        for (day, dossiers) in facts.values().receptions() {
            let half = usize::from(day >= middle(day));
            halves.entry(middle(day)).or_default()[half] += u64::from(dossiers);
        }
        let alone = |day: &Day| self.open(day.first_of_month()) && self.open(next_month(*day));
        halves.retain(|day, halves| alone(day) && !halves.iter().any(|half| small(*half)));
        halves.into_keys().collect()
    }

    /// Whether the public may ask, undivided, for a period made of reporting months of the law, from
    /// a 15th to a 14th.
    #[must_use]
    pub fn reporting(&self, from: Day, to: Day) -> bool {
        self.middles.contains(&from) && self.middles.contains(&to.plus(1))
    }

    /// Whether a period may end before a day and another begin with it.
    #[must_use]
    pub fn open(&self, day: Day) -> bool {
        day.first_of_month() == day && !self.closed.contains(&day)
    }

    /// Whether the public may ask for all of a period; one that ends today counts to the month's
    /// end, as nothing has happened since.
    #[must_use]
    pub fn period(&self, from: Day, to: Day, today: Day) -> bool {
        !self.few && self.nearest(from, to, today, 1).is_ok()
    }

    /// Whether the public may ask for a query's period, by the months of its dimension.
    ///
    /// # Errors
    /// [`NotPublic::Few`], [`NotPublic::Period`].
    pub fn published(&self, query: &Query, today: Day) -> Result<(), NotPublic> {
        if self.few {
            return Err(NotPublic::Few);
        }
        self.nearest(query.from, query.to, today, if query.by_quarter() { 3 } else { 1 })
    }

    /// The nearest period of whole months, or of whole quarters where `months` is 3, as the error
    /// where the one asked for is another.
    fn nearest(&self, from: Day, to: Day, today: Day, months: i8) -> Result<(), NotPublic> {
        let whole = |day: Day| {
            let month = day.ymd().1;
            self.open(day) && (month - 1) % months == 0
        };
        let mut first = from.first_of_month();
        while !whole(first) {
            first = first.plus(-1).first_of_month();
        }
        let mut next = next_month(to);
        while !whole(next) {
            next = next_month(next);
        }
        if from == first && (to.plus(1) == next || to == today) {
            return Ok(());
        }
        Err(NotPublic::Period(first, next.plus(-1)))
    }
}

impl PublicTables {
    /// The published answer to a query, as of now; `today` is the day of now.
    ///
    /// # Errors
    /// [`NotPublic`] where the public may not ask this query.
    pub fn of(facts: &FactTable, query: &Query, today: Day) -> Result<Self, NotPublic> {
        PublicRuns::new(facts, today).tables(query)
    }

    /// The published answer to a query as of its instant, where that has passed: groups that stand
    /// together then or now do so. `tables` answers a query as of an instant.
    ///
    /// # Errors
    /// [`NotPublic`] where the public may not ask the query as of its instant, or may not ask it now.
    pub fn then_and_now(
        query: &Query,
        now: Instant,
        tables: impl Fn(&Query) -> Result<Self, NotPublic>,
    ) -> Result<Self, NotPublic> {
        let then = tables(query)?;
        if query.as_of >= now {
            return Ok(then);
        }
        let now = tables(&Query { as_of: now, ..query.clone() })?;
        Ok(then.merged_with(&now))
    }

    /// The same answer where another one is published too: what is merged in the other is merged in it.
    fn merged_with(self, other: &Self) -> Self {
        let merged = std::array::from_fn(|place| self.merged[place].joined(&other.merged[place]));
        Self { merged: Arc::new(merged), undivided: self.undivided || other.undivided, ..self }
    }

    /// The tables, or the refusal where a group that the query asks for is merged.
    pub(crate) fn apart_for(self, query: &Query) -> Result<Self, NotPublic> {
        let hidden = DIMENSIONS.iter().any(|&dimension| {
            let values = query.filters.values_of(dimension).iter();
            values.into_iter().any(|value| self.merged_row(dimension, value).is_some())
        });
        if hidden { Err(NotPublic::Merged) } else { Ok(self) }
    }

    /// The row in which a row stands with others; `None` where it stands apart.
    #[must_use]
    pub fn merged_row(&self, dimension: Dimension, row: &str) -> Option<&str> {
        let apart = match DIMENSIONS.iter().position(|listed| *listed == dimension) {
            _ if self.undivided => false,
            Some(place) => return self.merged[place].row(row),
            None if dimension == Dimension::Month => {
                let first: Option<Day> = format!("{row}-01").parse().ok();
                first.is_some_and(|day| self.edges.open(day) && self.edges.open(next_month(day)))
            }
            None => false,
        };
        (!apart).then_some(MERGED)
    }
}

impl Query {
    /// Whether the public may ask this query for whole quarters only.
    #[must_use]
    pub fn by_quarter(&self) -> bool {
        queried_dimension(self).is_ok_and(|place| place.is_some_and(|place| place >= BY_MONTH))
    }
}

/// The place of the one dimension that a query asks, filters and rows together; months go with
/// those that are listed by month.
pub(crate) fn queried_dimension(query: &Query) -> Result<Option<usize>, NotPublic> {
    let Filters { officer, month, procedures, .. } = &query.filters;
    if officer.is_some() || month.is_some() || procedures.len() > 1 {
        return Err(NotPublic::Dimensions);
    }
    let mut first = None;
    for (place, &dimension) in DIMENSIONS.iter().enumerate() {
        if query.by == Some(dimension) || !query.filters.values_of(dimension).is_empty() {
            if first.is_some() {
                return Err(NotPublic::Dimensions);
            }
            first = Some(place);
        }
    }
    match query.by {
        Some(Dimension::Officer) => Err(NotPublic::Dimensions),
        Some(Dimension::Month) if first.is_some_and(|place| place >= BY_MONTH) => {
            Err(NotPublic::Dimensions)
        }
        _ => Ok(first),
    }
}

/// The groups that are merged in a query's run: the same ones in all of these tables of facts, which
/// are shown next to each other.
pub(crate) fn merged(tables: &[(&FactTable, &Edges)], query: &Query) -> Merged {
    let edges = || tables.iter().map(|(_, edges)| *edges);
    let whole = Query {
        from: last_open(query.from, first_of_quarter, edges()),
        to: first_open(next_quarter(query.to), edges()).plus(-1),
        basis: Basis::Cohort,
        filters: Filters::default(),
        by: None,
        ..query.clone()
    };
    let mut quarters = Quarters::default();
    for (table, (facts, own)) in tables.iter().enumerate() {
        for dossier in placed(facts.within(whole.period()), &whole) {
            let Key::Month(first) = Key::of(Dimension::Month, dossier.fact, dossier.state) else {
                continue;
            };
            let quarter = last_open(first, first_of_quarter, edges());
            let month = months_between(quarter, last_open(first, Day::first_of_month, edges()));
            let middle = middle(first);
            let later = dossier.fact.received.is_some_and(|at| Zone::VIETNAM.day(at) >= middle);
            let half = month * 2 + usize::from(later && own.middles.contains(&middle));
            quarters.add(table, quarter, half, keys(&dossier));
        }
        if query.basis == Basis::Flow {
            let (from, to) = query.period();
            let flow = Query { basis: Basis::Flow, from, to, ..whole.clone() };
            let flow = placed(facts.within(flow.period()), &flow);
            for dossier in flow.filter(|dossier| dossier.place.carried_over) {
                quarters.add(table, Day(i32::MIN), 0, keys(&dossier));
            }
        }
    }
    quarters.merged()
}

fn keys<'a>(dossier: &Placed<'a>) -> Keys<'a> {
    DIMENSIONS.map(|dimension| Key::of(dimension, dossier.fact, dossier.state))
}

/// The last day that begins a month or quarter, not after another, before which a period may end.
fn last_open<'e>(
    day: Day,
    first_of: fn(Day) -> Day,
    edges: impl Iterator<Item = &'e Edges> + Clone,
) -> Day {
    let mut first = first_of(day);
    while edges.clone().any(|edges| edges.closed.contains(&first)) {
        first = first_of(first.plus(-1));
    }
    first
}

/// The first such day that begins a quarter, not before another.
fn first_open<'e>(quarter: Day, edges: impl Iterator<Item = &'e Edges> + Clone) -> Day {
    let mut next = quarter;
    while edges.clone().any(|edges| edges.closed.contains(&next)) {
        next = next_quarter(next);
    }
    next
}

/// The months from one day to another, both of which begin a month.
fn months_between(first: Day, last: Day) -> usize {
    let months = |day: Day| {
        let (year, month, _) = day.ymd();
        i32::from(year) * 12 + i32::from(month)
    };
    usize::try_from(months(last) - months(first)).unwrap_or_default()
}

/// The 15th of a day's month.
fn middle(day: Day) -> Day {
    day.first_of_month().plus(14)
}

fn next_month(day: Day) -> Day {
    day.first_of_month().plus(31).first_of_month()
}

fn first_of_quarter(day: Day) -> Day {
    let (year, month, _) = day.ymd();
    Day::from_ymd(year, (month - 1) / 3 * 3 + 1, 1)
}

fn next_quarter(day: Day) -> Day {
    first_of_quarter(first_of_quarter(day).plus(95))
}
