//! A row for every refusal that an action lists, and none that it does not list.

use std::collections::BTreeSet;

use dossier::actions::REFUSED_BY_ALL;
use dossier::event::PauseReason;
use dossier::{Action, Actor, Command, Decider, Filing, Reason, Reception, Role};

use crate::fixture::*;
use crate::offers::{offered, restarting};

struct Row {
    name: &'static str,
    life: Life,
    when: &'static str,
    who: &'static str,
    command: Command,
    reason: Reason,
}

fn row(
    (name, life): (&'static str, Life),
    (when, who): (&'static str, &'static str),
    command: Command,
    reason: Reason,
) -> Row {
    Row { name, life, when, who, command, reason }
}

fn none() -> String {
    "  ".into()
}

fn text() -> String {
    "lý do".into()
}

fn late_entry(when: &str, reason: &str) -> Reception {
    Reception { entered_late: Some((at(when), reason.into())), ..reception() }
}

fn receptions() -> Vec<Row> {
    let monday = ("04-07T09:00", "K1");
    let filed = || Life::new().then("04-07T08:00", "c", file());
    let incomplete = || Filing { unit: String::new(), ..filing() };
    let mut rows = vec![
        row(
            ("file", Life::new()),
            monday,
            Command::File { filing: incomplete() },
            Reason::Missing("unit"),
        ),
        row(
            ("guide", filed()),
            monday,
            Command::Guide { missing: vec![] },
            Reason::Missing("missing"),
        ),
        row(
            ("refuse", filed()),
            monday,
            Command::Refuse { filing: None, reason: none() },
            Reason::Missing("reason"),
        ),
        row(
            ("refuse at the desk", Life::new()),
            monday,
            Command::Refuse { filing: None, reason: text() },
            Reason::Missing("procedure"),
        ),
    ];
    let unknown = dossier::Terms { calendar: "none".into(), ..terms() };
    let next = at("04-07T13:00");
    let ends = [
        ("no code", monday, Reception { code: none(), ..reception() }, Reason::Missing("code")),
        (
            "no filing",
            monday,
            Reception { filing: incomplete(), ..reception() },
            Reason::Missing("unit"),
        ),
        ("desk closed", ("04-07T12:00", "K1"), reception(), Reason::DeskClosed { next }),
        ("late without reason", monday, late_entry("04-07T08:30", ""), Reason::Missing("reason")),
        ("in the future", monday, late_entry("04-07T09:01", "mất điện"), Reason::InFuture),
        (
            "before the filing",
            monday,
            late_entry("04-07T07:45", "mất điện"),
            Reason::BeforeLastEvent(at("04-07T08:00")),
        ),
        (
            "two working days late",
            ("04-09T09:00", "K1"),
            late_entry("04-07T09:00", "mất điện"),
            Reason::EnteredTooLate,
        ),
        (
            "unknown calendar",
            monday,
            Reception { terms: unknown, ..reception() },
            Reason::OutsideCalendar,
        ),
    ];
    for (name, when, reception, reason) in ends {
        let reception = Box::new(reception);
        let at_once = Command::CompleteAtOnce { reception: reception.clone(), paid_vnd: 0 };
        rows.push(row((name, filed()), when, Command::Receive(reception), reason.clone()));
        rows.push(row((name, filed()), when, at_once, reason));
    }
    rows
}

fn hand_overs() -> Vec<Row> {
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
    let asked = working().then("04-08T09:00", "O1", consult("other", "04-09T17:00"));
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
            ("answer another", asked),
            ("04-08T10:00", "X1"),
            Command::AnswerConsultation { id: 2 },
            Reason::NoConsultation,
        ),
    ]
}

