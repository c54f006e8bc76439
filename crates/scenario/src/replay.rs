//! The virtual clock: carries the cues out through `office`, in order, each by an actor who may.

use std::fmt;

use calendar::Instant;
use dossier::{Actor, Command, Role, Sealed};
use office::{Absence, Failure, Office, Submission, role_of};
use rules::Rules;

use crate::chance::Chance;
use crate::plan::{Leave, Plan, PlanError};
use crate::write::{Act, Cue, cues};
use crate::{names, solve};

/// What a replay did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Replayed {
    pub dossiers: u64,
    /// Commands carried out now; those on record before are left out.
    pub commands: u64,
}

/// How far a replay has come.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    pub done: usize,
    pub of: usize,
    pub at: Instant,
}

/// Why a replay stopped.
#[derive(Debug)]
pub enum ReplayError {
    Plan(PlanError),
    /// A command of the history was refused; the plan and the rules do not fit.
    Command {
        cue: String,
        failure: Box<Failure>,
    },
    Office(Box<Failure>),
}

impl fmt::Display for ReplayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plan(error) => error.fmt(f),
            Self::Command { cue, failure } => write!(f, "{cue}: {failure}"),
            Self::Office(failure) => failure.fmt(f),
        }
    }
}

impl std::error::Error for ReplayError {}

impl From<Failure> for ReplayError {
    fn from(failure: Failure) -> Self {
        Self::Office(Box::new(failure))
    }
}

/// Replays a plan into an office whose rules are in force; goes on where an earlier replay stopped.
///
/// `until` ends it earlier than the plan does.
///
/// # Errors
/// The plan is impossible, a command is refused, or the store failed.
pub fn replay(
    office: &Office,
    plan: &Plan,
    until: Option<Instant>,
    mut progress: impl FnMut(Progress),
) -> Result<Replayed, ReplayError> {
    let rules = office.rules();
    plan.check(&rules).map_err(ReplayError::Plan)?;
    let lives = solve(plan, &rules).map_err(ReplayError::Plan)?;
    let (cues, dossiers) = cues(plan, &rules, &lives);
    let until = until.unwrap_or(plan.ends_at).min(plan.ends_at);
    let stage = Stage::new(office, &rules, plan, dossiers);
    let prefix = format!("{}/", plan.name);
    let done_before = office.ask(|inquiry| inquiry.keys_like(&prefix))? as usize;
    let of = cues.iter().filter(|cue| cue.at <= until).count();
    let mut leaves: Vec<&Leave> = plan.leave.iter().filter(|leave| leave.from <= until).collect();
    leaves.sort_by_key(|leave| leave.from);
    let mut leaves = leaves.into_iter().peekable();
    let mut keyed = 0;
    for (index, cue) in cues.iter().take(of).enumerate() {
        let has_key = !matches!(cue.act, Act::SaveDraft(_));
        keyed += usize::from(has_key);
        // A draft that was saved and not sent before is saved again.
        if if has_key { keyed <= done_before } else { keyed < done_before } {
            continue;
        }
        while let Some(leave) = leaves.next_if(|leave| leave.from <= cue.at) {
            stage.leave(leave)?;
        }
        office.run_timers(cue.at)?;
        stage.play(cue, index)?;
        if index % 4000 == 0 {
            progress(Progress { done: index, of, at: cue.at });
        }
    }
    for leave in leaves {
        stage.leave(leave)?;
    }
    office.run_timers(until)?;
    office.commit()?;
    progress(Progress { done: of, of, at: until });
    Ok(Replayed {
        dossiers: u64::from(dossiers),
        commands: (keyed - done_before.min(keyed)) as u64,
    })
}

struct Stage<'a> {
    office: &'a Office,
    rules: &'a Rules,
    plan: &'a Plan,
    streams: Vec<String>,
}

