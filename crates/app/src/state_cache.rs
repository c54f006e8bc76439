//! Folded dossiers in memory, and which of them the open group changed. A cache of the streams: what
//! is dropped here is folded again from them.

use std::collections::{BTreeSet, HashMap};

use dossier::{Recorded, State};
use rules::Rules;
use store::Writer;

use crate::error::Failure;
use crate::event_codec;
use text::phrase;

/// Folded states kept in memory; more are dropped when they are on disk.
const KEPT: usize = 4096;

/// A dossier folded, with what of it is on disk.
#[derive(Debug, Default)]
pub(crate) struct Cached {
    pub state: State,
    pub version: u64,
    /// Spans before this one are on disk as they are.
    pub settled_spans: usize,
}

#[derive(Debug, Default)]
pub(crate) struct StateCache {
    folded: HashMap<String, Cached>,
    /// Changed, their rows still to be written.
    dirty: BTreeSet<String>,
}

impl StateCache {
    /// The dossier of a stream, folded.
    ///
    /// # Errors
    /// [`Failure::BrokenRecord`] where it does not fold; or the store failed.
    pub fn load(
        &mut self,
        writer: &Writer,
        stream: &str,
        rules: &Rules,
    ) -> Result<&mut Cached, Failure> {
        if !self.folded.contains_key(stream) {
            let rows = writer.stream(stream)?;
            let history = event_codec::history(&rows)?;
            let state = dossier::fold(&history, &rules.calendars).map_err(|illegal| {
                Failure::BrokenRecord { stream: stream.to_owned(), what: illegal.to_string() }
            })?;
            // A dossier that the open group changed has rows that are not written yet: all of its
            // spans are projected again.
            let projected = !self.dirty.contains(stream);
            let settled_spans = if projected { state.holds.len().saturating_sub(1) } else { 0 };
            let cached = Cached { state, version: rows.len() as u64, settled_spans };
            self.folded.insert(stream.to_owned(), cached);
        }
        // Just looked at, or just put in.
        self.folded.get_mut(stream).ok_or_else(|| Failure::BrokenRecord {
            stream: stream.to_owned(),
            what: phrase!("was not kept").into(),
        })
    }

    /// The dossier of a stream, if it is in memory.
    pub fn get(&self, stream: &str) -> Option<&Cached> {
        self.folded.get(stream)
    }

    /// The streams in memory, each with its dossier.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &Cached)> {
        self.folded.iter()
    }

    /// Folds a command's events into the state in memory.
    ///
    /// # Errors
    /// [`Failure::BrokenRecord`] where the state does not allow an event; those of
    /// [`StateCache::load`].
    pub fn fold_in(
        &mut self,
        writer: &Writer,
        stream: &str,
        recorded: &[Recorded],
        rules: &Rules,
    ) -> Result<(), Failure> {
        let cached = self.load(writer, stream, rules)?;
        for event in recorded {
            cached.state.apply(event, &rules.calendars).map_err(|illegal| {
                Failure::BrokenRecord { stream: stream.to_owned(), what: illegal.to_string() }
            })?;
            cached.version += 1;
        }
        Ok(())
    }

    /// Drops a dossier: it is folded again.
    pub fn discard(&mut self, stream: &str) {
        self.folded.remove(stream);
    }

    /// Notes that a dossier's rows are to be written.
    pub fn mark_dirty(&mut self, stream: &str) {
        self.dirty.insert(stream.to_owned());
    }

    /// A dossier whose rows are to be written.
    pub fn first_dirty(&self) -> Option<&String> {
        self.dirty.first()
    }

    /// Notes that a dossier's rows are written.
    pub fn mark_projected(&mut self, stream: &str) {
        self.dirty.remove(stream);
    }

    /// Drops every dossier, those that the open group changed among them.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Frees memory, where all rows are written: all of it, or what is over the bound.
    pub fn trim(&mut self, all: bool) {
        if self.dirty.is_empty() && (all || self.folded.len() > KEPT) {
            self.clear();
        }
    }
}