fn clocks() -> Vec<Row> {
    let (now, desk) = (("04-08T10:00", "O1"), ("04-08T10:00", "K1"));
    let unasked = Command::Supply { items: vec!["ảnh".into()] };
    let no_items = Command::AskSupplement { items: vec![none()], approved_by: None };
    let supplied = || supplement_asked().then("04-08T09:30", "c", supply());
    let for_supplement = Command::Pause { reason: PauseReason::Supplement, basis: "NĐ".into() };
    let no_basis = Command::Pause { reason: PauseReason::Agency, basis: none() };
    let reminded = working().then("04-08T09:00", "system", Command::Remind { percent: 50 });
    let silent_change = Command::ChangeCalendar { calendar: "swap".into(), reason: String::new() };
    let by_head = |when, command, reason| row(("extend", working()), (when, "H1"), command, reason);
    let no_extension_basis = Command::Extend {
        by: calendar::Amount { amount: 1, unit: calendar::Unit::WorkingDays },
        basis: none(),
    };
    let move_silently = Command::MoveToUnit { unit: none(), reason: text() };
    vec![
        row(("ask nothing", working()), now, no_items, Reason::Missing("items")),
        row(("bring another", supplement_asked()), desk, unasked, Reason::Missing("items")),
        row(("ask again", supplied()), now, ask(), Reason::SecondSupplement),
        row(("ask in a pause", paused()), now, ask(), Reason::NotPossible),
        row(("pause in a pause", paused()), now, pause(), Reason::NotPossible),
        row(("finish in a pause", paused()), now, finish(), Reason::NotPossible),
        row(("supply unasked", paused()), ("04-08T10:00", "K1"), supply(), Reason::NotPossible),
        row(("resume a supplement", supplement_asked()), now, Command::Resume, Reason::NotPossible),
        row(
            ("the fifteenth day", supplement_asked()),
            ("04-23T16:00", "K1"),
            Command::CloseUnsupplied,
            Reason::StillTime(day("04-23")),
        ),
        row(("pause", working()), now, for_supplement, Reason::PauseBySupplementOnly),
        row(("pause", working()), now, no_basis, Reason::Missing("basis")),
        by_head("04-08T10:00", extend(0), Reason::Missing("amount")),
        by_head("04-08T10:00", no_extension_basis, Reason::Missing("basis")),
        by_head("04-08T10:00", extend(10), Reason::ExtensionLimit(extension_limit())),
        row(
            ("extend twice", working().then("04-08T09:00", "H1", extend(1))),
            ("04-08T10:00", "H1"),
            extend(1),
            Reason::ExtensionLimit(extension_limit()),
        ),
        by_head("04-09T17:01", extend(1), Reason::PastDue(at("04-09T17:00"))),
        row(
            ("calendar", working()),
            ("04-08T10:00", "A1"),
            silent_change,
            Reason::Missing("reason"),
        ),
        row(
            ("calendar", working()),
            ("04-08T10:00", "A1"),
            change_calendar("none"),
            Reason::OutsideCalendar,
        ),
        row(("move", working()), ("04-08T10:00", "A1"), move_silently, Reason::Missing("unit")),
        row(
            ("remind twice", reminded),
            ("04-08T10:00", "system"),
            Command::Remind { percent: 50 },
            Reason::NotPossible,
        ),
    ]
}

