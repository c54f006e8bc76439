//! Decides a command on an evaluation: its events, or the reason of a refusal. The module must not
//! know how events are stored or a figure.

use calendar::Instant;
use dossier::{Actor, Role};

use crate::aggregate::Decide;
use crate::evaluation::command::Command;
use crate::evaluation::event::{Event, FrozenScore};
use crate::evaluation::state::Evaluation;

/// The largest difference between a decision and the computed score, in tenths of a point.
pub const BOUND: i64 = 10;

/// The data that a decision needs in addition to the state.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The instant of the command.
    pub at: Instant,
    /// The instant at which the period ends.
    pub end: Instant,
    /// The officer whom the evaluation is about.
    pub officer: Officer<'a>,
}

/// The officer whom an evaluation is about.
#[derive(Clone, Copy, Debug)]
pub struct Officer<'a> {
    pub id: &'a str,
    pub role: Role,
    pub unit: &'a str,
}

/// The authority that decides on an evaluation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decider {
    /// The head of the officer's unit, or a leader.
    UnitHead,
    /// A leader.
    Leader,
    /// The authority above the agency, which decides outside the program.
    AuthorityAbove,
}

impl Decider {
    /// The name in messages and machine-readable output.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::UnitHead => "unit_head",
            Self::Leader => "leader",
            Self::AuthorityAbove => "authority_above",
        }
    }

    /// The authority that decides on an officer of a role.
    #[must_use]
    pub const fn of(role: Role) -> Self {
        match role {
            Role::Leader => Self::AuthorityAbove,
            Role::Head => Self::Leader,
            _ => Self::UnitHead,
        }
    }
}

/// The reason why a command is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The figures are about another officer.
    NotYours,
    /// The text is empty.
    EmptyText,
    /// The period ends at this instant, which is in the future.
    NotEnded(Instant),
    /// The officer has nothing in the period that can be scored.
    NothingToScore,
    /// The head read another computed score than the one that would be frozen.
    ScoreChanged,
    /// The authority above the agency decides on a leader's evaluation, outside the program.
    DecidedAbove,
    /// An officer cannot decide on the own evaluation.
    OwnEvaluation,
    /// The head of another unit evaluates the officer, or a leader.
    NotYourOfficer,
    /// The evaluation was decided at this instant; only a correction follows a decision.
    AlreadyDecided(Instant),
    /// The evaluation has no decision to correct.
    NotDecided,
    /// The score is outside these bounds (least, greatest), in tenths of a point.
    OutOfBounds(i64, i64),
    /// A score other than the computed one, or a correction, needs a reason.
    NoReason,
    /// The correction has the score that is in force.
    SameScore,
}

impl Refusal {
    /// Every refusal, one of each kind; tests and documents list them.
    pub const ALL: &[Self] = &[
        Self::NotYours,
        Self::EmptyText,
        Self::NotEnded(Instant(0)),
        Self::NothingToScore,
        Self::ScoreChanged,
        Self::DecidedAbove,
        Self::OwnEvaluation,
        Self::NotYourOfficer,
        Self::AlreadyDecided(Instant(0)),
        Self::NotDecided,
        Self::OutOfBounds(0, 0),
        Self::NoReason,
        Self::SameScore,
    ];

    /// The name in messages and machine-readable output.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotYours => "not_yours",
            Self::EmptyText => "empty_text",
            Self::NotEnded(_) => "not_ended",
            Self::NothingToScore => "nothing_to_score",
            Self::ScoreChanged => "score_changed",
            Self::DecidedAbove => "decided_above",
            Self::OwnEvaluation => "own_evaluation",
            Self::NotYourOfficer => "not_your_officer",
            Self::AlreadyDecided(_) => "already_decided",
            Self::NotDecided => "not_decided",
            Self::OutOfBounds(..) => "out_of_bounds",
            Self::NoReason => "no_reason",
            Self::SameScore => "same_score",
        }
    }

    /// The instant that the refusal names, if it names one.
    #[must_use]
    pub const fn at(self) -> Option<Instant> {
        match self {
            Self::NotEnded(at) | Self::AlreadyDecided(at) => Some(at),
            _ => None,
        }
    }
}

/// Whether an actor evaluates an officer: a head the officers of the own unit who are not heads, a
/// leader every officer but leaders. No officer evaluates the own work.
#[must_use]
pub fn may_evaluate(actor: &Actor, officer: Officer<'_>) -> bool {
    actor.id != officer.id
        && match (actor.role, Decider::of(officer.role)) {
            (Role::Leader, Decider::UnitHead | Decider::Leader) => true,
            (Role::Head, Decider::UnitHead) => officer.unit == actor.unit,
            _ => false,
        }
}

/// The least and the greatest score that can be decided, in tenths of a point.
#[must_use]
pub fn bounds(computed: i64, most: i64) -> (i64, i64) {
    ((computed - BOUND).max(0), (computed + BOUND).min(most))
}

/// The reason why an actor cannot decide on an evaluation, for a form that must know before
/// anything is entered.
#[must_use]
pub fn obstacle_to_decide(context: Context<'_>, actor: &Actor) -> Option<Refusal> {
    if Decider::of(context.officer.role) == Decider::AuthorityAbove {
        return Some(Refusal::DecidedAbove);
    }
    if actor.id == context.officer.id {
        return Some(Refusal::OwnEvaluation);
    }
    if !may_evaluate(actor, context.officer) {
        return Some(Refusal::NotYourOfficer);
    }
    (context.at < context.end).then_some(Refusal::NotEnded(context.end))
}

impl Decide for Evaluation {
    type Context<'a> = Context<'a>;
    type Command = Command;
    type Refusal = Refusal;

    fn decide(
        &self,
        context: Context<'_>,
        actor: &Actor,
        command: Command,
    ) -> Result<Vec<Event>, Refusal> {
        let empty = |text: &str| text.trim().is_empty();
        let allowed = || obstacle_to_decide(context, actor).map_or(Ok(()), Err);
        let event = match command {
            Command::Comment { .. } if actor.id != context.officer.id => {
                return Err(Refusal::NotYours);
            }
            Command::Comment { text } if empty(&text) => return Err(Refusal::EmptyText),
            Command::Comment { .. } => Event::Commented,
            Command::Decide { frozen, seen, score, reason } => {
                allowed()?;
                if let Some(decided) = self.decided() {
                    return Err(Refusal::AlreadyDecided(decided.at));
                }
                if frozen.most == 0 {
                    return Err(Refusal::NothingToScore);
                }
                if frozen.computed != seen {
                    return Err(Refusal::ScoreChanged);
                }
                within(&frozen, score)?;
                if score != frozen.computed && empty(&reason) {
                    return Err(Refusal::NoReason);
                }
                Event::Decided { frozen: *frozen, score }
            }
            Command::Correct { score, reason } => {
                allowed()?;
                let decided = self.frozen.as_ref().zip(self.decided());
                let (frozen, decided) = decided.ok_or(Refusal::NotDecided)?;
                within(frozen, score)?;
                if score == decided.score {
                    return Err(Refusal::SameScore);
                }
                if empty(&reason) {
                    return Err(Refusal::NoReason);
                }
                Event::Corrected { score }
            }
        };
        Ok(vec![event])
    }
}

fn within(frozen: &FrozenScore, score: i64) -> Result<(), Refusal> {
    let (least, most) = bounds(frozen.computed, frozen.most);
    match (least..=most).contains(&score) {
        true => Ok(()),
        false => Err(Refusal::OutOfBounds(least, most)),
    }
}

#[cfg(test)]
mod tests;
