//! The sessions and known browsers of an account, an officer's or a citizen's: listed, and ended by
//! their owner. Knows no password.

use app::{DeviceView, SessionView};

use crate::answer::Error;
use crate::request_context::RequestContext;

/// Rows of each list at most.
const SHOWN: usize = 20;

/// The values of `auth/browsers.html`.
pub(super) struct Browsers {
    pub sessions: Vec<SessionRow>,
    pub devices: Vec<DeviceRow>,
}

pub(super) struct SessionRow {
    pub id: String,
    pub label: String,
    pub began: String,
    pub seen: String,
    pub ended: Option<String>,
    pub this: bool,
}

pub(super) struct DeviceRow {
    pub id: String,
    pub label: String,
    pub since: String,
    pub seen: String,
    pub until: String,
}

impl Browsers {
    /// The browsers of the signed-in account.
    pub(super) fn of(context: &RequestContext) -> Result<Self, Error> {
        let (app, who, now) = (context.app(), context.who(), context.machine_now());
        let this = context.signed.as_ref().map(|signed| signed.id.as_str());
        let sessions = app.sessions_of(&who, now)?.into_iter().take(SHOWN);
        let devices = app.devices_of(&who, now)?.into_iter().take(SHOWN);
        Ok(Self {
            sessions: sessions.map(|session| session_row(context, session, this)).collect(),
            devices: devices.map(|device| device_row(context, device)).collect(),
        })
    }
}

/// Ends what a form of the page names: a session, all others, or a known browser.
pub(super) fn change(context: &RequestContext, what: &str) -> Result<(), Error> {
    let signed = context.signed.as_ref().ok_or(Error::SignIn { citizen: false })?;
    let (app, now) = (context.app(), context.machine_now());
    match what {
        "session" => {
            app.end_session(signed.who.account(), context.form.raw("session"), now)?;
        }
        "sessions" => app.end_sessions(&signed.who, Some(&signed.id), now)?,
        "device" => app.revoke_device(&signed.who, context.form.raw("device"), now)?,
        _ => return Err(Error::BadForm),
    }
    Ok(())
}

fn session_row(context: &RequestContext, session: SessionView, this: Option<&str>) -> SessionRow {
    let zone = context.zone();
    let at = |instant| messages::instant(context.language, instant, zone);
    SessionRow {
        this: Some(session.id.as_str()) == this,
        label: label(context, session.label),
        began: at(session.began),
        seen: at(session.seen),
        ended: session.ended.map(at),
        id: session.id,
    }
}

fn device_row(context: &RequestContext, device: DeviceView) -> DeviceRow {
    let zone = context.zone();
    let at = |instant| messages::instant(context.language, instant, zone);
    DeviceRow {
        label: label(context, device.label),
        since: at(device.since),
        seen: at(device.seen),
        until: messages::date_of(zone.day(device.until)),
        id: device.id,
    }
}

/// The name that a browser sends.
fn label(context: &RequestContext, label: String) -> String {
    if label.is_empty() { context.text("account-no_label") } else { label }
}
