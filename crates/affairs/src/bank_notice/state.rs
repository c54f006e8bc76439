//! Money put aside, folded.

use calendar::Instant;

use super::event::{AsideReason, Event};
use crate::aggregate::{Aggregate, Illegal, Recorded};

/// How the money stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// It waits for an officer.
    #[default]
    Aside,
    /// It waits for the second officer who approves that it is paid back; the first one and the place in
    /// the stream, from 0, of the event whose sealed part has the reason.
    ReturnProposed { by: String, text_at: usize },
    /// It was received for a dossier, by its stream.
    Assigned(String),
    /// It was paid back.
    Returned,
}

/// Money that the bank notified.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BankNotice {
    /// Why it was put aside; `None` where its dossier was found at once.
    pub why: Option<AsideReason>,
    pub bank_id: String,
    pub amount_vnd: u64,
    pub transferred_at: Instant,
    pub standing: Standing,
    /// The instant of the last event.
    pub last_at: Instant,
    events: usize,
}

impl BankNotice {
    /// Whether an officer has to do something about it.
    #[must_use]
    pub fn waits(&self) -> bool {
        !self.bank_id.is_empty()
            && matches!(self.standing, Standing::Aside | Standing::ReturnProposed { .. })
    }
}

impl Aggregate for BankNotice {
    const KIND: &'static str = "bank_notice";
    type Event = Event;

    fn apply(&mut self, recorded: &Recorded<Event>) -> Result<(), Illegal> {
        let by = recorded.actor.clone();
        self.standing = match (recorded.event.clone(), &self.standing) {
            (Event::PutAside { why, bank_id, amount_vnd, transferred_at }, Standing::Aside)
                if self.bank_id.is_empty() =>
            {
                (self.why, self.bank_id, self.amount_vnd) = (Some(why), bank_id, amount_vnd);
                self.transferred_at = transferred_at;
                Standing::Aside
            }
            (Event::Matched { dossier, bank_id, amount_vnd, transferred_at }, Standing::Aside)
                if self.bank_id.is_empty() =>
            {
                (self.bank_id, self.amount_vnd) = (bank_id, amount_vnd);
                self.transferred_at = transferred_at;
                Standing::Assigned(dossier)
            }
            (Event::PutAside { .. } | Event::Matched { .. }, _) => {
                return Err(Illegal("the money was notified already"));
            }
            (Event::Assigned { dossier }, Standing::Aside) => Standing::Assigned(dossier),
            (Event::ReturnProposed, Standing::Aside) => {
                Standing::ReturnProposed { by, text_at: self.events }
            }
            (Event::ReturnSentBack, Standing::ReturnProposed { .. }) => Standing::Aside,
            (Event::Returned { .. }, Standing::ReturnProposed { .. }) => Standing::Returned,
            _ => return Err(Illegal("the money is not in that standing")),
        };
        self.last_at = recorded.at;
        self.events += 1;
        Ok(())
    }
}
