//! Drafts: texts stored outside the record until they are sent. The module must not know their
//! content.

use crate::driver::values;
use crate::error::Error;
use crate::{Reader, Writer};

const PUT: &str = "INSERT INTO draft (id, updated_at, body) VALUES ($1, $2, $3) \
     ON CONFLICT (id) DO UPDATE SET updated_at = excluded.updated_at, body = excluded.body";

const PUT_OF: &str = "INSERT INTO draft (id, person, updated_at, body) VALUES ($1, $2, $3, $4) \
     ON CONFLICT (id) DO UPDATE SET person = excluded.person, updated_at = excluded.updated_at, \
     body = excluded.body";

const BODY: &str = "SELECT body FROM draft WHERE id = $1";

const ONE: &str = "SELECT person, updated_at, body FROM draft WHERE id = $1";

const OF_PERSON: &str = "SELECT id, updated_at, body FROM draft WHERE person <> '' AND person = $1 \
     ORDER BY updated_at DESC, id";

const DROP: &str = "DELETE FROM draft WHERE id = $1";

const DROP_OLD: &str = "DELETE FROM draft WHERE updated_at < $1";

/// Deletes files without a draft. Files of drafts have the stream `draft/<id>`; `0` is the
/// character after `/`.
const DROP_FILES: &str = "DELETE FROM attachment WHERE stream >= 'draft/' AND stream < 'draft0' \
     AND at < $1 AND NOT EXISTS (SELECT 1 FROM draft WHERE 'draft/' || draft.id = attachment.stream)";

impl Writer {
    /// Inserts or replaces a draft, whose person stays; an empty body deletes the draft.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn put_draft(&mut self, id: &str, at: i64, body: &str) -> Result<(), Error> {
        if body.is_empty() {
            self.change(DROP, values![id])?;
        } else {
            self.change(PUT, values![id, at, body])?;
        }
        Ok(())
    }

    /// Inserts or replaces a person's draft; an empty body deletes the draft.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn put_draft_of(
        &mut self,
        id: &str,
        person: &str,
        at: i64,
        body: &str,
    ) -> Result<(), Error> {
        if body.is_empty() {
            self.change(DROP, values![id])?;
        } else {
            self.change(PUT_OF, values![id, person, at, body])?;
        }
        Ok(())
    }

    /// The body of a draft.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn draft(&self, id: &str) -> Result<Option<String>, Error> {
        self.driver().first(BODY, values![id], |row| row.get("body"))
    }

    /// Deletes drafts that were not changed since an instant, and files attached before it to a
    /// form that was never sent.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn drop_drafts_before(&mut self, at: i64) -> Result<usize, Error> {
        let dropped = self.change(DROP_OLD, values![at])?;
        self.change(DROP_FILES, values![at])?;
        Ok(dropped)
    }
}

impl Reader {
    /// The draft of an id: its person, the instant of its last change, its body.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn draft(&self, id: &str) -> Result<Option<(String, i64, String)>, Error> {
        self.driver().first(ONE, values![id], |row| {
            Ok((row.get("person")?, row.get("updated_at")?, row.get("body")?))
        })
    }

    /// The drafts of a person, the last changed first: id, instant of the last change, body.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn drafts_of(&self, person: &str) -> Result<Vec<(String, i64, String)>, Error> {
        self.driver().all(OF_PERSON, values![person], |row| {
            Ok((row.get("id")?, row.get("updated_at")?, row.get("body")?))
        })
    }
}
