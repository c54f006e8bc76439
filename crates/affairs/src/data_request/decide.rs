//! From a command to its event, or to the reason why it is refused. Knows no record.

use calendar::{Calendar, Instant};
use dossier::{Actor, Role};

use crate::aggregate::Decide;
use crate::data_request::command::Command;
use crate::data_request::event::{Erased, Event, Outcome, RequestKind, Way};
use crate::data_request::state::{DataRequest, Filed};
use crate::data_request::term::{EXTENSION_DAYS, answer_due, done_due};

/// The data that a decision needs.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Now.
    pub at: Instant,
    /// The calendar of deadlines in force, or for a request on record the one that it was counted on.
    pub calendar: &'a Calendar,
    /// When the person filed an undecided request of the same kind.
    pub same_open: Option<Instant>,
}

/// Why a command is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing was asked for under this name.
    NotOnRecord,
    /// The actor is not the person, the desk, or an officer responsible for such requests.
    NotResponsible,
    /// The person is not known: nothing is held.
    NobodyKnown,
    /// A request of the same kind, filed at this instant, waits for its decision.
    SameOpen(Instant),
    /// The text is empty.
    EmptyText,
    /// It was answered at this instant.
    AlreadyAnswered(Instant),
    /// It was decided at this instant.
    AlreadyDecided(Instant),
    /// It was extended at this instant; there is one extension.
    AlreadyExtended(Instant),
    /// An extension has 1 to 15 days.
    ExtensionDays,
    /// The due passed at this instant: an extension comes before it.
    AfterDue(Instant),
    /// An erasure takes two officers: one proposes, another approves.
    TakesTwo,
    /// The actor proposed it.
    OwnProposal,
    /// A proposal waits for another officer.
    AlreadyProposed,
    /// Nothing is proposed.
    NothingProposed,
    /// Only an erasure is proposed.
    NoErasure,
    /// There is nothing that may be erased, or restricted.
    NothingToReach,
    /// What may be erased is not what was proposed.
    OtherThanProposed,
    /// It restricts nothing.
    NotRestricted,
}

impl Refusal {
    /// Every reason, one of each kind.
    pub const ALL: &[Self] = &[
        Self::NotOnRecord,
        Self::NotResponsible,
        Self::NobodyKnown,
        Self::SameOpen(Instant(0)),
        Self::EmptyText,
        Self::AlreadyAnswered(Instant(0)),
        Self::AlreadyDecided(Instant(0)),
        Self::AlreadyExtended(Instant(0)),
        Self::ExtensionDays,
        Self::AfterDue(Instant(0)),
        Self::TakesTwo,
        Self::OwnProposal,
        Self::AlreadyProposed,
        Self::NothingProposed,
        Self::NoErasure,
        Self::NothingToReach,
        Self::OtherThanProposed,
        Self::NotRestricted,
    ];

    /// The word in messages and machine-readable output.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotOnRecord => "not_on_record",
            Self::NotResponsible => "not_responsible",
            Self::NobodyKnown => "nobody_known",
            Self::SameOpen(_) => "same_open",
            Self::EmptyText => "empty_text",
            Self::AlreadyAnswered(_) => "already_answered",
            Self::AlreadyDecided(_) => "already_decided",
            Self::AlreadyExtended(_) => "already_extended",
            Self::ExtensionDays => "extension_days",
            Self::AfterDue(_) => "after_due",
            Self::TakesTwo => "takes_two",
            Self::OwnProposal => "own_proposal",
            Self::AlreadyProposed => "already_proposed",
            Self::NothingProposed => "nothing_proposed",
            Self::NoErasure => "no_erasure",
            Self::NothingToReach => "nothing_to_reach",
            Self::OtherThanProposed => "other_than_proposed",
            Self::NotRestricted => "not_restricted",
        }
    }

    /// The instant that the reason names.
    #[must_use]
    pub const fn at(self) -> Option<Instant> {
        match self {
            Self::SameOpen(at)
            | Self::AlreadyAnswered(at)
            | Self::AlreadyDecided(at)
            | Self::AlreadyExtended(at)
            | Self::AfterDue(at) => Some(at),
            _ => None,
        }
    }
}

/// Whether an actor is responsible for requests about data.
fn is_responsible(actor: &Actor) -> bool {
    matches!(actor.role, Role::Leader | Role::Inspector)
}

/// Why an actor cannot act on a request now, for a page that shows its forms.
#[must_use]
pub fn obstacle_to_act(request: &DataRequest, actor: &Actor) -> Option<Refusal> {
    if request.filed.is_none() {
        return Some(Refusal::NotOnRecord);
    }
    if !is_responsible(actor) {
        return Some(Refusal::NotResponsible);
    }
    request.decided.as_ref().map(|decision| Refusal::AlreadyDecided(decision.at))
}

fn written(text: &str) -> Result<(), Refusal> {
    if text.trim().is_empty() { Err(Refusal::EmptyText) } else { Ok(()) }
}

impl DataRequest {
    /// The request as it was filed, where the actor may act on it.
    fn for_actor(&self, actor: &Actor) -> Result<&Filed, Refusal> {
        if let Some(why) = obstacle_to_act(self, actor) {
            return Err(why);
        }
        self.filed.as_ref().ok_or(Refusal::NotOnRecord)
    }

