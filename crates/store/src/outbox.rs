//! Notices to outside addresses, each a row with its state. The module must not know the gateway or
//! the waits between two attempts.

use crate::driver::{Row, values};
use crate::error::Error;
use crate::{Reader, Writer};

/// A notice in the outbox.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notice {
    pub id: i64,
    pub at: i64,
    /// The telephone number or mail address; empty after the retention period.
    pub address: String,
    pub subject: String,
    pub body: String,
    /// How the notice reaches its addressee: `mail`, `sms`, `chat` or `paper`; `none` where the addressee
    /// wants to read it in the account only.
    pub way: String,
    /// The code of the language of its words.
    pub language: String,
    /// The stream of the dossier that the notice is about.
    pub stream: Option<String>,
    /// The instant at which the notice expires; only one-time codes have one.
    pub expires_at: Option<i64>,
    /// The state: `waiting`; or ended as `delivered`, `failed`, `expired`, `elsewhere`, where an officer
    /// reached the addressee in another way, `kept`, where the addressee wants to read it in the account
    /// only, or on paper as `given`, `posted`, or `overtaken` by the end of the dossier.
    pub state: String,
    /// The number of delivery attempts; of prints, on paper.
    pub tries: i64,
    /// The instant of the next attempt, while the notice waits.
    pub next_at: i64,
    /// The instant of the last attempt or print.
    pub handed_at: Option<i64>,
    /// The reason why the last attempt failed, as a code; empty where none failed.
    pub trouble: String,
    pub ended_at: Option<i64>,
    /// The officer who ended the notice; empty where the program did.
    pub ended_by: String,
}

impl Notice {
    /// The address as people read it: empty on paper, where the dossier has it.
    #[must_use]
    pub fn shown_address(&self) -> &str {
        if self.way == "paper" { "" } else { &self.address }
    }
}

/// A notice to add to the outbox.
#[derive(Clone, Copy, Debug)]
pub struct NewNotice<'a> {
    pub at: i64,
    pub way: &'a str,
    pub language: &'a str,
    pub address: &'a str,
    pub subject: &'a str,
    pub body: &'a str,
    pub stream: Option<&'a str>,
    pub expires_at: Option<i64>,
}

/// The end of a notice, as a change of its state.
#[derive(Clone, Copy, Debug)]
pub struct NoticeEnd<'a> {
    pub id: i64,
    /// The expected state; the change has no effect on a notice in another state.
    pub from: &'a str,
    pub state: &'a str,
    pub trouble: &'a str,
    pub by: &'a str,
    pub at: i64,
}

const POST: &str = "INSERT INTO outbox (id, at, address, subject, body, stream, expires_at, way, \
     language, next_at, tries) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $2, 0)";

/// The name of the series from which notices get their numbers.
const NUMBERS: &str = "outbox";

/// Ends a notice. The body of a notice with an expiry is a secret, so it is blanked.
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

const ONE: &str = "SELECT id, at, address, subject, body, way, language, stream, expires_at, state, tries, next_at, \
     handed_at, trouble, ended_at, ended_by FROM outbox WHERE id = $1";

const NEWEST: &str = "SELECT id, at, address, subject, body, way, language, stream, expires_at, state, tries, \
     next_at, handed_at, trouble, ended_at, ended_by FROM outbox ORDER BY id DESC LIMIT $1";

const DUE_CODES: &str = "SELECT id, at, address, subject, body, way, language, stream, expires_at, state, tries, \
     next_at, handed_at, trouble, ended_at, ended_by FROM outbox \
     WHERE way = $3 AND state = 'waiting' AND expires_at > $1 AND next_at <= $1 \
     ORDER BY expires_at, id LIMIT $2";

const DUE_NEW: &str = "SELECT id, at, address, subject, body, way, language, stream, expires_at, state, tries, \
     next_at, handed_at, trouble, ended_at, ended_by FROM outbox \
     WHERE way = $3 AND state = 'waiting' AND tries = 0 AND expires_at IS NULL AND next_at <= $1 \
     ORDER BY next_at, id LIMIT $2";

