//! The indicators by which the handling of procedures is evaluated (Circular 01/2018, nine of two points):
//! scored for each dossier and averaged, or once for a period; what the record does not hold is missing,
//! never scored (decisions, "Evaluation"). Knows no decision of a head.

use std::collections::BTreeSet;

use dossier::Outcome;
use serde::{Deserialize, Serialize};

use crate::person::Worked;

/// The version of these rules, frozen with each decision.
pub const VERSION: &str = "1";
/// Tenths of a point that an indicator gives at most.
pub const MOST: i64 = 20;

/// An indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Indicator {
    /// 1: the time of the whole dossier.
    Time,
    /// 2: the time of each unit that took part; of an officer, the own steps.
    Steps,
    /// 3: how often the citizen was asked for more.
    Contacts,
    /// 4: how many offices the citizen had to go to.
    Agencies,
    /// 5: received, handled and handed over at the one-stop desk.
    Desk,
    /// 6: publication of procedures.
    Publication,
    /// 7: conduct.
    Attitude,
    /// 8: complaints answered in time.
    Complaints,
    /// 9: online services.
    Online,
}

impl Indicator {
    /// All nine, by number.
    pub const ALL: [Self; 9] = [
        Self::Time,
        Self::Steps,
        Self::Contacts,
        Self::Agencies,
        Self::Desk,
        Self::Publication,
        Self::Attitude,
        Self::Complaints,
        Self::Online,
    ];
    /// Those of an officer.
    pub const OF_OFFICER: [Self; 5] =
        [Self::Time, Self::Steps, Self::Contacts, Self::Agencies, Self::Attitude];

    /// Its number in the circular.
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8 + 1
    }

    /// The word in messages and machine-readable output.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Steps => "steps",
            Self::Contacts => "contacts",
            Self::Agencies => "agencies",
            Self::Desk => "desk",
            Self::Publication => "publication",
            Self::Attitude => "attitude",
            Self::Complaints => "complaints",
            Self::Online => "online",
        }
    }
}

/// Why an indicator has no score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// The record does not hold the data.
    NotOnRecord,
    /// The period has nothing that the indicator scores.
    Nothing,
}

impl Missing {
    /// The word in messages and machine-readable output.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotOnRecord => "not_on_record",
            Self::Nothing => "nothing",
        }
    }
}

/// An indicator's points over what it scores.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    pub indicator: Indicator,
    pub points: u64,
    /// Dossiers scored; 1 where the period is scored as a whole.
    pub scored: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<Missing>,
}

impl Score {
    /// The average in tenths of a point, half away from zero; `None` where it is missing.
    #[must_use]
    pub fn tenths(&self) -> Option<i64> {
        let tenths = (self.points * 20 + self.scored).checked_div(self.scored * 2)?;
        i64::try_from(tenths).ok()
    }

    fn of(indicator: Indicator, each: impl Iterator<Item = u64>) -> Self {
        let (points, scored) = each.fold((0, 0), |(points, n), one| (points + one, n + 1));
        let missing = (scored == 0).then_some(Missing::Nothing);
        Self { indicator, points, scored, missing }
    }

    fn missing(indicator: Indicator) -> Self {
        Self { indicator, points: 0, scored: 0, missing: Some(Missing::NotOnRecord) }
    }
}

/// The scores of an officer or of the agency.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    pub scores: Vec<Score>,
}

impl Sheet {
    /// The sum of what is scored, in tenths; `None` where nothing is.
    #[must_use]
    pub fn total(&self) -> Option<i64> {
        let scored: Vec<i64> = self.scores.iter().filter_map(Score::tenths).collect();
        (!scored.is_empty()).then(|| scored.iter().sum())
    }

    /// The most points that the scored indicators could give, in tenths.
    #[must_use]
    pub fn max_points(&self) -> i64 {
        self.scores.iter().filter(|score| score.scored > 0).map(|_| MOST).sum()
    }

