//! The shape that every aggregate has. Knows none of them.

use std::fmt;

use calendar::Instant;
use dossier::Actor;
use serde::{Deserialize, Serialize};

/// The fold of a stream's events.
pub trait Aggregate: Default {
    /// The first part of the names of its streams.
    const KIND: &'static str;
    /// The public part of an event.
    type Event;

    /// Folds one more event in.
    ///
    /// # Errors
    /// [`Illegal`] where the state does not allow the event; the state does not change then.
    fn apply(&mut self, recorded: &Recorded<Self::Event>) -> Result<(), Illegal>;
}

/// The decision on a command, from the state.
pub trait Decide: Aggregate {
    /// The data that a decision needs in addition to the state.
    type Context<'a>: Copy;
    type Command;
    /// Why a command is not carried out: expected, and shown to the reader.
    type Refusal;

    /// The events of a command.
    ///
    /// # Errors
    /// The reason why it is not carried out.
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
    /// When it happened.
    pub at: Instant,
    /// When it was logged.
    pub logged_at: Instant,
    /// Officer's id, `citizen` or `system`.
    pub actor: String,
    pub event: E,
}

/// The part of an event that may name a person. It is stored apart, so that it can be erased without
/// rewriting the record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// 128 random bits, hex, recorded with the command.
    pub salt: String,
    /// Free text.
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

/// The state after a whole history.
///
/// # Errors
/// [`Illegal`] at the first event that the state before it does not allow.
pub fn fold<A: Aggregate>(history: &[Recorded<A::Event>]) -> Result<A, Illegal> {
    let mut state = A::default();
    history.iter().try_for_each(|recorded| state.apply(recorded))?;
    Ok(state)
}
