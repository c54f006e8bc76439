//! The causes of lateness: the working minutes of every step and officer, and the lateness divided
//! over them (decisions, "Responsibility" 1 to 6). The module reads a state and never changes one.

use calendar::{Calendar, Instant};

use crate::snapshot::Outcome;
use crate::state::State;

/// The time [from, to) in which one officer acted as the holder of a dossier: the holder or the
/// stand-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    pub from: Instant,
    pub to: Instant,
    /// The officer who acts and for whom the minutes count.
    pub officer: String,
    /// The absent officer for whom a stand-in acts.
    pub acting_for: Option<String>,
    pub step: String,
    pub unit: String,
}

/// The late minutes of a dossier, with their parts; each list of parts sums to the whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lateness {
    pub minutes: i64,
    /// (step, minutes) in the order of the steps' first visits, without parts of 0.
    pub by_step: Vec<(String, i64)>,
    /// (step, officer, minutes), without parts of 0.
    pub by_holder: Vec<(String, String, i64)>,
}

impl State {
    /// The holders of the dossier from reception to its end, or to `until`.
    #[must_use]
    pub fn segments(&self, until: Instant) -> Vec<Segment> {
        let mut segments = Vec::new();
        for hold in &self.holds {
            let end = hold.to.unwrap_or(until).min(until);
            let mut from = hold.from;
            let mut cuts: Vec<Instant> = self
                .stand_ins
                .iter()
                .filter(|absence| absence.officer == hold.officer)
                .flat_map(|absence| [absence.from, absence.until])
                .filter(|cut| hold.from < *cut && *cut < end)
                .collect();
            cuts.sort_unstable();
            cuts.push(end);
            for to in cuts {
                if from < to {
                    segments.push(self.segment(hold, from, to));
                    from = to;
                }
            }
        }
        segments
    }

    fn segment(&self, hold: &crate::state::Hold, from: Instant, to: Instant) -> Segment {
        let acting = self.acting(&hold.officer, from);
        Segment {
            from,
            to,
            officer: acting.to_owned(),
            acting_for: (acting != hold.officer).then(|| hold.officer.clone()),
            step: hold.step.clone(),
            unit: hold.unit.clone(),
        }
    }

    /// The holder of the dossier at an instant: the officer who acts, the absent officer for whom a
    /// stand-in acts, and the step.
    #[must_use]
    pub fn holder_at(&self, at: Instant) -> Option<(&str, Option<&str>, &str)> {
        let hold = self
            .holds
            .iter()
            .rev()
            .find(|hold| hold.from <= at && hold.to.is_none_or(|to| at < to))?;
        let acting = self.acting(&hold.officer, at);
        let acting_for = (acting != hold.officer).then_some(hold.officer.as_str());
        Some((acting, acting_for, &hold.step))
    }

    /// The working minutes outside pauses in [from, to), with both instants rounded down to the
    /// minute.
    #[must_use]
    pub fn minutes_off_pauses(&self, calendar: &Calendar, from: Instant, to: Instant) -> i64 {
        let paused: i64 = self
            .pauses
            .iter()
            .map(|pause| {
                let end = pause.to.unwrap_or(Instant::MAX).min(to);
                calendar.working_minutes_between(pause.from.max(from), end)
            })
            .sum();
        calendar.working_minutes_between(from, to) - paused
    }

    /// The working minutes that each step used until an instant, in the order of the steps' first
    /// visits.
    #[must_use]
    pub fn used_by_step(&self, calendar: &Calendar, until: Instant) -> Vec<(String, i64)> {
        let mut used: Vec<(String, i64)> = Vec::new();
        for segment in self.segments(until) {
            let minutes = self.minutes_off_pauses(calendar, segment.from, segment.to);
            match used.iter_mut().find(|(step, _)| *step == segment.step) {
                Some((_, sum)) => *sum += minutes,
                None => used.push((segment.step, minutes)),
            }
        }
        used
    }

