//! The tables of a calendar month as they are frozen when it is closed, and every figure of them that
//! became another since, with the dossiers that changed it. Knows no event and no signature.

use std::collections::BTreeMap;

use calendar::{Day, Instant};
use serde::{Deserialize, Serialize};

use crate::counts::{Counts, IdentityBroken};
use crate::coverage::{
    Coverage, LetterCounts, LetterReport, coverage, coverage_at_due, coverage_rows,
};
use crate::fact_history::FactHistory;
use crate::figure::Figure;
use crate::form_06a::{Columns, Form06a, form_06};
use crate::gaming::{gaming, refused};
use crate::query::{Basis, Dimension, Query};
use crate::table::{Report, count, list};

/// The key of a table's only row where it has no dimension.
pub const TOTAL: &str = "total";

/// The rows of a month's tables. Figures about officers are no part of them: what is signed for a
/// month may be published.
const DIMENSIONS: [Option<Dimension>; 6] = [
    None,
    Some(Dimension::Unit),
    Some(Dimension::Field),
    Some(Dimension::Procedure),
    Some(Dimension::Channel),
    Some(Dimension::Ward),
];

/// Numbers by the codes of their figures.
pub type Numbers = BTreeMap<String, u64>;

/// The number of a code; 0 where there is none.
pub(crate) fn number_of(numbers: &Numbers, code: &str) -> u64 {
    numbers.get(code).copied().unwrap_or_default()
}

/// The tables of a month.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthTables {
    pub tables: Vec<MonthTable>,
}

/// One table, by dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthTable {
    pub basis: Basis,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Dimension>,
    /// `None` where the rows are figures.
    #[serde(rename = "part", default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// By key; [`TOTAL`] alone without a dimension.
    pub rows: BTreeMap<String, Numbers>,
}

/// A form or the letters, as published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The columns of form II.06a or b of which the others are sums.
    Form,
    /// Letters, by the unit that answered for the dossier when its due passed.
    Letters,
}

/// A figure of a closed month whose value has changed since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restatement {
    pub basis: Basis,
    pub by: Option<Dimension>,
    pub row: String,
    pub figure: Figure,
    /// The frozen value.
    pub closed: u64,
    pub now: u64,
    /// Dossiers that are counted now and were not counted then.
    pub added: Vec<String>,
    /// Dossiers that were counted and are no longer.
    pub gone: Vec<String>,
}

/// The first and the last day of a month written as `2018-11`.
#[must_use]
pub fn days_of(month: &str) -> Option<(Day, Day)> {
    let first: Day = format!("{month}-01").parse().ok()?;
    Some((first, first.last_of_month()))
}

impl MonthTables {
    /// Counts the tables of a month by what was logged until an instant.
    ///
    /// # Errors
    /// [`IdentityBroken`] where the counts break an identity.
    pub fn of<'a, I>(facts: I, days: (Day, Day), as_of: Instant) -> Result<Self, IdentityBroken>
    where
        I: IntoIterator<Item = &'a FactHistory>,
        I::IntoIter: Clone,
    {
        let facts = facts.into_iter();
        let mut tables = Vec::with_capacity(2 * DIMENSIONS.len());
        for basis in [Basis::Flow, Basis::Cohort] {
            for by in DIMENSIONS {
                let query = Query { basis, by, ..question(days, as_of) };
                let rows = rows(facts.clone(), &query)?;
                tables.push(MonthTable { basis, by, kind: None, rows });
            }
        }
        tables.extend(forms_and_letters(facts, &question(days, as_of))?);
        Ok(Self { tables })
    }

    /// The same tables without the forms and the letters.
    #[must_use]
    pub fn without_forms_and_letters(mut self) -> Self {
        self.tables.retain(|table| table.kind.is_none());
        self
    }

    /// Whether the forms and the letters are among the tables.
    #[must_use]
    pub fn has_forms_and_letters(&self) -> bool {
        self.tables.iter().any(|table| table.kind.is_some())
    }

    fn table(&self, at: (Basis, Option<Dimension>), kind: Option<Kind>) -> Option<&MonthTable> {
        self.tables.iter().find(|table| (table.basis, table.by) == at && table.kind == kind)
    }

