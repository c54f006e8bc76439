//! What a register has to choose from: the units, fields, procedures, officers, channels and wards
//! of its dossiers, the days of its receptions, and how long its procedures take. Kept while the facts
//! do not change.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use app::Figures;
use calendar::{Day, Instant};
use indicators::responsibility::{self, Times};
use indicators::{Basis, Counts, Dimension, FactHistory, IdentityBroken, Query};

/// The values of each dimension in a register.
#[derive(Debug, Default)]
pub(crate) struct Choices {
    values: [BTreeSet<String>; 6],
    /// First and last day of reception.
    pub days: Option<(Day, Day)>,
    /// Usual times by procedure, with the day for which they were counted.
    times: Mutex<Option<(Day, ByProcedure)>>,
    /// Totals of the first page's periods, with the minute for which they were counted.
    totals: Mutex<Totals>,
}

/// By first and last day, of one minute.
type Totals = (Instant, HashMap<(Day, Day), Counts>);

type ByProcedure = Arc<HashMap<String, Times>>;

/// Usual times are those of the dossiers finished in so many days.
const RECENT: i32 = 365;

/// Choices by register, with the facts they were taken from.
#[derive(Debug, Default)]
pub(crate) struct Cache(Mutex<HashMap<String, Kept>>);

type Kept = (Weak<Vec<FactHistory>>, Arc<Choices>);

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

    /// How long each procedure took, of the dossiers finished in the year that ends today.
    pub fn times(&self, figures: &Figures, today: Day, now: Instant) -> ByProcedure {
        // A panic in another thread leaves nothing half-done here.
        let mut kept = self.times.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((day, times)) = kept.as_ref()
            && *day == today
        {
            return Arc::clone(times);
        }
        let year = Query::new(today.plus(1 - RECENT), today);
        let query = Query { as_of: now, basis: Basis::Flow, ..year };
        let times = responsibility::times(figures.facts.iter(), &query);
        let times = Arc::new(times.into_iter().collect());
        *kept = Some((today, Arc::clone(&times)));
        times
    }

    /// The totals of a period as of the minute that has begun.
    pub fn total(
        &self,
        figures: &Figures,
        (from, to): (Day, Day),
        now: Instant,
    ) -> Result<Counts, IdentityBroken> {
        let minute = Instant(now.0 - now.0.rem_euclid(60_000));
        // A panic in another thread leaves nothing half-done here.
        let mut kept = self.totals.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.0 != minute {
            *kept = (minute, HashMap::new());
        }
        if let Some(counts) = kept.1.get(&(from, to)) {
            return Ok(*counts);
        }
        let query = Query { as_of: minute, ..Query::new(from, to) };
        let counts = indicators::count(figures.facts.iter(), &query)?.total;
        kept.1.insert((from, to), counts);
        Ok(counts)
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
        Self { values: values.map(named), days, times: Mutex::default(), totals: Mutex::default() }
    }
}
