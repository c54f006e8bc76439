//! The properties of a dossier at an instant: outcomes by both rules, the clock, and the flags.

use dossier::{Command, Outcome};

use crate::fixture::*;

fn finished(when: &str) -> Life {
    working().then(when, "O1", Command::Finish { without_letter: Some("quên".into()) })
}

#[test]
fn outcomes_by_date_and_by_instant() {
    use Outcome::{Early, Late, OnTheDay, PastDue, Paused, Withdrawn, Within};
    let withdraw = || Command::Withdraw { reason: "thôi".into() };
    // Due on Wednesday 9 April at 17:00.
    for (name, life, when, by_date, by_instant) in [
        ("the day before", finished("04-08T23:59"), "04-30T09:00", Early, Early),
        ("on the day", finished("04-09T00:00"), "04-30T09:00", OnTheDay, OnTheDay),
        ("at the instant", finished("04-09T17:00"), "04-30T09:00", OnTheDay, OnTheDay),
        ("the same evening", finished("04-09T17:01"), "04-30T09:00", OnTheDay, Late),
        ("the day after", finished("04-10T00:00"), "04-30T09:00", Late, Late),
        ("open at due", working(), "04-09T17:00", Within, Within),
        ("open that evening", working(), "04-09T17:01", Within, PastDue),
        ("open the day after", working(), "04-10T00:00", PastDue, PastDue),
        ("suspended", paused(), "04-30T09:00", Paused, Paused),
        (
            "paused after due",
            working().then("04-10T09:00", "O1", pause()),
            "04-30T09:00",
            PastDue,
            PastDue,
        ),
        (
            "withdrawn late",
            working().then("04-10T09:00", "c", withdraw()),
            "04-30T09:00",
            Withdrawn,
            Withdrawn,
        ),
    ] {
        let snapshot = life.state.snapshot(at(when));
        assert_eq!(snapshot.outcome_by_date, Some(by_date), "{name} by date");
        assert_eq!(snapshot.outcome_by_instant, Some(by_instant), "{name} by instant");
    }
    assert_eq!(
        Life::new().then("04-07T08:00", "c", file()).state.outcome(at("04-07T09:00"), true),
        None
    );
}

#[test]
fn the_clock_runs_stands_and_stops() {
    let filed = Life::new().then("04-07T08:00", "c", file());
    for (life, clock) in [
        (filed, None),
        (working(), Some("running")),
        (paused(), Some("paused")),
        (working().then("04-10T09:00", "O1", pause()), Some("paused")),
        (ready(), Some("stopped")),
        (
            paused().then("04-09T09:00", "c", Command::Withdraw { reason: "thôi".into() }),
            Some("stopped"),
        ),
    ] {
        assert_eq!(life.state.snapshot(at("04-30T09:00")).clock, clock);
    }
    let snapshot = paused().state.snapshot(at("04-30T09:00"));
    assert_eq!((snapshot.due, snapshot.due_suspended), (Some(at("04-09T17:00")), true));
    assert_eq!(snapshot.remaining, Some(calendar::Remaining::Days(1)));
    assert_eq!(snapshot.effective, Some(at("04-07T09:00")));
}

#[test]
fn flags_show_what_may_have_flattered_a_figure() {
    let second = Command::AskSupplement {
        items: vec!["bản đồ".into()],
        approved_by: Some("H1".into()),
    };
    for (name, life, flags) in [
        ("plain", ready(), &[][..]),
        ("sixty minutes left", finished("04-09T16:00"), &["finished_last_hour"]),
        ("sixty-one minutes left", finished("04-09T15:59"), &[]),
        ("late, no minute left", finished("04-09T17:01"), &[]),
        ("extended", working().then("04-08T09:00", "H1", extend(1)), &["extended"]),
        ("paused", paused(), &["paused"]),
        (
            "paused on due's own date",
            working().then("04-09T17:00", "O1", pause()),
            &["paused", "paused_last_day"],
        ),
        (
            "paused after due, on its date",
            working().then("04-09T17:01", "O1", pause()),
            &["paused", "paused_after_due"],
        ),
        (
            "asked twice",
            supplement_asked()
                .then("04-08T10:00", "c", Command::Supply { items: Vec::new() })
                .then("04-08T11:00", "O1", second),
            &["paused", "second_supplement"],
        ),
        (
            "withdrawn late",
            working().then("04-10T09:00", "c", Command::Withdraw { reason: "thôi".into() }),
            &["withdrawn", "withdrawn_late"],
        ),
        (
            "withdrawn in a pause, after the suspended due",
            paused().then("04-14T09:00", "c", Command::Withdraw { reason: "thôi".into() }),
            &["paused", "withdrawn"],
        ),
    ] {
        let codes: Vec<&str> = life.state.flags().into_iter().map(|flag| flag.code()).collect();
        assert_eq!(codes, flags, "{name}");
    }
}
