//! The money of a dossier, folded.

use calendar::Instant;

use super::event::{Charge, Event, Way};
use crate::aggregate::{Aggregate, Illegal, Recorded};

/// Money that was received or paid back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paid {
    pub at: Instant,
    pub by: String,
    pub amount_vnd: u64,
    pub way: Way,
    pub office: String,
    pub agency: String,
    pub number: u64,
    pub year: i16,
    /// Whether it was paid back.
    pub refund: bool,
    /// The bank's own id of a transfer.
    pub bank_id: Option<String>,
}

/// A refund that waits for the second officer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub at: Instant,
    pub by: String,
    pub amount_vnd: u64,
    pub way: Way,
    /// The place in the stream, from 0, of the event whose sealed part has the reason.
    pub text_at: usize,
}

/// The money of a dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Payments {
    /// What the dossier is charged; `None` where no fee was computed yet.
    pub charge: Option<Charge>,
    pub movements: Vec<Paid>,
    pub proposal: Option<Proposal>,
    events: usize,
}

impl Payments {
    /// Whether no fee was computed and nothing was received.
    #[must_use]
    pub const fn is_blank(&self) -> bool {
        self.charge.is_none() && self.movements.is_empty()
    }

    /// The amount received and not paid back, in đồng.
    #[must_use]
    pub fn paid_vnd(&self) -> u64 {
        let sum = |refund: bool| {
            let movements = self.movements.iter().filter(|paid| paid.refund == refund);
            movements.fold(0_u64, |sum, paid| sum.saturating_add(paid.amount_vnd))
        };
        sum(false).saturating_sub(sum(true))
    }

    /// The amount still to pay, in đồng; zero where nothing is charged.
    #[must_use]
    pub fn owed_vnd(&self) -> u64 {
        let total = self.charge.as_ref().map_or(0, Charge::total_vnd);
        total.saturating_sub(self.paid_vnd())
    }
}

impl Aggregate for Payments {
    const KIND: &'static str = "payment";
    type Event = Event;

    fn apply(&mut self, recorded: &Recorded<Event>) -> Result<(), Illegal> {
        let (at, by) = (recorded.at, recorded.actor.clone());
        match recorded.event.clone() {
            Event::Charged { charge } => self.charge = Some(charge),
            Event::Received { amount_vnd, way, office, agency, number, year, bank_id, .. } => {
                let refund = false;
                let paid =
                    Paid { at, by, amount_vnd, way, office, agency, number, year, refund, bank_id };
                self.movements.push(paid);
            }
            Event::RefundProposed { amount_vnd, way } => {
                if self.proposal.is_some() {
                    return Err(Illegal("a refund is proposed already"));
                }
                let text_at = self.events;
                self.proposal = Some(Proposal { at, by, amount_vnd, way, text_at });
            }
            Event::RefundSentBack => {
                self.proposal.take().ok_or(Illegal("no refund is proposed"))?;
            }
            Event::Refunded { amount_vnd, way, office, agency, number, year, .. } => {
                self.proposal.take().ok_or(Illegal("no refund is proposed"))?;
                let (refund, bank_id) = (true, None);
                let paid =
                    Paid { at, by, amount_vnd, way, office, agency, number, year, refund, bank_id };
                self.movements.push(paid);
            }
        }
        self.events += 1;
        Ok(())
    }
}
