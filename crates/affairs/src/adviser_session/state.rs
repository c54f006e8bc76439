//! The state of a session: absent, or on record.

use calendar::Instant;

use super::event::{Event, HeldSession};
use crate::aggregate::{Aggregate, Illegal, Recorded};

/// The state of a session, folded from its stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AdviserSession {
    pub session: Option<HeldSession>,
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
    pub before: HeldSession,
}

impl Aggregate for AdviserSession {
    const KIND: &'static str = "adviser_session";
    type Event = Event;

    fn apply(&mut self, recorded: &Recorded<Event>) -> Result<(), Illegal> {
        let session = match &recorded.event {
            Event::Held(_) if self.session.is_some() => {
                return Err(Illegal("the session was recorded before"));
            }
            Event::Held(session) => session,
            Event::Corrected { procedure, day, outcome } => {
                let session = self.session.as_mut().ok_or(Illegal("no session is recorded"))?;
                let (by, logged_at) = (recorded.actor.clone(), recorded.logged_at);
                self.corrections.push(Correction { by, logged_at, before: session.clone() });
                session.procedure.clone_from(procedure);
                (session.day, session.outcome) = (*day, *outcome);
                return Ok(());
            }
        };
        self.session = Some(session.clone());
        self.logged_at = recorded.logged_at;
        self.adviser.clone_from(&recorded.actor);
        Ok(())
    }
}
