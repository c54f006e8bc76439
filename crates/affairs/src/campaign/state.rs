//! The state of a campaign: absent, declared or decided.

use calendar::Instant;

use super::event::{Declaration, Event};
use crate::aggregate::{Aggregate, Illegal, Recorded};

/// The declaration in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared {
    pub declaration: Declaration,
    pub at: Instant,
    /// The id of the officer who declared the campaign.
    pub by: String,
    pub starts_at: Instant,
    pub ends_at: Instant,
}

/// The decision on commendations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    pub at: Instant,
    /// The id of the officer who decided.
    pub by: String,
    pub units: Vec<String>,
    /// The reason why other units are commended than the rule gave.
    pub reason: Option<String>,
}

/// The state of a campaign, folded from its stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Campaign {
    pub declared: Option<Declared>,
    pub decided: Option<Decided>,
}

impl Aggregate for Campaign {
    const KIND: &'static str = "campaign";
    type Event = Event;

    fn apply(&mut self, recorded: &Recorded<Event>) -> Result<(), Illegal> {
        let (at, by) = (recorded.at, recorded.actor.clone());
        match &recorded.event {
            Event::Declared { declaration, starts_at, ends_at } => {
                let frozen = self.declared.as_ref().is_some_and(|before| at >= before.starts_at);
                if frozen || at >= *starts_at {
                    return Err(Illegal("the campaign had started"));
                }
                let (starts_at, ends_at) = (*starts_at, *ends_at);
                let declaration = (**declaration).clone();
                self.declared = Some(Declared { declaration, at, by, starts_at, ends_at });
            }
            Event::Commended { units, reason } => {
                if self.declared.as_ref().is_none_or(|declared| at < declared.ends_at) {
                    return Err(Illegal("the campaign had not ended"));
                }
                if self.decided.is_some() {
                    return Err(Illegal("the commendations were decided before"));
                }
                let (units, reason) = (units.clone(), reason.clone());
                self.decided = Some(Decided { at, by, units, reason });
            }
        }
        Ok(())
    }
}
