//! Lateness and its parts, computed by hand; and the division alone.

use dossier::lateness::divide;
use dossier::{Command, State};
use proptest::prelude::*;

use crate::fixture::*;

type Parts<'a> = (i64, &'a [(&'a str, i64)], &'a [(&'a str, &'a str, i64)]);

fn check(name: &str, state: &State, when: &str, (minutes, by_step, by_holder): Parts<'_>) {
    let lateness = state.lateness(at(when));
    assert_eq!(lateness.minutes, minutes, "{name}");
    let steps: Vec<(&str, i64)> =
        lateness.by_step.iter().map(|(step, part)| (step.as_str(), *part)).collect();
    assert_eq!(steps, by_step, "{name}");
    let holders: Vec<(&str, &str, i64)> = lateness
        .by_holder
        .iter()
        .map(|(step, officer, part)| (step.as_str(), officer.as_str(), *part))
        .collect();
    assert_eq!(holders, by_holder, "{name}");
}

fn late_finish() -> Command {
    Command::Finish { without_letter: Some("quên".into()) }
}

#[test]
fn parts_follow_the_overruns() {
    // Due on Wednesday 9 April at 17:00; `desk` holds Monday 09:00–10:00, 60 minutes over its 0.
    let alone = working().then("04-10T09:30", "O1", late_finish());
    // O1 holds 330 + 480 + 480 + 120 = 1410 minutes, 930 over 480.
    check(
        "a step and the desk",
        &alone.state,
        "05-05T09:00",
        (120, &[("desk", 7), ("verify", 113)], &[("desk", "K1", 7), ("verify", "O1", 113)]),
    );
    check("not late at the instant of due", &working().state, "04-09T17:00", (0, &[], &[]));
    check("late, by no minute", &working().state, "04-10T07:30", (0, &[], &[]));
    check(
        "open, a minute on",
        &working().state,
        "04-10T07:31",
        (1, &[("verify", 1)], &[("verify", "O1", 1)]),
    );
    let after_hours = working().then("04-09T20:00", "O1", late_finish());
    check("finished outside hours", &after_hours.state, "05-05T09:00", (0, &[], &[]));
    assert!(after_hours.state.became_late(at("05-05T09:00")).is_some());
    let withdrawn = working().then("04-11T09:00", "c", Command::Withdraw { reason: "thôi".into() });
    check("withdrawn", &withdrawn.state, "05-05T09:00", (0, &[], &[]));
}

#[test]
fn a_pause_after_due_leaves_the_lateness() {
    let life = working()
        .then("04-10T09:00", "O1", pause())
        .then("04-10T11:00", "O1", Command::Resume)
        .then("04-10T11:30", "O1", late_finish());
    // 90 minutes before the pause, 30 after it: the same as without the pause.
    check(
        "paused after due",
        &life.state,
        "05-05T09:00",
        (120, &[("desk", 7), ("verify", 113)], &[("desk", "K1", 7), ("verify", "O1", 113)]),
    );
    assert_eq!(life.state.due(), Some(at("04-09T17:00")));
}

#[test]
fn visits_of_a_returned_step_add_up_and_a_part_is_divided_by_minutes_held() {
    let life = working()
        // verify: O1 330 minutes on Monday; appraise: O2 all Tuesday.
        .then("04-07T17:00", "O1", give("O2", "appraise"))
        .then("04-07T17:00", "O2", Command::Accept)
        // verify again: O3 all Wednesday and two hours of Thursday, the second by the stand-in.
        .then("04-08T17:00", "O2", give_back("O3", "verify"))
        .then("04-08T17:00", "O3", Command::Accept)
        .then("04-10T08:30", "L1", stand_in("O3", "O9", "04-14T09:00"))
        .then("04-10T09:30", "O9", late_finish());
    let calendar = life.state.calendar.clone().unwrap();
    let used = life.state.used_by_step(&calendar, at("05-05T09:00"));
    let used: Vec<(&str, i64)> = used.iter().map(|(step, used)| (step.as_str(), *used)).collect();
    assert_eq!(used, [("desk", 60), ("verify", 930), ("appraise", 480)]);
    // Overruns 60, 450, 0. verify: O1 330, O3 540, O9 60 of 930.
    check(
        "returned",
        &life.state,
        "05-05T09:00",
        (
            120,
            &[("desk", 14), ("verify", 106)],
            &[("desk", "K1", 14), ("verify", "O1", 38), ("verify", "O3", 61), ("verify", "O9", 7)],
        ),
    );
}

#[test]
fn without_overrun_it_is_divided_by_time_used() {
    let mut generous = terms();
    generous.steps.iter_mut().for_each(|step| step.budget_minutes = 4000);
    generous.steps[0].id = "desk".into();
    let reception = Box::new(dossier::Reception { terms: generous, ..reception() });
    let life = Life::new()
        .then("04-07T09:00", "K1", Command::Receive(reception))
        .then("04-08T17:00", "K1", give("O1", "appraise"))
        .then("04-08T17:00", "O1", Command::Accept)
        .then("04-10T09:30", "O1", late_finish());
    // desk 390 + 480, appraise 480 + 120.
    check(
        "no overrun",
        &life.state,
        "05-05T09:00",
        (120, &[("desk", 71), ("appraise", 49)], &[("desk", "K1", 71), ("appraise", "O1", 49)]),
    );
}

#[test]
fn instants_are_cut_down_to_the_minute() {
    let mut life = working();
    let end = at("04-10T07:31").plus_millis(59_999);
    life.record(end, end, "O1", dossier::Event::Finished);
    check(
        "a minute and a bit",
        &life.state,
        "05-05T09:00",
        (1, &[("verify", 1)], &[("verify", "O1", 1)]),
    );
}

#[test]
fn division_by_largest_remainder() {
    for (whole, weights, parts) in [
        (10, &[1, 1, 1][..], &[4, 3, 3][..]),
        (2, &[1, 1, 1], &[1, 1, 0]),
        (1, &[0, 5, 5], &[0, 1, 0]),
        (7, &[0, 0], &[0, 0]),
        (0, &[3, 4], &[0, 0]),
        (5, &[], &[]),
        (3, &[1, 2, 3], &[1, 1, 1]),
        (i64::MAX, &[i64::MAX, i64::MAX], &[i64::MAX / 2 + 1, i64::MAX / 2]),
    ] {
        assert_eq!(divide(whole, weights), parts, "{whole} by {weights:?}");
    }
}

proptest! {
    #[test]
    fn parts_are_the_exact_shares_rounded_up_or_down(
        whole in 0..100_000_i64, weights in prop::collection::vec(0..5000_i64, 1..9)
    ) {
        let sum: i64 = weights.iter().sum();
        prop_assume!(sum > 0);
        let parts = divide(whole, &weights);
        prop_assert_eq!(parts.iter().sum::<i64>(), whole);
        for (index, (&part, &weight)) in parts.iter().zip(&weights).enumerate() {
            let floor = whole * weight / sum;
            prop_assert!(part == floor || part == floor + 1);
            prop_assert!(weight > 0 || part == 0);
            // A part that was rounded up has the larger remainder, or an equal one and an earlier
            // position.
            let remainder = |index: usize| whole * weights[index] % sum;
            for other in 0..parts.len() {
                let other_up = parts[other] > whole * weights[other] / sum;
                if part > floor && !other_up && other < index {
                    prop_assert!(remainder(index) > remainder(other));
                }
            }
        }
    }
}
