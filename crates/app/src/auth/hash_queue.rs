//! The queue before the hashing of passwords: each takes a core for 20 to 30 milliseconds, so one is
//! hashed at a time and only a few may wait. A server calls argon2 nowhere else. Knows no account's rows
//! beyond the hash.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard};

use credentials::password;

use crate::error::Failure;
use crate::lock::lock;

/// Passwords that wait to be hashed, of each kind of caller.
const QUEUE: usize = 16;

/// The kind of caller that needs a hash: neither kind can fill the other's places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Caller {
    /// A browser that the account does not know.
    Stranger,
    /// A browser known to the account, or an officer who is signed in.
    Known,
}

/// The queue.
#[derive(Debug, Default)]
pub(crate) struct HashQueue {
    turn: Mutex<()>,
    strangers: AtomicUsize,
    is_known: AtomicUsize,
}

/// The right to hash, one at a time.
pub(crate) struct HashPermit<'a> {
    _turn: MutexGuard<'a, ()>,
    _place: Place<'a>,
}

/// A place in the queue, given back when it goes.
struct Place<'a>(&'a AtomicUsize);

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl HashQueue {
    /// Waits for the turn.
    ///
    /// # Errors
    /// [`Failure::Overloaded`] where the caller's places are taken.
    pub fn enter(&self, caller: Caller) -> Result<HashPermit<'_>, Failure> {
        let places = match caller {
            Caller::Stranger => &self.strangers,
            Caller::Known => &self.is_known,
        };
        let taken = places.fetch_add(1, Ordering::SeqCst);
        let place = Place(places);
        if taken >= QUEUE {
            return Err(Failure::Overloaded);
        }
        Ok(HashPermit { _turn: lock(&self.turn), _place: place })
    }

    /// The number of occupied places.
    pub fn taken(&self) -> usize {
        self.strangers.load(Ordering::SeqCst) + self.is_known.load(Ordering::SeqCst)
    }

    /// Holds up every turn.
    pub fn hold(&self) -> MutexGuard<'_, ()> {
        lock(&self.turn)
    }
}

impl HashPermit<'_> {
    /// Whether a password is the one of a hash. Takes as long where there is none.
    pub fn is(&self, candidate: &str, hash: Option<&str>) -> bool {
        match hash {
            Some(hash) => password::verify(candidate, hash),
            None => password::verify_dummy(candidate),
        }
    }

    /// The hash of a new password.
    pub fn hash(&self, plain: &str, salt: [u8; 16]) -> String {
        password::hash(plain, salt)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_queue_refuses_and_its_places_come_back() {
        let queue = HashQueue::default();
        let held = queue.hold();
        std::thread::scope(|scope| {
            let waiting: Vec<_> = (0..2 * QUEUE)
                .map(|_| scope.spawn(|| queue.enter(Caller::Stranger).is_ok()))
                .collect();
            // Wait until as many requests wait as the queue has places; the others are refused in
            // the meantime.
            while waiting.iter().filter(|one| one.is_finished()).count() < QUEUE {
                std::thread::yield_now();
            }
            assert!(matches!(queue.enter(Caller::Stranger), Err(Failure::Overloaded)));
            assert_eq!(queue.taken(), QUEUE);
            drop(held);
            let entered = waiting.into_iter().filter_map(|one| one.join().ok().filter(|in_| *in_));
            assert_eq!(entered.count(), QUEUE);
            assert!(queue.enter(Caller::Known).is_ok());
        });
        assert_eq!(queue.taken(), 0);
    }

    #[test]
    fn strangers_take_no_place_of_a_known_browser() {
        let queue = HashQueue::default();
        queue.strangers.store(QUEUE, Ordering::SeqCst);
        assert!(queue.enter(Caller::Stranger).is_err());
        assert!(queue.enter(Caller::Known).is_ok());
    }
}
