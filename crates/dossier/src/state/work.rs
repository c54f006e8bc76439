//! Hand-overs, steps, stand-ins and consultations in the fold.

use calendar::Instant;

use super::{Consultation, Illegal, Offer, Phase, StandIn, State};
use crate::event::Event;

impl State {
    pub(super) fn work(&mut self, at: Instant, event: &Event) -> Result<(), Illegal> {
        self.expect(&[Phase::Open])?;
        match event {
            Event::Given { from, to, step, unit }
            | Event::Returned { from, to, step, unit, .. } => {
                if self.offer.is_some() {
                    return Err(Illegal::Offer);
                }
                self.offer = Some(Offer {
                    from: from.clone(),
                    to: to.clone(),
                    step: step.clone(),
                    unit: unit.clone(),
                });
            }
            Event::Accepted { by } => {
                let offer = self.offer.take().ok_or(Illegal::Offer)?;
                // A stand-in accepts for the absent officer, who goes on when the absence ends.
                let holder = if self.acting(&offer.to, at) == by { &offer.to } else { by };
                self.take(at, holder, &offer.step, &offer.unit);
            }
            Event::Declined { .. } => {
                self.offer.take().ok_or(Illegal::Offer)?;
            }
            Event::StepStarted { step } => {
                let (officer, unit) = match self.hold() {
                    Some(hold) => (hold.officer.clone(), hold.unit.clone()),
                    None => return Err(Illegal::Phase(self.phase)),
                };
                let unit = self.step_unit(step).unwrap_or(unit);
                self.take(at, &officer, step, &unit);
            }
            Event::StepCompleted { step } => self.completed_steps.push(step.clone()),
            Event::Reassigned { to, unit, .. } => {
                let step = self.hold().map(|hold| hold.step.clone()).unwrap_or_default();
                self.take(at, to, &step, unit);
            }
            Event::StandIn { officer, by, until } => self.stand_ins.push(StandIn {
                officer: officer.clone(),
                by: by.clone(),
                from: at,
                until: *until,
            }),
            Event::Consulted { id, unit, due } => self.consultations.push(Consultation {
                id: *id,
                unit: unit.clone(),
                asked: at,
                due: *due,
                answered: None,
            }),
            Event::ConsultationAnswered { id } => {
                let open = self.consultations.iter_mut().find(|c| c.id == *id);
                let open = open.filter(|c| c.answered.is_none()).ok_or(Illegal::Consultation)?;
                open.answered = Some(at);
            }
            _ => {}
        }
        Ok(())
    }

    fn step_unit(&self, step: &str) -> Option<String> {
        let terms = self.terms.as_ref()?;
        let found = terms.steps.iter().find(|known| known.id == step)?;
        (!found.unit.is_empty()).then(|| found.unit.clone())
    }
}
