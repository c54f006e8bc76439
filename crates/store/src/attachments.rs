//! Files that belong to a dossier or a draft. Knows nothing of what is in them.

use rusqlite::{Row, params};

use crate::error::Error;
use crate::read::{ask, ask_one};
use crate::{Reader, Writer};

/// A file, without its content.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AttachmentRow {
    pub id: String,
    /// The dossier's stream, or what stands for the draft.
    pub stream: String,
    /// The component of the dossier that it is.
    pub component: String,
    pub name: String,
    pub media_type: String,
    /// In bytes.
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

const BYTES: &str = "SELECT coalesce(sum(size), 0) FROM attachment WHERE stream = $1";

#[cfg(test)]
pub(crate) const TEXTS: &[&str] = &[PUT, OF_STREAM, ONE, MOVE, DROP, BYTES];

impl Writer {
    /// Puts a file in place of the one before.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn put_attachment(&mut self, row: &AttachmentRow, content: &[u8]) -> Result<(), Error> {
        let values = params![
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

    /// Gives all files of one stream to another; how many.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn move_attachments(&mut self, from_stream: &str, to_stream: &str) -> Result<usize, Error> {
        self.change(MOVE, params![to_stream, from_stream])
    }

    /// Drops a file.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn drop_attachment(&mut self, id: &str) -> Result<(), Error> {
        self.change(DROP, params![id]).map(|_| ())
    }
}

impl Writer {
    /// How many bytes the files of a stream have together, those of the open group too.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn attached_bytes(&self, stream: &str) -> Result<u64, Error> {
        let bytes = ask_one(self.connection(), BYTES, params![stream], |row| row.get::<_, i64>(0))?;
        Ok(bytes.unwrap_or_default() as u64)
    }
}

impl Reader {
    /// The files of a stream, the oldest first.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn attachments_of(&self, stream: &str) -> Result<Vec<AttachmentRow>, Error> {
        ask(self.connection(), OF_STREAM, params![stream], attachment)
    }

    /// A file with its content.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn attachment(&self, id: &str) -> Result<Option<(AttachmentRow, Vec<u8>)>, Error> {
        ask_one(self.connection(), ONE, params![id], |row| Ok((attachment(row)?, row.get(9)?)))
    }

    /// How many bytes the files of a stream have together.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn attached_bytes(&self, stream: &str) -> Result<u64, Error> {
        let bytes = ask_one(self.connection(), BYTES, params![stream], |row| row.get::<_, i64>(0))?;
        Ok(bytes.unwrap_or_default() as u64)
    }
}

fn attachment(row: &Row<'_>) -> Result<AttachmentRow, rusqlite::Error> {
    Ok(AttachmentRow {
        id: row.get(0)?,
        stream: row.get(1)?,
        component: row.get(2)?,
        name: row.get(3)?,
        media_type: row.get(4)?,
        size: row.get::<_, i64>(5)? as u64,
        digest: row.get(6)?,
        at: row.get(7)?,
        by_whom: row.get(8)?,
    })
}
