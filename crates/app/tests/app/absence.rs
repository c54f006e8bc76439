//! Absences of officers: the stand-in, the officer for whom the stand-in acts, and the end;
//! reassignments and successor units.

use app::{Absence, AbsencePhase, Failure};
use dossier::{Command, Reason};

use crate::support::{Fixture, LAND, at, finish, give, own};

fn away(
    fixture: &Fixture,
    officer: &str,
    by: &str,
    from: &str,
    until: &str,
) -> Result<usize, Failure> {
    let absence =
        Absence { officer: officer.into(), by: by.into(), from: at(from), until: at(until) };
    fixture.app.declare_absence(&fixture.who("AH"), &absence)
}

fn reassign(to: &str) -> Command {
    Command::Reassign { to: to.into(), unit: "A".into(), reason: "Cân đối việc".into() }
}

fn named(officer: &str, acting_for: Option<&str>) -> (String, Option<String>) {
    (officer.to_owned(), acting_for.map(str::to_owned))
}

#[test]
fn a_stand_in_acts_in_what_the_absent_officer_holds_until_the_absence_ends() {
    let fixture = Fixture::new();
    let code = fixture.receives("x", "D1", "06-04 08:00", LAND).code;
    fixture.hands("x", "D1", "A1", "verify", "06-04 09:00");
    assert_eq!(away(&fixture, "A1", "A2", "06-05 08:00", "06-08 08:00").unwrap(), 1);
    // The command is not yet on disk when the next one is authorised: the open group counts too.
    fixture.does("x", "A2", "06-06 08:00", Command::CompleteStep);
    let last = fixture.rows(&own("x")).pop().unwrap().event;
    assert_eq!((last.actor.as_str(), last.on_behalf.as_deref()), ("A2", Some("A1")));
    assert_eq!(
        fixture.refused("x", "A1", "06-06 09:00", give(&fixture, "AH", "verify")),
        Reason::NotPermitted
    );
    let held = ["06-05 07:59", "06-05 08:00", "06-08 07:59", "06-08 08:00"];
    let expected =
        [named("A1", None), named("A2", Some("A1")), named("A2", Some("A1")), named("A1", None)];
    let state = fixture.state(&code, "06-08 08:00");
    let seen = held.map(|when| {
        let (officer, acting_for, _) = state.holder_at(at(when)).unwrap();
        named(officer, acting_for)
    });
    assert_eq!(seen, expected);
    assert_eq!(fixture.refused("x", "A2", "06-08 08:00", finish()), Reason::NotPermitted);
    fixture.does("x", "A1", "06-08 08:00", finish());
    fixture.healthy();
}

#[test]
fn a_stand_in_takes_what_comes_to_the_absent_officer_meanwhile() {
    let fixture = Fixture::new();
    away(&fixture, "A1", "A2", "06-04 07:30", "06-08 17:00").unwrap();
    for (id, taken) in [("x", true), ("y", false)] {
        fixture.receives(id, "D1", "06-04 08:00", LAND);
        fixture.does(id, "D1", "06-04 09:00", give(&fixture, "A1", "verify"));
        let decline = Command::Decline { reason: "Không đúng việc".into() };
        fixture.does(id, "A2", "06-04 09:30", if taken { Command::Accept } else { decline });
        let last = fixture.rows(&own(id)).pop().unwrap().event;
        assert_eq!((last.actor.as_str(), last.on_behalf.as_deref()), ("A2", Some("A1")));
    }
    let held = ["x", "y"].map(|id| {
        let code = fixture.rows(&own(id))[0].event.public_part.clone();
        let code = serde_json::from_str::<serde_json::Value>(&code).unwrap()["code"].clone();
        fixture.holder(code.as_str().unwrap(), "06-04 10:00")
    });
    assert_eq!(held, [named("A2", Some("A1")), named("D1", None)]);
    fixture.healthy();
}

#[test]
fn a_stand_in_acts_in_what_is_reassigned_to_the_absent_officer() {
    let fixture = Fixture::new();
    let code = fixture.receives("x", "D1", "06-04 08:00", LAND).code;
    fixture.hands("x", "D1", "A2", "verify", "06-04 09:00");
    away(&fixture, "A1", "A2", "06-05 07:30", "06-08 17:00").unwrap();
    fixture.does("x", "AH", "06-05 08:00", reassign("A1"));
    assert_eq!(fixture.holder(&code, "06-05 08:00"), named("A2", Some("A1")));
    fixture.does("x", "A2", "06-05 09:00", finish());
    fixture.healthy();
}

