//! Officers' sign-in: login, password and second factor at once, so that no answer reveals which of
//! them was wrong. Guessing is slowed down, by login and by address; a browser that this officer
//! has used before is counted apart, so that no stranger can lock its owner out.

use calendar::{Day, Instant};
use credentials::{once, spelling, totp};
use store::{Account, Writer};

use super::hash_queue::Caller;
use super::rate_limiter::{Limit, Wait};
use super::session::{Beginning, STAFF, unfinished};
use crate::application::Application;
use crate::audit::{self, AuditKind};
use crate::error::Failure;
use crate::policy::SecondFactor;

/// Wrong tries after which the next one still has no wait: for one login, and for one address.
pub(super) const FREE: u32 = 5;
const FREE_OF_ADDRESS: u32 = 30;
/// The milliseconds of a time step.
const STEP_MILLIS: i64 = 30_000;
/// The detail of a refusal on record where there were too many tries.
pub(super) const TOO_MANY: &str = "too_many_tries";

/// The fields of a sign-in.
#[derive(Clone, Debug)]
pub struct Attempt<'a> {
    pub login: &'a str,
    pub password: &'a str,
    /// Six digits, or a recovery code; empty before the second factor is set up.
    pub code: &'a str,
    /// The client's address; empty where it is one of the agency's own proxies.
    pub address: &'a str,
    /// The value of the cookie that a browser has kept since an earlier sign-in.
    pub device: &'a str,
    /// The browser's description of itself.
    pub label: &'a str,
    /// Random bytes for the session's cookie and for the browser's.
    pub random: [[u8; 32]; 2],
    /// The machine's clock.
    pub now: Instant,
    /// The legal clock's day: the officer must serve on it.
    pub day: Day,
}

/// A sign-in that succeeded.
#[derive(Clone, Debug)]
pub struct Entered {
    /// The login in its one spelling.
    pub login: String,
    /// The session's cookie.
    pub cookie: String,
    /// The cookie by which the browser is known again.
    pub device: String,
    /// Password or second factor must be set first.
    pub unfinished: bool,
}

/// A sign-in that was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotEntered {
    /// Something of what was entered was wrong; nothing says which.
    Wrong,
    /// Too many tries; in so many seconds again.
    Wait(i64),
    /// All was right, but the server's clock stands before the last code used: it was set back. From
    /// this instant of that clock on a code is taken again; a recovery code is taken now.
    ClockSetBack(Instant),
}

impl From<Wait> for NotEntered {
    fn from(wait: Wait) -> Self {
        Self::Wait((wait.millis + 999) / 1000)
    }
}

impl Application {
    /// Lets an officer in, or not. Tries are counted before the password is compared.
    ///
    /// # Errors
    /// [`Failure::Overloaded`] where too many passwords wait to be compared; or the store failed.
    pub fn sign_in(&self, attempt: &Attempt<'_>) -> Result<Result<Entered, NotEntered>, Failure> {
        let (login, now) = (spelling::login(attempt.login), attempt.now);
        let is_known = self.knows_device((STAFF, &login), attempt.device, now)?;
        let limits = limits(&login, is_known, attempt);
        if let Err(wait) = self.rate_limiter.count(&limits, now) {
            if wait.first {
                self.audit_refusal(&login, TOO_MANY, now)?;
            }
            return Ok(Err(wait.into()));
        }
        let entered = self.compare(&login, is_known, attempt);
        match &entered {
            Ok(Ok(_)) => {
                self.rate_limiter.succeeded(&limits[0]);
                self.rate_limiter.take_back(&limits[1..]);
            }
            // Nothing was compared, or all was right.
            Err(_) | Ok(Err(NotEntered::ClockSetBack(_))) => self.rate_limiter.take_back(&limits),
            Ok(Err(_)) => self.audit_refusal(&login, "", now)?,
        }
        entered
    }

    fn compare(
        &self,
        login: &str,
        is_known: bool,
        attempt: &Attempt<'_>,
    ) -> Result<Result<Entered, NotEntered>, Failure> {
        let now = attempt.now;
        let account = self.account(login)?.filter(|account| !account.disabled);
        let hash = account.as_ref().map(|account| account.password.as_str());
        let caller = if is_known { Caller::Known } else { Caller::Stranger };
        let right = self.hash_queue.enter(caller)?.is(attempt.password, hash);
        let serves = self.officer_of(login, attempt.day).is_some();
        let Some(seen) = account.filter(|_| right && serves) else {
            return Ok(Err(NotEntered::Wrong));
        };
        let factor = match self.factor(&seen, attempt.code, now) {
            Ok(factor) => factor,
            Err(not) => return Ok(Err(not)),
        };
        let beginning = Beginning {
            kind: STAFF,
            who: login,
            label: attempt.label,
            device: attempt.device,
            by_recovery_code: matches!(factor, Factor::Recovery(_)),
            random: attempt.random,
        };
        // The account may have changed since its password was compared: the session is written only
        // if the account is still the same.
        let (proof, account) = (factor.clone(), seen.clone());
        let still = move |writer: &mut Writer| proof.take(writer, &account);
        let begun = match (self.begin_session(&beginning, still, now), factor) {
            (Err(Failure::Full | Failure::ReadOnly), Factor::Step(step)) => {
                self.begin_unwritten(&beginning, &seen, step, now)?
            }
            (begun, _) => begun?,
        };
        Ok(match begun {
            Some(cookies) => Ok(Entered {
                login: login.to_owned(),
                cookie: cookies.session,
                device: cookies.device,
                unfinished: unfinished(&seen),
            }),
            None => Err(NotEntered::Wrong),
        })
    }

