//! The events of the certifications of a dossier, as the record stores them; what was certified is
//! sealed. The module must not know commands or the state.

use serde::{Deserialize, Serialize};

/// The public part of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// A certification was entered.
    Entered {
        /// The word for the book.
        book: String,
        /// The unit whose book it is.
        office: String,
        number: u64,
        year: i16,
        copies: u32,
        /// The id of the officer who signs.
        signer: String,
    },
    /// An entry was corrected; its number stays.
    EntryCorrected {
        /// The place of the entry, from 1.
        place: u32,
        copies: u32,
        signer: String,
    },
}