    /// The outcome of a step that ended at an instant, with the minutes over its budget: late where
    /// the budget was used up before, on the day where it would have been used up on the same date,
    /// otherwise early. `None` for a step without a budget.
    #[must_use]
    pub fn step_outcome(
        &self,
        calendar: &Calendar,
        step: &str,
        at: Instant,
    ) -> Option<(Outcome, i64)> {
        let budget = self.budget(step);
        if budget <= 0 {
            return None;
        }
        let used = self.used_by_step(calendar, at);
        let used = used.iter().find(|(own, _)| own == step).map_or(0, |(_, used)| *used);
        if used > budget {
            return Some((Outcome::Late, used - budget));
        }
        let end = calendar.plus_open_millis(at, (budget - used) * 60_000);
        let same = calendar.zone.day(end) == calendar.zone.day(at);
        Some((if same { Outcome::OnTheDay } else { Outcome::Early }, 0))
    }

    /// The lateness at an instant, divided over steps and officers; zero for a withdrawn or
    /// suspended dossier.
    #[must_use]
    pub fn lateness(&self, until: Instant) -> Lateness {
        let (Some(calendar), Some(due)) = (&self.calendar, self.due()) else {
            return Lateness::default();
        };
        if self.withdrawn.is_some() || self.suspended() {
            return Lateness::default();
        }
        let end = self.finished.unwrap_or(until).min(until);
        let minutes = self.minutes_off_pauses(calendar, due, end);
        if end <= due || minutes == 0 {
            return Lateness::default();
        }
        let used = self.used_by_step(calendar, end);
        let overruns: Vec<i64> =
            used.iter().map(|(step, minutes)| (minutes - self.budget(step)).max(0)).collect();
        let weights = if overruns.iter().sum::<i64>() > 0 {
            overruns
        } else {
            used.iter().map(|(_, minutes)| *minutes).collect()
        };
        let parts = divide(minutes, &weights);
        let steps = used.iter().map(|(step, _)| step.clone()).zip(parts);
        let by_step: Vec<(String, i64)> = steps.filter(|(_, part)| *part > 0).collect();
        let by_holder = by_step
            .iter()
            .flat_map(|(step, part)| self.divide_step(calendar, step, *part, end))
            .collect();
        Lateness { minutes, by_step, by_holder }
    }

    fn divide_step(
        &self,
        calendar: &Calendar,
        step: &str,
        part: i64,
        end: Instant,
    ) -> Vec<(String, String, i64)> {
        let mut minutes_by_officer: Vec<(String, i64)> = Vec::new();
        for segment in self.segments(end).into_iter().filter(|segment| segment.step == step) {
            let minutes = self.minutes_off_pauses(calendar, segment.from, segment.to);
            match minutes_by_officer.iter_mut().find(|(officer, _)| *officer == segment.officer) {
                Some((_, sum)) => *sum += minutes,
                None => minutes_by_officer.push((segment.officer, minutes)),
            }
        }
        let weights: Vec<i64> = minutes_by_officer.iter().map(|(_, minutes)| *minutes).collect();
        let parts = divide(part, &weights);
        let shares = minutes_by_officer.into_iter().zip(parts).filter(|(_, part)| *part > 0);
        shares.map(|((officer, _), part)| (step.to_owned(), officer, part)).collect()
    }

    /// The budget of a step in working minutes; 0 for `desk` where the process states none.
    #[must_use]
    pub fn budget(&self, step: &str) -> i64 {
        let Some(terms) = &self.terms else { return 0 };
        let term = terms.steps.iter().find(|listed| listed.id == step);
        match (term, step) {
            (Some(step), _) => step.budget_minutes,
            (None, "desk") => terms.desk_minutes.unwrap_or(0),
            (None, _) => 0,
        }
    }
}

/// Divides `whole` in proportion to `weights` by largest remainder; of equal remainders the earlier
/// part is rounded up.
///
/// The parts sum to `whole` exactly. All parts are 0 where all weights are 0.
#[must_use]
pub fn divide(whole: i64, weights: &[i64]) -> Vec<i64> {
    let sum: i128 = weights.iter().map(|&weight| i128::from(weight)).sum();
    if sum == 0 {
        return vec![0; weights.len()];
    }
    let exact = |weight: i64| i128::from(whole) * i128::from(weight);
    let mut parts: Vec<i64> = weights.iter().map(|&w| (exact(w) / sum) as i64).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|&index| std::cmp::Reverse(exact(weights[index]) % sum));
    let missing = whole - parts.iter().sum::<i64>();
    for &index in order.iter().take(missing as usize) {
        parts[index] += 1;
    }
    parts
}
