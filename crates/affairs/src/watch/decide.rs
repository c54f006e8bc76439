//! Decides a command on a watch: its events, or the reason of a refusal. The module must not know
//! how events are stored.

use calendar::{Day, Instant};
use dossier::{Actor, Role};

use super::command::Command;
use super::event::{Event, WatchedFigure};
use super::state::Watch;
use crate::aggregate::Decide;

/// The most watches that one officer may have.
pub const MAX_WATCHES: usize = 20;

/// The data that a decision needs in addition to the state.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context {
    /// Whether the rules contain the named field, unit and procedure.
    pub exists: bool,
    /// The number of watches that the actor has.
    pub has: usize,
    /// Whether the actor has the same watch already.
    pub has_same: bool,
}

/// The reason why a command is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Only heads, leaders and inspectors have watches.
    MayNotWatch,
    /// The watch was set at this instant.
    AlreadySet(Instant),
    /// The actor has a watch with the same figure, period, threshold and filters.
    SameWatch,
    /// The rules do not contain the field, unit or procedure.
    UnknownFilter,
    /// A head may watch the own unit only.
    OtherUnit,
    /// The officer has [`MAX_WATCHES`] watches.
    TooMany,
    /// The watch does not exist.
    NoSuchWatch,
    /// The watch belongs to another officer.
    NotOwner,
    /// The watch ended at this instant.
    AlreadyEnded(Instant),
    /// The watch has no unread note.
    NoNote,
    /// The figure of this day is on record already.
    AlreadyCounted(Day),
}

impl Refusal {
    /// Every refusal, one of each kind; tests and documents list them.
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

    /// The name in messages and machine-readable output.
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
            Command::See if self.unread_note().is_none() => Err(Refusal::NoNote),
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
    watching: WatchedFigure,
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
    if context.has >= MAX_WATCHES {
        return Err(Refusal::TooMany);
    }
    Ok(Event::Set(watching))
}

#[cfg(test)]
mod tests;
