//! The state of an initiative: the proposal, and the steps that are done.

use calendar::Instant;

use super::event::{Event, Proposal};
use crate::aggregate::{Aggregate, Illegal, Recorded};

/// The state of an initiative, folded from its stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Initiative {
    pub proposal: Option<Proposal>,
    /// The instant of the proposal; meaningless while there is none.
    pub at: Instant,
    /// For each step the instant at which it was done.
    pub done: Vec<Option<Instant>>,
}

impl Aggregate for Initiative {
    const KIND: &'static str = "initiative";
    type Event = Event;

    fn apply(&mut self, recorded: &Recorded<Event>) -> Result<(), Illegal> {
        match &recorded.event {
            Event::Proposed { proposal } => {
                if self.proposal.is_some() {
                    return Err(Illegal("the initiative was proposed before"));
                }
                self.done = vec![None; proposal.steps.len()];
                self.proposal = Some((**proposal).clone());
                self.at = recorded.at;
            }
            Event::StepDone { step } => {
                let index = (*step as usize).checked_sub(1);
                let done = index.and_then(|index| self.done.get_mut(index));
                let done = done.ok_or(Illegal("the initiative has no such step"))?;
                if done.is_some() {
                    return Err(Illegal("the step was done before"));
                }
                *done = Some(recorded.at);
            }
        }
        Ok(())
    }
}
