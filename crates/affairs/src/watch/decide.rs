//! From a command to its event, or to the reason why it is refused. Knows no record.

use calendar::{Day, Instant};
use dossier::{Actor, Role};

use super::command::Command;
use super::event::{Event, Watching};
use super::state::Watch;
use crate::aggregate::Decide;

/// Watches that one officer may have at a time.
pub const MOST: usize = 20;

/// The data that a decision needs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context {
    /// Whether the rules have the field, the unit and the procedure that are named.
    pub exists: bool,
    /// The number of watches of the actor.
    pub has: usize,
    /// Whether the actor has the same watch already.
    pub has_same: bool,
}

/// Why a command is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Heads, leaders and inspectors watch.
    MayNotWatch,
    /// The watch was set at this instant.
    AlreadySet(Instant),
    /// The actor has a watch of the same figure, period, threshold and filters.
    SameWatch,
    /// A field, unit or procedure that the rules do not have.
    UnknownFilter,
    /// A head watches the own unit.
    OtherUnit,
    /// The officer has [`MOST`] watches.
    TooMany,
    /// The watch does not exist.
    NoSuchWatch,
    /// The watch belongs to another officer.
    NotOwner,
    /// The watch ended at this instant.
    AlreadyEnded(Instant),
    /// The watch has no unread note.
    NoNote,
    /// The day was counted before.
    AlreadyCounted(Day),
}

impl Refusal {
    /// Every reason, one of each kind.
    pub const ALL: &[Self] = &[
        Self::MayNotWatch,
        Self::AlreadySet(Instant(0)),
        Self::SameWatch,
        Self::UnknownFilter,
        Self::OtherUnit,
        Self::TooMany,
        Self::NoSuchWatch,
        Self::NotOwner,
        Self::AlreadyEnded(Instant(0)),
        Self::NoNote,
        Self::AlreadyCounted(Day(0)),
    ];

    /// The word in messages and machine-readable output.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::MayNotWatch => "may_not_watch",
            Self::AlreadySet(_) => "already_set",
            Self::SameWatch => "same_watch",
            Self::UnknownFilter => "unknown_filter",
            Self::OtherUnit => "other_unit",
            Self::TooMany => "too_many",
            Self::NoSuchWatch => "no_such_watch",
            Self::NotOwner => "not_owner",
            Self::AlreadyEnded(_) => "already_ended",
            Self::NoNote => "no_note",
            Self::AlreadyCounted(_) => "already_counted",
        }
    }
}

impl Decide for Watch {
    type Context<'a> = Context;
    type Command = Command;
    type Refusal = Refusal;

    fn decide(
        &self,
        context: Context,
        actor: &Actor,
        command: Command,
    ) -> Result<Vec<Event>, Refusal> {
        if let Command::Set(watching) = command {
            return set(context, self, actor, watching).map(|event| vec![event]);
        }
        let watching = self.watching.as_ref().ok_or(Refusal::NoSuchWatch)?;
        if let Some(at) = self.ended {
            return Err(Refusal::AlreadyEnded(at));
        }
        let owner = if matches!(command, Command::Count(_)) {
            actor.role == Role::System
        } else {
            actor.id == self.owner
        };
        if !owner {
            return Err(Refusal::NotOwner);
        }
        match command {
            Command::Count(finding) => {
                if let Some(last) = self.last_day.filter(|last| finding.day <= *last) {
                    return Err(Refusal::AlreadyCounted(last));
                }
                let past = watching.is_past(finding.part, finding.whole);
                Ok(match (past, &self.note) {
                    (true, _) => vec![Event::Noted(finding)],
                    (false, Some(_)) => vec![Event::Recovered(finding)],
                    (false, None) => Vec::new(),
                })
            }
            Command::See if self.waits().is_none() => Err(Refusal::NoNote),
            Command::See => Ok(vec![Event::Seen]),
            Command::End => Ok(vec![Event::Ended]),
            Command::Set(_) => Err(Refusal::AlreadySet(self.set_at)),
        }
    }
}

fn set(
    context: Context,
    watch: &Watch,
    actor: &Actor,
    watching: Watching,
) -> Result<Event, Refusal> {
    if !matches!(actor.role, Role::Head | Role::Leader | Role::Inspector) {
        return Err(Refusal::MayNotWatch);
    }
    if watch.watching.is_some() {
        return Err(Refusal::AlreadySet(watch.set_at));
    }
    if !context.exists {
        return Err(Refusal::UnknownFilter);
    }
    if actor.role == Role::Head && watching.unit.as_deref() != Some(&actor.unit) {
        return Err(Refusal::OtherUnit);
    }
    if context.has_same {
        return Err(Refusal::SameWatch);
    }
    if context.has >= MOST {
        return Err(Refusal::TooMany);
    }
    Ok(Event::Set(watching))
}

#[cfg(test)]
mod tests;
