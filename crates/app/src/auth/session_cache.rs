//! Sessions in memory, so that a page costs no look-up: bounded, without those that are over. Where the
//! disk takes nothing, the sessions that live here only, and the endings that could not be written.

use std::collections::{HashMap, HashSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use calendar::Instant;
use store::Session;

use super::session::is_valid_at;
use crate::lock::lock;

/// Sessions in memory at most. A session that the store has is read again when it is used.
const MOST: usize = 10_000;
/// Sessions at most that are in memory only.
const MOST_UNWRITTEN: usize = 1_000;

/// A session, with what is asked of it on each page.
#[derive(Clone, Debug, Default)]
pub(super) struct CachedSession {
    pub session: Session,
    /// When its use was last written down.
    pub written: i64,
    /// The account's password or second factor must be set first.
    pub unfinished: bool,
    /// The persons that a citizen has claimed.
    pub claimed: Vec<String>,
    /// Not written down: the disk took nothing when it began.
    pub unwritten: bool,
}

/// The cache. Every ending raises the generation: what was read before it is not kept.
#[derive(Debug, Default)]
pub(crate) struct Sessions {
    by_id: Mutex<HashMap<String, CachedSession>>,
    generation: AtomicU64,
    /// Ended while the disk took nothing.
    ended: Mutex<HashSet<String>>,
    /// The last time step used by a login while the disk took nothing.
    steps: Mutex<HashMap<String, i64>>,
}

impl Sessions {
    pub(super) fn generation(&self) -> u64 {
        self.generation.load(Ordering::SeqCst)
    }

    pub(super) fn get(&self, id: &str) -> Option<CachedSession> {
        lock(&self.by_id).get(id).cloned()
    }

    /// Changes a session that is here.
    pub(super) fn change(&self, id: &str, change: impl FnOnce(&mut CachedSession)) {
        if let Some(cached) = lock(&self.by_id).get_mut(id) {
            change(cached);
        }
    }

    /// Caches a session that was read in a generation, unless a session has ended since.
    pub(super) fn put(&self, cached: CachedSession, generation: u64, now: Instant) {
        let mut by_id = lock(&self.by_id);
        if self.generation() != generation {
            return;
        }
        if by_id.len() >= MOST {
            by_id.retain(|_, cached| is_valid_at(&cached.session, now));
        }
        if by_id.len() >= MOST {
            let written = by_id.iter().filter(|(_, cached)| !cached.unwritten);
            let oldest = written.min_by_key(|(_, cached)| cached.session.seen_at);
            if let Some(id) = oldest.map(|(id, _)| id.clone()) {
                by_id.remove(&id);
            }
        }
        by_id.insert(cached.session.id.clone(), cached);
    }

    /// Keeps a session that cannot be written down, if the step of its second factor was not used
    /// before; whether it did.
    pub(super) fn put_unwritten(&self, cached: CachedSession, step: i64, now: Instant) -> bool {
        let mut by_id = lock(&self.by_id);
        by_id.retain(|_, cached| is_valid_at(&cached.session, now));
        let mut steps = lock(&self.steps);
        let used = steps.get(&cached.session.who).is_some_and(|used| *used >= step);
        let unwritten = by_id.values().filter(|cached| cached.unwritten).count();
        if used || unwritten >= MOST_UNWRITTEN {
            return false;
        }
        steps.insert(cached.session.who.clone(), step);
        by_id.insert(cached.session.id.clone(), cached);
        true
    }

    /// Whether a step was used by a login in a session that is not written down.
    pub(super) fn used(&self, login: &str, step: i64) -> bool {
        lock(&self.steps).get(login).is_some_and(|used| *used >= step)
    }

    /// Notes an ending that could not be written; the session stays ended while this process runs.
    pub(super) fn end_unwritten(&self, id: &str) {
        lock(&self.ended).insert(id.to_owned());
        self.drop_where(|session| session.id == id);
    }

    pub(super) fn is_ended(&self, id: &str) -> bool {
        lock(&self.ended).contains(id)
    }

    /// Drops the sessions that are over.
    pub(super) fn trim(&self, now: Instant) {
        lock(&self.by_id).retain(|_, cached| is_valid_at(&cached.session, now));
    }

    /// Drops sessions that have ended or changed.
    pub(super) fn drop_where(&self, ended: impl Fn(&Session) -> bool) {
        let mut by_id = lock(&self.by_id);
        self.generation.fetch_add(1, Ordering::SeqCst);
        by_id.retain(|_, cached| !ended(&cached.session));
    }

    #[cfg(test)]
    fn count(&self) -> usize {
        lock(&self.by_id).len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(id: usize, seen_at: i64) -> CachedSession {
        let (id, kind) = (format!("{id:06}"), super::super::session::STAFF.to_owned());
        let session = Session { id, kind, created_at: seen_at, seen_at, ..Session::default() };
        CachedSession { session, ..CachedSession::default() }
    }

    #[test]
    fn the_cache_is_bounded_and_sessions_that_are_over_leave_it() {
        let (sessions, now) = (Sessions::default(), Instant(1_000_000_000));
        for id in 0..MOST + 50 {
            sessions.put(session(id, now.0 + id as i64), sessions.generation(), now);
        }
        assert_eq!(sessions.count(), MOST);
        assert!(sessions.get("000000").is_none(), "the one not used for longest left");
        sessions.trim(now.plus_millis(super::super::session::IDLE_MILLIS + 60_000));
        assert_eq!(sessions.count(), 0);
    }

    #[test]
    fn a_session_that_is_not_written_down_is_not_pushed_out_and_its_step_opens_once() {
        let (sessions, now) = (Sessions::default(), Instant(1_000_000_000));
        let unwritten = CachedSession { unwritten: true, ..session(7_000_000, now.0 - 1) };
        assert!(sessions.put_unwritten(unwritten.clone(), 40, now));
        assert!(!sessions.put_unwritten(unwritten.clone(), 40, now), "a code opens once");
        for id in 0..MOST + 5 {
            sessions.put(session(id, now.0 + id as i64), sessions.generation(), now);
        }
        assert!(sessions.get(&unwritten.session.id).is_some());
        sessions.end_unwritten(&unwritten.session.id);
        assert!(sessions.is_ended(&unwritten.session.id));
        assert!(sessions.get(&unwritten.session.id).is_none());
    }
}
