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

/// The owner of a link's draft ends with the digest of its secret.
const OF_LINK: &str = "SELECT id, updated_at, body FROM draft \
     WHERE person <> '' AND person >= 'link/' AND person < 'link0' \
     AND substr(person, length(person) - length($1)) = '/' || $1 ORDER BY person";

const DROP: &str = "DELETE FROM draft WHERE id = $1";

/// Those of an account are kept; those of a link have a term of their own.
const DROP_OLD: &str = "DELETE FROM draft WHERE person = '' AND updated_at < $1";

const OWNER: &str = "SELECT person FROM draft WHERE id = $1";

const OF_OWNERS: &str = "SELECT id, updated_at, body FROM draft \
     WHERE person <> '' AND person >= $1 AND person < $2 ORDER BY person";

const COUNT_OF_OWNERS: &str = "SELECT count(*) AS drafts FROM draft \
     WHERE person <> '' AND person >= $1 AND person < $2";

const BYTES_OF_OWNERS: &str = "SELECT CAST(coalesce(sum(attachment.size), 0) AS BIGINT) AS bytes \
     FROM draft JOIN attachment ON attachment.stream = 'draft/' || draft.id \
     WHERE draft.person <> '' AND draft.person >= $1 AND draft.person < $2";

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

    /// The owner of a draft; `None` where there is no such draft.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn draft_owner(&self, id: &str) -> Result<Option<String>, Error> {
        self.driver().first(OWNER, values![id], |row| row.get("person"))
    }

    /// The number of drafts whose owner begins with a text, those of the open group included.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn drafts_of_owners(&self, beginning: &str) -> Result<u64, Error> {
        self.driver().one(COUNT_OF_OWNERS, values![beginning, after(beginning)], "drafts")
    }

    /// The size in bytes of the files of these drafts.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn draft_bytes_of_owners(&self, beginning: &str) -> Result<u64, Error> {
        self.driver().one(BYTES_OF_OWNERS, values![beginning, after(beginning)], "bytes")
    }

    /// Deletes drafts without an owner that were not changed since an instant, and files attached before it
    /// to a form that was never sent.
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

    /// The drafts whose owner begins with a text: id, instant of the last change, body.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn drafts_of_owners(&self, beginning: &str) -> Result<Vec<(String, i64, String)>, Error> {
        self.driver().all(OF_OWNERS, values![beginning, after(beginning)], |row| {
            Ok((row.get("id")?, row.get("updated_at")?, row.get("body")?))
        })
    }

    /// The drafts of a link, by the digest of its secret: id, instant of the last change, body.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn drafts_of_link(&self, digest: &str) -> Result<Vec<(String, i64, String)>, Error> {
        self.driver().all(OF_LINK, values![digest], |row| {
            Ok((row.get("id")?, row.get("updated_at")?, row.get("body")?))
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

/// The first text after all that begin with one which ends with `/`: `0` is the character after it.
fn after(beginning: &str) -> String {
    beginning.strip_suffix('/').map_or_else(|| beginning.to_owned(), |rest| format!("{rest}0"))
}
