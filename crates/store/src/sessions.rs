//! Sessions of officers and citizens as rows. The module must not know how long a session lasts.

use crate::driver::{Row, values};
use crate::error::Error;
use crate::{Reader, Writer};

/// A session of an officer or a citizen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Session {
    /// The digest of the cookie's value.
    pub id: String,
    /// `staff` or `citizen`.
    pub kind: String,
    /// The login of the officer or the pseudonym of the citizen.
    pub who: String,
    pub created_at: i64,
    /// The instant of the last use.
    pub seen_at: i64,
    /// The instant of the last second factor.
    pub stepped_at: i64,
    /// The `User-Agent` of the browser.
    pub label: String,
    pub ended_at: Option<i64>,
}

const PUT: &str = "INSERT INTO session (id, kind, who, created_at, seen_at, stepped_at, label, \
     ended_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO UPDATE SET \
     kind = excluded.kind, who = excluded.who, created_at = excluded.created_at, \
     seen_at = excluded.seen_at, stepped_at = excluded.stepped_at, label = excluded.label, \
     ended_at = excluded.ended_at";

const ONE: &str = "SELECT id, kind, who, created_at, seen_at, stepped_at, label, ended_at \
     FROM session WHERE id = $1";

const OF: &str = "SELECT id, kind, who, created_at, seen_at, stepped_at, label, ended_at \
     FROM session WHERE kind = $1 AND who = $2 ORDER BY created_at DESC, id";

const LIVE: &str = "SELECT id, kind, who, created_at, seen_at, stepped_at, label, ended_at \
     FROM session WHERE ended_at IS NULL AND seen_at >= $1 ORDER BY seen_at DESC, id";

const END: &str = "UPDATE session SET ended_at = $1 \
     WHERE kind = $2 AND who = $3 AND id <> $4 AND ended_at IS NULL";

const SEEN: &str =
    "UPDATE session SET seen_at = $1, created_at = $2 WHERE id = $3 AND ended_at IS NULL";

const STEPPED: &str = "UPDATE session SET stepped_at = $1 WHERE id = $2 AND ended_at IS NULL";

const END_ONE: &str =
    "UPDATE session SET ended_at = $1 WHERE id = $2 AND who = $3 AND ended_at IS NULL";

const DROP_OLD: &str = "DELETE FROM session WHERE seen_at < $1";

impl Writer {
    /// Inserts or replaces a session.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn put_session(&mut self, session: &Session) -> Result<(), Error> {
        let values = values![
            session.id,
            session.kind,
            session.who,
            session.created_at,
            session.seen_at,
            session.stepped_at,
            session.label,
            session.ended_at,
        ];
        self.change(PUT, values).map(|_| ())
    }

    /// Records the use of a session, and its beginning by the current clock; returns whether the
    /// session is live.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn put_session_seen(&mut self, id: &str, at: i64, created: i64) -> Result<bool, Error> {
        Ok(self.change(SEEN, values![at, created, id])? > 0)
    }

    /// Records the second factor of a session; returns whether the session is live.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn put_session_stepped(&mut self, id: &str, at: i64) -> Result<bool, Error> {
        Ok(self.change(STEPPED, values![at, id])? > 0)
    }

    /// Ends a session of its owner; returns whether the session was live.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn end_session(&mut self, id: &str, who: &str, at: i64) -> Result<bool, Error> {
        Ok(self.change(END_ONE, values![at, id, who])? > 0)
    }

    /// Ends the sessions of a person except one; returns their number.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn end_sessions(
        &mut self,
        kind: &str,
        who: &str,
        except: Option<&str>,
        at: i64,
    ) -> Result<usize, Error> {
        // No session has an empty id.
        self.change(END, values![at, kind, who, except.unwrap_or_default()])
    }

    /// Deletes sessions that were not used since an instant; returns their number.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn drop_sessions_before(&mut self, at: i64) -> Result<usize, Error> {
        self.change(DROP_OLD, values![at])
    }
}

impl Reader {
    /// The session of an id, whether it has ended or not.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn session(&self, id: &str) -> Result<Option<Session>, Error> {
        self.driver().first(ONE, values![id], session)
    }

    /// The sessions of a person, whether they have ended or not, the newest first.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn sessions_of(&self, kind: &str, who: &str) -> Result<Vec<Session>, Error> {
        self.driver().all(OF, values![kind, who], session)
    }

    /// The sessions that have not ended and were used since an instant, the last used first.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn live_sessions(&self, since: i64) -> Result<Vec<Session>, Error> {
        self.driver().all(LIVE, values![since], session)
    }
}

fn session(row: &Row<'_>) -> Result<Session, Error> {
    Ok(Session {
        id: row.get("id")?,
        kind: row.get("kind")?,
        who: row.get("who")?,
        created_at: row.get("created_at")?,
        seen_at: row.get("seen_at")?,
        stepped_at: row.get("stepped_at")?,
        label: row.get("label")?,
        ended_at: row.get("ended_at")?,
    })
}