#[test]
fn an_absence_survives_a_restart() {
    let fixture = Fixture::new();
    away(&fixture, "A1", "A2", "06-04 08:00", "06-08 08:00").unwrap();
    let fixture = fixture.reopened();
    assert_eq!(fixture.app.acting_for("A1", at("06-05 08:00")), "A2");
    // After the absence both officers may be absent again.
    away(&fixture, "A2", "A1", "06-08 08:00", "06-11 08:00").unwrap();
    assert_eq!(fixture.app.acting_for("A1", at("06-08 07:59")), "A2");
}

#[test]
fn a_head_reassigns_at_once_within_the_step() {
    let fixture = Fixture::new();
    let code = fixture.receives("x", "D1", "06-04 08:00", LAND).code;
    fixture.hands("x", "D1", "A1", "verify", "06-04 09:00");
    fixture.does("x", "A1", "06-04 10:00", give(&fixture, "AH", "approve"));
    assert_eq!(fixture.refused("x", "AH", "06-04 11:00", reassign("A1")), Reason::SameOfficer);
    fixture.does("x", "AH", "06-04 11:00", reassign("A2"));
    let state = fixture.state(&code, "06-04 11:00");
    let hold = state.hold().unwrap();
    assert_eq!((hold.officer.as_str(), hold.step.as_str()), ("A2", "verify"));
    // The offer by the earlier holder is void.
    assert_eq!(fixture.refused("x", "AH", "06-04 12:00", Command::Accept), Reason::NotPossible);
    fixture.healthy();
}

#[test]
fn a_dossier_moves_to_the_unit_that_succeeds() {
    let fixture = Fixture::new();
    let code = fixture.receives("x", "D1", "06-04 08:00", LAND).code;
    let to = |unit: &str| Command::MoveToUnit { unit: unit.into(), reason: "Sáp nhập".into() };
    assert_eq!(fixture.refused("x", "Q1", "06-05 08:00", to("")), Reason::Missing("unit"));
    fixture.does("x", "Q1", "06-05 08:00", to("C"));
    assert_eq!(fixture.state(&code, "06-05 08:00").filing.unit, "C");
    // The head of the successor unit decides, the head of the earlier unit does not.
    let note = || Command::Note;
    assert_eq!(fixture.refused("x", "AH", "06-05 09:00", note()), Reason::NotPermitted);
    fixture.does("x", "CH", "06-05 09:00", note());
    fixture.healthy();
}

#[test]
fn an_absence_that_cannot_be_says_why() {
    let fixture = Fixture::new();
    let declared = away(&fixture, "A1", "A2", "06-05 08:00", "06-08 08:00");
    assert_eq!(declared.unwrap(), 0);
    let why = |officer: &str, by: &str, from: &str, until: &str| match away(
        &fixture, officer, by, from, until,
    ) {
        Err(Failure::NotDeclared(why)) => why.code(),
        other => panic!("{officer} {by}: {other:?}"),
    };
    let (from, until) = ("06-06 08:00", "06-07 08:00");
    assert_eq!(why("A1", "A2", from, until), "away");
    assert_eq!(why("A2", "A1", from, until), "stand_in_away");
    assert_eq!(why("A2", "AH", from, until), "stands_in");
    assert_eq!(why("AH", "AH", from, until), "same_person");
    assert_eq!(why("AH", "A2", until, from), "over_before");
    assert_eq!(why("D1", "D2", from, until), "not_yours");
    assert_eq!(why("A1", "B1", from, until), "not_the_unit");
    assert_eq!(why("nobody", "A2", from, until), "nobody_serves");
    assert_eq!(fixture.app.absences(at(from)).len(), 1);
}

