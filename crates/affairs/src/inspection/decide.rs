//! Decides a command on an inspection visit: its events, or the reason of a refusal. The module
//! must not know how events are stored.

use calendar::{Calendar, Day, Instant};
use dossier::{Actor, Role};

use super::command::Command;
use super::event::Event;
use super::state::{Finding, Inspection, Stage};
use crate::aggregate::Decide;
use crate::last_day::can_be_last;

/// The number of days after a visit in which it can be recorded.
pub const DAYS_TO_RECORD: i32 = 30;

/// The data that a decision needs in addition to the state.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The instant of the command.
    pub at: Instant,
    /// The calendar in force.
    pub calendar: &'a Calendar,
    /// The unit of the officer who must follow up; `None` where no officer with this id serves
    /// today.
    pub owner_unit: Option<&'a str>,
    /// Whether the agency has the unit.
    pub unit_known: bool,
}

/// The reason why a command is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Only an inspector or a leader records visits.
    MayNotVisit,
    /// The visit was recorded at this instant.
    AlreadyRecorded(Instant),
    /// The agency has no such unit.
    UnknownUnit,
    /// The day of the visit is in the future.
    InFuture,
    /// The day of the visit is before this one, the first that can still be recorded.
    TooLate(Day),
    /// The visit does not exist.
    NoSuchVisit,
    /// Another officer is the inspector of the visit.
    NotInspector,
    /// No officer with this id serves in the visited unit.
    NoOwner,
    /// The last day is not a working day after today.
    BadDay,
    /// The finding does not exist.
    NoSuchFinding,
    /// Another officer must follow up the finding.
    NotOwner,
    /// The finding was followed up at this instant and waits for the inspector.
    AlreadyFollowedUp(Instant),
    /// The owner has not followed up the finding, so there is nothing to return.
    NotFollowedUp,
    /// The finding was closed at this instant.
    Closed(Instant),
    /// The text is empty.
    EmptyText,
}

impl Refusal {
    /// Every refusal, one of each kind; tests and documents list them.
    pub const ALL: &[Self] = &[
        Self::MayNotVisit,
        Self::AlreadyRecorded(Instant(0)),
        Self::UnknownUnit,
        Self::InFuture,
        Self::TooLate(Day(0)),
        Self::NoSuchVisit,
        Self::NotInspector,
        Self::NoOwner,
        Self::BadDay,
        Self::NoSuchFinding,
        Self::NotOwner,
        Self::AlreadyFollowedUp(Instant(0)),
        Self::NotFollowedUp,
        Self::Closed(Instant(0)),
        Self::EmptyText,
    ];

    /// The name in messages and machine-readable output.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::MayNotVisit => "may_not_visit",
            Self::AlreadyRecorded(_) => "already_recorded",
            Self::UnknownUnit => "unknown_unit",
            Self::InFuture => "in_future",
            Self::TooLate(_) => "too_late",
            Self::NoSuchVisit => "no_such_visit",
            Self::NotInspector => "not_inspector",
            Self::NoOwner => "no_owner",
            Self::BadDay => "bad_day",
            Self::NoSuchFinding => "no_such_finding",
            Self::NotOwner => "not_owner",
            Self::AlreadyFollowedUp(_) => "already_followed_up",
            Self::NotFollowedUp => "not_followed_up",
            Self::Closed(_) => "closed",
            Self::EmptyText => "empty_text",
        }
    }
}

impl Decide for Inspection {
    type Context<'a> = Context<'a>;
    type Command = Command;
    type Refusal = Refusal;

    fn decide(
        &self,
        context: Context<'_>,
        actor: &Actor,
        command: Command,
    ) -> Result<Vec<Event>, Refusal> {
        let written =
            if command.text().trim().is_empty() { Err(Refusal::EmptyText) } else { Ok(()) };
        if let Command::Visit { unit, visited_on, .. } = command {
            visit(context, self, actor, visited_on)?;
            written?;
            return Ok(vec![Event::Visited { unit, visited_on }]);
        }
        let (unit, _) = self.visited.as_ref().ok_or(Refusal::NoSuchVisit)?;
        let number = match command {
            Command::FollowUp { number, .. }
            | Command::Return { number, .. }
            | Command::Close { number, .. } => number,
            _ => 0,
        };
        let finding = || self.finding(number).ok_or(Refusal::NoSuchFinding);
        let event = match command {
            Command::Find { owner, due, .. } => {
                check_inspector(self, actor)?;
                context.owner_unit.filter(|own| own == unit).ok_or(Refusal::NoOwner)?;
                check_last_day(context, due)?;
                let number = u32::try_from(self.findings.len() + 1).unwrap_or(u32::MAX);
                Event::Found { number, owner, due }
            }
            Command::FollowUp { .. } => {
                let finding = finding()?;
                if finding.owner != actor.id {
                    return Err(Refusal::NotOwner);
                }
                open(finding)?;
                Event::FollowedUp { number }
            }
            Command::Return { due, .. } => {
                check_inspector(self, actor)?;
                match open(finding()?) {
                    Ok(()) => return Err(Refusal::NotFollowedUp),
                    Err(Refusal::AlreadyFollowedUp(_)) => {}
                    Err(why) => return Err(why),
                }
                check_last_day(context, due)?;
                Event::Returned { number, due }
            }
            _ => {
                check_inspector(self, actor)?;
                if let Stage::Closed(at) = finding()?.stage {
                    return Err(Refusal::Closed(at));
                }
                Event::FindingClosed { number }
            }
        };
        written.map(|()| vec![event])
    }
}

fn visit(
    context: Context<'_>,
    inspection: &Inspection,
    actor: &Actor,
    visited_on: Day,
) -> Result<(), Refusal> {
    if !matches!(actor.role, Role::Inspector | Role::Leader) {
        return Err(Refusal::MayNotVisit);
    }
    if inspection.visited.is_some() {
        return Err(Refusal::AlreadyRecorded(inspection.recorded_at));
    }
    if !context.unit_known {
        return Err(Refusal::UnknownUnit);
    }
    let today = context.calendar.zone.day(context.at);
    if visited_on > today {
        return Err(Refusal::InFuture);
    }
    let first = today.plus(-DAYS_TO_RECORD);
    if visited_on < first { Err(Refusal::TooLate(first)) } else { Ok(()) }
}

/// Refuses an actor who is neither the officer who visited nor a leader.
fn check_inspector(inspection: &Inspection, actor: &Actor) -> Result<(), Refusal> {
    let is_permitted = actor.id == inspection.inspector || actor.role == Role::Leader;
    if is_permitted { Ok(()) } else { Err(Refusal::NotInspector) }
}

fn check_last_day(context: Context<'_>, day: Day) -> Result<(), Refusal> {
    let is_possible = can_be_last(context.calendar, context.at, day);
    if is_possible { Ok(()) } else { Err(Refusal::BadDay) }
}

fn open(finding: &Finding) -> Result<(), Refusal> {
    match finding.stage {
        Stage::Open => Ok(()),
        Stage::FollowedUp(at) => Err(Refusal::AlreadyFollowedUp(at)),
        Stage::Closed(at) => Err(Refusal::Closed(at)),
    }
}

#[cfg(test)]
mod tests;
