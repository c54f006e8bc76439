//! Schedules the apology letter of a dossier that becomes late.

use calendar::Instant;
use dossier::Command;
use rules::Post;

use super::Author;
use crate::timetable::Visit;

impl Author<'_> {
    /// Schedules the letter; returns false where the plan wants none.
    pub(super) fn letter(&mut self, visits: &[Visit]) -> bool {
        if self.life.without_letter {
            return false;
        }
        let calendar = self.rules.deadline_calendar().clone();
        let (due, end) = (self.life.due, self.life.end);
        let day = calendar.working_day_before(calendar.zone.day(due));
        let before = calendar.first_opening(day);
        let minutes = self.rng.between(300, 420);
        let before = self.minutes_after(before, minutes);
        let begun = self.life.pauses.last().map_or(self.life.received, |pause| pause.to);
        let early = self.rng.chance_per_mille(450) && begun < before;
        let left = calendar.working_minutes_between(due, end);
        let minutes = self.rng.between(5, (left - 20).clamp(5, 600));
        let drafted = if early { before } else { self.minutes_after(due, minutes) };
        let unit = self.procedure.answering_unit.clone().unwrap_or_default();
        let late_unit = self.holder(visits, due.max(drafted)).map(|visit| visit.unit.clone());
        let head = self.officer_picker.head(&unit, self.day(drafted));
        let reason = self.rng.pick(&self.plan.texts.late).cloned().unwrap_or_default();
        let new_date = Some(self.new_date(end, due));
        let signed = self.minutes_after(drafted, 3);
        let sent = self.minutes_after(signed, 4).min(end);
        let desk = self.officer_picker.desk_officer(self.day(sent), &mut self.rng);
        let unit = late_unit.unwrap_or(unit);
        self.command(drafted, &head, Command::DraftApology { reason, unit, new_date });
        let signer = self.leader(visits, signed).unwrap_or(head);
        self.command(
            signed,
            &signer,
            Command::SignApology { reason: None, new_date: None, confirmed: false },
        );
        self.command(sent, &desk, Command::SendApology(None));
        true
    }

    /// The leader who held the dossier by an instant and may have caused the largest overrun.
    fn leader(&self, visits: &[Visit], by: Instant) -> Option<String> {
        let leads = |visit: &&Visit| {
            let mut steps = self.procedure.steps.iter();
            let step = steps.find(|step| step.id == visit.step);
            visit.offered <= by && step.is_some_and(|step| step.post == Post::Leader)
        };
        visits.iter().find(leads).map(|visit| visit.officer.clone())
    }

    /// The working day after the finish, so that the promised date is met.
    fn new_date(&self, end: Instant, due: Instant) -> calendar::Day {
        let calendar = self.rules.deadline_calendar();
        let day = calendar.zone.day(end).max(calendar.zone.day(due));
        calendar.nth_working_day_after(day, 1)
    }
}
