//! The state of an evaluation: its comments and decisions.

use calendar::Instant;

use crate::aggregate::{Aggregate, Illegal, Recorded};
use crate::evaluation::event::{Event, FrozenScore};

/// A decision on the score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub at: Instant,
    pub by: String,
    /// The score, in tenths of a point.
    pub score: i64,
}

/// The state of an evaluation, folded from its stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evaluation {
    /// The instants at which the officer commented on the figures.
    pub commented: Vec<Instant>,
    /// The computed score and figures on which the decision was made.
    pub frozen: Option<FrozenScore>,
    /// The first decision, then its corrections; the last one is in force.
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
