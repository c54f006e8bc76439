//! A till, folded.

use calendar::{Day, Instant};

use super::event::Event;
use crate::aggregate::{Aggregate, Illegal, Recorded};

/// An offer of the cash to another officer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    pub at: Instant,
    pub to: String,
    pub counted_vnd: i64,
}

/// A difference that waits for the second officer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub at: Instant,
    pub by: String,
    pub amount_vnd: i64,
    /// The place in the stream, from 0, of the event whose sealed part has the reason.
    pub text_at: usize,
}

/// A closed day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Close {
    pub at: Instant,
    pub by: String,
    pub day: Day,
    pub counted_vnd: i64,
}

/// A till.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Till {
    /// The officer who answers for the cash; `None` before the first one.
    pub custodian: Option<String>,
    pub offer: Option<Offer>,
    pub difference: Option<Difference>,
    /// The closed days, in the order of their closing.
    pub closes: Vec<Close>,
    /// The officers who answered for the cash, each from an instant.
    pub custodians: Vec<(Instant, String)>,
    events: usize,
}

impl Aggregate for Till {
    const KIND: &'static str = "till";
    type Event = Event;

    fn apply(&mut self, recorded: &Recorded<Event>) -> Result<(), Illegal> {
        let (at, by) = (recorded.at, recorded.actor.clone());
        match recorded.event.clone() {
            Event::TakenOver { .. } => {
                self.offer = None;
                self.custodians.push((at, by.clone()));
                self.custodian = Some(by);
            }
            Event::Offered { to, counted_vnd } => {
                self.offer = Some(Offer { at, to, counted_vnd });
            }
            Event::OfferEnded => {
                self.offer.take().ok_or(Illegal("the cash is not offered"))?;
            }
            Event::DayClosed { day, counted_vnd } => {
                self.closes.push(Close { at, by, day, counted_vnd });
            }
            Event::Deposited { .. } => {}
            Event::DifferenceProposed { amount_vnd } => {
                let text_at = self.events;
                self.difference = Some(Difference { at, by, amount_vnd, text_at });
            }
            Event::DifferenceSentBack | Event::DifferenceApproved { .. } => {
                self.difference.take().ok_or(Illegal("no difference is proposed"))?;
            }
        }
        self.events += 1;
        Ok(())
    }
}
