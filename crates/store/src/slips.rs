//! The marks of printed slips. Knows no person.

use rusqlite::params;

use crate::error::Error;
use crate::read::{ask, ask_one};
use crate::{Reader, Writer};

const PUT: &str = "INSERT INTO slip (mark, stream) VALUES ($1, $2) \
     ON CONFLICT (mark) DO UPDATE SET stream = excluded.stream";

const BY_MARK: &str = "SELECT stream FROM slip WHERE mark = $1";

const ALL: &str = "SELECT mark, stream FROM slip ORDER BY mark";

#[cfg(test)]
pub(crate) const TEXTS: &[&str] = &[PUT, BY_MARK, ALL];

impl Writer {
    /// Keeps which dossier a slip's mark stands for.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn put_slip(&mut self, mark: &str, stream: &str) -> Result<(), Error> {
        self.change(PUT, params![mark, stream]).map(|_| ())
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
}
