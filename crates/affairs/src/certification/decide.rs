//! Decides a command on the certifications of a dossier. The module must not know how events are
//! stored.

use dossier::Actor;

use super::command::Command;
use super::event::Event;
use super::state::Certifications;
use crate::aggregate::Decide;

/// The most copies under one number.
pub const MAX_COPIES: u32 = 10_000;
/// The most entries of a dossier.
pub const MAX_ENTRIES: usize = 200;

/// The data that a decision needs in addition to the state.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// Whether the dossier was received, and its procedure is entered in a book.
    pub has_book: bool,
    /// Whether the officer who signs serves today.
    pub signer_serves: bool,
}

/// The reason why a command is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The dossier is not received, or its procedure is in no book.
    NoBook,
    /// It is not said what was certified.
    EmptyText,
    /// The number of copies is not from 1 to the most under one number.
    BadCopies,
    /// No officer with this id serves today.
    NoSigner,
    /// The dossier has as many entries as it may have.
    TooMany,
    /// There is no entry with this place.
    NoSuchEntry,
}

impl Refusal {
    /// Every refusal; tests and documents list them.
    pub const ALL: &[Self] = &[
        Self::NoBook,
        Self::EmptyText,
        Self::BadCopies,
        Self::NoSigner,
        Self::TooMany,
        Self::NoSuchEntry,
    ];

    /// The name in messages and machine-readable output.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoBook => "no_book",
            Self::EmptyText => "empty_text",
            Self::BadCopies => "bad_copies",
            Self::NoSigner => "no_signer",
            Self::TooMany => "too_many",
            Self::NoSuchEntry => "no_such_entry",
        }
    }
}

impl Decide for Certifications {
    type Context<'a> = Context;
    type Command = Command;
    type Refusal = Refusal;

    fn decide(&self, context: Context, _: &Actor, command: Command) -> Result<Vec<Event>, Refusal> {
        if !context.has_book {
            return Err(Refusal::NoBook);
        }
        let content = command.content();
        if content.what.trim().is_empty() {
            return Err(Refusal::EmptyText);
        }
        if !(1..=MAX_COPIES).contains(&content.copies) {
            return Err(Refusal::BadCopies);
        }
        if !context.signer_serves {
            return Err(Refusal::NoSigner);
        }
        let event = match command {
            Command::Enter { .. } if self.entries.len() >= MAX_ENTRIES => {
                return Err(Refusal::TooMany);
            }
            Command::Enter { book, office, number, year, content } => {
                let (copies, signer) = (content.copies, content.signer);
                Event::Entered { book, office, number, year, copies, signer }
            }
            Command::Correct { place, .. } if self.entry(place).is_none() => {
                return Err(Refusal::NoSuchEntry);
            }
            Command::Correct { place, content } => {
                let (copies, signer) = (content.copies, content.signer);
                Event::EntryCorrected { place, copies, signer }
            }
        };
        Ok(vec![event])
    }
}

#[cfg(test)]
mod tests;
