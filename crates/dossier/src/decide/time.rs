//! Pauses, supplements, extensions, reminders and apology letters.

use calendar::{Day, Instant};

use super::{Decided, Decision, required};
use crate::command::Command;
use crate::event::{Event, PauseReason};
use crate::refusal::Reason;

impl Decision<'_> {
    pub(super) fn clock(&self, command: &Command) -> Decided {
        match command {
            Command::AskSupplement { items, approved_by } => {
                if items.iter().all(|item| item.trim().is_empty()) {
                    return Err(Reason::Missing("items"));
                }
                if !self.state.supplements.is_empty() && approved_by.is_none() {
                    return Err(Reason::SecondSupplement);
                }
                let (items, approved_by) = (items.clone(), approved_by.clone());
                self.one(Event::SupplementAsked { approved_by, items })
            }
            Command::Supply => self.one(Event::Supplied),
            Command::CloseUnsupplied => {
                let last = self.state.supplement_until().ok_or(Reason::NotPossible)?;
                if self.day(self.context.at) <= last {
                    return Err(Reason::StillTime(last));
                }
                self.one(Event::Withdrawn { reason: "not_supplied".into() })
            }
            Command::Pause { reason, basis } => {
                required("basis", basis)?;
                if *reason == PauseReason::Supplement {
                    return Err(Reason::PauseBySupplementOnly);
                }
                self.one(Event::Paused { reason: *reason, basis: basis.clone() })
            }
            Command::Resume => self.one(Event::Resumed),
            Command::Extend { by, basis } => {
                required("basis", basis)?;
                let clock = self.state.clock.as_ref().ok_or(Reason::NotPossible)?;
                if by.amount == 0 {
                    return Err(Reason::Missing("amount"));
                }
                if !clock.suspended() && self.context.at > clock.due {
                    return Err(Reason::PastDue(clock.due));
                }
                let terms = self.state.terms.as_ref().ok_or(Reason::NotPossible)?;
                let limit = terms.extension_limit();
                if !limit.allows(self.state.extensions.len(), *by) {
                    return Err(Reason::ExtensionLimit(limit));
                }
                self.one(Event::Extended { by: *by, basis: basis.clone() })
            }
            Command::ChangeCalendar { calendar, reason } => {
                required("reason", reason)?;
                if !self.context.calendars.contains_key(calendar) {
                    return Err(Reason::OutsideCalendar);
                }
                let (calendar, reason) = (calendar.clone(), reason.clone());
                self.one(Event::CalendarChanged { calendar, reason })
            }
            Command::Remind { percent } => {
                let due = self.state.due().ok_or(Reason::NotPossible)?;
                if self.state.reminded.contains(&(*percent, due)) {
                    return Err(Reason::NotPossible);
                }
                self.one(Event::Reminded { percent: *percent, due })
            }
            _ => Err(Reason::NotPossible),
        }
    }

    pub(super) fn apology(&self, command: &Command) -> Decided {
        match command {
            Command::DraftApology { reason, unit, new_date } => {
                required("reason", reason)?;
                if self.state.ended().is_some() && !self.owes_letter() {
                    return Err(Reason::NotLate);
                }
                if let Some(date) = new_date {
                    self.promise(*date)?;
                }
                self.one(Event::ApologyDrafted {
                    reason: reason.clone(),
                    unit: unit.clone(),
                    new_date: *new_date,
                })
            }
            Command::SignApology => self.one(Event::ApologySigned { by: self.actor.id.clone() }),
            Command::SendApology => self.send(),
            Command::SetChairmanDate { date, decision } => {
                required("decision", decision)?;
                self.after_due(*date)?;
                self.one(Event::ChairmanDate { date: *date, decision: decision.clone() })
            }
            _ => Err(Reason::NotPossible),
        }
    }

    /// Sends the signed letter; its new date, if it names one, becomes the re-appointment.
    fn send(&self) -> Decided {
        let letter = self.state.letters.last().ok_or(Reason::NotPossible)?;
        let at = self.context.at;
        let mut events = vec![(at, Event::ApologySent { by: self.actor.id.clone() })];
        if let Some(date) = letter.new_date {
            self.after_due(date)?;
            events.push((at, Event::Reappointed { date }));
        }
        Ok(events)
    }

    fn promise(&self, date: Day) -> Result<(), Reason> {
        if self.state.reappointed {
            return Err(Reason::AlreadyReappointed);
        }
        self.after_due(date)
    }

    fn after_due(&self, date: Day) -> Result<(), Reason> {
        let due = self.state.due().ok_or(Reason::NotPossible)?;
        if date <= self.day(due) {
            return Err(Reason::NotAfterDue(date));
        }
        match &self.state.calendar {
            Some(calendar) if !calendar.is_working_day(date) => Err(Reason::NotWorkingDay(date)),
            _ => Ok(()),
        }
    }

    fn day(&self, at: Instant) -> Day {
        self.state.zone.as_ref().map_or(Day(0), |zone| zone.day(at))
    }
}
