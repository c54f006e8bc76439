//! The commands on the certifications of a dossier. The module must not know the state.

/// What an entry says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// What was certified: the title of the paper, of the signed text or of the transaction. Stored
    /// sealed with the event.
    pub what: String,
    /// The copies or texts that were certified under the number.
    pub copies: u32,
    /// The officer who signs.
    pub signer: String,
}

/// The commands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Enters a certification under a number of a book.
    Enter { book: String, office: String, number: u64, year: i16, content: Content },
    /// Corrects the entry with this place, from 1.
    Correct { place: u32, content: Content },
}

impl Command {
    /// What the entry says.
    #[must_use]
    pub const fn content(&self) -> &Content {
        match self {
            Self::Enter { content, .. } | Self::Correct { content, .. } => content,
        }
    }
}
