//! Refusals of drafts, signatures and sending of letters.

use dossier::Sending;

use super::*;

pub(super) fn letters() -> Vec<Row> {
    let now = ("04-10T09:00", "O1");
    let silently = Command::DraftApology { reason: none(), unit: "TP".into(), new_date: None };
    let chairman = |date: &str, decision: &str| Command::SetChairmanDate {
        date: day(date),
        decision: decision.into(),
    };
    let by_leader = |date, decision, reason| {
        row(("chairman", letter_sent()), ("04-10T09:00", "L1"), chairman(date, decision), reason)
    };
    // The letter names 2 May; then a calendar closes that day, or an extension goes beyond it.
    let signed = || {
        Life::new()
            .then("04-24T09:00", "K1", receive())
            .then("04-24T09:10", "system", draft(Some("05-02")))
            .then(
                "04-24T09:20",
                "H1",
                Command::SignApology { reason: None, new_date: None, confirmed: false },
            )
    };
    let extended = signed().then("04-24T09:30", "H1", extend(9));
    let closed = signed().then("04-24T09:30", "A1", change_calendar("swap"));
    let send = |life, reason| {
        row(("send", life), ("04-24T10:00", "K1"), Command::SendApology(None), reason)
    };
    let (weekend, wednesday) = (Reason::NotWorkingDay(day("04-12")), day("04-09"));
    let again = letter_sent().then("04-10T08:30", "L1", chairman("04-21", "QĐ"));
    vec![
        row(("draft", working()), now, silently, Reason::Missing("reason")),
        row(("draft", working()), now, draft(Some("04-12")), weekend.clone()),
        row(("draft", working()), now, draft(Some("04-09")), Reason::NotAfterDue(wednesday)),
        row(("draft in a pause", paused()), now, draft(None), Reason::Suspended),
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
            Command::SignApology { reason: None, new_date: None, confirmed: false },
            Reason::NotPossible,
        ),
        row(
            ("send unsigned", letter_drafted()),
            ("04-10T09:00", "K1"),
            Command::SendApology(None),
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

/// Letters that are not owed, and the ways of sending.
pub(super) fn sendings() -> Vec<Row> {
    let sign = || Command::SignApology { reason: None, new_date: None, confirmed: false };
    let drafted = || working().then("04-09T10:00", "O1", draft(Some("04-14")));
    let signed = drafted().then("04-09T10:30", "H1", sign());
    vec![
        row(
            ("sign in a pause", drafted().then("04-09T11:00", "O1", pause())),
            ("04-09T11:30", "H1"),
            sign(),
            Reason::Suspended,
        ),
        row(
            ("send in a pause", signed.then("04-09T11:00", "O1", pause())),
            ("04-09T11:30", "K1"),
            Command::SendApology(Some(Sending::InPerson)),
            Reason::Suspended,
        ),
        row(
            ("sign what is not owed", drafted_then_ready()),
            ("04-10T09:00", "H1"),
            sign_confirmed(),
            Reason::NotLate,
        ),
        row(
            ("send what is not owed", signed_then_ready()),
            ("04-10T09:00", "K1"),
            Command::SendApology(Some(Sending::InPerson)),
            Reason::NotLate,
        ),
        row(
            ("posted without a number", letter_signed()),
            ("04-10T09:00", "K1"),
            Command::SendApology(Some(Sending::Post { tracking: " ".into() })),
            Reason::Missing("tracking"),
        ),
        row(
            ("twice into the outbox", letter_queued()),
            ("04-10T09:00", "K1"),
            Command::SendApology(Some(Sending::Electronic)),
            Reason::LetterWaits,
        ),
        row(
            ("an officer's word for the program's", letter_queued()),
            ("04-10T09:00", "K1"),
            Command::SendApology(Some(Sending::Delivered)),
            Reason::NotPermitted,
        ),
        row(
            ("the program's word for an officer's", letter_signed()),
            ("04-10T09:00", "system"),
            Command::SendApology(Some(Sending::InPerson)),
            Reason::NotPermitted,
        ),
        row(
            ("delivered what does not wait", letter_signed()),
            ("04-10T09:00", "system"),
            Command::SendApology(Some(Sending::Delivered)),
            Reason::NotPossible,
        ),
        row(
            ("delivered after its new date has come", letter_queued()),
            ("04-14T09:00", "system"),
            Command::SendApology(Some(Sending::Delivered)),
            Reason::NotAfterToday(day("04-14")),
        ),
    ]
}

/// A letter with a new date was sent before due; then an extension moved due.
fn promised_then_extended() -> Life {
    working()
        .then("04-08T08:00", "O1", draft(Some("04-10")))
        .then(
            "04-08T08:10",
            "H1",
            Command::SignApology { reason: None, new_date: None, confirmed: false },
        )
        .then("04-08T08:20", "K1", Command::SendApology(None))
        .then("04-08T08:30", "H1", extend(1))
}

fn sign_confirmed() -> Command {
    Command::SignApology { reason: None, new_date: None, confirmed: true }
}

fn drafted_then_ready() -> Life {
    working().then("04-09T08:00", "system", program_draft()).then("04-09T15:00", "O1", finish())
}

fn signed_then_ready() -> Life {
    let drafted = working().then("04-09T08:00", "system", program_draft());
    drafted.then("04-09T08:10", "H1", sign_confirmed()).then("04-09T15:00", "O1", finish())
}

fn program_draft() -> Command {
    let (reason, unit) = ("unfinished:verify".into(), "TP".into());
    Command::DraftApology { reason, unit, new_date: Some(day("04-14")) }
}

pub(super) fn signatures() -> Vec<Row> {
    let sign = || Command::SignApology { reason: None, new_date: None, confirmed: false };
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
            Command::SignApology { reason: None, new_date: Some(day("04-21")), confirmed: false },
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
            Command::SendApology(None),
            Reason::NotAfterToday(day("04-14")),
        ),
    ]
}

#[test]
fn the_signer_puts_own_words_in_the_place_of_the_programs() {
    let sign = |reason: &str| Command::SignApology {
        reason: Some(reason.into()),
        new_date: Some(day("04-15")),
        confirmed: true,
    };
    let life = working().then("04-09T07:30", "system", program_draft());
    let machine = life.decide(at("04-09T08:00"), &who("H1"), &sign("unfinished:verify"));
    assert_eq!(machine, Err(Reason::MachineReason));
    let confirmed = life.clone().then("04-09T08:00", "H1", sign_confirmed());
    let signed = confirmed.history.last().map(|recorded| recorded.event.clone());
    assert_eq!(signed, Some(Event::ApologySigned { by: "H1".into(), confirmed: true }));
    let life = life.then("04-09T08:00", "H1", sign("chờ ý kiến của Sở"));
    let letter = life.state.letters.last().unwrap();
    let written = (letter.reason.as_str(), letter.new_date);
    assert_eq!(written, ("chờ ý kiến của Sở", Some(day("04-15"))));
    assert_eq!(letter.signed.as_ref().unwrap().1, "H1");
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
        &Command::SignApology { reason: None, new_date: None, confirmed: false },
    );
    assert_eq!(refused, Err(Reason::Suspended));
    let signed = letter_signed();
    let again = draft(Some("04-16"));
    assert_eq!(signed.decide(at("04-11T09:00"), &who("O1"), &again), Err(Reason::NotPossible));
    assert!(signed.decide(at("04-14T09:00"), &who("O1"), &again).is_ok());
}
