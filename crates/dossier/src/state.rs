//! The state of a dossier: a fold over its events, with every interval that other modules need. The
//! fold refuses an event that the state does not allow; it does not know which actor may do what.

use std::sync::Arc;

use calendar::{Calendar, Calendars, Day, Instant, LegalClock, Zone};

mod phase;
mod time;
mod work;

pub use phase::{Illegal, Phase};

use crate::apology::Apology;
use crate::event::{Event, ImportedPause, ImportedStep, PauseReason, Recorded};
use crate::terms::{Filing, StepTerms, Terms};

/// The number of days after which the desk may close a dossier whose supplement did not come
/// (Decree 118/2025, article 19.5).
const SUPPLEMENT_DAYS: i32 = 15;

/// The time [from, to) in which one officer held the dossier, as recorded; stand-ins are not
/// applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    pub from: Instant,
    pub to: Option<Instant>,
    pub officer: String,
    pub step: String,
    pub unit: String,
}

/// A declared absence: `by` acts for `officer` in [from, until).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandIn {
    pub officer: String,
    pub by: String,
    pub from: Instant,
    pub until: Instant,
}

/// A paper that the last supplement request names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestedPaper {
    pub name: String,
    pub received_at: Option<Instant>,
}

/// An offer of the dossier to another officer that is not answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    pub from: String,
    pub to: String,
    pub step: String,
    pub unit: String,
    /// The instant from which an unanswered offer counts as accepted.
    pub lapses_at: Option<Instant>,
}

/// A pause of the legal clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PauseSpan {
    pub from: Instant,
    pub to: Option<Instant>,
    pub reason: PauseReason,
    pub basis: String,
    /// Whether the supplement restarts the duration, which is decided once, at the request; `None`
    /// where the terms set no time limit for such a request.
    pub restarts: Option<bool>,
    /// Whether the pause began after due, so that it does not change due.
    pub after_due: bool,
    /// Whether the pause began on the date of due.
    pub on_due_date: bool,
}

impl PauseSpan {
    /// A pause of an old register. As in this program, a pause that began after due did not change
    /// due.
    fn imported(pause: &ImportedPause, due: Instant) -> Self {
        Self {
            from: pause.from,
            to: pause.to,
            reason: pause.reason,
            basis: String::new(),
            restarts: None,
            after_due: pause.from > due,
            on_due_date: pause.on_due_date,
        }
    }
}

/// An apology letter, from its draft on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    pub drafted: Instant,
    pub reason: String,
    pub unit: String,
    pub new_date: Option<Day>,
    pub signed: Option<(Instant, String)>,
    /// The instant at which the letter was queued for electronic delivery, and the officer who
    /// queued it.
    pub queued: Option<(Instant, String)>,
    pub sent: Option<Instant>,
    /// The due for which the letter counts: the one in force when it was sent, or drafted if it is
    /// not sent.
    pub due: Instant,
}

/// A consultation of another unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consultation {
    pub id: u32,
    pub unit: String,
    pub asked_at: Instant,
    pub due: Instant,
    pub answered: Option<Instant>,
}