#[test]
fn the_same_form_twice_declares_one_absence() {
    let fixture = Fixture::new();
    let head = fixture.who("AH");
    let declare = |from: &str| {
        let (officer, by) = ("A1".into(), "A2".into());
        let absence = Absence { officer, by, from: at(from), until: at("06-08 08:00") };
        fixture.app.declare_absence_once(&head, &absence, at(from), Some("form".into()))
    };
    assert_eq!(declare("06-05 08:00").unwrap(), 0);
    assert!(matches!(declare("06-05 08:01"), Err(Failure::AlreadyDone { .. })));
    assert_eq!(fixture.app.absences(at("06-05 09:00")).len(), 1);
    assert_eq!(
        fixture.app.may_be_declared_away(&head, calendar::Day::from_ymd(2018, 6, 5)).len(),
        3
    );
}

fn ahead(
    fixture: &Fixture,
    now: &str,
    names: [&str; 2],
    span: [&str; 2],
) -> Result<usize, Failure> {
    let [officer, by] = names.map(str::to_owned);
    let absence = Absence { officer, by, from: at(span[0]), until: at(span[1]) };
    fixture.app.declare_absence_once(&fixture.who("AH"), &absence, at(now), None)
}

fn back(
    fixture: &Fixture,
    who: &str,
    officer: &str,
    from: &str,
    now: &str,
) -> Result<usize, Failure> {
    fixture.app.end_absence(&fixture.who(who), (officer, at(from)), at(now), None)
}

fn why<T: std::fmt::Debug>(result: Result<T, Failure>) -> &'static str {
    match result {
        Err(Failure::NotDeclared(why)) => why.code(),
        other => panic!("{other:?}"),
    }
}

/// Two dossiers of A1, one of which passed to A1 after the absence was declared.
fn held(fixture: &Fixture) -> [String; 2] {
    let x = fixture.receives("x", "D1", "06-04 08:00", LAND).code;
    fixture.hands("x", "D1", "A1", "verify", "06-04 09:00");
    assert_eq!(
        ahead(fixture, "06-04 09:30", ["A1", "A2"], ["06-06 07:30", "06-12 00:00"]).unwrap(),
        0
    );
    let y = fixture.receives("y", "D1", "06-04 10:00", LAND).code;
    fixture.hands("y", "D1", "A1", "verify", "06-04 11:00");
    [x, y]
}

#[test]
fn an_absence_ahead_begins_at_its_instant_for_all_that_is_held_then() {
    let fixture = Fixture::new();
    let codes = held(&fixture);
    assert_eq!(fixture.app.acting_for("A1", at("06-06 07:29")), "A1");
    fixture.app.run_timers(at("06-06 07:30")).unwrap();
    fixture.app.commit().unwrap();
    for code in &codes {
        assert_eq!(fixture.holder(code, "06-06 07:29"), named("A1", None));
        assert_eq!(fixture.holder(code, "06-06 07:30"), named("A2", Some("A1")));
    }
    assert_eq!(fixture.app.run_timers(at("06-06 07:30")).unwrap(), 0);
    fixture.does("x", "A2", "06-06 08:00", Command::CompleteStep);
    fixture.does("x", "A1", "06-12 00:00", finish());
    fixture.healthy();
}

#[test]
fn an_absence_that_began_while_the_server_was_down_begins_at_its_own_instant() {
    let fixture = Fixture::new();
    let codes = held(&fixture);
    let fixture = fixture.reopened();
    assert_eq!(fixture.app.next_timer(), Some(at("06-06 07:30")));
    // A command comes before the timer, and the stand-in acts already.
    fixture.does("x", "A2", "06-07 08:00", Command::CompleteStep);
    assert_eq!(fixture.refused("y", "A1", "06-07 08:30", finish()), Reason::NotPermitted);
    fixture.app.run_timers(at("06-07 09:00")).unwrap();
    fixture.app.commit().unwrap();
    let fixture = fixture.reopened();
    for (code, id) in codes.iter().zip(["x", "y"]) {
        // The absence is known from its logging on, and in force from its beginning on.
        let state = fixture.state(code, "06-07 09:00");
        let (officer, acting_for, _) = state.holder_at(at("06-06 07:30")).unwrap();
        assert_eq!(named(officer, acting_for), named("A2", Some("A1")));
        let kinds = fixture.kinds(id);
        assert_eq!(kinds.iter().filter(|kind| *kind == "stand_in").count(), 1, "{kinds:?}");
    }
    fixture.healthy();
}

