//! Divides a life into visits: the officer, the step and the time of each. The module knows working
//! time, and must not know commands.

use calendar::{Calendar, Instant};
use dossier::lateness::divide;
use rules::Procedure;

use crate::officer_picker::OfficerPicker;
use crate::plan::Quota;
use crate::rng::Rng;
use crate::solve::SimulatedCase;

const MINUTE: i64 = 60_000;

/// The way in which a visit begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// The previous holder offered the dossier for a later step.
    Given,
    /// The previous holder offered the dossier back, for an earlier step.
    Returned,
}

/// The time in which an officer holds a step.
#[derive(Clone, Debug)]
pub struct Visit {
    pub step: String,
    pub unit: String,
    pub officer: String,
    pub entry: Entry,
    /// The instant of the offer.
    pub offered: Instant,
    /// The instant of the acceptance.
    pub from: Instant,
    /// The instant at which the work of the visit is done.
    pub to: Instant,
}

/// Converts between instants and working time outside pauses.
struct Track<'a> {
    calendar: &'a Calendar,
    life: &'a SimulatedCase,
}

impl Track<'_> {
    /// The working minutes outside pauses from reception to an instant.
    fn minutes(&self, until: Instant) -> i64 {
        let whole = self.calendar.open_millis_between(self.life.received, until);
        let paused: i64 = self
            .life
            .pauses
            .iter()
            .map(|pause| self.calendar.open_millis_between(pause.from, pause.to.min(until)))
            .sum();
        (whole - paused) / MINUTE
    }

    /// The instant by which this number of working minutes outside pauses has passed.
    fn at(&self, minutes: i64) -> Instant {
        let mut millis = minutes * MINUTE;
        for pause in &self.life.pauses {
            let before = self.calendar.open_millis_between(self.life.received, pause.from);
            if millis <= before {
                break;
            }
            millis += self.calendar.open_millis_between(pause.from, pause.to);
        }
        self.calendar.plus_open_millis(self.life.received, millis)
    }
}

/// The visits of a life; the last one ends when the result is ready.
#[must_use]
pub fn visits(
    officer_picker: &OfficerPicker<'_>,
    quota: &Quota,
    procedure: &Procedure,
    life: &SimulatedCase,
    rng: &mut Rng,
) -> Vec<Visit> {
    let calendar = officer_picker.rules.deadline_calendar();
    let track = Track { calendar, life };
    let day = calendar.zone.day(life.received);
    let mut plan = Vec::new();
    for step in &procedure.steps {
        let unit = procedure.unit_of(step).unwrap_or_default().to_owned();
        let officer = officer_picker.step_officer(&unit, step, day, rng, &[]);
        plan.push((step.id.clone(), unit, officer, Entry::Given, step.budget_minutes));
    }
    if plan.len() > 1 && rng.chance_per_mille(quota.incidents.returned) {
        let (mut back, mut again) = (plan[0].clone(), plan[1].clone());
        back.3 = Entry::Returned;
        (back.4, again.4) = (back.4 / 3, again.4 / 2);
        plan.splice(2..2, [back, again]);
    }
    let total = match life.outcome {
        // A withdrawn dossier is worked on like any other until its withdrawal.
        crate::solve::Outcome::Withdrawn => track.minutes(life.due),
        _ => track.minutes(life.end),
    };
    let (waits, works) = shares(quota, life, &track, total, &plan, rng);
    let mut visits = Vec::with_capacity(plan.len());
    let mut passed = 0;
    for ((place, wait), work) in plan.into_iter().zip(waits).zip(works) {
        let (step, unit, officer, entry, _) = place;
        let offered = track.at(passed);
        let from = track.at(passed + wait);
        passed += wait + work;
        visits.push(Visit { step, unit, officer, entry, offered, from, to: track.at(passed) });
    }
    if life.outcome != crate::solve::Outcome::Withdrawn
        && let Some(last) = visits.last_mut()
    {
        last.to = life.end;
    }
    visits
}

type Planned = (String, String, String, Entry, i64);

/// The minutes of waiting before each visit and of work in it; they sum to `total`.
fn shares(
    quota: &Quota,
    life: &SimulatedCase,
    track: &Track<'_>,
    total: i64,
    plan: &[Planned],
    rng: &mut Rng,
) -> (Vec<i64>, Vec<i64>) {
    let draws: Vec<i64> = plan.iter().map(|_| rng.between(4, 55)).collect();
    let waiting = draws.iter().sum::<i64>().min(total / 8);
    let waits = divide(waiting, &draws);
    let weights: Vec<i64> =
        plan.iter().map(|visit| visit.4.max(1) * rng.between(70, 130)).collect();
    let works = if life.becomes_late {
        let allowed = track.minutes(life.due).min(total);
        let mut works = divide((allowed * 9 / 10 - waiting).max(0), &weights);
        let steps: Vec<u64> =
            plan.iter().map(|visit| quota.late_steps.get(&visit.0).copied().unwrap_or(0)).collect();
        let late_step = if steps.iter().sum::<u64>() == 0 { 0 } else { rng.weighted(&steps) };
        let rest = total - waiting - works.iter().sum::<i64>();
        if let Some(work) = works.get_mut(late_step) {
            *work += rest;
        }
        works
    } else {
        divide(total - waiting, &weights)
    };
    (waits, works)
}
