//! Slows down guessing without locking out the account's owner: tries are counted for each key before their
//! work is done, and each further one makes the next wait longer. Kept in memory only; a restart
//! forgets it. Knows no account and no code.

use std::collections::HashMap;
use std::sync::Mutex;

use calendar::Instant;

use crate::lock::lock;

/// Keys held at most; those with the fewest tries go first, the oldest of them before others.
const KEYS: usize = 20_000;
/// The longest wait.
const LONGEST_MILLIS: i64 = 15 * 60_000;
/// After so long without a try a key is dropped, unless its limit says otherwise.
const HOUR_MILLIS: i64 = 60 * 60_000;

/// A key under which tries are counted, and the number of tries without a wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Limit {
    pub key: String,
    pub free: u32,
    /// After so long without a try the key is dropped.
    kept_millis: i64,
}

impl Limit {
    /// A limit whose tries are counted for an hour.
    pub fn of(key: impl Into<String>, free: u32) -> Self {
        Self { key: key.into(), free, kept_millis: HOUR_MILLIS }
    }

    /// The same limit, with tries that are counted for a day.
    pub fn for_a_day(self) -> Self {
        Self { kept_millis: 24 * HOUR_MILLIS, ..self }
    }
}

/// A try that must wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wait {
    pub millis: i64,
    /// The first one since a try was counted: this one goes on record, those that follow do not.
    pub first: bool,
}

#[derive(Clone, Copy, Debug)]
struct Tries {
    count: u32,
    free: u32,
    last: Instant,
    kept_millis: i64,
    refused: bool,
}

impl Tries {
    fn stale(&self, now: Instant) -> bool {
        self.last.0 < now.0 - self.kept_millis
    }

    /// How long the next try waits. After the clock was set back, the wait runs from now on by the new
    /// clock.
    fn wait(&mut self, free: u32, now: Instant) -> i64 {
        self.last = self.last.min(now);
        let over = self.count.saturating_sub(free);
        if over == 0 {
            return 0;
        }
        let wait = (1000_i64 << over.min(20)).min(LONGEST_MILLIS);
        (self.last.0 + wait - now.0).max(0)
    }
}

/// Tries by key.
#[derive(Debug, Default)]
pub(crate) struct RateLimiter(Mutex<HashMap<String, Tries>>);

impl RateLimiter {
    /// Counts a try under all of its keys, before its work is done.
    ///
    /// # Errors
    /// The longest wait, where a key must wait: nothing is counted then.
    pub fn count(&self, limits: &[Limit], now: Instant) -> Result<(), Wait> {
        let mut by_key = lock(&self.0);
        let waits = limits.iter().filter_map(|limit| {
            let millis = by_key.get_mut(&limit.key)?.wait(limit.free, now);
            (millis > 0).then_some((millis, limit))
        });
        if let Some((millis, limit)) = waits.max_by_key(|(millis, _)| *millis) {
            let tries = by_key.get_mut(&limit.key);
            let first = tries.is_some_and(|tries| !std::mem::replace(&mut tries.refused, true));
            return Err(Wait { millis, first });
        }
        for limit in limits {
            if !by_key.contains_key(&limit.key) {
                make_room(&mut by_key, now);
            }
            let Limit { free, kept_millis, .. } = *limit;
            let new = Tries { count: 0, free, last: now, kept_millis, refused: false };
            let tries = by_key.entry(limit.key.clone()).or_insert(new);
            let count = if tries.stale(now) { 1 } else { tries.count.saturating_add(1) };
            *tries = Tries { count, ..new };
        }
        Ok(())
    }

    /// Takes back a try that was no guess.
    pub fn take_back(&self, limits: &[Limit]) {
        let mut by_key = lock(&self.0);
        for limit in limits {
            if let Some(tries) = by_key.get_mut(&limit.key) {
                tries.count = tries.count.saturating_sub(1);
            }
        }
    }

    /// Forgets a key that succeeded.
    pub fn succeeded(&self, limit: &Limit) {
        lock(&self.0).remove(&limit.key);
    }
}

