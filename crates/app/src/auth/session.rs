//! Sessions: a random value in a cookie, its digest in a table. Listed, revoked, ended by idleness
//! and by age. Kept in memory too, so that a page costs no look-up.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use calendar::{Day, Instant};
use credentials::once;
use store::Session;

use crate::application::Application;
use crate::audit::{self, AuditKind};
use crate::error::Failure;
use crate::lock::lock;
use crate::policy::{SecondFactor, Who, role_of};

/// An officer's session ends after so long without a request.
pub const IDLE_MILLIS: i64 = 30 * 60_000;
/// An officer's session ends so long after it began.
pub const STAFF_MILLIS: i64 = 12 * 3_600_000;
/// A citizen's session ends so long after it began.
const CITIZEN_MILLIS: i64 = 12 * 3_600_000;
/// Signing and approving ask for the second factor again after so long.
pub const STEP_MILLIS: i64 = 5 * 60_000;
/// Being seen is written down at most so often.
const SEEN_MILLIS: i64 = 60_000;
/// Ended sessions are listed for so long.
const KEPT_MILLIS: i64 = 30 * 86_400_000;

/// A person who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The digest of the cookie's value.
    pub id: String,
    pub who: Who,
    /// Whether the second factor was shown lately enough to sign and approve.
    pub second_factor: SecondFactor,
    /// The password must be changed, or the second factor set up, before anything else.
    pub unfinished: bool,
}

/// A session as its owner and the administrator see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionView {
    pub id: String,
    /// Login, or a citizen's pseudonym.
    pub who: String,
    pub began: Instant,
    pub seen: Instant,
    /// What the browser says of itself.
    pub label: String,
    pub ended: Option<Instant>,
}

/// Sessions in memory. Every ending raises the generation: what was read before it is not kept.
#[derive(Debug, Default)]
pub(crate) struct Sessions {
    by_id: Mutex<HashMap<String, CachedSession>>,
    generation: AtomicU64,
}

impl Sessions {
    fn generation(&self) -> u64 {
        self.generation.load(Ordering::SeqCst)
    }

    /// Puts a session read in a generation into memory, unless one has ended since.
    fn put(&self, cached: CachedSession, generation: u64) {
        let mut by_id = lock(&self.by_id);
        if self.generation() == generation {
            by_id.insert(cached.session.id.clone(), cached);
        }
    }

    /// Drops sessions that have ended.
    fn drop_where(&self, ended: impl Fn(&Session) -> bool) {
        let mut by_id = lock(&self.by_id);
        self.generation.fetch_add(1, Ordering::SeqCst);
        by_id.retain(|_, cached| !ended(&cached.session));
    }
}

#[derive(Clone, Debug)]
struct CachedSession {
    session: Session,
    written: i64,
    unfinished: bool,
}

pub(crate) const STAFF: &str = "staff";
pub(crate) const CITIZEN: &str = "citizen";

fn alive(session: &Session, now: Instant) -> bool {
    let (idle, whole) = match session.kind.as_str() {
        STAFF => (IDLE_MILLIS, STAFF_MILLIS),
        _ => (IDLE_MILLIS, CITIZEN_MILLIS),
    };
    session.ended_at.is_none()
        && now.0 - session.seen_at < idle
        && now.0 - session.created_at < whole
}

impl Application {
    /// Begins a session if, where it is written down, what it rests on still holds and is used up;
    /// gives the cookie's value.
    pub(crate) fn begin_session(
        &self,
        (kind, who): (&str, &str),
        label: &str,
        random: [u8; 32],
        still: impl FnOnce(&mut store::Writer) -> Result<bool, store::Error> + Send + 'static,
        now: Instant,
    ) -> Result<Option<String>, Failure> {
        let cookie = hex(&random);
        let session = Session {
            id: once::digest(&cookie),
            kind: kind.to_owned(),
            who: who.to_owned(),
            created_at: now.0,
            seen_at: now.0,
            stepped_at: now.0,
            label: label.chars().take(120).collect(),
            ended_at: None,
        };
        let (actor, objects) = match kind {
            STAFF => (self.officer_id(who), vec![audit::account(who)]),
            _ => ("citizen".to_owned(), Vec::new()),
        };
        let begun = self.persist(move |core| {
            let begun = still(&mut core.writer)?;
            if begun {
                core.writer.drop_sessions_before(now.0 - KEPT_MILLIS)?;
                core.writer.put_session(&session)?;
                audit::write(core, (&actor, now), AuditKind::SignIn, objects, "")?;
            }
            Ok(begun)
        })?;
        Ok(begun.then_some(cookie))
    }

