//! Decides a command on the objections about a dossier: its events, or the reason of a refusal. The
//! module must not know how events are stored.

use calendar::Instant;
use dossier::{Actor, Role, State};

use crate::aggregate::Decide;
use crate::objection::command::Command;
use crate::objection::event::Event;
use crate::objection::state::{Objection, Objections};

/// The data that a decision needs in addition to the state.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The instant of the command.
    pub at: Instant,
    /// The dossier that was late.
    pub dossier: &'a State,
    /// The code of the objector's unit.
    pub unit: &'a str,
    /// The officers who serve as head of that unit.
    pub heads: &'a [String],
    /// The unit of the agency's leaders.
    pub leadership: &'a str,
}

/// The reason why a command is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The dossier is not finished, so its lateness is not final.
    NotFinished,
    /// The dossier was not late.
    NoLateness,
    /// The part of the step counts for other officers.
    NotYours,
    /// An objection to this part was raised at this instant and is not decided.
    AlreadyOpen(Instant),
    /// An objection to the same minutes of this part was decided at this instant.
    AlreadyDecided(Instant),
    /// The text is empty.
    NoReason,
    /// The objection of this number does not exist.
    NoSuchObjection,
    /// An officer cannot decide on the own objection.
    OwnObjection,
    /// The dossier's lateness has a part that counts for the head who would decide.
    Concerned,
    /// The head of another unit decides, or a leader.
    OtherUnit,
}

impl Refusal {
    /// Every refusal, one of each kind; tests and documents list them.
    pub const ALL: &[Self] = &[
        Self::NotFinished,
        Self::NoLateness,
        Self::NotYours,
        Self::AlreadyOpen(Instant(0)),
        Self::AlreadyDecided(Instant(0)),
        Self::NoReason,
        Self::NoSuchObjection,
        Self::OwnObjection,
        Self::Concerned,
        Self::OtherUnit,
    ];

    /// The name in messages and machine-readable output.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotFinished => "not_finished",
            Self::NoLateness => "no_lateness",
            Self::NotYours => "not_yours",
            Self::AlreadyOpen(_) => "already_open",
            Self::AlreadyDecided(_) => "already_decided",
            Self::NoReason => "no_reason",
            Self::NoSuchObjection => "no_such_objection",
            Self::OwnObjection => "own_objection",
            Self::Concerned => "concerned",
            Self::OtherUnit => "other_unit",
        }
    }

    /// The instant that the refusal names, if it names one.
    #[must_use]
    pub const fn at(self) -> Option<Instant> {
        match self {
            Self::AlreadyOpen(at) | Self::AlreadyDecided(at) => Some(at),
            _ => None,
        }
    }
}

/// The parts of a dossier's lateness that count for an officer: (step, minutes).
#[must_use]
pub fn late_parts_of(dossier: &State, officer: &str, at: Instant) -> Vec<(String, i64)> {
    let parts = dossier.lateness(at).by_holder.into_iter();
    parts.filter(|(_, holder, _)| holder == officer).map(|(step, _, part)| (step, part)).collect()
}

/// Whether no part of a dossier's lateness counts for an officer.
fn is_impartial(officer: &str, dossier: &State, at: Instant) -> bool {
    late_parts_of(dossier, officer, at).is_empty()
}

/// Whether an actor may decide on an objection: the head of its unit or a leader, never the
/// objector.
#[must_use]
pub fn may_decide(objection: &Objection, actor: &Actor) -> bool {
    actor.id != objection.officer
        && match actor.role {
            Role::Leader => true,
            Role::Head => actor.unit == objection.unit,
            _ => false,
        }
}

/// The reason why an actor cannot decide on an objection, for a form that must know before anything
/// is entered.
#[must_use]
pub fn obstacle_to_decide(
    objection: &Objection,
    actor: &Actor,
    (dossier, at): (&State, Instant),
) -> Option<Refusal> {
    if let Some(decided) = &objection.decided {
        return Some(Refusal::AlreadyDecided(decided.at));
    }
    if objection.officer == actor.id {
        return Some(Refusal::OwnObjection);
    }
    if !may_decide(objection, actor) {
        return Some(Refusal::OtherUnit);
    }
    let head = actor.role == Role::Head;
    (head && !is_impartial(&actor.id, dossier, at)).then_some(Refusal::Concerned)
}

impl Decide for Objections {
    type Context<'a> = Context<'a>;
    type Command = Command;
    type Refusal = Refusal;

    fn decide(
        &self,
        context: Context<'_>,
        actor: &Actor,
        command: Command,
    ) -> Result<Vec<Event>, Refusal> {
        let written = |text: &str| match text.trim().is_empty() {
            true => Err(Refusal::NoReason),
            false => Ok(()),
        };
        let event = match command {
            Command::Raise { step, reason } => {
                let minutes = part_of_officer(context, self, actor, &step)?;
                written(&reason)?;
                let unit = deciding_unit(context, actor).to_owned();
                Event::Raised { step, minutes, unit }
            }
            Command::Decide { number, finding, reason } => {
                let objection = self.of(number).ok_or(Refusal::NoSuchObjection)?;
                let seen = (context.dossier, context.at);
                obstacle_to_decide(objection, actor, seen).map_or(Ok(()), Err)?;
                written(&reason)?;
                Event::Decided { number, finding }
            }
        };
        Ok(vec![event])
    }
}

/// The minutes of a step to which an officer can object.
fn part_of_officer(
    context: Context<'_>,
    objections: &Objections,
    actor: &Actor,
    step: &str,
) -> Result<i64, Refusal> {
    let Context { at, dossier, .. } = context;
    if dossier.finished.is_none_or(|finished| at < finished) {
        return Err(Refusal::NotFinished);
    }
    if dossier.lateness(at).minutes == 0 {
        return Err(Refusal::NoLateness);
    }
    let own =
        late_parts_of(dossier, &actor.id, at).into_iter().find(|(own_step, _)| own_step == step);
    let (_, minutes) = own.ok_or(Refusal::NotYours)?;
    match objections.about(&actor.id, step) {
        Some(Objection { at, decided: None, .. }) => Err(Refusal::AlreadyOpen(*at)),
        Some(Objection { decided: Some(decided), minutes: own_step, .. })
            if *own_step == minutes =>
        {
            Err(Refusal::AlreadyDecided(decided.at))
        }
        _ => Ok(minutes),
    }
}

/// The unit whose head decides on a new objection; the leaders' unit where no head of the unit may.
fn deciding_unit<'a>(context: Context<'a>, actor: &Actor) -> &'a str {
    let Context { at, dossier, unit, heads, leadership } = context;
    let may = |head: &String| *head != actor.id && is_impartial(head, dossier, at);
    if actor.role != Role::Head && heads.iter().any(may) { unit } else { leadership }
}

#[cfg(test)]
mod tests;
