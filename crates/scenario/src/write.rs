//! Turns simulated cases into scheduled commands, ordered by instant. The module must not execute
//! commands.

use affairs::adviser_session::Outcome;
use app::Intake;
use calendar::Instant;
use dossier::Command;
use rules::fee::{FeeQuery, Quantities, assess};
use rules::{Channel, Circumstances, Procedure, Rules};

use crate::officer_picker::OfficerPicker;
use crate::plan::{Plan, Quota};
use crate::rng::Rng;
use crate::solve::{self, SimulatedCase};
use crate::spread::hash;
use crate::timetable::{self, Visit};

mod filing;
mod letter;
mod sessions;
mod work;

/// An act on a dossier, or a session.
#[derive(Clone, Debug)]
pub enum Act {
    /// The citizen saves a draft, then sends it as a filing.
    SaveDraft(Box<Intake>),
    SendDraft,
    /// The desk refuses what was brought to it.
    Refuse(Box<Intake>, String),
    Receive(Box<Intake>),
    AtOnce(Box<Intake>, u64),
    Command(Box<Command>),
    /// An adviser records a session, with the dossier if the session ended with an online filing.
    Session(Box<Session>),
}

/// The properties of a session that an adviser records.
#[derive(Clone, Debug)]
pub struct Session {
    /// The number among the sessions without a dossier; `None` for a session with a dossier.
    pub number: Option<u64>,
    pub procedure: String,
    pub outcome: Outcome,
}

/// A scheduled act, with its instant, actor and dossier.
#[derive(Clone, Debug)]
pub struct ScheduledCommand {
    pub at: Instant,
    /// The number of the dossier in the history, from 0; meaningless for a session without a
    /// dossier.
    pub dossier: u32,
    /// The id of an officer, or `citizen`.
    pub officer: String,
    pub act: Act,
}

/// All scheduled commands of a history up to its end, ordered by instant.
#[must_use]
pub fn schedule(
    plan: &Plan,
    rules: &Rules,
    cases: &[SimulatedCase],
) -> (Vec<ScheduledCommand>, u32) {
    let mut commands = Vec::with_capacity(cases.len() * 16);
    let mut extra = cases.len() as u32;
    for (index, life) in cases.iter().enumerate() {
        let quota = &plan.quotas[life.quota];
        let calendar = rules.deadline_calendar();
        let day = calendar.zone.day(life.received);
        let Some(procedure) = rules.procedure_on(&life.procedure, day) else { continue };
        let mut author = Author {
            plan,
            quota,
            rules,
            officer_picker: OfficerPicker { rules, desk: &plan.desk },
            procedure,
            life,
            dossier: index as u32,
            rng: Rng::new(plan.seed, "cues", hash(&quota.name) ^ life.number),
            intake: Intake::default(),
            commands: Vec::with_capacity(20),
            lapses: Vec::new(),
        };
        author.write();
        author.refusal(&mut extra);
        commands.append(&mut author.commands);
    }
    sessions::add(plan, rules, &mut commands);
    commands.retain(|scheduled_command| scheduled_command.at <= plan.ends_at);
    commands.sort_by_key(|scheduled_command| scheduled_command.at);
    (commands, extra)
}

struct Author<'a> {
    plan: &'a Plan,
    quota: &'a Quota,
    rules: &'a Rules,
    officer_picker: OfficerPicker<'a>,
    procedure: &'a Procedure,
    life: &'a SimulatedCase,
    dossier: u32,
    rng: Rng,
    intake: Intake,
    commands: Vec<ScheduledCommand>,
    /// The lapses of offers, each with the officer who holds the dossier from then on.
    lapses: Vec<(Instant, String)>,
}

impl Author<'_> {
    fn write(&mut self) {
        let day = self.day(self.life.received);
        let receiver = self.officer_picker.desk_officer(day, &mut self.rng);
        self.fill_intake();
        self.file();
        if self.procedure.one_act {
            let paid = self.paid();
            self.add(
                self.life.received,
                &receiver,
                Act::AtOnce(Box::new(self.intake.clone()), paid),
            );
            return;
        }
        let entered = self.outage_of_step();
        self.add(
            entered.unwrap_or(self.life.received),
            &receiver,
            Act::Receive(Box::new(self.intake.clone())),
        );
        let visits = timetable::visits(
            &self.officer_picker,
            self.quota,
            self.procedure,
            self.life,
            &mut self.rng,
        );
        self.work(&receiver, &visits);
        self.pauses(&receiver, &visits);
        self.consultations(&receiver, &visits);
        match self.life.outcome {
            solve::Outcome::Withdrawn => {
                let reason = self.plan.texts.withdraw.clone();
                let end = self.life.end;
                self.commands.retain(|scheduled_command| scheduled_command.at < end);
                self.command(end, &receiver, Command::Withdraw { reason });
            }
            _ => self.finish(&receiver, &visits),
        }
        if let Some(entered) = entered {
            let before = self.life.received;
            for scheduled_command in self.commands.iter_mut().filter(|scheduled_command| {
                before <= scheduled_command.at && scheduled_command.at < entered
            }) {
                scheduled_command.at = entered;
            }
        }
    }

    /// The amount to pay for some copies, or for some pages where pages are counted.
    fn paid(&mut self) -> u64 {
        let many = self.rng.between(1, 6) as u32;
        let mut quantities = Quantities::default();
        for fee in &self.procedure.fees {
            quantities.set(fee.per, many);
        }
        let circumstances = Circumstances {
            case: self.intake.case.as_deref(),
            channel: Channel::from_code(&self.intake.channel),
            remote: false,
        };
        let on = self.day(self.life.received);
        let query = FeeQuery { circumstances, quantities, claims: &[], on };
        let assessed = assess(self.procedure, &query).ok();
        assessed.and_then(|assessed| assessed.total_vnd).unwrap_or_default().unsigned_abs()
    }

    /// The instant at which a reception during a power cut was entered; `None` unless the dossier
    /// is still open then.
    fn outage_of_step(&mut self) -> Option<Instant> {
        let received = self.life.received;
        let day = self.day(received);
        let outage =
            self.plan.outage.iter().find(|o| o.from <= received && self.day(o.from) == day)?;
        let entered = outage.entered_at.plus_millis(self.rng.between(0, 40) * 60_000);
        let stays_open = self.life.pauses.is_empty()
            && self.life.extension.is_none()
            && self.life.end.0 > entered.0 + 2 * 86_400_000
            && self.life.due.0 > entered.0 + 2 * 86_400_000
            && self.intake.channel == "counter";
        stays_open.then(|| {
            self.intake.entered_late = Some((received, outage.reason.clone()));
            entered
        })
    }

    fn add(&mut self, at: Instant, officer: &str, act: Act) {
        self.commands.push(ScheduledCommand {
            at,
            dossier: self.dossier,
            officer: officer.to_owned(),
            act,
        });
    }

    fn command(&mut self, at: Instant, officer: &str, command: Command) {
        self.add(at, officer, Act::Command(Box::new(command)));
    }

    fn day(&self, at: Instant) -> calendar::Day {
        self.rules.deadline_calendar().zone.day(at)
    }

    fn minutes_after(&self, at: Instant, minutes: i64) -> Instant {
        self.rules.deadline_calendar().plus_open_millis(at, minutes * 60_000)
    }

    fn can_be_filed_online(&self) -> bool {
        self.procedure.online.filed_here()
    }

    /// The visit in progress at an instant.
    fn holder<'v>(&self, visits: &'v [Visit], at: Instant) -> Option<&'v Visit> {
        visits.iter().rev().find(|visit| visit.from <= at)
    }
}
