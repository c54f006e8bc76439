//! The virtual clock: executes the schedule through `app` in order, each command by an actor with
//! its permit.

use std::fmt;

use app::{Application, CommandKey, Failure, NewSession, Replay, Submission, Who, role_of};
use calendar::Instant;
use dossier::{Actor, Command, Role, Sealed};
use rules::Rules;

use crate::plan::{Plan, PlanError};
use crate::rng::Rng;
use crate::write::{Act, ScheduledCommand, Session, schedule};
use crate::{names, solve};
use text::{Sentence, ToSentence, sentence};

mod milestones;

use self::milestones::milestones;

/// The result of a replay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Replayed {
    pub dossiers: u64,
    /// The number of commands that this replay executed, without those on record before.
    pub commands: u64,
}

/// The progress of a replay, after each part.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    pub done: usize,
    pub of: usize,
    pub at: Instant,
}

/// The reason why a replay ended early.
#[derive(Debug)]
pub enum ReplayError {
    Plan(PlanError),
    /// A command of the history was refused: the plan contradicts the rules.
    Command {
        scheduled_command: String,
        failure: Box<Failure>,
    },
    Application(Box<Failure>),
}

impl ToSentence for ReplayError {
    fn to_sentence(&self) -> Sentence {
        match self {
            Self::Plan(error) => error.to_sentence(),
            Self::Command { scheduled_command, failure } => {
                let failure = failure.to_sentence();
                sentence!("{scheduled_command}: {failure}", scheduled_command, failure)
            }
            Self::Application(failure) => failure.to_sentence(),
        }
    }
}

impl fmt::Display for ReplayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_sentence().fmt(f)
    }
}

impl std::error::Error for ReplayError {}

impl From<Failure> for ReplayError {
    fn from(failure: Failure) -> Self {
        Self::Application(Box::new(failure))
    }
}

/// Replays a plan into a folder whose rules are in force; continues where an earlier replay ended.
///
/// `until` ends the replay before the plan's end.
///
/// # Errors
/// [`ReplayError`] where the plan is impossible, a command is refused, or the store fails.
pub fn replay(
    app: &Application,
    plan: &Plan,
    until: Option<Instant>,
    mut progress: impl FnMut(Progress),
) -> Result<Replayed, ReplayError> {
    let rules = app.rules();
    plan.check(&rules).map_err(ReplayError::Plan)?;
    let cases = solve(plan, &rules).map_err(ReplayError::Plan)?;
    let (schedule, dossiers) = schedule(plan, &rules, &cases);
    let until = until.unwrap_or(plan.ends_at).min(plan.ends_at);
    let mut stage = Stage::new(app, &rules, plan, (&schedule, dossiers));
    let prefix = format!("{}/", plan.name);
    let done_before = app.ask(|inquiry| inquiry.count_keys_with_prefix(&prefix))? as usize;
    let of = schedule.iter().filter(|scheduled_command| scheduled_command.at <= until).count();
    let mut milestones = milestones(plan, until).into_iter().peekable();
    let mut keyed = 0;
    for (index, scheduled_command) in schedule.iter().take(of).enumerate() {
        let has_key = !matches!(scheduled_command.act, Act::SaveDraft(_));
        keyed += usize::from(has_key);
        // A draft that an interrupted replay saved and did not send is saved again.
        if if has_key { keyed <= done_before } else { keyed < done_before } {
            continue;
        }
        while let Some(milestone) = milestones.next_if(|next| next.at <= scheduled_command.at) {
            stage.wait(&schedule)?;
            stage.carry_out(&milestone)?;
        }
        stage.submit_command(scheduled_command, index)?;
        if index % 4000 == 0 {
            stage.wait(&schedule)?;
            progress(Progress { done: index, of, at: scheduled_command.at });
        }
    }
    stage.wait(&schedule)?;
    for milestone in milestones {
        stage.carry_out(&milestone)?;
    }
    app.advance_clock(until)?;
    app.commit()?;
    progress(Progress { done: of, of, at: until });
    Ok(Replayed {
        dossiers: u64::from(dossiers),
        commands: (keyed - done_before.min(keyed)) as u64,
    })
}

struct Stage<'a> {
    app: &'a Application,
    replay: Replay<'a>,
    rules: &'a Rules,
    plan: &'a Plan,
    streams: Vec<String>,
    /// The pseudonym of each dossier's applicant.
    persons: Vec<String>,
}

impl<'a> Stage<'a> {
    fn new(
        app: &'a Application,
        rules: &'a Rules,
        plan: &'a Plan,
        (schedule, dossiers): (&[ScheduledCommand], u32),
    ) -> Self {
        let register = rules.agency.as_ref().map_or("own", |agency| agency.code.as_str());
        let streams = (0..dossiers).map(|number| {
            let mut rng = Rng::new(plan.seed, "streams", u64::from(number));
            format!("dossier/{register}/{}", rng.hex())
        });
        let mut persons = vec![String::new(); dossiers as usize];
        for scheduled in schedule {
            if let Act::SaveDraft(intake)
            | Act::Refuse(intake, _)
            | Act::Receive(intake)
            | Act::AtOnce(intake, _) = &scheduled.act
            {
                persons[scheduled.dossier as usize].clone_from(&intake.person);
            }
        }
        let replay = app.replay();
        Self { app, replay, rules, plan, streams: streams.collect(), persons }
    }

