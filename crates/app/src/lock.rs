//! Taking a lock. Knows nothing of the value that the lock guards.

use std::sync::{Mutex, MutexGuard, PoisonError};

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A panic in another thread leaves no half-done change under the locks of this crate.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
