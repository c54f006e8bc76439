//! Spreads a quota over its period: procedure, instant and origin of each reception. The counts are
//! exact, by largest remainders, not random.

use calendar::{Calendar, Day, Instant};
use dossier::lateness::divide;

use crate::plan::{Plan, Quota};
use crate::rng::Rng;

/// A planned reception.
#[derive(Clone, Debug)]
pub struct Arrival {
    pub procedure: String,
    pub at: Instant,
}

/// The receptions of a quota, in order of time.
#[must_use]
pub fn arrivals(plan: &Plan, quota: &Quota, desk: &Calendar) -> Vec<Arrival> {
    let mut rng = Rng::new(plan.seed, "arrivals", hash(&quota.name));
    let days: Vec<Day> =
        (quota.from.0..=quota.to.0).map(Day).filter(|day| desk.is_working_day(*day)).collect();
    let weights: Vec<i64> = days.iter().map(|day| weight(plan, quota, *day)).collect();
    let counts = divide(quota.received as i64, &weights);
    let procedures = procedures(quota, &mut rng);
    let mut procedures = procedures.into_iter();
    let mut arrivals = Vec::with_capacity(quota.received);
    for (day, count) in days.into_iter().zip(counts) {
        let mut instants: Vec<Instant> =
            (0..count).map(|_| moment(plan, desk, day, &mut rng)).collect();
        instants.sort_unstable();
        for at in instants {
            // There are as many procedures as receptions.
            let procedure = procedures.next().unwrap_or_default();
            arrivals.push(Arrival { procedure, at });
        }
    }
    arrivals
}

fn procedures(quota: &Quota, rng: &mut Rng) -> Vec<String> {
    let weights: Vec<i64> = quota.procedures.values().map(|&weight| weight as i64).collect();
    let counts = divide(quota.received as i64, &weights);
    let named = quota.procedures.keys().zip(counts);
    let mut all: Vec<String> =
        named.flat_map(|(code, count)| vec![code.clone(); count as usize]).collect();
    rng.shuffle(&mut all);
    all
}

fn weight(plan: &Plan, quota: &Quota, day: Day) -> i64 {
    let (year, month, _) = day.ymd();
    let month = quota.month.get(&format!("{year:04}-{month:02}")).copied().unwrap_or(100);
    let weekday = plan.arrivals.weekday[day.iso_weekday() as usize - 1];
    (month * weekday) as i64
}

/// A random whole minute within the open time of a day.
fn moment(plan: &Plan, desk: &Calendar, day: Day, rng: &mut Rng) -> Instant {
    let open = desk.first_opening(day);
    let minutes = desk.working_minutes_between(open, desk.last_closing(day));
    let quarter = rng.weighted(&plan.arrivals.quarter) as i64;
    let minute = minutes * quarter / 4 + rng.between(0, (minutes / 4 - 1).max(0));
    // The closing is not part of an opening, so the last minute begins before it.
    let at = desk.plus_open_millis(open, minute.min(minutes - 1) * 60_000);
    desk.next_open(at)
}

/// A number that follows from a name, so that random numbers do not depend on the order of quotas.
#[must_use]
pub fn hash(name: &str) -> u64 {
    name.bytes().fold(14_695_981_039_346_656_037, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(1_099_511_628_211)
    })
}
