//! Corrections and late entries: what is known after them, and what was known before them.

use dossier::{Command, Illegal, fold, fold_known};
use serde_json::json;

use crate::fixture::*;

fn state_known_at(life: &Life, when: &str) -> dossier::State {
    fold_known(&life.history, &life.calendars, at(when), at(when))
}

/// A finished dossier, and the place of its finish: the last event apart from corrections.
fn finished_on_tuesday() -> (Life, u32) {
    let life = ready();
    let place = life.history.len() as u32 - 1;
    (life, place)
}

#[test]
fn a_correction_holds_from_its_logging_and_the_last_word_wins() {
    let (life, place) = finished_on_tuesday();
    let life = life
        .then("04-10T09:00", "H1", correct(place, r#"{"at":"2025-04-09T16:00:00+07:00"}"#))
        .then("04-11T09:00", "H1", correct(place, r#"{"at":"2025-04-09T18:00:00+07:00"}"#));
    for (when, finished) in [
        ("04-08T15:00", "04-08T15:00"),
        ("04-10T08:59", "04-08T15:00"),
        ("04-10T09:00", "04-09T16:00"),
        ("04-11T09:00", "04-09T18:00"),
    ] {
        assert_eq!(state_known_at(&life, when).finished, Some(at(finished)), "{when}");
    }
    // On Friday, the state of Wednesday at noon is known as unfinished.
    let noon = fold_known(&life.history, &life.calendars, at("04-11T09:00"), at("04-09T12:00"));
    assert_eq!(noon.finished, None);
    assert!(life.state.became_late(at("04-11T09:00")).is_some());
}

#[test]
fn a_correction_can_itself_be_corrected() {
    let (life, place) = finished_on_tuesday();
    let life =
        life.then("04-10T09:00", "H1", correct(place, r#"{"at":"2025-04-09T16:00:00+07:00"}"#));
    let first = life.history.len() as u32 - 1;
    let life = life
        .then("04-10T10:00", "L1", correct(place, r#"{"at":"2025-04-09T15:00:00+07:00"}"#))
        .then("04-10T11:00", "L1", correct(first, r#"{"set":{"at":"2025-04-09T14:00:00+07:00"}}"#));
    // The second correction of the finish still prevails.
    assert_eq!(life.state.finished, Some(at("04-09T15:00")));
    let second = life.history.len() as u32 - 2;
    let life = life.then("04-10T14:00", "L2", correct(second, r#"{"set":{}}"#));
    assert_eq!(life.state.finished, Some(at("04-09T14:00")));
    assert_eq!(state_known_at(&life, "04-10T13:00").finished, Some(at("04-09T15:00")));
}

#[test]
fn a_corrected_instant_moves_an_event_among_the_others() {
    // The supplement was requested on Tuesday, not on Wednesday after the hand-over.
    let life = working()
        .then("04-08T15:00", "O1", give("O2", "appraise"))
        .then("04-08T16:00", "O2", Command::Accept)
        .then("04-09T09:00", "O2", ask());
    let place = life.history.len() as u32 - 1;
    let life = life.then("04-10T09:00", "K1", Command::Supply { items: Vec::new() }).then(
        "04-10T10:00",
        "L1",
        correct(place, r#"{"at":"2025-04-08T10:00:00+07:00"}"#),
    );
    assert_eq!(life.state.due(), Some(at("04-11T17:00")));
    assert_eq!(life.state.pauses[0].from, at("04-08T10:00"));
}

#[test]
fn fields_are_corrected_by_name() {
    let life = working().then("04-08T10:00", "H1", extend(1));
    let place = life.history.len() as u32 - 1;
    let set = r#"{"by":{"amount":3,"unit":"working_days"},"basis":"QĐ 2"}"#;
    let life = life.then("04-08T11:00", "L1", correct(place, set));
    assert_eq!(life.state.due(), Some(at("04-14T17:00")));
    assert_eq!(life.state.extensions[0].2, "QĐ 2");
}

#[test]
fn a_correction_that_fits_no_event_is_illegal_and_left_out_of_what_was_known() {
    let (life, place) = finished_on_tuesday();
    for (target, set, illegal) in [
        (99, json!({}), Illegal::NoSuchEvent),
        (place + 1, json!({}), Illegal::NoSuchEvent),
        (place, json!({"amount": 3}), Illegal::BadCorrection),
        (place, json!({"kind": "resumed"}), Illegal::BadCorrection),
        (place, json!({"at": true}), Illegal::BadCorrection),
    ] {
        let mut history = life.history.clone();
        let (now, reason) = (at("04-10T09:00"), "nhầm".into());
        let set = set.as_object().unwrap().clone();
        let event = dossier::Event::Corrected { target, set, reason };
        history.push(recorded(now, now, "H1", event));
        assert_eq!(fold(&history, &life.calendars).unwrap_err(), illegal, "{target}");
        let state = fold_known(&history, &life.calendars, now, now);
        assert_eq!(state.finished, Some(at("04-08T15:00")));
    }
}

#[test]
fn a_late_entry_is_known_from_its_logging_and_counted_as_logged_late() {
    let reception = dossier::Reception {
        entered_late: Some((at("04-07T09:00"), "mất điện".into())),
        ..reception()
    };
    let life = Life::new().then("04-08T09:00", "K1", Command::Receive(Box::new(reception)));
    assert_eq!(life.state.due(), Some(at("04-09T17:00")));
    assert_eq!(life.state.logged_late, Some(at("04-08T09:00")));
    assert_eq!(state_known_at(&life, "04-08T08:59").received, None);
    assert_eq!(dossier::known_versions(&life.history), [at("04-08T09:00")]);
}

#[test]
fn an_event_known_before_what_it_rests_on_is_left_out_until_then() {
    let mut life = working();
    let calendars = life.calendars.clone();
    let pause =
        dossier::Event::Paused { reason: dossier::event::PauseReason::Agency, basis: "NĐ".into() };
    life.history.push(recorded(at("04-08T09:00"), at("04-10T09:00"), "O1", pause));
    life.history.push(recorded(
        at("04-09T09:00"),
        at("04-09T09:00"),
        "O1",
        dossier::Event::Resumed,
    ));
    let then = fold_known(&life.history, &calendars, at("04-09T09:00"), at("04-09T09:00"));
    assert!(then.pauses.is_empty());
    let now = fold(&life.history, &calendars).unwrap();
    assert_eq!(now.pauses[0].to, Some(at("04-09T09:00")));
}
