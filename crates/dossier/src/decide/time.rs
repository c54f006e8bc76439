//! Decisions about pauses, supplements, extensions, reminders and apology letters.

use calendar::{Amount, Day, Instant};

use super::condition;
use super::{Decided, Decision, check_text};
use crate::actions::Role;
use crate::apology::UNFINISHED;
use crate::command::{Command, Sending};
use crate::event::{Event, LetterWay, NOT_SUPPLIED, PauseReason};
use crate::refusal::Reason;
use crate::state::PauseSpan;
use crate::terms::Decider;

/// The most pauses for another agency or a financial obligation that a holder begins without a head
/// or leader.
const HOLDERS_PAUSES: usize = 2;

impl Decision<'_> {
    pub(super) fn clock(&self, command: &Command) -> Decided {
        match command {
            Command::AskSupplement { items, approved_by } => {
                let at = self.context.at;
                // An approval by the holder does not count.
                let other = approved_by.as_deref().filter(|by| !self.state.is_held_by(by, at));
                if self.state.supplement_needs_approval(at) && other.is_none() {
                    return Err(match self.state.supplements.is_empty() {
                        true => Reason::LateSupplement,
                        false => Reason::SecondSupplement,
                    });
                }
                let (items, approved_by) = (items.clone(), approved_by.clone());
                self.single(Event::SupplementAsked { approved_by, items })
            }
            Command::PromisePapers { items } => {
                self.single(Event::PapersPromised { items: items.clone() })
            }
            Command::Supply { items } => self.supply(items),
            Command::CloseUnsupplied => {
                self.single(Event::Withdrawn { reason: NOT_SUPPLIED.into() })
            }
            Command::Pause { reason, basis } => self.pause(*reason, basis),
            Command::Resume => self.single(Event::Resumed),
            Command::Extend { by, basis } => self.extend(*by, basis),
            Command::ChangeCalendar { calendar, reason } => {
                check_text("reason", reason)?;
                if !self.context.calendars.contains_key(calendar) {
                    return Err(Reason::OutsideCalendar);
                }
                self.may_change_to(calendar)?;
                let (calendar, reason) = (calendar.clone(), reason.clone());
                self.single(Event::CalendarChanged { calendar, reason })
            }
            Command::Remind { percent } => {
                let due = self.state.due().ok_or(Reason::NotPossible)?;
                if self.state.reminded.contains(&(*percent, due)) {
                    return Err(Reason::NotPossible);
                }
                self.single(Event::Reminded { percent: *percent, due })
            }
            _ => Err(Reason::NotPossible),
        }
    }

    /// Refuses a calendar other than the one in force, and the one on which the dossier is counted
    /// already.
    fn may_change_to(&self, calendar: &str) -> Result<(), Reason> {
        let present = self.state.calendar.as_ref().is_some_and(|present| present.id == calendar);
        let in_force = self.context.in_force.is_none_or(|in_force| in_force == calendar);
        if self.actor.role == Role::System || in_force && !present {
            Ok(())
        } else {
            Err(Reason::CalendarNotInForce)
        }
    }

    /// Records papers that came. Each is named as in the request, and comes once.
    fn supply(&self, items: &[String]) -> Decided {
        if items.iter().any(|item| self.state.lacking().all(|lacking| lacking != item)) {
            return Err(Reason::Missing("items"));
        }
        self.single(Event::Supplied { items: items.to_vec() })
    }

    /// Begins a pause. A holder begins at most [`HOLDERS_PAUSES`]; a further one is begun by a head
    /// or leader who does not hold the dossier.
    fn pause(&self, reason: PauseReason, basis: &str) -> Decided {
        check_text("basis", basis)?;
        if reason == PauseReason::Supplement {
            return Err(Reason::PauseBySupplementOnly);
        }
        if reason == PauseReason::Financial && !self.state.filing.is_land() {
            return Err(Reason::FinancialLandOnly);
        }
        let others = |pause: &&PauseSpan| pause.reason != PauseReason::Supplement;
        let again = self.state.pauses.iter().filter(others).count() >= HOLDERS_PAUSES;
        let leads = matches!(self.actor.role, Role::Head | Role::Leader) && !self.is_own_dossier();
        if again && !leads {
            return Err(Reason::FurtherPause);
        }
        self.single(Event::Paused { reason, basis: basis.to_owned() })
    }

    fn extend(&self, by: Amount, basis: &str) -> Decided {
        check_text("basis", basis)?;
        if by.amount == 0 {
            return Err(Reason::Missing("amount"));
        }
        let event = Event::Extended { by, basis: basis.to_owned() };
        condition::check(self.state, self.context.at, &event)?;
        let terms = self.state.terms.as_ref().ok_or(Reason::NotPossible)?;
        let limit = terms.extension_limit();
        if !limit.allows(self.state.extensions.len(), by) {
            return Err(Reason::ExtensionLimit(limit));
        }
        self.single(event)
    }

    pub(super) fn apology(&self, command: &Command) -> Decided {
        match command {
            Command::DraftApology { reason, unit, new_date } => {
                check_text("reason", reason)?;
                if let Some(date) = new_date {
                    self.promise(*date)?;
                }
                self.single(Event::ApologyDrafted {
                    reason: reason.clone(),
                    unit: unit.clone(),
                    new_date: *new_date,
                })
            }
            Command::SignApology { reason, new_date, confirmed } => {
                self.sign(reason.as_deref(), *new_date, *confirmed)
            }
            Command::SendApology(sending) => self.send(sending.as_ref()),
            Command::SetChairmanDate { date, decision } => {
                check_text("decision", decision)?;
                self.after_due(*date)?;
                self.single(Event::ChairmanDate { date: *date, decision: decision.clone() })
            }
            _ => Err(Reason::NotPossible),
        }
    }

    /// Signs the letter in the signer's words and with a date on which a citizen can rely. Where
    /// reason or date differ from the draft's, the letter is drafted again with them before.
    fn sign(&self, reason: Option<&str>, new_date: Option<Day>, confirmed: bool) -> Decided {
        let draft = self.state.letters.last().ok_or(Reason::NotPossible)?;
        let confirmed = confirmed && reason.is_none();
        let reason = reason.unwrap_or(&draft.reason);
        check_text("reason", reason)?;
        if reason.starts_with(UNFINISHED) && !confirmed {
            return Err(Reason::MachineReason);
        }
        let new_date = match (self.state.reappointed, new_date) {
            (true, Some(_)) => return Err(Reason::AlreadyReappointed),
            (true, None) => None,
            // The citizen has the result already, so no new date is needed.
            (false, None) if self.state.handed_over.is_some() => draft.new_date,
            (false, given) => {
                let date = given.or(draft.new_date).ok_or(Reason::Missing("new_date"))?;
                self.check_future_date(date)?;
                Some(date)
            }
        };
        let overrun = self.state.largest_overrun(self.context.at);
        let leads = overrun.is_some_and(|step| step.decides == Some(Decider::Leader));
        if leads && self.actor.role != Role::Leader {
            return Err(Reason::LeaderSigns);
        }
        let (at, by) = (self.context.at, self.actor.id.clone());
        let mut events = Vec::new();
        if (reason, new_date) != (draft.reason.as_str(), draft.new_date) {
            let (reason, unit) = (reason.to_owned(), draft.unit.clone());
            events.push((at, Event::ApologyDrafted { reason, unit, new_date }));
        }
        events.push((at, Event::ApologySigned { by, confirmed }));
        Ok(events)
    }

    /// Refuses a new date that is not after today and after due.
    fn check_future_date(&self, date: Day) -> Result<(), Reason> {
        if date <= self.day(self.context.at) {
            return Err(Reason::NotAfterToday(date));
        }
        self.after_due(date)
    }

    /// Sends the signed letter; a new date in it becomes the re-appointment. A letter for
    /// electronic delivery is queued, and counts as sent when it is delivered.
    fn send(&self, sending: Option<&Sending>) -> Decided {
        let letter = self.state.letters.last().ok_or(Reason::NotPossible)?;
        let delivers = matches!(sending, Some(Sending::Delivered | Sending::Undelivered));
        if delivers != (self.actor.role == Role::System) {
            return Err(Reason::NotPermitted);
        }
        let own = self.actor.id.clone();
        let waiting = letter.queued.as_ref().map(|(_, by)| by.clone());
        let (by, way, tracking) = match sending {
            None => (own, None, String::new()),
            Some(Sending::InPerson) => (own, Some(LetterWay::InPerson), String::new()),
            Some(Sending::Post { tracking }) => {
                check_text("tracking", tracking)?;
                (own, Some(LetterWay::Post), tracking.trim().to_owned())
            }
            Some(Sending::Electronic) if waiting.is_some() => return Err(Reason::LetterWaits),
            Some(Sending::Electronic) => {
                letter.new_date.map_or(Ok(()), |date| self.check_future_date(date))?;
                return self.single(Event::ApologyQueued { by: own });
            }
            Some(Sending::Delivered) => {
                let by = waiting.ok_or(Reason::NotPossible)?;
                (by, Some(LetterWay::Electronic), String::new())
            }
            Some(Sending::Undelivered) => {
                waiting.ok_or(Reason::NotPossible)?;
                return self.single(Event::ApologyUndelivered);
            }
        };
        let at = self.context.at;
        let mut events = vec![(at, Event::ApologySent { by, way, tracking })];
        if let Some(date) = letter.new_date {
            self.check_future_date(date)?;
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
        condition::after_due(self.state, date)
    }

    fn day(&self, at: Instant) -> Day {
        self.state.zone.as_ref().map_or(Day(0), |zone| zone.day(at))
    }
}
