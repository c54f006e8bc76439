//! Browsers in which an account has signed in, or a slip was used, before; each by the digest of a
//! random cookie. Knows no limit.

use crate::driver::{Row, values};
use crate::error::Error;
use crate::{Reader, Writer};

/// A browser that an account knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Device {
    /// Digest of what the cookie holds.
    pub id: String,
    /// `staff`, `citizen` or `slip`.
    pub kind: String,
    /// Login or person; of a slip, the digest of its code.
    pub who: String,
    /// What the machine at the other end says it is.
    pub label: String,
    /// The first sign-in.
    pub since: i64,
    /// The last sign-in.
    pub seen_at: i64,
    /// Not known any more from here on.
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
    /// Puts a browser in place; the first sign-in of one that is known stays.
    ///
    /// # Errors
    /// The driver refuses.
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

    /// Gives a browser a new cookie in place of the old one, for all accounts that know it.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn move_device(&mut self, old: &str, new: &str) -> Result<(), Error> {
        self.change(MOVE, values![new, old]).map(|_| ())
    }

    /// Drops a browser of an account; whether it was known.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn drop_device(&mut self, id: &str, kind: &str, who: &str) -> Result<bool, Error> {
        Ok(self.change(DROP, values![id, kind, who])? > 0)
    }

    /// Drops all browsers of an account; how many.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn drop_devices_of(&mut self, kind: &str, who: &str) -> Result<usize, Error> {
        self.change(DROP_OF, values![kind, who])
    }

    /// Drops the browsers whose time is over at an instant; how many.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn drop_devices_ended(&mut self, at: i64) -> Result<usize, Error> {
        self.change(DROP_ENDED, values![at])
    }
}

impl Reader {
    /// A browser that an account knows, its time over or not.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn device(&self, id: &str, kind: &str, who: &str) -> Result<Option<Device>, Error> {
        self.driver().first(ONE, values![id, kind, who], device)
    }

    /// By what accounts and slips a browser is known, its time over or not.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn known_by(&self, id: &str) -> Result<Vec<Device>, Error> {
        self.driver().all(KNOWN_BY, values![id], device)
    }

    /// The browsers that an account knows, the last used first.
    ///
    /// # Errors
    /// The driver refuses.
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
