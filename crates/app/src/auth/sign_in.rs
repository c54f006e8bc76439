//! Officers' sign-in: login, password and second factor at once, so that no answer reveals which of
//! them was wrong. Guessing is slowed down, by login and by address; a browser that this officer
//! has used before is counted apart, so that no stranger can lock its owner out.

use calendar::{Day, Instant};
use credentials::{once, password, totp};
use store::{Account, Writer};

use super::session::{STAFF, unfinished};
use crate::application::Application;
use crate::audit::{self, AuditKind};
use crate::error::Failure;
use crate::lock::lock;
use crate::policy::SecondFactor;

/// Failures without a wait: for one login, and for one address.
pub(super) const FREE: u32 = 5;
const FREE_OF_ADDRESS: u32 = 30;
/// Passwords hashed at once; more wait, and beyond the queue are asked to come again.
const QUEUE: usize = 16;

/// The fields of a sign-in.
#[derive(Clone, Debug)]
pub struct Attempt<'a> {
    pub login: &'a str,
    pub password: &'a str,
    /// Six digits, or a recovery code; empty before the second factor is set up.
    pub code: &'a str,
    /// Where it came from; empty where that is a proxy of our own.
    pub address: &'a str,
    /// The value of the cookie that a browser has kept since an earlier sign-in.
    pub device: &'a str,
    /// What the browser says of itself.
    pub label: &'a str,
    pub random: [u8; 32],
    /// The machine's clock.
    pub now: Instant,
    /// The legal clock's day: the officer must serve on it.
    pub day: Day,
}

/// A sign-in that succeeded.
#[derive(Clone, Debug)]
pub struct Entered {
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
    /// Something of the three was wrong; nothing says which.
    Wrong,
    /// Too many tries; in so many seconds again.
    Wait(i64),
    /// Too many sign in at this moment.
    Busy,
}

impl Application {
    /// Lets an officer in, or not.
    ///
    /// # Errors
    /// The store failed.
    pub fn sign_in(&self, attempt: &Attempt<'_>) -> Result<Result<Entered, NotEntered>, Failure> {
        let login = attempt.login.trim().to_lowercase();
        let known = self.knows_device(&login, attempt.device)?;
        // Counted by digest: the table of failures holds no login.
        let device = once::digest(attempt.device);
        let by_login =
            format!("login {} {}", once::digest(&login), if known { &device } else { "" });
        let by_address = format!("address {}", attempt.address);
        let wait = self.rate_limiter.wait(&by_login, FREE, attempt.now);
        let far = if known || attempt.address.is_empty() {
            0
        } else {
            self.rate_limiter.wait(&by_address, FREE_OF_ADDRESS, attempt.now)
        };
        if wait.max(far) > 0 {
            return Ok(Err(NotEntered::Wait((wait.max(far) + 999) / 1000)));
        }
        let account = self.account(&login)?.filter(|account| !account.disabled);
        let Some(right) = self.password_matches(account.as_ref(), attempt.password, known) else {
            return Ok(Err(NotEntered::Busy));
        };
        let serves = self.officer_of(&login, attempt.day).is_some();
        let account = account.filter(|_| right && serves);
        let factor = account.as_ref().and_then(|seen| factor(seen, attempt.code, attempt.now));
        let cookie = match (&account, factor) {
            (Some(seen), Some(factor)) => {
                // What the password was compared with may have changed meanwhile: the session is
                // written only where the account is still as it was.
                let seen = seen.clone();
                let still = move |writer: &mut Writer| factor.take(writer, &seen);
                let whose = (STAFF, login.as_str());
                self.begin_session(whose, attempt.label, attempt.random, still, attempt.now)?
            }
            _ => None,
        };
        let (Some(cookie), Some(account)) = (cookie, account) else {
            self.rate_limiter.failed(&by_login, attempt.now);
            if !attempt.address.is_empty() {
                self.rate_limiter.failed(&by_address, attempt.now);
            }
            self.audit_refusal(&login, attempt.now)?;
            return Ok(Err(NotEntered::Wrong));
        };
        self.rate_limiter.succeeded(&by_login);
        let device = self.device_of(&login)?;
        Ok(Ok(Entered { cookie, device, unfinished: unfinished(&account) }))
    }

