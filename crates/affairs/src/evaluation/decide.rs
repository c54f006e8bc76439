//! From a command to its event, or to the reason why it is refused. Knows no record and no figure.

use calendar::Instant;
use dossier::{Actor, Role};

use crate::aggregate::Decide;
use crate::evaluation::command::Command;
use crate::evaluation::event::{Event, Frozen};
use crate::evaluation::state::Evaluation;

/// The largest distance of a decision from the computed score, in tenths of a point.
pub const BOUND: i64 = 10;

/// The data that a decision needs.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Now.
    pub at: Instant,
    /// When the period ends.
    pub end: Instant,
    /// Whom the evaluation is about.
    pub officer: Officer<'a>,
}

/// Whom an evaluation is about.
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
    /// The authority above the agency, outside the program.
    AuthorityAbove,
}

impl Decider {
    /// The word in messages and machine-readable output.
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

/// Why a command is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The figures are another's to comment on.
    NotYours,
    /// The text is empty.
    EmptyText,
    /// The period ends then.
    NotEnded(Instant),
    /// Nothing of the period can be scored.
    NothingToScore,
    /// Another computed score was read than that which would be frozen.
    ScoreChanged,
    /// A leader's evaluation is decided by the authority above the agency, outside the program.
    DecidedAbove,
    /// An officer is evaluated by another.
    OwnEvaluation,
    /// The officer is evaluated by the head of another unit, or by a leader.
    NotYourOfficer,
    /// The evaluation was decided at this instant; a decision is never changed, a new one corrects it.
    AlreadyDecided(Instant),
    /// The evaluation has no decision to correct.
    NotDecided,
    /// The score is outside the bounds, in tenths.
    OutOfBounds(i64, i64),
    /// The decision moves the score, or corrects one, without a reason.
    NoReason,
    /// The correction gives the score that is in force.
    SameScore,
}

impl Refusal {
    /// Every reason, one of each kind.
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

    /// The word in messages and machine-readable output.
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

    /// The instant that it is about.
    #[must_use]
    pub const fn at(self) -> Option<Instant> {
        match self {
            Self::NotEnded(at) | Self::AlreadyDecided(at) => Some(at),
            _ => None,
        }
    }
}

/// Whether an actor evaluates an officer: a head the officers of the own unit who are no heads, a leader
/// every officer but leaders; none themselves.
#[must_use]
pub fn may_evaluate(actor: &Actor, officer: Officer<'_>) -> bool {
    actor.id != officer.id
        && match (actor.role, Decider::of(officer.role)) {
            (Role::Leader, Decider::UnitHead | Decider::Leader) => true,
            (Role::Head, Decider::UnitHead) => officer.unit == actor.unit,
            _ => false,
        }
}

/// The least and the greatest score that can be decided, in tenths.
#[must_use]
pub fn bounds(computed: i64, most: i64) -> (i64, i64) {
    ((computed - BOUND).max(0), (computed + BOUND).min(most))
}

/// Why an actor cannot decide on an evaluation now, for a form that asks before anything is entered.
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

fn within(frozen: &Frozen, score: i64) -> Result<(), Refusal> {
    let (least, most) = bounds(frozen.computed, frozen.most);
    match (least..=most).contains(&score) {
        true => Ok(()),
        false => Err(Refusal::OutOfBounds(least, most)),
    }
}

#[cfg(test)]
mod tests;
