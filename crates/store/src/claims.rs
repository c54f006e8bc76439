//! Claims of accounts to persons met at the desk, with the dossier of the slip. The module must not
//! know the proof of a claim.

use crate::driver::values;
use crate::error::Error;
use crate::{Reader, Writer};

/// A claim of an account to a person met at the desk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claim {
    /// The pseudonym of the account.
    pub account: String,
    /// The pseudonym of the person met at the desk.
    pub person: String,
    /// The stream of the dossier whose slip proved the claim.
    pub stream: String,
    pub at: i64,
}

const PUT: &str = "INSERT INTO claim (account, person, stream, at) VALUES ($1, $2, $3, $4) \
     ON CONFLICT (account, person) DO UPDATE SET stream = excluded.stream, at = excluded.at";

const OF: &str = "SELECT person FROM claim WHERE account = $1 ORDER BY at, person";

const BY_STREAM: &str = "SELECT account FROM claim WHERE stream = $1 ORDER BY account";

const DROP_BY_STREAM: &str = "DELETE FROM claim WHERE stream = $1";

const CONTACT: &str = "SELECT citizen.contact FROM claim \
     JOIN citizen ON citizen.person = claim.account WHERE claim.person = $1 \
     ORDER BY claim.at DESC, citizen.since DESC, citizen.contact LIMIT 1";

impl Writer {
    /// Inserts or renews a claim.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn put_claim(&mut self, claim: &Claim) -> Result<(), Error> {
        let values = values![claim.account, claim.person, claim.stream, claim.at];
        self.change(PUT, values).map(|_| ())
    }

    /// Deletes the claims that a dossier's slip proved; returns their accounts.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn drop_claims_by(&mut self, stream: &str) -> Result<Vec<String>, Error> {
        let accounts = self.driver().all(BY_STREAM, values![stream], |row| row.get("account"))?;
        self.change(DROP_BY_STREAM, values![stream])?;
        Ok(accounts)
    }

    /// The contact of the account that last claimed a person, including the open group.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn contact_of_claim(&self, person: &str) -> Result<Option<String>, Error> {
        self.driver().first(CONTACT, values![person], |row| row.get("contact"))
    }
}

impl Reader {
    /// The contact of the account that last claimed a person.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn contact_of_claim(&self, person: &str) -> Result<Option<String>, Error> {
        self.driver().first(CONTACT, values![person], |row| row.get("contact"))
    }

    /// The persons that an account has claimed.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn claimed_by(&self, account: &str) -> Result<Vec<String>, Error> {
        self.driver().all(OF, values![account], |row| row.get("person"))
    }
}
