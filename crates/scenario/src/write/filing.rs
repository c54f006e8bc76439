//! Schedules the intake of a dossier: origin, channel, guidance and refusal before the reception.

use affairs::adviser_session::Outcome;
use app::Intake;
use calendar::Instant;
use dossier::Command;
use dossier::event::ComponentGiven;

use super::{Act, Author, Session};

const MINUTE: i64 = 60_000;

impl Author<'_> {
    pub(super) fn fill_intake(&mut self) {
        let arrivals = &self.plan.arrivals;
        let wards: Vec<(&String, u64)> = arrivals.ward.iter().map(|(w, n)| (w, *n)).collect();
        let weights: Vec<u64> = wards.iter().map(|(_, weight)| *weight).collect();
        let ward = wards[self.rng.weighted(&weights)].0.clone();
        let channel = if self.can_be_filed_online() && self.life.case.is_none() {
            let channels: Vec<(&String, u64)> =
                arrivals.channel.iter().map(|(c, n)| (c, *n)).collect();
            let weights: Vec<u64> = channels.iter().map(|(_, weight)| *weight).collect();
            channels[self.rng.weighted(&weights)].0.clone()
        } else {
            "counter".to_owned()
        };
        let helped = channel == "online" && self.rng.chance_per_mille(arrivals.helped_per_mille);
        let components = self.procedure.components.iter().filter(|component| component.required);
        self.intake = Intake {
            procedure: self.life.procedure.clone(),
            case: self.life.case.clone(),
            channel,
            promised: Vec::new(),
            competent: None,
            helped_at: helped.then(|| ward.clone()),
            ward,
            person: self.rng.hex(),
            desk: self.plan.desk.clone(),
            components: components
                .map(|component| ComponentGiven {
                    id: component.id.clone(),
                    counts: [
                        component.originals as u16,
                        component.certified as u16,
                        component.copies as u16,
                    ],
                    digitised: false,
                    reused: false,
                })
                .collect(),
            entered_late: None,
        };
    }

    /// Schedules an online filing before its reception; some filings are guided first and filed
    /// again.
    pub(super) fn file(&mut self) {
        if self.intake.channel != "online" {
            return;
        }
        let late = self.rng.chance_per_mille(self.plan.arrivals.received_late_per_mille);
        let before =
            if late { self.rng.between(3 * 1440, 5 * 1440) } else { self.rng.between(12, 400) };
        let filed = self.life.received.plus_millis(-before * MINUTE);
        let sender = self.sender(filed);
        if self.rng.chance_per_mille(self.quota.incidents.guided) {
            let first = filed.plus_millis(-self.rng.between(2 * 1440, 4 * 1440) * MINUTE);
            let desk = self.rules.desk_calendar();
            let answered = desk.plus_open_millis(desk.next_open(first), 200 * MINUTE);
            let officer = self.officer_picker.desk_officer(self.day(answered), &mut self.rng);
            if answered < filed {
                self.send(first, &sender);
                let missing = vec![self.plan.texts.guide.clone()];
                self.command(answered, &officer, Command::Guide { missing });
            }
        }
        self.send(filed, &sender);
        if sender != "citizen" {
            let procedure = self.intake.procedure.clone();
            let session = Session { number: None, procedure, outcome: Outcome::FiledOnline };
            self.add(filed.plus_millis(MINUTE), &sender, Act::Session(Box::new(session)));
        }
    }

    fn send(&mut self, at: Instant, sender: &str) {
        let intake = Box::new(self.intake.clone());
        self.add(at.plus_millis(-7 * MINUTE), sender, Act::SaveDraft(intake));
        self.add(at, sender, Act::SendDraft);
    }

    fn sender(&mut self, at: Instant) -> String {
        match self.intake.helped_at.clone() {
            Some(ward) => self.officer_picker.adviser(&ward, self.day(at), &mut self.rng),
            None => "citizen".to_owned(),
        }
    }

    /// Schedules another dossier, which the desk refuses; in some cases the same person returns
    /// with this one.
    pub(super) fn refusal(&mut self, next: &mut u32) {
        if !self.rng.chance_per_mille(self.quota.incidents.refused) || self.procedure.one_act {
            return;
        }
        let again = self.rng.chance_per_mille(self.quota.incidents.refiled);
        let before = self.rng.between(4, 20);
        let desk = self.rules.desk_calendar();
        let at = self.life.received.plus_millis(-before * 86_400_000);
        let at = desk.next_open(at);
        let begins = self.plan.starts_at(&self.rules.deadline_calendar().zone);
        if at >= self.life.received || at <= begins {
            return;
        }
        let officer = self.officer_picker.desk_officer(self.day(at), &mut self.rng);
        let intake = Intake {
            channel: "counter".into(),
            helped_at: None,
            person: if again { self.intake.person.clone() } else { self.rng.hex() },
            entered_late: None,
            ..self.intake.clone()
        };
        let dossier = std::mem::replace(&mut self.dossier, *next);
        let reason = self.plan.texts.refuse.clone();
        self.add(at, &officer, Act::Refuse(Box::new(intake), reason));
        self.dossier = dossier;
        *next += 1;
    }
}
