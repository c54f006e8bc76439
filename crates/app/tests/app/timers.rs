//! The program's own acts, and their instants.

use dossier::event::PauseReason;
use dossier::{Command, Event};
use store::EventRow;

use crate::support::{Fixture, LAND, ask, at, give, own};

/// The program's own acts on a dossier, each such as `06-11 07:30 50` or `… letter`.
fn deeds(fixture: &Fixture, id: &str) -> Vec<String> {
    let rows = fixture.rows(&own(id));
    let own_deeds = rows.iter().filter(|row| row.event.actor == "system");
    own_deeds.map(describe).collect()
}

fn describe(row: &EventRow) -> String {
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

/// Runs timers up to an instant, twice: the second run has nothing to do.
fn run(fixture: &Fixture, until: &str) {
    fixture.app.run_timers(at(until)).unwrap();
    assert_eq!(fixture.app.run_timers(at(until)).unwrap(), 0);
    fixture.app.commit().unwrap();
}

#[test]
fn the_holder_is_reminded_at_half_and_four_fifths_and_the_letter_is_drafted() {
    let fixture = Fixture::new();
    fixture.receives("x", "D1", "06-04 07:30", LAND);
    // Eleven days of eight hours to 18 June 17:00: half is 44 hours, 80 % are 70 h 24.
    run(&fixture, "06-11 11:29");
    assert!(deeds(&fixture, "x").is_empty());
    run(&fixture, "06-30 00:00");
    let expected = ["06-11 11:30 50", "06-14 15:24 80", "06-15 07:30 letter Some(\"2018-06-21\")"];
    assert_eq!(deeds(&fixture, "x"), expected);
    assert_eq!(fixture.app.next_timer(), None);
    fixture.healthy();
}

#[test]
fn the_holder_is_reminded_anew_when_due_moves_and_never_in_a_pause() {
    let fixture = Fixture::new();
    fixture.receives("x", "D1", "06-04 07:30", LAND);
    run(&fixture, "06-12 08:00");
    fixture.does("x", "D1", "06-12 09:00", ask(None));
    run(&fixture, "07-02 08:00");
    assert_eq!(deeds(&fixture, "x"), ["06-11 11:30 50"]);
    // The pause has fourteen working days after 12 June, up to 2 July: due moves from 18 June to 6
    // July.
    fixture.does("x", "citizen", "07-02 09:00", Command::Supply { items: Vec::new() });
    run(&fixture, "07-20 08:00");
    let state = fixture.state("H00-180604-0001", "07-20 08:00");
    assert_eq!(state.due(), Some(at("07-06 17:00")));
    // Half of the time to the new due passed in the pause.
    let letter = "07-05 07:30 letter Some(\"2018-07-11\")";
    assert_eq!(deeds(&fixture, "x"), ["06-11 11:30 50", letter]);
    fixture.healthy();
}

#[test]
fn a_due_that_moves_is_reminded_of_again() {
    let fixture = Fixture::new();
    fixture.receives("x", "D1", "06-04 07:30", LAND);
    run(&fixture, "06-11 12:00");
    let basis = "Văn bản".to_owned();
    fixture.does("x", "D1", "06-11 13:00", Command::Pause { reason: PauseReason::Agency, basis });
    fixture.does("x", "D1", "06-13 08:00", Command::Resume);
    run(&fixture, "07-20 08:00");
    // Due is 20 June: thirteen days, of which half are 52 hours.
    let halves: Vec<String> =
        deeds(&fixture, "x").into_iter().filter(|deed| !deed.contains("letter")).collect();
    assert_eq!(halves, ["06-11 11:30 50", "06-18 10:42 80"]);
    fixture.does("x", "D1", "07-20 09:00", Command::Note);
    fixture.healthy();
}

#[test]
fn a_moment_that_passed_in_a_pause_is_left_out() {
    let fixture = Fixture::new();
    fixture.receives("x", "D1", "06-04 07:30", LAND);
    // The pause is within one day: due stays, and half of the time passes in it.
    fixture.does("x", "D1", "06-11 09:00", ask(None));
    fixture.does("x", "citizen", "06-11 14:00", Command::Supply { items: Vec::new() });
    run(&fixture, "06-14 17:00");
    assert_eq!(deeds(&fixture, "x"), ["06-14 15:24 80"]);
}

#[test]
fn what_was_due_before_the_reception_is_left_out() {
    let fixture = Fixture::new();
    fixture.receives("x", "D1", "06-04 14:00", crate::support::IN_DAY);
    run(&fixture, "06-05 08:00");
    // Due is on the day of reception, so the last working day before it was Friday.
    assert_eq!(deeds(&fixture, "x"), ["06-04 15:30 50", "06-04 16:24 80"]);
}

#[test]
fn nothing_is_logged_before_what_was_logged_already() {
    let fixture = Fixture::new();
    let mut intake = fixture.intake(crate::support::IN_DAY);
    intake.entered_late = Some((at("06-04 08:00"), "Mất điện".into()));
    let reception = fixture.app.reception(&intake, at("06-04 08:00")).unwrap();
    fixture.does("x", "D1", "06-04 16:30", Command::Receive(reception));
    run(&fixture, "06-05 08:00");
    let logged: Vec<i64> = fixture.rows(&own("x")).iter().map(|row| row.event.logged_at).collect();
    assert!(logged.is_sorted(), "{logged:?}");
    assert_eq!(logged.len(), 3);
    fixture.healthy();
}

#[test]
fn an_absence_is_declared_after_what_was_due_before_it() {
    let fixture = Fixture::new();
    fixture.receives("x", "D1", "06-04 07:30", LAND);
    let absence = app::Absence {
        officer: "D1".into(),
        by: "D2".into(),
        from: at("06-12 08:00"),
        until: at("06-13 08:00"),
    };
    fixture.app.declare_absence(&fixture.who("L1"), &absence).unwrap();
    fixture.app.commit().unwrap();
    assert_eq!(fixture.kinds("x"), ["received", "reminded", "stand_in"]);
    assert_eq!(deeds(&fixture, "x")[0], "06-11 11:30 50");
}

#[test]
fn timers_are_found_again_after_a_restart() {
    let fixture = Fixture::new();
    fixture.receives("x", "D1", "06-04 07:30", LAND);
    let next = fixture.app.next_timer();
    assert_eq!(next, Some(at("06-11 11:30")));
    let fixture = fixture.reopened();
    assert_eq!(fixture.app.next_timer(), next);
}

#[test]
fn an_offer_that_is_not_answered_lapses_and_the_queue_follows() {
    let fixture = Fixture::new();
    let code = fixture.receives("x", "D1", "06-04 07:30", LAND).code;
    fixture.does("x", "D1", "06-04 08:00", give(&fixture, "A1", "verify"));
    // 240 working minutes: 08:00 to 11:30, 13:00 to 13:30.
    let lapse = "06-04 13:30";
    assert_eq!(fixture.app.next_timer(), Some(at(lapse)));
    assert_eq!(fixture.holder(&code, "06-04 13:29"), ("D1".into(), None));
    assert_eq!(fixture.holder(&code, lapse), ("A1".into(), None));
    run(&fixture, "06-04 13:30");
    assert_eq!(fixture.kinds("x").pop().as_deref(), Some("lapsed"));
    let reader = store::Folder::open_reader(fixture.folder.path()).unwrap();
    let row = reader.row(&own("x")).unwrap().unwrap();
    assert_eq!((row.holder.as_deref(), row.offered_to), (Some("A1"), None));
    assert_eq!(fixture.holder(&code, lapse), ("A1".into(), None));
    assert!(matches!(
        fixture.refused("x", "A1", "06-04 14:00", Command::Accept),
        dossier::Reason::OfferLapsed(when) if when == at(lapse)
    ));
    fixture.healthy();
}

#[test]
fn a_command_after_a_lapse_puts_the_lapse_on_record_first() {
    let fixture = Fixture::new();
    fixture.receives("x", "D1", "06-04 07:30", LAND);
    fixture.does("x", "D1", "06-04 08:00", give(&fixture, "A1", "verify"));
    let absence = app::Absence {
        officer: "A1".into(),
        by: "A2".into(),
        from: at("06-04 09:00"),
        until: at("06-05 17:00"),
    };
    fixture.app.declare_absence(&fixture.who("AH"), &absence).unwrap();
    assert_eq!(
        fixture.refused("x", "D1", "06-04 14:00", Command::CompleteStep),
        dossier::Reason::NotPermitted
    );
    fixture.does("x", "A2", "06-04 14:00", Command::CompleteStep);
    let kinds = fixture.kinds("x");
    assert_eq!(kinds[kinds.len() - 3..], ["lapsed", "stand_in", "step_completed"]);
    fixture.healthy();
}

#[test]
fn an_offer_to_a_unit_goes_to_its_head() {
    let fixture = Fixture::new();
    let code = fixture.receives("x", "D1", "06-04 07:30", LAND).code;
    let (to, unit, step) = (String::new(), "A".into(), "verify".into());
    fixture.does(
        "x",
        "D1",
        "06-04 08:00",
        Command::Give { to, unit, step, proposes_decline: None },
    );
    let offer = fixture.state(&code, "06-04 08:00").offer.unwrap();
    assert_eq!(offer.to, "AH");
}
