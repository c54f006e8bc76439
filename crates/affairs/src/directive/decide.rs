//! Decides a command on a directive: its events, or the reason of a refusal. The module must not
//! know how events are stored.

use calendar::{Calendar, Day, Instant};
use dossier::{Actor, Role};

use crate::aggregate::Decide;
use crate::directive::command::Command;
use crate::directive::event::{About, Event, Subject};
use crate::directive::state::{Directive, Issued, Progress};
use crate::last_day::can_be_last;

/// The data that a decision needs in addition to the state.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The instant of the command.
    pub at: Instant,
    /// The calendar in force.
    pub calendar: &'a Calendar,
    /// The officer who must answer; `None` where no officer with this id serves today.
    pub owner: Option<Owner<'a>>,
    /// Whether the unit exists, or the dossier exists and the issuer may see it.
    pub subject_known: bool,
}

/// The officer who must answer.
#[derive(Clone, Copy, Debug)]
pub struct Owner<'a> {
    pub role: Role,
    pub unit: &'a str,
}

/// The reason why a command is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The directive was issued at this instant.
    AlreadyIssued(Instant),
    /// Only a head, a leader or an inspector issues directives.
    MayNotIssue,
    /// No officer with this id serves today.
    NoOwner,
    /// The issuer has no authority over the officer.
    NotUnder,
    /// The dossier, unit or figure does not exist, or the issuer may not see it.
    NoSubject,
    /// The last day is not a working day after today.
    BadDay,
    /// The text is empty.
    EmptyText,
    /// The directive does not exist.
    NoSuchDirective,
    /// Another officer must answer the directive.
    NotOwner,
    /// Another officer must accept or return the answer.
    NotIssuer,
    /// The directive was answered at this instant and waits for its issuer.
    AlreadyAnswered(Instant),
    /// The directive has no answer to accept or return.
    NotAnswered,
    /// The answer was accepted at this instant.
    Closed(Instant),
}

impl Refusal {
    /// Every refusal, one of each kind; tests and documents list them.
    pub const ALL: &[Self] = &[
        Self::AlreadyIssued(Instant(0)),
        Self::MayNotIssue,
        Self::NoOwner,
        Self::NotUnder,
        Self::NoSubject,
        Self::BadDay,
        Self::EmptyText,
        Self::NoSuchDirective,
        Self::NotOwner,
        Self::NotIssuer,
        Self::AlreadyAnswered(Instant(0)),
        Self::NotAnswered,
        Self::Closed(Instant(0)),
    ];

    /// The name in messages and machine-readable output.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::AlreadyIssued(_) => "already_issued",
            Self::MayNotIssue => "may_not_issue",
            Self::NoOwner => "no_owner",
            Self::NotUnder => "not_under",
            Self::NoSubject => "no_subject",
            Self::BadDay => "bad_day",
            Self::EmptyText => "empty_text",
            Self::NoSuchDirective => "no_such_directive",
            Self::NotOwner => "not_owner",
            Self::NotIssuer => "not_issuer",
            Self::AlreadyAnswered(_) => "already_answered",
            Self::NotAnswered => "not_answered",
            Self::Closed(_) => "closed",
        }
    }
}

/// Whether an actor has authority over an officer: a head over the officers of the own unit, a
/// leader over every officer but leaders and administrators, an inspector over heads.
#[must_use]
pub fn has_authority_over(actor: &Actor, officer: &str, owner: Owner<'_>) -> bool {
    officer != actor.id
        && match actor.role {
            Role::Head => owner.unit == actor.unit,
            Role::Leader => !matches!(owner.role, Role::Leader | Role::Administrator),
            Role::Inspector => owner.role == Role::Head,
            _ => false,
        }
}

/// Refuses a last day that is not a working day after today.
fn can_be_last_day(context: Context<'_>, day: Day) -> bool {
    can_be_last(context.calendar, context.at, day)
}

fn check_text(text: &str) -> Result<(), Refusal> {
    if text.trim().is_empty() { Err(Refusal::EmptyText) } else { Ok(()) }
}

impl Decide for Directive {
    type Context<'a> = Context<'a>;
    type Command = Command;
    type Refusal = Refusal;

    fn decide(
        &self,
        context: Context<'_>,
        actor: &Actor,
        command: Command,
    ) -> Result<Vec<Event>, Refusal> {
        if let Command::Issue { owner, subject, due, text } = command {
            if let Some(issued) = &self.issued {
                return Err(Refusal::AlreadyIssued(issued.at));
            }
            issue(context, actor, (&owner, &subject), due)?;
            check_text(&text)?;
            return Ok(vec![Event::Issued { owner, subject, due, visit: None }]);
        }
        let issued = self.issued.as_ref().ok_or(Refusal::NoSuchDirective)?;
        if let Progress::Accepted(at) = issued.progress {
            return Err(Refusal::Closed(at));
        }
        let event = match command {
            Command::Answer { text } => {
                answerable(issued, actor)?;
                check_text(&text)?;
                Event::Answered
            }
            Command::Accept => {
                judgeable(issued, actor)?;
                Event::Accepted
            }
            Command::Return { due, reason } => {
                judgeable(issued, actor)?;
                check_text(&reason)?;
                if !can_be_last_day(context, due) {
                    return Err(Refusal::BadDay);
                }
                Event::Returned { due }
            }
            Command::Issue { .. } => return Err(Refusal::NoSuchDirective),
        };
        Ok(vec![event])
    }
}

fn issue(
    context: Context<'_>,
    actor: &Actor,
    (officer, subject): (&str, &Subject),
    due: Day,
) -> Result<(), Refusal> {
    if !matches!(actor.role, Role::Head | Role::Leader | Role::Inspector) {
        return Err(Refusal::MayNotIssue);
    }
    let owner = context.owner.ok_or(Refusal::NoOwner)?;
    if !has_authority_over(actor, officer, owner) {
        return Err(Refusal::NotUnder);
    }
    let exists = match subject.about {
        About::Dossier | About::Unit => context.subject_known,
        // Only an address of this program's own pages is accepted.
        About::Figure => subject.name.starts_with('/') && !subject.name.starts_with("//"),
    };
    if !exists {
        return Err(Refusal::NoSubject);
    }
    if can_be_last_day(context, due) { Ok(()) } else { Err(Refusal::BadDay) }
}

fn answerable(issued: &Issued, actor: &Actor) -> Result<(), Refusal> {
    match issued.progress {
        _ if issued.owner != actor.id => Err(Refusal::NotOwner),
        Progress::Answered(at) => Err(Refusal::AlreadyAnswered(at)),
        _ => Ok(()),
    }
}

fn judgeable(issued: &Issued, actor: &Actor) -> Result<(), Refusal> {
    match issued.progress {
        _ if issued.issuer != actor.id => Err(Refusal::NotIssuer),
        Progress::Open => Err(Refusal::NotAnswered),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
