//! Figures as of earlier instants: imports, units that were merged, corrections, numbers of a page.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use calendar::{Calendars, Day, Instant};
use dossier::{Event, Filing, Recorded};
use indicators::coverage::{coverage, coverage_rows};
use indicators::timeline::Timeline;
use indicators::{Dimension, DossierFacts, FactHistory, Figure, Query, count, list};

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn recorded(happened: Instant, logged_at: Instant, event: Event) -> Recorded {
    let actor = "import".to_owned();
    Recorded {
        at: happened,
        logged_at,
        actor,
        on_behalf: None,
        paper_number: None,
        event,
        sealed: None,
    }
}

/// A dossier received on 3 October 2011 in Amsterdam, due on the 10th, finished on the 12th, and
/// imported later.
fn imported() -> Recorded {
    let (received, imported_at) =
        (at("2011-10-03T00:00:00+02:00"), at("2026-11-20T10:00:00+07:00"));
    let event = Event::Imported {
        code: "case-1".into(),
        filing: Filing { unit: "560".into(), ..Filing::default() },
        zone: "Europe/Amsterdam".into(),
        received,
        due: at("2011-10-10T00:00:00+02:00"),
        due_stated: true,
        officer: None,
        finished: Some(at("2011-10-12T00:00:00+02:00")),
        withdrawn: None,
        steps: Vec::new(),
        pauses: Vec::new(),
        imported_at,
    };
    recorded(received, imported_at, event)
}

fn moved(unit: &str, when: &str) -> Recorded {
    let when = at(when);
    recorded(when, when, Event::MovedToUnit { unit: unit.into(), reason: String::new() })
}

#[test]
fn an_import_is_reported_as_of_any_instant_of_its_own_time() {
    let history = FactHistory::of("", &[imported()], &Calendars::new()).unwrap();
    let october = Query::new(Day::from_ymd(2011, 10, 1), Day::from_ymd(2011, 10, 31));
    let counts = |instant: &str, by_date: bool| {
        let query = Query { as_of: at(instant), by_date, ..october.clone() };
        let total = count([&history], &query).unwrap().total;
        (total.received, total.open_within_due, total.open_past_due, total.late)
    };
    assert_eq!(counts("2011-10-02T23:59:59+02:00", true), (0, 0, 0, 0));
    assert_eq!(counts("2011-10-10T23:00:00+02:00", true), (1, 1, 0, 0));
    assert_eq!(counts("2011-10-10T23:00:00+02:00", false), (1, 0, 1, 0));
    assert_eq!(counts("2011-10-11T00:00:00+02:00", true), (1, 0, 1, 0));
    assert_eq!(counts("2012-01-01T00:00:00+01:00", true), (1, 0, 0, 1));
}

#[test]
fn a_dossier_stands_under_the_unit_that_answered_then() {
    let history = [
        imported(),
        moved("561", "2012-02-01T00:00:00+01:00"),
        moved("560", "2012-03-01T00:00:00+01:00"),
    ];
    let fact_history = FactHistory::of("", &history, &Calendars::new()).unwrap();
    let unit = |instant: &str| fact_history.latest().unit.at(at(instant)).clone();
    assert_eq!(unit("2011-12-01T00:00:00+01:00"), "560");
    assert_eq!(unit("2012-02-01T00:00:00+01:00"), "561");
    assert_eq!(unit("2012-03-01T00:00:00+01:00"), "560");
    let whole = Query {
        by: Some(Dimension::Unit),
        as_of: at("2012-02-15T00:00:00+01:00"),
        ..Query::new(Day::from_ymd(2011, 1, 1), Day::from_ymd(2012, 12, 31))
    };
    let rows = count([&fact_history], &whole).unwrap().rows;
    assert_eq!(rows.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>(), ["561"]);
    assert_eq!(list([&fact_history], &whole, Figure::Late, Some("561")), ["case-1"]);
    assert!(list([&fact_history], &whole, Figure::Late, Some("560")).is_empty());
}

#[test]
fn nothing_of_a_dossier_is_known_before_it_is_logged() {
    let (happened, logged) = (at("2018-03-01T09:00:00+07:00"), at("2018-03-02T09:00:00+07:00"));
    let filing = Filing { person: "A1".into(), ..Filing::default() };
    let history = [
        recorded(happened, logged, Event::Filed { filing }),
        recorded(happened, logged, Event::Refused { reason: String::new() }),
    ];
    let facts = FactHistory::of("f-7", &history, &Calendars::new()).unwrap();
    assert_eq!(facts.as_of(happened), None);
    let march = Query::new(Day::from_ymd(2018, 3, 1), Day::from_ymd(2018, 3, 31));
    let before = Query { as_of: logged.plus_millis(-1), ..march.clone() };
    assert!(list([&facts], &before, Figure::Refused, None).is_empty());
    assert_eq!(list([&facts], &march, Figure::Refused, None), ["f-7"]);
    assert_eq!(count([&facts], &march).unwrap().total.received, 0);
}

/// A dossier due on 10 March; the day after, an officer of another unit holds it.
fn late(code: &str, letter: Option<&str>) -> FactHistory {
    let due = at("2018-03-10T17:00:00+07:00");
    let moved = |before: &str, now: &str| {
        Timeline::of([
            (at("2018-03-01T08:00:00+07:00"), before.into()),
            (due.plus_millis(1), now.into()),
        ])
    };
    FactHistory::from(DossierFacts {
        code: code.into(),
        received: Some(at("2018-03-01T08:00:00+07:00")),
        unit: moved("A", "B").unwrap(),
        holder: moved("o", "p").unwrap(),
        due: Timeline { now: due, before: Vec::new() },
        letters: letter.map(|sent| (at(sent), due)).into_iter().collect(),
        ..DossierFacts::default()
    })
}

#[test]
fn a_gap_names_who_answered_when_it_became_late() {
    let facts = [
        late("1", None),
        late("2", Some("2018-03-10T17:00:00+07:00")),
        late("3", Some("2018-03-31T23:59:59+07:00")),
        late("4", Some("2018-04-01T00:00:00+07:00")),
    ];
    let march = Query::new(Day::from_ymd(2018, 3, 1), Day::from_ymd(2018, 3, 31));
    let coverage = coverage(&facts, &march);
    assert_eq!((coverage.became_late.len(), coverage.letter_sent.len()), (4, 2));
    assert_eq!(
        (&coverage.sent_by_due, coverage.counts().rate()),
        (&vec!["2"], Some("50.00".into()))
    );
    let gaps: Vec<_> = coverage.gaps.iter().map(|gap| (gap.code, gap.unit, gap.officer)).collect();
    assert_eq!(gaps, [("1", "A", "o"), ("4", "A", "o")]);
    let rows = coverage_rows(&facts, &Query { by: Some(Dimension::Unit), ..march.clone() });
    let rows: Vec<_> = rows.iter().map(|(key, row)| (key.as_str(), row.gaps.len())).collect();
    assert_eq!(rows, [("B", 2)]);
    assert_eq!(list(&facts, &march, Figure::Gaps, None), ["1", "4"]);
}
