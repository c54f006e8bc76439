//! Caches of counts over all dossiers of a register: the usual times of its procedures, counted
//! once a day, and the totals of the first page's periods, counted once a minute. All visitors
//! share the counts.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use app::Figures;
use calendar::{Day, Duration, Instant};
use indicators::responsibility::{self, Times};
use indicators::{Basis, Counts, IdentityBroken, Query};

/// The counts of each register.
#[derive(Debug, Default)]
pub struct Cache(Mutex<HashMap<String, Arc<RegisterCounts>>>);

/// The counts of one register.
#[derive(Debug, Default)]
pub struct RegisterCounts {
    /// The usual times by procedure, with the day on which they were counted.
    times: Mutex<Option<(Day, ByProcedure)>>,
    /// The totals, with the minute in which they were counted.
    totals: Mutex<Totals>,
}

/// The totals by first and last day, counted in one minute.
type Totals = (Instant, HashMap<(Day, Day), Counts>);

type ByProcedure = Arc<BTreeMap<String, Vec<(Option<Duration>, Times)>>>;

/// The first date of the quarters whose finished dossiers give the usual times.
#[must_use]
pub fn first_of_usual(today: Day) -> Day {
    let (year, month, _) = today.ymd();
    let quarter = Day::from_ymd(year, (month - 1) / 3 * 3 + 1, 1);
    // Three quarters have 273 to 276 days, so this date is in the first month of the first one.
    quarter.plus(-270).first_of_month()
}

impl Cache {
    /// The counts of a register.
    pub fn of(&self, figures: &Figures) -> Arc<RegisterCounts> {
        // A panic in another thread leaves the value consistent.
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(counted.entry(figures.register.clone()).or_default())
    }
}

impl RegisterCounts {
    /// The usual times of each procedure by duration: of the dossiers finished in this quarter and
    /// the three before it, as known at the first request of the day. Whole quarters are used
    /// because a window that moves by days would reveal single dossiers at its end.
    pub fn times(&self, figures: &Figures, today: Day, now: Instant) -> ByProcedure {
        // A panic in another thread leaves the value consistent.
        let mut counted = self.times.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((day, times)) = counted.as_ref()
            && *day == today
        {
            return Arc::clone(times);
        }
        let first = first_of_usual(today);
        let query = Query { as_of: now, basis: Basis::Flow, ..Query::new(first, today) };
        let facts = figures.facts.within(query.period());
        let times = Arc::new(responsibility::times_by_duration(facts, &query));
        *counted = Some((today, Arc::clone(&times)));
        times
    }

    /// The totals of a period as of the beginning of this minute.
    ///
    /// # Errors
    /// [`IdentityBroken`] where the counts of the period break an identity.
    pub fn total(
        &self,
        figures: &Figures,
        (from, to): (Day, Day),
        now: Instant,
    ) -> Result<Counts, IdentityBroken> {
        let minute = Instant(now.0 - now.0.rem_euclid(60_000));
        // A panic in another thread leaves the value consistent.
        let mut counted = self.totals.lock().unwrap_or_else(PoisonError::into_inner);
        if counted.0 != minute {
            *counted = (minute, HashMap::new());
        }
        if let Some(counts) = counted.1.get(&(from, to)) {
            return Ok(*counts);
        }
        let query = Query { as_of: minute, ..Query::new(from, to) };
        let counts = indicators::count(figures.facts.within(query.period()), &query)?.total;
        counted.1.insert((from, to), counts);
        Ok(counts)
    }
}
