//! Results that wait at the desk: when the applicant is reminded of them.

use dossier::collection::Schedule;
use dossier::event::ReturnReason;
use dossier::{Command, Phase, Reason};

use crate::fixture::*;
use crate::happy::posted;

const SCHEDULE: Schedule = Schedule { first_days: 7, every_days: 15, times: 2 };

fn remind(number: u32) -> Command {
    Command::RemindCollection { number }
}

#[test]
fn reminders_follow_the_day_on_which_the_result_is_ready_and_due() {
    assert_eq!(working().state.next_collection_reminder(SCHEDULE), None);
    let life = ready();
    let due = life.state.zone.as_ref().unwrap().day(life.state.due().unwrap());
    assert!(life.state.finished < life.state.due(), "ready early");
    let next = |life: &Life| life.state.next_collection_reminder(SCHEDULE);
    assert_eq!(next(&life), Some((1, due.plus(7))), "nobody is reminded before the day promised");
    let life = life.then("04-20T08:00", "system", remind(1));
    assert_eq!(next(&life), Some((2, day("05-05"))));
    let life = life.then("05-06T08:00", "system", remind(2));
    assert_eq!(next(&life), None, "as often as the agency says");
    assert_eq!(life.state.next_collection_reminder(Schedule { times: 0, ..SCHEDULE }), None);
}

#[test]
fn no_reminder_is_sent_twice_nor_after_the_hand_over() {
    let life = ready();
    let refused = |life: &Life, number, why| {
        assert_eq!(life.decide(at("04-20T09:00"), &who("system"), &remind(number)), Err(why));
    };
    refused(&life, 2, Reason::NotPossible);
    let life = life.then("04-20T08:00", "system", remind(1));
    refused(&life, 1, Reason::NotPossible);
    let given = Command::HandOver { without_letter: None, by_code: false };
    let given = life.then("04-21T09:00", "K1", given);
    assert_eq!(
        given.decide(at("04-21T10:00"), &who("system"), &remind(2)),
        Err(Reason::NotPossible)
    );
    assert_eq!(given.state.next_collection_reminder(SCHEDULE), None);
}

#[test]
fn a_result_that_is_ready_again_is_reminded_of_anew() {
    let life = ready().then("04-09T08:00", "system", remind(1));
    let life = life.then("04-09T09:00", "K1", Command::DeclineResult { reason: "sai".into() });
    assert_eq!(life.state.uncollected_since(), None);
    let life = life.then("04-09T10:00", "O1", finish());
    assert_eq!(life.state.next_collection_reminder(SCHEDULE).map(|(number, _)| number), Some(1));
}

#[test]
fn a_result_that_the_post_brings_back_waits_again() {
    let back = || Command::PostReturned { reason: ReturnReason::Absent };
    let life = ready().then("04-08T15:00", "system", remind(1));
    let life = life.then("04-08T16:00", "K1", Command::Post { tracking: "EE1".into() });
    assert!(life.state.is_in_post());
    let life = life.then("04-20T09:00", "K1", back());
    assert_eq!((life.state.phase, life.state.given_out()), (Phase::Ready, None));
    assert_eq!(life.state.returned_by_post, [(at("04-08T16:00"), at("04-20T09:00"))]);
    assert_eq!(life.state.next_collection_reminder(SCHEDULE), Some((1, day("04-27"))), "anew");
    let again = life.then("04-21T09:00", "K1", Command::Post { tracking: "EE2".into() });
    let again = again.then("04-23T09:00", "K1", Command::PostDelivered);
    assert_eq!(again.state.given_out(), Some(at("04-21T09:00")));
    for command in [back(), Command::PostDelivered] {
        let decided = again.decide(at("04-24T09:00"), &who("K1"), &command);
        assert_eq!(decided, Err(Reason::NotPossible), "delivered once");
    }
}

#[test]
fn what_was_handed_over_at_the_desk_is_not_with_the_post() {
    let given = ready().then(
        "04-08T16:00",
        "K1",
        Command::HandOver { without_letter: None, by_code: false },
    );
    let decided = given.decide(at("04-09T09:00"), &who("K1"), &Command::PostDelivered);
    assert_eq!(decided, Err(Reason::NotPossible));
    assert!(posted().decide(at("04-09T09:00"), &who("K1"), &Command::PostDelivered).is_ok());
}
