//! One disposal, or that there is none yet.

use calendar::Instant;

use crate::aggregate::{Aggregate, Illegal, Recorded};
use crate::disposal::event::Event;

/// What is proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub at: Instant,
    pub by: String,
    pub dossiers: Vec<String>,
    pub bases: Vec<String>,
    pub permitted_by: String,
}

/// How it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub at: Instant,
    pub by: String,
    /// Whether the dossiers were erased.
    pub approved: bool,
}

/// The fold of a disposal's stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Disposal {
    pub proposed: Option<Proposal>,
    pub outcome: Option<Outcome>,
}

impl Disposal {
    /// The proposal, while it waits for another officer.
    #[must_use]
    pub fn waiting(&self) -> Option<&Proposal> {
        self.proposed.as_ref().filter(|_| self.outcome.is_none())
    }

    /// What was erased, and when.
    #[must_use]
    pub fn erased(&self) -> Option<(&Proposal, Instant)> {
        let outcome = self.outcome.as_ref().filter(|outcome| outcome.approved)?;
        Some((self.proposed.as_ref()?, outcome.at))
    }
}

impl Aggregate for Disposal {
    const KIND: &'static str = "disposal";
    type Event = Event;

    fn apply(&mut self, recorded: &Recorded<Event>) -> Result<(), Illegal> {
        let (at, by) = (recorded.at, recorded.actor.clone());
        let approved = match recorded.event.clone() {
            Event::Proposed { dossiers, bases, permitted_by } => {
                if self.proposed.is_some() {
                    return Err(Illegal("it was proposed before"));
                }
                self.proposed = Some(Proposal { at, by, dossiers, bases, permitted_by });
                return Ok(());
            }
            Event::SentBack => false,
            Event::Approved => true,
        };
        if self.waiting().is_none() {
            return Err(Illegal("nothing is proposed"));
        }
        self.outcome = Some(Outcome { at, by, approved });
        Ok(())
    }
}
