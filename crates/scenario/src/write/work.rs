//! Schedules hand-overs, steps, pauses, consultations and the end.

use calendar::{Amount, Instant, Unit};
use dossier::Command;
use dossier::event::PauseReason;
use dossier::terms::is_land;
use rules::Post;

use super::{Act, Author};
use crate::timetable::{Entry, Visit};

impl Author<'_> {
    pub(super) fn work(&mut self, receiver: &str, visits: &[Visit]) {
        let mut giver = receiver.to_owned();
        for (index, visit) in visits.iter().enumerate() {
            if index > 0 {
                let before = &visits[index - 1];
                self.command(before.to, &giver, Command::CompleteStep);
            }
            if visit.officer == giver {
                let step = visit.step.clone();
                self.command(visit.from, &giver, Command::BeginStep { step });
                continue;
            }
            self.hand_over(&giver, visit, index);
            giver.clone_from(&visit.officer);
            if index == 0 && self.rng.chance_per_mille(self.quota.incidents.reassigned) {
                giver = self.reassign(visit).unwrap_or(giver);
            }
        }
        if let Some(last) = visits.last() {
            self.command(last.to, &giver, Command::CompleteStep);
        }
    }

    fn hand_over(&mut self, giver: &str, visit: &Visit, index: usize) {
        if index == 0 && self.rng.chance_per_mille(self.quota.incidents.declined) {
            let day = self.day(visit.offered);
            let other = self.officer_picker.specialist(
                &visit.unit,
                day,
                &mut self.rng,
                &[&visit.officer, giver],
            );
            if other != visit.officer && !other.is_empty() {
                self.give(visit.offered, giver, visit, &other);
                let reason = self.plan.texts.decline.clone();
                self.command(visit.offered, &other, Command::Decline { reason });
            }
        }
        match visit.entry {
            Entry::Given => self.give(visit.offered, giver, visit, &visit.officer),
            Entry::Returned => self.command(
                visit.offered,
                giver,
                Command::ReturnStep {
                    to: visit.officer.clone(),
                    unit: visit.unit.clone(),
                    step: visit.step.clone(),
                    reason: self.plan.texts.return_step.clone(),
                },
            ),
        }
        match self.lapse(visit.offered).filter(|lapse| *lapse < visit.from) {
            Some(lapse) => self.lapses.push((lapse, visit.officer.clone())),
            None => self.command(visit.from, &visit.officer, Command::Accept),
        }
    }

    /// The instant at which an offer lapses and counts as accepted; a later acceptance is not
    /// scheduled.
    fn lapse(&self, offered: Instant) -> Option<Instant> {
        let minutes = self.rules.agency.as_ref()?.accept_within_minutes;
        Some(self.minutes_after(offered, i64::from(minutes)))
    }

    fn give(&mut self, at: Instant, giver: &str, visit: &Visit, to: &str) {
        let (to, unit, step) = (to.to_owned(), visit.unit.clone(), visit.step.clone());
        self.command(at, giver, Command::Give { to, unit, step, proposes_decline: None });
    }

    /// Schedules a reassignment by the head to another officer in the same step.
    fn reassign(&mut self, visit: &Visit) -> Option<String> {
        let day = self.day(visit.from);
        let to = self.officer_picker.specialist(&visit.unit, day, &mut self.rng, &[&visit.officer]);
        let at = self.minutes_after(visit.from, 5);
        let paused = self.life.pauses.iter().any(|pause| pause.from <= at && at <= pause.to);
        if to == visit.officer || to.is_empty() || at >= visit.to || paused {
            return None;
        }
        let head = self.officer_picker.head(&visit.unit, day);
        let reason = self.plan.texts.reassign.clone();
        let unit = visit.unit.clone();
        self.command(at, &head, Command::Reassign { to: to.clone(), unit, reason });
        Some(to)
    }

    /// The holder at an instant by the commands that are scheduled so far, including reassignments.
    fn holder_by_schedule(&self, receiver: &str, at: Instant) -> String {
        let taken = self.commands.iter().filter_map(|scheduled_command| {
            let Act::Command(command) = &scheduled_command.act else { return None };
            let holder = match &**command {
                Command::Accept => &scheduled_command.officer,
                Command::Reassign { to, .. } => to,
                _ => return None,
            };
            Some((scheduled_command.at, holder))
        });
        let lapsed = self.lapses.iter().map(|(lapse, officer)| (*lapse, officer));
        let by_then = lapsed.chain(taken).filter(|(from, _)| *from <= at);
        by_then.max_by_key(|(from, _)| *from).map_or(receiver, |(_, holder)| holder).to_owned()
    }

    pub(super) fn pauses(&mut self, receiver: &str, visits: &[Visit]) {
        let unit = visits.first().map(|visit| visit.unit.clone()).unwrap_or_default();
        let mut requests = 0;
        for pause in self.life.pauses.clone() {
            let holder = self.holder_by_schedule(receiver, pause.from);
            if pause.reason == PauseReason::Supplement {
                let other =
                    self.officer_picker.officer_who_extends(&unit, &holder, self.day(pause.from));
                let approved_by = (requests > 0).then_some(other);
                requests += 1;
                let items = vec![self.plan.texts.supplement.clone()];
                let desk = self.officer_picker.desk_officer(self.day(pause.from), &mut self.rng);
                self.command(pause.from, &desk, Command::AskSupplement { items, approved_by });
                let desk = self.officer_picker.desk_officer(self.day(pause.to), &mut self.rng);
                self.command(pause.to, &desk, Command::Supply { items: Vec::new() });
                continue;
            }
            // Only a dossier of land is paused for a financial obligation; another one is paused
            // for an agency.
            let (reason, basis) = match pause.reason {
                PauseReason::Financial if is_land(&self.procedure.field) => {
                    (pause.reason, &self.plan.texts.financial)
                }
                _ => (PauseReason::Agency, &self.plan.texts.agency),
            };
            let basis = basis.to_owned();
            self.command(pause.from, &holder, Command::Pause { reason, basis });
            let desk = self.officer_picker.desk_officer(self.day(pause.to), &mut self.rng);
            self.command(pause.to, &desk, Command::Resume);
        }
    }

    /// Schedules consultations and extensions.
    pub(super) fn consultations(&mut self, receiver: &str, visits: &[Visit]) {
        if let Some((at, amount)) = self.life.extension {
            let unit = visits.first().map(|visit| visit.unit.clone()).unwrap_or_default();
            let (unit, holder) = (self.life_unit(unit), self.holder_by_schedule(receiver, at));
            let other = self.officer_picker.officer_who_extends(&unit, &holder, self.day(at));
            let by = Amount { amount, unit: Unit::WorkingDays };
            let basis = self.plan.texts.extend.clone();
            self.command(at, &other, Command::Extend { by, basis });
        }
        let Some(first) = visits.first() else { return };
        if !self.rng.chance_per_mille(self.quota.incidents.consulted) {
            return;
        }
        let at = self.minutes_after(first.from, 15);
        let answered = self.minutes_after(at, 120);
        let paused = self.life.pauses.iter().any(|p| p.from <= answered && at <= p.to);
        let unit = self.rng.pick(&self.plan.consulted_units).cloned();
        let Some(unit) = unit else { return };
        if answered >= first.to || paused {
            return;
        }
        let day = self.day(at);
        let officer = self.holder_by_schedule(&first.officer, at);
        let due = self.minutes_after(at, 480);
        self.command(at, &officer, Command::Consult { unit: unit.clone(), due });
        let answering_officer = self.officer_picker.specialist(&unit, day, &mut self.rng, &[]);
        self.command(answered, &answering_officer, Command::AnswerConsultation { id: 1 });
    }

    fn life_unit(&self, fallback: String) -> String {
        self.procedure.answering_unit.clone().unwrap_or(fallback)
    }

    pub(super) fn finish(&mut self, receiver: &str, visits: &[Visit]) {
        let Some(last) = visits.last() else { return };
        self.approve(visits);
        let without_letter = self.life.becomes_late && !self.letter(visits);
        let reason = self.plan.texts.without_letter.clone();
        let reason = without_letter.then_some(reason);
        let end = self.life.end;
        let holder = self.holder_by_schedule(receiver, end);
        let holder = if holder.is_empty() { last.officer.clone() } else { holder };
        self.command(end, &holder, Command::Finish { without_letter: reason.clone() });
        let desk = self.rules.desk_calendar();
        let taken = desk.plus_open_millis(end, self.rng.between(20, 1400) * 60_000);
        let taken = desk.next_open(taken);
        let officer = self.officer_picker.desk_officer(self.day(taken), &mut self.rng);
        if self.rng.chance_per_mille(self.quota.incidents.posted) {
            let tracking = format!("VN{:09}", self.rng.below(1_000_000_000));
            self.command(taken, &officer, Command::Post { tracking });
        } else {
            self.command(
                taken,
                &officer,
                Command::HandOver { without_letter: reason, by_code: false },
            );
        }
    }

    /// Adds the proposal of the officer who gives the dossier for approval.
    fn propose(&mut self, approval: &str, declined: bool) {
        for scheduled_command in &mut self.commands {
            if let Act::Command(command) = &mut scheduled_command.act
                && let Command::Give { step, proposes_decline, .. } = &mut **command
                && step == approval
            {
                *proposes_decline = Some(declined);
            }
        }
    }

    /// Schedules the approval by the officer who decides, at the end of the step.
    fn approve(&mut self, visits: &[Visit]) {
        let steps = &self.procedure.steps;
        let decides = |post: Post| steps.iter().rev().find(|step| step.post == post);
        let Some(step) = decides(Post::Leader).or_else(|| decides(Post::Head)) else { return };
        let Some(visit) = visits.iter().rev().find(|visit| visit.step == step.id) else { return };
        // At the same instant, the approval must come before the completion of the step.
        let declined = self.rng.chance_per_mille(8);
        let officer = visit.officer.clone();
        let place = self.commands.iter().rposition(|scheduled_command| {
            let completes =
                |act: &Act| matches!(act, Act::Command(c) if **c == Command::CompleteStep);
            scheduled_command.at == visit.to && completes(&scheduled_command.act)
        });
        self.propose(&step.id, declined);
        self.command(visit.to, &officer, Command::ApproveResult { declined, reason: None });
        if let (Some(place), Some(scheduled_command)) = (place, self.commands.pop()) {
            self.commands.insert(place, scheduled_command);
        }
    }
}
