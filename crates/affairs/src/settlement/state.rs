//! The settlement with an agency, folded.

use calendar::Instant;

use super::event::Event;
use crate::aggregate::{Aggregate, Illegal, Recorded};

/// Money that was passed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    pub at: Instant,
    pub by: String,
    pub month: String,
    pub amount_vnd: u64,
    pub reference: String,
}

/// What was passed on to an agency.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settlements {
    pub settled: Vec<Settled>,
}

impl Aggregate for Settlements {
    const KIND: &'static str = "settlement";
    type Event = Event;

    fn apply(&mut self, recorded: &Recorded<Event>) -> Result<(), Illegal> {
        let Event::Settled { month, amount_vnd, reference, .. } = recorded.event.clone();
        let (at, by) = (recorded.at, recorded.actor.clone());
        self.settled.push(Settled { at, by, month, amount_vnd, reference });
        Ok(())
    }
}