    /// The figures by a dimension; `None` where they were not frozen.
    #[must_use]
    pub fn figures(&self, basis: Basis, by: Dimension) -> Option<Report> {
        let total = self.table((basis, None), None)?.rows.get(TOTAL).map(Counts::of_numbers)?;
        let rows = self.table((basis, Some(by)), None)?.rows.iter();
        let rows = rows.map(|(key, numbers)| (key.clone(), Counts::of_numbers(numbers))).collect();
        Some(Report { rows, total })
    }

    /// The form by field or by unit; `None` where it was not frozen.
    #[must_use]
    pub fn form(&self, by: Dimension) -> Option<Form06a> {
        let rows = self.rows(by, Kind::Form, Columns::of_numbers)?;
        let mut total = Columns::default();
        rows.iter().for_each(|(_, row)| total.plus(row));
        Some(Form06a { rows, total })
    }

    /// The letters by unit; `None` where they were not frozen.
    #[must_use]
    pub fn letters(&self) -> Option<LetterReport> {
        let rows = self.rows(Dimension::Unit, Kind::Letters, LetterCounts::of_numbers)?;
        let mut total = LetterCounts::default();
        rows.iter().for_each(|(_, row)| total.plus(row));
        Some(LetterReport { rows, total })
    }

    fn rows<T>(
        &self,
        by: Dimension,
        kind: Kind,
        map_numbers: impl Fn(&Numbers) -> T,
    ) -> Option<Vec<(String, T)>> {
        let rows = self.table((Basis::Flow, Some(by)), Some(kind))?.rows.iter();
        Some(rows.map(|(key, numbers)| (key.clone(), map_numbers(numbers))).collect())
    }

    /// A number; 0 where the tables do not have it.
    #[must_use]
    pub fn number(&self, at: (Basis, Option<Dimension>), row: &str, figure: &str) -> u64 {
        let row = self.table(at, None).and_then(|table| table.rows.get(row));
        row.map_or(0, |numbers| number_of(numbers, figure))
    }

    /// The number of dossiers that the month had to resolve.
    #[must_use]
    pub fn received(&self) -> u64 {
        self.number((Basis::Flow, None), TOTAL, Figure::Received.code())
    }

    /// Every figure of these tables whose value differs as of an instant, in their order. A figure that
    /// the present definitions do not have is left out.
    ///
    /// # Errors
    /// [`IdentityBroken`] where the counts of now break an identity.
    pub fn restatements<'a, I>(
        &self,
        facts: I,
        days: (Day, Day),
        (closed, now): (Instant, Instant),
    ) -> Result<Vec<Restatement>, IdentityBroken>
    where
        I: IntoIterator<Item = &'a FactHistory>,
        I::IntoIter: Clone,
    {
        let facts = facts.into_iter();
        let present = Self::of(facts.clone(), days, now)?;
        if present == *self {
            return Ok(Vec::new());
        }
        // A dossier of which nothing was learned since counts as before, whatever became of others,
        // in every figure but the one that compares dossiers.
        let learned: Vec<_> =
            facts.clone().filter(|history| history.learned_after(closed)).collect();
        let codes = |query: &Query, figure: Figure, row: Option<&str>| match figure {
            Figure::Refiled => list(facts.clone(), query, figure, row),
            _ => list(learned.iter().copied(), query, figure, row),
        };
        let mut changed = Vec::new();
        for (at, row, code) in self.places(&present) {
            let (basis, by) = at;
            let counts = (self.number(at, row, code), present.number(at, row, code));
            let Ok(figure) = code.parse::<Figure>() else { continue };
            if counts.0 == counts.1 {
                continue;
            }
            let question = |as_of| Query { basis, by, ..question(days, as_of) };
            let key = by.map(|_| row);
            let before = codes(&question(closed), figure, key);
            let after = codes(&question(now), figure, key);
            let without = |these: &[&str], those: &[&str]| {
                let left = these.iter().filter(|code| !those.contains(code));
                left.map(|code| (*code).to_owned()).collect()
            };
            changed.push(Restatement {
                basis,
                by,
                row: row.to_owned(),
                figure,
                closed: counts.0,
                now: counts.1,
                added: without(&after, &before),
                gone: without(&before, &after),
            });
        }
        Ok(changed)
    }

    /// Every place of a number in these tables or in others, in the order of the tables.
    fn places<'t>(&'t self, other: &'t Self) -> Vec<Place<'t>> {
        let mut places = Vec::new();
        for table in other.tables.iter().filter(|table| table.kind.is_none()) {
            let at = (table.basis, table.by);
            let both = [self, other].into_iter().flat_map(|tables| &tables.tables);
            let same = |table: &&MonthTable| table.kind.is_none() && (table.basis, table.by) == at;
            let rows = both.filter(same).flat_map(|table| &table.rows);
            let mut cells: Vec<(&str, &str)> = rows
                .flat_map(|(row, numbers)| numbers.keys().map(|code| (row.as_str(), code.as_str())))
                .collect();
            cells.sort_unstable_by_key(|(row, code)| (*row, place(code)));
            cells.dedup();
            places.extend(cells.into_iter().map(|(row, code)| (at, row, code)));
        }
        places
    }
}