    /// Holds up every password that is to be compared, until the guard goes: for tests of what
    /// happens in the meantime.
    #[doc(hidden)]
    pub fn hold_hashing(&self) -> std::sync::MutexGuard<'_, ()> {
        self.hash_queue.hold()
    }

    /// The number of passwords that wait to be compared.
    #[doc(hidden)]
    #[must_use]
    pub fn hashing_waiting(&self) -> usize {
        self.hash_queue.taken()
    }

    /// Records a refused sign-in. What was entered as a login stands there only where it is one: people
    /// enter passwords in the wrong field.
    pub(super) fn audit_refusal(
        &self,
        login: &str,
        detail: &str,
        now: Instant,
    ) -> Result<(), Failure> {
        let account_row = self.account(login)?;
        let actor = account_row.as_ref().map_or("unknown", |account| &account.officer).to_owned();
        let objects: Vec<_> =
            account_row.iter().map(|account| audit::account(&account.login)).collect();
        let (kind, detail) = (AuditKind::SignInRefused, detail.to_owned());
        self.persist_or_postpone(move |core| {
            audit::write(core, (&actor, now), kind, objects.clone(), &detail)
        });
        Ok(())
    }

    /// Shows the second factor again, so that the session may sign and approve.
    ///
    /// # Errors
    /// The store failed.
    pub fn step_up(
        &self,
        session: &str,
        login: &str,
        code: &str,
        now: Instant,
    ) -> Result<Result<SecondFactor, NotEntered>, Failure> {
        let limit = Limit::of(format!("step {login}"), FREE);
        let limits = std::slice::from_ref(&limit);
        if let Err(wait) = self.rate_limiter.count(limits, now) {
            if wait.first {
                self.audit_refusal(login, TOO_MANY, now)?;
            }
            return Ok(Err(wait.into()));
        }
        let account = self.account(login)?.filter(|account| account.enrolled);
        let Some(seen) = account else { return Ok(Err(NotEntered::Wrong)) };
        let factor = match self.factor(&seen, code, now) {
            Ok(factor) => factor,
            Err(not) => {
                match not {
                    NotEntered::ClockSetBack(_) => self.rate_limiter.take_back(limits),
                    _ => self.audit_refusal(login, "step_up", now)?,
                }
                return Ok(Err(not));
            }
        };
        let shown = self.persist(move |core| {
            let shown = factor.take(&mut core.writer, &seen)?;
            if shown && matches!(factor, Factor::Recovery(_)) {
                let objects = vec![audit::account(&seen.login)];
                let by = (seen.officer.as_str(), now);
                audit::write(core, by, AuditKind::UseRecoveryCode, objects, "")?;
            }
            Ok(shown)
        })?;
        if !shown {
            return Ok(Err(NotEntered::Wrong));
        }
        self.rate_limiter.succeeded(&limit);
        self.stepped(session, now)?;
        Ok(Ok(SecondFactor::of_session(true)))
    }

    /// The second factor that a code is, or why it is none.
    fn factor(&self, seen: &Account, code: &str, now: Instant) -> Result<Factor, NotEntered> {
        let factor = factor(seen, code, now)?;
        match factor {
            // Used while it could not be written down.
            Factor::Step(step) if self.sessions.used(&seen.login, step) => Err(NotEntered::Wrong),
            factor => Ok(factor),
        }
    }
}

/// The keys under which a try is counted: the login first; in a known browser, that browser's own.
fn limits(login: &str, is_known: bool, attempt: &Attempt<'_>) -> Vec<Limit> {
    // By digests: the table of tries holds no login.
    let device = if is_known { once::digest(attempt.device) } else { String::new() };
    let key = format!("login {} {device}", once::digest(login));
    let mut limits = vec![Limit::of(key, FREE)];
    if !is_known && !attempt.address.is_empty() {
        limits.push(Limit::of(format!("address {}", attempt.address), FREE_OF_ADDRESS));
    }
    limits
}

/// The proof of an account's second factor.
#[derive(Clone)]
enum Factor {
    /// A code of this time step.
    Step(i64),
    /// A recovery code; those that are left, as digests.
    Recovery(String),
    /// The account has no second factor yet.
    None,
}

impl Factor {
    /// Uses the second factor up; returns whether the account is unchanged since it was read.
    fn take(&self, writer: &mut Writer, seen: &Account) -> Result<bool, store::Error> {
        match self {
            Self::Step(step) => writer.use_step(seen, *step),
            Self::Recovery(left) => writer.put_recovery(seen, left),
            Self::None => writer.is_unenrolled(seen),
        }
    }
}

/// The second factor that a code is, or why it is none.
fn factor(account: &Account, code: &str, now: Instant) -> Result<Factor, NotEntered> {
    if !account.enrolled {
        return Ok(Factor::None);
    }
    let seconds = u64::try_from(now.0 / 1000).unwrap_or_default();
    let step = totp::matching_step(&account.totp, code, seconds).map(|step| step as i64);
    if let Some(step) = step.filter(|step| *step > account.totp_step) {
        return Ok(Factor::Step(step));
    }
    // A code of now lies one step away from now at most: a last one further ahead is the clock's.
    if step.is_some() && account.totp_step > now.0 / STEP_MILLIS + 1 {
        return Err(NotEntered::ClockSetBack(Instant((account.totp_step + 1) * STEP_MILLIS)));
    }
    let digest = once::digest(&spelling::normal(code));
    let left: Vec<&str> = account
        .recovery
        .lines()
        .filter(|unused| !once::constant_time_eq(unused, &digest))
        .collect();
    match left.len() < account.recovery.lines().count() {
        true => Ok(Factor::Recovery(left.join("\n"))),
        false => Err(NotEntered::Wrong),
    }
}
