//! Accounts of officers as rows. The module must not know passwords or codes: callers pass digests.

use crate::driver::{Driver, Row, values};
use crate::error::Error;
use crate::{Reader, Writer};

/// An account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    pub login: String,
    /// The id of the officer to whom the account belongs.
    pub officer: String,
    /// The digest of the password.
    pub password: String,
    /// The secret of the authenticator in base 32; empty before the set-up.
    pub totp: String,
    /// The last time step whose code was used.
    pub totp_step: i64,
    /// The digests of the unused recovery codes, one on each line.
    pub recovery: String,
    /// The instant of the last change of the password.
    pub changed_at: i64,
    /// Whether the password must be changed at the next sign-in.
    pub must_change: bool,
    /// Whether the second factor is confirmed.
    pub enrolled: bool,
    /// Whether the account is closed.
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
    /// Inserts or replaces an account.
    ///
    /// # Errors
    /// An error of the database driver.
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

    /// Closes or opens an account; returns whether there is one.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn set_disabled(&mut self, login: &str, disabled: bool) -> Result<bool, Error> {
        Ok(self.change(DISABLE, values![disabled, login])? > 0)
    }

    /// Changes the password of an open account whose password is still that in `seen`; returns
    /// whether it did.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn put_password(&mut self, seen: &Account, new: &str, at: i64) -> Result<bool, Error> {
        Ok(self.change(PASSWORD, values![new, at, seen.login, seen.password])? > 0)
    }

    /// Marks a time step as used, if the open account is still as in `seen`; returns whether the
    /// step was unused before.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn use_step(&mut self, seen: &Account, step: i64) -> Result<bool, Error> {
        let values = values![step, seen.login, seen.password, seen.totp, step];
        Ok(self.change(STEP, values)? > 0)
    }

    /// Replaces the recovery codes of an open account that is still as in `seen`; returns whether
    /// it did.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn put_recovery(&mut self, seen: &Account, left: &str) -> Result<bool, Error> {
        let values = values![left, seen.login, seen.password, seen.recovery];
        Ok(self.change(RECOVERY, values)? > 0)
    }

    /// Whether an account is open, has no second factor, and has the password in `seen`.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn is_unenrolled(&mut self, seen: &Account) -> Result<bool, Error> {
        Ok(self.change(UNENROLLED, values![seen.login, seen.password])? > 0)
    }

    /// Stores the secret of an account without a second factor, if it has none; returns whether it
    /// did.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn put_secret(&mut self, login: &str, secret: &str) -> Result<bool, Error> {
        Ok(self.change(SECRET, values![secret, login])? > 0)
    }

    /// Confirms the secret in `seen` as the second factor; returns whether the account still has
    /// this secret.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn enrol(&mut self, seen: &Account, step: i64, recovery: &str) -> Result<bool, Error> {
        Ok(self.change(ENROL, values![step, recovery, seen.login, seen.totp])? > 0)
    }

    /// The account of a login, including changes of the open group.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn account(&self, login: &str) -> Result<Option<Account>, Error> {
        one(self.driver(), login)
    }
}

impl Reader {
    /// The account of a login.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn account(&self, login: &str) -> Result<Option<Account>, Error> {
        one(self.driver(), login)
    }

    /// All accounts, by login.
    ///
    /// # Errors
    /// An error of the database driver.
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
