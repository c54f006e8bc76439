//! The state of a session: absent, or on record.

use calendar::Instant;

use super::event::{Event, Held};
use crate::aggregate::{Aggregate, Illegal, Recorded};

/// The state of a session, folded from its stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AdviserSession {
    pub held: Option<Held>,
    /// The instant at which the session was logged; meaningless while no session is on record.
    pub logged_at: Instant,
    /// The id of the adviser.
    pub adviser: String,
    /// The corrections, in order, each with the session before it.
    pub corrections: Vec<Correction>,
}

/// A correction: its officer, the instant of its logging, and the session before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    pub by: String,
    pub logged_at: Instant,
    pub before: Held,
}

impl Aggregate for AdviserSession {
    const KIND: &'static str = "adviser_session";
    type Event = Event;

    fn apply(&mut self, recorded: &Recorded<Event>) -> Result<(), Illegal> {
        let held = match &recorded.event {
            Event::Held(_) if self.held.is_some() => {
                return Err(Illegal("the session was recorded before"));
            }
            Event::Held(held) => held,
            Event::Corrected { procedure, day, outcome } => {
                let held = self.held.as_mut().ok_or(Illegal("no session is recorded"))?;
                let (by, logged_at) = (recorded.actor.clone(), recorded.logged_at);
                self.corrections.push(Correction { by, logged_at, before: held.clone() });
                held.procedure.clone_from(procedure);
                (held.day, held.outcome) = (*day, *outcome);
                return Ok(());
            }
        };
        self.held = Some(held.clone());
        self.logged_at = recorded.logged_at;
        self.adviser.clone_from(&recorded.actor);
        Ok(())
    }
}
