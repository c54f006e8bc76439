//! The standing of a campaign, compared with an independent count: ties, exact thresholds, and
//! units of which no dossier can be measured.

use affairs::adviser_session::{HeldSession, Outcome};
use affairs::campaign::Block;
use affairs::measure::{Baseline, Fraction};
use calendar::Zone;
use proptest::prelude::*;

use super::*;
use crate::advisers::Session;
use crate::dossier_facts::DossierFacts;
use crate::fact_history::FactHistory;
use crate::timeline::Timeline;

const FIRST: Day = Day::from_ymd(2018, 11, 1);
const LAST: Day = Day::from_ymd(2019, 1, 31);
const UNITS: [&str; 4] = ["A", "B", "C", "D"];
const WARDS: [&str; 3] = ["W1", "W2", "W3"];

/// A dossier of the sample: unit, ward, procedure, and state.
#[derive(Clone, Copy, Debug)]
struct Sample {
    unit: usize,
    ward: usize,
    procedure: usize,
    online: bool,
    /// Whether the dossier belongs to the campaign; otherwise it belongs to the baseline.
    now: bool,
    end: Option<bool>,
}

fn at(day: Day) -> Instant {
    Zone::VIETNAM.at(day, 36_000_000)
}

fn fact(index: usize, sample: Sample) -> FactHistory {
    let received = if sample.now { FIRST } else { Day::from_ymd(2018, 3, 1) };
    let late = |in_time: bool| received.plus(if in_time { 3 } else { 9 });
    FactHistory::from(DossierFacts {
        code: index.to_string(),
        unit: Timeline { now: UNITS[sample.unit].into(), before: Vec::new() },
        ward: WARDS[sample.ward].into(),
        procedure: ["p", "q"][sample.procedure].into(),
        channel: if sample.online { "online" } else { "counter" }.into(),
        received: Some(at(received)),
        due: Timeline { now: at(received.plus(5)), before: Vec::new() },
        finished: sample.end.map(|in_time| at(late(in_time))),
        ..DossierFacts::default()
    })
}

fn facts(samples: &[Sample]) -> FactTable {
    let mut table = FactTable::default();
    for (index, sample) in samples.iter().enumerate() {
        table.put(&format!("{index:05}"), fact(index, *sample));
    }
    table
}

fn sessions(held: &[usize]) -> Sessions {
    let mut sessions = Sessions::default();
    for (index, ward) in held.iter().enumerate() {
        let held = HeldSession {
            unit: WARDS[*ward].to_owned(),
            procedure: "p".into(),
            day: FIRST.plus(index as i32 % 60),
            outcome: Outcome::Advised,
            dossier: None,
        };
        let session =
            Session { held, logged_at: at(FIRST), adviser: "a".into(), corrections: Vec::new() };
        sessions.put(&index.to_string(), session);
    }
    sessions
}

fn part(indicator: Indicator, goal: Option<u32>, weight: u32, threshold: (u32, u32)) -> Part {
    let threshold = Fraction::new(threshold.0, threshold.1);
    let threshold = threshold.unwrap_or_else(|| panic!("{indicator:?}"));
    Part { indicator, scope: Scope::default(), goal, weight, threshold }
}

fn declaration(in_time: (u32, u32), online: (u32, u32)) -> Declaration {
    let block = |code: &str, places| Block {
        code: code.into(),
        name: code.into(),
        name_en: String::new(),
        places,
    };
    let group = |block: &str, units: &[&str], parts| Group {
        block: block.into(),
        units: units.iter().map(|unit| (*unit).to_owned()).collect(),
        parts,
    };
    Declaration {
        name: "c".into(),
        name_en: String::new(),
        from: FIRST,
        to: LAST,
        scope: Scope { field: None, procedures: vec!["p".into()] },
        indicators: vec![Indicator::InTime],
        baseline: Baseline {
            from: Day::from_ymd(2018, 1, 1),
            to: Day::from_ymd(2018, 9, 30),
            scope: Scope::default(),
        },
        blocks: vec![block("departments", 2), block("wards", 1)],
        groups: vec![
            group("departments", &UNITS, vec![part(Indicator::InTime, None, 100, in_time)]),
            group(
                "wards",
                &WARDS,
                vec![
                    part(Indicator::Online, None, 70, online),
                    part(Indicator::Sessions, Some(4), 30, (3, 4)),
                ],
            ),
        ],
    }
}

