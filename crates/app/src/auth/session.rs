//! Sessions: a random value in a cookie, its digest in a table. Listed, revoked, ended by idleness
//! and by age.

use calendar::{Day, Instant};
use credentials::once;
use store::Session;

use super::account::is_login_of;
use super::device;
use super::session_cache::CachedSession;
use crate::application::Application;
use crate::audit::{self, AuditKind};
use crate::core::Core;
use crate::error::Failure;
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
    /// Whether the second factor was shown recently enough to sign and approve.
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
    /// The browser's description of itself.
    pub label: String,
    pub ended: Option<Instant>,
}

pub(crate) const STAFF: &str = "staff";
pub(crate) const CITIZEN: &str = "citizen";

/// Whether a session goes on. Where the clock was set back its times lie ahead: it goes on, from now
/// on by the new clock, unless they lie further ahead than a session lasts.
pub(super) fn is_valid_at(session: &Session, now: Instant) -> bool {
    let whole = match session.kind.as_str() {
        STAFF => STAFF_MILLIS,
        _ => CITIZEN_MILLIS,
    };
    let (used, begun) = (now.0 - session.seen_at, now.0 - session.created_at);
    session.ended_at.is_none() && used < IDLE_MILLIS && begun < whole && used.min(begun) > -whole
}

/// The browser's own description, truncated.
pub(super) fn label(text: &str) -> String {
    text.chars().take(120).collect()
}

/// Kind and name of the account of a person who is signed in; both empty for a visitor.
pub(super) fn account_of(who: &Who) -> (&'static str, &str) {
    match who {
        Who::Anonymous => ("", ""),
        Who::Citizen { person, .. } => (CITIZEN, person),
        Who::Officer { login, .. } => (STAFF, login),
    }
}

/// A sign-in that was allowed.
pub(crate) struct Beginning<'a> {
    pub kind: &'a str,
    pub who: &'a str,
    pub label: &'a str,
    /// The browser's cookie of an earlier sign-in; empty where it has none.
    pub device: &'a str,
    pub by_recovery_code: bool,
    /// Random bytes for the session's cookie and for the browser's.
    pub random: [[u8; 32]; 2],
}

/// The cookies that a browser receives.
pub(crate) struct Cookies {
    pub session: String,
    pub device: String,
}

impl Beginning<'_> {
    fn session(&self, cookie: &str, now: Instant) -> Session {
        Session {
            id: once::digest(cookie),
            kind: self.kind.to_owned(),
            who: self.who.to_owned(),
            created_at: now.0,
            seen_at: now.0,
            stepped_at: now.0,
            label: label(self.label),
            ended_at: None,
        }
    }
}

/// An ending of an account's sessions.
#[derive(Clone, Debug)]
pub(crate) struct Ending {
    kind: String,
    who: String,
    which: Which,
}

/// Which sessions end.
#[derive(Clone, Debug)]
enum Which {
    One(String),
    /// All but one of them; the account forgets its browsers.
    AllBut(Option<String>),
}

impl Ending {
    /// The ending of one session.
    pub fn of_one(kind: &str, who: &str, id: &str) -> Self {
        Self { kind: kind.into(), who: who.into(), which: Which::One(id.into()) }
    }

    /// The ending of all sessions of an officer but one.
    pub fn of_all(login: &str, except: Option<&str>) -> Self {
        Self::of_account((STAFF, login), except)
    }

    fn of_account((kind, who): (&str, &str), except: Option<&str>) -> Self {
        let which = Which::AllBut(except.map(Into::into));
        Self { kind: kind.into(), who: who.into(), which }
    }

    fn ends(&self, session: &Session) -> bool {
        let one = match &self.which {
            Which::One(id) => session.id == *id,
            Which::AllBut(except) => Some(&session.id) != except.as_ref(),
        };
        session.kind == self.kind && session.who == self.who && one
    }

    /// Ends them in the open group; whether any went on, or a browser was known.
    pub fn write(&self, core: &mut Core, now: Instant) -> Result<bool, store::Error> {
        let Self { kind, who, which } = self;
        match which {
            Which::One(id) => core.writer.end_session(id, who, now.0),
            Which::AllBut(except) => {
                let devices = core.writer.drop_devices_of(kind, who)?;
                Ok(core.writer.end_sessions(kind, who, except.as_deref(), now.0)? + devices > 0)
            }
        }
    }
}

