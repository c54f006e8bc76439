//! Contacts of citizens for sign-in, and the one-time codes sent to them. The module must not know
//! codes: callers pass digests.

use crate::driver::{Driver, Row, values};
use crate::error::Error;
use crate::{Reader, Writer};

/// A citizen's contact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Citizen {
    /// The telephone number (E.164) or mail address.
    pub contact: String,
    /// The pseudonym of the person, the same as in the dossiers.
    pub person: String,
    pub name: String,
    pub since: i64,
}

/// The one-time code that was last sent to a contact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OneTimeCode {
    pub contact: String,
    pub digest: String,
    pub sent_at: i64,
    /// The number of wrong codes that were entered since.
    pub tries: i64,
    /// Whether the code was requested from a known browser or by the holder of a slip.
    pub is_known: bool,
}

const PUT: &str = "INSERT INTO citizen (contact, person, name, since) VALUES ($1, $2, $3, $4) \
     ON CONFLICT (contact) DO UPDATE SET person = excluded.person, name = excluded.name, \
     since = excluded.since";

const ONE: &str = "SELECT contact, person, name, since FROM citizen WHERE contact = $1";

const OF_PERSON: &str = "SELECT contact, person, name, since FROM citizen WHERE person = $1 \
     ORDER BY since DESC, contact";

const PUT_CODE: &str = "INSERT INTO one_time_code (contact, digest, sent_at, tries, known) \
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT (contact) DO UPDATE SET digest = excluded.digest, \
     sent_at = excluded.sent_at, tries = excluded.tries, known = excluded.known";

const CODE: &str =
    "SELECT contact, digest, sent_at, tries, known FROM one_time_code WHERE contact = $1";

const DROP_CODE: &str = "DELETE FROM one_time_code WHERE contact = $1";

const DROP_OLD_CODES: &str = "DELETE FROM one_time_code WHERE sent_at < $1";

const OLD_CODES: &str = "SELECT EXISTS (SELECT 1 FROM one_time_code WHERE sent_at < $1) AS found";

const PUT_SENT: &str = "INSERT INTO code_sent (contact, known, at) VALUES ($1, $2, $3)";

const SENT_TO: &str = "SELECT count(*) AS sent FROM code_sent \
     WHERE contact = $1 AND known = $2 AND at > $3 AND at < $4";

const SENT: &str =
    "SELECT count(*) AS sent FROM code_sent WHERE known = $1 AND at > $2 AND at < $3";

const DROP_OLD_SENT: &str = "DELETE FROM code_sent WHERE at < $1";

impl Writer {
    /// Inserts or replaces a contact.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn put_citizen(&mut self, citizen: &Citizen) -> Result<(), Error> {
        let values = values![citizen.contact, citizen.person, citizen.name, citizen.since];
        self.change(PUT, values).map(|_| ())
    }

    /// Inserts or replaces the code of a contact.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn put_one_time_code(&mut self, code: &OneTimeCode) -> Result<(), Error> {
        let values = values![code.contact, code.digest, code.sent_at, code.tries, code.is_known];
        self.change(PUT_CODE, values).map(|_| ())
    }

    /// Deletes the code of a contact.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn drop_one_time_code(&mut self, contact: &str) -> Result<(), Error> {
        self.change(DROP_CODE, values![contact]).map(|_| ())
    }

    /// Deletes the codes sent before an instant; returns their number.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn drop_codes_before(&mut self, at: i64) -> Result<usize, Error> {
        self.change(DROP_OLD_CODES, values![at])
    }

    /// Records that a code was sent to a contact, of which the digest is passed; deletes records
    /// from before an instant.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn put_code_sent(
        &mut self,
        (contact, known): (&str, bool),
        at: i64,
        drop_before: i64,
    ) -> Result<(), Error> {
        self.change(DROP_OLD_SENT, values![drop_before])?;
        self.change(PUT_SENT, values![contact, known, at]).map(|_| ())
    }

    /// The number of codes sent to a contact between two instants, including the open group.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn codes_sent_to(
        &self,
        (contact, known): (&str, bool),
        (from, to): (i64, i64),
    ) -> Result<i64, Error> {
        self.driver().one(SENT_TO, values![contact, known, from, to], "sent")
    }

    /// The number of codes requested from unknown browsers, to all contacts together, between two
    /// instants, including the open group.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn codes_sent_to_unknown_browsers(&self, (from, to): (i64, i64)) -> Result<i64, Error> {
        self.driver().one(SENT, values![false, from, to], "sent")
    }

    /// The citizen with a contact, including the open group.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn citizen(&self, contact: &str) -> Result<Option<Citizen>, Error> {
        self.driver().first(ONE, values![contact], citizen)
    }

    /// The newest contact of a person, including the open group.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn contact_of(&self, person: &str) -> Result<Option<String>, Error> {
        let contact = self.driver().first(OF_PERSON, values![person], citizen)?;
        Ok(contact.map(|citizen| citizen.contact))
    }

    /// The code of a contact, including the open group.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn one_time_code(&self, contact: &str) -> Result<Option<OneTimeCode>, Error> {
        code(self.driver(), contact)
    }
}

impl Reader {
    /// Whether a code was sent before an instant and not deleted.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn has_codes_before(&self, at: i64) -> Result<bool, Error> {
        self.driver().one(OLD_CODES, values![at], "found")
    }

    /// The citizen with a contact.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn citizen(&self, contact: &str) -> Result<Option<Citizen>, Error> {
        self.driver().first(ONE, values![contact], citizen)
    }

    /// The contacts of a person's account, the newest first.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn contacts_of(&self, person: &str) -> Result<Vec<Citizen>, Error> {
        self.driver().all(OF_PERSON, values![person], citizen)
    }

    /// The citizen of a person, with the newest contact.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn citizen_of(&self, person: &str) -> Result<Option<Citizen>, Error> {
        self.driver().first(OF_PERSON, values![person], citizen)
    }

    /// The code of a contact.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn one_time_code(&self, contact: &str) -> Result<Option<OneTimeCode>, Error> {
        code(self.driver(), contact)
    }
}

fn citizen(row: &Row<'_>) -> Result<Citizen, Error> {
    Ok(Citizen {
        contact: row.get("contact")?,
        person: row.get("person")?,
        name: row.get("name")?,
        since: row.get("since")?,
    })
}

fn code(driver: &dyn Driver, contact: &str) -> Result<Option<OneTimeCode>, Error> {
    driver.first(CODE, values![contact], |row| {
        Ok(OneTimeCode {
            contact: row.get("contact")?,
            digest: row.get("digest")?,
            sent_at: row.get("sent_at")?,
            tries: row.get("tries")?,
            is_known: row.get("known")?,
        })
    })
}
