//! From a command to its event, or to the reason why it is refused. Knows no record.

use calendar::Instant;
use dossier::{Actor, Role};

use crate::aggregate::Decide;
use crate::breach::command::Command;
use crate::breach::event::{Event, Known};
use crate::breach::state::{Breach, Notified};

/// The data that a decision needs.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// Now.
    pub at: Instant,
}

/// Why a command is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing was recorded under this name.
    NotOnRecord,
    /// The actor is not responsible for breaches.
    NotResponsible,
    /// It was recorded before.
    AlreadyRecorded,
    /// The instant is ahead.
    Ahead,
    /// The body or the persons were informed before the discovery at this instant.
    BeforeDiscovery(Instant),
    /// No kind of data is named.
    NoData,
    /// The text is empty.
    EmptyText,
    /// The hours were over at this instant, and no reason is given.
    LateWithoutReason(Instant),
    /// The body was notified at this instant.
    AlreadyNotified(Instant),
    /// It was written down at this instant why the body is not notified.
    AlreadyLeftOut(Instant),
    /// It was closed at this instant.
    AlreadyClosed(Instant),
    /// The body was neither notified nor was a reason given why not.
    BodyWaits,
    /// The persons are to be informed.
    PersonsWait,
    /// Nothing was done.
    NoMeasure,
}

impl Refusal {
    /// Every reason, one of each kind.
    pub const ALL: &[Self] = &[
        Self::NotOnRecord,
        Self::NotResponsible,
        Self::AlreadyRecorded,
        Self::Ahead,
        Self::BeforeDiscovery(Instant(0)),
        Self::NoData,
        Self::EmptyText,
        Self::LateWithoutReason(Instant(0)),
        Self::AlreadyNotified(Instant(0)),
        Self::AlreadyLeftOut(Instant(0)),
        Self::AlreadyClosed(Instant(0)),
        Self::BodyWaits,
        Self::PersonsWait,
        Self::NoMeasure,
    ];

    /// The word in messages and machine-readable output.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotOnRecord => "not_on_record",
            Self::NotResponsible => "not_responsible",
            Self::AlreadyRecorded => "already_recorded",
            Self::Ahead => "ahead",
            Self::BeforeDiscovery(_) => "before_discovery",
            Self::NoData => "no_data",
            Self::EmptyText => "empty_text",
            Self::LateWithoutReason(_) => "late_without_reason",
            Self::AlreadyNotified(_) => "already_notified",
            Self::AlreadyLeftOut(_) => "already_left_out",
            Self::AlreadyClosed(_) => "already_closed",
            Self::BodyWaits => "body_waits",
            Self::PersonsWait => "persons_wait",
            Self::NoMeasure => "no_measure",
        }
    }

    /// The instant that the reason names.
    #[must_use]
    pub const fn at(self) -> Option<Instant> {
        match self {
            Self::BeforeDiscovery(at)
            | Self::LateWithoutReason(at)
            | Self::AlreadyNotified(at)
            | Self::AlreadyLeftOut(at)
            | Self::AlreadyClosed(at) => Some(at),
            _ => None,
        }
    }
}

/// Why an actor cannot act on a breach now, for a page that shows its forms.
#[must_use]
pub fn obstacle_to_act(breach: &Breach, actor: &Actor) -> Option<Refusal> {
    if !matches!(actor.role, Role::Leader | Role::Inspector) {
        return Some(Refusal::NotResponsible);
    }
    if breach.known.is_none() {
        return Some(Refusal::NotOnRecord);
    }
    breach.closed.map(Refusal::AlreadyClosed)
}

fn written(text: &str) -> Result<(), Refusal> {
    if text.trim().is_empty() { Err(Refusal::EmptyText) } else { Ok(()) }
}

/// Whether what is known can stand on record.
fn check(known: &Known, text: &str, now: Instant) -> Result<(), Refusal> {
    if now < known.discovered_at {
        return Err(Refusal::Ahead);
    }
    if known.data.is_empty() {
        return Err(Refusal::NoData);
    }
    written(text)
}