fn standing_of(samples: &[Sample], held: &[usize], declaration: &Declaration) -> Standing {
    let (facts, sessions) = (facts(samples), sessions(held));
    let ground = Ground { facts: &facts, sessions: &sessions, as_of: at(LAST) };
    standing(ground, declaration).unwrap_or_else(|error| panic!("{error}"))
}

/// The parts of each unit, counted independently: (x, n, weight, threshold).
fn recount(
    unit: &str,
    samples: &[Sample],
    held: &[usize],
    declaration: &Declaration,
) -> Vec<(i128, i128, i128, (i128, i128))> {
    let now = || samples.iter().filter(|sample| sample.now);
    let group = declaration.groups.iter().find(|group| group.units.iter().any(|one| one == unit));
    let parts = group.into_iter().flat_map(|group| &group.parts);
    parts
        .map(|part| {
            let (x, n) = match part.indicator {
                Indicator::Online => {
                    let of = || now().filter(|sample| WARDS[sample.ward] == unit);
                    (of().filter(|sample| sample.online).count(), of().count())
                }
                Indicator::Sessions => {
                    let of = held.iter().filter(|ward| WARDS[**ward] == unit);
                    (of.count().min(4), 4)
                }
                Indicator::InTime | Indicator::Finished => {
                    let of = || now().filter(|sample| UNITS[sample.unit] == unit);
                    let ended = || of().filter_map(|sample| sample.end);
                    (ended().filter(|in_time| *in_time).count(), ended().count())
                }
            };
            let threshold = (part.threshold.part() as i128, part.threshold.whole() as i128);
            (x as i128, n as i128, i128::from(part.weight), threshold)
        })
        .collect()
}

/// The score as a single fraction.
fn fraction(parts: &[(i128, i128, i128, (i128, i128))]) -> (i128, i128) {
    parts.iter().fold((0, 1), |(x, n), (part, of, weight, (least, whole))| {
        let (a, b) = (part * whole * weight, of * least);
        (x * b + a * n, n * b)
    })
}

fn sample() -> impl Strategy<Value = Sample> {
    let end = prop_oneof![Just(None), Just(Some(true)), Just(Some(true)), Just(Some(false))];
    (0..3_usize, 0..3_usize, 0..2_usize, any::<bool>(), any::<bool>(), end).prop_map(
        |(unit, ward, procedure, online, now, end)| Sample {
            unit,
            ward,
            procedure,
            online,
            now,
            end,
        },
    )
}

fn threshold() -> impl Strategy<Value = (u32, u32)> {
    (1..=20_u32).prop_flat_map(|n| (1..=n, Just(n)))
}

proptest! {
    #[test]
    fn scores_ranks_and_shares_equal_an_independent_recount(
        samples in prop::collection::vec(sample(), 0..60),
        held in prop::collection::vec(0..3_usize, 0..14),
        (in_time, online) in (threshold(), threshold()),
    ) {
        let declaration = declaration(in_time, online);
        let standing = standing_of(&samples, &held, &declaration);
        let all = UNITS.iter().chain(&WARDS);
        let counted: Vec<(&str, Vec<_>)> =
            all.map(|unit| (*unit, recount(unit, &samples, &held, &declaration))).collect();
        let (absent, there): (Vec<_>, Vec<_>) =
            counted.into_iter().partition(|(_, parts)| parts.iter().any(|(_, n, ..)| *n == 0));
        let left_out: Vec<&str> = standing.left_out.iter().map(|left| left.unit.as_str()).collect();
        prop_assert_eq!(left_out, absent.iter().map(|(unit, _)| *unit).collect::<Vec<_>>());
        prop_assert_eq!(standing.units.len(), there.len());
        for (unit, parts) in &there {
            let row = standing.units.iter().find(|row| row.unit == *unit);
            let row = row.ok_or_else(|| TestCaseError::fail(*unit))?;
            let reached = parts.iter().all(|(x, n, _, (part, whole))| x * whole >= n * part);
            prop_assert_eq!(row.reached, reached);
            let (x, n) = fraction(parts);
            let hundredths = (x * 200 + n) / (2 * n);
            prop_assert_eq!(&row.score, &format!("{}.{:02}", hundredths / 100, hundredths % 100));
            let better = there.iter().filter(|(_, parts)| {
                let (other, of) = fraction(parts);
                other * n > x * of
            });
            prop_assert_eq!(row.rank as usize, better.clone().count() + 1);
            let wards = WARDS.contains(unit);
            let in_block = better.filter(|(other, _)| WARDS.contains(other) == wards).count() + 1;
            prop_assert_eq!(row.rank_in_block as usize, in_block);
            let places = if wards { 1 } else { 2 };
            let commended = reached && in_block <= places;
            prop_assert_eq!(standing.by_rule.iter().any(|one| one == unit), commended);
        }
        prop_assert!(standing.units.is_sorted_by_key(|row| row.rank));
    }
}