#[test]
fn an_absence_ahead_is_withdrawn_and_never_begins() {
    let fixture = Fixture::new();
    let [code, _] = held(&fixture);
    assert_eq!(back(&fixture, "A1", "A1", "06-06 07:30", "06-05 08:00").unwrap(), 0);
    assert_eq!(why(back(&fixture, "A1", "A1", "06-06 07:30", "06-05 09:00")), "none_to_end");
    let fixture = fixture.reopened();
    fixture.app.run_timers(at("06-07 08:00")).unwrap();
    fixture.app.commit().unwrap();
    assert_eq!(fixture.holder(&code, "06-07 08:00"), named("A1", None));
    let all = fixture.app.all_absences();
    assert_eq!(all[0].phase(at("06-07 08:00")), AbsencePhase::Withdrawn);
    assert!(fixture.app.absences(at("06-05 07:00")).is_empty());
    // The same time is free again.
    let span = ["06-08 07:30", "06-12 00:00"];
    ahead(&fixture, "06-07 09:00", ["A2", "A1"], span).unwrap();
    fixture.healthy();
}

#[test]
fn an_absence_that_ends_early_gives_back_all_that_is_left() {
    let fixture = Fixture::new();
    let codes = held(&fixture);
    fixture.app.run_timers(at("06-06 08:00")).unwrap();
    fixture.app.commit().unwrap();
    // Another officer holds one of the dossiers when the absence ends, and gives it back before the
    // first end of the absence.
    fixture.does("y", "A2", "06-07 08:00", give(&fixture, "AH", "approve"));
    fixture.does("y", "AH", "06-07 08:30", Command::Accept);
    assert_eq!(why(back(&fixture, "A2", "A1", "06-06 07:30", "06-07 09:00")), "not_yours");
    let ended = back(&fixture, "AH", "A1", "06-06 07:30", "06-07 10:00");
    assert_eq!(ended.unwrap(), 1);
    assert_eq!(fixture.holder(&codes[0], "06-07 09:59"), named("A2", Some("A1")));
    assert_eq!(fixture.holder(&codes[0], "06-07 10:00"), named("A1", None));
    let fixture = fixture.reopened();
    fixture.does("y", "AH", "06-08 08:00", reassign("A1"));
    assert_eq!(fixture.holder(&codes[1], "06-08 08:00"), named("A1", None));
    assert_eq!(fixture.refused("y", "A2", "06-08 08:30", finish()), Reason::NotPermitted);
    fixture.does("y", "A1", "06-08 09:00", finish());
    fixture.does("x", "A1", "06-08 09:00", finish());
    assert_eq!(fixture.app.all_absences()[0].phase(at("06-08 09:00")), AbsencePhase::Over);
    fixture.healthy();
}

#[test]
fn overlaps_and_chains_are_refused_ahead_too() {
    let fixture = Fixture::new();
    let (now, span) = ("06-04 08:00", ["06-06 00:00", "06-08 00:00"]);
    ahead(&fixture, now, ["A1", "A2"], span).unwrap();
    let try_it = |names, span| why(ahead(&fixture, now, names, span));
    assert_eq!(try_it(["A1", "AH"], ["06-07 00:00", "06-09 00:00"]), "away");
    assert_eq!(try_it(["A1", "AH"], ["06-05 00:00", "06-09 00:00"]), "away");
    assert_eq!(try_it(["A2", "AH"], ["06-05 00:00", "06-06 00:01"]), "stands_in");
    assert_eq!(try_it(["AH", "A1"], ["06-07 23:59", "06-09 00:00"]), "stand_in_away");
    assert_eq!(try_it(["A1", "A2"], ["06-03 00:00", "06-05 00:00"]), "begins_before");
    assert_eq!(try_it(["A1", "A2"], ["06-02 00:00", "06-03 00:00"]), "over_before");
    // An absence that ends where the other one begins does not overlap.
    ahead(&fixture, now, ["A2", "A1"], ["06-05 00:00", "06-06 00:00"]).unwrap();
    ahead(&fixture, now, ["A2", "A1"], ["06-08 00:00", "06-09 00:00"]).unwrap();
}
