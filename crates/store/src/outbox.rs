//! Notices on their way to an outside address, each a row with its state. Knows no way of sending,
//! and not how long one waits between two tries.

use crate::driver::{Row, values};
use crate::error::Error;
use crate::{Reader, Writer};

/// A notice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notice {
    pub id: i64,
    pub at: i64,
    /// Empty once the term of the personal data has ended.
    pub address: String,
    pub subject: String,
    pub body: String,
    /// The dossier that it is about.
    pub stream: Option<String>,
    /// After this instant it is worthless; one-time codes have one.
    pub expires_at: Option<i64>,
    /// `waiting`; or ended as `delivered`, `failed`, `expired`, or `elsewhere`: an officer reached
    /// the addressee in another way.
    pub state: String,
    /// How often it was handed over.
    pub tries: i64,
    /// When it is handed over next, while it waits.
    pub next_at: i64,
    /// When it was last handed over.
    pub handed_at: Option<i64>,
    /// Why the last try failed, as a word; empty where none did.
    pub trouble: String,
    pub ended_at: Option<i64>,
    /// The officer who ended it; empty where the program did.
    pub ended_by: String,
}

/// A notice to be put into the outbox.
#[derive(Clone, Copy, Debug)]
pub struct NewNotice<'a> {
    pub at: i64,
    pub address: &'a str,
    pub subject: &'a str,
    pub body: &'a str,
    pub stream: Option<&'a str>,
    pub expires_at: Option<i64>,
}

/// How a notice ends, or goes back to waiting.
#[derive(Clone, Copy, Debug)]
pub struct NoticeEnd<'a> {
    pub id: i64,
    /// The state that it must have; another one changes nothing.
    pub from: &'a str,
    pub state: &'a str,
    pub trouble: &'a str,
    pub by: &'a str,
    pub at: i64,
}

const POST: &str = "INSERT INTO outbox (id, at, address, subject, body, stream, expires_at, next_at, \
     tries) VALUES ($1, $2, $3, $4, $5, $6, $7, $2, 0)";

/// The series of the notices' numbers.
const NUMBERS: &str = "outbox";

/// A notice with an end is worthless then, and what it says is a secret: its words go with the end.
const PUT_END: &str = "UPDATE outbox SET state = $1, trouble = $2, ended_by = $3, ended_at = $4, \
     body = CASE WHEN expires_at IS NULL THEN body ELSE '' END WHERE id = $5 AND state = $6";

const EXPIRE: &str = "UPDATE outbox SET state = 'expired', ended_at = $1, body = '' \
     WHERE state = 'waiting' AND expires_at <= $1";

const PUT_HANDED: &str = "UPDATE outbox SET handed_at = $1, next_at = $2, tries = tries + 1 \
     WHERE id = $3 AND tries = $4 AND state = 'waiting'";

const PUT_TRIED: &str = "UPDATE outbox SET trouble = $1, next_at = $2 \
     WHERE id = $3 AND state = 'waiting'";

const AGAIN: &str = "UPDATE outbox SET state = 'waiting', tries = 0, next_at = $1, ended_at = NULL, \
     ended_by = '' WHERE id = $2 AND state = 'failed'";

const NEARER: &str = "UPDATE outbox SET next_at = $1 WHERE state = 'waiting' AND next_at > $2";

const CLEAR: &str = "UPDATE outbox SET address = '', body = $1 WHERE id = $2";

const DROP_ENDED: &str = "DELETE FROM outbox WHERE ended_at < $1 AND address <> '' \
     AND stream IS NULL";

const ONE: &str = "SELECT id, at, address, subject, body, stream, expires_at, state, tries, next_at, \
     handed_at, trouble, ended_at, ended_by FROM outbox WHERE id = $1";

const NEWEST: &str = "SELECT id, at, address, subject, body, stream, expires_at, state, tries, \
     next_at, handed_at, trouble, ended_at, ended_by FROM outbox ORDER BY id DESC LIMIT $1";

