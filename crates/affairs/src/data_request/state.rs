//! One request about personal data, or that there is none yet.

use calendar::Instant;

use crate::aggregate::{Aggregate, Illegal, Recorded};
use crate::data_request::event::{Erased, Event, Outcome, RequestKind, Way};

/// A request as it was filed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    pub at: Instant,
    /// The officer who recorded it, or `citizen`.
    pub by: String,
    pub request: RequestKind,
    pub way: Way,
    pub persons: Vec<String>,
    pub dossier: Option<String>,
    pub calendar: String,
    pub answer_by: Instant,
}

impl Filed {
    /// Whether one of the persons asked.
    #[must_use]
    pub fn is_of(&self, persons: &[impl AsRef<str>]) -> bool {
        self.persons.iter().any(|one| persons.iter().any(|person| person.as_ref() == one))
    }
}

/// A proposed erasure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub at: Instant,
    pub by: String,
    pub outcome: Outcome,
    pub erased: Erased,
}

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub at: Instant,
    pub by: String,
    pub outcome: Outcome,
    /// The dossiers that are erased or restricted.
    pub reached: Erased,
}

/// The fold of a request's stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DataRequest {
    pub filed: Option<Filed>,
    /// When it was answered, and by whom; whether another party must also act.
    pub answered: Option<(Instant, String)>,
    pub other_party: bool,
    /// When it was extended, and by how many days.
    pub extended: Option<(Instant, u32)>,
    /// When it is due to be done.
    pub due: Option<Instant>,
    /// The proposal that waits for another officer.
    pub proposed: Option<Proposal>,
    pub decided: Option<Decision>,
    /// When a restriction ended.
    pub lifted: Option<Instant>,
}

impl DataRequest {
    /// What it asks for.
    #[must_use]
    pub fn kind(&self) -> Option<RequestKind> {
        self.filed.as_ref().map(|filed| filed.request)
    }

    /// The instant by which the next step is due: the answer first, then that it is done; `None` once it
    /// is decided.
    #[must_use]
    pub fn next_due(&self) -> Option<Instant> {
        let filed = self.filed.as_ref().filter(|_| self.decided.is_none())?;
        if self.answered.is_none() { Some(filed.answer_by) } else { self.due }
    }

    /// Whether the next step is overdue.
    #[must_use]
    pub fn overdue(&self, at: Instant) -> bool {
        self.next_due().is_some_and(|due| due < at)
    }

    /// Whether it was decided by its due; `None` while it is not decided and due has not passed.
    #[must_use]
    pub fn in_time(&self, at: Instant) -> Option<bool> {
        let due = self.due?;
        match &self.decided {
            Some(decision) => Some(decision.at <= due),
            None => (due < at).then_some(false),
        }
    }

    /// The dossiers that it restricts now.
    #[must_use]
    pub fn restricted(&self) -> &[String] {
        let decision = self.decided.as_ref().filter(|_| self.lifted.is_none());
        let restricts = self.kind() == Some(RequestKind::Restriction);
        decision.filter(|_| restricts).map_or(&[], |decision| &decision.reached.dossiers)
    }

    fn open(&self) -> Result<(), Illegal> {
        match (&self.filed, &self.decided) {
            (None, _) => Err(Illegal("nothing was asked for")),
            (_, Some(_)) => Err(Illegal("it was decided before")),
            _ => Ok(()),
        }
    }
}

impl Aggregate for DataRequest {
    const KIND: &'static str = "data_request";
    type Event = Event;

    fn apply(&mut self, recorded: &Recorded<Event>) -> Result<(), Illegal> {
        let (at, by) = (recorded.at, recorded.actor.clone());
        match recorded.event.clone() {
            Event::Filed { request, way, persons, dossier, calendar, answer_by, due } => {
                if self.filed.is_some() {
                    return Err(Illegal("it was asked for before"));
                }
                self.due = Some(due);
                self.filed =
                    Some(Filed { at, by, request, way, persons, dossier, calendar, answer_by });
            }
            Event::Answered { other_party, due } => {
                self.open()?;
                self.answered = Some((at, by));
                (self.other_party, self.due) = (other_party, Some(due));
            }
            Event::Extended { days, due } => {
                self.open()?;
                (self.extended, self.due) = (Some((at, days)), Some(due));
            }
            Event::Proposed { outcome, erased } => {
                self.open()?;
                self.proposed = Some(Proposal { at, by, outcome, erased });
            }
            Event::SentBack => {
                self.open()?;
                self.proposed.take().ok_or(Illegal("nothing was proposed"))?;
            }
            Event::Decided { outcome, reached } => {
                self.open()?;
                self.decided = Some(Decision { at, by, outcome, reached });
            }
            Event::Lifted => {
                if self.restricted().is_empty() {
                    return Err(Illegal("it restricts nothing"));
                }
                self.lifted = Some(at);
            }
        }
        Ok(())
    }
}
