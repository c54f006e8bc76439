//! The state of the objections about one dossier.

use calendar::Instant;

use crate::aggregate::{Aggregate, Illegal, Recorded};
use crate::objection::event::{Event, Finding};

/// One objection with its progress.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objection {
    pub number: u32,
    pub at: Instant,
    pub officer: String,
    pub step: String,
    /// The minutes of the part at the instant of the objection.
    pub minutes: i64,
    /// The code of the unit whose head decides.
    pub unit: String,
    pub decided: Option<Decision>,
}

/// The decision on an objection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub at: Instant,
    pub by: String,
    pub finding: Finding,
}

impl Objection {
    /// The name in filters and messages.
    #[must_use]
    pub fn standing(&self) -> &'static str {
        self.decided.as_ref().map_or("open", |decided| decided.finding.code())
    }
}

/// The state of a dossier's objections, folded from their stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Objections {
    /// All objections, in the order in which they were raised.
    pub all: Vec<Objection>,
}

impl Objections {
    /// The objection with a number.
    #[must_use]
    pub fn of(&self, number: u32) -> Option<&Objection> {
        self.all.iter().find(|objection| objection.number == number)
    }

    /// The last objection of an officer to the part of a step.
    #[must_use]
    pub fn about(&self, officer: &str, step: &str) -> Option<&Objection> {
        let mut all = self.all.iter().rev();
        all.find(|objection| objection.officer == officer && objection.step == step)
    }
}

impl Aggregate for Objections {
    const KIND: &'static str = "objection";
    type Event = Event;

    fn apply(&mut self, recorded: &Recorded<Event>) -> Result<(), Illegal> {
        let (at, by) = (recorded.at, recorded.actor.clone());
        match recorded.event.clone() {
            Event::Raised { step, minutes, unit } => {
                let open = |objection: &Objection| objection.decided.is_none();
                if self.about(&by, &step).is_some_and(open) {
                    return Err(Illegal("an objection to this part waits for its decision"));
                }
                // Cannot saturate: a dossier has fewer objections than a `u32` has values.
                let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX).saturating_add(1);
                let decided = None;
                self.all.push(Objection { number, at, officer: by, step, minutes, unit, decided });
            }
            Event::Decided { number, finding } => {
                let raised = self.all.iter_mut().find(|objection| objection.number == number);
                let raised = raised.ok_or(Illegal("there is no such objection"))?;
                if raised.decided.is_some() {
                    return Err(Illegal("the objection was decided before"));
                }
                if raised.officer == by {
                    return Err(Illegal("nobody decides on an own objection"));
                }
                raised.decided = Some(Decision { at, by, finding });
            }
        }
        Ok(())
    }
}
