//! Assigns an outcome to each dossier so that every quota is met exactly; refuses an impossible
//! quota. The module knows the legal clock and the procedures, and must not know officers.

use calendar::{Calendar, Duration, Instant, LegalClock, SupplementEffect, Unit};
use dossier::event::PauseReason;
use rules::{Circumstances, Procedure, Rules};

use crate::plan::{Plan, PlanError, Quota};
use crate::rng::Rng;
use crate::spread::{self, Arrival, hash};
use text::{Sentence, sentence};

/// The outcome of a dossier by the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    InTime,
    Late,
    /// The dossier is open at the quota's end; it is finished later, in time or late.
    Open,
    Withdrawn,
}

/// A pause of the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    pub from: Instant,
    pub to: Instant,
    pub reason: PauseReason,
}

/// The planned life of a dossier.
#[derive(Clone, Debug)]
pub struct SimulatedCase {
    pub quota: usize,
    pub number: u64,
    pub procedure: String,
    pub case: Option<String>,
    pub received: Instant,
    pub outcome: Outcome,
    pub pauses: Vec<Pause>,
    /// The instant of an extension, and its working days.
    pub extension: Option<(Instant, u32)>,
    /// The due after all pauses and extensions.
    pub due: Instant,
    /// The instant of the finish or the withdrawal, which may be after the history's end.
    pub end: Instant,
    pub without_letter: bool,
    /// Whether the dossier becomes late, in the quota's period or after it.
    pub becomes_late: bool,
}

struct Candidate {
    arrival: Arrival,
    duration: Duration,
    case: Option<String>,
    due: Instant,
    one_act: bool,
    steps: i64,
    outcome: Outcome,
    suspended: bool,
    late_after: bool,
    without_letter: bool,
}

/// Solves every quota of a plan.
///
/// # Errors
/// [`PlanError`] where a quota names an unknown procedure, or has more dossiers of an outcome than
/// are possible.
pub fn solve(plan: &Plan, rules: &Rules) -> Result<Vec<SimulatedCase>, PlanError> {
    let mut cases = Vec::new();
    for (index, quota) in plan.quotas.iter().enumerate() {
        let solver = Solver {
            plan,
            quota,
            rules,
            calendar: rules.deadline_calendar(),
            end: end_of(quota, rules.deadline_calendar()),
        };
        let first = cases.len() as u64;
        cases.extend(solver.solve(index, first)?);
    }
    Ok(cases)
}

/// The last millisecond of a quota's period.
fn end_of(quota: &Quota, calendar: &Calendar) -> Instant {
    calendar.zone.at(quota.to.plus(1), 0).plus_millis(-1)
}

struct Solver<'a> {
    plan: &'a Plan,
    quota: &'a Quota,
    rules: &'a Rules,
    calendar: &'a Calendar,
    end: Instant,
}

