//! The applicants of dossiers, as they gave themselves, and the words of their names for search.
//! Personal data stands here and in sealed parts only. Knows no folding: words come folded.

use std::collections::BTreeSet;

use rusqlite::types::Value;
use rusqlite::{Row, params};

use crate::error::Error;
use crate::lists::ListQuery;
use crate::numbered::numbered;
use crate::read::{ask, ask_one};
use crate::{Reader, Writer};

/// An applicant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApplicantRow {
    pub name: String,
    pub address: String,
    pub phone: String,
    pub identity: String,
}

const PUT: &str = "INSERT INTO applicant (stream, person, name, address, phone, identity, words) \
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (stream) DO UPDATE SET \
     person = excluded.person, name = excluded.name, address = excluded.address, \
     phone = excluded.phone, identity = excluded.identity, words = excluded.words";

/// Kept with the applicant so that a new name finds the words of the old one without an index.
const WORDS: &str = "SELECT words FROM applicant WHERE stream = $1";

const DROP_WORD: &str = "DELETE FROM applicant_word WHERE word = $1 AND stream = $2";

const PUT_WORD: &str = "INSERT INTO applicant_word (word, stream) VALUES ($1, $2) \
     ON CONFLICT (word, stream) DO NOTHING";

const ONE: &str = "SELECT name, address, phone, identity FROM applicant WHERE stream = $1";

const OF_PERSON: &str = "SELECT applicant.stream, name, address, phone, identity FROM applicant \
     LEFT JOIN dossier ON dossier.stream = applicant.stream WHERE applicant.person = $1 \
     ORDER BY coalesce(received_at, filed_at, 0) DESC, applicant.stream DESC";

const LIKE: &str = "SELECT applicant.person, applicant.stream, name, address, phone, identity FROM applicant \
     LEFT JOIN dossier ON dossier.stream = applicant.stream WHERE applicant.person <> '' \
     AND NOT EXISTS (SELECT 1 FROM citizen WHERE citizen.person = applicant.person)";

const LIKE_ORDER: &str = " ORDER BY coalesce(received_at, filed_at, 0) DESC, applicant.stream DESC";

#[cfg(test)]
pub(crate) const TEXTS: &[&str] = &[PUT, WORDS, DROP_WORD, PUT_WORD, ONE, OF_PERSON, LIKE];

impl Writer {
    /// Puts a dossier's applicant and the words of the name in place of the ones before.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn put_applicant(
        &mut self,
        stream: &str,
        person: &str,
        row: &ApplicantRow,
        words: &[String],
    ) -> Result<(), Error> {
        let before: Option<String> =
            ask_one(self.connection(), WORDS, params![stream], |row| row.get(0))?;
        for word in before.iter().flat_map(|words| words.lines()) {
            self.change(DROP_WORD, params![word, stream])?;
        }
        let stored = words.join("\n");
        let values =
            params![stream, person, row.name, row.address, row.phone, row.identity, stored];
        self.change(PUT, values)?;
        for word in words {
            self.change(PUT_WORD, params![word, stream])?;
        }
        Ok(())
    }
}

impl Writer {
    /// The telephone of a dossier's applicant, in the open group too.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn phone_of(&self, stream: &str) -> Result<Option<String>, Error> {
        let found = ask_one(self.connection(), ONE, params![stream], |row| applicant(row, 0))?;
        Ok(found.map(|applicant| applicant.phone))
    }
}

impl Reader {
    /// A dossier's applicant.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn applicant(&self, stream: &str) -> Result<Option<ApplicantRow>, Error> {
        ask_one(self.connection(), ONE, params![stream], |row| applicant(row, 0))
    }

    /// A person's dossiers with what was given in each, the newest first.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn applicants_of(&self, person: &str) -> Result<Vec<(String, ApplicantRow)>, Error> {
        ask(self.connection(), OF_PERSON, params![person], named)
    }

    /// Persons met by an officer, none of an account: what somebody typed online says nothing of who
    /// stands at the desk. Those whose name has, for each folded word, a word that begins so, with
    /// their last dossier and what they gave in it; the newest first, each once. No word finds nobody.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn people_like(
        &self,
        words: &[String],
        limit: usize,
    ) -> Result<Vec<(String, String, ApplicantRow)>, Error> {
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let mut query = ListQuery { text: LIKE.to_owned(), values: Vec::<Value>::new() };
        query.words(" AND applicant.stream", words);
        query.text.push_str(LIKE_ORDER);
        let mut statement = self.connection().prepare_cached(&numbered(&query.text))?;
        let values = rusqlite::params_from_iter(&query.values);
        let rows = statement.query_map(values, |row| {
            Ok((row.get::<_, String>(0)?, row.get(1)?, applicant(row, 2)?))
        })?;
        let (mut known, mut people) = (BTreeSet::new(), Vec::new());
        for row in rows {
            let (person, stream, given) = row?;
            if people.len() == limit {
                break;
            }
            if known.insert(person.clone()) {
                people.push((person, stream, given));
            }
        }
        Ok(people)
    }
}

fn named(row: &Row<'_>) -> Result<(String, ApplicantRow), rusqlite::Error> {
    Ok((row.get(0)?, applicant(row, 1)?))
}

fn applicant(row: &Row<'_>, first: usize) -> Result<ApplicantRow, rusqlite::Error> {
    Ok(ApplicantRow {
        name: row.get(first)?,
        address: row.get(first + 1)?,
        phone: row.get(first + 2)?,
        identity: row.get(first + 3)?,
    })
}
