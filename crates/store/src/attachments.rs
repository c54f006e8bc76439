//! Files of a dossier or a draft as rows. The module must not know their content.

use crate::driver::{Row, values};
use crate::error::Error;
use crate::{Reader, Writer};

/// A file, without its content.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AttachmentRow {
    pub id: String,
    /// The stream of the dossier, or the name of the draft.
    pub stream: String,
    /// The id of the component of the dossier to which the file belongs.
    pub component: String,
    pub name: String,
    pub media_type: String,
    /// The size in bytes.
    pub size: u64,
    pub digest: String,
    pub at: i64,
    pub by_whom: String,
}

const PUT: &str = "INSERT INTO attachment (id, stream, component, name, media_type, size, digest, \
     at, by_whom, content) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
     ON CONFLICT (id) DO UPDATE SET stream = excluded.stream, component = excluded.component, \
     name = excluded.name, media_type = excluded.media_type, size = excluded.size, \
     digest = excluded.digest, at = excluded.at, by_whom = excluded.by_whom, \
     content = excluded.content";

const OF_STREAM: &str = "SELECT id, stream, component, name, media_type, size, digest, at, \
     by_whom FROM attachment WHERE stream = $1 ORDER BY at, id";

const ONE: &str = "SELECT id, stream, component, name, media_type, size, digest, at, by_whom, \
     content FROM attachment WHERE id = $1";

const MOVE: &str = "UPDATE attachment SET stream = $1 WHERE stream = $2";

const DROP: &str = "DELETE FROM attachment WHERE id = $1";

const DROP_OF_STREAM: &str = "DELETE FROM attachment WHERE stream = $1";

const BYTES: &str =
    "SELECT CAST(coalesce(sum(size), 0) AS BIGINT) AS bytes FROM attachment WHERE stream = $1";

impl Writer {
    /// Inserts or replaces a file.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn put_attachment(&mut self, row: &AttachmentRow, content: &[u8]) -> Result<(), Error> {
        let values = values![
            row.id,
            row.stream,
            row.component,
            row.name,
            row.media_type,
            row.size as i64,
            row.digest,
            row.at,
            row.by_whom,
            content,
        ];
        self.change(PUT, values).map(|_| ())
    }

    /// Moves all files of one stream to another; returns their number.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn move_attachments(&mut self, from_stream: &str, to_stream: &str) -> Result<usize, Error> {
        self.change(MOVE, values![to_stream, from_stream])
    }

    /// Deletes a file; returns whether there was one.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn drop_attachment(&mut self, id: &str) -> Result<bool, Error> {
        Ok(self.change(DROP, values![id])? > 0)
    }

    /// Deletes all files of a stream, including those of the open group.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn drop_attachments_of(&mut self, stream: &str) -> Result<(), Error> {
        self.change(DROP_OF_STREAM, values![stream]).map(|_| ())
    }
}

impl Writer {
    /// The size of all files of a stream in bytes, including those of the open group.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn attached_bytes(&self, stream: &str) -> Result<u64, Error> {
        self.driver().one(BYTES, values![stream], "bytes")
    }
}

impl Reader {
    /// The files of a stream, the oldest first.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn attachments_of(&self, stream: &str) -> Result<Vec<AttachmentRow>, Error> {
        self.driver().all(OF_STREAM, values![stream], attachment)
    }

    /// The file of an id, with its content.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn attachment(&self, id: &str) -> Result<Option<(AttachmentRow, Vec<u8>)>, Error> {
        self.driver().first(ONE, values![id], |row| Ok((attachment(row)?, row.get("content")?)))
    }

    /// The size of all files of a stream in bytes.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn attached_bytes(&self, stream: &str) -> Result<u64, Error> {
        self.driver().one(BYTES, values![stream], "bytes")
    }
}

fn attachment(row: &Row<'_>) -> Result<AttachmentRow, Error> {
    Ok(AttachmentRow {
        id: row.get("id")?,
        stream: row.get("stream")?,
        component: row.get("component")?,
        name: row.get("name")?,
        media_type: row.get("media_type")?,
        size: row.get("size")?,
        digest: row.get("digest")?,
        at: row.get("at")?,
        by_whom: row.get("by_whom")?,
    })
}