/// The state of a dossier, folded from its events.
#[derive(Clone, Debug, Default)]
pub struct State {
    pub phase: Phase,
    pub code: String,
    pub filing: Filing,
    pub terms: Option<Terms>,
    pub clock: Option<LegalClock>,
    pub calendar: Option<Arc<Calendar>>,
    pub zone: Option<Zone>,
    /// The number of events that were folded, without corrections.
    pub events: u32,
    pub last_at: Instant,
    pub filed: Option<Instant>,
    pub refused: Option<Instant>,
    pub received: Option<Instant>,
    pub entered_late: bool,
    /// Each due with the instant from which it was in force: (from, due).
    pub dues: Vec<(Instant, Instant)>,
    pub pauses: Vec<PauseSpan>,
    /// The extensions: (instant, amount, basis).
    pub extensions: Vec<(Instant, calendar::Amount, String)>,
    /// The supplement requests: (instant, whether a head approved the request).
    pub supplements: Vec<(Instant, bool)>,
    /// The papers of the last supplement request.
    pub requested_papers: Vec<RequestedPaper>,
    pub holds: Vec<Hold>,
    pub stand_ins: Vec<StandIn>,
    pub offer: Option<Offer>,
    /// The instant of the latest lapse of an offer.
    pub lapsed: Option<Instant>,
    pub completed_steps: Vec<String>,
    /// Whether the holder has completed the step in progress.
    pub step_completed: bool,
    pub consultations: Vec<Consultation>,
    pub letters: Vec<Letter>,
    /// The new dates promised to the citizen: (instant of the promise, date).
    pub promises: Vec<(Instant, Day)>,
    pub reappointed: bool,
    /// The reminders: (share of the time in percent, due).
    pub reminded: Vec<(u8, Instant)>,
    /// The last proposal to the officer who approves: its instant, and whether it proposes to
    /// decline the citizen's wish. `None` after a step before the approval is worked on again.
    pub proposed: Option<(Instant, bool)>,
    /// The approval: its instant, and whether it declines the citizen's wish.
    pub approved: Option<(Instant, bool)>,
    pub finished: Option<Instant>,
    /// The actor of the last finish.
    pub finished_by: String,
    /// The results that the desk declined: (finish, decline).
    pub declined_results: Vec<(Instant, Instant)>,
    pub withdrawn: Option<Instant>,
    /// The reminders that the result waits at the desk, since it does.
    pub collection_reminded: Vec<Instant>,
    pub handed_over: Option<Instant>,
    pub posted: Option<Instant>,
    /// The tracking number of the result that was posted; empty where it was not, or came back.
    pub tracking: String,
    /// When the post delivered the result.
    pub delivered: Option<Instant>,
    /// The results that the post brought back: (sent, brought back).
    pub returned_by_post: Vec<(Instant, Instant)>,
    pub without_letter: bool,
    /// Whether the result was handed over against its one-time code.
    pub handed_over_by_code: bool,
    /// The earliest instant of logging among the events of clock or outcome that were logged on a
    /// later civil date than they happened.
    pub logged_late: Option<Instant>,
    /// Whether an event that figures count was logged after it happened, so that a figure as of an
    /// earlier instant may differ.
    pub has_late_entries: bool,
    /// Whether an old register stated due, so that due is never computed.
    pub due_is_stated: bool,
    pub imported_steps: Vec<ImportedStep>,
    /// When its personal data was erased.
    pub erased: Option<Instant>,
}

impl State {
    /// The due in force; while due is suspended, its last value.
    #[must_use]
    pub fn due(&self) -> Option<Instant> {
        self.dues.last().map(|&(_, due)| due)
    }

    /// The step in which the result must still be approved: the process has such a step, and the
    /// result was not approved in it, or is worked on again in a step before it.
    #[must_use]
    pub fn step_to_approve(&self) -> Option<&StepTerms> {
        let step = self.terms.as_ref()?.approval_step()?;
        let again = self.hold().is_some_and(|hold| self.is_before_approval(&hold.step));
        (self.approved.is_none() || again).then_some(step)
    }

    /// Whether a step of the process comes before the one that approves the result.
    fn is_before_approval(&self, step: &str) -> bool {
        let approval = self.terms.as_ref().and_then(|terms| Some((terms, terms.approval_step()?)));
        approval.is_some_and(|(terms, approval)| {
            let mut before = terms.steps.iter().take_while(|term| term.id != approval.id);
            before.any(|term| term.id == step)
        })
    }

    /// The first step of the process, where none was begun.
    #[must_use]
    pub fn step_to_begin(&self) -> Option<&StepTerms> {
        let steps = &self.terms.as_ref()?.steps;
        let of_process = |hold: &Hold| steps.iter().any(|step| step.id == hold.step);
        steps.first().filter(|_| !self.holds.iter().any(of_process))
    }

    /// The pause in progress.
    #[must_use]
    pub fn paused(&self) -> Option<&PauseSpan> {
        self.pauses.last().filter(|pause| pause.to.is_none())
    }

    /// The papers of the last supplement request that have not come.
    pub fn lacking(&self) -> impl Iterator<Item = &str> {
        self.requested_papers
            .iter()
            .filter(|paper| paper.received_at.is_none())
            .map(|paper| paper.name.as_str())
    }

    /// The last day for the supplement that is awaited; after it the desk may close the dossier.
    #[must_use]
    pub fn supplement_until(&self) -> Option<Day> {
        let pause = self.paused().filter(|pause| pause.reason == PauseReason::Supplement)?;
        self.last_day_of(pause)
    }

    /// The last day for the supplement that a pause awaits.
    #[must_use]
    pub fn last_day_of(&self, pause: &PauseSpan) -> Option<Day> {
        self.last_day_asked_at(pause.from)
    }

