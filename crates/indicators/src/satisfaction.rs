//! How satisfied citizens are with the results that were given out in a period: answers by grade, rate
//! with its interval, response rate (decisions, "Published figures" 10). An answer stands with the
//! result that it rates, whenever it came by as-of. It must not know who reads.

use std::collections::{BTreeMap, BTreeSet};

use affairs::rating::{Factor, Grade, Grades, Rating};
use calendar::{Day, Instant};
use serde::Serialize;

use crate::dossier_facts::DossierFacts;
use crate::fact_history::FactHistory;
use crate::fact_table::FactTable;
use crate::place::Walk;
use crate::public::{Edges, NotPublic, PublicTables};
use crate::public_runs::PublicRuns;
use crate::query::{Basis, Dimension, Filters, Key, Query, matches_filter};
use crate::statistics::{rate, wilson};
use crate::suppressed::merge;

/// With fewer answers no rate is shown.
pub const FEWEST_FOR_RATE: u64 = 10;
/// The city's target for the rate, in per cent.
pub const CITY_TARGET: u8 = 80;
/// The national target for the rate, in per cent.
pub const NATIONAL_TARGET: u8 = 90;

/// The rating of a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rated {
    pub at: Instant,
    pub grades: Grades,
}

impl Rated {
    /// The rating of a folded state; `None` where no rating was given.
    #[must_use]
    pub fn of(rating: &Rating) -> Option<Self> {
        rating.given.map(|given| Self { at: given.at, grades: given.grades })
    }
}

/// The answers to one question by grade.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    pub very_satisfied: u64,
    pub satisfied: u64,
    pub not_satisfied: u64,
}

impl Tally {
    /// Answers with a grade.
    #[must_use]
    pub fn of(&self, grade: Grade) -> u64 {
        match grade {
            Grade::VerySatisfied => self.very_satisfied,
            Grade::Satisfied => self.satisfied,
            Grade::NotSatisfied => self.not_satisfied,
        }
    }

    /// All answers.
    #[must_use]
    pub fn answers(&self) -> u64 {
        self.very_satisfied + self.satisfied + self.not_satisfied
    }

    /// (Very satisfied + satisfied) / answers, in per cent; `None` where the answers are too few.
    #[must_use]
    pub fn rate(&self) -> Option<String> {
        self.has_enough_answers().then(|| rate(self.content(), self.answers())).flatten()
    }

    /// The rate's interval at 95 %; `None` where the answers are too few.
    #[must_use]
    pub fn interval(&self) -> Option<(String, String)> {
        self.has_enough_answers().then(|| wilson(self.content(), self.answers())).flatten()
    }

    /// Whether the rate reaches a target in per cent, by exact fractions; `None` where the answers are
    /// too few.
    #[must_use]
    pub fn reaches(&self, target: u8) -> Option<bool> {
        self.has_enough_answers()
            .then(|| self.content() * 100 >= u64::from(target) * self.answers())
    }

    fn has_enough_answers(&self) -> bool {
        self.answers() >= FEWEST_FOR_RATE
    }

    fn content(&self) -> u64 {
        self.very_satisfied + self.satisfied
    }

    fn add(&mut self, grade: Grade) {
        *match grade {
            Grade::VerySatisfied => &mut self.very_satisfied,
            Grade::Satisfied => &mut self.satisfied,
            Grade::NotSatisfied => &mut self.not_satisfied,
        } += 1;
    }
}

/// What citizens answered about a group of results.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Satisfaction {
    /// Results given out in the period.
    pub given_out: u64,
    /// Results that were rated.
    pub answers: u64,
    /// Whether the answers are kept back: too few stand together.
    pub kept_back: bool,
    /// By factor, in the order of [`Factor::ALL`].
    tallies: [Tally; Factor::ALL.len()],
}

impl Satisfaction {
    /// The answers about a factor.
    #[must_use]
    pub fn tally(&self, factor: Factor) -> Tally {
        self.tallies[factor as usize]
    }

    /// The share of results given out that were rated, in per cent; `None` where no result was given
    /// out.
    #[must_use]
    pub fn response_rate(&self) -> Option<String> {
        rate(self.answers, self.given_out)
    }

