//! Decides a command on a rating: its events, or the reason of a refusal. The module must not know
//! how events are stored.

use calendar::Instant;
use dossier::{Actor, Phase, Role, State};

use crate::aggregate::Decide;
use crate::rating::command::Command;
use crate::rating::event::Event;
use crate::rating::state::Rating;

/// The data that a decision needs in addition to the state.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The instant of the command.
    pub at: Instant,
    /// The dossier that is rated.
    pub dossier: &'a State,
}

/// The reason why a rating is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// An officer cannot rate: only the citizen rates.
    ByOfficer,
    /// The dossier was rated at this instant, and is rated once.
    AlreadyRated(Instant),
    /// The dossier was not received, so there is nothing to rate.
    NotReceived,
    /// The dossier was withdrawn or closed, so there is no result.
    Withdrawn,
    /// The result is not ready.
    NotFinished,
    /// The result is ready at the desk and was not handed over.
    NotGivenOut,
}

impl Refusal {
    /// Every refusal, one of each kind; tests and documents list them.
    pub const ALL: &[Self] = &[
        Self::ByOfficer,
        Self::AlreadyRated(Instant(0)),
        Self::NotReceived,
        Self::Withdrawn,
        Self::NotFinished,
        Self::NotGivenOut,
    ];

    /// The name in messages and machine-readable output.
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

/// The reason why a rating is refused, for a form that must know before anything is entered.
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
