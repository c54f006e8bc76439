//! Where time was lost: lateness by step, officer and unit; usual working times by procedure
//! (decisions, "Responsibility" 5 to 7). Figures about a person; who may see them is not known.

use std::collections::BTreeMap;

use calendar::Duration;
use dossier::Outcome;
use serde::Serialize;

use crate::dossier_facts::DossierFacts;
use crate::fact_history::FactHistory;
use crate::place::{Placed, placed};
use crate::query::{Key, Query};

/// The fewest dossiers for which a usual time is given.
const FEWEST: usize = 10;

/// Working minutes late of the finished dossiers of a table; each division sums to the whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Lateness {
    pub minutes: i64,
    /// Pairs of key and minutes, most minutes first.
    pub by_step: Vec<(String, i64)>,
    pub by_officer: Vec<(String, i64)>,
    pub by_unit: Vec<(String, i64)>,
}

/// Usual working minutes off pauses from reception to finish, nearest rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Times {
    /// Finished dossiers.
    pub dossiers: u64,
    /// `None` under 10 dossiers.
    pub median: Option<i64>,
    /// Nine of ten were finished in so many; `None` under 10 dossiers.
    pub nine_of_ten: Option<i64>,
}

/// Adds up the lateness of the finished dossiers of the query's table.
#[must_use]
pub fn lateness<'a>(facts: impl IntoIterator<Item = &'a FactHistory>, query: &Query) -> Lateness {
    let mut sums: [BTreeMap<&str, i64>; 3] = Default::default();
    let mut minutes = 0;
    let parts = placed(facts, query).filter(finished).flat_map(|dossier| &dossier.fact.lateness);
    for part in parts {
        minutes += part.minutes;
        for (sums, key) in sums.iter_mut().zip([&part.step, &part.officer, &part.unit]) {
            *sums.entry(key).or_default() += part.minutes;
        }
    }
    let [by_step, by_officer, by_unit] = sums.map(|sums| {
        let named = sums.into_iter().map(|(key, sum)| (Key::Text(key).to_string(), sum));
        let mut named: Vec<(String, i64)> = named.collect();
        named.sort_by_key(|(_, sum)| std::cmp::Reverse(*sum));
        named
    });
    Lateness { minutes, by_step, by_officer, by_unit }
}

/// The usual times of each procedure, of the finished dossiers of the query's table.
#[must_use]
pub fn times<'a>(
    facts: impl IntoIterator<Item = &'a FactHistory>,
    query: &Query,
) -> Vec<(String, Times)> {
    let mut worked: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for (fact, minutes) in worked_minutes(facts, query) {
        worked.entry(&fact.procedure).or_default().push(minutes);
    }
    let times = worked.into_iter();
    times.map(|(key, minutes)| (Key::Text(key).to_string(), Times::of(minutes))).collect()
}

/// The usual times of each procedure by the duration that its dossiers had: the finished dossiers of a
/// case, channel or place with another duration are counted apart.
#[must_use]
pub fn times_by_duration<'a>(
    facts: impl IntoIterator<Item = &'a FactHistory>,
    query: &Query,
) -> BTreeMap<String, Vec<(Option<Duration>, Times)>> {
    let mut worked: BTreeMap<&str, BTreeMap<Option<Duration>, Vec<i64>>> = BTreeMap::new();
    for (fact, minutes) in worked_minutes(facts, query) {
        let of_procedure = worked.entry(&fact.procedure).or_default();
        of_procedure.entry(fact.duration).or_default().push(minutes);
    }
    let times = worked.into_iter().map(|(key, durations)| {
        let times = durations.into_iter().map(|(duration, minutes)| (duration, Times::of(minutes)));
        (Key::Text(key).to_string(), times.collect())
    });
    times.collect()
}

/// The finished dossiers of the query's table with the working minutes that each took.
fn worked_minutes<'a>(
    facts: impl IntoIterator<Item = &'a FactHistory>,
    query: &Query,
) -> impl Iterator<Item = (&'a DossierFacts, i64)> {
    let worked = placed(facts, query).filter(finished);
    worked.filter_map(|dossier| Some((dossier.fact, dossier.fact.worked_minutes?)))
}

fn finished(dossier: &Placed<'_>) -> bool {
    matches!(dossier.place.outcome, Outcome::Early | Outcome::OnTheDay | Outcome::Late)
}

impl Times {
    fn of(mut minutes: Vec<i64>) -> Self {
        minutes.sort_unstable();
        let n = minutes.len();
        let rank = |tenths: usize| {
            let index = (n * tenths).div_ceil(10).saturating_sub(1);
            minutes.get(index).copied().filter(|_| n >= FEWEST)
        };
        Self { dossiers: n as u64, median: rank(5), nine_of_ten: rank(9) }
    }
}

#[cfg(test)]
mod tests {
    use calendar::{Day, Instant, Unit};

    use super::*;
    use crate::timeline::Timeline;

    #[test]
    fn usual_times_are_of_the_nearest_rank() {
        let none = Times { dossiers: 9, median: None, nine_of_ten: None };
        assert_eq!(Times::of((1..=9).collect()), none);
        let ten = Times { dossiers: 10, median: Some(5), nine_of_ten: Some(9) };
        assert_eq!(Times::of((1..=10).rev().collect()), ten);
        let eleven = Times { dossiers: 11, median: Some(6), nine_of_ten: Some(10) };
        assert_eq!(Times::of((1..=11).collect()), eleven);
    }

    /// Dossiers of a case with a longer duration are measured separately from the others.
    #[test]
    fn usual_times_are_counted_apart_for_each_duration() {
        let (short, long) =
            (Duration::of(3, Unit::WorkingDays), Duration::of(20, Unit::WorkingDays));
        let received: Instant = "2018-06-04T08:00:00+07:00".parse().expect("an instant");
        let fact = |n: i64, duration, worked_minutes| {
            FactHistory::from(DossierFacts {
                code: n.to_string(),
                procedure: "1.000001".into(),
                received: Some(received),
                finished: Some(received.plus_millis(3_600_000)),
                due: Timeline { now: received.plus_millis(7_200_000), before: Vec::new() },
                worked_minutes: Some(worked_minutes),
                duration: Some(duration),
                ..DossierFacts::default()
            })
        };
        let shorts = (1..=10).map(|n| fact(n, short, n));
        let longs = (11..=20).map(|n| fact(n, long, 100 * n));
        let facts: Vec<FactHistory> = shorts.chain(longs).collect();
        let query = Query::new(Day::from_ymd(2018, 6, 1), Day::from_ymd(2018, 6, 30));
        let query = Query { as_of: received.plus_millis(86_400_000), ..query };
        let by_duration = times_by_duration(&facts, &query);
        let times = |median, nine_of_ten| Times {
            dossiers: 10,
            median: Some(median),
            nine_of_ten: Some(nine_of_ten),
        };
        let expected = [(Some(short), times(5, 9)), (Some(long), times(1500, 1900))];
        assert_eq!(by_duration["1.000001"], expected);
    }
}
