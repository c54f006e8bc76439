//! A month is closed once, after its end, and signed by the leader who read its tables.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use dossier::{Actor, Role};

use super::*;
use crate::aggregate::{Aggregate, fold};
use crate::closed_month::state::{Signature, Tables};
use crate::testing::recorded;

const END: Instant = Instant(1000);

fn tables(digest: &str) -> Tables {
    Tables { digest: digest.into(), definitions: "2".into(), ..Tables::default() }
}

fn context(at: i64) -> Context {
    Context { at: Instant(at), end: END, begin: Some(Instant(10)) }
}

/// The month after a command at an instant, or the reason of the refusal.
fn after(month: &ClosedMonth, context: Context, command: Command) -> Result<ClosedMonth, Refusal> {
    let leader = Actor::new("LD", Role::Leader, "L");
    let mut month = month.clone();
    for event in month.decide(context, &leader, command)? {
        month.apply(&recorded(context.at, &leader.id, event)).unwrap();
    }
    Ok(month)
}

fn signed(digest: &str, seen: &str) -> Command {
    Command::CloseSigned { tables: tables(digest), seen: seen.into() }
}

fn sign(seen: &str) -> Command {
    Command::Sign { seen: seen.into() }
}

#[test]
fn a_month_is_closed_once_after_its_end_and_signed_as_it_was_read() {
    let open = ClosedMonth::default();
    let closed = after(&open, context(1000), Command::Close(tables("d"))).unwrap();
    let whole = after(&open, context(1000), signed("d", "d")).unwrap();
    let by = |at: i64| Some(Signature { at: Instant(at), by: "LD".into() });
    assert_eq!((closed.signed.clone(), whole.signed.clone()), (None, by(1000)));
    assert_eq!(after(&closed, context(2000), sign("d")).unwrap().signed, by(2000));
    let none = Context { begin: None, ..context(1000) };
    let later = Context { begin: Some(END), ..context(1000) };
    let at = Instant(1000);
    for (month, context, command, why) in [
        (&open, context(999), Command::Close(tables("d")), Refusal::NotEnded(END)),
        (&open, context(999), signed("d", "d"), Refusal::NotEnded(END)),
        (&open, none, Command::Close(tables("d")), Refusal::BeforeRecord),
        (&open, later, signed("d", "d"), Refusal::BeforeRecord),
        (&open, context(1000), signed("d", "e"), Refusal::TablesChanged),
        (&open, context(1000), sign("d"), Refusal::NotClosed),
        (&closed, context(2000), Command::Close(tables("d")), Refusal::AlreadyClosed(at)),
        (&closed, context(2000), signed("d", "d"), Refusal::AlreadyClosed(at)),
        (&closed, context(2000), sign("e"), Refusal::TablesChanged),
        (&whole, context(2000), sign("d"), Refusal::AlreadySigned(at)),
        (&whole, context(2000), signed("d", "d"), Refusal::AlreadyClosed(at)),
    ] {
        assert_eq!(after(month, context, command.clone()), Err(why), "{command:?}");
    }
}

#[test]
fn the_fold_takes_one_closing_and_one_signature_of_the_frozen_tables() {
    let at = Instant(1);
    let recorded = |event| recorded(at, "LD", event);
    let closed = || recorded(Event::Closed(tables("d")));
    let signed = |digest: &str| recorded(Event::Signed { digest: digest.into() });
    assert!(fold::<ClosedMonth>(&[closed(), signed("d")]).is_ok());
    for history in [
        vec![closed(), closed()],
        vec![signed("d")],
        vec![closed(), signed("e")],
        vec![closed(), signed("d"), signed("d")],
    ] {
        assert!(fold::<ClosedMonth>(&history).is_err(), "{history:?}");
    }
}

#[test]
fn an_event_has_the_form_of_the_record() {
    let value = serde_json::to_value(Event::Closed(tables("d"))).unwrap();
    let form = r#"{"as_of":0,"definitions":"2","digest":"d","kind":"closed","tables":""}"#;
    assert_eq!(value.to_string(), form);
    assert_eq!(serde_json::from_value::<Event>(value).unwrap(), Event::Closed(tables("d")));
    let value = serde_json::to_value(Event::Signed { digest: "d".into() }).unwrap();
    assert_eq!(value.to_string(), r#"{"digest":"d","kind":"signed"}"#);
}
