//! The marks of printed slips, and who read which dossier. Knows no person.

use rusqlite::params;

use crate::error::Error;
use crate::read::{ask, ask_one};
use crate::{Reader, Writer};

/// A dossier read by an officer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadRow {
    pub position: i64,
    pub at: i64,
    pub officer: String,
    pub stream: String,
    /// What of it was read.
    pub what: String,
}

const PUT: &str = "INSERT INTO slip (mark, stream) VALUES ($1, $2) \
     ON CONFLICT (mark) DO UPDATE SET stream = excluded.stream";

const BY_MARK: &str = "SELECT stream FROM slip WHERE mark = $1";

const ALL: &str = "SELECT mark, stream FROM slip ORDER BY mark";

const LOG: &str = "INSERT INTO read_log (position, at, officer, stream, what) \
     SELECT coalesce(max(position), 0) + 1, $1, $2, $3, $4 FROM read_log";

const READS: &str = "SELECT position, at, officer, stream, what FROM read_log WHERE stream = $1 \
     ORDER BY position";

#[cfg(test)]
pub(crate) const TEXTS: &[&str] = &[PUT, BY_MARK, ALL, LOG, READS];

impl Writer {
    /// Keeps which dossier a slip's mark stands for.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn put_slip(&mut self, mark: &str, stream: &str) -> Result<(), Error> {
        self.change(PUT, params![mark, stream]).map(|_| ())
    }

    /// Logs that an officer read something of a dossier.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn log_read(
        &mut self,
        at: i64,
        officer: &str,
        stream: &str,
        what: &str,
    ) -> Result<(), Error> {
        self.change(LOG, params![at, officer, stream, what]).map(|_| ())
    }
}

impl Reader {
    /// The dossier that a slip's mark stands for.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn by_slip(&self, mark: &str) -> Result<Option<String>, Error> {
        ask_one(self.connection(), BY_MARK, params![mark], |row| row.get(0))
    }

    /// All marks with their dossiers.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn slips(&self) -> Result<Vec<(String, String)>, Error> {
        ask(self.connection(), ALL, &[], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Who read a dossier, in order.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn reads_of(&self, stream: &str) -> Result<Vec<ReadRow>, Error> {
        ask(self.connection(), READS, params![stream], |row| {
            Ok(ReadRow {
                position: row.get(0)?,
                at: row.get(1)?,
                officer: row.get(2)?,
                stream: row.get(3)?,
                what: row.get(4)?,
            })
        })
    }
}
