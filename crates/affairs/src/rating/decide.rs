//! From the command to its event, or to the reason why it is refused. Knows no record.

use calendar::Instant;
use dossier::{Actor, Phase, Role, State};

use crate::aggregate::Decide;
use crate::rating::command::Command;
use crate::rating::event::Event;
use crate::rating::state::Rating;

/// The data that a decision needs.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Now.
    pub at: Instant,
    /// The dossier that is rated.
    pub dossier: &'a State,
}

/// Why a rating is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// An officer does not rate: a rating is the citizen's own.
    ByOfficer,
    /// The dossier was rated then; it is rated once.
    AlreadyRated(Instant),
    /// The dossier was not received, so there is nothing to rate.
    NotReceived,
    /// The dossier was withdrawn or closed, so there is no result.
    Withdrawn,
    /// The result is not ready.
    NotFinished,
    /// The result lies at the desk and was not given out yet.
    NotGivenOut,
}

impl Refusal {
    /// Every reason, one of each kind.
    pub const ALL: &[Self] = &[
        Self::ByOfficer,
        Self::AlreadyRated(Instant(0)),
        Self::NotReceived,
        Self::Withdrawn,
        Self::NotFinished,
        Self::NotGivenOut,
    ];

    /// The word in messages and machine-readable output.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::ByOfficer => "by_officer",
            Self::AlreadyRated(_) => "already_rated",
            Self::NotReceived => "not_received",
            Self::Withdrawn => "withdrawn",
            Self::NotFinished => "not_finished",
            Self::NotGivenOut => "not_given_out",
        }
    }
}

/// Why a rating is refused, for a form that asks before anything is entered.
#[must_use]
pub fn obstacle(context: Context<'_>, rating: &Rating, actor: &Actor) -> Option<Refusal> {
    let Context { at, dossier } = context;
    if actor.role != Role::Citizen {
        return Some(Refusal::ByOfficer);
    }
    if let Some(given) = rating.given {
        return Some(Refusal::AlreadyRated(given.at));
    }
    match dossier.phase {
        Phase::Absent | Phase::Filed | Phase::Guided | Phase::Refused => Some(Refusal::NotReceived),
        Phase::Withdrawn => Some(Refusal::Withdrawn),
        Phase::Open => Some(Refusal::NotFinished),
        Phase::Ready | Phase::HandedOver => {
            let given_out = dossier.given_out().is_some_and(|given| given <= at);
            (!given_out).then_some(Refusal::NotGivenOut)
        }
    }
}

impl Decide for Rating {
    type Context<'a> = Context<'a>;
    type Command = Command;
    type Refusal = Refusal;

    fn decide(
        &self,
        context: Context<'_>,
        actor: &Actor,
        command: Command,
    ) -> Result<Vec<Event>, Refusal> {
        let Command { grades, way } = command;
        match obstacle(context, self, actor) {
            Some(refusal) => Err(refusal),
            None => Ok(vec![Event::Rated { grades, way }]),
        }
    }
}

#[cfg(test)]
mod tests;
