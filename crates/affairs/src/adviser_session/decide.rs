//! Decides a command on a session of an adviser: its events, or the reason of a refusal. The module
//! must not know how events are stored.

use calendar::Day;
use dossier::{Actor, Role};

use super::command::Command;
use super::event::{Event, HeldSession, Outcome};
use super::state::AdviserSession;
use crate::aggregate::Decide;

/// The number of days after a session in which it can be recorded.
pub const DAYS_TO_RECORD: i32 = 7;
/// The number of days after a session in which it can be corrected.
pub const DAYS_TO_CORRECT: i32 = 30;

/// The data that a decision needs in addition to the state.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    pub today: Day,
    /// Whether the procedure was in force on the day of the session.
    pub in_force: bool,
    /// The procedure of the dossier; `None` where the dossier is not on record.
    pub procedure_of_dossier: Option<&'a str>,
}

/// The reason why a session is not recorded or corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Only an adviser or a desk officer records sessions.
    NotAdviser,
    /// The session is on record, or another session counts its dossier.
    AlreadyRecorded,
    /// The day of the session is in the future.
    InFuture,
    /// The day of the session is before this one, the first that can still be recorded.
    TooLate(Day),
    /// The procedure was not in force on the day.
    UnknownProcedure,
    /// A session without a filing cannot name a dossier.
    NothingFiled,
    /// The dossier is not on record.
    UnknownDossier,
    /// The dossier belongs to another procedure.
    OtherProcedure,
    /// The session to correct does not exist.
    NotRecorded,
    /// The session belongs to another team.
    OtherTeam,
    /// A correction needs a reason.
    WithoutReason,
    /// The correction would change nothing.
    NothingChanged,
    /// The last day for a correction has passed.
    NoLongerCorrected(Day),
}

impl Refusal {
    /// Every refusal, one of each kind; tests and documents list them.
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

    /// The name in messages and machine-readable output.
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
            check_correction(context, self, actor, &command, reason)?;
            check_fits(context, &command)?;
            let Command { procedure, day, outcome, .. } = command;
            return Ok(vec![Event::Corrected { procedure, day, outcome }]);
        }
        if self.session.is_some() {
            return Err(Refusal::AlreadyRecorded);
        }
        let first = context.today.plus(-DAYS_TO_RECORD);
        if command.day < first {
            return Err(Refusal::TooLate(first));
        }
        check_fits(context, &command)?;
        let Command { procedure, day, outcome, dossier, .. } = command;
        Ok(vec![Event::Held(HeldSession {
            unit: actor.unit.clone(),
            procedure,
            day,
            outcome,
            dossier,
        })])
    }
}

/// Refuses a correction of a session that is not on record, by another team, too late, without a
/// reason or without a change.
fn check_correction(
    context: Context<'_>,
    session: &AdviserSession,
    actor: &Actor,
    command: &Command,
    reason: &str,
) -> Result<(), Refusal> {
    let held = session.session.as_ref().ok_or(Refusal::NotRecorded)?;
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

/// Refuses a day, procedure, outcome and dossier that contradict each other.
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
