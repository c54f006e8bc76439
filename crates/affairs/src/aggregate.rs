//! The traits that every aggregate implements. The module must not know an aggregate.

use std::fmt;

use calendar::Instant;
use dossier::Actor;
use serde::{Deserialize, Serialize};

/// A state that is folded from the events of a stream.
pub trait Aggregate: Default {
    /// The first part of the name of a stream.
    const KIND: &'static str;
    /// The public part of an event.
    type Event;

    /// Applies one more event.
    ///
    /// # Errors
    /// [`Illegal`] where the state does not allow the event; the state does not change then.
    fn apply(&mut self, recorded: &Recorded<Self::Event>) -> Result<(), Illegal>;
}

/// A state that decides commands.
pub trait Decide: Aggregate {
    /// The data that a decision needs in addition to the state.
    type Context<'a>: Copy;
    type Command;
    /// The reason why a command is refused, which is expected and shown to the reader.
    type Refusal;

    /// Decides a command; returns its events.
    ///
    /// # Errors
    /// The reason of the refusal.
    fn decide(
        &self,
        context: Self::Context<'_>,
        actor: &Actor,
        command: Self::Command,
    ) -> Result<Vec<Self::Event>, Self::Refusal>;
}

/// An event with its two instants and its actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded<E> {
    /// The instant at which the event happened.
    pub at: Instant,
    /// The instant at which the event was logged.
    pub logged_at: Instant,
    /// The id of the officer, or `citizen` or `system`.
    pub actor: String,
    pub event: E,
}

/// The part of an event that may name a person. The part is stored apart, so that it can be erased
/// while the record stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// 128 random bits in hexadecimal, recorded with the command.
    pub salt: String,
    /// Free text of an officer or citizen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// An event that the state before it does not allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Illegal(pub &'static str);

impl fmt::Display for Illegal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the record does not allow this event here ({})", self.0)
    }
}

impl std::error::Error for Illegal {}

/// The state after all events of a stream.
///
/// # Errors
/// [`Illegal`] at the first event that the state before it does not allow.
pub fn fold<A: Aggregate>(history: &[Recorded<A::Event>]) -> Result<A, Illegal> {
    let mut state = A::default();
    history.iter().try_for_each(|recorded| state.apply(recorded))?;
    Ok(state)
}
