//! The state of a month: open, closed or signed.

use calendar::Instant;
use serde::{Deserialize, Serialize};

use crate::aggregate::{Aggregate, Illegal, Recorded};
use crate::closed_month::event::Event;

/// Tables that are frozen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tables {
    /// The instant up to which logged events count in the tables.
    pub as_of: Instant,
    /// The version of the definitions by which the tables were counted.
    pub definitions: String,
    /// SHA-256 of `tables`, in hexadecimal.
    pub digest: String,
    /// The tables as JSON text; the digest is that of its bytes.
    pub tables: String,
}

/// The officer and the instant of an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    pub at: Instant,
    pub by: String,
}

/// The state of a month, folded from its stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClosedMonth {
    /// The frozen tables, with the actor and instant of the closing.
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
