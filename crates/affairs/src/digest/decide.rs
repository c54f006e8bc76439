//! From a command to its event, or to the reason why it is refused. Knows no record.

use calendar::Day;
use dossier::{Actor, Role};

use super::event::{Event, Item};
use super::state::{Digest, Sending};

/// What can be asked, by the program only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Everything that the officer's matters have reached by now; what was listed is left out, and where
    /// nothing is left there is no digest.
    Compose { day: Day, reached: Vec<Item>, held: u32, late: u32, queued: bool },
    /// The channel took the digest of a day, or did not and is not asked again.
    End { day: Day, taken: bool },
}

/// Why a command is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Digests are the program's own.
    NotSystem,
    /// This day, or a later one, has its digest.
    AlreadyComposed(Day),
    /// No digest of the day waits for the channel.
    NotWaiting,
}

pub(super) fn decide(
    digest: &Digest,
    actor: &Actor,
    command: Command,
) -> Result<Option<Event>, Refusal> {
    if actor.role != Role::System {
        return Err(Refusal::NotSystem);
    }
    match command {
        Command::Compose { day, reached, held, late, queued } => {
            if let Some(last) = digest.days.last().filter(|last| day <= last.day) {
                return Err(Refusal::AlreadyComposed(last.day));
            }
            let items = digest.news(reached);
            let composed = Event::Composed { day, items, held, late, queued };
            Ok(Some(composed).filter(
                |event| matches!(event, Event::Composed { items, .. } if !items.is_empty()),
            ))
        }
        Command::End { day, taken } => {
            let mut days = digest.days.iter();
            let waits = days.any(|known| known.day == day && known.sending == Sending::Waiting);
            match (waits, taken) {
                (false, _) => Err(Refusal::NotWaiting),
                (true, true) => Ok(Some(Event::Taken { day })),
                (true, false) => Ok(Some(Event::NotTaken { day })),
            }
        }
    }
}

#[cfg(test)]
mod tests;
