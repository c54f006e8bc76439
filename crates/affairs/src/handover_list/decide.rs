//! Decides whether a hand-over list is issued. The module must not know how events are stored.

use calendar::Instant;
use dossier::Actor;

use super::command::Command;
use super::event::{Event, ListLine};
use super::state::HandoverList;
use crate::aggregate::Decide;

/// The most dossiers of a list.
pub const MAX_LINES: usize = 200;

/// A dossier that is to stand on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The stream of the dossier.
    pub dossier: String,
    /// The instant of the hand-over to the unit that takes, where the dossier has one of which nothing
    /// was answered or handed out since.
    pub given: Option<Instant>,
    /// The instant of the last list of the same kind on which it stands.
    pub listed: Option<Instant>,
}

/// The data that a decision needs in addition to the state.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    pub candidates: &'a [Candidate],
}

/// The reason why no list is issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The list was issued before.
    AlreadyIssued,
    /// No dossier is named.
    Empty,
    /// More dossiers than a list holds.
    TooMany,
    /// This dossier is not handed over to the unit.
    NotGiven(String),
    /// This dossier stands on a list of this instant.
    AlreadyListed(String, Instant),
}

impl Refusal {
    /// The name in messages and machine-readable output.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::AlreadyIssued => "already_issued",
            Self::Empty => "empty",
            Self::TooMany => "too_many",
            Self::NotGiven(_) => "not_given",
            Self::AlreadyListed(..) => "already_listed",
        }
    }
}

impl Candidate {
    /// The line of the dossier, or why it does not stand on the list.
    fn line(&self) -> Result<ListLine, Refusal> {
        let given = self.given.ok_or_else(|| Refusal::NotGiven(self.dossier.clone()))?;
        match self.listed.filter(|listed| *listed >= given) {
            Some(listed) => Err(Refusal::AlreadyListed(self.dossier.clone(), listed)),
            None => Ok(ListLine { dossier: self.dossier.clone(), at: given }),
        }
    }
}

impl Decide for HandoverList {
    type Context<'a> = Context<'a>;
    type Command = Command;
    type Refusal = Refusal;

    fn decide(
        &self,
        context: Context<'_>,
        _: &Actor,
        command: Command,
    ) -> Result<Vec<Event>, Refusal> {
        let Command::Issue { list, from, to, number, year } = command;
        match context.candidates.len() {
            _ if self.list.is_some() => return Err(Refusal::AlreadyIssued),
            0 => return Err(Refusal::Empty),
            n if n > MAX_LINES => return Err(Refusal::TooMany),
            _ => {}
        }
        let lines = context.candidates.iter().map(Candidate::line).collect::<Result<_, _>>()?;
        Ok(vec![Event::Issued { list, from, to, number, year, lines }])
    }
}

#[cfg(test)]
mod tests;
