//! Slows down guessing without locking out the account's owner: failures are counted for each key,
//! and each further one makes the next wait longer. Kept in memory only; a restart forgets it.

use std::collections::HashMap;
use std::sync::Mutex;

use calendar::Instant;

use crate::lock::lock;

/// Keys remembered at most; the oldest go first.
const KEYS: usize = 20_000;
/// The longest wait.
const LONGEST_MILLIS: i64 = 15 * 60_000;
/// After so long without a failure a key is forgotten.
const FORGOTTEN_MILLIS: i64 = 60 * 60_000;

/// Failures by key.
#[derive(Debug, Default)]
pub(crate) struct RateLimiter(Mutex<HashMap<String, (u32, Instant)>>);

impl RateLimiter {
    /// How long a key must wait before its next try, in milliseconds.
    pub fn wait(&self, key: &str, free: u32, now: Instant) -> i64 {
        let (failures, last) = match lock(&self.0).get(key) {
            Some(&known) => known,
            None => return 0,
        };
        let over = failures.saturating_sub(free);
        if over == 0 {
            return 0;
        }
        let wait = (1000_i64 << over.min(20)).min(LONGEST_MILLIS);
        // A clock set back makes no wait longer.
        (last.0 + wait - now.0).clamp(0, wait)
    }

    /// Counts a failure.
    pub fn failed(&self, key: &str, now: Instant) {
        let mut known = lock(&self.0);
        if known.len() >= KEYS {
            known.retain(|_, (_, last)| last.0 > now.0 - FORGOTTEN_MILLIS);
        }
        if known.len() >= KEYS
            && let Some(oldest) =
                known.iter().min_by_key(|(_, (_, last))| *last).map(|(key, _)| key.clone())
        {
            known.remove(&oldest);
        }
        let entry = known.entry(key.to_owned()).or_insert((0, now));
        let stale = entry.1.0 < now.0 - FORGOTTEN_MILLIS;
        *entry = (if stale { 1 } else { entry.0 + 1 }, now);
    }

    /// Forgets a key that succeeded.
    pub fn succeeded(&self, key: &str) {
        lock(&self.0).remove(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_failure_beyond_the_free_ones_doubles_the_wait_up_to_a_quarter_of_an_hour() {
        let rate_limiter = RateLimiter::default();
        let now = Instant(1_000_000);
        for failures in 0..40_u32 {
            let over = failures.saturating_sub(5);
            let expect = if over == 0 { 0 } else { (1000 << over.min(20)).min(900_000) };
            assert_eq!(rate_limiter.wait("a", 5, now), expect, "{failures}");
            rate_limiter.failed("a", now);
        }
        assert_eq!(rate_limiter.wait("b", 5, now), 0, "another key is not slowed");
        assert_eq!(
            rate_limiter.wait("a", 5, Instant(now.0 + 900_000)),
            0,
            "the wait ends by itself"
        );
        rate_limiter.succeeded("a");
        assert_eq!(rate_limiter.wait("a", 0, now), 0);
    }
}
