//! The logged instant never decreases, even if the machine's clock does; no event on record is left
//! out of figures and lists.

use app::{Inquiry, Order, Pick};
use calendar::Instant;
use dossier::Command;
use store::EventRow;

use crate::support::{Fixture, LAND, at, files, finish, own};

/// All events in the order of their positions.
fn record(fixture: &Fixture) -> Vec<EventRow> {
    let reader = store::Folder::open_reader(fixture.folder.path()).unwrap();
    let mut rows = Vec::new();
    let all = reader.streams_with_prefix::<store::Error>("", |_, stored| {
        rows.extend(stored);
        Ok(())
    });
    all.unwrap();
    rows.sort_by_key(|row| row.position);
    rows
}

/// Checks that no event was logged before the event in front of it or before it happened.
fn in_order(rows: &[EventRow]) {
    let logged: Vec<i64> = rows.iter().map(|row| row.event.logged_at).collect();
    assert!(logged.is_sorted(), "{logged:?}");
    assert!(rows.iter().all(|row| row.event.happened_at <= row.event.logged_at));
}

#[test]
fn a_clock_that_jumps_is_followed_forwards_only() {
    let fixture = Fixture::new();
    let clocks = ["06-04 09:00", "06-04 08:00", "06-01 08:00", "06-05 10:00", "06-04 10:00"];
    for (number, clock) in clocks.iter().enumerate() {
        fixture.receives(&format!("x{number}"), "D1", clock, LAND);
    }
    let rows = record(&fixture);
    in_order(&rows);
    let happened: Vec<i64> = rows[1..].iter().map(|row| row.event.happened_at).collect();
    assert_eq!(happened, clocks.map(|clock| at(clock).0), "what happens keeps its own instant");
    let last = rows.last().unwrap().event.logged_at;
    assert_eq!(last, at("06-05 10:00").0);
    fixture.healthy();
}

#[test]
fn each_kind_of_event_repeats_the_last_instant() {
    let fixture = Fixture::new();
    fixture.receives("x", "D1", "06-05 09:00", LAND);
    fixture.receives("y", "D1", "06-04 08:00", LAND);
    let absence = app::Absence {
        officer: "D1".into(),
        by: "D2".into(),
        from: at("06-04 09:00"),
        until: at("06-06 09:00"),
    };
    fixture.app.declare_absence(&fixture.who("L1"), &absence).unwrap();
    let mut less = files();
    less.retain(|file| !file.path.contains(crate::support::ONE_ACT));
    fixture
        .app
        .put_in_force(&app::AgencyPermit::to_put_rules(), &less, "Bãi bỏ", at("06-04 10:00"))
        .unwrap();
    let rows = record(&fixture);
    in_order(&rows);
    assert!(rows.iter().any(|row| row.stream == "org/agency"));
    assert_eq!(rows.iter().filter(|row| row.stream == "rules/agency").count(), 2);
}

#[test]
fn what_is_refused_moves_no_clock() {
    let fixture = Fixture::new();
    fixture.receives("x", "D1", "06-04 09:00", LAND);
    fixture.refused("x", "A1", "12-31 09:00", finish());
    fixture.receives("y", "D1", "06-04 10:00", LAND);
    assert_eq!(record(&fixture).last().unwrap().event.logged_at, at("06-04 10:00").0);
}

#[test]
fn a_timer_that_runs_late_happened_by_the_law_and_is_logged_now() {
    let fixture = Fixture::new();
    fixture.receives("x", "D1", "06-04 07:30", LAND);
    fixture.app.run_timers(at("06-30 00:00")).unwrap();
    fixture.app.commit().unwrap();
    let rows = fixture.rows(&own("x"));
    let instants: Vec<(i64, i64)> =
        rows[1..].iter().map(|row| (row.event.happened_at, row.event.logged_at)).collect();
    let now = at("06-30 00:00").0;
    let law = ["06-11 11:30", "06-14 15:24", "06-15 07:30"].map(|law| (at(law).0, now));
    assert_eq!(instants, law);
    // No figure changed for an earlier instant.
    let reader = store::Folder::open_reader(fixture.folder.path()).unwrap();
    let row = reader.row(&own("x")).unwrap().unwrap();
    assert!(!row.facts.contains("\"was\"") && !row.facts.contains("\"since\""), "{}", row.facts);
    fixture.healthy();
}

