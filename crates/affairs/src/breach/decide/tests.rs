//! Every command with its refusals, and histories of tries in any order.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use proptest::prelude::*;

use super::*;
use crate::aggregate::Aggregate;
use crate::breach::event::{DataKind, Nature, PersonsWay};
use crate::breach::state::Standing;
use crate::testing::recorded;

const HOUR: i64 = 3_600_000;

fn at(hour: i64) -> Instant {
    Instant(1_528_000_000_000 + hour * HOUR)
}

fn actor(id: &str) -> Actor {
    match id {
        "KS1" => Actor::new(id, Role::Inspector, "LD"),
        "A1" => Actor::new(id, Role::Specialist, "A"),
        _ => Actor::new(id, Role::Leader, "LD"),
    }
}

fn execute(breach: &mut Breach, who: &str, now: i64, command: Command) -> Result<(), Refusal> {
    let context = Context { at: at(now) };
    let event = breach.decide(context, &actor(who), command)?.remove(0);
    breach.apply(&recorded(at(now), who, event)).unwrap();
    Ok(())
}

fn known(hour: i64, data: &[DataKind]) -> Known {
    Known::new(at(hour), Nature::Disclosure, data.to_vec(), Some(3))
}

fn record(hour: i64) -> Command {
    Command::Record { known: known(hour, &[DataKind::Basic]), text: "Lộ tệp".into() }
}

fn correct(hour: i64, data: &[DataKind]) -> Command {
    Command::Correct { known: known(hour, data), text: "Rà soát lại".into() }
}

fn notify(hour: i64, reason: &str) -> Command {
    let (body, number) = ("A05".into(), "12/TB-UBND".into());
    Command::Notify { body, number, notified_at: at(hour), reason: reason.into() }
}

fn inform(hour: i64) -> Command {
    let way = PersonsWay::Individually;
    Command::InformPersons {
        way,
        informed_at: at(hour),
        persons: Some(3),
        text: "Đã gửi thư".into(),
    }
}

fn leave_out() -> Command {
    Command::LeaveOut { reason: "Tệp không có dữ liệu thật".into() }
}

fn measure() -> Command {
    Command::Measure { text: "Đổi mật khẩu".into() }
}

fn close() -> Command {
    Command::Close { text: "Xong".into() }
}

/// A breach that was discovered and recorded at hour 0.
fn on_record() -> Breach {
    let mut breach = Breach::default();
    execute(&mut breach, "KS1", 0, record(0)).unwrap();
    breach
}

#[test]
fn the_body_is_notified_within_seventy_two_hours_of_the_discovery() {
    let mut breach = Breach::default();
    assert_eq!(execute(&mut breach, "KS1", 0, record(1)), Err(Refusal::Ahead));
    execute(&mut breach, "KS1", 5, record(0)).unwrap();
    assert_eq!(breach.notify_by(), Some(at(72)), "from the discovery, not from its entry");
    assert!(!breach.overdue(at(72)) && breach.overdue(Instant(at(72).0 + 1)));
    assert_eq!(breach.in_time(at(72)), None);
    assert_eq!(breach.in_time(at(73)), Some(false));
    let rows = [
        (notify(81, ""), Err(Refusal::Ahead)),
        (notify(-1, ""), Err(Refusal::BeforeDiscovery(at(0)))),
        (notify(73, " "), Err(Refusal::LateWithoutReason(at(72)))),
        (notify(72, ""), Ok(())),
        (notify(75, ""), Err(Refusal::AlreadyNotified(at(72)))),
        (leave_out(), Err(Refusal::AlreadyNotified(at(72)))),
    ];
    for (command, expected) in rows {
        assert_eq!(execute(&mut breach, "LD1", 80, command.clone()), expected, "{command:?}");
    }
    assert_eq!(breach.in_time(at(80)), Some(true), "entered later, done in time");
    assert!(!breach.overdue(at(80)));
    let mut late = on_record();
    execute(&mut late, "LD1", 80, notify(73, "Mất điện")).unwrap();
    assert_eq!(late.in_time(at(80)), Some(false));
}

#[test]
fn a_breach_is_closed_once_all_were_informed_and_something_was_done() {
    let mut breach = on_record();
    let mut does = |now, command| execute(&mut breach, "KS1", now, command);
    assert_eq!(does(1, close()), Err(Refusal::BodyWaits));
    does(2, leave_out()).unwrap();
    assert_eq!(does(2, leave_out()), Err(Refusal::AlreadyLeftOut(at(2))));
    assert_eq!(does(3, close()), Err(Refusal::NoMeasure));
    does(4, measure()).unwrap();
    // Harm turned out to be possible, and biometric data concerned.
    does(5, notify(5, "")).unwrap();
    does(5, correct(0, &[DataKind::Basic, DataKind::Biometric])).unwrap();
    assert_eq!(does(6, close()), Err(Refusal::PersonsWait));
    assert_eq!(does(6, inform(7)), Err(Refusal::Ahead));
    does(6, inform(6)).unwrap();
    does(7, close()).unwrap();
    for command in [measure(), inform(7), correct(0, &[DataKind::Basic]), close()] {
        assert_eq!(does(8, command), Err(Refusal::AlreadyClosed(at(7))));
    }
    assert_eq!(does(8, record(0)), Err(Refusal::AlreadyRecorded));
    assert!(!breach.waits());
}

