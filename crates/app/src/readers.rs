//! The connections that read: a bounded number for everybody, given back after each question. Knows
//! no question.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use store::{Folder, Reader};

use crate::core::lock;
use crate::error::Failure;

/// Connections at most. Reading takes a processor; more of them only take memory.
const MOST: usize = 8;
/// Connections that stay open while nobody reads.
const IDLE: usize = 2;
/// After so long, who still waits for a connection is sent away.
const PATIENCE: Duration = Duration::from_secs(10);

#[derive(Debug, Default)]
pub(crate) struct Readers {
    state: Mutex<State>,
    /// Told when a connection is given back.
    given_back: Condvar,
}

#[derive(Debug, Default)]
struct State {
    idle: Vec<Reader>,
    /// Connections that are open, idle ones among them.
    open: usize,
}

/// A connection in use. It is given back when this is dropped, whatever happened.
pub(crate) struct Lent<'a> {
    readers: &'a Readers,
    /// `None` until it is open, and once it is given back.
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
        question: impl FnOnce(&Reader) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let mut lent = self.lend(PATIENCE)?;
        let reader = match lent.reader.take() {
            Some(reader) => reader,
            None => folder.reader()?,
        };
        question(lent.reader.insert(reader))
    }

    /// A connection, idle or still to be opened.
    fn lend(&self, patience: Duration) -> Result<Lent<'_>, Failure> {
        let (mut state, _) = self
            .given_back
            .wait_timeout_while(lock(&self.state), patience, |state| {
                state.idle.is_empty() && state.open == MOST
            })
            .unwrap_or_else(PoisonError::into_inner);
        let reader = state.idle.pop();
        if reader.is_none() {
            if state.open == MOST {
                return Err(Failure::Overloaded);
            }
            state.open += 1;
        }
        Ok(Lent { readers: self, reader })
    }

    #[cfg(test)]
    fn open(&self) -> (usize, usize) {
        let state = lock(&self.state);
        (state.open, state.idle.len())
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        let mut state = lock(&self.readers.state);
        let in_use = state.open - state.idle.len();
        match self.reader.take() {
            // As many as are in use may be wanted again at once; else the surplus is closed.
            Some(reader) if state.idle.len() < IDLE.max(in_use) => state.idle.push(reader),
            closed => {
                state.open -= 1;
                drop(state);
                drop(closed);
            }
        }
        self.readers.given_back.notify_one();
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
                        assert!(readers.open().0 <= MOST);
                        Ok(reader.last_position()?)
                    });
                    assert_eq!(events.unwrap(), 0);
                });
            }
        });
        let (open, idle) = readers.open();
        assert_eq!(open, idle);
        assert!(idle <= MOST / 2, "{idle}");
    }

    #[test]
    fn who_waits_too_long_is_sent_away_and_the_next_is_served() {
        let readers = Readers::default();
        let all: Vec<_> = (0..MOST).map(|_| readers.lend(Duration::ZERO).unwrap()).collect();
        let refused = readers.lend(Duration::ZERO);
        assert!(matches!(refused.err(), Some(Failure::Overloaded)));
        drop(all);
        assert!(readers.lend(Duration::ZERO).is_ok());
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
