//! Small writes about sign-ins that the disk did not take: kept in memory, a bounded number of them, and
//! written once the disk takes something again. Knows nothing of what they write.

use std::fmt;
use std::sync::{Arc, Mutex};

use crate::application::Application;
use crate::core::Core;
use crate::error::Failure;
use crate::lock::lock;

/// Writes kept at most; a further one is left out.
const MAX_WAITING: usize = 2_000;

type Write = Arc<dyn Fn(&mut Core) -> Result<(), store::Error> + Send + Sync>;

/// The writes that wait, in their order.
#[derive(Default)]
pub(crate) struct Postponed(Mutex<Vec<Write>>);

impl fmt::Debug for Postponed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Postponed").field(&lock(&self.0).len()).finish()
    }
}

impl Postponed {
    fn put(&self, writes: impl IntoIterator<Item = Write>) {
        let mut waiting = lock(&self.0);
        let room = MAX_WAITING - waiting.len();
        waiting.extend(writes.into_iter().take(room));
    }
}

impl Application {
    /// Writes now, or later where the disk takes nothing. What fails otherwise is logged: what it was
    /// to put on record stands all the same.
    pub(crate) fn persist_or_postpone(
        &self,
        write: impl Fn(&mut Core) -> Result<(), store::Error> + Send + Sync + 'static,
    ) {
        let write: Write = Arc::new(write);
        let now = Arc::clone(&write);
        match self.persist(move |core| now(core)) {
            Err(Failure::Full | Failure::ReadOnly) => self.postponed.put([write]),
            Err(failure) => tracing::warn!(cause = failure.for_log(), "a small write failed"),
            Ok(()) => {}
        }
    }

    /// Leaves a write for later.
    pub(crate) fn postpone(
        &self,
        write: impl Fn(&mut Core) -> Result<(), store::Error> + Send + Sync + 'static,
    ) {
        self.postponed.put([Arc::new(write) as Write]);
    }

    /// Writes what was postponed, if the disk takes it now.
    ///
    /// # Errors
    /// The store failed: it waits on.
    pub fn write_postponed(&self) -> Result<(), Failure> {
        let waiting = std::mem::take(&mut *lock(&self.postponed.0));
        if waiting.is_empty() {
            return Ok(());
        }
        let writes = waiting.clone();
        let written = self.persist(move |core| writes.iter().try_for_each(|write| write(core)));
        if written.is_err() {
            let newer = std::mem::take(&mut *lock(&self.postponed.0));
            self.postponed.put(waiting.into_iter().chain(newer));
        }
        written
    }
}