#[test]
fn a_virtual_clock_passes_the_instant_of_each_timer() {
    let fixture = Fixture::new();
    fixture.receives("x", "D1", "06-04 07:30", LAND);
    fixture.app.advance_clock(at("06-30 00:00")).unwrap();
    fixture.app.commit().unwrap();
    let rows = fixture.rows(&own("x"));
    assert_eq!(rows.len(), 4);
    assert!(rows.iter().all(|row| row.event.happened_at == row.event.logged_at));
}

#[test]
fn an_import_keeps_its_past_and_moves_no_clock() {
    let fixture = Fixture::new();
    fixture.receives("x", "D1", "06-04 09:00", LAND);
    let received = [at("01-02 08:00"), at("12-30 08:00")];
    let dossiers = received.map(|received| register::Dossier {
        code: received.0.to_string(),
        received,
        ..crate::import::old("", None, None)
    });
    fixture.app.import("old", "Asia/Ho_Chi_Minh", &dossiers, at("06-04 10:00")).unwrap();
    fixture.receives("y", "D1", "06-04 11:00", LAND);
    let logged: Vec<i64> = record(&fixture).iter().map(|row| row.event.logged_at).collect();
    let expected = ["06-04 09:00", "01-02 08:00", "12-30 08:00", "06-04 11:00"];
    assert_eq!(logged[1..], expected.map(|logged| at(logged).0));
}

/// The page of a dossier, lists and figures show every act, although the clock stands before it.
#[test]
fn nothing_on_record_is_left_out_after_a_clock_was_set_back() {
    let fixture = Fixture::new();
    fixture.receives("x", "D1", "06-04 16:00", LAND);
    let back = at("06-04 09:00");
    let code = fixture.receives("y", "D1", "06-04 09:00", LAND).code;
    fixture.does("y", "D1", "06-04 09:00", crate::support::give(&fixture, "A1", "verify"));
    fixture.does("y", "A1", "06-04 09:00", Command::Accept);
    fixture.does("y", "A1", "06-04 09:00", finish());
    fixture.does(
        "y",
        "D1",
        "06-04 09:00",
        Command::HandOver { without_letter: None, by_code: false },
    );
    let desk =
        app::Who::Officer { actor: fixture.who("D1"), login: "d1".into(), name: "D1".into() };
    let dossier = fixture.app.open_dossier(&desk, &code, None, back).unwrap().unwrap();
    assert_eq!(dossier.view.history.len(), 5);
    assert_eq!(dossier.view.state.phase, dossier::Phase::HandedOver);
    let pick = Pick {
        desk: Some("MC".into()),
        given_out_from: Some(at("06-04 00:00").0),
        order: Order::GivenOut,
        limit: 9,
        at: back.0,
        ..Pick::default()
    };
    assert_eq!(fixture.app.pick(&desk, &pick).unwrap().len(), 1);
    let ahead = fixture.app.open_dossier(&desk, "H00-180604-0001", None, back).unwrap().unwrap();
    assert_eq!(ahead.view.state.received, Some(at("06-04 16:00")));
    let now = Inquiry::peek(fixture.folder.path(), |inquiry| inquiry.now(back)).unwrap();
    assert_eq!(now, at("06-04 16:00"));
    let facts = fixture.app.figures(None).unwrap().unwrap().facts;
    let known_at =
        |as_of: Instant| facts.iter().filter(|history| history.as_of(as_of).is_some()).count();
    assert_eq!((known_at(back), known_at(now)), (1, 2));
}
