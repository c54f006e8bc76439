//! Browsers in which an account has signed in before: a random value in a cookie, its digest in a table,
//! for so many days. A browser that is known has places and tries of its own, so that strangers cannot
//! shut an officer or a citizen out. A device cookie
//! opens nothing and is revoked with the sessions.

use calendar::Instant;
use credentials::once;
use store::Device;

use super::session::{Beginning, account_of};
use crate::application::Application;
use crate::audit::{self, AuditKind};
use crate::core::Core;
use crate::error::Failure;
use crate::policy::Who;

/// A browser is known for so many days after a sign-in.
pub const DEVICE_DAYS: i64 = 180;

/// A browser that an account knows, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceView {
    pub id: String,
    pub label: String,
    pub since: Instant,
    pub seen: Instant,
    pub until: Instant,
}

impl Application {
    /// Whether an account knows the browser that holds a cookie.
    pub(crate) fn knows_device(
        &self,
        (kind, who): (&str, &str),
        cookie: &str,
        now: Instant,
    ) -> Result<bool, Failure> {
        if cookie.is_empty() || who.is_empty() {
            return Ok(false);
        }
        let id = once::digest(cookie);
        let device_row = self.read(|reader| Ok(reader.device(&id, kind, who)?))?;
        Ok(device_row.is_some_and(|device| now.0 < device.ends_at))
    }

    /// The browsers that an account knows, the last used first.
    ///
    /// # Errors
    /// The store failed.
    pub fn devices_of(&self, who: &Who, now: Instant) -> Result<Vec<DeviceView>, Failure> {
        let (kind, who) = account_of(who);
        let devices = self.read(|reader| Ok(reader.devices_of(kind, who)?))?;
        let valid = devices.into_iter().filter(|device| now.0 < device.ends_at);
        Ok(valid
            .map(|device| DeviceView {
                id: device.id,
                label: device.label,
                since: Instant(device.since),
                seen: Instant(device.seen_at),
                until: Instant(device.ends_at),
            })
            .collect())
    }

    /// Revokes a browser of the reader's own account: from then on the browser counts as unknown.
    ///
    /// # Errors
    /// The store failed.
    pub fn revoke_device(&self, who: &Who, id: &str, now: Instant) -> Result<(), Failure> {
        let (kind, who) = account_of(who);
        let (actor, objects) = self.audited(kind, who);
        let (who, id) = (who.to_owned(), id.to_owned());
        self.persist(move |core| {
            if core.writer.drop_device(&id, kind, &who)? {
                audit::write(core, (&actor, now), AuditKind::RevokeDevices, objects, "")?;
            }
            Ok(())
        })
    }
}

/// The browser of a sign-in under its new cookie, and the digest of the one that it had.
pub(super) fn of(
    beginning: &Beginning<'_>,
    cookie: &str,
    now: Instant,
) -> (Device, Option<String>) {
    let device = Device {
        id: once::digest(cookie),
        kind: beginning.kind.to_owned(),
        who: beginning.who.to_owned(),
        label: super::session::label(beginning.label),
        since: now.0,
        seen_at: now.0,
        ends_at: now.0 + DEVICE_DAYS * 86_400_000,
    };
    let before = (!beginning.device.is_empty()).then(|| once::digest(beginning.device));
    (device, before)
}

/// Makes a browser known, in the open group, in place of what it was known by before.
pub(super) fn remember(
    core: &mut Core,
    device: &Device,
    before: Option<&str>,
    now: Instant,
) -> Result<(), store::Error> {
    core.writer.drop_devices_ended(now.0)?;
    if let Some(before) = before {
        core.writer.move_device(before, &device.id)?;
    }
    core.writer.put_device(device)
}

/// The value of a browser's cookie.
pub(super) fn cookie(random: [u8; 32]) -> String {
    once::hex(&random)
}
