//! The facts of one register, kept in order of the dossiers' names so that one of them can be
//! replaced. A clone is a snapshot: it shares every block that does not change later. Knows no
//! query, and not where facts come from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use calendar::{Day, Instant};

use crate::activity::Activity;
use crate::answers::Answers;
use crate::dossier_facts::DossierFacts;
use crate::fact_history::FactHistory;
use crate::query::Dimension;
use crate::satisfaction::Rated;

/// The most dossiers of a block; a change copies one block where a snapshot still shares it.
const BLOCK: usize = 128;

/// The facts of one register.
#[derive(Clone, Debug)]
pub struct FactTable {
    blocks: Arc<Vec<Arc<Block>>>,
    values: Arc<Values>,
    dossiers: usize,
    /// The names of open dossiers whose result was declined.
    declined: Arc<BTreeSet<Box<str>>>,
    /// The last instant at which anything was learned late: from then on every dossier is known as it
    /// is now.
    pub(crate) last_learned: Instant,
    /// The answers counted from these facts; a change of a dossier drops them.
    pub(crate) answers: Arc<Answers>,
}

/// Dossiers whose names stand next to each other, in order.
#[derive(Clone, Debug, Default)]
struct Block {
    names: Vec<Box<str>>,
    facts: Vec<FactHistory>,
    /// Covers every dossier of the block; it may be longer.
    activity: Activity,
}

/// What the received dossiers of a register have, each value with the number of its dossiers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values {
    /// By dimension; months have none.
    named: [BTreeMap<String, u32>; 6],
    agencies: BTreeMap<String, u32>,
    days: BTreeMap<Day, u32>,
}

impl Default for FactTable {
    fn default() -> Self {
        Self {
            blocks: Arc::default(),
            values: Arc::default(),
            dossiers: 0,
            declined: Arc::default(),
            last_learned: Instant(i64::MIN),
            answers: Arc::default(),
        }
    }
}

impl FactTable {
    /// The number of dossiers.
    #[must_use]
    pub fn len(&self) -> usize {
        self.dossiers
    }

    /// Whether the table is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.dossiers == 0
    }

    /// The facts in order of the dossiers' names.
    pub fn iter(&self) -> impl Iterator<Item = &FactHistory> + Clone {
        self.blocks.iter().flat_map(|block| &block.facts)
    }

    /// The facts that a figure of a period can count: at least those of every dossier that something
    /// happened to in the period, or that was open in it. Dossiers of one time stand together, so that
    /// a month costs little more than its own dossiers.
    pub fn within(
        &self,
        period: (Day, Day),
    ) -> impl Iterator<Item = &FactHistory> + Clone + use<'_> {
        let period = Activity::of_period(period);
        let blocks = self.blocks.iter().filter(move |block| block.activity.meets(period));
        blocks.flat_map(|block| &block.facts)
    }

    /// The facts of a dossier by its name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&FactHistory> {
        let place = block_after(&self.blocks, name).checked_sub(1)?;
        let block = &self.blocks[place];
        let index = block.names.binary_search_by(|listed| (**listed).cmp(name)).ok()?;
        Some(&block.facts[index])
    }

    /// The values that the received dossiers have.
    #[must_use]
    pub fn values(&self) -> &Values {
        &self.values
    }

    /// The names of the dossiers that are open after their result was declined.
    pub fn declined(&self) -> impl Iterator<Item = &str> {
        self.declined.iter().map(AsRef::as_ref)
    }

    fn note_declined(&mut self, name: &str, facts: &FactHistory) {
        let fact = facts.latest();
        let open = fact.finished.is_none() && fact.withdrawn.is_none();
        if open && !fact.declined_results.is_empty() {
            Arc::make_mut(&mut self.declined).insert(name.into());
        } else if self.declined.contains(name) {
            Arc::make_mut(&mut self.declined).remove(name);
        }
    }

    /// Adds a rating to a dossier's facts; does nothing where there is no such dossier.
    pub fn rate(&mut self, name: &str, rated: Rated) {
        let blocks = Arc::make_mut(&mut self.blocks);
        let after = block_after(blocks, name);
        let Some(block) = after.checked_sub(1).map(|place| &mut blocks[place]) else { return };
        if let Ok(index) = block.names.binary_search_by(|listed| (**listed).cmp(name)) {
            self.answers = Arc::default();
            let block = Arc::make_mut(block);
            block.facts[index].rate(Some(rated));
            block.activity.add(block.facts[index].activity());
        }
    }

    /// Replaces a dossier's facts; the rating stays.
    pub fn put(&mut self, name: &str, facts: FactHistory) {
        self.note_declined(name, &facts);
        self.answers = Arc::default();
        self.last_learned = self.last_learned.max(facts.known_since());
        let values = Arc::make_mut(&mut self.values);
        values.count(facts.latest(), |count| *count += 1);
        let blocks = Arc::make_mut(&mut self.blocks);
        let after = block_after(blocks, name);
        let Some(place) = after.checked_sub(1).or((!blocks.is_empty()).then_some(0)) else {
            self.dossiers = 1;
            let activity = facts.activity();
            let (names, facts) = (vec![name.into()], vec![facts]);
            blocks.push(Arc::new(Block { names, facts, activity }));
            return;
        };
        let block = Arc::make_mut(&mut blocks[place]);
        match block.names.binary_search_by(|listed| (**listed).cmp(name)) {
            Ok(index) => {
                let rated = block.facts[index].rating();
                let before = std::mem::replace(&mut block.facts[index], facts.rated(rated));
                block.activity = Activity::of_all(&block.facts);
                values.count(before.latest(), |count| *count -= 1);
                values.trim(before.latest());
            }
            Err(index) => {
                self.dossiers += 1;
                block.activity.add(facts.activity());
                block.names.insert(index, name.into());
                block.facts.insert(index, facts);
                if block.names.len() > BLOCK {
                    // Blocks that are filled in order stay full.
                    let grew_at_end = index + 1 == block.names.len();
                    let rest = block.split(if grew_at_end { index } else { BLOCK / 2 });
                    blocks.insert(place + 1, Arc::new(rest));
                }
            }
        }
    }
}

