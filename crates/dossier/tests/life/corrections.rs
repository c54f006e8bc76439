//! Corrections that would stop or improve an officer's own clock: due, lateness and its parts, the
//! owed letter.

use calendar::Instant;
use dossier::event::PauseReason;
use dossier::{Actor, Command, Reason, Role};

use crate::fixture::*;

fn to(instant: &str) -> String {
    format!(r#"{{"at":{}}}"#, at(instant).0)
}

fn late_finish() -> Command {
    Command::Finish { without_letter: Some("chậm".into()) }
}

/// A dossier that the head of TP holds since Monday.
fn held_by_head() -> Life {
    received().then("04-07T09:30", "K1", give("H1", "verify")).then(
        "04-07T10:00",
        "H1",
        Command::Accept,
    )
}

/// A correction that only a leader makes: its name, the dossier, the instant, the actor, the place
/// of the event, the new fields.
type Row = (&'static str, Life, &'static str, &'static str, u32, String);

fn clocks() -> Vec<Row> {
    let noon = "04-10T11:00";
    let before_due = || to("04-09T16:59");
    let after_due = working().then("04-10T08:00", "O1", pause());
    let own = held_by_head().then("04-10T08:00", "H1", pause());
    let life = held_by_head().then("04-10T08:00", "H1", ask());
    let ended = after_due.clone().then("04-10T09:00", "O1", Command::Resume);
    let running = working().then("04-09T10:00", "O1", pause());
    let pending = running.clone().then("04-09T10:30", "H1", extend(1));
    let nine = r#"{"by":{"amount":9,"unit":"working_days"}}"#;
    vec![
        ("a pause after due", after_due.clone(), noon, "H1", 3, before_due()),
        ("the same by the administrator", after_due.clone(), noon, "A1", 3, before_due()),
        ("within the time after due", after_due, noon, "H1", 3, to("04-10T07:40")),
        ("one's own pause after due", own, noon, "H1", 3, before_due()),
        ("a supplement asked for after due", life, noon, "H1", 3, before_due()),
        ("after the resume", ended, noon, "H1", 3, before_due()),
        ("a running pause a day earlier", running, "04-09T11:00", "H1", 3, to("04-08T10:00")),
        ("a pending extension", pending.clone(), "04-09T11:00", "H1", 4, nine.into()),
        ("a pending extension", pending, "04-09T11:00", "A1", 4, nine.into()),
    ]
}

fn lateness() -> Vec<Row> {
    let friday = "04-11T17:00";
    let paused = working()
        .then("04-10T16:00", "O1", pause())
        .then("04-11T16:00", "O1", Command::Resume)
        .then("04-11T16:30", "O1", late_finish());
    let moved = working()
        .then("04-08T09:00", "O1", give("H1", "appraise"))
        .then("04-08T09:01", "H1", Command::Accept)
        .then("04-11T09:00", "H1", late_finish());
    let absent = held_by_head()
        .then("04-08T09:00", "H1", stand_in("H1", "O2", "04-08T10:00"))
        .then("04-11T10:00", "H1", late_finish());
    let longer = format!(r#"{{"until":{}}}"#, at("04-11T09:59").0);
    let unpunished = working().then("04-10T09:00", "O1", late_finish()).then(
        "04-10T10:00",
        "K1",
        Command::HandOver { without_letter: Some("quên".into()), by_code: false },
    );
    let handed = unpunished.history.len() as u32 - 1;
    let rename = r#"{"by":"O5"}"#;
    let no_gap = r#"{"without_letter":false}"#;
    vec![
        ("a pause after due", paused.clone(), friday, "H1", 3, to("04-09T17:01")),
        ("its end", paused.clone(), friday, "H1", 4, to("04-11T16:20")),
        ("the same by the administrator", paused, friday, "A1", 3, to("04-09T17:01")),
        ("one's own acceptance", moved.clone(), friday, "H1", 4, to("04-11T08:59")),
        ("the same by the administrator", moved, friday, "A1", 4, to("04-10T08:59")),
        ("one's own absence", absent.clone(), friday, "H1", 3, longer),
        ("another stand-in", absent, friday, "H1", 3, rename.into()),
        ("the gap of a letter", unpunished, friday, "H1", handed, no_gap.into()),
    ]
}

#[test]
fn what_betters_a_dossier_a_leader_corrects() {
    for (name, life, when, who_acts, target, set) in clocks().into_iter().chain(lateness()) {
        let decide = |id: &str| life.decide(at(when), &who(id), &correct(target, &set));
        assert_eq!(decide(who_acts), Err(Reason::LeaderCorrects), "{name}");
        assert!(decide("L1").is_ok(), "{name}: {:?}", decide("L1"));
    }
}

#[test]
fn what_makes_a_dossier_look_worse_or_moves_nothing_the_head_corrects() {
    let paused = working().then("04-09T10:00", "O1", pause());
    let basis = r#"{"basis":"NĐ 43/2014"}"#;
    for (name, life, when, target, set) in [
        ("a later end", ready(), "04-08T17:00", 3, to("04-08T15:30")),
        ("a later pause", paused.clone(), "04-09T11:00", 3, to("04-09T10:30")),
        ("a basis", paused, "04-09T11:00", 3, basis.to_owned()),
    ] {
        let decided = life.decide(at(when), &who("H1"), &correct(target, &set));
        assert!(decided.is_ok(), "{name}: {decided:?}");
    }
}

#[test]
fn a_correction_of_a_correction_is_judged_as_one_of_the_event() {
    let life = working().then("04-10T08:00", "O1", pause()).then(
        "04-10T09:00",
        "H1",
        correct(3, &to("04-10T08:10")),
    );
    let again = format!(r#"{{"set":{}}}"#, to("04-09T16:59"));
    let decide = |id: &str| life.decide(at("04-10T10:00"), &who(id), &correct(4, &again));
    assert_eq!(decide("H1"), Err(Reason::LeaderCorrects));
    assert!(decide("L1").is_ok());
    let reception = received().then(
        "04-07T10:00",
        "K1",
        correct(0, r#"{"components":[{"id":"a","counts":[1,0,0]}]}"#),
    );
    let far = format!(r#"{{"set":{}}}"#, to("04-04T08:00"));
    for (id, reason) in [
        ("H1", Reason::ReceiversCorrection),
        ("L1", Reason::ReceiversCorrection),
        ("K1", Reason::ReceiversCorrection),
    ] {
        let decided = reception.decide(at("04-07T11:00"), &who(id), &correct(1, &far));
        assert_eq!(decided, Err(reason), "{id}");
    }
    let desk_head = Actor::new("KH", Role::Head, "desk");
    let decided = reception.decide(at("04-07T11:00"), &desk_head, &correct(1, &far));
    assert!(decided.is_err());
}

#[test]
fn a_correction_leaves_every_later_event_legal() {
    let extended =
        Life::new().then("04-08T16:00", "K1", receive()).then("04-10T16:00", "H1", extend(1));
    let desk_head = Actor::new("KH", Role::Head, "desk");
    let earlier = extended.decide(at("04-10T16:30"), &desk_head, &correct(0, &to("04-07T16:00")));
    assert_eq!(earlier, Err(Reason::IllegalCorrection), "an extension after due");
    let closed = supplement_asked().then("04-24T09:00", "K1", close());
    let correction = correct(3, &to("04-09T09:00"));
    let later = closed.decide(at("04-24T10:00"), &who("L1"), &correction);
    assert_eq!(later, Err(Reason::IllegalCorrection), "closed within the fifteen days");
    let absence = working().then("04-08T09:00", "H1", stand_in("O1", "O2", "04-08T10:00"));
    for set in [r#"{"by":"O1"}"#.to_owned(), format!(r#"{{"until":{}}}"#, at("04-08T08:00").0)] {
        let decided = absence.decide(at("04-08T11:00"), &who("L1"), &correct(3, &set));
        assert_eq!(decided, Err(Reason::IllegalCorrection), "{set}");
    }
    let declined =
        ready().then("04-09T09:00", "K1", Command::DeclineResult { reason: "sai".into() });
    let finished = correct(3, &to("04-07T15:00"));
    let decided = declined.decide(at("04-09T10:00"), &who("L1"), &finished);
    assert_eq!(decided, Err(Reason::IllegalCorrection), "declined after two working days");
}

/// A number of working days ends with the date of the last one.
#[test]
fn closed_days_after_the_last_working_day_are_outside() {
    let saturday = "04-12T10:00";
    let decline = |finished: &str| {
        let life =
            working().then("04-08T10:00", "O1", pause()).then(finished, "O1", Command::Resume);
        let life = life.then(finished, "O1", finish());
        life.decide(at(saturday), &who("K1"), &Command::DeclineResult { reason: "sai".into() })
            .err()
    };
    assert_eq!(decline("04-10T10:00"), Some(Reason::DeclinedTooLate));
    assert_eq!(decline("04-11T10:00"), None);
    let late = |received: &str| {
        let entered_late = Some((at(received), "mất điện".to_owned()));
        let reception = dossier::Reception { entered_late, ..reception() };
        Life::new().decide(at(saturday), &who("K1"), &Command::Receive(Box::new(reception))).err()
    };
    assert_eq!(late("04-10T09:00"), Some(Reason::EnteredTooLate));
    assert_eq!(late("04-11T09:00"), None);
}

#[test]
fn a_pause_for_a_financial_obligation_is_of_land() {
    let financial =
        Command::Pause { reason: PauseReason::Financial, basis: "Thông báo thuế".into() };
    let now: Instant = at("04-08T10:00");
    assert!(working().decide(now, &who("O1"), &financial).is_ok());
}
