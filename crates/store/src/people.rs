//! The applicants of dossiers, with the words of their names for `lists/search.rs`. Personal data
//! are stored here and in sealed parts only. The module must not know how words are folded: callers
//! pass folded words.

use crate::driver::{Row, values};
use crate::error::Error;
use crate::{Reader, Writer};

/// The applicant of a dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApplicantRow {
    pub name: String,
    pub address: String,
    pub phone: String,
    pub identity: String,
}

const ADD: &str = "INSERT INTO applicant (stream, person, name, address, phone, identity, words) \
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (stream) DO NOTHING";

const PUT: &str = "UPDATE applicant SET person = $2, name = $3, address = $4, phone = $5, \
     identity = $6, words = $7 WHERE stream = $1";

/// Reads the words of an applicant's current name. The words are stored with the applicant, so that
/// a new name replaces its words without an index.
const WORDS: &str = "SELECT words FROM applicant WHERE stream = $1";

const DROP_WORD: &str = "DELETE FROM applicant_word WHERE word = $1 AND stream = $2";

const PUT_WORD: &str = "INSERT INTO applicant_word (word, stream) VALUES ($1, $2) \
     ON CONFLICT (word, stream) DO NOTHING";

const ONE: &str = "SELECT name, address, phone, identity FROM applicant WHERE stream = $1";

const OF_PERSON: &str = "SELECT applicant.stream AS stream, name, address, phone, identity FROM applicant \
     LEFT JOIN dossier ON dossier.stream = applicant.stream WHERE applicant.person = $1 \
     ORDER BY coalesce(received_at, filed_at, 0) DESC, applicant.stream DESC";

/// By the record and by the applicants' table.
const STREAMS: &str = "SELECT stream, coalesce(received_at, filed_at, 0) AS at FROM dossier \
     WHERE person <> '' AND person = $1 UNION \
     SELECT dossier.stream AS stream, coalesce(received_at, filed_at, 0) AS at FROM applicant \
     JOIN dossier ON dossier.stream = applicant.stream WHERE applicant.person = $1";

impl Writer {
    /// Replaces the applicant of a dossier and the words of the name.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn put_applicant(
        &mut self,
        stream: &str,
        person: &str,
        row: &ApplicantRow,
        words: &[String],
    ) -> Result<(), Error> {
        let stored = words.join("\n");
        let values =
            values![stream, person, row.name, row.address, row.phone, row.identity, stored];
        if self.change(ADD, values)? == 0 {
            let before: Option<String> =
                self.driver().first(WORDS, values![stream], |row| row.get("words"))?;
            for word in before.iter().flat_map(|words| words.lines()) {
                self.change(DROP_WORD, values![word, stream])?;
            }
            self.change(PUT, values)?;
        }
        for word in words {
            self.change(PUT_WORD, values![word, stream])?;
        }
        Ok(())
    }
}

impl Writer {
    /// The telephone number of a dossier's applicant, including the open group.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn phone_of(&self, stream: &str) -> Result<Option<String>, Error> {
        let phone = self.driver().first(ONE, values![stream], applicant)?;
        Ok(phone.map(|applicant| applicant.phone))
    }
}

impl Reader {
    /// The applicant of a dossier.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn applicant(&self, stream: &str) -> Result<Option<ApplicantRow>, Error> {
        self.driver().first(ONE, values![stream], applicant)
    }

    /// The streams of a person's dossiers, each with the instant of its reception or filing.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn streams_of_person(&self, person: &str) -> Result<Vec<(String, i64)>, Error> {
        self.driver().all(STREAMS, values![person], |row| Ok((row.get("stream")?, row.get("at")?)))
    }

    /// The dossiers of a person with their applicants, the newest first.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn applicants_of(&self, person: &str) -> Result<Vec<(String, ApplicantRow)>, Error> {
        self.driver().all(OF_PERSON, values![person], named)
    }
}

fn named(row: &Row<'_>) -> Result<(String, ApplicantRow), Error> {
    Ok((row.get("stream")?, applicant(row)?))
}

pub(crate) fn applicant(row: &Row<'_>) -> Result<ApplicantRow, Error> {
    Ok(ApplicantRow {
        name: row.get("name")?,
        address: row.get("address")?,
        phone: row.get("phone")?,
        identity: row.get("identity")?,
    })
}
