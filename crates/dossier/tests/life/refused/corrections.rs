//! Refused corrections.

use super::*;

/// Corrections that no unit may make in its own favour, and those that no officer may make.
pub(super) fn corrections() -> Vec<Row> {
    let friday = "04-11T09:00";
    let late = working().then(
        "04-10T09:00",
        "O1",
        Command::Finish { without_letter: Some("quên".into()) },
    );
    let end = late.history.len() as u32 - 1;
    let withdrawn = working().then("04-10T09:00", "K1", Command::Withdraw { reason: text() });
    let asked_late = restarting().then("04-14T09:00", "K1", ask_with_approval()).then(
        "04-14T10:00",
        "K1",
        supply(),
    );
    let asked = asked_late.history.len() as u32 - 2;
    let sent = letter_sent();
    let of = |place: usize| place as u32;
    let draft = of(sent.history.iter().position(|r| is_draft(&r.event)).unwrap());
    let extended = || working().then("04-08T09:00", "H1", extend(1));
    let noon = r#"{"at":"2025-04-09T12:00:00+07:00"}"#;
    let illegal = || Reason::IllegalCorrection;
    vec![
        row(("the end", late.clone()), (friday, "H1"), correct(end, noon), Reason::LeaderCorrects),
        row(("the end", late), (friday, "A1"), correct(end, noon), Reason::LeaderCorrects),
        row(("a withdrawal", withdrawn), (friday, "H1"), correct(3, noon), Reason::LeaderCorrects),
        row(
            ("the step", working()),
            ("04-08T10:00", "H1"),
            correct(1, r#"{"step":"appraise"}"#),
            Reason::LeaderCorrects,
        ),
        row(
            ("an extension", extended()),
            ("04-08T10:00", "H1"),
            correct(3, r#"{"by":{"amount":2,"unit":"working_days"}}"#),
            Reason::LeaderCorrects,
        ),
        row(
            ("an extension over the limit", extended()),
            ("04-08T10:00", "L1"),
            correct(3, r#"{"by":{"amount":10,"unit":"working_days"}}"#),
            illegal(),
        ),
        row(
            ("a pause into a supplement", paused()),
            ("04-08T10:00", "L1"),
            correct(3, r#"{"reason":"supplement"}"#),
            illegal(),
        ),
        row(
            ("a late supplement into a timely one", asked_late),
            ("04-14T11:00", "L1"),
            correct(asked, r#"{"at":"2025-04-09T10:00:00+07:00"}"#),
            illegal(),
        ),
        row(
            ("a signed letter", sent),
            (friday, "L1"),
            correct(draft, r#"{"reason":"do dân"}"#),
            illegal(),
        ),
    ]
}

#[test]
fn a_reception_is_corrected_by_its_officer_on_the_day_and_later_by_the_head_of_the_desk() {
    let right = || {
        let filing = Filing { ward: "W2".into(), ..filing() };
        let mut terms = terms();
        terms.steps.remove(0);
        let set = serde_json::json!({ "filing": filing, "terms": terms });
        correct(0, &set.to_string())
    };
    let desk_head = Actor::new("KH", Role::Head, "desk");
    let life = working();
    for (when, who, allowed) in [
        ("04-07T16:00", who("K1"), true),
        ("04-07T16:00", who("K2"), false),
        ("04-08T08:00", who("K1"), false),
        ("04-08T08:00", who("H1"), false),
        ("04-08T08:00", who("A1"), false),
        ("04-08T08:00", desk_head, true),
    ] {
        let decided = life.decide(at(when), &who, &right());
        assert_eq!(
            decided.err(),
            (!allowed).then_some(Reason::ReceiversCorrection),
            "{when} {who:?}"
        );
    }
    let code = correct(0, r#"{"code":"X"}"#);
    assert_eq!(life.decide(at("04-07T16:00"), &who("K1"), &code), Err(Reason::IllegalCorrection));
    // The new procedure has no step `verify`, so its time counts for the desk.
    let life = life.then("04-07T16:00", "K1", right());
    assert_eq!(life.state.filing.ward, "W2");
    let hold = life.state.hold().unwrap();
    assert_eq!((hold.officer.as_str(), hold.step.as_str()), ("O1", "desk"));
}
