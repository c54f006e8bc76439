//! What an appointment slip opens: by code and key, or by the token of its QR code. Knows no page.
//!
//! A look-up is one digest of code and key, or of the token: a wrong key and an absent code are the
//! same query to the same table. Tries of a key are counted before the look-up is made, by code and
//! address, by address, and by code over all addresses; a right one is taken back. A browser that is
//! known is counted by itself. A token is too long to be guessed: one that is right never waits.
//!
//! The arithmetic: a key is one of 2^30. An address guesses at one code 10 times, then once in 15
//! minutes. Over all addresses and browsers not known, a code has 1,000 wrong keys free, remembered
//! until a day passes without one, then one in 15 minutes: the chance to guess a given code's key is
//! below 1,100 in 2^30 a day, one in a million, whatever the number of addresses. Strangers therefore make
//! a holder wait only by more than 1,000 wrong keys of that very code in a day, from some hundred
//! addresses; the holder's known browser and the slip's QR code never wait for them.

use calendar::Instant;
use credentials::once;
use store::Device;

use crate::application::Application;
use crate::appointment_slip::{counted_spelling, mark, token_mark};
use crate::auth::{DEVICE_DAYS, Limit};
use crate::dossier_queries::DossierOfSlip;
use crate::error::Failure;
use crate::inquiry::DossierView;
use crate::policy::ReadPermit;

/// Look-ups of one code from one address or known browser that may fail without a wait; of all codes
/// from there; and of one code by all browsers that are not known, from all addresses together.
const FREE_OF_CODE_BY_CLIENT: u32 = 10;
const FREE_OF_CLIENT: u32 = 60;
const FREE_OF_CODE: u32 = 1000;

/// The kind of a browser that is known by a slip.
pub(crate) const SLIP: &str = "slip";

/// The result of a look-up by a slip's code and key, or by its token.
#[derive(Debug)]
pub enum BySlip<T> {
    Found(T),
    /// A wrong key, a revoked one, or a code that no dossier has: the answer is the same.
    Absent,
    /// Too many failed before; in so many milliseconds again.
    Wait(i64),
}

impl<T> BySlip<T> {
    /// The dossier, where the look-up found one.
    #[must_use]
    pub fn into_match(self) -> Option<T> {
        match self {
            Self::Found(dossier) => Some(dossier),
            Self::Absent | Self::Wait(_) => None,
        }
    }
}

/// The source of a look-up.
#[derive(Clone, Copy, Debug, Default)]
pub struct Client<'a> {
    /// The network address; empty where that is a proxy of our own.
    pub address: &'a str,
    /// The value of the cookie by which a browser is known again; empty where it has none.
    pub device: &'a str,
}

/// The name under which tries of a code are counted.
pub(crate) fn counted(code: &str) -> String {
    format!("slip {}", once::digest(&counted_spelling(code)))
}

impl Application {
    /// The stream that a code and the slip's key open. The look-up is counted as a try before it is
    /// made, whether or not a dossier has the code. A look-up that finds a stream is not counted.
    ///
    /// # Errors
    /// The store failed.
    pub(crate) fn look_up(
        &self,
        (code, key): (&str, &str),
        client: &Client<'_>,
        now: Instant,
    ) -> Result<BySlip<String>, Failure> {
        let limits = self.limits(code, client, now)?;
        if let Err(wait) = self.lookup_limiter.count(&limits, now) {
            return Ok(BySlip::Wait(wait.millis));
        }
        let mark = mark(code, key);
        let Some(stream) = self.read(|reader| Ok(reader.by_slip(&mark)?))? else {
            return Ok(BySlip::Absent);
        };
        self.lookup_limiter.take_back(&limits);
        Ok(BySlip::Found(stream))
    }

