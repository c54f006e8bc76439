//! Many facts laid out in columns, so that a recount of millions reads little memory. It answers as
//! [`crate::count`] does, for several dimensions at once; it defines nothing of its own.

use std::collections::HashMap;

use calendar::{Day, Instant};
use dossier::Outcome;

use crate::counts::{Counts, IdentityBroken, Tally};
use crate::dossier_facts::{DossierFacts, RegisterZone};
use crate::fact_history::FactHistory;
use crate::place::{Place, Walk};
use crate::query::{Basis, Dimension, Key, Query, matches_filter};

/// The facts of one register with their columns.
#[derive(Debug, Default)]
pub struct Ledger {
    facts: Vec<FactHistory>,
    lines: Vec<Row>,
    names: [Names; 7],
    zone: RegisterZone,
}

/// The values that decide a dossier's place, once only its end can still change.
#[derive(Clone, Copy, Debug)]
struct Row {
    /// The instant from which the row is complete; for earlier instants the dossier's facts are read.
    settled: Instant,
    /// Whether only one reception was ever known.
    sole: bool,
    received: Instant,
    /// The instant of the end; the latest possible instant while the dossier is open.
    ended: Instant,
    due: Instant,
    ended_day: Day,
    due_day: Day,
    /// Numbers of its names, by dimension; the last holder's for the officer.
    keys: [u32; 7],
    withdrawn: bool,
}

/// The values of one dimension, numbered as they are met.
#[derive(Debug, Default)]
struct Names {
    names: Vec<String>,
    numbers: HashMap<String, u32>,
}

/// The rows of several dimensions, in order, none empty.
pub type Rows = Vec<(Vec<String>, Counts)>;

impl Ledger {
    /// Stores the facts of one register in columns.
    #[must_use]
    pub fn of(facts: Vec<FactHistory>) -> Self {
        let zone = facts.first().map(|history| history.latest().zone.clone());
        let mut ledger = Self { zone: zone.unwrap_or_default(), ..Self::default() };
        ledger.lines.reserve(facts.len());
        for history in &facts {
            for (_, fact) in history.versions() {
                ledger.name(fact);
            }
            let line = ledger.line(history);
            ledger.lines.push(line);
        }
        ledger.facts = facts;
        ledger
    }

    /// The facts in their original order.
    #[must_use]
    pub fn facts(&self) -> &[FactHistory] {
        &self.facts
    }

    /// Counts the query's table with a row for each combination of `by`; the query's own dimension
    /// is not looked at. Memory is taken for every combination: meant for dimensions of few values.
    ///
    /// # Errors
    /// [`IdentityBroken`] where the counts break an identity; such a table is not shown.
    pub fn count(&self, query: &Query, by: &[Dimension]) -> Result<(Counts, Rows), IdentityBroken> {
        let sizes = by.iter().map(|&dimension| self.names[dimension as usize].names.len());
        let sizes: Vec<usize> = sizes.collect();
        let mut tallies = vec![Tally::default(); sizes.iter().product::<usize>().max(1)];
        let mut walk = Walk::new(query);
        let reader = Reader::new(self, query, &mut walk);
        for (line, history) in self.lines.iter().zip(&self.facts) {
            if !reader.asks_fact(line) {
                if let Some(place) = reader.place(line) {
                    let keys = by.iter().map(|&dimension| line.keys[dimension as usize]);
                    tallies[index(keys, &sizes)].add(place);
                }
            } else if let Some(dossier) = walk.place(history) {
                let number = |&dimension: &Dimension| {
                    let names = &self.names[dimension as usize];
                    names.number(Key::of(dimension, dossier.fact, dossier.state))
                };
                tallies[index(by.iter().map(number), &sizes)].add(dossier.place);
            }
        }
        self.named(by, &sizes, &tallies)
    }

    fn named(
        &self,
        by: &[Dimension],
        sizes: &[usize],
        tallies: &[Tally],
    ) -> Result<(Counts, Rows), IdentityBroken> {
        let mut total = Tally::default();
        let mut rows = Rows::new();
        for (index, tally) in tallies.iter().enumerate() {
            let counts = tally.counts();
            if counts.received == 0 {
                continue;
            }
            total.merge(tally);
            let numbers = numbers(index, sizes);
            let keys = by.iter().zip(numbers).map(|(&dimension, number)| {
                Key::Text(&self.names[dimension as usize].names[number]).to_string()
            });
            let keys: Vec<String> = keys.collect();
            counts.check(Some(&keys.join(", ")))?;
            rows.push((keys, counts));
        }
        total.counts().check(None)?;
        rows.retain(|_| !by.is_empty());
        rows.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        Ok((total.counts(), rows))
    }

