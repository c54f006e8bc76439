//! From the command to its events, or to the reason why it is refused. Knows no record.

use calendar::Instant;

use crate::closed_month::command::Command;
use crate::closed_month::event::Event;
use crate::closed_month::state::ClosedMonth;

/// What a decision must know.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// Now.
    pub at: Instant,
    /// When the month ends.
    pub end: Instant,
    /// When the register received its first dossier; `None` where it has none.
    pub begin: Option<Instant>,
}

/// Why a month is not closed or signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It was closed then; a closed month is not opened again.
    AlreadyClosed(Instant),
    /// It ends then.
    NotEnded(Instant),
    /// No dossier was received by its end.
    BeforeRecord,
    /// Other tables were read than those that would be signed.
    TablesChanged,
    /// There is nothing to sign: it is open.
    NotClosed,
    /// It was signed then.
    AlreadySigned(Instant),
}

impl Refusal {
    /// Every reason, one of each kind.
    pub const ALL: &[Self] = &[
        Self::AlreadyClosed(Instant(0)),
        Self::NotEnded(Instant(0)),
        Self::BeforeRecord,
        Self::TablesChanged,
        Self::NotClosed,
        Self::AlreadySigned(Instant(0)),
    ];

    /// The word in messages and machine-readable output.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::AlreadyClosed(_) => "already_closed",
            Self::NotEnded(_) => "not_ended",
            Self::BeforeRecord => "before_record",
            Self::TablesChanged => "tables_changed",
            Self::NotClosed => "not_closed",
            Self::AlreadySigned(_) => "already_signed",
        }
    }

    /// The instant that it is about.
    #[must_use]
    pub const fn at(self) -> Option<Instant> {
        match self {
            Self::AlreadyClosed(at) | Self::NotEnded(at) | Self::AlreadySigned(at) => Some(at),
            Self::BeforeRecord | Self::TablesChanged | Self::NotClosed => None,
        }
    }
}

/// What stands in the way of closing a month, for a page that asks before anything is shown.
///
/// # Errors
/// The reason.
pub fn closable(context: Context, month: &ClosedMonth) -> Result<(), Refusal> {
    if let Some((closed, _)) = &month.closed {
        return Err(Refusal::AlreadyClosed(closed.at));
    }
    if context.at < context.end {
        return Err(Refusal::NotEnded(context.end));
    }
    match context.begin.is_some_and(|begin| begin < context.end) {
        true => Ok(()),
        false => Err(Refusal::BeforeRecord),
    }
}

pub(super) fn decide(
    context: Context,
    month: &ClosedMonth,
    command: Command,
) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Close(tables) => {
            closable(context, month)?;
            Ok(vec![Event::Closed(tables)])
        }
        Command::CloseSigned { tables, seen } => {
            closable(context, month)?;
            if tables.digest != seen {
                return Err(Refusal::TablesChanged);
            }
            Ok(vec![Event::Closed(tables), Event::Signed { digest: seen }])
        }
        Command::Sign { seen } => {
            let (_, tables) = month.closed.as_ref().ok_or(Refusal::NotClosed)?;
            match &month.signed {
                Some(signed) => Err(Refusal::AlreadySigned(signed.at)),
                None if tables.digest != seen => Err(Refusal::TablesChanged),
                None => Ok(vec![Event::Signed { digest: seen }]),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use dossier::{Actor, Role};

    use super::*;
    use crate::aggregate::{Aggregate, Recorded, fold};
    use crate::closed_month::state::{Signature, Tables};

    const END: Instant = Instant(1000);

    fn tables(digest: &str) -> Tables {
        Tables { digest: digest.into(), definitions: "2".into(), ..Tables::default() }
    }

    fn context(at: i64) -> Context {
        Context { at: Instant(at), end: END, begin: Some(Instant(10)) }
    }

    /// The month after a command at an instant, or why not.
    fn after(
        month: &ClosedMonth,
        context: Context,
        command: Command,
    ) -> Result<ClosedMonth, Refusal> {
        let leader = Actor::new("LD", Role::Leader, "L");
        let mut month = month.clone();
        for event in month.decide(context, &leader, command)? {
            let (at, actor) = (context.at, leader.id.clone());
            month.apply(&Recorded { at, logged_at: at, actor, event }).unwrap();
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
        let recorded = |event| Recorded { at, logged_at: at, actor: "LD".into(), event };
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
}