    /// The last day for a supplement that is requested at an instant.
    #[must_use]
    pub fn last_day_asked_at(&self, at: Instant) -> Option<Day> {
        Some(self.zone.as_ref()?.day(at).plus(SUPPLEMENT_DAYS))
    }

    /// Whether due is suspended: the clock is paused, and the pause did not begin after due.
    #[must_use]
    pub fn suspended(&self) -> bool {
        match &self.clock {
            Some(clock) => clock.suspended(),
            // A dossier of an old register has no clock.
            None => self.paused().is_some_and(|pause| !pause.after_due),
        }
    }

    /// The hold in progress; `None` while no officer holds the dossier.
    #[must_use]
    pub fn hold(&self) -> Option<&Hold> {
        self.holds.last().filter(|hold| hold.to.is_none())
    }

    /// The code of the desk's unit that received the dossier.
    #[must_use]
    pub fn receiving_desk(&self) -> Option<&str> {
        self.holds.first().map(|hold| hold.unit.as_str())
    }

    /// The instant at which the citizen got the result: at the desk, or the sending by post.
    #[must_use]
    pub fn given_out(&self) -> Option<Instant> {
        self.handed_over.or(self.posted)
    }

    /// Whether the result is with the post, as far as it is known.
    #[must_use]
    pub fn is_in_post(&self) -> bool {
        self.posted.is_some() && self.delivered.is_none()
    }

    /// When the result that is with the post was sent.
    fn expect_in_post(&self) -> Result<Instant, Illegal> {
        self.posted.filter(|_| self.is_in_post()).ok_or(Illegal::Phase(self.phase))
    }

    /// The instant at which the dossier ended: finished or withdrawn.
    #[must_use]
    pub fn ended(&self) -> Option<Instant> {
        self.finished.or(self.withdrawn)
    }

    /// The officer who acts for an officer at an instant: the stand-in, otherwise the officer.
    #[must_use]
    pub fn acting<'a>(&'a self, officer: &'a str, at: Instant) -> &'a str {
        let absent = self.stand_ins.iter().rev();
        let stand_in =
            absent.into_iter().find(|s| s.officer == officer && s.from <= at && at < s.until);
        stand_in.map_or(officer, |s| s.by.as_str())
    }

    /// Whether the dossier is an officer's own at an instant: the officer holds it, present or
    /// absent, or acts for the holder.
    #[must_use]
    pub fn is_held_by(&self, officer: &str, at: Instant) -> bool {
        let is_holder =
            |hold: &Hold| hold.officer == officer || self.acting(&hold.officer, at) == officer;
        self.hold().is_some_and(is_holder)
    }

    /// Applies one more event.
    ///
    /// # Errors
    /// [`Illegal`] where the state does not allow the event; the state does not change then.
    pub fn apply(&mut self, recorded: &Recorded, calendars: &Calendars) -> Result<(), Illegal> {
        let at = recorded.at;
        if self.offer_lapses(at).is_some() && !self.may_be_answered(at, &recorded.event) {
            let mut settled = self.clone();
            settled.apply_lapse(at);
            settled.apply_event(at, &recorded.event, calendars)?;
            *self = settled;
        } else {
            self.apply_event(at, &recorded.event, calendars)?;
        }
        if recorded.event == Event::Finished {
            self.finished_by.clone_from(&recorded.actor);
        }
        self.events += 1;
        self.last_at = self.last_at.max(at);
        self.has_late_entries |= recorded.event.changes_the_past()
            || (recorded.logged_at > at && !recorded.event.changes_no_figure());
        if recorded.event.moves_clock_or_outcome()
            && let Some(zone) = &self.zone
            && zone.day(recorded.logged_at) > zone.day(at)
        {
            let earlier = self.logged_late.unwrap_or(Instant::MAX);
            self.logged_late = Some(earlier.min(recorded.logged_at));
        }
        Ok(())
    }

