//! One breach of personal data, or that there is none yet.

use calendar::Instant;

use crate::aggregate::{Aggregate, Illegal, Recorded};
use crate::breach::event::{Event, Known, PersonsWay};

/// Whether the specialised body was notified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notified {
    /// This body, by the paper of this number, at this instant.
    Yes { body: String, number: String, at: Instant },
    /// No, for a reason on record.
    LeftOut { at: Instant },
}

/// Where a breach stands, the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A notice is still due, and the hours are over.
    Overdue,
    /// The body is to be notified.
    Waits,
    /// The persons are to be informed.
    PersonsWait,
    /// The body was notified after the hours.
    Late,
    Closed,
    Notified,
    /// The body is not notified, for a reason on record.
    LeftOut,
}

impl Standing {
    /// Every standing.
    pub const ALL: &[Self] = &[
        Self::Overdue,
        Self::Waits,
        Self::PersonsWait,
        Self::Late,
        Self::Closed,
        Self::Notified,
        Self::LeftOut,
    ];

    /// The word in messages and machine-readable output.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Waits => "waits",
            Self::PersonsWait => "persons_wait",
            Self::Late => "late",
            Self::Closed => "closed",
            Self::Notified => "notified",
            Self::LeftOut => "left_out",
        }
    }
}

/// That the persons were informed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonsInformed {
    pub way: PersonsWay,
    pub at: Instant,
    pub persons: Option<u32>,
}

/// The fold of a breach's stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Breach {
    pub known: Option<Known>,
    /// Who recorded it.
    pub by: String,
    pub notified: Option<Notified>,
    /// Each time that the persons were informed.
    pub persons_informed: Vec<PersonsInformed>,
    pub measures: u32,
    pub closed: Option<Instant>,
}

impl Breach {
    /// Whether it waits for the notice to the body, or for a reason why there is none.
    #[must_use]
    pub fn body_waits(&self) -> bool {
        self.known.is_some() && self.notified.is_none() && self.closed.is_none()
    }

    /// Whether it waits for the persons to be informed.
    #[must_use]
    pub fn persons_wait(&self) -> bool {
        let must = self.known.as_ref().is_some_and(Known::must_inform_persons);
        must && self.persons_informed.is_empty() && self.closed.is_none()
    }

    /// Whether a notice, to the body or to the persons, is still due.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.body_waits() || self.persons_wait()
    }

    /// By when the body, and where that is due the persons, are informed.
    #[must_use]
    pub fn notify_by(&self) -> Option<Instant> {
        self.known.as_ref().map(|known| known.notify_by)
    }

    /// Whether the hours are over and a notice is still due. At the last instant they are not.
    #[must_use]
    pub fn overdue(&self, now: Instant) -> bool {
        self.waits() && self.notify_by().is_some_and(|by| by < now)
    }

    /// Whether the body was notified in time; `None` where it is not notified, or still may be in time.
    #[must_use]
    pub fn in_time(&self, now: Instant) -> Option<bool> {
        let by = self.notify_by()?;
        match &self.notified {
            Some(Notified::Yes { at, .. }) => Some(*at <= by),
            Some(Notified::LeftOut { .. }) => None,
            None => (by < now).then_some(false),
        }
    }

    /// Where it stands.
    #[must_use]
    pub fn standing(&self, now: Instant) -> Standing {
        match &self.notified {
            _ if self.overdue(now) => Standing::Overdue,
            _ if self.body_waits() => Standing::Waits,
            _ if self.persons_wait() => Standing::PersonsWait,
            _ if self.in_time(now) == Some(false) => Standing::Late,
            _ if self.closed.is_some() => Standing::Closed,
            Some(Notified::Yes { .. }) => Standing::Notified,
            _ => Standing::LeftOut,
        }
    }
}

impl Aggregate for Breach {
    const KIND: &'static str = "breach";
    type Event = Event;

    fn apply(&mut self, recorded: &Recorded<Event>) -> Result<(), Illegal> {
        let begins = matches!(recorded.event, Event::Recorded(_));
        match (begins, self.known.is_some(), self.closed.is_some()) {
            (true, true, _) => return Err(Illegal("it was recorded before")),
            (false, false, _) => return Err(Illegal("it was not recorded")),
            (false, _, true) => return Err(Illegal("it was closed before")),
            _ => {}
        }
        match recorded.event.clone() {
            Event::Recorded(known) => {
                self.known = Some(known);
                self.by.clone_from(&recorded.actor);
            }
            Event::Corrected(known) => self.known = Some(known),
            Event::Measured => self.measures = self.measures.saturating_add(1),
            Event::Notified { body, number, notified_at } => {
                self.notified = Some(Notified::Yes { body, number, at: notified_at });
            }
            Event::NotNotified => self.notified = Some(Notified::LeftOut { at: recorded.at }),
            Event::PersonsInformed { way, informed_at, persons } => {
                self.persons_informed.push(PersonsInformed { way, at: informed_at, persons });
            }
            Event::Closed => self.closed = Some(recorded.at),
        }
        Ok(())
    }
}