/// Whether a notice can have been given at an instant.
fn informed(known: &Known, at: Instant, now: Instant) -> Result<(), Refusal> {
    if now < at {
        return Err(Refusal::Ahead);
    }
    match at < known.discovered_at {
        true => Err(Refusal::BeforeDiscovery(known.discovered_at)),
        false => Ok(()),
    }
}

impl Breach {
    fn record(&self, known: Known, text: &str, now: Instant) -> Result<Event, Refusal> {
        check(&known, text, now)?;
        Ok(Event::Recorded(known))
    }

    fn correct(&self, known: Known, text: &str, now: Instant) -> Result<Event, Refusal> {
        check(&known, text, now)?;
        let notified = self.notified.iter().filter_map(|notified| match notified {
            Notified::Yes { at, .. } => Some(*at),
            Notified::LeftOut { .. } => None,
        });
        let mut all = notified.chain(self.persons_informed.iter().map(|one| one.at));
        if all.any(|at| at < known.discovered_at) {
            return Err(Refusal::BeforeDiscovery(known.discovered_at));
        }
        Ok(Event::Corrected(known))
    }

    /// Refuses a second notice.
    fn not_notified_yet(&self) -> Result<(), Refusal> {
        match &self.notified {
            Some(Notified::Yes { at, .. }) => Err(Refusal::AlreadyNotified(*at)),
            _ => Ok(()),
        }
    }

    fn close(&self, text: &str) -> Result<Event, Refusal> {
        if self.body_waits() {
            return Err(Refusal::BodyWaits);
        }
        if self.persons_wait() {
            return Err(Refusal::PersonsWait);
        }
        if self.measures == 0 {
            return Err(Refusal::NoMeasure);
        }
        written(text)?;
        Ok(Event::Closed)
    }

    fn act(&self, known: &Known, now: Instant, command: Command) -> Result<Event, Refusal> {
        match command {
            Command::Record { .. } => Err(Refusal::AlreadyRecorded),
            Command::Correct { known, text } => self.correct(known, &text, now),
            Command::Measure { text } => written(&text).map(|()| Event::Measured),
            Command::Notify { body, number, notified_at, reason } => {
                self.not_notified_yet()?;
                informed(known, notified_at, now)?;
                written(&body).and_then(|()| written(&number))?;
                if known.notify_by < notified_at && reason.trim().is_empty() {
                    return Err(Refusal::LateWithoutReason(known.notify_by));
                }
                Ok(Event::Notified { body, number, notified_at })
            }
            Command::LeaveOut { reason } => {
                self.not_notified_yet()?;
                if let Some(Notified::LeftOut { at }) = &self.notified {
                    return Err(Refusal::AlreadyLeftOut(*at));
                }
                written(&reason).map(|()| Event::NotNotified)
            }
            Command::InformPersons { way, informed_at, persons, text } => {
                informed(known, informed_at, now)?;
                written(&text)?;
                Ok(Event::PersonsInformed { way, informed_at, persons })
            }
            Command::Close { text } => self.close(&text),
        }
    }
}

impl Decide for Breach {
    type Context<'a> = Context;
    type Command = Command;
    type Refusal = Refusal;

    fn decide(
        &self,
        context: Context,
        actor: &Actor,
        command: Command,
    ) -> Result<Vec<Event>, Refusal> {
        let now = context.at;
        let event = match (obstacle_to_act(self, actor), &self.known, command) {
            (Some(Refusal::NotOnRecord), _, Command::Record { known, text }) => {
                self.record(known, &text, now)?
            }
            (Some(Refusal::AlreadyClosed(_)), _, Command::Record { .. }) => {
                return Err(Refusal::AlreadyRecorded);
            }
            (Some(why), ..) => return Err(why),
            (None, Some(known), command) => self.act(known, now, command)?,
            (None, None, _) => return Err(Refusal::NotOnRecord),
        };
        Ok(vec![event])
    }
}

#[cfg(test)]
mod tests;
