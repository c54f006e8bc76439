//! Refusals of hand-overs, offers and consultations.

use super::*;

pub(super) fn hand_overs() -> Vec<Row> {
    let now = ("04-08T10:00", "O1");
    let offered = || received().then("04-07T09:30", "K1", give("O1", "verify"));
    let give_to =
        |to: &str, step: &str, reason| row(("give", working()), now, give(to, step), reason);
    let return_to =
        |to: &str, step: &str, reason| row(("return", working()), now, give_back(to, step), reason);
    let unknown = || Reason::UnknownStep("print".into());
    let silently = Command::ReturnStep {
        to: "K1".into(),
        unit: "desk".into(),
        step: "desk".into(),
        reason: none(),
    };
    let by_head =
        |command, reason| row(("head", working()), ("04-08T10:00", "H1"), command, reason);
    let until_now = stand_in("O1", "O2", "04-08T10:00");
    let no_reason = Command::Reassign { to: "O2".into(), unit: "TP".into(), reason: String::new() };
    let absent = working().then("04-08T09:00", "H1", stand_in("O2", "O3", "04-09T17:00"));
    let consult = |unit: &str, due| Command::Consult { unit: unit.into(), due: at(due) };
    let life = working().then("04-08T09:00", "O1", consult("other", "04-09T17:00"));
    vec![
        give_to("", "appraise", Reason::Missing("to")),
        give_to("O2", "print", unknown()),
        give_to("O1", "appraise", Reason::SameOfficer),
        row(
            ("second offer", offered()),
            ("04-07T10:00", "K1"),
            give("O2", "verify"),
            Reason::NotPossible,
        ),
        row(
            ("decline", offered()),
            ("04-07T10:00", "O1"),
            Command::Decline { reason: none() },
            Reason::Missing("reason"),
        ),
        row(("begin", working()), now, Command::BeginStep { step: "print".into() }, unknown()),
        row(("return silently", working()), now, silently, Reason::Missing("reason")),
        return_to("K1", "print", unknown()),
        return_to("O1", "verify", Reason::SameOfficer),
        by_head(reassign(""), Reason::Missing("to")),
        by_head(no_reason, Reason::Missing("reason")),
        by_head(reassign("O1"), Reason::SameOfficer),
        by_head(until_now, Reason::BadStandIn),
        by_head(stand_in("O1", "O1", "04-09T17:00"), Reason::BadStandIn),
        row(
            ("absent too", absent),
            ("04-08T10:00", "H1"),
            stand_in("O1", "O2", "04-09T17:00"),
            Reason::BadStandIn,
        ),
        row(("consult", working()), now, consult("", "04-09T17:00"), Reason::Missing("unit")),
        row(("consult", working()), now, consult("other", "04-08T10:00"), Reason::Missing("due")),
        row(
            ("answer another", life),
            ("04-08T10:00", "X1"),
            Command::AnswerConsultation { id: 2 },
            Reason::NoConsultation,
        ),
    ]
}

/// Lists without content, pauses of another field, calendars that are not in force.
pub(super) fn closed_ways() -> Vec<Row> {
    let now = ("04-08T10:00", "O1");
    let monday = ("04-07T09:00", "K1");
    let filed = || Life::new().then("04-07T08:00", "c", file());
    let nothing =
        |item: &str| Command::AskSupplement { items: vec![text(), item.into()], approved_by: None };
    let promise_nothing = Command::PromisePapers { items: vec!["-".into()] };
    let financial = Command::Pause { reason: PauseReason::Financial, basis: text() };
    let of_field = |field: &str| {
        let filing = Filing { field: field.into(), ..filing() };
        let received = Command::Receive(Box::new(Reception { filing, ..reception() }));
        Life::new().then("04-07T09:00", "K1", received)
    };
    vec![
        row(
            ("guide to a mark", filed()),
            monday,
            Command::Guide { missing: vec![text(), "…".into()] },
            Reason::Missing("missing"),
        ),
        row(("ask for a mark", working()), now, nothing("."), Reason::Missing("items")),
        row(("ask for a dash", working()), now, nothing("-"), Reason::Missing("items")),
        row(
            ("promise a dash", supplement_asked()),
            ("04-08T10:00", "c"),
            promise_nothing,
            Reason::Missing("items"),
        ),
        row(
            ("no land", of_field("Hộ tịch")),
            ("04-08T10:00", "K1"),
            financial.clone(),
            Reason::FinancialLandOnly,
        ),
        row(
            ("no field", of_field("")),
            ("04-08T10:00", "K1"),
            financial,
            Reason::FinancialLandOnly,
        ),
        row(
            ("not in force", working()),
            ("04-08T10:00", "A1"),
            change_calendar("plain"),
            Reason::CalendarNotInForce,
        ),
        row(
            ("twice", working().then("04-08T09:00", "A1", change_calendar("swap"))),
            ("04-08T10:00", "A1"),
            change_calendar("swap"),
            Reason::CalendarNotInForce,
        ),
        row(
            ("and back", working().then("04-08T09:00", "A1", change_calendar("swap"))),
            ("04-08T10:00", "A1"),
            change_calendar("plain"),
            Reason::CalendarNotInForce,
        ),
    ]
}

/// Acts that were done already, or that come too early.
pub(super) fn untimely() -> Vec<Row> {
    let approve = || Command::ApproveResult { declined: false, reason: None };
    vec![
        row(
            ("nothing begun", received()),
            ("04-07T10:00", "K1"),
            finish(),
            Reason::NoStepBegun("verify".into()),
        ),
        row(
            ("in the step that decides", begun()),
            ("04-08T10:10", "L1"),
            finish(),
            Reason::ApprovalMissingHere("appraise".into()),
        ),
        row(("approved twice", approved()), ("04-08T11:00", "L1"), approve(), Reason::NotPossible),
        row(
            ("completed twice", working().then("04-08T09:00", "O1", Command::CompleteStep)),
            ("04-08T10:00", "O1"),
            Command::CompleteStep,
            Reason::NotPossible,
        ),
    ]
}

pub(super) fn answers() -> Vec<Row> {
    let late = ("04-07T14:31", "O1");
    let lapsed = || Reason::OfferLapsed(at("04-07T14:30"));
    let decline = || Command::Decline { reason: text() };
    let result = |reason: String| Command::DeclineResult { reason };
    let own = || {
        let begun = received().then("04-07T09:30", "K1", give("K2", "verify"));
        begun.then("04-07T09:40", "K2", Command::Accept).then("04-07T10:00", "K2", finish())
    };
    vec![
        row(("ask late", restarting()), ("04-14T09:00", "K1"), ask(), Reason::LateSupplement),
        row(("accept late", offered()), late, Command::Accept, lapsed()),
        row(("decline late", offered()), late, decline(), lapsed()),
        row(
            ("decline silently", ready()),
            ("04-08T16:00", "K1"),
            result(none()),
            Reason::Missing("reason"),
        ),
        row(("own result", own()), ("04-07T11:00", "K2"), result(text()), Reason::OwnResult),
        row(
            ("two days after", ready()),
            ("04-10T08:00", "K1"),
            result(text()),
            Reason::DeclinedTooLate,
        ),
    ]
}
