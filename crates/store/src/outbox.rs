//! Notices on their way to somebody outside. Knows no way of sending.

use rusqlite::{Row, params};

use crate::error::Error;
use crate::read::ask;
use crate::{Reader, Writer};

/// A notice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notice {
    pub id: i64,
    pub at: i64,
    pub address: String,
    pub subject: String,
    pub body: String,
    /// The dossier that it is about.
    pub stream: Option<String>,
    pub sent_at: Option<i64>,
    /// How often sending was tried.
    pub tries: i64,
}

const POST: &str = "INSERT INTO outbox (id, at, address, subject, body, stream, tries) \
     SELECT coalesce(max(id), 0) + 1, $1, $2, $3, $4, $5, 0 FROM outbox RETURNING id";

const PUT_SENT: &str = "UPDATE outbox SET sent_at = $1, tries = tries + 1 WHERE id = $2";

const PUT_TRIED: &str = "UPDATE outbox SET tries = tries + 1 WHERE id = $1";

const NEWEST: &str = "SELECT id, at, address, subject, body, stream, sent_at, tries FROM outbox \
     ORDER BY id DESC LIMIT $1";

const UNSENT: &str = "SELECT id, at, address, subject, body, stream, sent_at, tries FROM outbox \
     WHERE sent_at IS NULL AND tries < $2 ORDER BY id LIMIT $1";

const OF_STREAM: &str = "SELECT id, at, address, subject, body, stream, sent_at, tries \
     FROM outbox WHERE stream = $1 ORDER BY id";

#[cfg(test)]
pub(crate) const TEXTS: &[&str] = &[POST, PUT_SENT, PUT_TRIED, NEWEST, UNSENT, OF_STREAM];

impl Writer {
    /// Puts a notice into the outbox; its number.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn post(
        &mut self,
        address: &str,
        subject: &str,
        body: &str,
        stream: Option<&str>,
        at: i64,
    ) -> Result<i64, Error> {
        self.number(POST, params![at, address, subject, body, stream])
    }

    /// Notes that a notice was sent.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn put_sent(&mut self, id: i64, at: i64) -> Result<(), Error> {
        self.change(PUT_SENT, params![at, id]).map(|_| ())
    }

    /// Notes that sending a notice failed.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn put_tried(&mut self, id: i64) -> Result<(), Error> {
        self.change(PUT_TRIED, params![id]).map(|_| ())
    }
}

impl Reader {
    /// The newest notices, the newest first.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn outbox(&self, limit: usize) -> Result<Vec<Notice>, Error> {
        ask(self.connection(), NEWEST, params![limit as i64], notice)
    }

    /// Notices not sent that were tried less often than `tries`, oldest first.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn unsent(&self, limit: usize, tries: i64) -> Result<Vec<Notice>, Error> {
        ask(self.connection(), UNSENT, params![limit as i64, tries], notice)
    }

    /// The notices about a dossier, the oldest first.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn notices_of(&self, stream: &str) -> Result<Vec<Notice>, Error> {
        ask(self.connection(), OF_STREAM, params![stream], notice)
    }
}

fn notice(row: &Row<'_>) -> Result<Notice, rusqlite::Error> {
    Ok(Notice {
        id: row.get(0)?,
        at: row.get(1)?,
        address: row.get(2)?,
        subject: row.get(3)?,
        body: row.get(4)?,
        stream: row.get(5)?,
        sent_at: row.get(6)?,
        tries: row.get(7)?,
    })
}