fn dossiers(unit: usize, in_time: usize, late: usize) -> impl Iterator<Item = Sample> {
    let one = move |end| Sample { unit, ward: 0, procedure: 0, online: true, now: true, end };
    (0..in_time).map(move |_| one(Some(true))).chain((0..late).map(move |_| one(Some(false))))
}

#[test]
fn ties_share_the_better_rank_and_a_unit_without_denominator_is_left_out_and_named() {
    // B, C and W1 are each exactly at their targets, by different numbers; no dossier of D has
    // ended.
    let parts = [dossiers(0, 1, 1), dossiers(1, 9, 1), dossiers(2, 18, 2)];
    let mut samples: Vec<Sample> = parts.into_iter().flatten().collect();
    samples.push(Sample { end: None, ..dossiers(3, 1, 0).next().unwrap_or(samples[0]) });
    let standing = standing_of(&samples, &[0, 0, 0], &declaration((9, 10), (1, 1)));
    let ranks: Vec<(&str, u32, bool)> =
        standing.units.iter().map(|row| (row.unit.as_str(), row.rank, row.reached)).collect();
    assert_eq!(ranks, [("B", 1, true), ("C", 1, true), ("W1", 1, true), ("A", 4, false)]);
    let left_out: Vec<(&str, Indicator)> =
        standing.left_out.iter().map(|left| (left.unit.as_str(), left.indicator)).collect();
    assert_eq!(
        left_out,
        [("D", Indicator::InTime), ("W2", Indicator::Online), ("W3", Indicator::Online)]
    );
    assert_eq!(standing.by_rule, ["B", "C", "W1"]);
    assert_eq!((standing.reached(), standing.ranked()), (3, 4));
    assert_eq!(standing.share_reached().as_deref(), Some("75.00"));
}

#[test]
fn a_threshold_is_reached_at_its_exact_fraction() {
    // 2 of 3 are exactly two thirds; rounded, 66.67 % is more than two thirds at four decimals.
    let samples: Vec<Sample> = dossiers(0, 2, 1).collect();
    let reached = |threshold| {
        let standing = standing_of(&samples, &[], &declaration(threshold, (1, 1)));
        standing.units.iter().find(|row| row.unit == "A").map(|row| row.reached)
    };
    assert_eq!(reached((2, 3)), Some(true));
    assert_eq!(reached((6667, 10_000)), Some(false));
    assert_eq!(reached((6666, 10_000)), Some(true));
}

#[test]
fn a_baseline_of_another_scope_comes_with_the_like_for_like_figure() {
    let now = dossiers(0, 9, 1);
    let then = dossiers(0, 8, 2).map(|sample| Sample { now: false, ..sample });
    let other = dossiers(0, 0, 5).map(|sample| Sample { now: false, procedure: 1, ..sample });
    let samples: Vec<Sample> = now.chain(then).chain(other).collect();
    let mut declaration = declaration((1, 2), (1, 2));
    let compared = standing_of(&samples, &[], &declaration).compared.remove(0);
    assert_eq!(
        (compared.baseline, compared.now),
        (Measured { x: 8, n: 15 }, Measured { x: 9, n: 10 })
    );
    let (like, difference) = compared.like_for_like.unwrap_or_default();
    assert_eq!(like, Measured { x: 8, n: 10 });
    assert_eq!(difference.map(|compared| compared.points).as_deref(), Some("10.00"));
    declaration.baseline.scope = declaration.scope.clone();
    let compared = standing_of(&samples, &[], &declaration).compared.remove(0);
    assert_eq!((compared.baseline.n, compared.like_for_like), (10, None));
}
