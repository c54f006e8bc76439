//! A bounded pool of reading connections, returned after each query. Must not know any query.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use store::{Folder, Reader};

use crate::error::Failure;
use crate::lock::lock;

/// Upper bound of open connections. A query occupies a processor; more connections only use memory.
const MAX_READERS: usize = 8;
/// Connections that stay open however few are used.
const KEPT_READERS: usize = 2;
/// Queries after which the connections that none of them needed are closed. A connection is dear to
/// open: it reads the schema and compiles each of its texts again.
const WINDOW: u32 = 500;
/// A request that waits longer for a connection fails with `Overloaded`.
const WAIT_LIMIT: Duration = Duration::from_secs(10);

#[derive(Debug, Default)]
pub(crate) struct Readers {
    state: Mutex<State>,
    /// Notified when a connection is returned.
    returned: Condvar,
}

#[derive(Debug, Default)]
struct State {
    idle: Vec<Reader>,
    /// Connections that are open, idle ones among them.
    open: usize,
    /// The most that were in use at once in the present window.
    peak: usize,
    /// Queries that ended in the present window.
    ended: u32,
}

impl State {
    /// Takes a connection back; gives those to close that no query of a whole window needed.
    fn take_back(&mut self, reader: Reader) -> Vec<Reader> {
        self.idle.push(reader);
        self.ended += 1;
        if self.ended < WINDOW {
            return Vec::new();
        }
        let surplus = self.open.saturating_sub(self.peak.max(KEPT_READERS)).min(self.idle.len());
        self.open -= surplus;
        (self.ended, self.peak) = (0, self.open + surplus - self.idle.len());
        // The first were returned longest ago.
        self.idle.drain(..surplus).collect()
    }
}

/// A connection in use; dropping the guard returns it, after a panic too.
pub(crate) struct ReaderGuard<'a> {
    readers: &'a Readers,
    /// `None` until it is open, and once it is returned.
    reader: Option<Reader>,
}

impl Readers {
    /// Reads the committed record with one of the connections.
    ///
    /// # Errors
    /// All connections stay in use for ten seconds; none can be opened; those of the question.
    pub fn read<T>(
        &self,
        folder: &Folder,
        query: impl FnOnce(&Reader) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let mut guard = self.acquire(WAIT_LIMIT)?;
        let reader = match guard.reader.take() {
            Some(reader) => reader,
            None => folder.reader()?,
        };
        query(guard.reader.insert(reader))
    }

    /// A connection, idle or still to be opened.
    fn acquire(&self, wait_limit: Duration) -> Result<ReaderGuard<'_>, Failure> {
        let (mut state, _) = self
            .returned
            .wait_timeout_while(lock(&self.state), wait_limit, |state| {
                state.idle.is_empty() && state.open == MAX_READERS
            })
            .unwrap_or_else(PoisonError::into_inner);
        let reader = state.idle.pop();
        if reader.is_none() {
            if state.open == MAX_READERS {
                return Err(Failure::Overloaded);
            }
            state.open += 1;
        }
        state.peak = state.peak.max(state.open - state.idle.len());
        Ok(ReaderGuard { readers: self, reader })
    }

    #[cfg(test)]
    fn open(&self) -> (usize, usize) {
        let state = lock(&self.state);
        (state.open, state.idle.len())
    }
}

impl Drop for ReaderGuard<'_> {
    fn drop(&mut self) {
        let mut state = lock(&self.readers.state);
        let surplus = match self.reader.take() {
            Some(reader) => state.take_back(reader),
            None => {
                state.open -= 1;
                Vec::new()
            }
        };
        drop(state);
        drop(surplus);
        self.readers.returned.notify_one();
    }
}

#[cfg(test)]
mod tests;
