//! From the command to its events, or to the reason why it is refused. Knows no record.

use calendar::Instant;
use dossier::Actor;

use crate::aggregate::Decide;
use crate::closed_month::command::Command;
use crate::closed_month::event::Event;
use crate::closed_month::state::ClosedMonth;

/// The data that a decision needs.
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
    /// The month was closed at this instant; a closed month is not opened again.
    AlreadyClosed(Instant),
    /// The month ends at this instant and has not ended yet.
    NotEnded(Instant),
    /// No dossier was received by its end.
    BeforeRecord,
    /// Other tables were read than those that would be signed.
    TablesChanged,
    /// The month is open, so there is nothing to sign.
    NotClosed,
    /// The month was signed at this instant.
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

/// Whether a month can be closed, for a page that asks before anything is shown.
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
                closable(context, self)?;
                Ok(vec![Event::Closed(tables)])
            }
            Command::CloseSigned { tables, seen } => {
                closable(context, self)?;
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