    /// Numbers every name that the fact may stand under at any instant.
    fn name(&mut self, fact: &DossierFacts) {
        for dimension in Dimension::ALL {
            let names = &mut self.names[dimension as usize];
            names.add(Key::of(dimension, fact, Instant::MAX));
            let timeline = match dimension {
                Dimension::Unit => &fact.unit,
                Dimension::Officer => &fact.holder,
                _ => continue,
            };
            for (_, earlier) in &timeline.before {
                names.add(Key::Text(earlier));
            }
        }
    }

    fn line(&self, history: &FactHistory) -> Row {
        let fact = history.latest();
        let number = |dimension: Dimension| {
            self.names[dimension as usize].number(Key::of(dimension, fact, Instant::MAX))
        };
        let (ended, due) = (fact.ended(Instant::MAX).unwrap_or(Instant::MAX), fact.due.now);
        Row {
            settled: self.settled(history),
            sole: history.sole().is_some(),
            received: fact.received.unwrap_or(Instant::MAX),
            ended,
            due,
            ended_day: self.zone.0.day(ended),
            due_day: self.zone.0.day(due),
            keys: Dimension::ALL.map(number),
            withdrawn: fact.withdrawn.is_some(),
        }
    }

    /// From when on due, unit, holder, pauses and what is known of them stay as they are.
    fn settled(&self, history: &FactHistory) -> Instant {
        let (since, fact) = history.versions().last().unwrap_or((Instant::MAX, history.latest()));
        let due = fact.due.before.last().map(|(until, _)| *until);
        let unit = fact.unit.before.last().map(|(until, _)| *until);
        let holder = fact.holder.before.last().map(|(until, _)| *until);
        let pauses = fact.pauses.iter().map(|pause| pause.to.unwrap_or(Instant::MAX));
        let moves = [Some(since), due, unit, holder].into_iter().flatten().chain(pauses);
        let here = fact.zone == self.zone;
        moves.max().filter(|_| here).unwrap_or(Instant::MAX)
    }
}

/// One query over rows.
struct Reader {
    start: Instant,
    state: Instant,
    state_day: Day,
    cohort: bool,
    by_date: bool,
    /// The filtered dimensions, each with the numbers that the filter admits.
    admitted: Vec<(usize, Vec<bool>)>,
}

impl Reader {
    fn new(ledger: &Ledger, query: &Query, walk: &mut Walk<'_>) -> Self {
        let bounds = walk.bounds(&ledger.zone);
        let filtered = Dimension::ALL.into_iter().filter_map(|dimension| {
            let values = query.filters.values_of(dimension);
            let admit = |name: &String| values.iter().any(|value| matches_filter(value, name));
            let admitted = ledger.names[dimension as usize].names.iter().map(admit).collect();
            (!values.is_empty()).then_some((dimension as usize, admitted))
        });
        Self {
            start: bounds.start,
            state: bounds.state,
            state_day: ledger.zone.0.day(bounds.state),
            cohort: query.basis == Basis::Cohort,
            by_date: query.by_date,
            admitted: filtered.collect(),
        }
    }

    /// Whether a row is incomplete at the state's moment, so that the dossier's facts are read.
    fn asks_fact(&self, line: &Row) -> bool {
        line.settled > self.state && (line.received <= self.state || !line.sole)
    }

    fn place(&self, line: &Row) -> Option<Place> {
        let carried_over = line.received < self.start;
        let gone = self.cohort || self.state < self.start || line.ended < self.start;
        if line.received > self.state
            || (carried_over && gone)
            || !self.admitted.iter().all(|(d, admitted)| admitted[line.keys[*d] as usize])
        {
            return None;
        }
        let outcome = if line.ended > self.state {
            let past =
                if self.by_date { line.due_day < self.state_day } else { line.due < self.state };
            if past { Outcome::PastDue } else { Outcome::Within }
        } else if line.withdrawn {
            Outcome::Withdrawn
        } else {
            Outcome::of_end(line.ended, line.ended_day, line.due, line.due_day, self.by_date)
        };
        Some(Place { carried_over, outcome })
    }
}

impl Names {
    fn add(&mut self, key: Key<'_>) {
        let name = key.name();
        if !self.numbers.contains_key(name.as_ref()) {
            self.numbers.insert(name.clone().into_owned(), self.names.len() as u32);
            self.names.push(name.into_owned());
        }
    }

    /// The number of a name; every name that can be asked for was added.
    fn number(&self, key: Key<'_>) -> u32 {
        self.numbers.get(key.name().as_ref()).copied().unwrap_or_default()
    }
}

/// The place of a combination among all of them.
fn index(numbers: impl Iterator<Item = u32>, sizes: &[usize]) -> usize {
    numbers.zip(sizes).fold(0, |index, (number, size)| index * size + number as usize)
}

/// The combination at a place.
fn numbers(mut index: usize, sizes: &[usize]) -> Vec<usize> {
    let mut numbers: Vec<usize> = Vec::with_capacity(sizes.len());
    for size in sizes.iter().rev() {
        numbers.push(index % size);
        index /= size;
    }
    numbers.reverse();
    numbers
}
