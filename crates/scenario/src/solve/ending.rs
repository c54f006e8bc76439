//! The pauses and the end of a life, within the limits of its outcome.

use calendar::Instant;
use dossier::event::PauseReason;

use super::{Candidate, Outcome, Pause, SimulatedCase, Solver, clock};
use crate::rng::Rng;

const MINUTE: i64 = 60_000;

impl Solver<'_> {
    pub(super) fn pause(&self, life: &mut SimulatedCase, candidate: &Candidate, rng: &mut Rng) {
        if candidate.suspended {
            self.suspend(life, candidate, rng);
            return;
        }
        let incidents = &self.quota.incidents;
        let long = candidate.duration.length.amount > 2;
        let reasons = [
            (PauseReason::Supplement, incidents.supplement),
            (PauseReason::Financial, incidents.financial_pause),
            (PauseReason::Agency, incidents.agency_pause),
        ];
        let drawn = reasons.map(|(reason, per_mille)| (reason, rng.chance_per_mille(per_mille)));
        for (reason, drawn) in drawn {
            if drawn && long {
                self.add_pause(life, candidate, reason, rng);
            }
        }
        if life.pauses.first().is_some_and(|pause| pause.reason == PauseReason::Supplement)
            && rng.chance_per_mille(incidents.second_supplement)
        {
            self.add_pause(life, candidate, PauseReason::Supplement, rng);
        }
        if life.outcome == Outcome::InTime && long && rng.chance_per_mille(incidents.extended) {
            let due = clock(self.calendar, candidate.duration, life).due;
            let day = self.calendar.working_day_before(self.calendar.zone.day(due));
            let at = self.calendar.first_opening(day).plus_millis(35 * MINUTE);
            if life.pauses.last().is_none_or(|pause| pause.to < at) {
                life.extension = Some((at, 3));
            }
        }
    }

    /// Adds a pause after the earlier ones and before due.
    fn add_pause(
        &self,
        life: &mut SimulatedCase,
        candidate: &Candidate,
        reason: PauseReason,
        rng: &mut Rng,
    ) {
        let begin = life.pauses.last().map_or(life.received, |pause| pause.to);
        let due = clock(self.calendar, candidate.duration, life).due;
        let left = self.calendar.open_millis_between(begin, due) / MINUTE;
        let after = left * rng.between(15, 45) / 100;
        let from = self.calendar.plus_open_millis(begin, after.max(90) * MINUTE);
        let days = rng.between(1, if reason == PauseReason::Supplement { 6 } else { 9 });
        let to =
            self.calendar.plus_open_millis(from, (days * 480 + rng.between(-90, 200)) * MINUTE);
        let desk = self.rules.desk_calendar();
        if from < due {
            life.pauses.push(Pause { from, to: desk.next_open(to), reason });
        }
    }

    /// Adds a pause that lasts beyond the end of the quota's period.
    pub(super) fn suspend(&self, life: &mut SimulatedCase, candidate: &Candidate, rng: &mut Rng) {
        let first = self.calendar.zone.day(life.received);
        let first = self.calendar.nth_working_day_after(first, 1);
        let due = self.calendar.zone.day(candidate.due);
        let last = self.calendar.working_day_before(due).min(self.quota.to);
        let days = self.calendar.working_days_between(first, last);
        // The request comes late in the period, because few requests stay open for long.
        let day = match rng.between(i64::from(days / 2), i64::from(days)) {
            0 => first,
            n => self.calendar.nth_working_day_after(first, n as u32).min(last),
        };
        let open = self.calendar.first_opening(self.calendar.roll_forward(day));
        let from = self.calendar.plus_open_millis(open, rng.between(20, 400) * MINUTE);
        let after = self.calendar.next_open(self.end);
        let to = self.calendar.plus_open_millis(after, rng.between(240, 12 * 480) * MINUTE);
        let reason = match rng.below(10) {
            0..4 => PauseReason::Supplement,
            4..9 => PauseReason::Financial,
            _ => PauseReason::Agency,
        };
        let to = self.rules.desk_calendar().next_open(to);
        life.pauses = vec![Pause { from, to, reason }];
    }

    /// Sets due and end; returns whether the life has the planned outcome.
    pub(super) fn finish(
        &self,
        life: &mut SimulatedCase,
        candidate: &Candidate,
        rng: &mut Rng,
    ) -> bool {
        life.due = clock(self.calendar, candidate.duration, life).due;
        let resumed = life.pauses.last().map_or(life.received, |pause| pause.to);
        let soonest =
            self.earliest(candidate).max(self.calendar.plus_open_millis(resumed, 60 * MINUTE));
        let paused_at_end =
            life.pauses.last().is_some_and(|p| p.from <= self.end && self.end < p.to);
        match life.outcome {
            Outcome::Withdrawn => {
                let whole = self.calendar.open_millis_between(resumed, life.due.min(self.end));
                let used = whole / 100 * rng.between(20, 70);
                life.end = self.calendar.plus_open_millis(resumed, used.max(30 * MINUTE));
                life.end = self.rules.desk_calendar().next_open(life.end);
                life.end > resumed && life.end <= self.end && life.end <= life.due
            }
            Outcome::Late => {
                life.end = self.late_end(life.due, Some(self.end), rng);
                life.end <= self.end && soonest <= life.end
            }
            Outcome::InTime => {
                life.end = self.in_time_end(life, soonest, life.due.min(self.end), rng);
                let extended = life.extension.is_none_or(|(at, _)| at < life.end);
                extended && soonest <= life.due.min(self.end) && life.end <= life.due.min(self.end)
            }
            Outcome::Open if candidate.late_after => {
                life.end = self.late_end(life.due, None, rng);
                life.due > self.end && !paused_at_end
            }
            Outcome::Open => {
                let begin = soonest.max(self.calendar.next_open(self.end));
                life.end = self.in_time_end(life, begin, life.due, rng);
                let stays = paused_at_end == candidate.suspended && life.due > self.end;
                stays && begin <= life.due && life.end <= life.due
            }
        }
    }

    /// An instant some working days after due, at most `limit` if there is one.
    fn late_end(&self, due: Instant, limit: Option<Instant>, rng: &mut Rng) -> Instant {
        let due_day = self.calendar.zone.day(due);
        let [least, most] = self.quota.days_late;
        let most = match limit {
            None => most,
            Some(limit) => {
                let last = self.calendar.zone.day(limit);
                most.min(i64::from(self.calendar.working_days_between(due_day, last)))
            }
        };
        let days = rng.between(least.max(1), most.max(least).max(1));
        let day = self.calendar.nth_working_day_after(due_day, days as u32);
        let open = self.calendar.first_opening(day);
        self.calendar.plus_open_millis(open, rng.between(25, 440) * MINUTE)
    }

    /// An instant between `begin` and `limit` that uses the quota's share of the allowed time.
    fn in_time_end(
        &self,
        life: &SimulatedCase,
        begin: Instant,
        limit: Instant,
        rng: &mut Rng,
    ) -> Instant {
        if limit == life.due && rng.chance_per_mille(self.quota.on_the_day_per_mille) {
            let day = self.calendar.first_opening(self.calendar.zone.day(limit)).max(begin);
            let left = self.calendar.open_millis_between(day, limit) / MINUTE;
            return self.calendar.plus_open_millis(day, rng.between(0, left) * MINUTE);
        }
        let [least, most] = self.quota.used_percent;
        let whole = self.calendar.open_millis_between(life.received, limit) / MINUTE;
        let target = whole * rng.between(least, most) / 100;
        let target = self.calendar.plus_open_millis(life.received, target * MINUTE);
        let left = self.calendar.open_millis_between(begin, limit) / MINUTE;
        if target >= begin || left <= 0 {
            return target.min(limit);
        }
        self.calendar.plus_open_millis(begin, rng.between(0, left * 9 / 10) * MINUTE)
    }
}
