//! When the program must next look at each dossier by itself. Knows no state and no law.

use std::collections::{BTreeSet, HashMap};

use calendar::Instant;

/// One instant a stream at most.
#[derive(Debug, Default)]
pub(crate) struct TimerQueue {
    by_instant: BTreeSet<(i64, String)>,
    by_stream: HashMap<String, i64>,
}

impl TimerQueue {
    /// The first instant of all.
    pub fn next(&self) -> Option<Instant> {
        self.by_instant.first().map(|(at, _)| Instant(*at))
    }

    /// The stream that is due first, if it is due by an instant.
    pub fn due_by(&self, until: Instant) -> Option<String> {
        let (_, stream) = self.by_instant.first().filter(|(at, _)| *at <= until.0)?;
        Some(stream.clone())
    }

    /// When a stream is due.
    pub fn of(&self, stream: &str) -> Option<i64> {
        self.by_stream.get(stream).copied()
    }

    /// Puts a stream's instant in place of the one before.
    pub fn set(&mut self, stream: &str, at: Option<i64>) {
        if let Some(old) = self.by_stream.remove(stream) {
            self.by_instant.remove(&(old, stream.to_owned()));
        }
        if let Some(at) = at {
            self.by_instant.insert((at, stream.to_owned()));
            self.by_stream.insert(stream.to_owned(), at);
        }
    }
}

impl From<Vec<(i64, String)>> for TimerQueue {
    fn from(timers: Vec<(i64, String)>) -> Self {
        let by_stream = timers.iter().map(|(at, stream)| (stream.clone(), *at)).collect();
        Self { by_instant: timers.into_iter().collect(), by_stream }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_has_one_instant() {
        let mut timers = TimerQueue::from(vec![(5, "a".to_owned()), (7, "b".to_owned())]);
        timers.set("a", Some(9));
        assert_eq!((timers.next(), timers.of("a")), (Some(Instant(7)), Some(9)));
        assert_eq!(timers.due_by(Instant(6)), None);
        assert_eq!(timers.due_by(Instant(7)), Some("b".to_owned()));
        timers.set("b", None);
        timers.set("a", None);
        assert_eq!(timers.next(), None);
    }
}