    /// Holds up every password that is to be compared, until the guard goes: for tests of what
    /// happens meanwhile.
    #[doc(hidden)]
    pub fn hold_hashing(&self) -> std::sync::MutexGuard<'_, ()> {
        lock(&self.hashing)
    }

    /// How many passwords wait to be compared.
    #[doc(hidden)]
    #[must_use]
    pub fn hashing_waiting(&self) -> usize {
        self.hashing_waits.load(std::sync::atomic::Ordering::SeqCst)
    }

    /// Puts a refused sign-in on record. What was entered as a login stands there only where it is
    /// one: people enter passwords in the wrong field.
    fn audit_refusal(&self, login: &str, now: Instant) -> Result<(), Failure> {
        let known = self.account(login)?;
        let actor = known.as_ref().map_or("unknown", |account| &account.officer).to_owned();
        let objects = known.iter().map(|account| audit::account(&account.login)).collect();
        let kind = AuditKind::SignInRefused;
        let written =
            self.persist(move |core| audit::write(core, (&actor, now), kind, objects, ""));
        // Where nothing can be written the refusal stands all the same.
        written.or(Ok(()))
    }

    /// Whether a password is an account's; `None` where too many unknown ones ask at once. Takes as
    /// long where there is no account.
    pub(crate) fn password_matches(
        &self,
        account: Option<&Account>,
        candidate: &str,
        known: bool,
    ) -> Option<bool> {
        use std::sync::atomic::Ordering;
        // A browser that this officer has used before is never sent away.
        if self.hashing_waits.fetch_add(1, Ordering::Relaxed) >= QUEUE && !known {
            self.hashing_waits.fetch_sub(1, Ordering::Relaxed);
            return None;
        }
        let turn = lock(&self.hashing);
        let right = match account {
            Some(account) => password::verify(candidate, &account.password),
            None => password::waste(candidate),
        };
        drop(turn);
        self.hashing_waits.fetch_sub(1, Ordering::Relaxed);
        Some(right)
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
        let key = format!("step {session}");
        let wait = self.rate_limiter.wait(&key, FREE, now);
        if wait > 0 {
            return Ok(Err(NotEntered::Wait((wait + 999) / 1000)));
        }
        let account = self.account(login)?.filter(|account| account.enrolled);
        let factor = account.as_ref().and_then(|seen| factor(seen, code, now));
        let shown = match (account, factor) {
            (Some(seen), Some(factor)) => {
                self.persist(move |core| factor.take(&mut core.writer, &seen))?
            }
            _ => false,
        };
        if !shown {
            self.rate_limiter.failed(&key, now);
            return Ok(Err(NotEntered::Wrong));
        }
        self.rate_limiter.succeeded(&key);
        self.stepped(session, now)?;
        Ok(Ok(SecondFactor::of_session(true)))
    }

    fn device_of(&self, login: &str) -> Result<String, Failure> {
        Ok(once::keyed(self.key()?.as_bytes(), &format!("device {login}")))
    }

    fn knows_device(&self, login: &str, device: &str) -> Result<bool, Failure> {
        Ok(!device.is_empty() && once::same(&self.device_of(login)?, device))
    }
}

/// The proof of an account's second factor.
enum Factor {
    /// A code of this time step.
    Step(i64),
    /// A recovery code; those that are left, as digests.
    Recovery(String),
    /// The account has no second factor yet.
    None,
}

impl Factor {
    /// Uses it up; whether the account is still as it was seen.
    fn take(self, writer: &mut Writer, seen: &Account) -> Result<bool, store::Error> {
        match self {
            Self::Step(step) => writer.use_step(seen, step),
            Self::Recovery(left) => writer.put_recovery(seen, &left),
            Self::None => writer.is_unenrolled(seen),
        }
    }
}

/// The second factor that a code is; `None` for a wrong one.
fn factor(account: &Account, code: &str, now: Instant) -> Option<Factor> {
    if !account.enrolled {
        return Some(Factor::None);
    }
    let seconds = u64::try_from(now.0 / 1000).unwrap_or_default();
    let step = totp::matching_step(&account.totp, code, seconds);
    if let Some(step) = step.map(|step| step as i64).filter(|step| *step > account.totp_step) {
        return Some(Factor::Step(step));
    }
    let digest = once::digest(&once::normal(code));
    let left: Vec<&str> =
        account.recovery.lines().filter(|known| !once::same(known, &digest)).collect();
    (left.len() < account.recovery.lines().count()).then(|| Factor::Recovery(left.join("\n")))
}