    /// The sheet of an officer, or of all officers together. `justified`: the dossiers with a complaint
    /// about conduct that was found justified.
    #[must_use]
    pub fn of_dossiers(worked: &[Worked], justified: &BTreeSet<String>) -> Self {
        let score = |indicator: Indicator| {
            let each = worked.iter().filter_map(|one| points(indicator, one, justified));
            Score::of(indicator, each)
        };
        Self { scores: Indicator::OF_OFFICER.map(score).into() }
    }

    /// The sheet of the agency, with all nine indicators.
    #[must_use]
    pub fn of_agency(
        worked: &[Worked],
        justified: &BTreeSet<String>,
        complaints: &[bool],
        online: OnlineServices,
    ) -> Self {
        let dossiers = Self::of_dossiers(worked, justified);
        let mut scores = dossiers.scores.into_iter();
        let score = |indicator: Indicator| match indicator {
            Indicator::Desk | Indicator::Publication => Score::missing(indicator),
            Indicator::Complaints => Score::of(indicator, answered(complaints).into_iter()),
            Indicator::Online => Score::of(indicator, online.points().into_iter()),
            _ => scores.next().unwrap_or_else(|| Score::missing(indicator)),
        };
        Self { scores: Indicator::ALL.map(score).into() }
    }
}

/// The points of one dossier: of a finished one only; `None` where it has nothing that is scored.
#[must_use]
pub fn points(indicator: Indicator, dossier: &Worked, justified: &BTreeSet<String>) -> Option<u64> {
    dossier.finished?;
    let of_outcome = |outcome: Outcome| match outcome {
        Outcome::Late => 0,
        Outcome::OnTheDay => 1,
        _ => 2,
    };
    match indicator {
        Indicator::Time => Some(of_outcome(dossier.outcome)),
        Indicator::Steps => dossier.worst_step().map(of_outcome),
        Indicator::Contacts => Some(2_u64.saturating_sub(dossier.supplements as u64)),
        Indicator::Agencies => Some(if dossier.online { 2 } else { 1 }),
        Indicator::Attitude if justified.contains(&dossier.code) => Some(0),
        Indicator::Attitude => Some(of_outcome(dossier.outcome)),
        _ => None,
    }
}

/// 8: every complaint answered in time, nine of ten, or fewer.
fn answered(in_time: &[bool]) -> Option<u64> {
    let (all, good) = (in_time.len(), in_time.iter().filter(|in_time| **in_time).count());
    match good * 10 {
        _ if all == 0 => None,
        _ if good == all => Some(2),
        tenths if tenths >= all * 9 => Some(1),
        _ => Some(0),
    }
}

/// Counts of online services in a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OnlineServices {
    pub procedures: u64,
    /// Procedures that can be filed online in part or in full.
    pub procedures_online: u64,
    pub received: u64,
    pub received_online: u64,
    /// Dossiers filed online and finished late.
    pub late_online: u64,
}

impl OnlineServices {
    /// 9: with a fifth of the procedures online and none of their dossiers late, by the share filed
    /// online; `None` where none was received.
    fn points(self) -> Option<u64> {
        let share = |part: u64, whole: u64, per_cent: u64| part * 100 >= whole * per_cent;
        let ready = share(self.procedures_online, self.procedures, 20) && self.late_online == 0;
        match self.received {
            0 => None,
            all if ready && share(self.received_online, all, 30) => Some(2),
            all if ready && share(self.received_online, all, 15) => Some(1),
            _ => Some(0),
        }
    }
}

#[cfg(test)]
mod tests {
    use calendar::Instant;

    use super::*;
    use crate::person::{OwnStep, Waited};

    fn dossier(outcome: Outcome, steps: &[Option<Outcome>], supplements: usize) -> Worked {
        let step =
            |outcome: &Option<Outcome>| OwnStep { step: "a".into(), used: 1, outcome: *outcome };
        Worked {
            code: "1".into(),
            procedure: String::new(),
            finished: Some(Instant(0)),
            outcome,
            steps: steps.iter().map(step).collect(),
            held_minutes: 1,
            waited: Waited::default(),
            late: Vec::new(),
            late_minutes: 0,
            holds: false,
            supplements,
            online: false,
        }
    }

