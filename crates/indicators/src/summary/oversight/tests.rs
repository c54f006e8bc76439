//! Visits and findings as known at instants; a period without visits; the published part.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use affairs::inspection::Event;
use affairs::{Aggregate, Recorded};
use calendar::{Day, Instant};

use super::*;
use crate::advisers::Sessions;
use crate::fact_table::FactTable;
use crate::query::Query;
use crate::summary::{Affairs, Offer, Visibility, summary};

const fn june(n: i8) -> Day {
    Day::from_ymd(2018, 6, n)
}

fn at(n: i8) -> Instant {
    Zone::VIETNAM.at(june(n), 36_000_000)
}

/// A visit with three findings: one followed up in time and returned, one followed up late, one
/// closed by the inspector.
fn visit() -> Inspection {
    let mut state = Inspection::default();
    let finding = |number, due| Event::Found { number, owner: "U1".into(), due };
    for (n, event) in [
        (4, Event::Visited { unit: "U".into(), visited_on: june(1) }),
        (4, finding(1, june(8))),
        (4, finding(2, june(8))),
        (5, finding(3, june(8))),
        (7, Event::FollowedUp { number: 1 }),
        (8, Event::Returned { number: 1, due: june(15) }),
        (11, Event::FollowedUp { number: 2 }),
        (12, Event::FindingClosed { number: 3 }),
        (18, Event::FollowedUp { number: 1 }),
    ] {
        let actor = "TT".to_owned();
        state.apply(&Recorded { at: at(n), logged_at: at(n), actor, event }).unwrap();
    }
    state
}

/// Checks the numbers of the section's sentences, by the ids of the sentences.
fn check(visits: &[Inspection], (from, to, as_of): (i8, i8, i8), expected: &[(&str, &[u64])]) {
    let sessions = Sessions::default();
    let inspections = Some(Visits { visits, zone: &Zone::VIETNAM });
    let affairs = Affairs { inspections, ..Affairs::of(&sessions) };
    let query = Query { as_of: at(as_of), ..Query::new(june(from), june(to)) };
    let visibility = Visibility { public: None, officer: &|_| false };
    let facts = FactTable::default();
    let report = summary(&facts, &query, (&Offer::default(), affairs), &visibility).unwrap();
    let section = report.sections.iter().find(|section| section.id == "inspections").unwrap();
    let sentences: Vec<(&str, Vec<u64>)> = section
        .sentences
        .iter()
        .map(|sentence| {
            let numbers = sentence.numbers.iter().map(|number| match number.value {
                Value::Visits(n) | Value::Findings(n) => n,
                _ => panic!("{number:?}"),
            });
            (sentence.id, numbers.collect())
        })
        .collect();
    let expected: Vec<_> = expected.iter().map(|(id, n)| (*id, n.to_vec())).collect();
    assert_eq!(sentences, expected);
}

#[test]
fn findings_count_by_the_first_follow_up_as_known_then() {
    let visits = [visit()];
    check(&visits, (1, 30, 30), &[("visits", &[1]), ("findings", &[3, 2, 1, 1])]);
    check(&visits, (1, 30, 8), &[("visits", &[1]), ("findings", &[3, 1, 1, 0])]);
    check(&visits, (1, 30, 4), &[("visits", &[1]), ("findings", &[2, 0, 0, 0])]);
    check(&visits, (1, 30, 3), &[("no_visits", &[])]);
    check(&visits, (2, 30, 30), &[("no_visits", &[])]);
    check(&[], (1, 30, 30), &[("no_visits", &[])]);
    let without = Inspection { findings: Vec::new(), ..visit() };
    check(&[without], (1, 1, 30), &[("visits", &[1]), ("no_findings", &[])]);
}

#[test]
fn what_is_published_is_in_every_report_of_everything() {
    let sessions = Sessions::default();
    let month = PublishedReport::Month("2018-06".into());
    let published = [Some(12), None].map(|readers| Published { report: month.clone(), readers });
    let affairs = Affairs { published: &published, ..Affairs::of(&sessions) };
    let query = Query { as_of: at(30), ..Query::new(june(1), june(30)) };
    let visibility = Visibility { public: Some(june(30)), officer: &|_| false };
    let of = |query: &Query| {
        let facts = FactTable::default();
        let report = summary(&facts, query, (&Offer::default(), affairs), &visibility).unwrap();
        let mut sections = report.sections.into_iter();
        sections.find(|section| section.id == "published").map(|section| section.sentences)
    };
    let sentences = of(&query).unwrap();
    assert_eq!(sentences[0].numbers[0].value, Value::Reports(2));
    assert_eq!(sentences[1].numbers[0].value, Value::Readers(12));
    assert!(sentences[1].row && sentences[2].numbers.is_empty());
    let mut narrow = query;
    narrow.filters.field = Some("dat-dai".into());
    assert_eq!(of(&narrow), None);
}
