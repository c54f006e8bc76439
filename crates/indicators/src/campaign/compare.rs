//! An indicator in a period against a baseline: both shares, the difference with its interval, and
//! the like-for-like figure where the scopes differ. Knows no unit.

use affairs::measure::{Baseline, Indicator, Scope};
use calendar::Day;

use super::{Ground, query};
use crate::counts::{Counts, IdentityBroken};
use crate::query::Query;
use crate::statistics::{Difference, difference, rate, wilson};
use crate::table::count;

/// A part of a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measured {
    pub x: u64,
    pub n: u64,
}

impl Measured {
    /// The rate in per cent; `None` where the denominator is 0.
    #[must_use]
    pub fn rate(self) -> Option<String> {
        rate(self.x, self.n)
    }

    /// The rate's interval at 95 %.
    #[must_use]
    pub fn interval(self) -> Option<(String, String)> {
        wilson(self.x, self.n)
    }

    /// The part and whole of an indicator in a table; for online filing the table gives the whole only.
    pub(super) fn of(indicator: Indicator, counts: &Counts) -> Self {
        let (x, n) = match indicator {
            Indicator::Finished => (counts.finished, counts.received),
            Indicator::InTime => (counts.in_time, counts.finished),
            Indicator::Online | Indicator::Sessions => (0, counts.received),
        };
        Self { x, n }
    }
}

/// An indicator against the baseline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    pub indicator: Indicator,
    pub baseline: Measured,
    pub now: Measured,
    /// The difference from the baseline to now; `None` where a denominator is 0.
    pub difference: Option<Difference>,
    /// Where the scopes differ: the baseline's period in the scope of now, with the difference.
    pub like_for_like: Option<(Measured, Option<Difference>)>,
}

/// Compares an indicator in a period and scope with a baseline.
///
/// # Errors
/// [`IdentityBroken`] where the counts of a table break an identity.
pub fn compare(
    ground: Ground<'_>,
    indicator: Indicator,
    (period, scope): ((Day, Day), &Scope),
    baseline: &Baseline,
) -> Result<Compared, IdentityBroken> {
    let measure = |period, scope: &Scope| measure(&query(ground, period, scope), indicator, ground);
    let now = measure(period, scope)?;
    let earlier = (baseline.from, baseline.to);
    let was = measure(earlier, &baseline.scope)?;
    let change = |from: Measured| difference((from.x, from.n), (now.x, now.n));
    let like_for_like = if baseline.scope == *scope {
        None
    } else {
        let like = measure(earlier, scope)?;
        Some((like, change(like)))
    };
    Ok(Compared { indicator, baseline: was, now, difference: change(was), like_for_like })
}

fn measure(
    query: &Query,
    indicator: Indicator,
    ground: Ground<'_>,
) -> Result<Measured, IdentityBroken> {
    let total = count(ground.facts.within(query.period()), query)?.total;
    let mut measured = Measured::of(indicator, &total);
    if indicator == Indicator::Online {
        measured.x = count(ground.facts.within(query.period()), &online(query))?.total.received;
    }
    Ok(measured)
}

/// The query restricted to dossiers filed online.
pub(super) fn online(query: &Query) -> Query {
    let mut query = query.clone();
    query.filters.channel = Some("online".to_owned());
    query
}