const DUE_TRIED: &str = "SELECT id, at, address, subject, body, way, language, stream, expires_at, state, tries, \
     next_at, handed_at, trouble, ended_at, ended_by FROM outbox \
     WHERE way = $3 AND state = 'waiting' AND tries > 0 AND expires_at IS NULL AND next_at <= $1 \
     ORDER BY next_at, id LIMIT $2";

const FAILED: &str = "SELECT outbox.id AS id, at, address, subject, body, way, language, outbox.stream AS stream, \
     expires_at, state, tries, next_at, handed_at, trouble, outbox.ended_at AS ended_at, ended_by \
     FROM outbox JOIN dossier ON dossier.stream = outbox.stream \
     WHERE state = 'failed' AND address <> '' AND desk = $1 \
     ORDER BY outbox.ended_at DESC, outbox.id DESC LIMIT $2";

const PAPER: &str = "SELECT outbox.id AS id, at, address, subject, body, way, language, \
     outbox.stream AS stream, expires_at, state, tries, next_at, handed_at, trouble, \
     outbox.ended_at AS ended_at, ended_by \
     FROM outbox JOIN dossier ON dossier.stream = outbox.stream \
     WHERE way = 'paper' AND state = 'waiting' AND desk = $1 ORDER BY at, outbox.id LIMIT $2";

const PUT_PRINTED: &str = "UPDATE outbox SET handed_at = $1, tries = tries + 1 \
     WHERE id = $2 AND way = 'paper' AND state = 'waiting'";

const ENDED: &str = "SELECT id, at, address, subject, body, way, language, stream, expires_at, state, tries, next_at, \
     handed_at, trouble, ended_at, ended_by FROM outbox \
     WHERE ended_at < $1 AND address <> '' ORDER BY ended_at LIMIT $2";

const OF_STREAM: &str = "SELECT id, at, address, subject, body, way, language, stream, expires_at, state, tries, \
     next_at, handed_at, trouble, ended_at, ended_by FROM outbox WHERE stream = $1 ORDER BY id";

const BEYOND: &str = "SELECT EXISTS (SELECT 1 FROM outbox WHERE state = 'waiting' AND next_at > $1) \
     AS found";

const EXPIRED: &str = "SELECT EXISTS (SELECT 1 FROM outbox WHERE state = 'waiting' AND expires_at <= $1) \
     AS found";

const COUNTS: &str = "SELECT \
     (SELECT count(*) FROM outbox WHERE state = 'waiting' AND next_at <= $1 AND way <> 'paper') \
     AS due, \
     (SELECT count(*) FROM outbox WHERE state = 'failed') AS failed";

impl Writer {
    /// The notices about a dossier, including those of the open group, the oldest first.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn notices_of(&self, stream: &str) -> Result<Vec<Notice>, Error> {
        self.driver().all(OF_STREAM, values![stream], notice)
    }

    /// Adds a notice to the outbox, due at once; returns its number.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn post(&mut self, new: &NewNotice<'_>) -> Result<i64, Error> {
        let NewNotice { at, way, language, address, subject, body, stream, expires_at } = *new;
        let id = self.next_serial(NUMBERS)? as i64;
        let values = values![id, at, address, subject, body, stream, expires_at, way, language];
        self.change(POST, values)?;
        Ok(id)
    }

    /// Ends a notice, and blanks the body of one with an expiry; returns whether the notice had the
    /// expected state.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn end_notice(&mut self, end: &NoticeEnd<'_>) -> Result<bool, Error> {
        let NoticeEnd { id, from, state, trouble, by, at } = *end;
        Ok(self.change(PUT_END, values![state, trouble, by, at, id, from])? > 0)
    }

    /// Ends the waiting notices that expired by an instant, and blanks their bodies; returns their
    /// number.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn expire_notices(&mut self, at: i64) -> Result<usize, Error> {
        self.change(EXPIRE, values![at])
    }

    /// Records that an attempt begins, with the instant of the next one for the case that this one
    /// ends without an outcome; returns whether the notice still waited with this number of
    /// attempts.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn put_handed(
        &mut self,
        (id, tries): (i64, i64),
        at: i64,
        next_at: i64,
    ) -> Result<bool, Error> {
        Ok(self.change(PUT_HANDED, values![at, next_at, id, tries])? > 0)
    }

    /// Records the reason of a failed attempt and the instant of the next one.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn put_tried(&mut self, id: i64, trouble: &str, next_at: i64) -> Result<bool, Error> {
        Ok(self.change(PUT_TRIED, values![trouble, next_at, id])? > 0)
    }

    /// Records that a notice on paper was printed; returns whether it still waited.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn put_printed(&mut self, id: i64, at: i64) -> Result<bool, Error> {
        Ok(self.change(PUT_PRINTED, values![at, id])? > 0)
    }

    /// Makes a failed notice wait again, with no attempts counted; returns whether it had failed.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn try_again(&mut self, id: i64, at: i64) -> Result<bool, Error> {
        Ok(self.change(AGAIN, values![at, id])? > 0)
    }

    /// Moves next attempts later than `latest` to `at`, after the clock was set back; returns their
    /// number.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn bring_nearer(&mut self, at: i64, latest: i64) -> Result<usize, Error> {
        self.change(NEARER, values![at, latest])
    }

    /// Blanks the address of a notice, and replaces its body.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn clear_notice(&mut self, id: i64, body: &str) -> Result<(), Error> {
        self.change(CLEAR, values![body, id]).map(|_| ())
    }

    /// Deletes notices without a dossier that ended before an instant; returns their number.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn drop_notices_before(&mut self, at: i64) -> Result<usize, Error> {
        self.change(DROP_ENDED, values![at])
    }
}