    /// Who a cookie belongs to, on a day of the legal clock; `None` where it is over.
    ///
    /// # Errors
    /// The store failed.
    pub fn signed(&self, cookie: &str, now: Instant, day: Day) -> Result<Option<Signed>, Failure> {
        let id = once::digest(cookie);
        let Some(mut cached) = self.cached(&id)? else { return Ok(None) };
        if !alive(&cached.session, now) {
            lock(&self.sessions.by_id).remove(&id);
            return Ok(None);
        }
        let Some(who) = self.who_is(&cached.session, day)? else { return Ok(None) };
        cached.session.seen_at = now.0;
        if (now.0 - cached.written).abs() > SEEN_MILLIS {
            cached.written = now.0;
            // Without waiting: at worst a restart takes a minute off. A disk that is full or cannot
            // be written does not end a session.
            let session = id.clone();
            self.write_some_time(move |core| {
                Ok(core.writer.put_session_seen(&session, now.0).map(drop)?)
            });
        }
        // A clock set back makes no second factor last longer.
        let shown = (0..STEP_MILLIS).contains(&(now.0 - cached.session.stepped_at));
        let second_factor = SecondFactor::of_session(shown);
        let unfinished = cached.unfinished;
        if let Some(stored) = lock(&self.sessions.by_id).get_mut(&id) {
            (stored.session.seen_at, stored.written) = (cached.session.seen_at, cached.written);
        }
        Ok(Some(Signed { id, who, second_factor, unfinished }))
    }

    fn cached(&self, id: &str) -> Result<Option<CachedSession>, Failure> {
        if let Some(cached) = lock(&self.sessions.by_id).get(id) {
            return Ok(Some(cached.clone()));
        }
        let generation = self.sessions.generation();
        let Some(session) = self.read(|reader| Ok(reader.session(id)?))? else { return Ok(None) };
        let unfinished = match session.kind.as_str() {
            STAFF => self.account(&session.who)?.is_none_or(|account| unfinished(&account)),
            _ => false,
        };
        let cached = CachedSession { written: session.seen_at, unfinished, session };
        self.sessions.put(cached.clone(), generation);
        Ok(Some(cached))
    }

    fn who_is(&self, session: &Session, day: Day) -> Result<Option<Who>, Failure> {
        if session.kind == CITIZEN {
            return Ok(Some(Who::Citizen { person: session.who.clone() }));
        }
        Ok(self.officer_of(&session.who, day))
    }

    /// The officer who signs in as `login`, if they serve on a day.
    pub(crate) fn officer_of(&self, login: &str, day: Day) -> Option<Who> {
        let rules = self.rules();
        let officers = rules.agency.as_ref().map(|agency| agency.officers.as_slice());
        let mut officers = officers.unwrap_or_default().iter();
        let officer = officers.find(|officer| officer.id.eq_ignore_ascii_case(login))?;
        officer.valid(day).then(|| Who::Officer {
            actor: dossier::Actor::new(&officer.id, role_of(officer.post), &officer.unit),
            login: login.to_owned(),
            name: officer.name.clone(),
        })
    }

    /// The id of the officer whose login it is; the login where there is none.
    pub(crate) fn officer_id(&self, login: &str) -> String {
        let rules = self.rules();
        let officers = rules.agency.as_ref().map(|agency| agency.officers.as_slice());
        let mut officers = officers.unwrap_or_default().iter();
        let officer = officers.find(|officer| officer.id.eq_ignore_ascii_case(login));
        officer.map_or_else(|| login.to_owned(), |officer| officer.id.clone())
    }