const DUE_CODES: &str = "SELECT id, at, address, subject, body, stream, expires_at, state, tries, \
     next_at, handed_at, trouble, ended_at, ended_by FROM outbox \
     WHERE state = 'waiting' AND expires_at > $1 AND next_at <= $1 ORDER BY expires_at, id LIMIT $2";

const DUE_NEW: &str = "SELECT id, at, address, subject, body, stream, expires_at, state, tries, \
     next_at, handed_at, trouble, ended_at, ended_by FROM outbox \
     WHERE state = 'waiting' AND tries = 0 AND expires_at IS NULL AND next_at <= $1 \
     ORDER BY next_at, id LIMIT $2";

const DUE_TRIED: &str = "SELECT id, at, address, subject, body, stream, expires_at, state, tries, \
     next_at, handed_at, trouble, ended_at, ended_by FROM outbox \
     WHERE state = 'waiting' AND tries > 0 AND expires_at IS NULL AND next_at <= $1 \
     ORDER BY next_at, id LIMIT $2";

const FAILED: &str = "SELECT outbox.id AS id, at, address, subject, body, outbox.stream AS stream, \
     expires_at, state, tries, next_at, handed_at, trouble, outbox.ended_at AS ended_at, ended_by \
     FROM outbox JOIN dossier ON dossier.stream = outbox.stream \
     WHERE state = 'failed' AND address <> '' AND desk = $1 \
     ORDER BY outbox.ended_at DESC, outbox.id DESC LIMIT $2";

const ENDED: &str = "SELECT id, at, address, subject, body, stream, expires_at, state, tries, next_at, \
     handed_at, trouble, ended_at, ended_by FROM outbox \
     WHERE ended_at < $1 AND address <> '' ORDER BY ended_at LIMIT $2";

const OF_STREAM: &str = "SELECT id, at, address, subject, body, stream, expires_at, state, tries, \
     next_at, handed_at, trouble, ended_at, ended_by FROM outbox WHERE stream = $1 ORDER BY id";

const BEYOND: &str = "SELECT EXISTS (SELECT 1 FROM outbox WHERE state = 'waiting' AND next_at > $1) \
     AS found";

const EXPIRED: &str = "SELECT EXISTS (SELECT 1 FROM outbox WHERE state = 'waiting' AND expires_at <= $1) \
     AS found";

const COUNTS: &str = "SELECT \
     (SELECT count(*) FROM outbox WHERE state = 'waiting' AND next_at <= $1) AS due, \
     (SELECT count(*) FROM outbox WHERE state = 'failed') AS failed";

impl Writer {
    /// Puts a notice into the outbox, to be handed over at once; its number.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn post(&mut self, new: &NewNotice<'_>) -> Result<i64, Error> {
        let NewNotice { at, address, subject, body, stream, expires_at } = *new;
        let id = self.next_serial(NUMBERS)? as i64;
        self.change(POST, values![id, at, address, subject, body, stream, expires_at])?;
        Ok(id)
    }

    /// Ends a notice, and blanks the words of one that could expire; whether it had the state.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn end_notice(&mut self, end: &NoticeEnd<'_>) -> Result<bool, Error> {
        let NoticeEnd { id, from, state, trouble, by, at } = *end;
        Ok(self.change(PUT_END, values![state, trouble, by, at, id, from])? > 0)
    }

    /// Ends the waiting notices that are worthless since an instant, and blanks their words; how
    /// many.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn expire_notices(&mut self, at: i64) -> Result<usize, Error> {
        self.change(EXPIRE, values![at])
    }

    /// Notes that a waiting notice is about to be handed over, and when next if nothing more is
    /// heard of it; whether it still waited after so many tries.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn put_handed(
        &mut self,
        (id, tries): (i64, i64),
        at: i64,
        next_at: i64,
    ) -> Result<bool, Error> {
        Ok(self.change(PUT_HANDED, values![at, next_at, id, tries])? > 0)
    }

    /// Notes why a try failed and when the next one is.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn put_tried(&mut self, id: i64, trouble: &str, next_at: i64) -> Result<bool, Error> {
        Ok(self.change(PUT_TRIED, values![trouble, next_at, id])? > 0)
    }

    /// Lets a failed notice wait again, as if it was never tried; whether it had failed.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn try_again(&mut self, id: i64, at: i64) -> Result<bool, Error> {
        Ok(self.change(AGAIN, values![at, id])? > 0)
    }

    /// Brings to `at` what waits for later than `latest`: the clock was set back since; how many.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn bring_nearer(&mut self, at: i64, latest: i64) -> Result<usize, Error> {
        self.change(NEARER, values![at, latest])
    }

    /// Blanks the address of a notice, and puts other words in place of its own.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn clear_notice(&mut self, id: i64, body: &str) -> Result<(), Error> {
        self.change(CLEAR, values![body, id]).map(|_| ())
    }

    /// Drops notices about no dossier that ended before an instant; how many.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn drop_notices_before(&mut self, at: i64) -> Result<usize, Error> {
        self.change(DROP_ENDED, values![at])
    }
}

