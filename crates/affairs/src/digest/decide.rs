//! Decides a command on the digests of an officer: its events, or the reason of a refusal. The
//! module must not know how events are stored.

use calendar::Day;
use dossier::{Actor, Role};

use super::command::Command;
use super::event::Event;
use super::state::{Digest, Sending};
use crate::aggregate::Decide;

/// The reason why a command is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Only the program submits commands on digests.
    NotSystem,
    /// There is a digest of this day or a later one.
    AlreadyComposed(Day),
    /// No digest of the day waits for the channel.
    NotWaiting,
}

impl Decide for Digest {
    type Context<'a> = ();
    type Command = Command;
    type Refusal = Refusal;

    fn decide(&self, (): (), actor: &Actor, command: Command) -> Result<Vec<Event>, Refusal> {
        if actor.role != Role::System {
            return Err(Refusal::NotSystem);
        }
        match command {
            Command::Compose { day, matters, held, late, queued } => {
                if let Some(last) = self.days.last().filter(|last| day <= last.day) {
                    return Err(Refusal::AlreadyComposed(last.day));
                }
                let items = self.new_items(matters);
                if items.is_empty() {
                    return Ok(Vec::new());
                }
                Ok(vec![Event::Composed { day, items, held, late, queued }])
            }
            Command::End { day, taken } => {
                let mut days = self.days.iter();
                let waits = days.any(|sent| sent.day == day && sent.sending == Sending::Waiting);
                match (waits, taken) {
                    (false, _) => Err(Refusal::NotWaiting),
                    (true, true) => Ok(vec![Event::Taken { day }]),
                    (true, false) => Ok(vec![Event::NotTaken { day }]),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
