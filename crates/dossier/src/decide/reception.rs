//! Decisions about filing, guidance, refusal, reception and the end of a dossier.

use calendar::Instant;

use super::condition::days_passed;
use super::{Decided, Decision, check_text};
use crate::apology::Apology;
use crate::command::{Command, Reception};
use crate::event::Event;
use crate::refusal::Reason;
use crate::state::Phase;
use crate::terms::Filing;

impl Decision<'_> {
    pub(super) fn reception(&self, command: &Command) -> Decided {
        match command {
            Command::File { filing } => {
                complete(filing)?;
                self.single(Event::Filed { filing: filing.clone() })
            }
            Command::Guide { missing } => self.single(Event::Guided { missing: missing.clone() }),
            Command::Refuse { filing, reason } => self.refuse(filing.as_ref(), reason),
            Command::Receive(reception) => {
                let at = self.received_at(reception)?;
                Ok(vec![(at, self.received(reception)?)])
            }
            Command::CompleteAtOnce { reception, paid_vnd } => self.at_once(reception, *paid_vnd),
            _ => Err(Reason::NotPossible),
        }
    }

    fn refuse(&self, filing: Option<&Filing>, reason: &str) -> Decided {
        check_text("reason", reason)?;
        let mut events = Vec::new();
        if self.state.phase == Phase::Absent {
            let filing = filing.ok_or(Reason::Missing("procedure"))?;
            complete(filing)?;
            events.push((self.context.at, Event::Filed { filing: filing.clone() }));
        }
        events.push((self.context.at, Event::Refused { reason: reason.to_owned() }));
        Ok(events)
    }

    fn at_once(&self, reception: &Reception, paid_vnd: u64) -> Decided {
        // The desk cannot hand over at once a result that a head or leader approves.
        if let Some(step) = reception.terms.approval_step() {
            return Err(Reason::ApprovalMissing(step.id.clone()));
        }
        let at = self.received_at(reception)?;
        let mut events = vec![(at, self.received(reception)?)];
        if paid_vnd > 0 {
            events.push((at, Event::Paid { amount_vnd: paid_vnd }));
        }
        events.push((at, Event::Finished));
        events.push((at, Event::HandedOver { without_letter: false, by_code: false }));
        Ok(events)
    }

    fn received(&self, reception: &Reception) -> Result<Event, Reason> {
        complete(&reception.filing)?;
        check_text("code", &reception.code)?;
        let reason = reception.entered_late.as_ref().map(|(_, reason)| reason.clone());
        Ok(Event::Received {
            code: reception.code.clone(),
            filing: reception.filing.clone(),
            terms: reception.terms.clone(),
            officer: self.actor.id.clone(),
            desk: reception.desk.clone(),
            components: reception.components.clone(),
            entered_late: reason,
        })
    }

    /// The instant of a reception: now, or up to one working day ago with a reason.
    fn received_at(&self, reception: &Reception) -> Result<Instant, Reason> {
        let calendar = self.context.calendars.get(&reception.terms.calendar);
        let calendar = calendar.ok_or(Reason::OutsideCalendar)?;
        let at = match &reception.entered_late {
            None => self.context.at,
            Some((at, reason)) => {
                check_text("reason", reason)?;
                if *at > self.context.at {
                    return Err(Reason::InFuture);
                }
                if *at < self.state.last_at {
                    return Err(Reason::BeforeLastEvent(self.state.last_at));
                }
                if days_passed(calendar, *at, 1, self.context.at) {
                    return Err(Reason::EnteredTooLate);
                }
                *at
            }
        };
        if !calendar.covers(at) {
            return Err(Reason::OutsideCalendar);
        }
        self.desk_open(at)?;
        Ok(at)
    }

    pub(super) fn end(&self, command: &Command) -> Decided {
        match command {
            Command::ApproveResult { declined, reason } => self.single(Event::ResultApproved {
                by: self.actor.id.clone(),
                declined: *declined,
                reason: reason.clone(),
            }),
            Command::Finish { without_letter } => {
                let mut events = self.letter_waiver(without_letter.as_deref())?;
                events.push((self.context.at, Event::Finished));
                Ok(events)
            }
            Command::DeclineResult { reason } => self.decline_result(reason),
            Command::HandOver { without_letter, by_code } => {
                self.desk_open(self.context.at)?;
                let mut events = self.letter_waiver(without_letter.as_deref())?;
                let without_letter = !events.is_empty();
                events.push((
                    self.context.at,
                    Event::HandedOver { without_letter, by_code: *by_code },
                ));
                Ok(events)
            }
            Command::Post { tracking } => {
                check_text("tracking", tracking)?;
                self.single(Event::Posted { tracking: tracking.clone() })
            }
            Command::PostDelivered => self.single(Event::PostDelivered),
            Command::PostReturned { reason } => {
                self.single(Event::PostReturned { reason: *reason })
            }
            Command::RemindCollection { number } => {
                if *number != self.state.collection_reminders() + 1 {
                    return Err(Reason::NotPossible);
                }
                self.single(Event::CollectionReminded { number: *number })
            }
            Command::Withdraw { reason } => {
                check_text("reason", reason)?;
                self.single(Event::Withdrawn { reason: reason.clone() })
            }
            _ => Err(Reason::NotPossible),
        }
    }

    /// Declines a result, within one working day after the finish. The officer who finished it
    /// cannot decline it.
    fn decline_result(&self, reason: &str) -> Decided {
        check_text("reason", reason)?;
        if self.state.finished_by == self.actor.id {
            return Err(Reason::OwnResult);
        }
        self.single(Event::ResultDeclined { by: self.actor.id.clone(), reason: reason.to_owned() })
    }

    /// Records the reason for a missing letter if a letter is owed; refuses where the reason is
    /// missing too.
    fn letter_waiver(&self, reason: Option<&str>) -> Decided {
        if !self.owes_letter() {
            return Ok(Vec::new());
        }
        let reason = reason.unwrap_or_default();
        check_text("reason", reason).map_err(|_| Reason::LetterMissing)?;
        self.single(Event::LetterWaived { reason: reason.to_owned() })
    }

    pub(super) fn owes_letter(&self) -> bool {
        self.state.apology(self.context.at) == Apology::Violation
    }
}

fn complete(filing: &Filing) -> Result<(), Reason> {
    check_text("procedure", &filing.procedure)?;
    check_text("unit", &filing.unit)?;
    check_text("channel", &filing.channel)
}
