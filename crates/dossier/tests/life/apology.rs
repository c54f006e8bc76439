//! The stages of the apology letter, instant by instant.

use dossier::{Command, Event};

use crate::fixture::*;

/// Checks the stage of the letter at instants, each on the state folded to that instant.
fn check(name: &str, life: &Life, rows: &[(&str, &str)]) {
    for (when, expected) in rows {
        let now = at(when);
        let state = dossier::fold_known(&life.history, &life.calendars, now, now);
        assert_eq!(state.apology(now).code(), *expected, "{name}: {when}");
    }
}

const WITHOUT: fn() -> Command = || Command::Finish { without_letter: Some("quên".into()) };

#[test]
fn a_letter_is_drafted_the_working_day_before_due() {
    // Due on Wednesday 9 April at 17:00.
    check(
        "never written",
        &working(),
        &[
            ("04-07T09:00", "none"),
            ("04-08T07:29", "none"),
            ("04-08T07:30", "to_draft"),
            ("04-09T17:00", "to_draft"),
            ("04-09T17:01", "violation"),
            ("04-30T09:00", "violation"),
        ],
    );
    let by_due = working()
        .then("04-09T08:00", "O1", draft(Some("04-10")))
        .then(
            "04-09T09:00",
            "H1",
            Command::SignApology { reason: None, new_date: None, confirmed: false },
        )
        .then("04-09T17:00", "K1", Command::SendApology(None));
    check(
        "sent at the instant of due",
        &by_due,
        &[
            ("04-09T07:59", "to_draft"),
            ("04-09T08:00", "drafted"),
            ("04-09T09:00", "signed"),
            ("04-09T17:00", "sent_by_due"),
            ("04-10T09:00", "sent_by_due"),
        ],
    );
    check(
        "sent after due",
        &letter_sent(),
        &[
            ("04-10T08:00", "violation"),
            ("04-10T08:10", "violation"),
            ("04-10T08:20", "sent_after_due"),
        ],
    );
}

#[test]
fn an_end_settles_what_is_owed() {
    let sent = working()
        .then("04-09T08:00", "O1", draft(Some("04-10")))
        .then(
            "04-09T09:00",
            "H1",
            Command::SignApology { reason: None, new_date: None, confirmed: false },
        )
        .then("04-09T10:00", "K1", Command::SendApology(None));
    let in_time = sent.clone().then("04-09T17:00", "O1", finish());
    check(
        "in time after all",
        &in_time,
        &[("04-09T16:59", "sent_by_due"), ("04-09T17:00", "none")],
    );
    let late = sent.then("04-09T17:01", "O1", finish());
    check("late", &late, &[("04-09T17:01", "sent_by_due"), ("04-30T09:00", "sent_by_due")]);
    check("finished in time", &ready(), &[("04-08T14:59", "to_draft"), ("04-08T15:00", "none")]);
    let gap = working().then("04-10T09:00", "O1", WITHOUT()).then(
        "04-10T10:00",
        "K1",
        Command::HandOver { without_letter: Some("quên".into()), by_code: false },
    );
    assert!(gap.state.without_letter);
    check("handed over without", &gap, &[("04-10T10:00", "violation")]);
    let post = |life: Life, when| life.then(when, "K1", Command::Post { tracking: "EE1".into() });
    let posted = post(working().then("04-10T09:00", "O1", WITHOUT()), "04-10T10:00");
    assert!(posted.state.without_letter && !post(ready(), "04-10T10:00").state.without_letter);
    let after = gap
        .then("04-11T08:00", "K1", draft(None))
        .then(
            "04-11T08:10",
            "H1",
            Command::SignApology { reason: None, new_date: None, confirmed: false },
        )
        .then("04-11T08:20", "K1", Command::SendApology(None));
    check(
        "and sent after it",
        &after,
        &[("04-11T08:19", "violation"), ("04-11T08:20", "sent_after_due")],
    );
    let withdrawn = working().then("04-10T09:00", "c", Command::Withdraw { reason: "thôi".into() });
    check("withdrawn late", &withdrawn, &[("04-10T09:00", "violation")]);
    let in_time = working().then("04-09T09:00", "c", Command::Withdraw { reason: "thôi".into() });
    check("withdrawn in time", &in_time, &[("04-09T08:59", "to_draft"), ("04-30T09:00", "none")]);
}

#[test]
fn a_suspended_dossier_owes_none() {
    check("paused", &paused(), &[("04-08T08:59", "to_draft"), ("04-30T09:00", "none")]);
    let resumed = paused().then("04-10T09:00", "O1", Command::Resume);
    // Due moved to Friday 11 April.
    check(
        "resumed",
        &resumed,
        &[("04-10T09:00", "to_draft"), ("04-11T17:00", "to_draft"), ("04-11T17:01", "violation")],
    );
    let after_due = working().then("04-10T09:00", "O1", pause());
    check(
        "paused after due",
        &after_due,
        &[("04-10T09:00", "violation"), ("04-30T09:00", "violation")],
    );
}

#[test]
fn a_letter_counts_for_the_due_in_force_when_it_was_sent() {
    let signed = working().then("04-08T08:00", "O1", draft(Some("04-10"))).then(
        "04-08T08:10",
        "H1",
        Command::SignApology { reason: None, new_date: None, confirmed: false },
    );
    let moved = signed.clone().then("04-08T08:20", "K1", Command::SendApology(None)).then(
        "04-08T09:00",
        "H1",
        extend(2),
    );
    // Due moved to Friday 11 April, so the letter of Tuesday does not count for it.
    check(
        "sent, then due moves",
        &moved,
        &[
            ("04-08T08:20", "sent_by_due"),
            ("04-08T09:00", "none"),
            ("04-10T07:30", "to_draft"),
            ("04-11T17:01", "violation"),
        ],
    );
    assert_eq!(moved.state.became_late(at("04-11T17:00")), None);
    assert_eq!(moved.state.became_late(at("04-11T17:01")), Some(at("04-11T17:00")));
    // The decision refuses this; a record of an earlier program may contain it.
    let mut in_a_pause = signed.then("04-08T09:00", "O1", pause());
    let sent = at("04-08T10:00");
    assert!(in_a_pause.decide(sent, &who("K1"), &Command::SendApology(None)).is_err());
    in_a_pause.record(
        sent,
        sent,
        "K1",
        Event::ApologySent { by: "K1".into(), way: None, tracking: String::new() },
    );
    check("sent in a pause", &in_a_pause, &[("04-08T10:00", "sent_by_due")]);
    let same_day = in_a_pause.clone().then("04-08T11:00", "O1", Command::Resume);
    check("and due did not move", &same_day, &[("04-10T09:00", "sent_by_due")]);
    let moved = in_a_pause.then("04-09T11:00", "O1", Command::Resume);
    check("and due moved", &moved, &[("04-09T11:00", "to_draft"), ("04-10T17:01", "violation")]);
}

#[test]
fn a_moment_to_draft_before_the_reception_is_left_out() {
    let mut one_day = terms();
    one_day.duration.length.amount = 1;
    let reception = Box::new(dossier::Reception { terms: one_day, ..reception() });
    let life = Life::new().then("04-07T09:00", "K1", Command::Receive(reception));
    check("one day", &life, &[("04-08T17:00", "none"), ("04-08T17:01", "violation")]);
}