    /// Waits for the results of submitted commands.
    fn wait(&mut self, schedule: &[ScheduledCommand]) -> Result<(), ReplayError> {
        self.replay.wait().map_err(|failed| {
            match failed.number.and_then(|number| schedule.get(number)) {
                Some(scheduled) => self.failed(scheduled, failed.failure),
                None => ReplayError::Application(Box::new(failed.failure)),
            }
        })
    }

    fn failed(&self, scheduled: &ScheduledCommand, failure: Failure) -> ReplayError {
        let at = self.rules.deadline_calendar().zone.format(scheduled.at);
        let stream = self.streams.get(scheduled.dossier as usize).map_or("", String::as_str);
        let ScheduledCommand { dossier, officer, act, .. } = scheduled;
        let scheduled_command =
            format!("{at}: {officer} with dossier {dossier} ({stream}), {act:?}");
        ReplayError::Command { scheduled_command, failure: Box::new(failure) }
    }

    fn submit_command(
        &mut self,
        scheduled_command: &ScheduledCommand,
        index: usize,
    ) -> Result<(), ReplayError> {
        let (at, number) = (scheduled_command.at, scheduled_command.dossier as usize);
        let stream = self.streams.get(number).cloned().unwrap_or_default();
        let person = self.persons.get(number).map_or("", String::as_str);
        let actor = self.actor(&scheduled_command.officer, at, person);
        let key = Some(CommandKey::from(format!("{}/{index:07}", self.plan.name)));
        let result = match &scheduled_command.act {
            Act::SaveDraft(intake) => {
                let filing = self.app.filing(intake, at)?;
                let id = draft_id(scheduled_command.dossier);
                self.replay.save_draft(index, &id, &filing, at)
            }
            Act::SendDraft => {
                let id = draft_id(scheduled_command.dossier);
                let sealed = Some(self.applicant(scheduled_command.dossier));
                let by = (&actor, at);
                self.replay.send_draft(index, (&id, &stream), by, key, sealed)
            }
            Act::Refuse(intake, reason) => {
                let filing = Some(self.app.filing(intake, at)?);
                let command = Command::Refuse { filing, reason: reason.clone() };
                self.submit(
                    (index, stream),
                    actor,
                    command,
                    at,
                    key,
                    Some(self.applicant(scheduled_command.dossier)),
                )
            }
            Act::Receive(intake) => {
                let command = Command::Receive(self.app.reception(intake, at)?);
                self.submit(
                    (index, stream),
                    actor,
                    command,
                    at,
                    key,
                    Some(self.applicant(scheduled_command.dossier)),
                )
            }
            Act::AtOnce(intake, paid_vnd) => {
                let reception = self.app.reception(intake, at)?;
                let command = Command::CompleteAtOnce { reception, paid_vnd: *paid_vnd };
                self.submit(
                    (index, stream),
                    actor,
                    command,
                    at,
                    key,
                    Some(self.applicant(scheduled_command.dossier)),
                )
            }
            Act::Session(session) => {
                let (session, who) = (self.session(scheduled_command, session), officer(actor));
                self.replay.record_session(index, &who, session, key, at)
            }
            Act::Command(command) => {
                self.submit((index, stream), actor, command.as_ref().clone(), at, key, None)
            }
        };
        result.map_err(|failure| self.failed(scheduled_command, failure))
    }

    fn submit(
        &mut self,
        (index, stream): (usize, String),
        actor: Actor,
        command: Command,
        at: Instant,
        key: Option<CommandKey>,
        sealed: Option<Sealed>,
    ) -> Result<(), Failure> {
        self.replay.submit(index, Submission { stream, actor, command, at, key, sealed })
    }

    fn applicant(&self, dossier: u32) -> Sealed {
        let mut rng = Rng::new(self.plan.seed, "people", u64::from(dossier));
        names::applicant(&mut rng, &self.plan.texts.streets)
    }

    /// The session as the record stores it, in the stream of its dossier or in one of its own.
    fn session(&self, scheduled: &ScheduledCommand, session: &Session) -> NewSession {
        let dossier = self.streams.get(scheduled.dossier as usize);
        let dossier = dossier.filter(|_| session.number.is_none()).cloned();
        let number = session.number.unwrap_or(u64::from(scheduled.dossier));
        let purpose = if dossier.is_some() { "helped" } else { "session" };
        let mut rng = Rng::new(self.plan.seed, purpose, number);
        NewSession {
            id: rng.hex(),
            procedure: session.procedure.clone(),
            day: self.rules.deadline_calendar().zone.day(scheduled.at),
            outcome: session.outcome,
            dossier,
            salt: rng.hex(),
            helped: None,
        }
    }

    /// The actor of a command: the officer, or the stand-in during a declared absence.
    fn actor(&self, officer: &str, at: Instant, person: &str) -> Actor {
        if officer == "citizen" {
            return Actor::citizen(person);
        }
        let id = self.app.acting_for(officer, at);
        let row = self.rules.officer(&id);
        let unit = row.map(|officer| officer.unit.clone()).unwrap_or_default();
        Actor::new(&id, row.map_or(Role::Citizen, |officer| role_of(officer.post)), &unit)
    }
}

/// The visitor whom the application sees for an officer.
fn officer(actor: Actor) -> Who {
    let (login, name) = (actor.id.to_lowercase(), actor.id.clone());
    Who::Officer { actor, login, name }
}

fn draft_id(dossier: u32) -> String {
    format!("d{dossier}")
}
