//! The same plan gives the same record in spite of interruptions, and a figure as of an instant
//! equals that of a history that ends there.

use app::Application;
use calendar::Instant;
use indicators::{Basis, Dimension, Filters, Query, Report};

use crate::support::{QUOTAS, Stage};

/// Instants spread over the history: at an event, just before it, or in the night after it.
fn cuts(stage: &Stage) -> Vec<Instant> {
    let events = stage.events();
    let mut cuts: Vec<Instant> = (0..30)
        .map(|number| {
            let row = &events[1 + number * (events.len() - 2) / 29];
            // The instant of an event, the millisecond before it, or ten hours after it.
            Instant(row.event.logged_at + [0, -1, 10 * 3_600_000][number % 3])
        })
        .collect();
    cuts.sort_unstable();
    cuts
}

/// All tables of the months of the quota for land, as of an instant.
fn tables(app: &Application, as_of: Instant) -> Vec<Report> {
    let figures = app.figures(None).unwrap().unwrap();
    let mut tables = Vec::new();
    for (from, to) in [("2018-03-01", "2018-03-31"), ("2018-01-01", "2018-07-31")] {
        for basis in [Basis::Cohort, Basis::Flow] {
            for by_date in [true, false] {
                for by in [Dimension::Officer, Dimension::Procedure, Dimension::Month] {
                    let query = Query {
                        from: from.parse().unwrap(),
                        to: to.parse().unwrap(),
                        as_of,
                        basis,
                        by_date,
                        filters: Filters::default(),
                        by: Some(by),
                    };
                    tables.push(indicators::count(figures.facts.iter(), &query).unwrap());
                }
            }
        }
    }
    tables
}

fn healthy(stage: &Stage) -> (u64, u64) {
    let app::Examination { dossiers, events, findings, .. } =
        app::Inquiry::peek(stage.folder.path(), app::doctor).unwrap();
    assert_eq!(findings, []);
    (dossiers, events)
}

#[test]
fn the_same_plan_twice_is_the_same_record() {
    let (one, two) = (Stage::new(QUOTAS), Stage::new(QUOTAS));
    let replayed = one.replay(None);
    assert_eq!(replayed, two.replay(None));
    let events = one.events();
    assert!(events == two.events());
    assert_eq!(healthy(&one), (replayed.dossiers, events.len() as u64));
    // Every incident of the plan occurred.
    let kinds: std::collections::BTreeSet<&str> =
        events.iter().map(|row| row.event.kind.as_str()).collect();
    for kind in [
        "filed",
        "guided",
        "refused",
        "received",
        "given",
        "declined",
        "returned",
        "reassigned",
        "stand_in",
        "supplement_asked",
        "supplied",
        "paused",
        "resumed",
        "consulted",
        "consultation_answered",
        "extended",
        "reminded",
        "apology_drafted",
        "apology_sent",
        "reappointed",
        "withdrawn",
        "finished",
        "handed_over",
        "posted",
        "paid",
    ] {
        assert!(kinds.contains(kind), "nothing was {kind}");
    }
}

#[test]
fn a_whole_replay_is_logged_in_order_and_played_once() {
    let stage = Stage::new(QUOTAS);
    stage.replay(None);
    let events = stage.events();
    let falls = events.windows(2).find(|two| two[0].event.logged_at > two[1].event.logged_at);
    assert_eq!(falls, None, "log dates never fall");
    assert_eq!(stage.replay(None).commands, 0);
    assert!(events == stage.events());
}

#[test]
fn an_interrupted_replay_ends_as_an_uninterrupted_one_and_each_cut_equals_the_figure_as_of_it() {
    let (whole, cut) = (Stage::new(QUOTAS), Stage::new(QUOTAS));
    whole.replay(None);
    let app = whole.app();
    for at in cuts(&whole) {
        cut.replay(Some(at));
        let (interrupted, uninterrupted) = (tables(&cut.app(), at), tables(&app, at));
        assert!(interrupted == uninterrupted, "as of {}", calendar::Zone::VIETNAM.format(at));
        assert!(cut.events().iter().all(|row| row.event.logged_at <= at.0));
    }
    cut.replay(None);
    let (expected, events) = (whole.events(), cut.events());
    let first = expected.iter().zip(&events).find(|(one, other)| one != other);
    assert_eq!(first, None);
    assert_eq!(expected.len(), events.len());
    assert_eq!(healthy(&cut), healthy(&whole));
}
