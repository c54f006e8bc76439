//! Decides a command on an initiative: its events, or the reason of a refusal. The module must not
//! know how events are stored.

use std::fmt;

use calendar::Instant;
use dossier::{Actor, Role};

use super::command::Command;
use super::event::{Event, Proposal};
use super::state::Initiative;
use crate::aggregate::Decide;
use crate::measure::Indicator;

/// The most steps of an initiative.
const MAX_STEPS: usize = 20;

/// The parts of the rules that a decision needs.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The code of an officer's unit.
    pub unit_of: &'a dyn Fn(&str) -> Option<String>,
    /// Whether the rules contain a procedure.
    pub procedure: &'a dyn Fn(&str) -> bool,
    /// Whether the rules contain a field.
    pub field: &'a dyn Fn(&str) -> bool,
}

impl fmt::Debug for Context<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context").finish_non_exhaustive()
    }
}

/// The reason why a command is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Only the head of the unit or a leader proposes an initiative.
    NotHead,
    AlreadyProposed,
    /// The name or a step is empty, or the number of steps is not between 1 and 20.
    Incomplete,
    /// The owner is not an officer of the unit.
    NotOfUnit,
    UnknownProcedure,
    UnknownField,
    /// A period ends before it begins, or the baseline does not end before the period.
    Periods,
    /// Sessions cannot be compared with a baseline.
    NotMeasured,
    NotProposed,
    /// Only the owner, the head of the unit or a leader marks steps.
    NotOwner,
    NoSuchStep,
    /// The step was done at this instant.
    AlreadyDone(Instant),
}

impl Refusal {
    /// Every refusal, one of each kind; tests and documents list them.
    pub const ALL: &[Self] = &[
        Self::NotHead,
        Self::AlreadyProposed,
        Self::Incomplete,
        Self::NotOfUnit,
        Self::UnknownProcedure,
        Self::UnknownField,
        Self::Periods,
        Self::NotMeasured,
        Self::NotProposed,
        Self::NotOwner,
        Self::NoSuchStep,
        Self::AlreadyDone(Instant(0)),
    ];

    /// The name in messages and machine-readable output.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotHead => "not_head",
            Self::AlreadyProposed => "already_proposed",
            Self::Incomplete => "incomplete",
            Self::NotOfUnit => "not_of_unit",
            Self::UnknownProcedure => "unknown_procedure",
            Self::UnknownField => "unknown_field",
            Self::Periods => "periods",
            Self::NotMeasured => "not_measured",
            Self::NotProposed => "not_proposed",
            Self::NotOwner => "not_owner",
            Self::NoSuchStep => "no_such_step",
            Self::AlreadyDone(_) => "already_done",
        }
    }
}

impl Decide for Initiative {
    type Context<'a> = Context<'a>;
    type Command = Command;
    type Refusal = Refusal;

    fn decide(
        &self,
        context: Context<'_>,
        actor: &Actor,
        command: Command,
    ) -> Result<Vec<Event>, Refusal> {
        match command {
            Command::Propose(proposal) => propose(context, self, actor, proposal),
            Command::DoStep(step) => do_step(self, actor, step),
        }
    }
}

fn is_head_of(actor: &Actor, unit: &str) -> bool {
    actor.role == Role::Leader || (actor.role == Role::Head && actor.unit == unit)
}

fn propose(
    context: Context<'_>,
    initiative: &Initiative,
    actor: &Actor,
    proposal: Box<Proposal>,
) -> Result<Vec<Event>, Refusal> {
    let Proposal { name, unit, owner, steps, measure, .. } = &*proposal;
    if !is_head_of(actor, unit) {
        return Err(Refusal::NotHead);
    }
    if initiative.proposal.is_some() {
        return Err(Refusal::AlreadyProposed);
    }
    let texts = || std::iter::once(name).chain(steps);
    if steps.is_empty() || steps.len() > MAX_STEPS || texts().any(|text| text.trim().is_empty()) {
        return Err(Refusal::Incomplete);
    }
    if (context.unit_of)(owner).as_ref() != Some(unit) {
        return Err(Refusal::NotOfUnit);
    }
    let scopes = [&measure.scope, &measure.baseline.scope];
    if !scopes.iter().flat_map(|scope| &scope.procedures).all(|code| (context.procedure)(code)) {
        return Err(Refusal::UnknownProcedure);
    }
    if !scopes.iter().flat_map(|scope| &scope.field).all(|field| (context.field)(field)) {
        return Err(Refusal::UnknownField);
    }
    let baseline = &measure.baseline;
    if measure.to < measure.from || baseline.to < baseline.from || baseline.to >= measure.from {
        return Err(Refusal::Periods);
    }
    if measure.indicator == Indicator::Sessions {
        return Err(Refusal::NotMeasured);
    }
    Ok(vec![Event::Proposed { proposal }])
}

fn do_step(initiative: &Initiative, actor: &Actor, step: u32) -> Result<Vec<Event>, Refusal> {
    let proposal = initiative.proposal.as_ref().ok_or(Refusal::NotProposed)?;
    if actor.id != proposal.owner && !is_head_of(actor, &proposal.unit) {
        return Err(Refusal::NotOwner);
    }
    let index = (step as usize).checked_sub(1);
    match index.and_then(|index| initiative.done.get(index)) {
        None => Err(Refusal::NoSuchStep),
        Some(Some(at)) => Err(Refusal::AlreadyDone(*at)),
        Some(None) => Ok(vec![Event::StepDone { step }]),
    }
}

#[cfg(test)]
mod tests;