    fn add(&mut self, rated: Option<Rated>) {
        self.given_out += 1;
        let Some(rated) = rated else { return };
        self.answers += 1;
        for factor in Factor::ALL.iter().copied() {
            if let Some(grade) = rated.grades.grade(factor) {
                self.tallies[factor as usize].add(grade);
            }
        }
    }

    fn keep_back(&mut self, kept_back: bool) {
        // Without an answer there is nothing to keep back.
        if kept_back && self.answers > 0 {
            *self = Self { given_out: self.given_out, kept_back, ..Self::default() };
        }
    }

    fn plus(&mut self, other: &Self) {
        self.given_out += other.given_out;
        self.answers += other.answers;
        for (tally, more) in self.tallies.iter_mut().zip(&other.tallies) {
            tally.very_satisfied += more.very_satisfied;
            tally.satisfied += more.satisfied;
            tally.not_satisfied += more.not_satisfied;
        }
    }
}

/// A table of satisfaction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// In the order of their keys. A result stands in the row of each officer who held its dossier,
    /// and in one row of every other dimension; months are those in which it was given out.
    pub rows: Vec<(String, Satisfaction)>,
    pub total: Satisfaction,
}

/// Counts the answers about the results that a query's period gave out. Basis and rule do not matter.
#[must_use]
pub fn satisfaction<'a>(facts: impl IntoIterator<Item = &'a FactHistory>, query: &Query) -> Report {
    let mut rows: BTreeMap<Key<'_>, Satisfaction> = BTreeMap::new();
    let mut total = Satisfaction::default();
    for result in given_out(facts, query) {
        total.add(result.rated);
        for key in result.keys(query.by) {
            rows.entry(key).or_default().add(result.rated);
        }
    }
    let rows = rows.into_iter().map(|(key, group)| (key.to_string(), group)).collect();
    Report { rows, total }
}

/// The codes of the results that a query's period gave out; `rated`: only of those that were rated.
#[must_use]
pub fn list<'a>(
    facts: impl IntoIterator<Item = &'a FactHistory>,
    query: &Query,
    rated: bool,
) -> Vec<&'a str> {
    let results = given_out(facts, query).filter(|result| !rated || result.rated.is_some());
    let mut codes: Vec<&str> = results.map(|result| result.fact.code.as_str()).collect();
    codes.sort_unstable();
    codes
}

/// A result that was given out in the period.
struct Given<'a> {
    fact: &'a DossierFacts,
    at: Instant,
    rated: Option<Rated>,
}

fn given_out<'a>(
    facts: impl IntoIterator<Item = &'a FactHistory>,
    query: &Query,
) -> impl Iterator<Item = Given<'a>> {
    let mut walk = Walk::new(query);
    let rest = Filters { officer: None, month: None, ..query.filters.clone() };
    facts.into_iter().filter_map(move |history| {
        let (at, rated) = history.result(query.as_of)?;
        let (fact, bounds) = walk.look(history)?;
        let given = Given { fact, at, rated };
        let is_admitted = |filter: &Option<String>, by: Dimension| {
            let Some(filter) = filter else { return true };
            given.keys(Some(by)).iter().any(|key| matches_filter(filter, &key.name()))
        };
        let admitted = bounds.holds(at)
            && rest.admit(fact, at)
            && is_admitted(&query.filters.officer, Dimension::Officer)
            && is_admitted(&query.filters.month, Dimension::Month);
        admitted.then_some(given)
    })
}

impl<'a> Given<'a> {
    /// The rows in which the result stands.
    fn keys(&self, by: Option<Dimension>) -> BTreeSet<Key<'a>> {
        match by {
            None => BTreeSet::new(),
            Some(Dimension::Officer) => {
                let held = self.fact.holder.changes(Instant(i64::MIN));
                let held = held.filter(|(from, _)| *from <= self.at);
                held.map(|(_, officer)| Key::Text(officer)).collect()
            }
            Some(Dimension::Month) => {
                BTreeSet::from([Key::Month(self.fact.zone.0.day(self.at).first_of_month())])
            }
            Some(dimension) => BTreeSet::from([Key::of(dimension, self.fact, self.at)]),
        }
    }
}

