//! Citizens' sign-in where filing here is switched on: a one-time code to a phone or mail address.
//! A citizen is a pseudonym; which contact it belongs to stands in a table of its own.
//!
//! Codes sent to a contact and wrong codes are counted by contact, whichever browser asks. The browsers
//! that the contact's account knows, and the holder of each slip of that contact, are counted apart:
//! strangers cannot use up what a citizen has, nor can who holds a slip that names the citizen's contact.

use calendar::Instant;
use credentials::{once, spelling};
use store::{Citizen, NewNotice, OneTimeCode, Writer};
use text::Language;
use text::person::national_phone;

use super::contact::Contact;
use super::rate_limiter::Limit;
use super::session::{Beginning, CITIZEN};
use super::sign_in::{NotEntered, TOO_MANY};
use crate::application::Application;
use crate::audit::{self, AuditKind};
use crate::error::Failure;
use crate::slip_lookup::Client;

/// A one-time code is good for so many minutes.
pub const CONTACT_MINUTES: i64 = 10;
/// Codes a day to a contact, asked for by strangers.
pub const CODES_A_DAY: i64 = 3;
/// Codes a day to a contact, asked for by the browsers that its account knows.
const CODES_A_DAY_KNOWN: i64 = 10;
/// Codes a day to a contact, asked for by the holder of one slip, and of all slips of the contact.
const CODES_A_DAY_OF_SLIP: i64 = 5;
const CODES_A_DAY_OF_SLIPS: i64 = 20;
/// Codes an hour to all contacts together, beyond which strangers get none.
const CODES_AN_HOUR: i64 = 300;
const DAY_MILLIS: i64 = 86_400_000;
const HOUR_MILLIS: i64 = 3_600_000;
/// Between two codes to one browser there are at least so many milliseconds.
const BETWEEN_MILLIS: i64 = 60_000;
/// A code is void after so many wrong tries.
const TRIES: i64 = 5;
/// Wrong codes of one contact after which the next one still has no wait.
const FREE_WRONG: u32 = 10;
/// Requests of one address of the network without a wait.
const FREE_OF_ADDRESS: u32 = 20;

/// The request for a code, or its entry, with the source.
#[derive(Clone, Copy, Debug)]
pub struct CodeRequest<'a> {
    pub contact: &'a Contact,
    /// The secret that binds forms to the browser.
    pub browser: &'a str,
    /// The client's address; empty where it is one of the agency's own proxies.
    pub address: &'a str,
    /// The value of the cookie that a browser has kept since an earlier sign-in.
    pub device: &'a str,
    /// Code and key of a slip; empty where none was given.
    pub slip: (&'a str, &'a str),
    /// The language of the words that are sent.
    pub language: Language,
}

/// A citizen was let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitizenEntered {
    pub person: String,
    /// The session's cookie.
    pub cookie: String,
    /// The cookie by which the browser is known again.
    pub device: String,
}

/// Random bytes for the session's cookie, the browser's cookie, and the pseudonym of a new account.
pub type CitizenRandom = ([[u8; 32]; 2], [u8; 16]);

impl<'a> CodeRequest<'a> {
    /// A request by a browser that nothing else is known of.
    #[must_use]
    pub fn of(contact: &'a Contact, browser: &'a str) -> Self {
        Self {
            contact,
            browser,
            address: "",
            device: "",
            slip: ("", ""),
            language: Language::Vietnamese,
        }
    }

    /// A code is good in the browser that asked for it.
    fn contact_key(&self) -> String {
        format!("{} {}", self.contact.as_str(), once::digest(self.browser))
    }

    fn digest(&self) -> String {
        self.digest_with("")
    }

    /// The digest of the contact and an addition, under which a code is counted.
    fn digest_with(&self, addition: &str) -> String {
        once::digest(&format!("contact {}{addition}", self.contact.as_str()))
    }
}

impl Application {
    /// Whether citizens may file here, by the agency's setting.
    #[must_use]
    pub fn files_locally(&self) -> bool {
        self.rules().agency.as_ref().is_some_and(|agency| agency.local_filing)
    }

