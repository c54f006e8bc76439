//! The state of the complaints about one dossier.

use calendar::Instant;

use crate::aggregate::{Aggregate, Illegal, Recorded};
use crate::complaint::event::{Event, Finding, Theme, Way};

/// One complaint with its progress.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    pub number: u32,
    pub at: Instant,
    pub theme: Theme,
    pub way: Way,
    /// The id of the officer who recorded the complaint, or `citizen`.
    pub by: String,
    pub against: Option<String>,
    /// The code of the unit whose head answers.
    pub unit: String,
    pub calendar: String,
    pub due: Instant,
    pub answer: Option<Answer>,
}

/// The answer to a complaint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub at: Instant,
    pub by: String,
    pub finding: Finding,
}

impl Complaint {
    /// Whether the complaint has no answer and its due has passed.
    #[must_use]
    pub fn overdue(&self, at: Instant) -> bool {
        self.answer.is_none() && self.due < at
    }

    /// Whether the complaint was answered by its due; `None` while it has no answer and due has not
    /// passed.
    #[must_use]
    pub fn in_time(&self, at: Instant) -> Option<bool> {
        match &self.answer {
            Some(answer) => Some(answer.at <= self.due),
            None => self.overdue(at).then_some(false),
        }
    }
}

/// The state of a dossier's complaints, folded from their stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Complaints {
    /// All complaints, in the order in which they were made.
    pub all: Vec<Complaint>,
}

impl Complaints {
    /// The complaint with a number.
    #[must_use]
    pub fn of(&self, number: u32) -> Option<&Complaint> {
        self.all.iter().find(|complaint| complaint.number == number)
    }

    fn open(&mut self, number: u32) -> Result<&mut Complaint, Illegal> {
        let complaint = self.all.iter_mut().find(|complaint| complaint.number == number);
        let complaint = complaint.ok_or(Illegal("there is no such complaint"))?;
        if complaint.answer.is_some() {
            return Err(Illegal("the complaint was answered before"));
        }
        Ok(complaint)
    }
}

impl Aggregate for Complaints {
    const KIND: &'static str = "complaint";
    type Event = Event;

    fn apply(&mut self, recorded: &Recorded<Event>) -> Result<(), Illegal> {
        match recorded.event.clone() {
            Event::Made { theme, way, against, unit, calendar, due } => {
                // Cannot saturate: a dossier has fewer complaints than a `u32` has values.
                let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX).saturating_add(1);
                let (at, by, answer) = (recorded.at, recorded.actor.clone(), None);
                self.all.push(Complaint {
                    number,
                    at,
                    theme,
                    way,
                    by,
                    against,
                    unit,
                    calendar,
                    due,
                    answer,
                });
            }
            Event::Moved { number, unit } => self.open(number)?.unit = unit,
            Event::Answered { number, finding } => {
                let (at, by) = (recorded.at, recorded.actor.clone());
                self.open(number)?.answer = Some(Answer { at, by, finding });
            }
        }
        Ok(())
    }
}
