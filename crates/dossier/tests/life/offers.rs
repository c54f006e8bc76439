//! Offers without an answer, late supplement requests, declined results.

use calendar::{Instant, SupplementEffect};
use dossier::{Actor, Command, Event, Phase, Reason, Reception, Terms, fold_known};

use crate::fixture::*;

/// A dossier offered to O1 at 09:00 on a Monday, with 240 working minutes to answer (until 13:30).
pub fn offered() -> Life {
    let mut life = Life::new();
    life.accept_within = Some(240);
    life.then("04-07T08:00", "K1", receive()).then("04-07T09:00", "K1", give("O1", "verify"))
}

fn lapse_of(life: &Life) -> Instant {
    life.state.offer.as_ref().unwrap().lapses_at.unwrap()
}

fn holder(life: &Life, at: Instant) -> String {
    let state = fold_known(&life.history, &life.calendars, at, at);
    state.holder_at(at).unwrap().0.to_owned()
}

#[test]
fn an_offer_lapses_into_acceptance_and_the_event_moves_nothing() {
    let life = offered();
    let lapse = lapse_of(&life);
    let plain = &life.calendars["plain"];
    assert_eq!(plain.working_minutes_between(at("04-07T09:00"), lapse), 240);
    assert_eq!(holder(&life, lapse.plus_millis(-1)), "K1");
    assert_eq!(holder(&life, lapse), "O1");
    let events = life.decide(lapse, &Actor::system(), &Command::Lapse).unwrap();
    let (to, step) = ("O1".into(), "verify".into());
    assert_eq!(events, [(lapse, Event::Lapsed { to, step })]);
    let mut logged = life.clone();
    logged.record(lapse, lapse.plus_millis(9_000), "system", events[0].1.clone());
    assert!(!logged.state.has_late_entries);
    let later = lapse.plus_millis(60_000);
    let before = fold_known(&life.history, &life.calendars, later, later);
    assert_eq!(before.holds, logged.state.holds);
    assert_eq!(before.snapshot(later).used_by_step, logged.state.snapshot(later).used_by_step);
    assert_eq!(logged.decide(later, &Actor::system(), &Command::Lapse), Err(Reason::NotPossible));
}

#[test]
fn an_answer_counts_at_the_very_instant_of_the_lapse_and_not_later() {
    let life = offered();
    let lapse = lapse_of(&life);
    let decline = Command::Decline { reason: "không phải việc của tôi".into() };
    for answer in [Command::Accept, decline.clone()] {
        assert!(life.decide(lapse, &who("O1"), &answer).is_ok());
        let late = life.decide(lapse.plus_millis(1), &who("O1"), &answer);
        assert_eq!(late, Err(Reason::OfferLapsed(lapse)));
    }
    let mut declined = life.clone();
    let event = Event::Declined { by: "O1".into(), reason: "không".into() };
    declined.record(lapse, lapse, "O1", event);
    assert_eq!(holder(&declined, lapse.plus_millis(60_000)), "K1");
    // The officer to whom the dossier passed can continue; the officer who gave it cannot.
    let complete = Command::CompleteStep;
    assert!(life.decide(lapse, &who("O1"), &complete).is_ok());
    assert_eq!(life.decide(lapse, &who("K1"), &complete), Err(Reason::NotPermitted));
}

#[test]
fn a_pause_does_not_hold_up_a_lapse_and_a_stand_in_acts_after_it() {
    let life = offered();
    let lapse = lapse_of(&life);
    let until = at("04-09T12:00");
    let stand_in = Command::StandIn { officer: "O1".into(), by: "O2".into(), until };
    let life = life.then("04-07T09:30", "K1", pause()).then("04-07T10:00", "system", stand_in);
    let now = lapse.plus_millis(60_000);
    let state = fold_known(&life.history, &life.calendars, now, now);
    assert_eq!(state.holder_at(now), Some(("O2", Some("O1"), "verify")));
    assert_eq!(lapse_of(&life), lapse);
}

#[test]
fn without_the_setting_an_offer_waits_for_ever() {
    let life = Life::new().then("04-07T08:00", "K1", receive());
    let life = life.then("04-07T09:00", "K1", give("O1", "verify"));
    assert_eq!(holder(&life, at("04-08T16:00")), "K1");
}

/// A dossier of two working days whose duration a supplement restarts if it is requested within
/// three.
pub fn restarting() -> Life {
    restarting_from("04-07T08:00")
}

fn restarting_from(when: &str) -> Life {
    let terms = Terms {
        supplement_effect: SupplementEffect::Restart,
        restart_within: Some(3),
        duration: calendar::Duration::of(9, calendar::Unit::WorkingDays),
        ..terms()
    };
    let reception = Reception { terms, ..reception() };
    Life::new().then(when, "K1", Command::Receive(Box::new(reception)))
}

fn ask(approved_by: Option<&str>) -> Command {
    let approved_by = approved_by.map(str::to_owned);
    Command::AskSupplement { items: vec!["bản sao".into()], approved_by }
}

