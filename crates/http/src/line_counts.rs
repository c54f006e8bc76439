//! The number of lines on an officer's page, for the links that lead to the page. The lines are counted
//! again only where the record has changed or a minute has passed. The module must not know the lines.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use calendar::Instant;

const MINUTE_MILLIS: i64 = 60_000;

/// The last position of the record and the minute of a count.
type CountedAt = (i64, i64);

/// The counts by officer, each with the record and the minute that it was made for.
#[derive(Debug, Default)]
pub struct LineCounts(Mutex<HashMap<String, (CountedAt, u64)>>);

impl LineCounts {
    /// The count of an officer as of the record's last position and an instant.
    ///
    /// # Errors
    /// The errors of `count`.
    pub fn of<E>(
        &self,
        officer: &str,
        (last_position, now): (i64, Instant),
        count: impl FnOnce() -> Result<u64, E>,
    ) -> Result<u64, E> {
        let counted_at = (last_position, now.0.div_euclid(MINUTE_MILLIS));
        // A panic in another thread leaves the value consistent.
        let counts = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((at, lines)) = counts().get(officer)
            && *at == counted_at
        {
            return Ok(*lines);
        }
        let lines = count()?;
        counts().insert(officer.to_owned(), (counted_at, lines));
        Ok(lines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_again_after_an_event_or_a_minute() {
        let counts = LineCounts::default();
        let count = |officer: &str, at: (i64, i64), lines: u64| {
            counts.of(officer, (at.0, Instant(at.1)), || Ok::<u64, ()>(lines))
        };
        assert_eq!(count("A1", (1, 0), 3), Ok(3));
        assert_eq!(count("A1", (1, 59_999), 4), Ok(3));
        assert_eq!(count("A2", (1, 0), 7), Ok(7));
        assert_eq!(count("A1", (2, 59_999), 4), Ok(4));
        assert_eq!(count("A1", (2, 60_000), 5), Ok(5));
        let failed = counts.of("A1", (3, Instant(0)), || Err(()));
        assert_eq!(failed, Err(()));
        assert_eq!(count("A1", (3, 0), 6), Ok(6));
    }
}
