//! A bounded pool of reading connections, returned after each query. Must not know any query.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use store::{Folder, Reader};

use crate::error::Failure;
use crate::lock::lock;

/// Upper bound of open connections. A query occupies a processor; more connections only use memory.
const MAX_READERS: usize = 8;
/// Connections that stay open while no query runs.
const MAX_IDLE_READERS: usize = 2;
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
}

/// A connection in use; dropping the guard returns it, after a panic too.
pub(crate) struct ReaderGuard<'a> {
    readers: &'a Readers,
    /// `None` until it is open, and once it is returned.
    reader: Option<Reader>,
}

impl Readers {
    /// Reads with one of the connections: what is committed.
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
        let in_use = state.open - state.idle.len();
        match self.reader.take() {
            // As many as are in use may be needed again at once; the surplus is closed.
            Some(reader) if state.idle.len() < MAX_IDLE_READERS.max(in_use) => {
                state.idle.push(reader)
            }
            closed => {
                state.open -= 1;
                drop(state);
                drop(closed);
            }
        }
        self.readers.returned.notify_one();
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;

    #[test]
    fn a_crowd_shares_the_connections_and_leaves_few_open() {
        let path = tempfile::tempdir().unwrap();
        let folder = Folder::open_or_create(path.path()).unwrap();
        let readers = Readers::default();
        std::thread::scope(|threads| {
            for _ in 0..200 {
                threads.spawn(|| {
                    let events = readers.read(&folder, |reader| {
                        assert!(readers.open().0 <= MAX_READERS);
                        Ok(reader.last_position()?)
                    });
                    assert_eq!(events.unwrap(), 0);
                });
            }
        });
        let (open, idle) = readers.open();
        assert_eq!(open, idle);
        assert!(idle <= MAX_READERS / 2, "{idle}");
    }

    #[test]
    fn who_waits_too_long_is_sent_away_and_the_next_is_served() {
        let readers = Readers::default();
        let all: Vec<_> =
            (0..MAX_READERS).map(|_| readers.acquire(Duration::ZERO).unwrap()).collect();
        let refused = readers.acquire(Duration::ZERO);
        assert!(matches!(refused.err(), Some(Failure::Overloaded)));
        drop(all);
        assert!(readers.acquire(Duration::ZERO).is_ok());
        assert_eq!(readers.open(), (0, 0), "a connection that was never opened is not counted");
    }

    #[test]
    fn a_question_that_panics_gives_its_connection_back() {
        let path = tempfile::tempdir().unwrap();
        let folder = Folder::open_or_create(path.path()).unwrap();
        let readers = Readers::default();
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            readers.read(&folder, |_| -> Result<(), Failure> { panic!("in a question") })
        }));
        assert!(panicked.is_err());
        assert_eq!(readers.open(), (1, 1));
    }
}
