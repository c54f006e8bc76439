//! An answer counts with the result that it rates. In public, and for those who may be rated, no
//! cell and no difference of two cells reveals fewer than five answers.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::{BTreeMap, BTreeSet};

use affairs::rating::{Factor, Grade, Grades};
use calendar::{Day, Instant, Zone};
use indicators::satisfaction::{PublicGroups, Satisfaction, list, satisfaction};
use indicators::timeline::Timeline;
use indicators::{Dimension, DossierFacts, FactHistory, FactTable, Filters, Query, Rated};
use proptest::prelude::*;

const MONTHS: i8 = 6;

fn now() -> Instant {
    Zone::VIETNAM.at(Day::from_ymd(2019, 1, 1), 0)
}

fn at(month: i8, day: i8) -> Instant {
    Zone::VIETNAM.at(Day::from_ymd(2018, month, day), 36_000_000)
}

fn month(from: i8, to: i8) -> Query {
    let last = Day::from_ymd(2018, to + 1, 1).plus(-1);
    Query { as_of: now(), ..Query::new(Day::from_ymd(2018, from, 1), last) }
}

/// A result handed over in a month, of a unit and a procedure, held by `a` and then by `b`.
fn result(
    code: &str,
    given: Instant,
    (unit, procedure): (u8, u8),
    rated: Option<Rated>,
) -> FactHistory {
    let received = given.plus_millis(-86_400_000);
    let facts = DossierFacts {
        code: code.into(),
        unit: Timeline { now: format!("u{unit}").into(), before: Vec::new() },
        procedure: format!("p{procedure}").into(),
        holder: Timeline {
            now: "b".into(),
            before: vec![(given.plus_millis(-3_600_000), "a".into())],
        },
        received: Some(received),
        finished: Some(given),
        due: Timeline { now: given, before: Vec::new() },
        ..DossierFacts::default()
    };
    FactHistory::from(facts).given_out(Some(given)).rated(rated)
}

fn rated(at: Instant, service: Grade, officer: Grade) -> Option<Rated> {
    let grade = |factor| match factor {
        Factor::Service => Some(service),
        Factor::Officer => Some(officer),
        _ => None,
    };
    Some(Rated { at, grades: Grades::of(grade).unwrap() })
}

/// 20 results in March with 12 answers: 9 are satisfied with the service and all with the officer,
/// one was given in May; one further result in April.
fn march() -> Vec<FactHistory> {
    let one = |n: u8| {
        let service = if n < 9 { Grade::Satisfied } else { Grade::NotSatisfied };
        let when = if n == 0 { at(5, 2) } else { at(3, 20) };
        let answer = (n < 12).then(|| rated(when, service, Grade::VerySatisfied)).flatten();
        result(&format!("{n:02}"), at(3, 15), (n % 2, 0), answer)
    };
    (0..20).map(one).chain([result("april", at(4, 2), (0, 0), None)]).collect()
}

#[test]
fn an_answer_stands_with_the_result_that_it_rates() {
    let facts = march();
    let total = satisfaction(&facts, &month(3, 3)).total;
    let service = total.tally(Factor::Service);
    assert_eq!((total.given_out, total.answers), (20, 12));
    assert_eq!(total.response_rate().as_deref(), Some("60.00"));
    assert_eq!(service.rate().as_deref(), Some("75.00"));
    assert_eq!(service.interval(), Some(("46.77".into(), "91.11".into())));
    assert_eq!((service.reaches(75), service.reaches(76)), (Some(true), Some(false)));
    assert_eq!(total.tally(Factor::Officer).rate().as_deref(), Some("100.00"));
    assert_eq!(total.tally(Factor::Access).answers(), 0);
    let then = Query { as_of: at(4, 30), ..month(3, 3) };
    assert_eq!(satisfaction(&facts, &then).total.answers, 11, "the one of May was not known");
    let april = satisfaction(&facts, &month(4, 5)).total;
    assert_eq!((april.given_out, april.answers), (1, 0));
    assert_eq!(satisfaction(&facts, &month(1, 2)).total.response_rate(), None);
}

#[test]
fn under_ten_answers_there_is_no_rate() {
    for (answers, rate) in [(9, None), (10, Some("100.00"))] {
        let one = |n: u8| {
            let answer =
                (n < answers).then(|| rated(at(3, 20), Grade::Satisfied, Grade::Satisfied));
            result(&n.to_string(), at(3, 15), (0, 0), answer.flatten())
        };
        let facts: Vec<FactHistory> = (0..20).map(one).collect();
        let service = satisfaction(&facts, &month(3, 3)).total.tally(Factor::Service);
        assert_eq!(
            (service.rate().as_deref(), service.interval().is_some()),
            (rate, rate.is_some())
        );
    }
}

#[test]
fn rows_and_lists_are_of_the_same_results() {
    let facts = march();
    for by in Dimension::ALL {
        let query = Query { by: Some(by), ..month(3, 4) };
        let report = satisfaction(&facts, &query);
        let sum: u64 = report.rows.iter().map(|(_, row)| row.given_out).sum();
        // Each of two officers held every dossier.
        let times = if by == Dimension::Officer { 2 } else { 1 };
        assert_eq!(sum, times * report.total.given_out, "{by:?}");
        for rated in [false, true] {
            let listed = list(&facts, &query, rated).len() as u64;
            let counted = if rated { report.total.answers } else { report.total.given_out };
            assert_eq!(listed, counted);
        }
    }
    let of = |filters| satisfaction(&facts, &Query { filters, ..month(3, 4) }).total.given_out;
    let officer = |id: &str| Filters { officer: Some(id.into()), ..Filters::default() };
    assert_eq!((of(officer("a")), of(officer("c"))), (21, 0));
    assert_eq!(of(Filters { unit: Some("u0".into()), ..Filters::default() }), 11);
    assert_eq!(of(Filters { month: Some("2018-04".into()), ..Filters::default() }), 1);
}

