//! Pauses, extensions, calendar changes and apology letters in the fold.

use std::sync::Arc;

use calendar::{Calendars, Instant, SupplementEffect};

use super::{Illegal, Letter, PauseSpan, Phase, RequestedPaper, State};
use crate::event::{Event, PauseReason};

impl State {
    pub(super) fn update_clock(
        &mut self,
        at: Instant,
        event: &Event,
        calendars: &Calendars,
    ) -> Result<(), Illegal> {
        self.expect(&[Phase::Open])?;
        match event {
            Event::SupplementAsked { approved_by, items } => {
                let restarts = self.supplement_restarts(at);
                self.begin_pause(at, PauseReason::Supplement, "")?;
                if let Some(pause) = self.pauses.last_mut() {
                    pause.restarts = restarts;
                }
                self.supplements.push((at, approved_by.is_some()));
                let items = items.iter().filter(|item| !item.trim().is_empty());
                let paper =
                    |item: &String| RequestedPaper { name: item.clone(), received_at: None };
                self.requested_papers = items.map(paper).collect();
            }
            Event::Paused { reason, basis } => self.begin_pause(at, *reason, basis)?,
            Event::Supplied { items } => {
                // After all papers but this one have come, the clock runs already.
                if self.paused().is_some() || self.lacking().next().is_none() {
                    let effect = self.terms.as_ref().map(|terms| terms.supplement_effect);
                    self.end_pause(at, true, effect.unwrap_or_default())?;
                }
                for paper in &mut self.requested_papers {
                    if items.is_empty() || items.contains(&paper.name) {
                        paper.received_at.get_or_insert(at);
                    }
                }
            }
            Event::Resumed => self.end_pause(at, false, SupplementEffect::Continue)?,
            Event::Extended { by, basis } => {
                let (Some(clock), Some(calendar)) = (&mut self.clock, &self.calendar) else {
                    return Err(Illegal::Clock);
                };
                clock.extend(calendar, at, *by);
                self.extensions.push((at, *by, basis.clone()));
            }
            Event::CalendarChanged { calendar, .. } => {
                let calendar = calendars.get(calendar).ok_or(Illegal::UnknownCalendar)?;
                let clock = self.clock.as_mut().ok_or(Illegal::Clock)?;
                if !clock.past_due(at) && clock.reproject(calendar, at) {
                    self.calendar = Some(Arc::clone(calendar));
                }
            }
            _ => {}
        }
        if let Some(due) = self.clock.as_ref().map(|clock| clock.due)
            && self.due() != Some(due)
        {
            self.dues.push((at, due));
        }
        Ok(())
    }

    /// Whether a supplement requested at an instant restarts the duration; `None` where the terms
    /// set no time limit for such a request.
    #[must_use]
    pub fn supplement_restarts(&self, at: Instant) -> Option<bool> {
        let terms = self.terms.as_ref()?;
        let days = terms
            .restart_within
            .filter(|_| terms.supplement_effect == SupplementEffect::Restart)?;
        let (clock, calendar) = (self.clock.as_ref()?, self.calendar.as_ref()?);
        Some(match terms.restart_by_date {
            true => calendar.zone.day(at) <= clock.last_of_first_days(calendar, days),
            false => clock.within_first_days(calendar, at, days),
        })
    }

    /// Whether a supplement request at an instant needs the head's approval.
    #[must_use]
    pub fn supplement_needs_approval(&self, at: Instant) -> bool {
        !self.supplements.is_empty() || self.supplement_restarts(at) == Some(false)
    }

    fn begin_pause(
        &mut self,
        at: Instant,
        reason: PauseReason,
        basis: &str,
    ) -> Result<(), Illegal> {
        let (Some(clock), Some(calendar)) = (&mut self.clock, &self.calendar) else {
            return Err(Illegal::Clock);
        };
        if clock.paused.is_some() {
            return Err(Illegal::Clock);
        }
        let on_due_date = calendar.zone.day(at) == calendar.zone.day(clock.due);
        clock.pause(calendar, at);
        let after_due = !clock.suspended();
        self.pauses.push(PauseSpan {
            from: at,
            to: None,
            reason,
            basis: basis.to_owned(),
            restarts: None,
            after_due,
            on_due_date: on_due_date && !after_due,
        });
        Ok(())
    }

    fn end_pause(
        &mut self,
        at: Instant,
        supplied: bool,
        effect: SupplementEffect,
    ) -> Result<(), Illegal> {
        let (Some(clock), Some(calendar)) = (&mut self.clock, &self.calendar) else {
            return Err(Illegal::Clock);
        };
        let pause = self.pauses.last_mut().filter(|pause| pause.to.is_none());
        let pause = pause.filter(|pause| supplied == (pause.reason == PauseReason::Supplement));
        let pause = pause.ok_or(Illegal::Clock)?;
        pause.to = Some(at);
        match pause.restarts {
            Some(true) => clock.restart(calendar, at),
            Some(false) => clock.resume(calendar, at, SupplementEffect::Continue),
            None => clock.resume(calendar, at, effect),
        }
        Ok(())
    }

    pub(super) fn apply_letter_event(&mut self, at: Instant, event: &Event) -> Result<(), Illegal> {
        self.expect(&[Phase::Open, Phase::Ready, Phase::HandedOver, Phase::Withdrawn])?;
        let due = self.due().ok_or(Illegal::Letter)?;
        let letter = self.letters.last_mut().filter(|letter| letter.sent.is_none());
        match event {
            Event::ApologyDrafted { reason, unit, new_date } => self.letters.push(Letter {
                drafted: at,
                reason: reason.clone(),
                unit: unit.clone(),
                new_date: *new_date,
                signed: None,
                queued: None,
                sent: None,
                due,
            }),
            Event::ApologySigned { by, .. } => {
                letter.ok_or(Illegal::Letter)?.signed = Some((at, by.clone()));
            }
            Event::ApologyQueued { by } => {
                let signed = letter.filter(|letter| letter.signed.is_some());
                signed.ok_or(Illegal::Letter)?.queued = Some((at, by.clone()));
            }
            Event::ApologyUndelivered => letter.ok_or(Illegal::Letter)?.queued = None,
            Event::ApologySent { .. } => {
                let signed = letter.filter(|letter| letter.signed.is_some());
                let letter = signed.ok_or(Illegal::Letter)?;
                letter.queued = None;
                letter.sent = Some(at);
                letter.due = due;
            }
            Event::Reappointed { date } => {
                self.reappointed = true;
                self.promises.push((at, *date));
            }
            Event::ChairmanDate { date, .. } => self.promises.push((at, *date)),
            _ => {}
        }
        Ok(())
    }
}