/// Lists that say nothing, pauses of another field, calendars that are not in force.
fn closed_ways() -> Vec<Row> {
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

/// What was done already, or comes too early.
fn untimely() -> Vec<Row> {
    let approve = || Command::ApproveResult { declined: false };
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

fn letters() -> Vec<Row> {
    let now = ("04-10T09:00", "O1");
    let silently = Command::DraftApology { reason: none(), unit: "TP".into(), new_date: None };
    let chairman = |date: &str, decision: &str| Command::SetChairmanDate {
        date: day(date),
        decision: decision.into(),
    };
    let by_leader = |date, decision, reason| {
        row(("chairman", letter_sent()), ("04-10T09:00", "L1"), chairman(date, decision), reason)
    };
    // The letter names 2 May; the calendar then closes that day, or an extension goes beyond it.
    let signed = || {
        Life::new()
            .then("04-24T09:00", "K1", receive())
            .then("04-24T09:10", "system", draft(Some("05-02")))
            .then("04-24T09:20", "H1", Command::SignApology { reason: None, new_date: None })
    };
    let extended = signed().then("04-24T09:30", "H1", extend(9));
    let closed = signed().then("04-24T09:30", "A1", change_calendar("swap"));
    let send =
        |life, reason| row(("send", life), ("04-24T10:00", "K1"), Command::SendApology, reason);
    let (weekend, wednesday) = (Reason::NotWorkingDay(day("04-12")), day("04-09"));
    let again = letter_sent().then("04-10T08:30", "L1", chairman("04-21", "QĐ"));
    vec![
        row(("draft", working()), now, silently, Reason::Missing("reason")),
        row(("draft", working()), now, draft(Some("04-12")), weekend.clone()),
        row(("draft", working()), now, draft(Some("04-09")), Reason::NotAfterDue(wednesday)),
        row(("draft in a pause", paused()), now, draft(None), Reason::NotPossible),
        row(("draft a second", again), now, draft(None), Reason::NotPossible),
        row(("not late", ready()), ("04-10T09:00", "K1"), draft(None), Reason::NotLate),
        row(
            ("promised before", promised_then_extended()),
            ("04-09T09:00", "O1"),
            draft(Some("04-21")),
            Reason::AlreadyReappointed,
        ),
        row(
            ("sign nothing", working()),
            ("04-10T09:00", "H1"),
            Command::SignApology { reason: None, new_date: None },
            Reason::NotPossible,
        ),
        row(
            ("send unsigned", letter_drafted()),
            ("04-10T09:00", "K1"),
            Command::SendApology,
            Reason::NotPossible,
        ),
        send(extended, Reason::NotAfterDue(day("05-02"))),
        send(closed, Reason::NotWorkingDay(day("05-02"))),
        by_leader("04-21", " ", Reason::Missing("decision")),
        by_leader("04-12", "QĐ", weekend),
        by_leader("04-09", "QĐ", Reason::NotAfterDue(wednesday)),
        row(
            ("no re-appointment yet", working()),
            ("04-10T09:00", "L1"),
            chairman("04-21", "QĐ"),
            Reason::NotPossible,
        ),
    ]
}

/// A letter with a new date went out before due, which an extension then moved.
fn promised_then_extended() -> Life {
    working()
        .then("04-08T08:00", "O1", draft(Some("04-10")))
        .then("04-08T08:10", "H1", Command::SignApology { reason: None, new_date: None })
        .then("04-08T08:20", "K1", Command::SendApology)
        .then("04-08T08:30", "H1", extend(1))
}

fn ends() -> Vec<Row> {
    let hand_over = || Command::HandOver { without_letter: None };
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

fn answers() -> Vec<Row> {
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

/// The process decides in step `appraise`, which is a leader's and has no time of its own.
fn deciding_reception() -> Reception {
    let mut terms = terms();
    terms.steps[1].decides = Some(Decider::Leader);
    terms.steps[1].budget_minutes = 0;
    Reception { terms, ..reception() }
}

fn deciding() -> Life {
    let reception = deciding_reception();
    Life::new()
        .then("04-07T09:00", "K1", Command::Receive(Box::new(reception)))
        .then("04-07T09:30", "K1", give("O1", "verify"))
        .then("04-07T10:00", "O1", Command::Accept)
}

fn program_draft() -> Command {
    let (reason, unit) = ("unfinished:verify".into(), "TP".into());
    Command::DraftApology { reason, unit, new_date: Some(day("04-14")) }
}

fn signatures() -> Vec<Row> {
    let sign = || Command::SignApology { reason: None, new_date: None };
    let drafted = |when: &str, date| working().then(when, "O1", draft(date));
    let late = begun().then("04-10T08:00", "K1", draft(Some("04-14")));
    let noon = ("04-09T11:30", "H1");
    vec![
        row(
            ("the program's words", working().then("04-09T07:30", "system", program_draft())),
            noon,
            sign(),
            Reason::MachineReason,
        ),
        row(
            ("a second date", promised_then_extended().then("04-09T09:00", "O1", draft(None))),
            ("04-09T09:10", "H1"),
            Command::SignApology { reason: None, new_date: Some(day("04-21")) },
            Reason::AlreadyReappointed,
        ),
        row(
            ("a reception", ready()),
            ("04-08T16:00", "H1"),
            correct(0, r#"{"at":1744000000000}"#),
            Reason::ReceiversCorrection,
        ),
        row(
            ("no date", drafted("04-10T08:00", None)),
            ("04-10T09:00", "H1"),
            sign(),
            Reason::Missing("new_date"),
        ),
        row(("a leader's step", late), ("04-10T09:00", "H1"), sign(), Reason::LeaderSigns),
        row(
            ("the date has come", letter_drafted()),
            ("04-14T09:00", "H1"),
            sign(),
            Reason::NotAfterToday(day("04-14")),
        ),
        row(
            (
                "due moved",
                drafted("04-09T10:00", Some("04-10")).then("04-09T11:00", "H1", extend(1)),
            ),
            noon,
            sign(),
            Reason::NotAfterDue(day("04-10")),
        ),
        row(
            (
                "a day off",
                drafted("04-09T10:00", Some("05-02")).then(
                    "04-09T11:00",
                    "A1",
                    change_calendar("swap"),
                ),
            ),
            noon,
            sign(),
            Reason::NotWorkingDay(day("05-02")),
        ),
        row(
            ("sent too late", letter_signed()),
            ("04-14T09:00", "K1"),
            Command::SendApology,
            Reason::NotAfterToday(day("04-14")),
        ),
    ]
}

/// Held by a leader in the step that decides.
fn begun() -> Life {
    deciding().then("04-08T09:30", "O1", give("L1", "appraise")).then(
        "04-08T10:00",
        "L1",
        Command::Accept,
    )
}

fn decisions() -> Vec<Row> {
    let approve = || Command::ApproveResult { declined: false };
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

fn approved() -> Life {
    begun().then("04-08T10:30", "L1", Command::ApproveResult { declined: false })
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

/// The process decides in step `appraise`, which is the head's of TP; another head holds it.
fn held_by_another_head() -> Life {
    let mut reception = deciding_reception();
    reception.terms.steps[1].decides = Some(Decider::Head);
    Life::new()
        .then("04-07T09:00", "K1", Command::Receive(Box::new(reception)))
        .then("04-07T09:30", "K1", give("HX", "appraise"))
        .then("04-07T10:00", "HX", Command::Accept)
}

/// What no unit corrects in its own favour, and what no officer corrects.
fn corrections() -> Vec<Row> {
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

/// Acts upon one's own clock, and receptions corrected beyond the limits of an entry.
fn own_clocks() -> Vec<Row> {
    let paused_again = || {
        let once = paused().then("04-08T11:00", "O1", Command::Resume);
        once.then("04-08T11:10", "O1", pause()).then("04-08T11:20", "O1", Command::Resume)
    };
    let of_reception = |at: &str| correct(0, &format!(r#"{{"at":"2025-{at}:00+07:00"}}"#));
    let received = ("04-07T16:00", "K1");
    vec![
        row(("pause again", paused_again()), ("04-08T13:00", "O1"), pause(), Reason::FurtherPause),
        row(("to later", working()), received, of_reception("04-07T09:20"), Reason::InFuture),
        row(
            ("two days before", working()),
            received,
            of_reception("04-03T09:00"),
            Reason::EnteredTooLate,
        ),
        row(
            ("while closed", working()),
            received,
            of_reception("04-07T07:00"),
            Reason::DeskClosed { next: at("04-07T07:30") },
        ),
    ]
}

fn is_draft(event: &dossier::Event) -> bool {
    matches!(event, dossier::Event::ApologyDrafted { .. })
}

fn ask_with_approval() -> Command {
    Command::AskSupplement { items: vec!["bản đồ".into()], approved_by: Some("H1".into()) }
}

#[test]
fn the_signer_puts_own_words_in_the_place_of_the_programs() {
    let sign = |reason: &str| Command::SignApology {
        reason: Some(reason.into()),
        new_date: Some(day("04-15")),
    };
    let life = working().then("04-09T07:30", "system", program_draft());
    let machine = life.decide(at("04-09T08:00"), &who("H1"), &sign("unfinished:verify"));
    assert_eq!(machine, Err(Reason::MachineReason));
    let life = life.then("04-09T08:00", "H1", sign("chờ ý kiến của Sở"));
    let letter = life.state.letters.last().unwrap();
    let written = (letter.reason.as_str(), letter.new_date);
    assert_eq!(written, ("chờ ý kiến của Sở", Some(day("04-15"))));
    assert_eq!(letter.signed.as_ref().unwrap().1, "H1");
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
    // The new procedure has no step `verify`: the time in it is the desk's.
    let life = life.then("04-07T16:00", "K1", right());
    assert_eq!(life.state.filing.ward, "W2");
    let hold = life.state.hold().unwrap();
    assert_eq!((hold.officer.as_str(), hold.step.as_str()), ("O1", "desk"));
}

#[test]
fn a_letter_of_a_suspended_dossier_is_not_signed_and_a_date_that_has_come_is_drafted_anew() {
    let suspended = working().then("04-09T10:00", "O1", draft(Some("04-14"))).then(
        "04-09T11:00",
        "O1",
        pause(),
    );
    let refused = suspended.decide(
        at("04-09T11:30"),
        &who("H1"),
        &Command::SignApology { reason: None, new_date: None },
    );
    assert_eq!(refused, Err(Reason::NotPossible));
    let signed = letter_signed();
    let again = draft(Some("04-16"));
    assert_eq!(signed.decide(at("04-11T09:00"), &who("O1"), &again), Err(Reason::NotPossible));
    assert!(signed.decide(at("04-14T09:00"), &who("O1"), &again).is_ok());
}

fn rows() -> Vec<Row> {
    let all = [
        receptions(),
        hand_overs(),
        clocks(),
        letters(),
        ends(),
        answers(),
        signatures(),
        decisions(),
        corrections(),
        own_clocks(),
        closed_ways(),
        untimely(),
    ];
    all.into_iter().flatten().collect()
}

#[test]
fn every_row_is_refused_with_its_reason() {
    for Row { name, life, when, who: id, command, reason } in rows() {
        let decided = life.decide(at(when), &who(id), &command);
        assert_eq!(decided, Err(reason), "{name}: {:?}", command.action());
    }
}

#[test]
fn every_refusal_that_an_action_lists_has_a_row_and_every_row_is_listed() {
    let mut reached: BTreeSet<(Action, &str)> =
        rows().iter().map(|row| (row.command.action(), row.reason.code())).collect();
    reached.retain(|(_, code)| !REFUSED_BY_ALL.contains(code));
    let listed: BTreeSet<(Action, &str)> = Action::ALL
        .iter()
        .flat_map(|&action| action.refusals().iter().map(move |&code| (action, code)))
        .collect();
    assert_eq!(reached, listed);
}
