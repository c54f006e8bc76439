//! The certifications of a dossier, folded.

use calendar::Instant;

use super::event::Event;
use crate::aggregate::{Aggregate, Illegal, Recorded};

/// An entry of a book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    pub book: String,
    pub office: String,
    pub number: u64,
    pub year: i16,
    pub at: Instant,
    pub by: String,
    pub copies: u32,
    pub signer: String,
    /// The instants of the corrections.
    pub corrected: Vec<Instant>,
    /// The place in the stream, from 0, of the event whose sealed part says what was certified.
    pub text_at: usize,
}

/// The entries of a dossier, the first with the place 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Certifications {
    pub entries: Vec<Entry>,
    events: usize,
}

impl Certifications {
    /// The entry with a place.
    #[must_use]
    pub fn entry(&self, place: u32) -> Option<&Entry> {
        self.entries.get(usize::try_from(place.checked_sub(1)?).ok()?)
    }
}

impl Aggregate for Certifications {
    const KIND: &'static str = "certification";
    type Event = Event;

    fn apply(&mut self, recorded: &Recorded<Event>) -> Result<(), Illegal> {
        let text_at = self.events;
        match recorded.event.clone() {
            Event::Entered { book, office, number, year, copies, signer } => {
                let (at, by, corrected) = (recorded.at, recorded.actor.clone(), Vec::new());
                let entry = Entry {
                    book,
                    office,
                    number,
                    year,
                    at,
                    by,
                    copies,
                    signer,
                    corrected,
                    text_at,
                };
                self.entries.push(entry);
            }
            Event::EntryCorrected { place, copies, signer } => {
                let place = place.checked_sub(1).and_then(|place| usize::try_from(place).ok());
                let entry = place.and_then(|place| self.entries.get_mut(place));
                let entry = entry.ok_or(Illegal("there is no such entry"))?;
                (entry.copies, entry.signer, entry.text_at) = (copies, signer, text_at);
                entry.corrected.push(recorded.at);
            }
        }
        self.events += 1;
        Ok(())
    }
}
