//! A value that changed during the life of a dossier: the latest one, then the earlier ones.
//! Knows nothing of what the value means.

use calendar::Instant;
use serde::{Deserialize, Serialize};

/// A value at every instant of a life.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeline<T> {
    /// The latest value.
    #[serde(rename = "n")]
    pub now: T,
    /// Earlier values, each with the instant until which it held, in order.
    #[serde(rename = "b", default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<(Instant, T)>,
}

impl<T: Clone + PartialEq> Timeline<T> {
    /// A timeline of values with the instants from which they hold, in order; `None` where there is no
    /// value.
    pub fn of(changes: impl IntoIterator<Item = (Instant, T)>) -> Option<Self> {
        let mut changes = changes.into_iter();
        let (_, now) = changes.next()?;
        let mut timeline = Self { now, before: Vec::new() };
        for (from, value) in changes.by_ref() {
            timeline.change(from, value);
        }
        Some(timeline)
    }

    /// Changes the value at an instant, which is not before the last change.
    pub fn change(&mut self, from: Instant, value: T) {
        if value != self.now {
            let earlier = std::mem::replace(&mut self.now, value);
            self.before.push((from, earlier));
        }
    }

    /// The value at an instant.
    #[must_use]
    pub fn at(&self, at: Instant) -> &T {
        let earlier = self.before.iter().find(|(until, _)| at < *until);
        earlier.map_or(&self.now, |(_, value)| value)
    }

    /// The timeline as it was at an instant, without later changes.
    #[must_use]
    pub fn until(&self, at: Instant) -> Self {
        let before = self.before.iter().take_while(|(until, _)| *until <= at);
        Self { now: self.at(at).clone(), before: before.cloned().collect() }
    }

    /// Every value with the instant from which it held; the first one held from `start`.
    pub fn changes(&self, start: Instant) -> impl Iterator<Item = (Instant, &T)> {
        let starts = std::iter::once(start).chain(self.before.iter().map(|(until, _)| *until));
        let values = self.before.iter().map(|(_, value)| value);
        starts.zip(values.chain(std::iter::once(&self.now)))
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;

    #[test]
    fn a_value_holds_from_its_instant_on() {
        let changes = [(Instant(0), 'a'), (Instant(5), 'b'), (Instant(5), 'c'), (Instant(9), 'c')];
        let timeline = Timeline::of(changes).unwrap();
        assert_eq!([4, 5, 9].map(|at| *timeline.at(Instant(at))), ['a', 'c', 'c']);
        assert_eq!(timeline.until(Instant(4)), Timeline { now: 'a', before: Vec::new() });
        assert_eq!(timeline.until(Instant(5)), timeline);
        let again: Vec<_> = timeline.changes(Instant(0)).collect();
        assert_eq!(again, [(Instant(0), &'a'), (Instant(5), &'b'), (Instant(5), &'c')]);
    }
}