    /// Sends a code to a contact. The answer does not show whether the contact is known, nor whether
    /// a code was sent now: a code that was sent a moment ago stays valid.
    ///
    /// # Errors
    /// The store failed.
    pub fn send_code(
        &self,
        request: &CodeRequest<'_>,
        notice: impl FnOnce(&str) -> (String, String),
        random: u64,
        now: Instant,
    ) -> Result<(), Failure> {
        let requester = self.requester(request, now)?;
        let is_known = requester != Requester::Stranger;
        if !is_known && !request.address.is_empty() {
            let limit = Limit::of(format!("codes {}", request.address), FREE_OF_ADDRESS);
            if self.lookup_limiter.count(&[limit], now).is_err() {
                return Ok(());
            }
        }
        let code = once::digits(random);
        let (subject, body) = notice(&code);
        let (key, caps) = (request.contact_key(), caps(request, requester));
        let (address, way) = (request.contact.address(), request.contact.way().code());
        let language = request.language.code();
        self.persist(move |core| {
            let before = core.writer.one_time_code(&key)?;
            let soon =
                before.is_some_and(|code| (0..BETWEEN_MILLIS).contains(&(now.0 - code.sent_at)));
            if soon || !may_send(&core.writer, &caps, is_known, now)? {
                return Ok(());
            }
            for (counted, _) in &caps {
                core.writer.put_code_sent((counted, is_known), now.0, now.0 - DAY_MILLIS)?;
            }
            core.writer.put_one_time_code(&OneTimeCode {
                contact: key.clone(),
                digest: once::digest(&code),
                sent_at: now.0,
                tries: 0,
                is_known,
            })?;
            let new = NewNotice {
                at: now.0,
                way,
                language,
                address: &address,
                subject: &subject,
                body: &body,
                stream: None,
                expires_at: Some(now.0 + CONTACT_MINUTES * 60_000),
            };
            core.writer.post(&new).map(|_| ())
        })
    }

    /// Sends a text to a contact that a visitor names, counted with the codes of strangers to that contact.
    /// Whether it is on its way. Its words are erased once it is sent.
    ///
    /// # Errors
    /// The store failed.
    pub fn send_to_contact(
        &self,
        request: &CodeRequest<'_>,
        (subject, body): (String, String),
        now: Instant,
    ) -> Result<bool, Failure> {
        let limit = Limit::of(format!("codes {}", request.address), FREE_OF_ADDRESS);
        if !request.address.is_empty() && self.lookup_limiter.count(&[limit], now).is_err() {
            return Ok(false);
        }
        let (caps, address) = (caps(request, Requester::Stranger), request.contact.address());
        let (way, language) = (request.contact.way().code(), request.language.code());
        self.persist(move |core| {
            if !may_send(&core.writer, &caps, false, now)? {
                return Ok(false);
            }
            for (counted, _) in &caps {
                core.writer.put_code_sent((counted, false), now.0, now.0 - DAY_MILLIS)?;
            }
            let (address, subject, body) = (&address, &subject, &body);
            let expires_at = Some(now.0 + HOUR_MILLIS);
            let (at, stream) = (now.0, None);
            let new = NewNotice { at, way, language, address, subject, body, stream, expires_at };
            core.writer.post(&new).map(|_| true)
        })
    }

    /// The kind of requester: a browser that the contact's account knows, the holder of a slip of the
    /// contact, or a stranger.
    fn requester(&self, request: &CodeRequest<'_>, now: Instant) -> Result<Requester, Failure> {
        let contact = request.contact.as_str();
        if !request.device.is_empty() {
            // As many look-ups where no account has the contact.
            let citizen = self.read(|reader| Ok(reader.citizen(contact)?))?;
            let person = citizen.map_or_else(|| "-".to_owned(), |citizen| citizen.person);
            if self.knows_device((CITIZEN, &person), request.device, now)? {
                return Ok(Requester::KnownBrowser);
            }
        }
        if request.slip.0.is_empty() || request.slip.1.is_empty() {
            return Ok(Requester::Stranger);
        }
        let client = Client { address: request.address, device: request.device };
        let slip = self.look_up(request.slip, &client, now)?;
        let Some(stream) = slip.into_match() else { return Ok(Requester::Stranger) };
        Ok(match self.contacts_of_dossier(&stream)?.contains(request.contact) {
            true => Requester::SlipHolder(stream),
            false => Requester::Stranger,
        })
    }

