//! When the program must next look at each dossier by itself. Knows no state and no law.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use calendar::Instant;

/// The first instant of all, for other threads to see; a clone shares it.
#[derive(Clone, Debug)]
pub(crate) struct NextTimer(Arc<AtomicI64>);

impl NextTimer {
    /// The first instant of all.
    pub fn get(&self) -> Option<Instant> {
        let at = self.0.load(Ordering::Acquire);
        (at != i64::MAX).then_some(Instant(at))
    }
}

impl Default for NextTimer {
    fn default() -> Self {
        Self(Arc::new(AtomicI64::new(i64::MAX)))
    }
}

/// The timers: at most one instant per stream.
#[derive(Debug, Default)]
pub(crate) struct TimerQueue {
    by_instant: BTreeSet<(i64, String)>,
    by_stream: HashMap<String, i64>,
    next: NextTimer,
}

impl TimerQueue {
    /// The first instant of all.
    pub fn next(&self) -> &NextTimer {
        &self.next
    }

    /// Replaces all timers.
    pub fn replace(&mut self, timers: Vec<(i64, String)>) {
        self.by_stream = timers.iter().map(|(at, stream)| (stream.clone(), *at)).collect();
        self.by_instant = timers.into_iter().collect();
        self.show_next();
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

    /// Sets a stream's instant, or removes it.
    pub fn set(&mut self, stream: &str, at: Option<i64>) {
        if let Some(old) = self.by_stream.remove(stream) {
            self.by_instant.remove(&(old, stream.to_owned()));
        }
        if let Some(at) = at {
            self.by_instant.insert((at, stream.to_owned()));
            self.by_stream.insert(stream.to_owned(), at);
        }
        self.show_next();
    }

    fn show_next(&self) {
        let first = self.by_instant.first().map_or(i64::MAX, |(at, _)| *at);
        self.next.0.store(first, Ordering::Release);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_has_one_instant() {
        let mut timers = TimerQueue::default();
        timers.replace(vec![(5, "a".to_owned()), (7, "b".to_owned())]);
        timers.set("a", Some(9));
        assert_eq!((timers.next().get(), timers.of("a")), (Some(Instant(7)), Some(9)));
        assert_eq!(timers.due_by(Instant(6)), None);
        assert_eq!(timers.due_by(Instant(7)), Some("b".to_owned()));
        timers.set("b", None);
        timers.set("a", None);
        assert_eq!(timers.next().get(), None);
    }
}
