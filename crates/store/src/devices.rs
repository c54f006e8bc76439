//! Known browsers: those in which an account signed in or a slip was used. Each is stored by the
//! digest of a random cookie. The module must not know rate limits.

use crate::driver::{Row, values};
use crate::error::Error;
use crate::{Reader, Writer};

/// A browser that is known to an account or a slip.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Device {
    /// The digest of the cookie's value.
    pub id: String,
    /// `staff`, `citizen` or `slip`.
    pub kind: String,
    /// The login or the person's pseudonym; for a slip, the digest of its code.
    pub who: String,
    /// The `User-Agent` of the browser.
    pub label: String,
    /// The instant of the first sign-in.
    pub since: i64,
    /// The instant of the last sign-in.
    pub seen_at: i64,
    /// The instant from which the browser is no longer known.
    pub ends_at: i64,
}

const PUT: &str = "INSERT INTO device (id, kind, who, label, since, seen_at, ends_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id, kind, who) DO UPDATE SET \
     label = excluded.label, seen_at = excluded.seen_at, ends_at = excluded.ends_at";

const MOVE: &str = "UPDATE device SET id = $1 WHERE id = $2";

const ONE: &str = "SELECT id, kind, who, label, since, seen_at, ends_at FROM device \
     WHERE id = $1 AND kind = $2 AND who = $3";

const OF: &str = "SELECT id, kind, who, label, since, seen_at, ends_at FROM device \
     WHERE kind = $1 AND who = $2 ORDER BY seen_at DESC, id";

const KNOWN_BY: &str = "SELECT id, kind, who, label, since, seen_at, ends_at FROM device \
     WHERE id = $1 ORDER BY kind, who";

const DROP: &str = "DELETE FROM device WHERE id = $1 AND kind = $2 AND who = $3";

const DROP_OF: &str = "DELETE FROM device WHERE kind = $1 AND who = $2";

const DROP_ENDED: &str = "DELETE FROM device WHERE ends_at <= $1";

impl Writer {
    /// Inserts or replaces a browser; the instant of the first sign-in stays.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn put_device(&mut self, device: &Device) -> Result<(), Error> {
        let values = values![
            device.id,
            device.kind,
            device.who,
            device.label,
            device.since,
            device.seen_at,
            device.ends_at,
        ];
        self.change(PUT, values).map(|_| ())
    }

    /// Replaces the cookie of a browser for all accounts to which it is known.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn move_device(&mut self, old: &str, new: &str) -> Result<(), Error> {
        self.change(MOVE, values![new, old]).map(|_| ())
    }

    /// Deletes a browser of an account; returns whether it was known.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn drop_device(&mut self, id: &str, kind: &str, who: &str) -> Result<bool, Error> {
        Ok(self.change(DROP, values![id, kind, who])? > 0)
    }

    /// Deletes all browsers of an account; returns their number.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn drop_devices_of(&mut self, kind: &str, who: &str) -> Result<usize, Error> {
        self.change(DROP_OF, values![kind, who])
    }

    /// Deletes the browsers that expired by an instant; returns their number.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn drop_devices_ended(&mut self, at: i64) -> Result<usize, Error> {
        self.change(DROP_ENDED, values![at])
    }
}

impl Reader {
    /// A browser that is known to an account, even if it has expired.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn device(&self, id: &str, kind: &str, who: &str) -> Result<Option<Device>, Error> {
        self.driver().first(ONE, values![id, kind, who], device)
    }

    /// The accounts and slips to which a browser is known, even if it has expired.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn known_by(&self, id: &str) -> Result<Vec<Device>, Error> {
        self.driver().all(KNOWN_BY, values![id], device)
    }

    /// The browsers that are known to an account, the last used first.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn devices_of(&self, kind: &str, who: &str) -> Result<Vec<Device>, Error> {
        self.driver().all(OF, values![kind, who], device)
    }
}

fn device(row: &Row<'_>) -> Result<Device, Error> {
    Ok(Device {
        id: row.get("id")?,
        kind: row.get("kind")?,
        who: row.get("who")?,
        label: row.get("label")?,
        since: row.get("since")?,
        seen_at: row.get("seen_at")?,
        ends_at: row.get("ends_at")?,
    })
}