impl Application {
    /// Begins a session if, where it is written down, what it rests on still holds and is used up;
    /// gives the browser's cookies.
    pub(crate) fn begin_session(
        &self,
        beginning: &Beginning<'_>,
        still: impl FnOnce(&mut store::Writer) -> Result<bool, store::Error> + Send + 'static,
        now: Instant,
    ) -> Result<Option<Cookies>, Failure> {
        let Beginning { kind, who, random, .. } = *beginning;
        let cookies = Cookies { session: once::hex(&random[0]), device: device::cookie(random[1]) };
        let session = beginning.session(&cookies.session, now);
        let (actor, objects) = self.audited(kind, who);
        let (device, before) = device::of(beginning, &cookies.device, now);
        let by_recovery_code = beginning.by_recovery_code;
        // What happened before goes on record first; where it cannot, this one cannot either.
        let _ = self.write_postponed();
        let begun = self.persist(move |core| {
            let begun = still(&mut core.writer)?;
            if begun {
                core.writer.drop_sessions_before(now.0 - KEPT_MILLIS)?;
                core.writer.put_session(&session)?;
                device::remember(core, &device, before.as_deref(), now)?;
                if by_recovery_code {
                    let objects = objects.clone();
                    audit::write(core, (&actor, now), AuditKind::UseRecoveryCode, objects, "")?;
                }
                audit::write(core, (&actor, now), AuditKind::SignIn, objects, "")?;
            }
            Ok(begun)
        })?;
        self.sessions.trim(now);
        Ok(begun.then_some(cookies))
    }

    /// Begins a session in memory where the disk takes nothing, with a step of the second factor that
    /// was not used before. The account must be as it was seen. The sign-in goes on record, and its
    /// step is used up there, once the disk takes something again.
    pub(crate) fn begin_unwritten(
        &self,
        beginning: &Beginning<'_>,
        seen: &store::Account,
        step: i64,
        now: Instant,
    ) -> Result<Option<Cookies>, Failure> {
        if self.account(beginning.who)?.as_ref() != Some(seen) {
            return Ok(None);
        }
        let cookie = once::hex(&beginning.random[0]);
        let session = beginning.session(&cookie, now);
        let written = session.seen_at;
        let unfinished = unfinished(seen);
        let cached = CachedSession {
            session,
            written,
            unfinished,
            unwritten: true,
            ..CachedSession::default()
        };
        let begun = self.sessions.put_unwritten(cached, step, now);
        if begun {
            let (login, officer) = (seen.login.clone(), seen.officer.clone());
            self.postpone(move |core| {
                if let Some(account) = core.writer.account(&login)? {
                    core.writer.use_step(&account, step)?;
                }
                let objects = vec![audit::account(&login)];
                audit::write(core, (&officer, now), AuditKind::SignIn, objects, "")
            });
        }
        // The browser keeps the cookie that it has.
        Ok(begun.then(|| Cookies { session: cookie, device: beginning.device.to_owned() }))
    }

    /// The owner of a cookie's session, on a day of the legal clock; `None` where the session has
    /// ended.
    ///
    /// # Errors
    /// The store failed.
    pub fn signed(&self, cookie: &str, now: Instant, day: Day) -> Result<Option<Signed>, Failure> {
        let id = once::digest(cookie);
        let Some(mut cached) = self.cached(&id, now)? else { return Ok(None) };
        if !is_valid_at(&cached.session, now) || self.sessions.is_ended(&id) {
            self.sessions.drop_where(|session| session.id == id);
            return Ok(None);
        }
        let Some(who) = self.who_is(&cached, day) else { return Ok(None) };
        cached.session.seen_at = now.0;
        // After a clock set back its age counts from now.
        cached.session.created_at = cached.session.created_at.min(now.0);
        if (now.0 - cached.written).abs() > SEEN_MILLIS && !cached.unwritten {
            cached.written = now.0;
            // Without waiting: at worst a restart takes a minute off. A disk that is full or cannot
            // be written does not end a session.
            let (session, created) = (id.clone(), cached.session.created_at);
            self.write_some_time(move |core| {
                Ok(core.writer.put_session_seen(&session, now.0, created).map(drop)?)
            });
        }
        // A clock set back makes no second factor last longer.
        let shown = (0..STEP_MILLIS).contains(&(now.0 - cached.session.stepped_at));
        let second_factor = SecondFactor::of_session(shown);
        let CachedSession { session, written, unfinished, .. } = cached;
        self.sessions.change(&id, |stored| {
            stored.session.seen_at = session.seen_at;
            stored.session.created_at = session.created_at;
            stored.written = written;
        });
        Ok(Some(Signed { id, who, second_factor, unfinished }))
    }

    fn cached(&self, id: &str, now: Instant) -> Result<Option<CachedSession>, Failure> {
        if let Some(cached) = self.sessions.get(id) {
            return Ok(Some(cached));
        }
        let generation = self.sessions.generation();
        let Some(session) = self.read(|reader| Ok(reader.session(id)?))? else { return Ok(None) };
        let mut cached = CachedSession { written: session.seen_at, ..CachedSession::default() };
        if session.kind == STAFF {
            let account = self.account(&session.who)?;
            cached.unfinished = account.is_none_or(|account| unfinished(&account));
        } else {
            cached.claimed = self.read(|reader| Ok(reader.claimed_by(&session.who)?))?;
        }
        cached.session = session;
        self.sessions.put(cached.clone(), generation, now);
        Ok(Some(cached))
    }

