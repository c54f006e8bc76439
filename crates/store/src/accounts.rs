//! Accounts of officers as rows. What a password or a code is, is not known here: texts come
//! digested.

use rusqlite::{Connection, Row, params};

use crate::error::Error;
use crate::read::{ask, ask_one};
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
    /// Nobody signs in with it any more.
    pub disabled: bool,
}

const PUT: &str = "INSERT INTO account (login, officer, password, totp, totp_step, recovery, \
     changed_at, must_change, enrolled, disabled) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
     ON CONFLICT (login) DO UPDATE SET officer = excluded.officer, password = excluded.password, \
     totp = excluded.totp, totp_step = excluded.totp_step, recovery = excluded.recovery, \
     changed_at = excluded.changed_at, must_change = excluded.must_change, \
     enrolled = excluded.enrolled, disabled = excluded.disabled";

const ONE: &str = "SELECT login, officer, password, totp, totp_step, recovery, \
     changed_at, must_change, enrolled, disabled FROM account WHERE login = $1";

const ALL: &str = "SELECT login, officer, password, totp, totp_step, recovery, \
     changed_at, must_change, enrolled, disabled FROM account ORDER BY login";

#[cfg(test)]
pub(crate) const TEXTS: &[&str] = &[PUT, ONE, ALL];

impl Writer {
    /// Puts an account in place of the one before.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn put_account(&mut self, account: &Account) -> Result<(), Error> {
        let values = params![
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

    /// An account as the open group has it.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn account(&self, login: &str) -> Result<Option<Account>, Error> {
        one(self.connection(), login)
    }
}

impl Reader {
    /// An account.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn account(&self, login: &str) -> Result<Option<Account>, Error> {
        one(self.connection(), login)
    }

    /// All accounts, by login.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn accounts(&self) -> Result<Vec<Account>, Error> {
        ask(self.connection(), ALL, &[], account)
    }
}

fn one(connection: &Connection, login: &str) -> Result<Option<Account>, Error> {
    ask_one(connection, ONE, params![login], account)
}

fn account(row: &Row<'_>) -> Result<Account, rusqlite::Error> {
    Ok(Account {
        login: row.get(0)?,
        officer: row.get(1)?,
        password: row.get(2)?,
        totp: row.get(3)?,
        totp_step: row.get(4)?,
        recovery: row.get(5)?,
        changed_at: row.get(6)?,
        must_change: row.get(7)?,
        enrolled: row.get(8)?,
        disabled: row.get(9)?,
    })
}