impl Solver<'_> {
    fn solve(&self, index: usize, first: u64) -> Result<Vec<SimulatedCase>, PlanError> {
        let desk = self.rules.desk_calendar();
        let arrivals = spread::arrivals(self.plan, self.quota, desk);
        let mut rng = Rng::new(self.plan.seed, "outcomes", hash(&self.quota.name));
        let mut all = Vec::with_capacity(arrivals.len());
        for arrival in arrivals {
            all.push(self.candidate(arrival, &mut rng)?);
        }
        self.choose_open(&mut all, &mut rng)?;
        self.choose(&mut all, &mut rng, Outcome::Late, self.quota.late, "late", Self::can_be_late)?;
        self.choose(
            &mut all,
            &mut rng,
            Outcome::Withdrawn,
            self.quota.withdrawn,
            "withdrawn",
            Self::can_be_withdrawn,
        )?;
        mark(&mut all, &mut rng, self.quota.without_letter, Outcome::Late, |c| {
            c.without_letter = true;
        });
        let cases = all.into_iter().enumerate().map(|(place, candidate)| {
            let number = first + place as u64;
            self.live(index, number, candidate)
        });
        Ok(cases.collect())
    }

    fn candidate(&self, arrival: Arrival, rng: &mut Rng) -> Result<Candidate, PlanError> {
        let day = self.calendar.zone.day(arrival.at);
        let procedure = self.rules.procedure_on(&arrival.procedure, day).ok_or_else(|| {
            self.impossible(sentence!(
                "no procedure {procedure:?} is in force on {day}",
                procedure = arrival.procedure,
                day
            ))
        })?;
        let case = self.case(procedure, rng);
        if !procedure.durations.is_empty() {
            let code = &procedure.code;
            return Err(self.impossible(sentence!(
                "{code} has durations by channel or place, which a plan does not know; leave \
                 [[duration_for]] out",
                code
            )));
        }
        let circumstances = Circumstances { case: case.as_deref(), ..Circumstances::default() };
        let duration = procedure.duration_of(&circumstances);
        let due = LegalClock::start(self.calendar, duration, arrival.at).due;
        Ok(Candidate {
            arrival,
            duration,
            case,
            due,
            one_act: procedure.one_act,
            steps: procedure.steps.len() as i64,
            outcome: Outcome::InTime,
            suspended: false,
            late_after: false,
            without_letter: false,
        })
    }

    fn case(&self, procedure: &Procedure, rng: &mut Rng) -> Option<String> {
        let some = rng.chance_per_mille(600);
        let case = rng.pick(&procedure.cases)?;
        some.then(|| case.id.clone())
    }

    /// The earliest instant by which a dossier can be finished: an hour for each step.
    fn earliest(&self, candidate: &Candidate) -> Instant {
        if candidate.one_act {
            return candidate.arrival.at;
        }
        let day = candidate.duration.length.amount == 0;
        let minutes = candidate.steps * if day { 12 } else { 45 } + 15;
        self.calendar.plus_open_millis(candidate.arrival.at, minutes * 60_000)
    }

    fn stays_open(&self, candidate: &Candidate) -> bool {
        !candidate.one_act && candidate.due > self.end
    }

    fn can_be_suspended(&self, candidate: &Candidate) -> bool {
        let day = self.calendar.zone.day(candidate.arrival.at);
        let (requested, last) = (self.calendar.nth_working_day_after(day, 1), self.quota.to);
        !candidate.one_act
            && candidate.duration.length.amount > 2
            && requested <= last
            && self.calendar.zone.day(candidate.due) > requested
            // At most 40 days lie between the earliest request and the quota's end.
            && last.0 - requested.0 <= 40
    }

    fn can_be_late(&self, candidate: &Candidate) -> bool {
        let due = self.calendar.zone.day(candidate.due);
        let least = self.quota.days_late[0].max(1) as u32;
        !candidate.one_act
            && candidate.outcome == Outcome::InTime
            && self.calendar.nth_working_day_after(due, least) <= self.quota.to
    }

    fn can_be_withdrawn(&self, candidate: &Candidate) -> bool {
        !candidate.one_act
            && candidate.outcome == Outcome::InTime
            && candidate.duration.length.amount > 0
            && self.earliest(candidate) < self.end
    }

    fn choose_open(&self, all: &mut [Candidate], rng: &mut Rng) -> Result<(), PlanError> {
        let forced = all.iter().filter(|c| self.earliest(c) > self.end).count();
        if forced > self.quota.open {
            return Err(self.impossible(sentence!(
                "{open} open, at least {forced} cannot be finished by then",
                open = self.quota.open,
                forced
            )));
        }
        if all.iter().any(|c| self.earliest(c) > self.end && !self.stays_open(c)) {
            return Err(self.impossible(sentence!("a dossier falls due before it can be finished")));
        }
        let suspended = self.take(all, self.quota.suspended, |c| {
            let fits = self.can_be_suspended(c) && self.earliest(c) <= self.end;
            // Dossiers whose due would have passed come first: only the pause keeps them open.
            fits.then_some((c.due > self.end, std::cmp::Reverse(c.arrival.at)))
        });
        let possible = suspended.len();
        if possible < self.quota.suspended {
            return Err(self.impossible(sentence!(
                "{suspended} suspended, at most {possible} possible",
                suspended = self.quota.suspended,
                possible
            )));
        }
        for index in suspended {
            all[index].suspended = true;
            all[index].outcome = Outcome::Open;
        }
        let count = self.quota.open - self.quota.suspended;
        let chosen = self.take(all, count, |c| {
            let fits = c.outcome == Outcome::InTime && self.stays_open(c);
            fits.then(|| (self.earliest(c) <= self.end, self.share_used(c)))
        });
        if chosen.len() < count {
            return Err(self.impossible(sentence!(
                "{open} open, at most {suspended} possible",
                open = self.quota.open,
                suspended = chosen.len() + self.quota.suspended
            )));
        }
        for index in chosen {
            all[index].outcome = Outcome::Open;
        }
        mark(all, rng, self.quota.late_after, Outcome::Open, |c| c.late_after = true);
        Ok(())
    }

    /// Takes the first `wanted` candidates by rank.
    fn take<R: Ord>(
        &self,
        all: &[Candidate],
        count: usize,
        rank: impl Fn(&Candidate) -> Option<R>,
    ) -> Vec<usize> {
        let ranked = all.iter().enumerate().filter_map(|(index, c)| Some((rank(c)?, index)));
        let mut ranked: Vec<(R, usize)> = ranked.collect();
        ranked.sort();
        ranked.into_iter().take(count).map(|(_, index)| index).collect()
    }

    /// The share of the allowed time that has passed at the quota's end, in thousandths.
    fn share_used(&self, candidate: &Candidate) -> i64 {
        let whole = self.calendar.open_millis_between(candidate.arrival.at, candidate.due).max(1);
        self.calendar.open_millis_between(candidate.arrival.at, self.end) * 1000 / whole
    }

    fn choose(
        &self,
        all: &mut [Candidate],
        rng: &mut Rng,
        outcome: Outcome,
        count: usize,
        word: &str,
        can: impl Fn(&Self, &Candidate) -> bool,
    ) -> Result<(), PlanError> {
        let mut able: Vec<usize> = (0..all.len()).filter(|&index| can(self, &all[index])).collect();
        if able.len() < count {
            return Err(self.impossible(sentence!(
                "{count} {word}, at most {able} possible",
                count,
                word,
                able = able.len()
            )));
        }
        rng.shuffle(&mut able);
        for index in able.into_iter().take(count) {
            all[index].outcome = outcome;
        }
        Ok(())
    }

    fn impossible(&self, what: Sentence) -> PlanError {
        PlanError(sentence!("quota {name:?}: {what}", name = self.quota.name, what))
    }

    fn live(&self, quota: usize, number: u64, candidate: Candidate) -> SimulatedCase {
        let mut rng = Rng::new(self.plan.seed, &self.quota.name, number);
        let mut life = SimulatedCase {
            quota,
            number,
            procedure: candidate.arrival.procedure.clone(),
            case: candidate.case.clone(),
            received: candidate.arrival.at,
            outcome: candidate.outcome,
            pauses: Vec::new(),
            extension: None,
            due: candidate.due,
            end: candidate.arrival.at,
            without_letter: candidate.without_letter,
            becomes_late: candidate.outcome == Outcome::Late || candidate.late_after,
        };
        if candidate.one_act {
            return life;
        }
        let plain = life.clone();
        self.pause(&mut life, &candidate, &mut rng);
        if self.finish(&mut life, &candidate, &mut rng) {
            return life;
        }
        // With its pauses the dossier cannot end as planned, so it gets none.
        life = plain;
        if candidate.suspended {
            self.suspend(&mut life, &candidate, &mut rng);
        }
        self.finish(&mut life, &candidate, &mut rng);
        life
    }
}

fn mark(
    all: &mut [Candidate],
    rng: &mut Rng,
    count: usize,
    outcome: Outcome,
    set: impl Fn(&mut Candidate),
) {
    let mut able: Vec<usize> =
        (0..all.len()).filter(|&i| all[i].outcome == outcome && !all[i].suspended).collect();
    rng.shuffle(&mut able);
    for index in able.into_iter().take(count) {
        set(&mut all[index]);
    }
}

mod ending;

/// The legal clock of a planned life, which gives its due.
fn clock(calendar: &Calendar, duration: Duration, life: &SimulatedCase) -> LegalClock {
    let mut clock = LegalClock::start(calendar, duration, life.received);
    for pause in &life.pauses {
        clock.pause(calendar, pause.from);
        clock.resume(calendar, pause.to, SupplementEffect::Continue);
    }
    if let Some((at, days)) = life.extension {
        clock.extend(calendar, at, calendar::Amount { amount: days, unit: Unit::WorkingDays });
    }
    clock
}
