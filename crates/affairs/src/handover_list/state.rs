//! The state of one hand-over list.

use calendar::Instant;

use super::event::{Event, ListKind, ListLine};
use crate::aggregate::{Aggregate, Illegal, Recorded};

/// A list, folded from its stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HandoverList {
    /// What is handed over; `None` before the list is issued.
    pub list: Option<ListKind>,
    pub from: String,
    pub to: String,
    pub number: u64,
    pub year: i16,
    /// Who gives, and when the list was issued.
    pub giver: String,
    pub at: Instant,
    pub lines: Vec<ListLine>,
}

impl Aggregate for HandoverList {
    const KIND: &'static str = "handover_list";
    type Event = Event;

    fn apply(&mut self, recorded: &Recorded<Event>) -> Result<(), Illegal> {
        if self.list.is_some() {
            return Err(Illegal("the list was issued before"));
        }
        let Event::Issued { list, from, to, number, year, lines } = recorded.event.clone();
        let (giver, at) = (recorded.actor.clone(), recorded.at);
        *self = Self { list: Some(list), from, to, number, year, giver, at, lines };
        Ok(())
    }
}