#[test]
fn a_supplement_restarts_the_duration_when_asked_within_three_working_days() {
    let plain = calendars()["plain"].clone();
    let day = |n: u32| plain.nth_working_day_after(plain.zone.day(at("04-07T08:00")), n);
    let requested_at = |n: u32| plain.first_opening(day(n)).plus_millis(60_000);
    for (n, restarts) in [(1, true), (3, true), (4, false)] {
        let life = restarting();
        let (when, head) = (requested_at(n), Some("H1"));
        let refused = life.decide(when, &who("K1"), &ask(None)).err();
        assert_eq!(refused, (!restarts).then_some(Reason::LateSupplement), "day {n}");
        let due = life.state.due().unwrap();
        let mut life = life;
        for (at, event) in life.decide(when, &who("K1"), &ask(head)).unwrap() {
            life.record(at, at, "K1", event);
        }
        let supplied = plain.first_opening(day(n + 2)).plus_millis(60_000);
        life.record(supplied, supplied, "K1", Event::Supplied { items: Vec::new() });
        let restarted = plain.last_closing(day(n + 2 + 9));
        let continued = plain.last_closing(day(9 + 2));
        assert!(due < continued);
        let expected = if restarts { restarted } else { continued };
        assert_eq!(life.state.due(), Some(expected), "day {n}");
    }
}

/// The dossier is received on Tuesday 8 April, so the third working day is Friday 11.
#[test]
fn the_third_working_day_ends_with_its_date_where_the_terms_say_so() {
    for (by_date, requested_at, restarts) in [
        (true, "04-11T22:00", true),
        (true, "04-12T00:00", false),
        (true, "04-13T22:00", false),
        (true, "04-14T08:00", false),
        (false, "04-13T22:00", true),
        (false, "04-14T08:00", false),
    ] {
        let mut life = restarting_from("04-08T08:00");
        let received = life.history.pop().unwrap();
        let Event::Received { mut terms, code, filing, officer, desk, components, entered_late } =
            received.event
        else {
            unreachable!("the first event is the reception")
        };
        terms.restart_by_date = by_date;
        let event =
            Event::Received { code, filing, terms, officer, desk, components, entered_late };
        life.record(received.at, received.at, "K1", event);
        assert_eq!(
            life.state.supplement_restarts(at(requested_at)),
            Some(restarts),
            "{by_date} {requested_at}"
        );
    }
}

#[test]
fn a_restart_forgets_the_extensions_before_it() {
    let life = restarting()
        .then("04-07T09:00", "H1", extend(2))
        .then("04-07T10:00", "K1", ask(None))
        .then("04-07T11:00", "K1", Command::Supply { items: Vec::new() });
    let due = restarting().state.due();
    assert_eq!(life.state.due(), due);
}

#[test]
fn a_declined_result_opens_the_dossier_again_for_the_one_who_finished_it() {
    let life = working().then("04-07T15:00", "O1", Command::Finish { without_letter: None });
    let due = life.state.due();
    let decline = |reason: &str| Command::DeclineResult { reason: reason.into() };
    assert_eq!(
        life.decide(at("04-07T15:30"), &who("K1"), &decline(" ")),
        Err(Reason::Missing("reason"))
    );
    assert_eq!(
        life.decide(at("04-10T15:30"), &who("K1"), &decline("thiếu con dấu")),
        Err(Reason::DeclinedTooLate)
    );
    let before = life.clone();
    let life = life.then("04-08T09:00", "K1", decline("thiếu con dấu"));
    assert_eq!((life.state.phase, life.state.due()), (Phase::Open, due));
    assert_eq!(life.state.finished, None);
    let hold = life.state.hold().unwrap();
    assert_eq!((hold.officer.as_str(), hold.step.as_str()), ("O1", "verify"));
    // The minutes between finish and decline count for the desk.
    let desk = life.state.holder_at(at("04-08T08:00")).unwrap();
    assert_eq!(desk, ("K1", None, "desk"));
    // What was known before the decline contains the finish.
    let state = fold_known(&life.history, &life.calendars, at("04-08T08:00"), at("04-08T08:00"));
    assert_eq!(state.finished, before.state.finished);
    let again = life.then("04-08T10:00", "O1", Command::Finish { without_letter: None });
    assert_eq!(again.state.finished, Some(at("04-08T10:00")));
    assert_eq!(again.state.declined_results.len(), 1);
}

#[test]
fn the_officer_who_finished_it_cannot_decline_the_result() {
    let begun = received().then("04-07T09:10", "K1", give("K2", "verify"));
    let life = begun.then("04-07T09:20", "K2", Command::Accept).then("04-07T09:30", "K2", finish());
    let decline = Command::DeclineResult { reason: "chưa đúng".into() };
    assert_eq!(life.decide(at("04-07T10:00"), &who("K2"), &decline), Err(Reason::OwnResult));
    assert!(life.decide(at("04-07T10:00"), &who("K1"), &decline).is_ok());
}

#[test]
fn a_due_that_passed_before_the_decline_passes_at_the_decline() {
    let life = working();
    let due = life.state.due().unwrap();
    let mut life = life;
    let finished = due.plus_millis(-3_600_000);
    life.record(finished, finished, "O1", Event::Finished);
    assert_eq!(life.state.became_late(Instant::MAX), None);
    let plain = &life.calendars["plain"];
    let declined = plain.next_open(due.plus_millis(3_600_000)).plus_millis(60_000);
    let event = Event::ResultDeclined { by: "K1".into(), reason: "sai".into() };
    life.record(declined, declined, "K1", event);
    assert_eq!(life.state.became_late(declined), Some(declined));
}
