//! Refusals of the approval, the finish and later acts.

use super::*;

pub(super) fn ends() -> Vec<Row> {
    let hand_over = || Command::HandOver { without_letter: None, by_code: false };
    let unexplained = Command::Finish { without_letter: Some(none()) };
    let late = working().then(
        "04-10T09:00",
        "O1",
        Command::Finish { without_letter: Some("quên".into()) },
    );
    let next = at("04-09T07:30");
    let head = ("04-08T16:00", "H1");
    let correction =
        |set: &str| row(("correct", ready()), head, correct(3, set), Reason::IllegalCorrection);
    let silent = Command::Correct { target: 3, set: serde_json::Map::new(), reason: none() };
    vec![
        row(("late", working()), ("04-10T09:00", "O1"), finish(), Reason::LetterMissing),
        row(("late", working()), ("04-10T09:00", "O1"), unexplained, Reason::LetterMissing),
        row(("late", late), ("04-10T10:00", "K1"), hand_over(), Reason::LetterMissing),
        row(
            ("desk closed", ready()),
            ("04-08T17:00", "K1"),
            hand_over(),
            Reason::DeskClosed { next },
        ),
        row(
            ("post", ready()),
            ("04-08T16:00", "K1"),
            Command::Post { tracking: none() },
            Reason::Missing("tracking"),
        ),
        row(
            ("withdraw", working()),
            ("04-08T16:00", "c"),
            Command::Withdraw { reason: none() },
            Reason::Missing("reason"),
        ),
        row(("correct", ready()), head, silent, Reason::Missing("reason")),
        row(("no such event", ready()), head, correct(9, "{}"), Reason::IllegalCorrection),
        correction(r#"{"at":"2025-04-08T16:01:00+07:00"}"#),
        correction(r#"{"at":"2025-04-07T08:00:00+07:00"}"#),
        correction(r#"{"at":"yesterday"}"#),
        correction(r#"{"kind":"withdrawn"}"#),
        correction(r#"{"finished_at":1}"#),
    ]
}

pub(super) fn decisions() -> Vec<Row> {
    let approve = || Command::ApproveResult { declined: false, reason: None };
    let head_holds = deciding().then("04-08T09:00", "H1", reassign("H1"));
    vec![
        row(
            ("another step", head_holds),
            ("04-08T10:00", "H1"),
            approve(),
            Reason::NotTheApprovalStep("appraise".into()),
        ),
        row(
            ("a leader's decision", begun().then("04-08T10:10", "H1", reassign("H1"))),
            ("04-08T11:00", "H1"),
            approve(),
            Reason::NotTheApprovalStep("appraise".into()),
        ),
        row(
            ("against the proposal, silently", proposed(Some(true))),
            ("04-08T11:00", "L1"),
            approve(),
            Reason::Missing("reason"),
        ),
        row(
            ("not approved", deciding()),
            ("04-08T10:00", "O1"),
            finish(),
            Reason::ApprovalMissing("appraise".into()),
        ),
        row(
            ("approved, then worked on again", approved_then_returned()),
            ("04-08T11:30", "O1"),
            finish(),
            Reason::ApprovalMissingHere("appraise".into()),
        ),
        row(
            ("approved, then given to a step before", approved_then_given_back()),
            ("04-08T11:30", "O1"),
            finish(),
            Reason::ApprovalMissing("appraise".into()),
        ),
        row(
            ("a head of another unit", held_by_another_head()),
            ("04-08T11:30", "HX"),
            approve(),
            Reason::NotTheApprovalStep("appraise".into()),
        ),
        row(
            ("a leader's step", deciding()),
            ("04-08T10:00", "O1"),
            Command::BeginStep { step: "appraise".into() },
            Reason::StepOfAnother("appraise".into()),
        ),
        row(
            ("the desk's step", deciding()),
            ("04-08T10:00", "O1"),
            Command::BeginStep { step: "desk".into() },
            Reason::StepOfAnother("desk".into()),
        ),
        row(
            ("at once what is approved", Life::new()),
            ("04-07T09:00", "K1"),
            Command::CompleteAtOnce { reception: Box::new(deciding_reception()), paid_vnd: 0 },
            Reason::ApprovalMissing("appraise".into()),
        ),
    ]
}

fn approved_then_returned() -> Life {
    let again = approved().then("04-08T11:00", "L1", give_back("O1", "verify"));
    let again = again.then("04-08T11:10", "O1", Command::Accept);
    let forth = again.then("04-08T11:20", "O1", give("O2", "appraise"));
    forth.then("04-08T11:25", "O2", Command::Accept).then("04-08T11:28", "H1", reassign("O1"))
}

fn approved_then_given_back() -> Life {
    let given = approved().then("04-08T11:00", "L1", give("O1", "verify"));
    given.then("04-08T11:10", "O1", Command::Accept)
}

/// The process decides in step `appraise`, which belongs to the head of TP; another head holds the
/// dossier.
fn held_by_another_head() -> Life {
    let mut reception = deciding_reception();
    reception.terms.steps[1].decides = Some(Decider::Head);
    Life::new()
        .then("04-07T09:00", "K1", Command::Receive(Box::new(reception)))
        .then("04-07T09:30", "K1", give("HX", "appraise"))
        .then("04-07T10:00", "HX", Command::Accept)
}

/// A decision needs a reason where it is not the proposal; a proposal ends where a step before the
/// approval is worked on again.
#[test]
fn a_decision_against_the_proposal_says_why() {
    let approve = |declined, reason: Option<&str>| Command::ApproveResult {
        declined,
        reason: reason.map(str::to_owned),
    };
    let again = || {
        let back = proposed(Some(true)).then("04-08T10:10", "L1", give_back("O1", "verify"));
        let verified = back.then("04-08T10:20", "O1", Command::Accept);
        let given = verified.then("04-08T10:30", "O1", give("L1", "appraise"));
        given.then("04-08T10:40", "L1", Command::Accept)
    };
    let passed_on = || {
        let given = proposed(Some(true)).then("04-08T10:10", "L1", give("L2", "appraise"));
        given.then("04-08T10:20", "L2", Command::Accept)
    };
    let missing = Err(Reason::Missing("reason"));
    for (name, life, actor, command, expected) in [
        ("as proposed", proposed(Some(true)), "L1", approve(true, None), Ok(())),
        ("as proposed", proposed(Some(false)), "L1", approve(false, None), Ok(())),
        ("against it", proposed(Some(false)), "L1", approve(true, None), missing.clone()),
        ("with blanks", proposed(Some(false)), "L1", approve(true, Some(" .")), missing.clone()),
        ("with a reason", proposed(Some(false)), "L1", approve(true, Some("thiếu căn cứ")), Ok(())),
        ("nothing proposed", begun(), "L1", approve(true, None), Ok(())),
        ("worked on again", again(), "L1", approve(false, None), Ok(())),
        ("passed on to another leader", passed_on(), "L2", approve(false, None), missing),
    ] {
        let decided = life.decide(at("04-08T11:00"), &who(actor), &command).map(drop);
        assert_eq!(decided, expected, "{name}");
    }
}