/// Where a number stands: basis and dimension of its table, its row, its figure's code.
type Place<'t> = ((Basis, Option<Dimension>), &'t str, &'t str);

/// The figure's place in the order of all figures.
fn place(code: &str) -> usize {
    Figure::all().position(|figure| figure.code() == code).unwrap_or(usize::MAX)
}

fn question((from, to): (Day, Day), as_of: Instant) -> Query {
    Query { as_of, ..Query::new(from, to) }
}

fn rows<'a, I>(facts: I, query: &Query) -> Result<BTreeMap<String, Numbers>, IdentityBroken>
where
    I: Iterator<Item = &'a FactHistory> + Clone,
{
    let report = count(facts.clone(), query)?;
    let letters = query.basis == Basis::Flow;
    let Some(by) = query.by else {
        let mut total = numbers(&report.total);
        let signs = gaming(facts.clone(), query, None).into_iter();
        let signs = signs.filter(|(figure, _)| *figure != Figure::Restated);
        total.extend(signs.map(|(figure, ratio)| (figure.code().to_owned(), ratio.count())));
        let refused = refused(facts.clone(), query).refiled().of;
        total.insert(Figure::Refused.code().to_owned(), refused);
        if letters {
            total.extend(of_letters(&coverage(facts, query)));
        }
        return Ok(BTreeMap::from([(TOTAL.to_owned(), total)]));
    };
    let mut rows: BTreeMap<String, Numbers> =
        report.rows.iter().map(|(key, counts)| (key.clone(), numbers(counts))).collect();
    if letters && by == Dimension::Unit {
        for (key, coverage) in coverage_rows(facts, query) {
            rows.entry(key).or_default().extend(of_letters(&coverage));
        }
    }
    Ok(rows)
}

fn numbers(counts: &Counts) -> Numbers {
    Figure::TABLE.map(|figure| (figure.code().to_owned(), counts.of(figure))).into()
}

/// Letters belong to a period, on whichever basis its dossiers are counted.
fn of_letters(coverage: &Coverage<'_>) -> [(String, u64); 4] {
    let counts = coverage.counts();
    Figure::COVERAGE.map(|figure| (figure.code().to_owned(), counts.of(figure)))
}

/// The forms and the letters as they are published.
fn forms_and_letters<'a, I>(facts: I, query: &Query) -> Result<Vec<MonthTable>, IdentityBroken>
where
    I: Iterator<Item = &'a FactHistory> + Clone,
{
    let table =
        |by, kind, rows| MonthTable { basis: Basis::Flow, by: Some(by), kind: Some(kind), rows };
    let mut tables = Vec::with_capacity(3);
    for by in [Dimension::Field, Dimension::Unit] {
        let rows = form_06(facts.clone(), query, by)?.rows.into_iter();
        let rows = rows.map(|(key, row)| (key, row.numbers())).collect();
        tables.push(table(by, Kind::Form, rows));
    }
    let rows = coverage_at_due(facts, query).into_iter();
    let rows = rows.map(|(key, row)| (key, of_letters(&row).into())).collect();
    tables.push(table(Dimension::Unit, Kind::Letters, rows));
    Ok(tables)
}