    /// Lets a citizen in by the code sent to their contact, or not. Wrong codes are counted before the
    /// code is compared.
    ///
    /// # Errors
    /// The store failed.
    pub fn enter_citizen(
        &self,
        request: &CodeRequest<'_>,
        code: &str,
        label: &str,
        random: CitizenRandom,
        now: Instant,
    ) -> Result<Result<CitizenEntered, NotEntered>, Failure> {
        let key = request.contact_key();
        let sent = self.read(|reader| Ok(reader.one_time_code(&key)?))?;
        let of = match sent.is_some_and(|sent| sent.is_known) {
            true => once::digest(&key),
            false => request.digest(),
        };
        let limit = Limit::of(format!("code {of}"), FREE_WRONG);
        if let Err(wait) = self.rate_limiter.count(std::slice::from_ref(&limit), now) {
            if wait.first {
                self.audit_code_refused(TOO_MANY, now);
            }
            return Ok(Err(wait.into()));
        }
        let Some(person) = self.use_code(request, code, random.1, now)? else {
            self.audit_code_refused("", now);
            return Ok(Err(NotEntered::Wrong));
        };
        self.rate_limiter.succeeded(&limit);
        let beginning = Beginning {
            kind: CITIZEN,
            who: &person,
            label,
            device: request.device,
            by_recovery_code: false,
            random: random.0,
        };
        let begun = self.begin_session(&beginning, |_| Ok(true), now)?;
        Ok(begun.ok_or(NotEntered::Wrong).map(|cookies| CitizenEntered {
            cookie: cookies.session,
            device: cookies.device,
            person: person.clone(),
        }))
    }

    /// Uses up the code sent to a contact; gives the account's pseudonym, a new one where the contact
    /// has none.
    fn use_code(
        &self,
        request: &CodeRequest<'_>,
        code: &str,
        random: [u8; 16],
        now: Instant,
    ) -> Result<Option<String>, Failure> {
        let (contact, key) = (request.contact.as_str().to_owned(), request.contact_key());
        let digest = once::digest(&spelling::six_digits(code));
        let new = once::hex(&random);
        self.persist(move |core| {
            let Some(sent) = core.writer.one_time_code(&key)? else { return Ok(None) };
            // A code of an instant ahead is of before the clock was set back: its age is not known.
            let age = now.0 - sent.sent_at;
            let fresh = (0..CONTACT_MINUTES * 60_000).contains(&age) && sent.tries < TRIES;
            if !fresh || !once::constant_time_eq(&sent.digest, &digest) {
                let tries = sent.tries + 1;
                core.writer.put_one_time_code(&OneTimeCode { tries, ..sent })?;
                return Ok(None);
            }
            core.writer.drop_one_time_code(&key)?;
            if let Some(citizen) = core.writer.citizen(&contact)? {
                return Ok(Some(citizen.person));
            }
            let (person, name) = (new.clone(), String::new());
            core.writer.put_citizen(&Citizen { contact, person, name, since: now.0 })?;
            Ok(Some(new))
        })
    }

    fn audit_code_refused(&self, detail: &str, now: Instant) {
        let (by, kind, detail) = ((CITIZEN, now), AuditKind::SignInRefused, detail.to_owned());
        self.persist_or_postpone(move |core| audit::write(core, by, kind, Vec::new(), &detail));
    }

    /// The contact of a citizen, a telephone as it is dialled in this country.
    ///
    /// # Errors
    /// The store failed.
    pub fn contact_of(&self, person: &str) -> Result<Option<String>, Failure> {
        self.read(|reader| {
            Ok(reader.citizen_of(person)?.map(|citizen| national_phone(&citizen.contact)))
        })
    }
}

/// The kind of requester of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Requester {
    Stranger,
    KnownBrowser,
    /// The holder of a slip of this stream.
    SlipHolder(String),
}

/// The keys under which a code is counted, each with the most per day.
fn caps(request: &CodeRequest<'_>, requester: Requester) -> Vec<(String, i64)> {
    match requester {
        Requester::Stranger => vec![(request.digest(), CODES_A_DAY)],
        Requester::KnownBrowser => vec![(request.digest(), CODES_A_DAY_KNOWN)],
        Requester::SlipHolder(stream) => vec![
            (request.digest_with(&format!(" slip {stream}")), CODES_A_DAY_OF_SLIP),
            (request.digest_with(" slips"), CODES_A_DAY_OF_SLIPS),
        ],
    }
}

/// Whether one more code may be sent under these caps. Codes of an instant ahead, of before the clock
/// was set back, count for a day.
fn may_send(
    writer: &Writer,
    caps: &[(String, i64)],
    is_known: bool,
    now: Instant,
) -> Result<bool, store::Error> {
    let within = |millis: i64| (now.0 - millis, now.0 + millis);
    for (counted, most) in caps {
        if writer.codes_sent_to((counted, is_known), within(DAY_MILLIS))? >= *most {
            return Ok(false);
        }
    }
    Ok(is_known || writer.codes_sent_to_unknown_browsers(within(HOUR_MILLIS))? < CODES_AN_HOUR)
}
