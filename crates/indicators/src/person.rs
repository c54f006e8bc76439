//! An officer's work in a period: dossiers held, minutes, steps against their budgets, parts of
//! lateness, and the minutes spent waiting (decisions, "Responsibility" 10). Figures about a person;
//! who may see them is not known.

use std::collections::BTreeMap;

use calendar::{Calendar, Instant};
use dossier::event::PauseReason;
use dossier::lateness::Segment;
use dossier::{Outcome, State};
use serde::{Deserialize, Serialize};

use crate::fact_history::FactHistory;
use crate::place::placed;
use crate::query::Query;

/// A dossier in which an officer took part, or of which all officers are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worked {
    pub code: String,
    pub procedure: String,
    /// The instant of the finish, where it was by the state's moment.
    pub finished: Option<Instant>,
    /// By dates, at the state's moment.
    pub outcome: Outcome,
    /// The steps in which the officer held the dossier; only of a finished dossier.
    pub steps: Vec<OwnStep>,
    /// Working minutes off pauses for which the officer held it in the period.
    pub held_minutes: i64,
    /// Working minutes of pauses meanwhile.
    pub waited: Waited,
    /// The officer's parts of the lateness by the state's moment: (step, minutes).
    pub late: Vec<(String, i64)>,
    /// The whole lateness.
    pub late_minutes: i64,
    /// Whether the officer holds it at the state's moment.
    pub holds: bool,
    /// Supplement requests.
    pub supplements: usize,
    /// Whether it was filed online.
    pub online: bool,
}

/// A step in which the officer held a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnStep {
    pub step: String,
    /// Working minutes off pauses of the officer.
    pub used: i64,
    /// `None` of a step without a budget.
    pub outcome: Option<Outcome>,
}

/// Working minutes in which nothing could be done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waited {
    /// For the citizen: a supplement, a financial obligation.
    pub citizen: i64,
    /// For another agency.
    pub agency: i64,
}

/// The codes of the dossiers carried over and received in the query's period that an officer held by
/// then; of all officers where none is named.
#[must_use]
pub fn dossiers_of_officer<'a>(
    facts: impl IntoIterator<Item = &'a FactHistory>,
    query: &Query,
    officer: Option<&str>,
) -> Vec<&'a str> {
    let held = |fact: &crate::DossierFacts, state: Instant, officer: &str| {
        let mut holders = fact.holder.changes(Instant(i64::MIN));
        holders.any(|(from, holder)| holder == officer && from <= state)
    };
    let dossiers = placed(facts, query)
        .filter(|dossier| officer.is_none_or(|officer| held(dossier.fact, dossier.state, officer)));
    dossiers.map(|dossier| dossier.fact.code.as_str()).collect()
}

impl Worked {
    /// The officer's work on a dossier as it stood at the state's moment, for a period [start, state];
    /// `None` where the officer had not held the dossier by then.
    #[must_use]
    pub fn of(
        state: &State,
        officer: Option<&str>,
        (start, at): (Instant, Instant),
    ) -> Option<Self> {
        let calendar = state.calendar.as_ref()?;
        let all = state.segments(at);
        let own = |segment: &&Segment| officer.is_none_or(|officer| segment.officer == officer);
        let segments: Vec<&Segment> = all.iter().filter(own).collect();
        segments.first()?;
        let snapshot = state.snapshot(at);
        let (mut held_minutes, mut waited) = (0, Waited::default());
        for segment in &segments {
            let (from, to) = (segment.from.max(start), segment.to.min(at));
            if from < to {
                held_minutes += state.minutes_off_pauses(calendar, from, to);
                waited.add(state, calendar, (from, to));
            }
        }
        let late = snapshot.lateness.by_holder.iter();
        let late = late.filter(|(_, holder, _)| officer.is_none_or(|officer| holder == officer));
        let holder = state.holder_at(at).map(|(holder, ..)| holder);
        let finished = state.finished.filter(|finished| *finished <= at);
        Some(Self {
            code: state.code.clone(),
            procedure: state.filing.procedure.clone(),
            finished,
            outcome: snapshot.outcome_by_date?,
            steps: match finished {
                Some(_) => own_steps(state, calendar, &all, &segments),
                None => Vec::new(),
            },
            held_minutes,
            waited,
            late: late.map(|(step, _, part)| (step.clone(), *part)).collect(),
            late_minutes: snapshot.lateness.minutes,
            holds: holder.is_some_and(|holder| officer.is_none_or(|officer| holder == officer)),
            supplements: state.supplements.len(),
            online: state.filing.channel == "online",
        })
    }