    /// The limits under which a look-up of a code is counted.
    fn limits(&self, code: &str, client: &Client<'_>, now: Instant) -> Result<Vec<Limit>, Failure> {
        let of_code = counted(code);
        let streams = self.known_browser(client.device, now)?;
        if streams.iter().any(|device| device.kind != SLIP || device.who == of_code) {
            let id = once::digest(client.device);
            return Ok(vec![
                Limit::of(format!("{of_code} {id}"), FREE_OF_CODE_BY_CLIENT),
                Limit::of(format!("slips {id}"), FREE_OF_CLIENT),
            ]);
        }
        // All whose address is not known are one client.
        let from_here = Limit::of(format!("{of_code} @{}", client.address), FREE_OF_CODE_BY_CLIENT);
        let from_anywhere = Limit::of(of_code, FREE_OF_CODE).for_a_day();
        Ok([from_here, from_anywhere].into_iter().chain(of_address(client)).collect())
    }

    /// The sign-ins and slips by which a browser is known, without those that have ended.
    fn known_browser(&self, cookie: &str, now: Instant) -> Result<Vec<Device>, Failure> {
        if cookie.is_empty() {
            return Ok(Vec::new());
        }
        let id = once::digest(cookie);
        let mut streams = self.read(|reader| Ok(reader.known_by(&id)?))?;
        streams.retain(|device| now.0 < device.ends_at);
        Ok(streams)
    }

    /// Makes a browser known that opened a dossier by its slip: tries of strangers make it wait no
    /// more. Gives the browser's cookie, where it needs a new one.
    ///
    /// # Errors
    /// The store failed.
    pub fn remember_slip_holder(
        &self,
        code: &str,
        (client, label): (&Client<'_>, &str),
        random: [u8; 32],
        now: Instant,
    ) -> Result<Option<String>, Failure> {
        let streams = self.known_browser(client.device, now)?;
        let who = counted(code);
        if streams.iter().any(|device| device.kind == SLIP && device.who == who) {
            return Ok(None);
        }
        let new = streams.is_empty().then(|| once::hex(&random));
        let device = Device {
            id: once::digest(new.as_deref().unwrap_or(client.device)),
            kind: SLIP.to_owned(),
            who,
            label: label.chars().take(120).collect(),
            since: now.0,
            seen_at: now.0,
            ends_at: now.0 + DEVICE_DAYS * 86_400_000,
        };
        self.persist(move |core| {
            core.writer.drop_devices_ended(now.0)?;
            core.writer.put_device(&device)
        })?;
        Ok(new)
    }

    /// The dossier that a code and the slip's key open, without personal data; `now` is the machine's
    /// clock.
    ///
    /// # Errors
    /// The store failed, or the record does not fold.
    pub fn by_key(
        &self,
        slip: (&str, &str),
        client: &Client<'_>,
        now: Instant,
        at: Instant,
    ) -> Result<BySlip<DossierView>, Failure> {
        Ok(match self.look_up(slip, client, now)? {
            BySlip::Found(stream) => {
                self.view_stream(&stream, at)?.map_or(BySlip::Absent, BySlip::Found)
            }
            BySlip::Absent => BySlip::Absent,
            BySlip::Wait(millis) => BySlip::Wait(millis),
        })
    }

    /// The dossier that the slip's QR code opens; `now` is the machine's clock. Wrong tokens are
    /// counted by address; a right one is never refused.
    ///
    /// # Errors
    /// The store failed, or the record does not fold.
    pub fn by_token(
        &self,
        token: &str,
        client: &Client<'_>,
        now: Instant,
        at: Instant,
    ) -> Result<BySlip<DossierOfSlip>, Failure> {
        let mark = token_mark(token);
        let Some(stream) = self.read(|reader| Ok(reader.by_slip(&mark)?))? else {
            let limits: Vec<Limit> = of_address(client).collect();
            return Ok(match self.lookup_limiter.count(&limits, now) {
                Ok(()) => BySlip::Absent,
                Err(wait) => BySlip::Wait(wait.millis),
            });
        };
        let permit = ReadPermit::of_slip_holder(&stream);
        let view = self.view_stream(&stream, at)?;
        Ok(match view {
            Some(view) => BySlip::Found(DossierOfSlip { stream, view, permit }),
            None => BySlip::Absent,
        })
    }
}

fn of_address(client: &Client<'_>) -> impl Iterator<Item = Limit> {
    let key = (!client.address.is_empty()).then(|| format!("slips {}", client.address));
    key.map(|key| Limit::of(key, FREE_OF_CLIENT)).into_iter()
}
