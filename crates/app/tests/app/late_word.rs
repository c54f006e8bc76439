//! Events that are logged after they happened: receptions entered late, corrections, and the
//! figures before and after.

use dossier::{Command, Phase, Reason};
use indicators::{Basis, Counts, Filters, Query};
use serde_json::{Map, Value, json};

use crate::support::{Fixture, LAND, ask, at, finish, withdraw};

pub fn entered_late(fixture: &Fixture, happened: &str, reason: &str) -> Command {
    let mut intake = fixture.intake(LAND);
    intake.entered_late = Some((at(happened), reason.into()));
    Command::Receive(fixture.app.reception(&intake, at(happened)).unwrap())
}

/// The figures of June by date, as of an instant.
fn june(fixture: &Fixture, as_of: &str) -> Counts {
    let figures = fixture.app.figures(None).unwrap().unwrap();
    let query = Query {
        from: "2018-06-01".parse().unwrap(),
        to: "2018-06-30".parse().unwrap(),
        as_of: at(as_of),
        basis: Basis::Cohort,
        by_date: true,
        filters: Filters::default(),
        by: None,
    };
    indicators::count(figures.facts.iter(), &query).unwrap().total
}

pub fn correct(target: u32, set: Value, reason: &str) -> Command {
    let set: Map<String, Value> = set.as_object().unwrap().clone();
    Command::Correct { target, set, reason: reason.into() }
}

#[test]
fn a_reception_is_entered_up_to_one_working_day_late_with_a_reason() {
    let fixture = Fixture::new();
    // The reception of Friday is entered on Monday: one working day late.
    let enter = |happened, reason| entered_late(&fixture, happened, reason);
    let done = fixture.does("x", "D1", "06-11 10:00", enter("06-08 16:00", "Mất điện"));
    assert_eq!(done.code, "H00-180608-0001");
    let state = fixture.state(&done.code, "06-11 10:00");
    assert_eq!((state.received, state.due()), (Some(at("06-08 16:00")), Some(at("06-22 17:00"))));
    assert_eq!(state.logged_late, Some(at("06-11 10:00")));
    let refused =
        |happened, reason| fixture.refused("y", "D1", "06-11 10:00", enter(happened, reason));
    assert_eq!(refused("06-07 16:00", "Mất điện"), Reason::EnteredTooLate);
    assert_eq!(refused("06-08 16:00", " "), Reason::Missing("reason"));
    assert_eq!(refused("06-11 10:01", "Mất điện"), Reason::InFuture);
    assert_eq!(refused("06-08 12:00", "Mất điện"), Reason::DeskClosed { next: at("06-08 13:00") });
    fixture.healthy();
}

#[test]
fn figures_of_before_a_late_entry_do_not_know_of_it() {
    let fixture = Fixture::new();
    fixture.receives("a", "D1", "06-08 08:00", LAND);
    fixture.does("x", "D1", "06-11 10:00", entered_late(&fixture, "06-08 16:00", "Mất điện"));
    let received = |as_of| june(&fixture, as_of).received;
    assert_eq!(["06-09 00:00", "06-11 09:59", "06-11 10:00"].map(received), [1, 1, 2]);
}

#[test]
fn a_correction_moves_due_and_outcome_and_leaves_the_past_as_it_was_known() {
    let fixture = Fixture::new();
    let code = fixture.receives("x", "D1", "06-04 08:00", LAND).code;
    fixture.hands("x", "D1", "A1", "verify", "06-18 15:00");
    fixture.does("x", "A1", "06-18 16:00", finish());
    assert_eq!((june(&fixture, "06-20 08:00").in_time, june(&fixture, "06-20 08:00").late), (1, 0));
    // The reception was on the Friday before, so due was 15 June.
    let earlier = correct(0, json!({ "at": "2018-06-01T08:00:00+07:00" }), "Nhập sai ngày");
    fixture.does("x", "DH", "06-21 08:00", earlier);
    let state = fixture.state(&code, "06-21 08:00");
    assert_eq!((state.due(), state.phase), (Some(at("06-15 17:00")), Phase::Ready));
    assert_eq!(state.code, code);
    let of = |as_of| (june(&fixture, as_of).in_time, june(&fixture, as_of).late);
    assert_eq!(["06-20 08:00", "06-21 07:59", "06-21 08:00"].map(of), [(1, 0), (1, 0), (0, 1)]);
    let before = fixture.state(&code, "06-20 08:00");
    assert_eq!(before.due(), Some(at("06-18 17:00")));
    fixture.healthy();
    fixture.reopened().healthy();
}

#[test]
fn a_correction_that_makes_the_history_illegal_is_refused() {
    let fixture = Fixture::new();
    fixture.receives("x", "D1", "06-04 08:00", LAND);
    fixture.does("x", "D1", "06-05 08:00", ask(None));
    fixture.does("x", "citizen", "06-06 08:00", withdraw());
    for (target, set) in [
        // After its own end; in the future; no event; no field; another kind of event.
        (0, json!({ "at": "2018-06-07T08:00:00+07:00" })),
        (2, json!({ "at": "2019-06-07T08:00:00+07:00" })),
        (9, json!({ "at": "2018-06-04T09:00:00+07:00" })),
        (0, json!({ "terms": "none" })),
        (1, json!({ "kind": "paused" })),
        // The code cannot be corrected.
        (0, json!({ "code": "H00-180604-0777" })),
    ] {
        let text = set.to_string();
        // The head of the desk corrects a reception, the head of the unit another event.
        let who = if target == 0 { "DH" } else { "AH" };
        let reason = fixture.refused("x", who, "06-08 08:00", correct(target, set, "Sai"));
        assert_eq!(reason, Reason::IllegalCorrection, "{text}");
    }
    let set = json!({ "at": "2018-06-04T09:00:00+07:00" });
    assert_eq!(
        fixture.refused("x", "DH", "06-08 08:00", correct(0, set, "")),
        Reason::Missing("reason")
    );
    fixture.healthy();
}

#[test]
fn a_correction_that_shortens_the_chain_of_holders_shortens_its_spans() {
    let fixture = Fixture::new();
    let code = fixture.receives("x", "D1", "06-04 08:00", LAND).code;
    fixture.hands("x", "D1", "A1", "verify", "06-04 09:00");
    fixture.does("x", "AH", "06-06 08:00", reassign("A2"));
    // With an earlier finish the reassignment would be impossible, so the correction is refused.
    fixture.does("x", "A2", "06-08 08:00", finish());
    let early = correct(4, json!({ "at": "2018-06-05T08:00:00+07:00" }), "Nhập sai");
    assert_eq!(fixture.refused("x", "AH", "06-11 08:00", early), Reason::IllegalCorrection);
    let moved = correct(3, json!({ "at": "2018-06-05T08:00:00+07:00" }), "Nhập sai");
    fixture.does("x", "AH", "06-11 08:00", moved);
    assert_eq!(fixture.holder(&code, "06-05 09:00"), ("A1".into(), None), "as it was known then");
    let state = fixture.state(&code, "06-11 08:00");
    assert_eq!(state.holder_at(at("06-05 09:00")).unwrap().0, "A2");
    fixture.healthy();
}

fn reassign(to: &str) -> Command {
    Command::Reassign { to: to.into(), unit: "A".into(), reason: "Cân đối việc".into() }
}