    /// The officer's part of the lateness, of a finished dossier.
    #[must_use]
    pub fn own_late_minutes(&self) -> i64 {
        self.late.iter().map(|(_, part)| part).sum()
    }

    /// Whether the officer held it in the period: for some working minute of it, paused or not, or at its
    /// end.
    #[must_use]
    pub fn in_hand(&self) -> bool {
        self.holds || self.held_minutes + self.waited.citizen + self.waited.agency > 0
    }

    /// The worst outcome of the own steps that have budgets.
    #[must_use]
    pub fn worst_step(&self) -> Option<Outcome> {
        let rank = |outcome: &Outcome| match outcome {
            Outcome::Late => 2,
            Outcome::OnTheDay => 1,
            _ => 0,
        };
        self.steps.iter().filter_map(|step| step.outcome).max_by_key(rank)
    }
}

impl Waited {
    fn add(&mut self, state: &State, calendar: &Calendar, (from, to): (Instant, Instant)) {
        for pause in &state.pauses {
            let end = pause.to.unwrap_or(Instant::MAX).min(to);
            let minutes = calendar.working_minutes_between(pause.from.max(from), end);
            *match pause.reason {
                PauseReason::Supplement | PauseReason::Financial => &mut self.citizen,
                PauseReason::Agency => &mut self.agency,
            } += minutes;
        }
    }
}

fn own_steps(
    state: &State,
    calendar: &Calendar,
    all: &[Segment],
    own: &[&Segment],
) -> Vec<OwnStep> {
    let mut steps: Vec<OwnStep> = Vec::new();
    for segment in own {
        let minutes = state.minutes_off_pauses(calendar, segment.from, segment.to);
        if let Some(time) = steps.iter_mut().find(|time| time.step == segment.step) {
            time.used += minutes;
            continue;
        }
        let visits = all.iter().filter(|other| other.step == segment.step);
        let end = visits.map(|visit| visit.to).max().unwrap_or(segment.to);
        let outcome = state.step_outcome(calendar, &segment.step, end);
        let outcome = outcome.map(|(outcome, _)| outcome);
        steps.push(OwnStep { step: segment.step.clone(), used: minutes, outcome });
    }
    steps
}

/// The numbers of an officer's work in a period.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonFigures {
    /// Dossiers held in the period.
    pub held: u64,
    pub held_minutes: i64,
    pub waited: Waited,
    /// Finished in the period, of those in which the officer took part; by dates.
    pub finished: u64,
    pub early: u64,
    pub on_the_day: u64,
    pub late: u64,
    /// Working minutes of the finished ones that are the officer's.
    pub late_minutes: i64,
    /// Held by the officer at the state's moment.
    pub open: u64,
    pub open_past_due: u64,
    /// The steps of the finished dossiers, by kind.
    pub steps: BTreeMap<String, StepFigures>,
}

/// The own steps of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepFigures {
    pub early: u64,
    pub on_the_day: u64,
    pub late: u64,
    /// The steps without a budget.
    pub unmeasured: u64,
    pub used_minutes: i64,
    pub late_minutes: i64,
}

impl PersonFigures {
    /// The numbers of the dossiers in which one officer took part.
    #[must_use]
    pub fn of(worked: &[Worked]) -> Self {
        let mut figures = Self::default();
        worked.iter().for_each(|dossier| figures.add(dossier));
        figures
    }

    fn add(&mut self, dossier: &Worked) {
        self.held += u64::from(dossier.in_hand());
        self.held_minutes += dossier.held_minutes;
        self.waited.citizen += dossier.waited.citizen;
        self.waited.agency += dossier.waited.agency;
        if dossier.finished.is_none() {
            self.open += u64::from(dossier.holds);
            let past = dossier.holds && dossier.outcome == Outcome::PastDue;
            self.open_past_due += u64::from(past);
            return;
        }
        self.finished += 1;
        *match dossier.outcome {
            Outcome::Late => &mut self.late,
            Outcome::OnTheDay => &mut self.on_the_day,
            _ => &mut self.early,
        } += 1;
        self.late_minutes += dossier.own_late_minutes();
        for own in &dossier.steps {
            let step = self.steps.entry(own.step.clone()).or_default();
            step.used_minutes += own.used;
            *match own.outcome {
                Some(Outcome::Late) => &mut step.late,
                Some(Outcome::OnTheDay) => &mut step.on_the_day,
                Some(_) => &mut step.early,
                None => &mut step.unmeasured,
            } += 1;
        }
        for (step, minutes) in &dossier.late {
            self.steps.entry(step.clone()).or_default().late_minutes += minutes;
        }
    }
}