    fn apply_event(
        &mut self,
        at: Instant,
        event: &Event,
        calendars: &Calendars,
    ) -> Result<(), Illegal> {
        match event {
            Event::Filed { filing } => {
                self.expect(&[Phase::Absent, Phase::Guided])?;
                self.filing = filing.clone();
                self.filed = Some(at);
                self.phase = Phase::Filed;
            }
            Event::Guided { .. } => self.change_phase(&[Phase::Filed], Phase::Guided)?,
            Event::Refused { .. } => {
                self.change_phase(&[Phase::Absent, Phase::Filed, Phase::Guided], Phase::Refused)?;
                self.refused = Some(at);
            }
            Event::Received { .. } => self.receive(at, event, calendars)?,
            Event::Imported { .. } => self.import(event)?,
            Event::Paid { .. }
            | Event::Noted
            | Event::PapersPromised { .. }
            | Event::LetterWaived { .. }
            | Event::Corrected { .. } => {}
            Event::Erased { .. } => self.erased = Some(at),
            Event::MovedToUnit { unit, .. } => self.filing.unit.clone_from(unit),
            Event::Given { .. }
            | Event::Returned { .. }
            | Event::Accepted { .. }
            | Event::Declined { .. }
            | Event::StepStarted { .. }
            | Event::StepCompleted { .. }
            | Event::Lapsed { .. }
            | Event::Reassigned { .. }
            | Event::StandIn { .. }
            | Event::StandInEnded { .. }
            | Event::Consulted { .. }
            | Event::ConsultationAnswered { .. } => self.work(at, event)?,
            Event::SupplementAsked { .. }
            | Event::Supplied { .. }
            | Event::Paused { .. }
            | Event::Resumed
            | Event::Extended { .. }
            | Event::CalendarChanged { .. } => self.update_clock(at, event, calendars)?,
            Event::Reminded { percent, due } => self.reminded.push((*percent, *due)),
            Event::ApologyDrafted { .. }
            | Event::ApologySigned { .. }
            | Event::ApologyQueued { .. }
            | Event::ApologyUndelivered
            | Event::ApologySent { .. }
            | Event::Reappointed { .. }
            | Event::ChairmanDate { .. } => self.apply_letter_event(at, event)?,
            Event::ResultApproved { .. }
            | Event::Finished
            | Event::ResultDeclined { .. }
            | Event::CollectionReminded { .. }
            | Event::PostDelivered
            | Event::PostReturned { .. }
            | Event::HandedOver { .. }
            | Event::Posted { .. }
            | Event::Withdrawn { .. } => self.end(at, event)?,
        }
        Ok(())
    }

    fn expect(&self, phases: &[Phase]) -> Result<(), Illegal> {
        if phases.contains(&self.phase) { Ok(()) } else { Err(Illegal::Phase(self.phase)) }
    }

    fn change_phase(&mut self, from: &[Phase], to: Phase) -> Result<(), Illegal> {
        self.expect(from)?;
        self.phase = to;
        Ok(())
    }

    fn receive(
        &mut self,
        at: Instant,
        event: &Event,
        calendars: &Calendars,
    ) -> Result<(), Illegal> {
        let Event::Received { code, filing, terms, officer, desk, entered_late, .. } = event else {
            return Ok(());
        };
        self.expect(&[Phase::Absent, Phase::Filed, Phase::Guided])?;
        let calendar = calendars.get(&terms.calendar).ok_or(Illegal::UnknownCalendar)?;
        let clock = LegalClock::start(calendar, terms.duration, at);
        self.dues.push((at, clock.due));
        self.code.clone_from(code);
        self.filing = filing.clone();
        self.zone = Some(calendar.zone.clone());
        self.calendar = Some(Arc::clone(calendar));
        self.terms = Some(terms.clone());
        self.clock = Some(clock);
        self.received = Some(at);
        self.entered_late = entered_late.is_some();
        self.begin_hold(at, officer, "desk", desk);
        self.phase = Phase::Open;
        Ok(())
    }

    fn import(&mut self, event: &Event) -> Result<(), Illegal> {
        let Event::Imported { code, filing, zone, received, due, due_stated, officer, .. } = event
        else {
            return Ok(());
        };
        self.expect(&[Phase::Absent])?;
        self.zone = Some(Zone::named(zone).map_err(|_| Illegal::UnknownZone)?);
        self.code.clone_from(code);
        self.filing = filing.clone();
        self.received = Some(*received);
        self.dues.push((*received, *due));
        self.due_is_stated = *due_stated;
        self.phase = Phase::Open;
        if let Some(officer) = officer {
            self.begin_hold(*received, officer, "desk", &filing.unit);
        }
        let Event::Imported { finished, withdrawn, steps, pauses, .. } = event else {
            return Ok(());
        };
        self.imported_steps.clone_from(steps);
        self.pauses = pauses.iter().map(|pause| PauseSpan::imported(pause, *due)).collect();
        // A register may state both ends; the dossier ended with the earlier one.
        self.finished = finished.filter(|end| withdrawn.is_none_or(|other| *end <= other));
        self.withdrawn = withdrawn.filter(|_| self.finished.is_none());
        if let Some(end) = self.ended() {
            self.phase = if self.finished.is_some() { Phase::Ready } else { Phase::Withdrawn };
            self.close_hold(end);
            if let Some(pause) = self.pauses.last_mut() {
                pause.to.get_or_insert(end);
            }
        }
        Ok(())
    }

