//! The marks of printed slips. Knows no person.

use crate::driver::values;
use crate::error::Error;
use crate::{Reader, Writer};

const PUT: &str = "INSERT INTO slip (mark, stream) VALUES ($1, $2) \
     ON CONFLICT (mark) DO UPDATE SET stream = excluded.stream, revoked_at = NULL";

const BY_MARK: &str = "SELECT stream FROM slip WHERE mark = $1 AND revoked_at IS NULL";

const REVOKE: &str = "UPDATE slip SET revoked_at = $1 WHERE stream = $2 AND revoked_at IS NULL";

const ALL: &str = "SELECT mark, stream FROM slip ORDER BY mark";

impl Writer {
    /// Keeps which dossier a slip's mark stands for.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn put_slip(&mut self, mark: &str, stream: &str) -> Result<(), Error> {
        self.change(PUT, values![mark, stream]).map(|_| ())
    }

    /// The dossier that a slip's mark stands for, unless it is revoked; in the open group too.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn by_slip(&self, mark: &str) -> Result<Option<String>, Error> {
        self.driver().first(BY_MARK, values![mark], |row| row.get("stream"))
    }

    /// Revokes the marks of a dossier's slips; how many were good.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn revoke_slips(&mut self, stream: &str, at: i64) -> Result<usize, Error> {
        self.change(REVOKE, values![at, stream])
    }
}

impl Reader {
    /// The dossier that a slip's mark stands for, unless it is revoked.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn by_slip(&self, mark: &str) -> Result<Option<String>, Error> {
        self.driver().first(BY_MARK, values![mark], |row| row.get("stream"))
    }

    /// All marks with their dossiers.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn slips(&self) -> Result<Vec<(String, String)>, Error> {
        self.driver().all(ALL, &[], |row| Ok((row.get("mark")?, row.get("stream")?)))
    }
}