#[test]
fn a_breach_stands_where_the_next_act_is() {
    let mut breach = on_record();
    assert_eq!(breach.standing(at(72)), Standing::Waits);
    assert_eq!(breach.standing(at(73)), Standing::Overdue);
    execute(&mut breach, "KS1", 74, leave_out()).unwrap();
    assert_eq!(breach.standing(at(74)), Standing::LeftOut);
    execute(&mut breach, "KS1", 75, notify(75, "Mới rõ hậu quả")).unwrap();
    assert_eq!(breach.standing(at(75)), Standing::Late);
    let mut breach = on_record();
    execute(&mut breach, "KS1", 1, notify(1, "")).unwrap();
    assert_eq!(breach.standing(at(99)), Standing::Notified);
    execute(&mut breach, "KS1", 2, correct(0, &[DataKind::Location])).unwrap();
    assert_eq!(breach.standing(at(3)), Standing::PersonsWait);
    assert_eq!(breach.standing(at(73)), Standing::Overdue, "the persons have the same hours");
    execute(&mut breach, "KS1", 80, inform(80)).unwrap();
    execute(&mut breach, "KS1", 81, measure()).unwrap();
    execute(&mut breach, "KS1", 82, close()).unwrap();
    assert_eq!(breach.standing(at(99)), Standing::Closed);
}

#[test]
fn what_is_known_is_corrected_and_its_hours_with_it() {
    let mut breach = on_record();
    let mut does = |now, command| execute(&mut breach, "KS1", now, command);
    assert_eq!(does(3, correct(4, &[DataKind::Basic])), Err(Refusal::Ahead));
    assert_eq!(does(3, correct(0, &[])), Err(Refusal::NoData));
    does(3, correct(2, &[DataKind::Location])).unwrap();
    does(4, notify(3, "")).unwrap();
    assert_eq!(
        does(5, correct(4, &[DataKind::Location])),
        Err(Refusal::BeforeDiscovery(at(4))),
        "the body was notified before"
    );
    assert_eq!(breach.notify_by(), Some(at(74)));
    assert!(breach.persons_wait() && !breach.body_waits() && breach.overdue(at(75)));
}

#[test]
fn only_those_responsible_act_and_empty_texts_are_refused() {
    let mut breach = Breach::default();
    assert_eq!(execute(&mut breach, "A1", 0, record(0)), Err(Refusal::NotResponsible));
    assert_eq!(execute(&mut breach, "KS1", 0, measure()), Err(Refusal::NotOnRecord));
    let nothing = Command::Record { known: known(0, &[]), text: "x".into() };
    assert_eq!(execute(&mut breach, "KS1", 0, nothing), Err(Refusal::NoData));
    let mut breach = on_record();
    assert_eq!(execute(&mut breach, "KS1", 0, record(0)), Err(Refusal::AlreadyRecorded));
    assert_eq!(execute(&mut breach, "A1", 0, measure()), Err(Refusal::NotResponsible));
    let (body, number, reason) = ("A05".to_owned(), " ".to_owned(), String::new());
    let (way, informed_at) = (PersonsWay::Publicly, at(0));
    let empty = [
        Command::Measure { text: " ".into() },
        Command::LeaveOut { reason: " ".into() },
        Command::Correct { known: known(0, &[DataKind::Basic]), text: " ".into() },
        Command::InformPersons { way, informed_at, persons: None, text: " ".into() },
        Command::Notify { body, number, notified_at: at(0), reason },
    ];
    for command in empty {
        let done = execute(&mut breach, "KS1", 0, command.clone());
        assert_eq!(done, Err(Refusal::EmptyText), "{command:?}");
    }
}

#[test]
fn an_event_reads_as_it_was_written() {
    let event = Event::Recorded(known(0, &[DataKind::Identity, DataKind::Biometric]));
    let text = serde_json::to_string(&event).unwrap();
    assert!(text.contains("\"kind\":\"recorded\"") && text.contains("\"identity\",\"biometric\""));
    assert_eq!(serde_json::from_str::<Event>(&text).unwrap(), event);
}

proptest! {
    /// What is decided folds, in whatever order it is tried, and nothing follows the closing.
    #[test]
    fn tries_in_any_order_fold_and_end_with_the_closing(
        tries in prop::collection::vec((0..8u8, 0..100i64), 1..40),
    ) {
        let mut breach = Breach::default();
        let mut closed = false;
        for (now, (which, hour)) in (100i64..).zip(tries) {
            let command = match which {
                0 => record(hour),
                1 => measure(),
                2 => notify(hour, "x"),
                3 => leave_out(),
                4 => inform(hour),
                5 => correct(hour, &[DataKind::Basic]),
                6 => correct(hour, &[DataKind::Location]),
                _ => close(),
            };
            let done = execute(&mut breach, "KS1", now, command);
            prop_assert!(!(closed && done.is_ok()));
            closed |= breach.closed.is_some();
            prop_assert!(!closed || (breach.notified.is_some() && breach.measures > 0));
            let discovered = breach.known.as_ref().map(|known| known.discovered_at);
            prop_assert!(breach.persons_informed.iter().all(|informed| Some(informed.at) >= discovered));
        }
    }
}
