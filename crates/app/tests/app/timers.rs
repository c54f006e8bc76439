//! What the program does by itself, and when.

use dossier::event::PauseReason;
use dossier::{Command, Event};
use store::EventRow;

use crate::support::{House, LAND, ask, at, own};

/// Instants of the program's own deeds in a dossier, `06-11 07:30 50` or `… letter`.
fn deeds(house: &House, id: &str) -> Vec<String> {
    let rows = house.rows(&own(id));
    let own_deeds = rows.iter().filter(|row| row.event.actor == "system");
    own_deeds.map(told).collect()
}

fn told(row: &EventRow) -> String {
    let event: Event = serde_json::from_str(&row.event.public_part).unwrap();
    let when = calendar::Zone::VIETNAM.format(calendar::Instant(row.event.happened_at));
    let what = match event {
        Event::Reminded { percent, .. } => percent.to_string(),
        Event::ApologyDrafted { new_date, .. } => {
            format!("letter {:?}", new_date.map(|d| d.to_string()))
        }
        other => format!("{other:?}"),
    };
    format!("{} {what}", when[5..16].replace('T', " "))
}

/// Runs up to an instant, twice: the second finds nothing to do.
fn run(house: &House, until: &str) {
    house.app.run_timers(at(until)).unwrap();
    assert_eq!(house.app.run_timers(at(until)).unwrap(), 0);
    house.app.commit().unwrap();
}

#[test]
fn the_holder_is_reminded_at_half_and_four_fifths_and_the_letter_is_drafted() {
    let house = House::new();
    house.receives("x", "D1", "06-04 07:30", LAND);
    // Eleven days of eight hours to 18 June 17:00: 44 hours, then 70 h 24.
    run(&house, "06-11 11:29");
    assert!(deeds(&house, "x").is_empty());
    run(&house, "06-30 00:00");
    let expected = ["06-11 11:30 50", "06-14 15:24 80", "06-15 07:30 letter Some(\"2018-06-21\")"];
    assert_eq!(deeds(&house, "x"), expected);
    assert_eq!(house.app.next_timer(), None);
    house.healthy();
}

#[test]
fn the_holder_is_reminded_anew_when_due_moves_and_never_in_a_pause() {
    let house = House::new();
    house.receives("x", "D1", "06-04 07:30", LAND);
    run(&house, "06-12 08:00");
    house.does("x", "D1", "06-12 09:00", ask(None));
    run(&house, "07-02 08:00");
    assert_eq!(deeds(&house, "x"), ["06-11 11:30 50"]);
    // Fourteen working days after 12 June, up to 2 July: due moves from 18 June to 6 July.
    house.does("x", "citizen", "07-02 09:00", Command::Supply);
    run(&house, "07-20 08:00");
    let state = house.state("H00-180604-0001", "07-20 08:00");
    assert_eq!(state.due(), Some(at("07-06 17:00")));
    // Half of the time to the new due passed in the pause.
    let letter = "07-05 07:30 letter Some(\"2018-07-11\")";
    assert_eq!(deeds(&house, "x"), ["06-11 11:30 50", letter]);
    house.healthy();
}

#[test]
fn a_due_that_moves_is_reminded_of_again() {
    let house = House::new();
    house.receives("x", "D1", "06-04 07:30", LAND);
    run(&house, "06-11 12:00");
    let basis = "Văn bản".to_owned();
    house.does("x", "D1", "06-11 13:00", Command::Pause { reason: PauseReason::Agency, basis });
    house.does("x", "D1", "06-13 08:00", Command::Resume);
    run(&house, "07-20 08:00");
    // Due is 20 June: thirteen days, half of them 52 hours.
    let halves: Vec<String> =
        deeds(&house, "x").into_iter().filter(|deed| !deed.contains("letter")).collect();
    assert_eq!(halves, ["06-11 11:30 50", "06-18 10:42 80"]);
    house.does("x", "D1", "07-20 09:00", Command::Note);
    house.healthy();
}

#[test]
fn a_moment_that_passed_in_a_pause_is_left_out() {
    let house = House::new();
    house.receives("x", "D1", "06-04 07:30", LAND);
    // Within one day: due stays, and half of the time passes meanwhile.
    house.does("x", "D1", "06-11 09:00", ask(None));
    house.does("x", "citizen", "06-11 14:00", Command::Supply);
    run(&house, "06-14 17:00");
    assert_eq!(deeds(&house, "x"), ["06-14 15:24 80"]);
}

#[test]
fn what_was_due_before_the_reception_is_left_out() {
    let house = House::new();
    house.receives("x", "D1", "06-04 14:00", crate::support::IN_DAY);
    run(&house, "06-05 08:00");
    // Due is the same day: the last working day before it was Friday.
    assert_eq!(deeds(&house, "x"), ["06-04 15:30 50", "06-04 16:24 80"]);
}

#[test]
fn nothing_is_logged_before_what_was_logged_already() {
    let house = House::new();
    let mut intake = house.intake(crate::support::IN_DAY);
    intake.entered_late = Some((at("06-04 08:00"), "Mất điện".into()));
    let reception = house.app.reception(&intake, at("06-04 08:00")).unwrap();
    house.does("x", "D1", "06-04 16:30", Command::Receive(reception));
    run(&house, "06-05 08:00");
    let logged: Vec<i64> = house.rows(&own("x")).iter().map(|row| row.event.logged_at).collect();
    assert!(logged.is_sorted(), "{logged:?}");
    assert_eq!(logged.len(), 3);
    house.healthy();
}

#[test]
fn an_absence_is_declared_after_what_was_due_before_it() {
    let house = House::new();
    house.receives("x", "D1", "06-04 07:30", LAND);
    let absence = app::Absence {
        officer: "D1".into(),
        by: "D2".into(),
        from: at("06-12 08:00"),
        until: at("06-13 08:00"),
    };
    house.app.declare_absence(&house.who("L1"), &absence).unwrap();
    house.app.commit().unwrap();
    assert_eq!(house.kinds("x"), ["received", "reminded", "stand_in"]);
    assert_eq!(deeds(&house, "x")[0], "06-11 11:30 50");
}

#[test]
fn timers_are_found_again_after_a_restart() {
    let house = House::new();
    house.receives("x", "D1", "06-04 07:30", LAND);
    let next = house.app.next_timer();
    assert_eq!(next, Some(at("06-11 11:30")));
    let house = house.reopened();
    assert_eq!(house.app.next_timer(), next);
}