    /// The points of indicators 1, 2, 3, 4 and 7.
    #[test]
    fn each_dossier_has_its_points() {
        use Outcome::{Early, Late, OnTheDay};
        fn check(dossier: &Worked, justified: &[&str], expected: [Option<u64>; 5]) {
            let justified = justified.iter().map(|code| (*code).to_owned()).collect();
            let points = Indicator::OF_OFFICER.map(|one| points(one, dossier, &justified));
            assert_eq!(points, expected, "{dossier:?}");
        }
        let some = |points: [u64; 5]| points.map(Some);
        check(&dossier(Early, &[Some(Early)], 0), &[], some([2, 2, 2, 1, 2]));
        check(&dossier(OnTheDay, &[Some(Early), Some(OnTheDay)], 1), &[], some([1, 1, 1, 1, 1]));
        check(&dossier(Late, &[Some(Late), Some(Early)], 3), &[], some([0, 0, 0, 1, 0]));
        check(&dossier(Early, &[Some(Early)], 0), &["1"], some([2, 2, 2, 1, 0]));
        let unmeasured = [Some(2), None, Some(2), Some(1), Some(2)];
        check(&dossier(Early, &[None], 0), &["2"], unmeasured);
        let online = Worked { online: true, ..dossier(Early, &[Some(Early)], 0) };
        check(&online, &[], some([2, 2, 2, 2, 2]));
        let open = Worked { finished: None, ..dossier(Early, &[], 0) };
        check(&open, &[], [None; 5]);
    }

    #[test]
    fn a_score_is_an_average_to_one_decimal_and_what_is_missing_is_not_scored() {
        let tenths = |points, scored| {
            Score { indicator: Indicator::Time, points, scored, missing: None }.tenths()
        };
        assert_eq!([tenths(1, 4), tenths(1, 3), tenths(5, 3)], [Some(3), Some(3), Some(17)]);
        assert_eq!([tenths(0, 5), tenths(0, 0)], [Some(0), None]);
        let worked = [dossier(Outcome::Early, &[None], 0), dossier(Outcome::Late, &[None], 0)];
        let sheet = Sheet::of_dossiers(&worked, &BTreeSet::new());
        // 1.0 + 2.0 + 1.0 + 1.0: no step has a budget.
        assert_eq!((sheet.total(), sheet.max_points()), (Some(50), 80));
        assert_eq!(sheet.scores[1].missing, Some(Missing::Nothing));
        assert_eq!(Sheet::of_dossiers(&[], &BTreeSet::new()).total(), None);
    }

    #[test]
    fn the_agency_has_all_nine_and_names_what_is_missing() {
        let online = OnlineServices {
            procedures: 5,
            procedures_online: 1,
            received: 0,
            ..Default::default()
        };
        let sheet = Sheet::of_agency(&[], &BTreeSet::new(), &[], online);
        let numbers: Vec<u8> = sheet.scores.iter().map(|score| score.indicator.number()).collect();
        assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
        let unknown = sheet.scores.iter().filter(|one| one.missing == Some(Missing::NotOnRecord));
        assert_eq!(unknown.map(|one| one.indicator.number()).collect::<Vec<_>>(), [5, 6]);
        assert_eq!((sheet.total(), sheet.max_points()), (None, 0));
        let nine = |late: usize| (0..10).map(|n| n >= late).collect::<Vec<bool>>();
        let points = [answered(&[]), answered(&nine(0)), answered(&nine(1)), answered(&nine(2))];
        assert_eq!(points, [None, Some(2), Some(1), Some(0)]);
        let of = |received_online, late_online| {
            OnlineServices { received: 100, received_online, late_online, ..online }.points()
        };
        let points = [of(30, 0), of(29, 0), of(15, 0), of(14, 0), of(100, 1)];
        assert_eq!(points, [2, 1, 1, 0, 0].map(Some));
        let few = OnlineServices { procedures: 6, received: 1, received_online: 1, ..online };
        assert_eq!(few.points(), Some(0));
    }
}
