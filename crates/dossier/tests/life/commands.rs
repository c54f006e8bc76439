//! The effects of single commands: hand-overs, letters and corrections in unusual orders.

use dossier::{Command, Event, Phase};

use crate::fixture::*;

fn holder(life: &Life, when: &str) -> Option<(String, Option<String>, String)> {
    let (officer, acting_for, step) = life.state.holder_at(at(when))?;
    Some((officer.into(), acting_for.map(Into::into), step.into()))
}

fn held_by(life: &Life, rows: &[(&str, &str, Option<&str>, &str)]) {
    for (when, officer, acting_for, step) in rows {
        let expected = ((*officer).into(), acting_for.map(Into::into), (*step).into());
        assert_eq!(holder(life, when), Some(expected), "{when}");
    }
}

#[test]
fn the_giver_holds_until_the_offer_is_accepted() {
    let life = working()
        .then("04-08T09:00", "O1", give("O2", "appraise"))
        .then("04-08T10:00", "O2", Command::Decline { reason: "bận".into() })
        .then("04-08T11:00", "O1", give("O2", "appraise"))
        .then("04-08T14:00", "O2", Command::Accept);
    held_by(
        &life,
        &[
            ("04-07T09:00", "K1", None, "desk"),
            ("04-07T09:59", "K1", None, "desk"),
            ("04-07T10:00", "O1", None, "verify"),
            ("04-08T10:30", "O1", None, "verify"),
            ("04-08T13:59", "O1", None, "verify"),
            ("04-08T14:00", "O2", None, "appraise"),
        ],
    );
    assert_eq!(holder(&life, "04-07T08:59"), None);
}

#[test]
fn a_reassignment_takes_effect_at_once_and_an_open_offer_lapses() {
    let life = working().then("04-08T09:00", "O1", give("O2", "appraise")).then(
        "04-08T10:00",
        "H1",
        reassign("O3"),
    );
    held_by(&life, &[("04-08T10:00", "O3", None, "verify")]);
    assert!(life.state.offer.is_none());
}

#[test]
fn an_absence_that_ends_early_gives_what_is_left_back_from_that_instant() {
    let back = || Command::EndStandIn { officer: "O1".into() };
    let life = working().then("04-08T10:00", "L1", stand_in("O1", "O2", "04-09T17:00")).then(
        "04-08T14:00",
        "system",
        back(),
    );
    held_by(
        &life,
        &[
            ("04-08T09:59", "O1", None, "verify"),
            ("04-08T10:00", "O2", Some("O1"), "verify"),
            ("04-08T13:59", "O2", Some("O1"), "verify"),
            ("04-08T14:00", "O1", None, "verify"),
        ],
    );
    let again = life.decide(at("04-08T15:00"), &dossier::Actor::system(), &back());
    assert_eq!(again, Err(dossier::Reason::NotPossible));
    // The same officers are declared absent and stand-in once more, within the first absence.
    let life = life.then("04-08T15:00", "L1", stand_in("O1", "O2", "04-09T17:00"));
    held_by(
        &life,
        &[("04-08T14:30", "O1", None, "verify"), ("04-08T15:00", "O2", Some("O1"), "verify")],
    );
}

#[test]
fn a_stand_in_acts_for_the_holder_until_the_absence_ends() {
    let life = received()
        .then("04-07T09:10", "L1", stand_in("O1", "O2", "04-08T09:00"))
        .then("04-07T09:30", "K1", give("O1", "verify"))
        .then("04-07T10:00", "O2", Command::Accept)
        // A second absence begins before the end of the first, and a third lies within the second.
        .then("04-08T08:00", "L1", stand_in("K1", "K2", "04-08T12:00"))
        .then("04-08T10:00", "L1", stand_in("O1", "O3", "04-08T14:00"));
    held_by(
        &life,
        &[
            ("04-07T09:30", "K1", None, "desk"),
            ("04-07T10:00", "O2", Some("O1"), "verify"),
            ("04-08T08:59", "O2", Some("O1"), "verify"),
            ("04-08T09:00", "O1", None, "verify"),
            ("04-08T10:00", "O3", Some("O1"), "verify"),
            ("04-08T14:00", "O1", None, "verify"),
        ],
    );
    let officers: Vec<String> =
        life.state.segments(at("04-08T15:00")).into_iter().map(|segment| segment.officer).collect();
    assert_eq!(officers, ["K1", "O2", "O1", "O3", "O1"]);
}

