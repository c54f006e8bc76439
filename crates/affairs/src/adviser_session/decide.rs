//! From the command to its event, or to the reason why it is refused. Knows no record.

use calendar::Day;
use dossier::{Actor, Role};

use super::command::Command;
use super::event::{Event, Held, Outcome};
use super::state::AdviserSession;
use crate::aggregate::Decide;

/// Days after a session in which it can be recorded.
pub const DAYS_TO_RECORD: i32 = 7;
/// Days after a session in which it can be corrected.
pub const DAYS_TO_CORRECT: i32 = 30;

/// The data that a decision needs.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    pub today: Day,
    /// Whether the procedure was in force on the day of the session.
    pub in_force: bool,
    /// The procedure of the dossier; `None` where it is not on record.
    pub procedure_of_dossier: Option<&'a str>,
}

/// Why a session is not recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Advisers and desk officers advise.
    NotAdviser,
    /// The session was recorded before, or its dossier is counted by another session.
    AlreadyRecorded,
    /// The day lies ahead.
    InFuture,
    /// The day is before this one, the first that can still be recorded.
    TooLate(Day),
    /// No such procedure was in force on the day.
    UnknownProcedure,
    /// Advice after which nothing was filed has no dossier.
    NothingFiled,
    /// The dossier is not on record.
    UnknownDossier,
    /// The dossier is of another procedure.
    OtherProcedure,
    /// The session to correct does not exist.
    NotRecorded,
    /// Another team's session.
    OtherTeam,
    /// A correction says why.
    WithoutReason,
    /// The correction would change nothing.
    NothingChanged,
    /// The last day on which the session could be corrected has passed.
    NoLongerCorrected(Day),
}

impl Refusal {
    /// Every reason, one of each kind.
    pub const ALL: &[Self] = &[
        Self::NotAdviser,
        Self::AlreadyRecorded,
        Self::InFuture,
        Self::TooLate(Day(0)),
        Self::UnknownProcedure,
        Self::NothingFiled,
        Self::UnknownDossier,
        Self::OtherProcedure,
        Self::NotRecorded,
        Self::OtherTeam,
        Self::WithoutReason,
        Self::NothingChanged,
        Self::NoLongerCorrected(Day(0)),
    ];

    /// The word in messages and machine-readable output.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotAdviser => "not_adviser",
            Self::AlreadyRecorded => "already_recorded",
            Self::InFuture => "in_future",
            Self::TooLate(_) => "too_late",
            Self::UnknownProcedure => "unknown_procedure",
            Self::NothingFiled => "nothing_filed",
            Self::UnknownDossier => "unknown_dossier",
            Self::OtherProcedure => "other_procedure",
            Self::NotRecorded => "not_recorded",
            Self::OtherTeam => "other_team",
            Self::WithoutReason => "without_reason",
            Self::NothingChanged => "nothing_changed",
            Self::NoLongerCorrected(_) => "no_longer_corrected",
        }
    }
}

impl Decide for AdviserSession {
    type Context<'a> = Context<'a>;
    type Command = Command;
    type Refusal = Refusal;

    fn decide(
        &self,
        context: Context<'_>,
        actor: &Actor,
        command: Command,
    ) -> Result<Vec<Event>, Refusal> {
        if !matches!(actor.role, Role::Adviser | Role::DeskOfficer) {
            return Err(Refusal::NotAdviser);
        }
        if let Some(reason) = &command.reason {
            correctable(context, self, actor, &command, reason)?;
            check_fits(context, &command)?;
            let Command { procedure, day, outcome, .. } = command;
            return Ok(vec![Event::Corrected { procedure, day, outcome }]);
        }
        if self.held.is_some() {
            return Err(Refusal::AlreadyRecorded);
        }
        let first = context.today.plus(-DAYS_TO_RECORD);
        if command.day < first {
            return Err(Refusal::TooLate(first));
        }
        check_fits(context, &command)?;
        let Command { procedure, day, outcome, dossier, .. } = command;
        Ok(vec![Event::Held(Held { unit: actor.unit.clone(), procedure, day, outcome, dossier })])
    }
}

/// Whether a session on record can be corrected so.
fn correctable(
    context: Context<'_>,
    session: &AdviserSession,
    actor: &Actor,
    command: &Command,
    reason: &str,
) -> Result<(), Refusal> {
    let held = session.held.as_ref().ok_or(Refusal::NotRecorded)?;
    if held.unit != actor.unit {
        return Err(Refusal::OtherTeam);
    }
    let last = held.day.plus(DAYS_TO_CORRECT);
    if context.today > last {
        return Err(Refusal::NoLongerCorrected(last));
    }
    if reason.trim().is_empty() {
        return Err(Refusal::WithoutReason);
    }
    let same = (&held.procedure, held.day, held.outcome)
        == (&command.procedure, command.day, command.outcome);
    if same { Err(Refusal::NothingChanged) } else { Ok(()) }
}

/// Whether day, procedure, outcome and dossier fit each other.
fn check_fits(context: Context<'_>, command: &Command) -> Result<(), Refusal> {
    if command.day > context.today {
        return Err(Refusal::InFuture);
    }
    if !context.in_force {
        return Err(Refusal::UnknownProcedure);
    }
    if command.dossier.is_some() {
        if command.outcome == Outcome::Advised {
            return Err(Refusal::NothingFiled);
        }
        let procedure = context.procedure_of_dossier.ok_or(Refusal::UnknownDossier)?;
        if procedure != command.procedure {
            return Err(Refusal::OtherProcedure);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
