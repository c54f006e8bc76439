//! Hand-overs, steps, stand-ins and consultations in the fold.

use std::borrow::Cow;

use calendar::Instant;

use super::{Consultation, Illegal, Offer, Phase, StandIn, State};
use crate::event::Event;

impl State {
    pub(super) fn work(&mut self, at: Instant, event: &Event) -> Result<(), Illegal> {
        self.expect(&[Phase::Open])?;
        match event {
            Event::Given { .. } | Event::Returned { .. } => self.offer(at, event)?,
            // The holder changed at the lapse already; the event is on record for the lists.
            Event::Lapsed { .. } => {}
            Event::Accepted { by } => {
                let offer = self.offer.take().ok_or(Illegal::Offer)?;
                // A stand-in accepts for the absent officer, who holds the dossier after the
                // absence.
                let holder = if self.acting(&offer.to, at) == by { &offer.to } else { by };
                self.begin_hold(at, holder, &offer.step, &offer.unit);
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
                self.begin_hold(at, &officer, step, &unit);
            }
            Event::StepCompleted { step } => {
                self.completed_steps.push(step.clone());
                self.step_completed = true;
            }
            Event::Reassigned { to, unit, .. } => {
                let step = self.hold().map(|hold| hold.step.clone()).unwrap_or_default();
                self.begin_hold(at, to, &step, unit);
            }
            Event::StandIn { officer, by, until } => self.stand_ins.push(StandIn {
                officer: officer.clone(),
                by: by.clone(),
                from: at,
                until: *until,
            }),
            Event::StandInEnded { officer } => self.end_stand_in(at, officer),
            Event::Consulted { id, unit, due } => self.consultations.push(Consultation {
                id: *id,
                unit: unit.clone(),
                asked_at: at,
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

    fn offer(&mut self, at: Instant, event: &Event) -> Result<(), Illegal> {
        let (Event::Given { from, to, step, unit, accept_within, .. }
        | Event::Returned { from, to, step, unit, accept_within, .. }) = event
        else {
            return Ok(());
        };
        if self.offer.is_some() {
            return Err(Illegal::Offer);
        }
        match event {
            Event::Given { proposes_decline: Some(declines), .. } => {
                self.proposed = Some((at, *declines));
            }
            // The dossier is worked on again, so its approval ends.
            Event::Returned { .. } => self.approved = None,
            _ => {}
        }
        self.offer = Some(Offer {
            from: from.clone(),
            to: to.clone(),
            step: step.clone(),
            unit: unit.clone(),
            lapses_at: self.lapse_after(at, *accept_within),
        });
        Ok(())
    }

    /// Ends the absence in which a stand-in acts for an officer at an instant.
    fn end_stand_in(&mut self, at: Instant, officer: &str) {
        let mut stand_ins = self.stand_ins.iter_mut().rev();
        let acts = |s: &&mut StandIn| s.officer == officer && s.from <= at && at < s.until;
        if let Some(stand_in) = stand_ins.find(acts) {
            stand_in.until = at;
        }
    }

    /// The instant at which an offer lapses: `accept_within` working minutes after `at`, on the
    /// dossier's calendar, pauses included.
    fn lapse_after(&self, at: Instant, accept_within: Option<u32>) -> Option<Instant> {
        let millis = i64::from(accept_within?) * 60_000;
        Some(self.calendar.as_ref()?.plus_open_millis(at, millis))
    }

    /// The instant at which the present offer lapsed, if it lapsed by `until`.
    #[must_use]
    pub fn offer_lapses(&self, until: Instant) -> Option<Instant> {
        self.offer.as_ref()?.lapses_at.filter(|lapse| *lapse <= until)
    }

    /// Whether an event at the very instant of the lapse leaves the offer open for its answer.
    pub(super) fn may_be_answered(&self, at: Instant, event: &Event) -> bool {
        let moves_holders = matches!(
            event,
            Event::Given { .. }
                | Event::Returned { .. }
                | Event::Lapsed { .. }
                | Event::StepStarted { .. }
                | Event::StepCompleted { .. }
                | Event::Reassigned { .. }
                | Event::ResultApproved { .. }
                | Event::Finished
                | Event::Withdrawn { .. }
        );
        self.offer_lapses(at) == Some(at) && !moves_holders
    }

    /// The state with the holders of an instant: an offer that has lapsed by then is accepted.
    #[must_use]
    pub fn with_lapse_applied(&self, at: Instant) -> Cow<'_, Self> {
        let mut state = Cow::Borrowed(self);
        if self.offer_lapses(at).is_some() {
            state.to_mut().apply_lapse(at);
        }
        state
    }

    /// The instant at which an offer to an officer lapsed, where the officer holds the dossier by
    /// this lapse.
    #[must_use]
    pub fn lapsed_to(&self, officer: &str, at: Instant) -> Option<Instant> {
        let hold = self.hold().filter(|hold| Some(hold.from) == self.lapsed)?;
        (hold.officer == officer || self.acting(&hold.officer, at) == officer).then_some(hold.from)
    }

    /// Updates the holders to an instant: an offer that has lapsed by then is accepted.
    pub fn apply_lapse(&mut self, until: Instant) {
        let Some(lapse) = self.offer_lapses(until) else { return };
        let Some(offer) = self.offer.take() else { return };
        self.begin_hold(lapse, &offer.to, &offer.step, &offer.unit);
        self.lapsed = Some(lapse);
    }

    pub(crate) fn step_unit(&self, step: &str) -> Option<String> {
        let terms = self.terms.as_ref()?;
        let term = terms.steps.iter().find(|listed| listed.id == step)?;
        (!term.unit.is_empty()).then(|| term.unit.clone())
    }
}
