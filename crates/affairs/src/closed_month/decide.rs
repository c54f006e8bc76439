//! Decides a command on a month: its events, or the reason of a refusal. The module must not know
//! how events are stored.

use calendar::Instant;
use dossier::Actor;

use crate::aggregate::Decide;
use crate::closed_month::command::Command;
use crate::closed_month::event::Event;
use crate::closed_month::state::ClosedMonth;

/// The data that a decision needs in addition to the state.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// The instant of the command.
    pub at: Instant,
    /// The instant at which the month ends.
    pub end: Instant,
    /// The instant of the register's first reception; `None` where the register is empty.
    pub begin: Option<Instant>,
}

/// The reason why a month is not closed or signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The month was closed at this instant, and a closed month is not opened again.
    AlreadyClosed(Instant),
    /// The month ends at this instant, which is in the future.
    NotEnded(Instant),
    /// No dossier was received before the end of the month.
    BeforeRecord,
    /// The leader read other tables than those that would be signed.
    TablesChanged,
    /// The month is not closed, so there is nothing to sign.
    NotClosed,
    /// The month was signed at this instant.
    AlreadySigned(Instant),
}

impl Refusal {
    /// Every refusal, one of each kind; tests and documents list them.
    pub const ALL: &[Self] = &[
        Self::AlreadyClosed(Instant(0)),
        Self::NotEnded(Instant(0)),
        Self::BeforeRecord,
        Self::TablesChanged,
        Self::NotClosed,
        Self::AlreadySigned(Instant(0)),
    ];

    /// The name in messages and machine-readable output.
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

    /// The instant that the refusal names, if it names one.
    #[must_use]
    pub const fn at(self) -> Option<Instant> {
        match self {
            Self::AlreadyClosed(at) | Self::NotEnded(at) | Self::AlreadySigned(at) => Some(at),
            Self::BeforeRecord | Self::TablesChanged | Self::NotClosed => None,
        }
    }
}

/// Checks whether a month can be closed, for a page that must know before it shows a form.
///
/// # Errors
/// The reason of the refusal.
pub fn check_closable(context: Context, month: &ClosedMonth) -> Result<(), Refusal> {
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

impl Decide for ClosedMonth {
    type Context<'a> = Context;
    type Command = Command;
    type Refusal = Refusal;

    fn decide(
        &self,
        context: Context,
        _actor: &Actor,
        command: Command,
    ) -> Result<Vec<Event>, Refusal> {
        match command {
            Command::Close(tables) => {
                check_closable(context, self)?;
                Ok(vec![Event::Closed(tables)])
            }
            Command::CloseSigned { tables, seen } => {
                check_closable(context, self)?;
                if tables.digest != seen {
                    return Err(Refusal::TablesChanged);
                }
                Ok(vec![Event::Closed(tables), Event::Signed { digest: seen }])
            }
            Command::Sign { seen } => {
                let (_, tables) = self.closed.as_ref().ok_or(Refusal::NotClosed)?;
                match &self.signed {
                    Some(signed) => Err(Refusal::AlreadySigned(signed.at)),
                    None if tables.digest != seen => Err(Refusal::TablesChanged),
                    None => Ok(vec![Event::Signed { digest: seen }]),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