/// Drops a key so that one more can be held. One that is slowed down stays as long as there are others: many
/// new keys, from many addresses, pushes no wait out.
fn make_room(by_key: &mut HashMap<String, Tries>, now: Instant) {
    if by_key.len() >= KEYS {
        by_key.retain(|_, tries| !tries.stale(now));
    }
    if by_key.len() >= KEYS {
        let worth = |tries: &Tries| (tries.count > tries.free, tries.count, tries.last);
        let least = by_key.iter().min_by_key(|(_, tries)| worth(tries));
        if let Some(key) = least.map(|(key, _)| key.clone()) {
            by_key.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(key: &str, free: u32) -> Limit {
        Limit::of(key, free)
    }

    #[test]
    fn each_try_beyond_the_free_ones_doubles_the_wait_up_to_a_quarter_of_an_hour() {
        let rate_limiter = RateLimiter::default();
        let limits = [limit("a", 5)];
        let mut now = Instant(1_000_000);
        for tries in 0..40_u32 {
            let over = tries.saturating_sub(5);
            let expect = if over == 0 { 0 } else { (1000 << over.min(20)).min(900_000) };
            let waits = rate_limiter.count(&limits, now).map_err(|wait| wait.millis);
            if expect > 0 {
                assert_eq!(waits, Err(expect), "{tries}");
                now = Instant(now.0 + expect);
                assert_eq!(rate_limiter.count(&limits, now), Ok(()), "the wait ends by itself");
            }
        }
        assert_eq!(rate_limiter.count(&[limit("b", 5)], now), Ok(()), "another key is not slowed");
        rate_limiter.succeeded(&limits[0]);
        assert_eq!(rate_limiter.count(&[limit("a", 1)], now), Ok(()));
    }

    #[test]
    fn tries_at_once_are_counted_before_any_of_them_is_answered() {
        let (rate_limiter, limits) = (RateLimiter::default(), [limit("a", 5), limit("b", 50)]);
        let now = Instant(0);
        let counted = std::thread::scope(|scope| {
            let tries: Vec<_> =
                (0..64).map(|_| scope.spawn(|| rate_limiter.count(&limits, now).is_ok())).collect();
            tries.into_iter().filter_map(|one| one.join().ok().filter(|counted| *counted)).count()
        });
        assert_eq!(counted, 6);
        // An attempt that must wait under one key is counted under no key.
        for _ in 0..45 {
            assert_eq!(rate_limiter.count(&[limit("b", 50)], now), Ok(()));
        }
        assert!(rate_limiter.count(&[limit("b", 50)], now).is_err());
    }

    #[test]
    fn the_first_refusal_of_a_wait_is_named() {
        let (rate_limiter, limits) = (RateLimiter::default(), [limit("a", 0)]);
        let first = |now| rate_limiter.count(&limits, Instant(now)).map_err(|wait| wait.first);
        assert_eq!(first(0), Ok(()));
        assert_eq!(first(0), Err(true));
        assert_eq!(first(1), Err(false));
        assert_eq!(first(2000), Ok(()));
        assert_eq!(first(2000), Err(true));
    }

    #[test]
    fn many_keys_push_out_no_wait_and_drop_no_more_than_they_must() {
        let (rate_limiter, held) = (RateLimiter::default(), limit("held", 5));
        let tried = limit("tried", 5);
        for _ in 0..12 {
            let _ = rate_limiter.count(std::slice::from_ref(&held), Instant(0));
        }
        for _ in 0..3 {
            rate_limiter.count(std::slice::from_ref(&tried), Instant(0)).expect("free");
        }
        for n in 0..KEYS + 50 {
            rate_limiter.count(&[limit(&n.to_string(), 5)], Instant(1)).expect("free");
        }
        let tries = lock(&rate_limiter.0);
        assert_eq!(tries.len(), KEYS);
        assert_eq!((tries["held"].count, tries["tried"].count), (6, 3));
        drop(tries);
        assert!(rate_limiter.count(std::slice::from_ref(&held), Instant(1)).is_err());
        // A key that is counted already needs no further place.
        rate_limiter.count(std::slice::from_ref(&tried), Instant(1)).expect("free");
        assert_eq!(lock(&rate_limiter.0)["tried"].count, 4);
    }

    #[test]
    fn tries_are_forgotten_after_an_hour_or_a_day_without_one() {
        for (limit, kept) in [(limit("a", 0), HOUR_MILLIS), (limit("b", 0).for_a_day(), 86_400_000)]
        {
            let rate_limiter = RateLimiter::default();
            let count = |at| rate_limiter.count(std::slice::from_ref(&limit), Instant(at));
            count(0).expect("free");
            count(kept).expect("the wait is over");
            assert_eq!(lock(&rate_limiter.0)[&limit.key].count, 2);
            count(2 * kept + 1).expect("the wait is over");
            assert_eq!(lock(&rate_limiter.0)[&limit.key].count, 1);
        }
    }

    #[test]
    fn a_wait_ends_in_its_time_after_the_clock_was_set_back() {
        for back in [1000, 600_000, 30 * 86_400_000] {
            let (rate_limiter, limits) = (RateLimiter::default(), [limit("a", 0)]);
            let day = 60 * 86_400_000;
            let count = |at| rate_limiter.count(&limits, Instant(at)).map_err(|wait| wait.millis);
            assert_eq!(count(day), Ok(()));
            assert_eq!(count(day - back), Err(2000));
            assert_eq!(count(day - back + 1500), Err(500));
            assert_eq!(count(day - back + 2000), Ok(()), "set back by {back}");
            assert_eq!(lock(&rate_limiter.0)["a"].count, 2, "the tries are remembered");
        }
    }

    #[test]
    fn a_try_that_was_no_guess_is_taken_back() {
        let (rate_limiter, limits) = (RateLimiter::default(), [limit("a", 2)]);
        for _ in 0..100 {
            assert_eq!(rate_limiter.count(&limits, Instant(0)), Ok(()));
            rate_limiter.take_back(&limits);
        }
    }
}