#[test]
fn a_stand_in_cannot_accept_at_the_instant_the_absence_ends() {
    let life = received().then("04-07T09:10", "L1", stand_in("O1", "O2", "04-07T10:00")).then(
        "04-07T09:30",
        "K1",
        give("O1", "verify"),
    );
    let accept = |id: &str| life.decide(at("04-07T10:00"), &who(id), &Command::Accept);
    assert!(accept("O2").is_err() && accept("O1").is_ok());
}

#[test]
fn a_letter_drafted_for_a_due_that_moved_is_drafted_anew() {
    let life = working()
        .then("04-08T08:00", "O1", draft(Some("04-10")))
        .then(
            "04-08T08:10",
            "H1",
            Command::SignApology { reason: None, new_date: None, confirmed: false },
        )
        .then("04-08T08:20", "H1", extend(3));
    let now = at("04-14T08:00");
    // The signed letter's date is before due, so the letter can never be sent.
    assert!(life.decide(now, &who("K1"), &Command::SendApology(None)).is_err());
    let life = life
        .then("04-14T08:00", "O1", draft(Some("04-15")))
        .then(
            "04-14T08:10",
            "H1",
            Command::SignApology { reason: None, new_date: None, confirmed: false },
        )
        .then("04-14T08:20", "K1", Command::SendApology(None));
    assert_eq!(life.state.promises, [(at("04-14T08:20"), day("04-15"))]);
}

#[test]
fn a_one_act_procedure_ends_at_once() {
    let reception = Box::new(reception());
    let command = Command::CompleteAtOnce { reception, paid_vnd: 8000 };
    let life = Life::new().then("04-07T09:00", "K1", command);
    assert_eq!(life.state.phase, Phase::HandedOver);
    assert!(matches!(life.history[1].event, Event::Paid { amount_vnd: 8000 }));
    assert_eq!(life.state.finished, life.state.received);
}

#[test]
fn a_withdrawal_ends_a_pause_and_due_stays_suspended() {
    let life = paused().then("04-14T09:00", "c", Command::Withdraw { reason: "thôi".into() });
    let snapshot = life.state.snapshot(at("04-30T09:00"));
    assert_eq!((snapshot.clock, snapshot.due_suspended), (Some("stopped"), true));
    assert_eq!(life.state.pauses[0].to, Some(at("04-14T09:00")));
    assert_eq!(life.state.became_late(at("04-30T09:00")), None);
    assert_eq!(snapshot.lateness.minutes, 0);
}

#[test]
fn an_import_has_no_clock_to_move() {
    let mut life = Life::new();
    let (received, due) = (at("04-07T09:00"), at("04-09T17:00"));
    let imported = Event::Imported {
        code: "W1".into(),
        filing: filing(),
        zone: "Europe/Amsterdam".into(),
        received,
        due,
        due_stated: true,
        officer: Some("O1".into()),
        finished: None,
        withdrawn: None,
        steps: Vec::new(),
        pauses: Vec::new(),
        imported_at: received,
    };
    life.record(received, at("06-02T09:00"), "import", imported);
    for command in [pause(), ask(), extend(1), change_calendar("swap")] {
        for id in ["O1", "H1", "A1"] {
            assert!(life.decide(at("06-02T10:00"), &who(id), &command).is_err(), "{command:?}");
        }
    }
}
