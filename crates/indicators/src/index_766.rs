//! The parts of the index of QĐ 766/QĐ-TTg that can be computed from a register: handling in time,
//! share filed online, satisfaction, answers to complaints. The rest of the index needs data of the
//! national portal, which a register does not hold. It must not know who reads.

use dossier::Outcome;

use crate::fact_history::FactHistory;
use crate::place::placed;
use crate::query::{Basis, Query};

/// Points of the group "progress of handling".
pub const PROGRESS_POINTS: u64 = 20;
/// Points of the component "satisfaction with the handling of procedures".
pub const SATISFACTION_POINTS: u64 = 6;
/// Points of the component "complaints answered by their due".
pub const ANSWER_POINTS: u64 = 6;
/// The rate of satisfaction that has all points, in per cent.
pub const SATISFACTION_FULL: u64 = 90;

/// The counts of dossiers; withdrawn ones are left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Carried over and received in the period.
    pub received: u64,
    /// Finished by due, or open and not past it at the period's end, with one supplement at most.
    pub in_time: u64,
    /// Of those not in time: only because a second supplement was asked for.
    pub second_supplement: u64,
    /// Received in the period, and of them filed online.
    pub new: u64,
    pub online: u64,
}

impl Progress {
    /// The dossiers not handled in time.
    #[must_use]
    pub fn late(&self) -> u64 {
        self.received - self.in_time
    }
}

/// Counts the dossiers of a query's period by the rules of the index: flow, by instants.
#[must_use]
pub fn progress<'a>(facts: impl IntoIterator<Item = &'a FactHistory>, query: &Query) -> Progress {
    let query = Query { basis: Basis::Flow, by_date: false, by: None, ..query.clone() };
    let mut progress = Progress::default();
    for dossier in placed(facts, &query) {
        let late = match dossier.place.outcome {
            Outcome::Withdrawn => continue,
            Outcome::Late | Outcome::PastDue => true,
            _ => false,
        };
        let again = dossier.fact.second_supplement.is_some_and(|at| at <= dossier.state);
        progress.received += 1;
        progress.in_time += u64::from(!late && !again);
        progress.second_supplement += u64::from(!late && again);
        if !dossier.place.carried_over {
            progress.new += 1;
            progress.online += u64::from(dossier.fact.channel == "online");
        }
    }
    progress
}

/// Points in hundredths: the most times the rate `x / n`, all of them from `full` per cent on; rounded
/// half up from the exact fraction; `None` where `n` is 0.
#[must_use]
pub fn points(most: u64, (x, n): (u64, u64), full: u64) -> Option<i64> {
    let n = u128::from(n) * u128::from(full);
    let reached = u128::from(most) * u128::from(x) * 10_000;
    let points = (2 * reached + n).checked_div(2 * n)?.min(u128::from(most) * 100);
    i64::try_from(points).ok()
}

/// The rate of satisfaction with the handling, as (x, n): all dossiers less the late ones and those
/// whose citizen was not satisfied or complained.
#[must_use]
pub fn satisfied(progress: &Progress, not_satisfied: u64, complained: u64) -> (u64, u64) {
    let gone = progress.late() + not_satisfied + complained;
    (progress.received.saturating_sub(gone), progress.received)
}

#[test]
fn points_are_of_the_exact_fraction() {
    for (most, of, full, expected) in [
        (20, (3477, 3839), 100, Some(1811)),
        (6, (9, 10), 90, Some(600)),
        (6, (10, 10), 90, Some(600)),
        (6, (8, 10), 90, Some(533)),
        (6, (0, 10), 90, Some(0)),
        (20, (0, 0), 100, None),
    ] {
        assert_eq!(points(most, of, full), expected, "{most} {of:?} {full}");
    }
}