impl<'a> Stage<'a> {
    fn new(office: &'a Office, rules: &'a Rules, plan: &'a Plan, dossiers: u32) -> Self {
        let register = rules.agency.as_ref().map_or("own", |agency| agency.code.as_str());
        let streams = (0..dossiers).map(|number| {
            let mut chance = Chance::new(plan.seed, "streams", u64::from(number));
            format!("dossier/{register}/{}", chance.hex())
        });
        Self { office, rules, plan, streams: streams.collect() }
    }

    fn leave(&self, leave: &Leave) -> Result<(), ReplayError> {
        let absence = Absence {
            officer: leave.officer.clone(),
            by: leave.by.clone(),
            from: leave.from,
            until: leave.until,
        };
        if !self.office.is_declared(&absence) {
            let head = self.actor(&leave.declared_by, leave.from, "")?;
            self.office.declare_absence(&head, &absence)?;
        }
        Ok(())
    }

    fn play(&self, cue: &Cue, index: usize) -> Result<(), ReplayError> {
        let stream = &self.streams[cue.dossier as usize];
        let actor = self.actor(&cue.officer, cue.at, stream)?;
        let key = Some(format!("{}/{index:07}", self.plan.name));
        let result = match &cue.act {
            Act::SaveDraft(intake) => {
                let filing = self.office.filing(intake, cue.at)?;
                self.office.save_draft(&draft_id(cue.dossier), &filing, cue.at)
            }
            Act::SendDraft => {
                let sealed = Some(self.applicant(cue.dossier));
                let id = draft_id(cue.dossier);
                self.office.send_draft(&id, stream, &actor, cue.at, key, sealed).map(|_| ())
            }
            Act::Refuse(intake, reason) => {
                let filing = Some(self.office.filing(intake, cue.at)?);
                let command = Command::Refuse { filing, reason: reason.clone() };
                self.submit(stream, actor, command, cue, key, Some(self.applicant(cue.dossier)))
            }
            Act::Receive(intake) => {
                let command = Command::Receive(self.office.reception(intake, cue.at)?);
                self.submit(stream, actor, command, cue, key, Some(self.applicant(cue.dossier)))
            }
            Act::AtOnce(intake, paid_vnd) => {
                let reception = self.office.reception(intake, cue.at)?;
                let command = Command::CompleteAtOnce { reception, paid_vnd: *paid_vnd };
                self.submit(stream, actor, command, cue, key, Some(self.applicant(cue.dossier)))
            }
            Act::Command(command) => {
                self.submit(stream, actor, command.as_ref().clone(), cue, key, None)
            }
        };
        result.map_err(|failure| {
            let at = self.rules.deadline_calendar().zone.format(cue.at);
            let Cue { dossier, officer, act, .. } = cue;
            let cue = format!("{at}: {officer} with dossier {dossier} ({stream}), {act:?}");
            ReplayError::Command { cue, failure: Box::new(failure) }
        })
    }

    fn submit(
        &self,
        stream: &str,
        actor: Actor,
        command: Command,
        cue: &Cue,
        key: Option<String>,
        sealed: Option<Sealed>,
    ) -> Result<(), Failure> {
        let stream = stream.to_owned();
        self.office
            .submit(Submission { stream, actor, command, at: cue.at, key, sealed })
            .map(|_| ())
    }

    fn applicant(&self, dossier: u32) -> Sealed {
        let mut chance = Chance::new(self.plan.seed, "people", u64::from(dossier));
        let place = self.rules.agency.as_ref().map_or("", |agency| agency.name.as_str());
        names::applicant(&mut chance, &self.plan.texts.streets, place)
    }

    /// Who acts: the officer, or the stand-in of a declared absence.
    fn actor(&self, officer: &str, at: Instant, stream: &str) -> Result<Actor, Failure> {
        if officer == "citizen" {
            return Ok(Actor::citizen(&self.office.applicant_of(stream)?));
        }
        let id = self.office.acting_for(officer, at);
        let known = self.rules.officer(&id);
        let unit = known.map(|officer| officer.unit.clone()).unwrap_or_default();
        Ok(Actor::new(&id, known.map_or(Role::Citizen, |officer| role_of(officer.post)), &unit))
    }
}

fn draft_id(dossier: u32) -> String {
    format!("d{dossier}")
}