impl Reader {
    /// One notice.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn notice(&self, id: i64) -> Result<Option<Notice>, Error> {
        self.driver().first(ONE, values![id], notice)
    }

    /// The newest notices, the newest first.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn outbox(&self, limit: usize) -> Result<Vec<Notice>, Error> {
        self.driver().all(NEWEST, values![limit as i64], notice)
    }

    /// Notices that can expire, have not, and are to be handed over, the first to expire first.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn due_codes(&self, at: i64, limit: usize) -> Result<Vec<Notice>, Error> {
        self.driver().all(DUE_CODES, values![at, limit as i64], notice)
    }

    /// The other notices that are to be handed over, so many at most of those never tried, then so
    /// many of those tried before; of both the longest due first.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn due_notices(&self, at: i64, limit: usize) -> Result<Vec<Notice>, Error> {
        let values = values![at, limit as i64];
        let mut due = self.driver().all(DUE_NEW, values, notice)?;
        due.extend(self.driver().all(DUE_TRIED, values, notice)?);
        Ok(due)
    }

    /// Notices that failed about dossiers of a desk, the last first.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn failed_notices(&self, desk: &str, limit: usize) -> Result<Vec<Notice>, Error> {
        self.driver().all(FAILED, values![desk, limit as i64], notice)
    }

    /// Notices that ended before an instant and still have their address, the first to end first.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn ended_notices(&self, before: i64, limit: usize) -> Result<Vec<Notice>, Error> {
        self.driver().all(ENDED, values![before, limit as i64], notice)
    }

    /// The notices about a dossier, the oldest first.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn notices_of(&self, stream: &str) -> Result<Vec<Notice>, Error> {
        self.driver().all(OF_STREAM, values![stream], notice)
    }

    /// Whether a notice waits for later than an instant.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn waits_beyond(&self, at: i64) -> Result<bool, Error> {
        self.driver().one(BEYOND, values![at], "found")
    }

    /// Whether a notice waits that is worthless since an instant.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn has_expired(&self, at: i64) -> Result<bool, Error> {
        self.driver().one(EXPIRED, values![at], "found")
    }

    /// How many notices wait whose next try was due at an instant, and how many failed.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn notice_counts(&self, due: i64) -> Result<(u64, u64), Error> {
        let row = |row: &Row<'_>| Ok((row.get("due")?, row.get("failed")?));
        Ok(self.driver().first(COUNTS, values![due], row)?.unwrap_or_default())
    }
}

fn notice(row: &Row<'_>) -> Result<Notice, Error> {
    Ok(Notice {
        id: row.get("id")?,
        at: row.get("at")?,
        address: row.get("address")?,
        subject: row.get("subject")?,
        body: row.get("body")?,
        stream: row.get("stream")?,
        expires_at: row.get("expires_at")?,
        state: row.get("state")?,
        tries: row.get("tries")?,
        next_at: row.get("next_at")?,
        handed_at: row.get("handed_at")?,
        trouble: row.get("trouble")?,
        ended_at: row.get("ended_at")?,
        ended_by: row.get("ended_by")?,
    })
}
