//! The marks of printed slips, by which a dossier is found. The module must not know persons.

use crate::driver::values;
use crate::error::Error;
use crate::{Reader, Writer};

const PUT: &str = "INSERT INTO slip (mark, stream) VALUES ($1, $2) ON CONFLICT (mark) DO NOTHING";

/// Inserts the mark of a code and key, unless the slip's token is revoked.
const PUT_KEY: &str = "INSERT INTO slip (mark, stream) SELECT $1, $2 WHERE EXISTS \
     (SELECT 1 FROM slip AS token WHERE token.mark = $3 AND token.revoked_at IS NULL) \
     ON CONFLICT (mark) DO NOTHING";

const BY_MARK: &str = "SELECT stream FROM slip WHERE mark = $1 AND revoked_at IS NULL";

const REVOKE: &str = "UPDATE slip SET revoked_at = $1 WHERE stream = $2 AND revoked_at IS NULL";

const REVOKE_OTHERS: &str = "UPDATE slip SET revoked_at = $1 \
     WHERE stream = $2 AND revoked_at IS NULL AND mark <> $3";

const ALL: &str = "SELECT mark, stream FROM slip ORDER BY mark";

impl Writer {
    /// Inserts the marks of a dossier's slip: that of its token, and that of its code and key. A
    /// slip with another token revokes the dossier's earlier slips. A revoked slip stays revoked,
    /// under every code.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn put_slip(&mut self, token: &str, key: &str, stream: &str, at: i64) -> Result<(), Error> {
        if self.change(PUT, values![token, stream])? == 1 {
            self.change(REVOKE_OTHERS, values![at, stream, token])?;
        }
        self.change(PUT_KEY, values![key, stream, token]).map(drop)
    }

    /// Revokes the marks of a dossier's slips; returns the number of marks that were not revoked
    /// before.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn revoke_slips(&mut self, stream: &str, at: i64) -> Result<usize, Error> {
        self.change(REVOKE, values![at, stream])
    }
}

impl Reader {
    /// The stream of the dossier with a slip's mark; `None` for a revoked mark.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn by_slip(&self, mark: &str) -> Result<Option<String>, Error> {
        self.driver().first(BY_MARK, values![mark], |row| row.get("stream"))
    }

    /// All marks with their dossiers.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn slips(&self) -> Result<Vec<(String, String)>, Error> {
        self.driver().all(ALL, &[], |row| Ok((row.get("mark")?, row.get("stream")?)))
    }
}