    fn file(
        &self,
        context: Context<'_>,
        actor: &Actor,
        command: Command,
    ) -> Result<Event, Refusal> {
        let Command::File { request, way, persons, dossier, text } = command else {
            return Err(Refusal::NotOnRecord);
        };
        let recorder = if way == Way::Desk { Role::DeskOfficer } else { Role::Citizen };
        if actor.role != recorder || self.filed.is_some() {
            return Err(Refusal::NotResponsible);
        }
        if persons.iter().all(String::is_empty) {
            return Err(Refusal::NobodyKnown);
        }
        if let Some(at) = context.same_open {
            return Err(Refusal::SameOpen(at));
        }
        written(&text)?;
        let Context { at, calendar, .. } = context;
        Ok(Event::Filed {
            request,
            way,
            persons,
            dossier,
            calendar: calendar.id.clone(),
            answer_by: answer_due(calendar, at),
            due: done_due(calendar, request, at, (false, 0)),
        })
    }

    /// The due with another party, or with an extension.
    fn due_with(&self, context: Context<'_>, filed: &Filed, with: (bool, u32)) -> Instant {
        done_due(context.calendar, filed.request, filed.at, with)
    }

    fn extend(
        &self,
        context: Context<'_>,
        filed: &Filed,
        (days, reason): (u32, &str),
    ) -> Result<Event, Refusal> {
        if let Some((at, _)) = self.extended {
            return Err(Refusal::AlreadyExtended(at));
        }
        if !(1..=EXTENSION_DAYS).contains(&days) {
            return Err(Refusal::ExtensionDays);
        }
        if let Some(due) = self.due.filter(|due| *due < context.at) {
            return Err(Refusal::AfterDue(due));
        }
        written(reason)?;
        Ok(Event::Extended { days, due: self.due_with(context, filed, (self.other_party, days)) })
    }

    fn erase_again(
        &self,
        actor: &Actor,
        outcome: Outcome,
        erased: Erased,
    ) -> Result<Event, Refusal> {
        if actor.role != Role::System {
            return Err(Refusal::NotResponsible);
        }
        if self.kind() != Some(RequestKind::Erasure) {
            return Err(Refusal::NoErasure);
        }
        match &self.decided {
            Some(decision) => Err(Refusal::AlreadyDecided(decision.at)),
            None => Ok(Event::Decided { outcome, reached: erased }),
        }
    }

    fn conclude(&self, filed: &Filed, actor: &Actor, command: Command) -> Result<Event, Refusal> {
        let is_erasure = filed.request == RequestKind::Erasure;
        match command {
            Command::Decide { outcome, restricted, reason } => {
                if is_erasure && outcome != Outcome::Refused {
                    return Err(Refusal::TakesTwo);
                }
                let restricts =
                    filed.request == RequestKind::Restriction && outcome != Outcome::Refused;
                if restricts && restricted.is_empty() {
                    return Err(Refusal::NothingToReach);
                }
                written(&reason)?;
                let dossiers = if restricts { restricted } else { Vec::new() };
                let reached = Erased { dossiers, account: false };
                Ok(Event::Decided { outcome, reached })
            }
            Command::Propose { outcome, erased, reason } => {
                if !is_erasure || outcome == Outcome::Refused {
                    return Err(Refusal::NoErasure);
                }
                if self.proposed.is_some() {
                    return Err(Refusal::AlreadyProposed);
                }
                if erased.is_empty() {
                    return Err(Refusal::NothingToReach);
                }
                written(&reason)?;
                Ok(Event::Proposed { outcome, erased })
            }
            Command::SendBack { reason } => {
                self.proposed.as_ref().ok_or(Refusal::NothingProposed)?;
                written(&reason)?;
                Ok(Event::SentBack)
            }
            Command::Approve { outcome, erased } => {
                let proposal = self.proposed.as_ref().ok_or(Refusal::NothingProposed)?;
                if proposal.by == actor.id {
                    return Err(Refusal::OwnProposal);
                }
                if (proposal.outcome, &proposal.erased) != (outcome, &erased) {
                    return Err(Refusal::OtherThanProposed);
                }
                Ok(Event::Decided { outcome, reached: erased })
            }
            _ => Err(Refusal::NotOnRecord),
        }
    }
}

impl Decide for DataRequest {
    type Context<'a> = Context<'a>;
    type Command = Command;
    type Refusal = Refusal;

    fn decide(
        &self,
        context: Context<'_>,
        actor: &Actor,
        command: Command,
    ) -> Result<Vec<Event>, Refusal> {
        let event = match command {
            Command::File { .. } => self.file(context, actor, command)?,
            Command::Answer { other_party } => {
                let filed = self.for_actor(actor)?;
                if let Some((at, _)) = self.answered {
                    return Err(Refusal::AlreadyAnswered(at));
                }
                let days = self.extended.map_or(0, |(_, days)| days);
                let due = self.due_with(context, filed, (other_party, days));
                Event::Answered { other_party, due }
            }
            Command::Extend { days, reason } => {
                self.extend(context, self.for_actor(actor)?, (days, &reason))?
            }
            Command::EraseAgain { outcome, erased } => self.erase_again(actor, outcome, erased)?,
            Command::Lift { reason } => {
                if !is_responsible(actor) {
                    return Err(Refusal::NotResponsible);
                }
                if self.restricted().is_empty() {
                    return Err(Refusal::NotRestricted);
                }
                written(&reason)?;
                Event::Lifted
            }
            _ => self.conclude(self.for_actor(actor)?, actor, command)?,
        };
        Ok(vec![event])
    }
}

#[cfg(test)]
mod tests;
