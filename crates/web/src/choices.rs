//! What a register has to choose from: the units, fields, procedures, officers, channels and wards
//! of its dossiers, and the days of its receptions. Kept while the facts do not change.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use calendar::Day;
use indicators::{Dimension, Known};
use office::Figures;

/// The values of each dimension in a register.
#[derive(Debug, Default)]
pub(crate) struct Choices {
    values: [BTreeSet<String>; 6],
    /// First and last day of reception.
    pub days: Option<(Day, Day)>,
}

/// Choices by register, with the facts they were taken from.
#[derive(Debug, Default)]
pub(crate) struct Cache(Mutex<HashMap<String, Kept>>);

type Kept = (Weak<Vec<Known>>, Arc<Choices>);

impl Cache {
    /// The choices of a register.
    pub fn of(&self, figures: &Figures) -> Arc<Choices> {
        // A panic in another thread leaves nothing half-done here.
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((facts, choices)) = kept.get(&figures.register)
            && facts.as_ptr() == Arc::as_ptr(&figures.facts)
        {
            return Arc::clone(choices);
        }
        let choices = Arc::new(Choices::take(figures));
        let entry = (Arc::downgrade(&figures.facts), Arc::clone(&choices));
        kept.insert(figures.register.clone(), entry);
        choices
    }
}

impl Choices {
    /// The values of a dimension, in order of their codes; none for months.
    pub fn of(&self, dimension: Dimension) -> impl Iterator<Item = &str> {
        self.values.get(dimension as usize).into_iter().flatten().map(String::as_str)
    }

    fn take(figures: &Figures) -> Self {
        let mut values: [BTreeSet<&str>; 6] = Default::default();
        let mut days: Option<(Day, Day)> = None;
        for known in figures.facts.iter() {
            let fact = known.latest();
            let Some(received) = fact.received else { continue };
            let day = figures.zone.day(received);
            days = days.map_or(Some((day, day)), |(a, b)| Some((a.min(day), b.max(day))));
            values[Dimension::Unit as usize].insert(&fact.unit.now);
            values[Dimension::Field as usize].insert(&fact.field);
            values[Dimension::Procedure as usize].insert(&fact.procedure);
            values[Dimension::Channel as usize].insert(&fact.channel);
            values[Dimension::Ward as usize].insert(&fact.ward);
            let earlier = fact.holder.before.iter().map(|(_, officer)| officer.as_str());
            values[Dimension::Officer as usize].extend(earlier);
            values[Dimension::Officer as usize].insert(&fact.holder.now);
        }
        let named = |set: BTreeSet<&str>| {
            set.into_iter().filter(|value| !value.is_empty()).map(str::to_owned).collect()
        };
        Self { values: values.map(named), days }
    }
}
