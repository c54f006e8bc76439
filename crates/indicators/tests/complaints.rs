//! Complaints by theme: which ones are counted, for which dossiers; the public form has no theme
//! with fewer than five.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use affairs::complaint::Theme;
use calendar::{Day, Instant, Zone};
use indicators::complaints::{Made, as_facts, by_theme, complaints};
use indicators::timeline::Timeline;
use indicators::{Counts, Dimension, DossierFacts, FactTable, PublicTables, Query, SMALLEST};

fn at(month: i8, day: i8) -> Instant {
    Zone::VIETNAM.at(Day::from_ymd(2018, month, day), 36_000_000)
}

fn dossiers() -> FactTable {
    let mut table = FactTable::default();
    for (name, unit) in [("1", "A"), ("2", "B")] {
        let unit = Timeline { now: unit.into(), before: Vec::new() };
        let (code, received) = (name.to_owned(), Some(at(1, 2)));
        table.put(name, DossierFacts { code, unit, received, ..DossierFacts::default() }.into());
    }
    table
}

fn made(dossier: &str, number: u32, theme: Theme, month: i8) -> Made {
    let (made, due) = (at(month, 5), at(month, 12));
    Made { dossier: dossier.to_owned(), number, at: made, theme, due, answered: None }
}

fn query(from: i8, to: i8) -> Query {
    let days = (Day::from_ymd(2018, from, 1), Day::from_ymd(2018, to + 1, 1).plus(-1));
    Query { as_of: at(11, 1), ..Query::new(days.0, days.1) }
}

#[test]
fn a_complaint_counts_in_the_period_in_which_it_was_made() {
    let mut all = vec![
        made("1", 1, Theme::Late, 3),
        made("1", 2, Theme::Late, 3),
        made("2", 1, Theme::Fees, 4),
        made("9", 1, Theme::Fees, 4),
    ];
    all[0].answered = Some(at(3, 10));
    all[1].answered = Some(at(3, 20));
    let check = |query: &Query, expected: &[(&str, u64, u64, u64, u64)]| {
        let report = complaints(&dossiers(), &all, query).unwrap();
        let line = |(theme, one): &(String, Counts)| {
            (theme.clone(), one.received, one.finished, one.in_time, one.open_past_due)
        };
        let rows: Vec<_> = report.rows.iter().map(line).collect();
        let expected: Vec<_> =
            expected.iter().map(|(t, a, b, c, d)| ((*t).to_owned(), *a, *b, *c, *d)).collect();
        assert_eq!(rows, expected);
    };
    // The register does not contain the dossier of the last complaint.
    check(&query(3, 4), &[("fees", 1, 0, 0, 1), ("late", 2, 2, 1, 0)]);
    check(&query(4, 4), &[("fees", 1, 0, 0, 1)]);
    let mut of_a = query(3, 4);
    of_a.filters.unit = Some("A".into());
    check(&of_a, &[("late", 2, 2, 1, 0)]);
    check(&Query { as_of: at(3, 15), ..query(3, 4) }, &[("late", 2, 1, 1, 1)]);
}

#[test]
fn the_public_form_has_no_theme_of_fewer_than_five() {
    let many = (1..=9).map(|number| made("1", number, Theme::Late, 3));
    let few = (10..=11).map(|number| made("1", number, Theme::Conduct, 3));
    let others = (12..=18).map(|number| made("2", number, Theme::Papers, 3));
    let all: Vec<Made> = many.chain(few).chain(others).collect();
    let query = query(1, 3);
    let table = as_facts(&dossiers(), &all, &query);
    let tables = PublicTables::of(&table, &by_theme(&query), Day::from_ymd(2018, 11, 1)).unwrap();
    let report = complaints(&dossiers(), &all, &query).unwrap();
    let public = report.clone().suppressed(&tables, Dimension::Field);
    assert!(public.rows.iter().all(|(_, counts)| counts.received >= SMALLEST), "{public:?}");
    assert!(public.rows.iter().all(|(theme, _)| theme != "conduct"));
    assert_eq!(public.total, report.total);
}
