//! Accounts of officers as rows. What a password or a code is, is not known here: texts come
//! digested.

use crate::driver::{Driver, Row, values};
use crate::error::Error;
use crate::{Reader, Writer};

/// An account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    pub login: String,
    /// The officer that it speaks for.
    pub officer: String,
    /// Digest of the password.
    pub password: String,
    /// Secret of the one-time codes.
    pub totp: String,
    /// The last time step whose code was used.
    pub totp_step: i64,
    /// Digests of the unused recovery codes, one a line.
    pub recovery: String,
    /// When the password was last changed.
    pub changed_at: i64,
    /// The password must be changed at the next sign-in.
    pub must_change: bool,
    /// The second factor was shown once.
    pub enrolled: bool,
    /// The account can no longer sign in.
    pub disabled: bool,
}

const PUT: &str = "INSERT INTO account (login, officer, password, totp, totp_step, recovery, \
     changed_at, must_change, enrolled, disabled) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
     ON CONFLICT (login) DO UPDATE SET officer = excluded.officer, password = excluded.password, \
     totp = excluded.totp, totp_step = excluded.totp_step, recovery = excluded.recovery, \
     changed_at = excluded.changed_at, must_change = excluded.must_change, \
     enrolled = excluded.enrolled, disabled = excluded.disabled";

const DISABLE: &str = "UPDATE account SET disabled = $1 WHERE login = $2";

const PASSWORD: &str = "UPDATE account SET password = $1, must_change = 0, changed_at = $2 \
     WHERE login = $3 AND password = $4 AND disabled = 0";

const STEP: &str = "UPDATE account SET totp_step = $1 WHERE login = $2 AND password = $3 \
     AND totp = $4 AND totp_step < $5 AND enrolled = 1 AND disabled = 0";

const RECOVERY: &str = "UPDATE account SET recovery = $1 WHERE login = $2 AND password = $3 \
     AND recovery = $4 AND enrolled = 1 AND disabled = 0";

const UNENROLLED: &str = "UPDATE account SET enrolled = 0 WHERE login = $1 AND password = $2 \
     AND enrolled = 0 AND disabled = 0";

const SECRET: &str =
    "UPDATE account SET totp = $1 WHERE login = $2 AND enrolled = 0 AND totp = '' AND disabled = 0";

const ENROL: &str = "UPDATE account SET enrolled = 1, totp_step = $1, recovery = $2 \
     WHERE login = $3 AND totp = $4 AND enrolled = 0 AND disabled = 0";

const ONE: &str = "SELECT login, officer, password, totp, totp_step, recovery, \
     changed_at, must_change, enrolled, disabled FROM account WHERE login = $1";

const ALL: &str = "SELECT login, officer, password, totp, totp_step, recovery, \
     changed_at, must_change, enrolled, disabled FROM account ORDER BY login";

impl Writer {
    /// Puts an account in place of the one before.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn put_account(&mut self, account: &Account) -> Result<(), Error> {
        let values = values![
            account.login,
            account.officer,
            account.password,
            account.totp,
            account.totp_step,
            account.recovery,
            account.changed_at,
            account.must_change,
            account.enrolled,
            account.disabled,
        ];
        self.change(PUT, values).map(|_| ())
    }

    /// Closes or opens an account; whether there is one.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn put_disabled(&mut self, login: &str, disabled: bool) -> Result<bool, Error> {
        Ok(self.change(DISABLE, values![disabled, login])? > 0)
    }

    /// Changes the password of an open account that still has the one in `seen`; whether it did.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn put_password(&mut self, seen: &Account, new: &str, at: i64) -> Result<bool, Error> {
        Ok(self.change(PASSWORD, values![new, at, seen.login, seen.password])? > 0)
    }

    /// Uses up a time step of an open account that is still as in `seen`; whether it was unused.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn use_step(&mut self, seen: &Account, step: i64) -> Result<bool, Error> {
        let values = values![step, seen.login, seen.password, seen.totp, step];
        Ok(self.change(STEP, values)? > 0)
    }

    /// Leaves an open account that is still as in `seen` with these recovery codes; whether it did.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn put_recovery(&mut self, seen: &Account, left: &str) -> Result<bool, Error> {
        let values = values![left, seen.login, seen.password, seen.recovery];
        Ok(self.change(RECOVERY, values)? > 0)
    }

    /// Whether an account is open, without second factor, and has the password in `seen`.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn is_unenrolled(&mut self, seen: &Account) -> Result<bool, Error> {
        Ok(self.change(UNENROLLED, values![seen.login, seen.password])? > 0)
    }

    /// Gives an account without second factor a secret, if it has none; whether it did.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn put_secret(&mut self, login: &str, secret: &str) -> Result<bool, Error> {
        Ok(self.change(SECRET, values![secret, login])? > 0)
    }

    /// Confirms the secret in `seen` as the second factor; whether it still was the account's.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn enrol(&mut self, seen: &Account, step: i64, recovery: &str) -> Result<bool, Error> {
        Ok(self.change(ENROL, values![step, recovery, seen.login, seen.totp])? > 0)
    }

    /// An account as the open group has it.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn account(&self, login: &str) -> Result<Option<Account>, Error> {
        one(self.driver(), login)
    }
}

impl Reader {
    /// An account.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn account(&self, login: &str) -> Result<Option<Account>, Error> {
        one(self.driver(), login)
    }

    /// All accounts, by login.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn accounts(&self) -> Result<Vec<Account>, Error> {
        self.driver().all(ALL, &[], account)
    }
}

fn one(driver: &dyn Driver, login: &str) -> Result<Option<Account>, Error> {
    driver.first(ONE, values![login], account)
}

fn account(row: &Row<'_>) -> Result<Account, Error> {
    Ok(Account {
        login: row.get("login")?,
        officer: row.get("officer")?,
        password: row.get("password")?,
        totp: row.get("totp")?,
        totp_step: row.get("totp_step")?,
        recovery: row.get("recovery")?,
        changed_at: row.get("changed_at")?,
        must_change: row.get("must_change")?,
        enrolled: row.get("enrolled")?,
        disabled: row.get("disabled")?,
    })
}