impl Reader {
    /// The notice with a number.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn notice(&self, id: i64) -> Result<Option<Notice>, Error> {
        self.driver().first(ONE, values![id], notice)
    }

    /// The newest notices, the newest first.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn outbox(&self, limit: usize) -> Result<Vec<Notice>, Error> {
        self.driver().all(NEWEST, values![limit as i64], notice)
    }

    /// Due notices of a way with an expiry that have not expired, the first to expire first.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn due_codes(&self, way: &str, at: i64, limit: usize) -> Result<Vec<Notice>, Error> {
        self.driver().all(DUE_CODES, values![at, limit as i64, way], notice)
    }

    /// The other due notices of a way: up to `limit` without an attempt, then up to `limit` with attempts,
    /// the longest due first.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn due_notices(&self, way: &str, at: i64, limit: usize) -> Result<Vec<Notice>, Error> {
        let values = values![at, limit as i64, way];
        let mut due = self.driver().all(DUE_NEW, values, notice)?;
        due.extend(self.driver().all(DUE_TRIED, values, notice)?);
        Ok(due)
    }

    /// The failed notices about dossiers of a desk, the last to fail first.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn failed_notices(&self, desk: &str, limit: usize) -> Result<Vec<Notice>, Error> {
        self.driver().all(FAILED, values![desk, limit as i64], notice)
    }

    /// The notices on paper about dossiers of a desk that wait to be printed and given, the first first.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn paper_notices(&self, desk: &str, limit: usize) -> Result<Vec<Notice>, Error> {
        self.driver().all(PAPER, values![desk, limit as i64], notice)
    }

    /// Notices that ended before an instant and still have their address, the first to end first.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn ended_notices(&self, before: i64, limit: usize) -> Result<Vec<Notice>, Error> {
        self.driver().all(ENDED, values![before, limit as i64], notice)
    }

    /// The notices about a dossier, the oldest first.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn notices_of(&self, stream: &str) -> Result<Vec<Notice>, Error> {
        self.driver().all(OF_STREAM, values![stream], notice)
    }

    /// Whether a waiting notice has its next attempt after an instant.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn waits_beyond(&self, at: i64) -> Result<bool, Error> {
        self.driver().one(BEYOND, values![at], "found")
    }

    /// Whether a waiting notice expired by an instant.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn has_expired(&self, at: i64) -> Result<bool, Error> {
        self.driver().one(EXPIRED, values![at], "found")
    }

    /// The number of waiting notices due at an instant, and the number of failed ones.
    ///
    /// # Errors
    /// An error of the database driver.
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
        way: row.get("way")?,
        language: row.get("language")?,
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