/// The first block whose names all come after a name.
fn block_after(blocks: &[Arc<Block>], name: &str) -> usize {
    blocks.partition_point(|block| block.names.first().is_some_and(|first| **first <= *name))
}

impl Block {
    /// Splits the block: the dossiers from an index on move to the returned block.
    fn split(&mut self, at: usize) -> Self {
        let (names, facts) = (self.names.split_off(at), self.facts.split_off(at));
        let activity = Activity::of_all(&facts);
        self.activity = Activity::of_all(&self.facts);
        self.names.shrink_to_fit();
        self.facts.shrink_to_fit();
        Self { names, facts, activity }
    }
}

impl Values {
    /// The values of a dimension, in order of their codes; none for months.
    pub fn of(&self, dimension: Dimension) -> impl Iterator<Item = &str> {
        self.named.get(dimension as usize).into_iter().flat_map(BTreeMap::keys).map(String::as_str)
    }

    /// The number of received dossiers that have a value now.
    #[must_use]
    pub fn dossiers(&self, dimension: Dimension, value: &str) -> u32 {
        let named = self.named.get(dimension as usize);
        named.and_then(|values| values.get(value)).copied().unwrap_or_default()
    }

    /// The agencies that the dossiers name; of the register's own ones, often none.
    pub fn agencies(&self) -> impl Iterator<Item = &str> {
        self.agencies.keys().map(String::as_str)
    }

    /// The first and the last day of reception.
    #[must_use]
    pub fn days(&self) -> Option<(Day, Day)> {
        Some((*self.days.first_key_value()?.0, *self.days.last_key_value()?.0))
    }

    /// How many of the dossiers were received on each day, in order.
    pub fn receptions(&self) -> impl Iterator<Item = (Day, u32)> {
        self.days.iter().map(|(day, dossiers)| (*day, *dossiers))
    }

    fn count(&mut self, fact: &DossierFacts, change: impl Fn(&mut u32)) {
        change(entry(&mut self.agencies, &fact.agency));
        let Some(received) = fact.received else { return };
        change(self.days.entry(fact.zone.0.day(received)).or_default());
        for (dimension, value) in named(fact).filter(|(_, value)| !value.is_empty()) {
            change(entry(&mut self.named[dimension as usize], value));
        }
    }

    /// Drops the values of a fact that no dossier has any more.
    fn trim(&mut self, fact: &DossierFacts) {
        let gone = |values: &mut BTreeMap<String, u32>, value: &str| {
            if values.get(value) == Some(&0) {
                values.remove(value);
            }
        };
        gone(&mut self.agencies, &fact.agency);
        for (dimension, value) in named(fact) {
            gone(&mut self.named[dimension as usize], value);
        }
        if let Some(day) = fact.received.map(|received| fact.zone.0.day(received))
            && self.days.get(&day) == Some(&0)
        {
            self.days.remove(&day);
        }
    }
}

/// A value's count, without a copy of a value that is known.
fn entry<'a>(values: &'a mut BTreeMap<String, u32>, value: &str) -> &'a mut u32 {
    if !values.contains_key(value) {
        values.insert(value.to_owned(), 0);
    }
    values.entry(value.to_owned()).or_default()
}

/// Every value that a fact stands under, all holders among them.
fn named(fact: &DossierFacts) -> impl Iterator<Item = (Dimension, &str)> {
    let holders = fact.holder.before.iter().map(|(_, officer)| officer.as_str());
    let holders = holders.chain([fact.holder.now.as_str()]);
    let one = [
        (Dimension::Unit, fact.unit.now.as_str()),
        (Dimension::Field, fact.field.as_str()),
        (Dimension::Procedure, fact.procedure.as_str()),
        (Dimension::Channel, fact.channel.as_str()),
        (Dimension::Ward, fact.ward.as_str()),
    ];
    one.into_iter().chain(holders.map(|officer| (Dimension::Officer, officer)))
}