    fn end(&mut self, at: Instant, event: &Event) -> Result<(), Illegal> {
        match event {
            Event::ResultApproved { declined, .. } => {
                self.expect(&[Phase::Open])?;
                self.approved = Some((at, *declined));
            }
            Event::Finished => {
                self.expect(&[Phase::Open])?;
                if self.paused().is_some() {
                    return Err(Illegal::Clock);
                }
                self.finished = Some(at);
                self.close_hold(at);
                self.phase = Phase::Ready;
            }
            Event::ResultDeclined { by, .. } => self.reopen(at, by)?,
            Event::CollectionReminded { .. } => {
                self.expect(&[Phase::Ready])?;
                self.collection_reminded.push(at);
            }
            Event::HandedOver { without_letter, by_code } => {
                self.change_phase(&[Phase::Ready], Phase::HandedOver)?;
                self.handed_over = Some(at);
                self.without_letter |= *without_letter;
                self.handed_over_by_code = *by_code;
            }
            Event::Posted { tracking } => {
                self.change_phase(&[Phase::Ready], Phase::HandedOver)?;
                // The post needs no reason for a missing letter, so the gap is recorded from the
                // state.
                self.without_letter |= self.apology(at) == Apology::Violation;
                self.posted = Some(at);
                self.tracking.clone_from(tracking);
                self.handed_over = Some(at);
            }
            Event::PostDelivered => {
                self.expect_in_post()?;
                self.delivered = Some(at);
            }
            Event::PostReturned { .. } => {
                let posted = self.expect_in_post()?;
                self.returned_by_post.push((posted, at));
                (self.handed_over, self.posted) = (None, None);
                self.tracking.clear();
                self.collection_reminded.clear();
                self.phase = Phase::Ready;
            }
            Event::Withdrawn { .. } => {
                self.change_phase(&[Phase::Open, Phase::Filed, Phase::Guided], Phase::Withdrawn)?;
                if let Some(pause) = self.pauses.last_mut() {
                    pause.to.get_or_insert(at);
                }
                self.withdrawn = Some(at);
                self.close_hold(at);
            }
            _ => {}
        }
        Ok(())
    }

    /// Opens a dossier whose result is declined: the desk had it from the finish to the decline;
    /// then the last holder has it again, in the same step.
    fn reopen(&mut self, at: Instant, by: &str) -> Result<(), Illegal> {
        self.expect(&[Phase::Ready])?;
        let (finished, last) =
            self.finished.zip(self.holds.last().cloned()).ok_or(Illegal::Clock)?;
        let desk = self.holds.first().map(|hold| hold.unit.clone()).unwrap_or_default();
        let (officer, step) = (by.to_owned(), "desk".to_owned());
        self.holds.push(Hold { from: finished, to: Some(at), officer, step, unit: desk });
        self.begin_hold(at, &last.officer, &last.step, &last.unit);
        self.declined_results.push((finished, at));
        self.collection_reminded.clear();
        self.finished = None;
        self.phase = Phase::Open;
        Ok(())
    }

    pub(crate) fn begin_hold(&mut self, at: Instant, officer: &str, step: &str, unit: &str) {
        self.close_hold(at);
        self.step_completed = false;
        // A visit in a step that a corrected procedure lacks counts for the desk.
        let lacks = |terms: &Terms| terms.steps.iter().all(|term| term.id != step);
        let step = if self.terms.as_ref().is_some_and(lacks) { "desk" } else { step };
        if self.is_before_approval(step) {
            self.proposed = None;
        }
        self.holds.push(Hold {
            from: at,
            to: None,
            officer: officer.to_owned(),
            step: step.to_owned(),
            unit: unit.to_owned(),
        });
    }

    pub(crate) fn close_hold(&mut self, at: Instant) {
        if let Some(hold) = self.holds.last_mut() {
            hold.to.get_or_insert(at);
        }
        self.offer = None;
    }
}
