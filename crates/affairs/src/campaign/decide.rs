//! Decides a command on a campaign: its events, or the reason of a refusal. The module must not
//! know how events are stored.

use std::collections::BTreeSet;
use std::fmt;

use calendar::{Day, Instant, Zone};
use dossier::{Actor, Role};

use super::check::{Fault, check};
use super::command::Command;
use super::event::{Declaration, Event};
use super::state::Campaign;
use crate::aggregate::Decide;

/// The data that a decision needs in addition to the state.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The instant of the command.
    pub at: Instant,
    /// The zone in which the first and the last day of the campaign are counted.
    pub zone: &'a Zone,
    /// The last closing of the agency on a day or before.
    pub closing: &'a dyn Fn(Day) -> Instant,
    /// Whether the rules contain a unit.
    pub unit: &'a dyn Fn(&str) -> bool,
    /// Whether the rules contain a procedure.
    pub procedure: &'a dyn Fn(&str) -> bool,
    /// Whether the rules contain a field.
    pub field: &'a dyn Fn(&str) -> bool,
    /// The units that the rule of commendation gives.
    pub by_rule: &'a [String],
    /// The units that were ranked.
    pub ranked: &'a [String],
}

impl fmt::Debug for Context<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context").field("at", &self.at).finish_non_exhaustive()
    }
}

/// The reason why a command is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Only a leader declares a campaign and decides on commendations.
    NotLeader,
    /// The campaign started on this day and is frozen.
    Started(Day),
    /// A campaign of this id was declared at this instant and has not started.
    AlreadyDeclared(Instant),
    /// The first day has begun; a campaign is declared before it.
    TooLate(Day),
    Faulty(Fault),
    NotDeclared,
    /// The campaign ends on this day, which is not over.
    NotEnded(Day),
    /// The commendations were decided at this instant.
    AlreadyDecided(Instant),
    /// The unit is not part of the campaign, or has no rank.
    NotRanked(String),
    /// Commendations of other units than the rule gives need a reason.
    WithoutReason,
}

impl Refusal {
    /// Every refusal, one of each kind; tests and documents list them.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let mut all = vec![
            Self::NotLeader,
            Self::Started(Day(0)),
            Self::AlreadyDeclared(Instant(0)),
            Self::TooLate(Day(0)),
            Self::NotDeclared,
            Self::NotEnded(Day(0)),
            Self::AlreadyDecided(Instant(0)),
            Self::NotRanked(String::new()),
            Self::WithoutReason,
        ];
        all.extend(Fault::all().map(Self::Faulty));
        all
    }

    /// The name in messages and machine-readable output.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotLeader => "not_leader",
            Self::Started(_) => "started",
            Self::AlreadyDeclared(_) => "already_declared",
            Self::TooLate(_) => "too_late",
            Self::Faulty(fault) => fault.code(),
            Self::NotDeclared => "not_declared",
            Self::NotEnded(_) => "not_ended",
            Self::AlreadyDecided(_) => "already_decided",
            Self::NotRanked(_) => "not_ranked",
            Self::WithoutReason => "without_reason",
        }
    }
}

impl Decide for Campaign {
    type Context<'a> = Context<'a>;
    type Command = Command;
    type Refusal = Refusal;

    fn decide(
        &self,
        context: Context<'_>,
        actor: &Actor,
        command: Command,
    ) -> Result<Vec<Event>, Refusal> {
        if actor.role != Role::Leader {
            return Err(Refusal::NotLeader);
        }
        match command {
            Command::Declare(declaration) => match &self.declared {
                Some(before) if context.at < before.starts_at => {
                    Err(Refusal::AlreadyDeclared(before.at))
                }
                _ => declare(context, self, declaration),
            },
            Command::Redeclare(_) if self.declared.is_none() => Err(Refusal::NotDeclared),
            Command::Redeclare(declaration) => declare(context, self, declaration),
            Command::Commend { units, reason } => commend(context, self, units, reason),
        }
    }
}

fn declare(
    context: Context<'_>,
    campaign: &Campaign,
    declaration: Box<Declaration>,
) -> Result<Vec<Event>, Refusal> {
    let Context { at, zone, closing, .. } = context;
    if let Some(before) = campaign.declared.as_ref().filter(|before| at >= before.starts_at) {
        return Err(Refusal::Started(before.declaration.from));
    }
    check(&declaration, &context).map_err(Refusal::Faulty)?;
    let (starts_at, ends_at) = (zone.at(declaration.from, 0), closing(declaration.to));
    if at >= starts_at {
        return Err(Refusal::TooLate(declaration.from));
    }
    Ok(vec![Event::Declared { declaration, starts_at, ends_at }])
}

fn commend(
    context: Context<'_>,
    campaign: &Campaign,
    units: Vec<String>,
    reason: Option<String>,
) -> Result<Vec<Event>, Refusal> {
    let declared = campaign.declared.as_ref().ok_or(Refusal::NotDeclared)?;
    if context.at < declared.ends_at {
        return Err(Refusal::NotEnded(declared.declaration.to));
    }
    if let Some(decided) = &campaign.decided {
        return Err(Refusal::AlreadyDecided(decided.at));
    }
    if let Some(other) = units.iter().find(|unit| !context.ranked.contains(unit)) {
        return Err(Refusal::NotRanked(other.clone()));
    }
    let reason = reason.map(|reason| reason.trim().to_owned()).filter(|reason| !reason.is_empty());
    let named: BTreeSet<&String> = units.iter().collect();
    let by_rule: BTreeSet<&String> = context.by_rule.iter().collect();
    if named != by_rule && reason.is_none() {
        return Err(Refusal::WithoutReason);
    }
    let units = named.into_iter().cloned().collect();
    Ok(vec![Event::Commended { units, reason }])
}

#[cfg(test)]
mod tests;
