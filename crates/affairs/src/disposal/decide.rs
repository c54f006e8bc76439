//! From a command to its event, or to the reason why it is refused. Knows no record.

use calendar::Instant;
use dossier::{Actor, Role};

use crate::aggregate::Decide;
use crate::disposal::command::Command;
use crate::disposal::event::Event;
use crate::disposal::state::Disposal;

/// The data that a decision needs.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The streams of the dossiers in question that may be erased now.
    pub erasable: &'a [String],
}

/// Why a command is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing was proposed under this name.
    NotOnRecord,
    /// The actor is not responsible for retention.
    NotResponsible,
    /// It was proposed before.
    AlreadyProposed,
    /// No dossier is named.
    NothingChosen,
    /// A dossier of the list may not be erased now.
    NotErasable,
    /// The text is empty.
    EmptyText,
    /// The actor proposed it.
    OwnProposal,
    /// It was approved or sent back at this instant.
    AlreadyDecided(Instant),
}

impl Refusal {
    /// Every reason, one of each kind.
    pub const ALL: &[Self] = &[
        Self::NotOnRecord,
        Self::NotResponsible,
        Self::AlreadyProposed,
        Self::NothingChosen,
        Self::NotErasable,
        Self::EmptyText,
        Self::OwnProposal,
        Self::AlreadyDecided(Instant(0)),
    ];

    /// The word in messages and machine-readable output.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotOnRecord => "not_on_record",
            Self::NotResponsible => "not_responsible",
            Self::AlreadyProposed => "already_proposed",
            Self::NothingChosen => "nothing_chosen",
            Self::NotErasable => "not_erasable",
            Self::EmptyText => "empty_text",
            Self::OwnProposal => "own_proposal",
            Self::AlreadyDecided(_) => "already_decided",
        }
    }

    /// The instant that the reason names.
    #[must_use]
    pub const fn at(self) -> Option<Instant> {
        match self {
            Self::AlreadyDecided(at) => Some(at),
            _ => None,
        }
    }
}

/// Why an actor cannot act on a disposal now, for a page that shows its forms.
#[must_use]
pub fn obstacle_to_act(disposal: &Disposal, actor: &Actor) -> Option<Refusal> {
    // The system: an erasure that a restored backup has still waiting.
    if !matches!(actor.role, Role::Leader | Role::Inspector | Role::System) {
        return Some(Refusal::NotResponsible);
    }
    if disposal.proposed.is_none() {
        return Some(Refusal::NotOnRecord);
    }
    disposal.outcome.as_ref().map(|outcome| Refusal::AlreadyDecided(outcome.at))
}

fn written(text: &str) -> Result<(), Refusal> {
    if text.trim().is_empty() { Err(Refusal::EmptyText) } else { Ok(()) }
}

/// Whether each dossier may be erased.
fn all_erasable(dossiers: &[String], context: Context<'_>) -> Result<(), Refusal> {
    let all = dossiers.iter().all(|dossier| context.erasable.contains(dossier));
    if all { Ok(()) } else { Err(Refusal::NotErasable) }
}

impl Decide for Disposal {
    type Context<'a> = Context<'a>;
    type Command = Command;
    type Refusal = Refusal;

    fn decide(
        &self,
        context: Context<'_>,
        actor: &Actor,
        command: Command,
    ) -> Result<Vec<Event>, Refusal> {
        let event = match (obstacle_to_act(self, actor), command) {
            (
                Some(Refusal::NotOnRecord),
                Command::Propose { dossiers, bases, permitted_by, reason },
            ) => {
                if dossiers.is_empty() {
                    return Err(Refusal::NothingChosen);
                }
                all_erasable(&dossiers, context)?;
                written(&permitted_by).and_then(|()| written(&reason))?;
                Event::Proposed { dossiers, bases, permitted_by }
            }
            (Some(why), _) => return Err(why),
            (None, Command::Propose { .. }) => return Err(Refusal::AlreadyProposed),
            (None, Command::SendBack { reason }) => {
                written(&reason)?;
                Event::SentBack
            }
            (None, Command::Approve) => {
                let proposal = self.proposed.as_ref().ok_or(Refusal::NotOnRecord)?;
                if proposal.by == actor.id {
                    return Err(Refusal::OwnProposal);
                }
                all_erasable(&proposal.dossiers, context)?;
                Event::Approved
            }
        };
        Ok(vec![event])
    }
}

#[cfg(test)]
mod tests;
