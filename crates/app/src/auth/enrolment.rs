//! An officer's own account: a new password, the second factor set up, recovery codes.

use calendar::Instant;
use credentials::password::Weakness;
use credentials::{once, spelling, totp};

use super::hash_queue::Caller;
use super::rate_limiter::Limit;
use super::session::Ending;
use super::sign_in::{FREE, NotEntered, TOO_MANY};
use crate::application::Application;
use crate::audit;
use crate::error::Failure;
use text::phrase;

/// Why a new password was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordRefused {
    /// The present one is wrong.
    Wrong,
    /// The new one is too weak.
    Weak(Weakness),
    /// The new one is the present one.
    Same,
    /// Too many tries; in so many seconds again.
    Wait(i64),
}

/// Why a second factor was not confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotConfirmed {
    /// The account has its second factor, as after a first press of the same form.
    AlreadySetUp,
    /// The code was not taken.
    Code(NotEntered),
}

/// A second factor to be set up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secret {
    /// To be typed into the device.
    pub secret: String,
    /// To be shown as a QR code.
    pub uri: String,
}

impl Application {
    /// Changes an officer's password; the officer's other sessions end, and the account knows no
    /// browser any more.
    ///
    /// # Errors
    /// [`Failure::Overloaded`] where too many passwords wait to be hashed; or the store failed.
    pub fn change_password(
        &self,
        (session, login): (&str, &str),
        present: &str,
        new: &str,
        salt: [u8; 16],
        now: Instant,
    ) -> Result<Result<(), PasswordRefused>, Failure> {
        let account = self.account(login)?;
        let limit = Limit::of(format!("present {login}"), FREE);
        if let Err(wait) = self.rate_limiter.count(std::slice::from_ref(&limit), now) {
            if wait.first {
                self.audit_refusal(login, TOO_MANY, now)?;
            }
            return Ok(Err(PasswordRefused::Wait((wait.millis + 999) / 1000)));
        }
        let stored = account.as_ref().map(|account| account.password.as_str());
        let hashing = self.hash_queue.enter(Caller::Known)?;
        if !hashing.is(present, stored) {
            drop(hashing);
            self.audit_refusal(login, "present_password", now)?;
            return Ok(Err(PasswordRefused::Wrong));
        }
        self.rate_limiter.succeeded(&limit);
        if present == new {
            return Ok(Err(PasswordRefused::Same));
        }
        if let Err(weakness) = self.check_password(login, new) {
            return Ok(Err(PasswordRefused::Weak(weakness)));
        }
        let hash = hashing.hash(new, salt);
        drop(hashing);
        let others = Ending::of_all(login, Some(session));
        let ending = others.clone();
        let changed = match account {
            Some(seen) => self.persist(move |core| {
                let changed = core.writer.put_password(&seen, &hash, now.0)?;
                if changed {
                    ending.write(core, now)?;
                    audit::of_own_account(core, &seen, now)?;
                }
                Ok(changed)
            })?,
            None => false,
        };
        if !changed {
            // Changed by another, or closed, while this one was looked at.
            return Ok(Err(PasswordRefused::Wrong));
        }
        self.forget_sessions(&others);
        self.finished(session);
        Ok(Ok(()))
    }

    /// The second factor that an officer is to set up: the same one until it is confirmed.
    ///
    /// # Errors
    /// There is no such account, it has its second factor, or the store failed.
    pub fn second_factor_to_set_up(
        &self,
        login: &str,
        random: [u8; 20],
    ) -> Result<Secret, Failure> {
        let secret = totp::secret(random);
        let whose = login.to_owned();
        self.persist(move |core| core.writer.put_secret(&whose, &secret).map(drop))?;
        let unknown = || Failure::Unknown { what: phrase!("account"), name: login.to_owned() };
        let account = self.account(login)?.ok_or_else(unknown)?;
        if account.enrolled {
            return Err(Failure::Unknown {
                what: phrase!("second factor to set up"),
                name: login.into(),
            });
        }
        let issuer = self.rules().agency.as_ref().map(|agency| agency.name.clone());
        let issuer = issuer.unwrap_or_else(|| "Một Cửa".into());
        Ok(Secret { uri: totp::uri(&account.totp, login, &issuer), secret: account.totp })
    }

    /// Confirms the second factor by a first code; gives the recovery codes, shown this once. Codes are
    /// counted before they are compared.
    ///
    /// # Errors
    /// The store failed.
    pub fn confirm_second_factor(
        &self,
        (session, login): (&str, &str),
        code: &str,
        random: [u8; 100],
        now: Instant,
    ) -> Result<Result<Vec<String>, NotConfirmed>, Failure> {
        let wrong = || Ok(Err(NotConfirmed::Code(NotEntered::Wrong)));
        let limit = Limit::of(format!("confirm {login}"), FREE);
        if let Err(wait) = self.rate_limiter.count(std::slice::from_ref(&limit), now) {
            if wait.first {
                self.audit_refusal(login, TOO_MANY, now)?;
            }
            return Ok(Err(NotConfirmed::Code(wait.into())));
        }
        let seconds = u64::try_from(now.0 / 1000).unwrap_or_default();
        let Some(seen) = self.account(login)? else { return wrong() };
        if seen.enrolled {
            return Ok(Err(NotConfirmed::AlreadySetUp));
        }
        let Some(step) = totp::matching_step(&seen.totp, code, seconds) else {
            self.audit_refusal(login, "second_factor", now)?;
            return wrong();
        };
        let codes = once::recovery(random);
        let stored = digests(&codes);
        let enrolled = self.persist(move |core| {
            let enrolled = core.writer.enrol(&seen, step as i64, &stored)?;
            if enrolled {
                audit::of_own_account(core, &seen, now)?;
            }
            Ok(enrolled)
        })?;
        if !enrolled {
            // Changed by another press, or closed, while this one was looked at.
            return match self.account(login)?.is_some_and(|account| account.enrolled) {
                true => Ok(Err(NotConfirmed::AlreadySetUp)),
                false => wrong(),
            };
        }
        self.rate_limiter.succeeded(&limit);
        self.finished(session);
        self.stepped(session, now)?;
        Ok(Ok(codes))
    }

    /// New recovery codes in place of the old ones, shown this once.
    ///
    /// # Errors
    /// There is no such account, or the store failed.
    pub fn new_recovery_codes(
        &self,
        login: &str,
        random: [u8; 100],
        now: Instant,
    ) -> Result<Vec<String>, Failure> {
        let codes = once::recovery(random);
        let unknown = || Failure::Unknown { what: phrase!("account"), name: login.to_owned() };
        let seen = self.account(login)?.ok_or_else(unknown)?;
        let stored = digests(&codes);
        let changed = self.persist(move |core| {
            let changed = core.writer.put_recovery(&seen, &stored)?;
            if changed {
                audit::of_own_account(core, &seen, now)?;
            }
            Ok(changed)
        })?;
        if changed { Ok(codes) } else { Err(unknown()) }
    }
}

fn digests(codes: &[String]) -> String {
    let digests: Vec<String> =
        codes.iter().map(|code| once::digest(&spelling::normal(code))).collect();
    digests.join("\n")
}