/// Every result that a query's filters admit, whichever period it was given out in.
fn over_all_periods<'a>(
    facts: impl IntoIterator<Item = &'a FactHistory>,
    query: &Query,
    rated: bool,
) -> FactTable {
    let mut table = FactTable::default();
    for result in given_out(facts, &query.over_all_periods())
        .filter(|result| !rated || result.rated.is_some())
    {
        table.put(&result.fact.code, result.fact.as_received(result.at).into());
    }
    table
}

/// Whether the answers that a query asks for may be shown to those whom they rate: at least five stand
/// together in it, and no difference of two such periods reveals fewer. `today` is the day of as-of.
#[must_use]
pub fn together<'a>(
    facts: impl IntoIterator<Item = &'a FactHistory>,
    query: &Query,
    today: Day,
) -> bool {
    Edges::of(&over_all_periods(facts, query, true)).period(query.from, query.to, today)
}

/// Which groups stand apart in a public table, by the results given out and by the answers.
#[derive(Clone, Debug)]
pub struct PublicGroups {
    tables: Vec<PublicTables>,
    /// With so few answers in all, of any period, only the results given out are public.
    answers_kept_back: bool,
}

impl PublicGroups {
    /// The groups of a public query; `today` is the day of as-of.
    ///
    /// # Errors
    /// [`NotPublic`] where the public may not ask it, of the results or of the answers.
    pub fn of<'a>(
        facts: impl IntoIterator<Item = &'a FactHistory> + Clone,
        query: &Query,
        today: Day,
    ) -> Result<Self, NotPublic> {
        let all = Query { filters: Filters::default(), ..query.clone() };
        let cohort = Query { basis: Basis::Cohort, ..query.clone() };
        let [results, answers] =
            [false, true].map(|rated| over_all_periods(facts.clone(), &all, rated));
        let [results, answers] = [&results, &answers].map(|facts| PublicRuns::new(facts, today));
        if answers.has_few() {
            let tables = results.tables(&cohort)?;
            return Ok(Self { tables: vec![tables], answers_kept_back: true });
        }
        let tables = PublicRuns::tables_of_two([&results, &answers], &cohort)?;
        Ok(Self { tables: tables.into(), answers_kept_back: false })
    }

    /// The row in which a row stands with others; `None` where it stands apart.
    #[must_use]
    pub fn merged_row(&self, dimension: Dimension, row: &str) -> Option<&str> {
        self.tables.iter().find_map(|tables| tables.merged_row(dimension, row))
    }
}

impl Report {
    /// The table as those see it who may be rated: answers that do not stand together are kept back.
    /// `today` is the day of as-of.
    #[must_use]
    pub fn for_rated<'a>(
        mut self,
        facts: impl IntoIterator<Item = &'a FactHistory> + Clone,
        query: &Query,
        today: Day,
    ) -> Self {
        let edges = Edges::of(&over_all_periods(facts.clone(), query, true));
        let month = |row: &str| {
            let first: Day = format!("{row}-01").parse().ok()?;
            let last = first.last_of_month();
            Some(edges.period(first.max(query.from), last.min(query.to), today))
        };
        self.total.keep_back(!edges.period(query.from, query.to, today));
        for (key, row) in &mut self.rows {
            let shown = match query.by {
                Some(Dimension::Month) => month(key),
                _ => query.of_row(key).map(|row| together(facts.clone(), &row, today)),
            };
            row.keep_back(!shown.unwrap_or(false));
        }
        self
    }

    /// The table as the public sees it: groups that do not stand apart in rows at the end. Where
    /// answers are kept back, no row shows that it has none.
    #[must_use]
    pub fn suppressed(mut self, groups: &PublicGroups, by: Option<Dimension>) -> Self {
        if let Some(by) = by {
            self.rows = merge(self.rows, |row| groups.merged_row(by, row), Satisfaction::plus);
        }
        if groups.answers_kept_back {
            let rows = self.rows.iter_mut().map(|(_, row)| row);
            for row in rows.chain([&mut self.total]) {
                *row = Satisfaction {
                    given_out: row.given_out,
                    kept_back: true,
                    ..Default::default()
                };
            }
        }
        self
    }
}
