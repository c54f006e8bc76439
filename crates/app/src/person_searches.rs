//! The searches for a person that run while an officer types: their number in a minute, and the dossiers
//! that they showed. A list that shows only what the same officer was shown in that minute is no new
//! showing. Kept in memory only; the module must not know names and numbers.

use std::collections::{BTreeSet, HashMap};
use std::sync::Mutex;

use calendar::Instant;

use crate::lock::lock;

/// The most searches of one officer in a minute: more than an officer types, fewer than a program asks.
const MAX_A_MINUTE: u32 = 120;
const MINUTE_MILLIS: i64 = 60_000;

/// The searches of each officer in a minute.
#[derive(Debug, Default)]
pub(crate) struct PersonSearches(Mutex<HashMap<String, Minute>>);

#[derive(Debug)]
struct Minute {
    began: Instant,
    searches: u32,
    shown: BTreeSet<String>,
}

impl PersonSearches {
    /// Counts a search; `false` where the officer has made as many as a minute may have.
    pub fn count(&self, officer: &str, now: Instant) -> bool {
        let mut minutes = lock(&self.0);
        let is_over = |minute: &Minute| !(0..MINUTE_MILLIS).contains(&(now.0 - minute.began.0));
        minutes.retain(|_, minute| !is_over(minute));
        let new = Minute { began: now, searches: 0, shown: BTreeSet::new() };
        let minute = minutes.entry(officer.to_owned()).or_insert(new);
        minute.searches = minute.searches.saturating_add(1);
        minute.searches <= MAX_A_MINUTE
    }

    /// Whether all of these dossiers were shown to the officer in the minute of the last search.
    pub fn were_shown(&self, officer: &str, streams: &[String]) -> bool {
        let minutes = lock(&self.0);
        let shown = minutes.get(officer).map(|minute| &minute.shown);
        shown.is_some_and(|shown| streams.iter().all(|stream| shown.contains(stream)))
    }

    /// Notes dossiers whose showing is on record.
    pub fn note(&self, officer: &str, streams: Vec<String>) {
        if let Some(minute) = lock(&self.0).get_mut(officer) {
            minute.shown.extend(streams);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minute_bounds_the_searches_of_one_officer_and_remembers_what_was_shown() {
        let (searches, at) = (PersonSearches::default(), |seconds: i64| Instant(seconds * 1000));
        let streams = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        let (a, b): (Vec<String>, Vec<String>) = (streams(&["a"]), streams(&["a", "b"]));
        assert!(searches.count("MC1", at(0)));
        assert!(!searches.were_shown("MC1", &a));
        searches.note("MC1", b.clone());
        assert!(searches.were_shown("MC1", &a) && searches.were_shown("MC1", &b));
        assert!(!searches.were_shown("MC2", &a), "another officer saw nothing");
        assert!((1..MAX_A_MINUTE).all(|_| searches.count("MC1", at(59))));
        assert!(!searches.count("MC1", at(59)));
        assert!(searches.count("MC2", at(59)));
        assert!(searches.count("MC1", at(60)), "the next minute");
        assert!(!searches.were_shown("MC1", &a));
        assert!(searches.count("MC1", at(-5)), "a clock that was set back begins another minute");
    }
}
