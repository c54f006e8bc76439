//! A month as it was closed, or that it is open.

use calendar::Instant;
use serde::{Deserialize, Serialize};

use crate::aggregate::{Aggregate, Illegal, Recorded};
use crate::closed_month::event::Event;

/// Frozen tables.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tables {
    /// The instant up to which logged events count.
    pub as_of: Instant,
    /// The version of the definitions that they were counted by.
    pub definitions: String,
    /// SHA-256 of `tables`.
    pub digest: String,
    /// The bytes of the tables.
    pub tables: String,
}

/// The officer and the instant of an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    pub at: Instant,
    pub by: String,
}

/// The fold of a month's stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClosedMonth {
    /// The frozen tables, with the officer who closed the month.
    pub closed: Option<(Signature, Tables)>,
    pub signed: Option<Signature>,
}

impl Aggregate for ClosedMonth {
    const KIND: &'static str = "closed_month";
    type Event = Event;

    fn apply(&mut self, recorded: &Recorded<Event>) -> Result<(), Illegal> {
        let signature = Signature { at: recorded.at, by: recorded.actor.clone() };
        match (&recorded.event, &self.closed) {
            (Event::Closed(tables), None) => self.closed = Some((signature, tables.clone())),
            (Event::Closed(_), Some(_)) => return Err(Illegal("the month was closed before")),
            (Event::Signed { .. }, None) => return Err(Illegal("the month is not closed")),
            (Event::Signed { digest }, Some((_, tables))) => {
                if self.signed.is_some() {
                    return Err(Illegal("the month was signed before"));
                }
                if *digest != tables.digest {
                    return Err(Illegal("other tables were signed than are frozen"));
                }
                self.signed = Some(signature);
            }
        }
        Ok(())
    }
}