#[test]
fn with_fewer_than_five_answers_in_all_the_results_given_out_stay_public() {
    let answer = || rated(at(3, 20), Grade::Satisfied, Grade::Satisfied);
    let one = |n: u8| {
        let code = format!("{n:02}");
        result(&code, at(3, 15), (n % 2, 0), (n == 0).then(answer).flatten())
    };
    let facts: Vec<FactHistory> = (0..20).map(one).collect();
    let query = Query { by: Some(Dimension::Unit), ..month(3, 3) };
    let groups = PublicGroups::of(&facts, &query, Zone::VIETNAM.day(now())).unwrap();
    let report = satisfaction(&facts, &query).suppressed(&groups, query.by);
    assert_eq!((report.total.given_out, report.total.answers), (20, 0));
    // No row shows whether the one answer belongs to it.
    let rows: Vec<_> = report.rows.iter().map(|(_, row)| row).collect();
    assert_eq!(rows.len(), 2);
    let kept_back = |row: &Satisfaction| row.kept_back && row.given_out == 10 && row.answers == 0;
    assert!(rows.into_iter().all(kept_back) && report.total.kept_back);
}

/// The results of a generated register: month, unit, procedure, whether the result is rated.
type Results = Vec<(i8, u8, u8, bool)>;

fn results() -> impl Strategy<Value = Results> {
    let one = (1..=MONTHS, 0..2_u8, 0..4_u8, prop::bool::weighted(0.6));
    let one = one.prop_map(|(month, other, procedure, rated)| {
        // Most procedures belong to one unit.
        (month, if procedure == 3 { other } else { procedure / 2 }, procedure, rated)
    });
    prop::collection::vec(one, 0..90)
}

fn table(results: &Results) -> FactTable {
    let mut table = FactTable::default();
    for (n, &(month, unit, procedure, answered)) in results.iter().enumerate() {
        let given = at(month, if n % 3 == 0 { 20 } else { 3 });
        let answer = answered.then(|| rated(given, Grade::Satisfied, Grade::Satisfied)).flatten();
        let code = format!("{n:03}");
        table.put(&code, result(&code, given, (unit, procedure), answer));
    }
    table
}

/// The codes of the results of a query in one of these rows.
fn members(facts: &FactTable, query: &Query, rows: &[String], rated: bool) -> u128 {
    let row = |key: &String| {
        let mut filters = Filters::default();
        match query.by {
            Some(Dimension::Unit) => filters.unit = Some(key.clone()),
            Some(Dimension::Procedure) => filters.procedures = vec![key.clone()],
            Some(Dimension::Month) => filters.month = Some(key.clone()),
            _ => {}
        }
        let query = Query { by: None, filters, ..query.clone() };
        list(facts.iter(), &query, rated).iter().map(|code| 1 << code.parse::<u32>().unwrap()).sum()
    };
    rows.iter().map(|key| -> u128 { row(key) }).sum()
}

fn gives_nothing_away(cells: &BTreeSet<u128>) {
    for one in cells {
        for other in cells.iter().chain([&0]) {
            let left = (one & !other).count_ones();
            let within = other & one == *other;
            assert!(!within || left == 0 || left >= 5, "{left} left of {one:x} without {other:x}");
        }
    }
}

/// Every cell of every public table, and of every table for a person who may be rated.
fn cells(facts: &FactTable, rated: bool) -> [BTreeSet<u128>; 2] {
    let (mut public, mut own) = (BTreeSet::new(), BTreeSet::new());
    let today = Zone::VIETNAM.day(now());
    for from in 1..=MONTHS {
        for to in from..=MONTHS {
            let whole = month(from, to);
            let kept = satisfaction(facts.iter(), &whole).for_rated(facts.iter(), &whole, today);
            if !kept.total.kept_back {
                own.insert(members(facts, &whole, &[String::new()], rated));
            }
            for by in
                [None, Some(Dimension::Unit), Some(Dimension::Procedure), Some(Dimension::Month)]
            {
                let query = Query { by, ..whole.clone() };
                let Ok(groups) = PublicGroups::of(facts.iter(), &query, today) else { continue };
                let report = satisfaction(facts.iter(), &query).suppressed(&groups, by);
                if rated && report.total.kept_back {
                    continue;
                }
                let Some(by) = by else {
                    public.insert(members(facts, &query, &[String::new()], rated));
                    continue;
                };
                let rows = satisfaction(facts.iter(), &query).rows.into_iter().map(|(key, _)| key);
                let mut together: BTreeMap<String, Vec<String>> = BTreeMap::new();
                for key in rows {
                    let row = groups.merged_row(by, &key).unwrap_or(&key).to_owned();
                    together.entry(row).or_default().push(key);
                }
                for row in together.values() {
                    public.insert(members(facts, &query, row, rated));
                }
            }
        }
    }
    [public, own]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn no_table_and_no_difference_gives_fewer_than_five_away(results in results()) {
        let facts = table(&results);
        let [public, own] = cells(&facts, true);
        gives_nothing_away(&public);
        gives_nothing_away(&own);
        let [public, _] = cells(&facts, false);
        gives_nothing_away(&public);
    }
}
