//! An evaluation, or that there is none yet.

use calendar::Instant;

use crate::aggregate::{Aggregate, Illegal, Recorded};
use crate::evaluation::event::{Event, Frozen};

/// A decision that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub at: Instant,
    pub by: String,
    /// Tenths of a point.
    pub score: i64,
}

/// The fold of an evaluation's stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evaluation {
    /// When the officer wrote next to the figures.
    pub commented: Vec<Instant>,
    /// The figures on which the decision was made.
    pub frozen: Option<Frozen>,
    /// The first decision, then each that corrects it; the last one is in force.
    pub decisions: Vec<Decision>,
}

impl Evaluation {
    /// The decision in force.
    #[must_use]
    pub fn decided(&self) -> Option<&Decision> {
        self.decisions.last()
    }
}

impl Aggregate for Evaluation {
    const KIND: &'static str = "evaluation";
    type Event = Event;

    fn apply(&mut self, recorded: &Recorded<Event>) -> Result<(), Illegal> {
        let (at, by) = (recorded.at, recorded.actor.clone());
        match (recorded.event.clone(), &self.frozen) {
            (Event::Commented, _) => self.commented.push(at),
            (Event::Decided { frozen, score }, None) => {
                self.frozen = Some(frozen);
                self.decisions.push(Decision { at, by, score });
            }
            (Event::Decided { .. }, Some(_)) => return Err(Illegal("it was decided before")),
            (Event::Corrected { score }, Some(_)) => {
                self.decisions.push(Decision { at, by, score });
            }
            (Event::Corrected { .. }, None) => return Err(Illegal("nothing was decided yet")),
        }
        Ok(())
    }
}