    /// Whose session a cookie was, over or not: login, or a citizen's pseudonym.
    ///
    /// # Errors
    /// The store failed.
    pub fn session_owner(&self, cookie: &str) -> Result<Option<String>, Failure> {
        let id = once::digest(cookie);
        Ok(self.read(|reader| Ok(reader.session(&id)?))?.map(|session| session.who))
    }

    /// Notes that the second factor was shown again, in a session that goes on.
    pub(crate) fn stepped(&self, id: &str, now: Instant) -> Result<(), Failure> {
        let session = id.to_owned();
        self.persist(move |core| core.writer.put_session_stepped(&session, now.0).map(drop))?;
        if let Some(cached) = lock(&self.sessions.by_id).get_mut(id) {
            cached.session.stepped_at = now.0;
        }
        Ok(())
    }

    /// Notes that nothing stands between a session and its pages any more.
    pub(crate) fn finished(&self, id: &str) {
        // It is read again, with its account as it is now.
        self.sessions.drop_where(|session| session.id == id);
    }

    /// Ends one session of its owner; another's stays as it is.
    ///
    /// # Errors
    /// The store failed.
    pub fn end_session(&self, who: &str, id: &str, now: Instant) -> Result<(), Failure> {
        let (session, owner) = (id.to_owned(), who.to_owned());
        self.persist(move |core| core.writer.end_session(&session, &owner, now.0).map(drop))?;
        self.sessions.drop_where(|session| session.id == id && session.who == who);
        Ok(())
    }

    /// Ends all sessions of an officer but one.
    ///
    /// # Errors
    /// The store failed.
    pub fn end_sessions(
        &self,
        login: &str,
        except: Option<&str>,
        now: Instant,
    ) -> Result<(), Failure> {
        let (owner, kept) = (login.to_owned(), except.map(str::to_owned));
        self.persist(move |core| {
            core.writer.end_sessions(STAFF, &owner, kept.as_deref(), now.0).map(drop)
        })?;
        self.sessions.drop_where(|session| {
            session.kind == STAFF && session.who == login && Some(session.id.as_str()) != except
        });
        Ok(())
    }

    /// The sessions of an officer, those that ended too, latest first.
    ///
    /// # Errors
    /// The store failed.
    pub fn sessions_of(&self, login: &str, now: Instant) -> Result<Vec<SessionView>, Failure> {
        let sessions = self.read(|reader| Ok(reader.sessions_of(STAFF, login)?))?;
        Ok(sessions.into_iter().map(|session| self.session_view(session, now)).collect())
    }

    /// All sessions that go on.
    ///
    /// # Errors
    /// The store failed.
    pub fn live_sessions(&self, now: Instant) -> Result<Vec<SessionView>, Failure> {
        let since = now.0 - IDLE_MILLIS - SEEN_MILLIS;
        let sessions = self.read(|reader| Ok(reader.live_sessions(since)?))?;
        let views = sessions.into_iter().map(|session| self.session_view(session, now));
        Ok(views.filter(|view| view.ended.is_none()).collect())
    }

    fn session_view(&self, mut session: Session, now: Instant) -> SessionView {
        if let Some(cached) = lock(&self.sessions.by_id).get(&session.id) {
            session.seen_at = session.seen_at.max(cached.session.seen_at);
        }
        let over = (!alive(&session, now)).then(|| {
            let idle = session.seen_at + IDLE_MILLIS;
            Instant(session.ended_at.unwrap_or(idle.min(session.created_at + STAFF_MILLIS)))
        });
        SessionView {
            id: session.id,
            who: session.who,
            began: Instant(session.created_at),
            seen: Instant(session.seen_at),
            label: session.label,
            ended: over,
        }
    }
}

pub(crate) fn unfinished(account: &store::Account) -> bool {
    account.must_change || !account.enrolled
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