    fn who_is(&self, cached: &CachedSession, day: Day) -> Option<Who> {
        let session = &cached.session;
        if session.kind == CITIZEN {
            // A session without a person opens nothing.
            let (person, claimed) = (session.who.clone(), cached.claimed.clone());
            return (!person.is_empty()).then_some(Who::Citizen { person, claimed });
        }
        self.officer_of(&session.who, day)
    }

    /// The officer who signs in as `login`, if they serve on a day.
    pub(crate) fn officer_of(&self, login: &str, day: Day) -> Option<Who> {
        let rules = self.rules();
        let officers = rules.agency.as_ref().map(|agency| agency.officers.as_slice());
        let mut officers = officers.unwrap_or_default().iter();
        let officer = officers.find(|officer| is_login_of(login, &officer.id))?;
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
        let officer = officers.find(|officer| is_login_of(login, &officer.id));
        officer.map_or_else(|| login.to_owned(), |officer| officer.id.clone())
    }

    /// The owner of a cookie's session, ended or not: a login, or a citizen's pseudonym.
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
        self.sessions.change(id, |cached| cached.session.stepped_at = now.0);
        Ok(())
    }

    /// Notes that nothing stands between a session and its pages any more.
    pub(crate) fn finished(&self, id: &str) {
        // The session is read again, with the present account.
        self.sessions.drop_where(|session| session.id == id);
    }

    /// Ends one session by its owner; another's stays as it is.
    ///
    /// # Errors
    /// The store failed. Where the disk takes nothing, the session ends in memory, and on record once
    /// the disk takes something again.
    pub fn end_session(&self, who: &str, id: &str, now: Instant) -> Result<(), Failure> {
        let session = match self.sessions.get(id) {
            Some(cached) => Some(cached.session),
            None => self.read(|reader| Ok(reader.session(id)?))?,
        };
        let Some(session) = session.filter(|session| session.who == who) else { return Ok(()) };
        match self.end_by_owner(Ending::of_one(&session.kind, who, id), now) {
            Err(Failure::Full | Failure::ReadOnly) => {
                self.sessions.end_unwritten(id);
                let ending = Ending::of_one(&session.kind, who, id);
                let (actor, objects) = self.audited(&session.kind, who);
                self.postpone(move |core| {
                    ending.write(core, now)?;
                    audit::write(core, (&actor, now), AuditKind::EndSessions, objects.clone(), "")
                });
            }
            ended => ended?,
        }
        Ok(())
    }

    /// Ends all sessions of an account but one, by its owner; the account knows no browser any more.
    ///
    /// # Errors
    /// The store failed.
    pub fn end_sessions(
        &self,
        who: &Who,
        except: Option<&str>,
        now: Instant,
    ) -> Result<(), Failure> {
        self.end_by_owner(Ending::of_account(account_of(who), except), now)
    }

    fn end_by_owner(&self, ending: Ending, now: Instant) -> Result<(), Failure> {
        let (actor, objects) = self.audited(&ending.kind, &ending.who);
        let written = ending.clone();
        self.persist(move |core| {
            if written.write(core, now)? {
                audit::write(core, (&actor, now), AuditKind::EndSessions, objects, "")?;
            }
            Ok(())
        })?;
        self.forget_sessions(&ending);
        Ok(())
    }

    /// Drops from memory what has ended.
    pub(crate) fn forget_sessions(&self, ending: &Ending) {
        self.sessions.drop_where(|session| ending.ends(session));
    }

    /// Actor and objects of an account's own act on record.
    pub(super) fn audited(&self, kind: &str, who: &str) -> (String, Vec<String>) {
        match kind {
            STAFF => (self.officer_id(who), vec![audit::account(who)]),
            _ => (CITIZEN.to_owned(), Vec::new()),
        }
    }

    /// The sessions of an account, those that ended too, latest first.
    ///
    /// # Errors
    /// The store failed.
    pub fn sessions_of(&self, who: &Who, now: Instant) -> Result<Vec<SessionView>, Failure> {
        let (kind, who) = account_of(who);
        let sessions = self.read(|reader| Ok(reader.sessions_of(kind, who)?))?;
        Ok(sessions.into_iter().map(|session| self.session_view(session, now)).collect())
    }

    /// All sessions that have not ended.
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
        if let Some(cached) = self.sessions.get(&session.id) {
            session.seen_at = session.seen_at.max(cached.session.seen_at);
        }
        let over = (!is_valid_at(&session, now)).then(|| {
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
