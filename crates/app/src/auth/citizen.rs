//! Citizens' sign-in where filing here is switched on: a one-time code to a phone or mail address.
//! A citizen is a pseudonym; which contact it belongs to stands in a table of its own.

use calendar::Instant;
use credentials::once;
use store::{Citizen, NewNotice, OneTimeCode};

use super::session::{CITIZEN, hex};
use crate::application::Application;
use crate::error::Failure;

/// A one-time code is good for so many minutes.
pub const CONTACT_MINUTES: i64 = 10;
/// Between two codes to one contact there are at least so many milliseconds.
const BETWEEN_MILLIS: i64 = 60_000;
/// A code is dead after so many wrong tries.
const TRIES: i64 = 5;
/// Codes to one contact without a wait, over all browsers.
const FREE_OF_CONTACT: u32 = 10;
/// Codes to one address of the network without a wait.
const FREE_OF_ADDRESS: u32 = 20;

/// A phone number or mail address, in one form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact(String);

impl Contact {
    /// Reads a typed contact.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        // A program that sends the message must not take a contact for an option or a file.
        let first = text.chars().next()?;
        if !(first.is_alphanumeric() || matches!(first, '+' | '(')) {
            return None;
        }
        if text.contains('@') {
            let (name, host) = text.rsplit_once('@')?;
            let plain = |part: &str| {
                !part.is_empty() && part.chars().all(|c| !c.is_whitespace() && !c.is_control())
            };
            let fits = first.is_alphanumeric()
                && plain(name)
                && plain(host)
                && host.split('.').count() > 1
                && host.split('.').all(|label| !label.is_empty())
                && text.len() <= 200
                && !text.contains([',', ';', '<', '>', '"']);
            return fits.then(|| Self(text.to_lowercase()));
        }
        let spared = text.chars().filter(|c| !" .-()".contains(*c)).collect::<String>();
        let digits =
            spared.strip_prefix("+84").map(|digits| format!("0{digits}")).unwrap_or(spared);
        let fits = digits.starts_with('0')
            && (10..=11).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit());
        fits.then_some(Self(digits))
    }

    /// The contact in its one form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A code is good in the browser that asked for it: another's wrong tries use up their own.
fn asked_by(contact: &Contact, browser: &str) -> String {
    format!("{} {}", contact.as_str(), once::digest(browser))
}

impl Application {
    /// Whether citizens may file here, by the agency's setting.
    #[must_use]
    pub fn files_locally(&self) -> bool {
        self.rules().agency.as_ref().is_some_and(|agency| agency.local_filing)
    }

    /// Sends a code to a contact. Says nothing of whether the contact is known, nor whether it was
    /// sent: one that was sent a moment ago still counts.
    ///
    /// # Errors
    /// The store failed.
    pub fn send_code(
        &self,
        contact: &Contact,
        (address, browser): (&str, &str),
        notice: impl FnOnce(&str) -> (String, String),
        random: u64,
        now: Instant,
    ) -> Result<(), Failure> {
        let keys = [
            (format!("codes {address}"), FREE_OF_ADDRESS),
            (format!("codes to {}", once::digest(contact.as_str())), FREE_OF_CONTACT),
        ];
        for (key, free) in keys.iter().filter(|(key, _)| key != "codes ") {
            if self.lookup_limiter.wait(key, *free, now) > 0 {
                return Ok(());
            }
            self.lookup_limiter.failed(key, now);
        }
        let code = once::digits(random);
        let (subject, body) = notice(&code);
        let (contact, asked) = (contact.as_str().to_owned(), asked_by(contact, browser));
        self.persist(move |core| {
            let before = core.writer.one_time_code(&asked)?;
            if before.is_some_and(|before| (0..BETWEEN_MILLIS).contains(&(now.0 - before.sent_at)))
            {
                return Ok(());
            }
            core.writer.put_one_time_code(&OneTimeCode {
                contact: asked.clone(),
                digest: once::digest(&code),
                sent_at: now.0,
                tries: 0,
            })?;
            let new = NewNotice {
                at: now.0,
                address: &contact,
                subject: &subject,
                body: &body,
                stream: None,
                expires_at: Some(now.0 + CONTACT_MINUTES * 60_000),
            };
            core.writer.post(&new).map(|_| ())
        })
    }

    /// Lets a citizen in by the code sent to their contact; gives the session's cookie.
    ///
    /// # Errors
    /// The store failed.
    pub fn enter_citizen(
        &self,
        (contact, browser): (&Contact, &str),
        code: &str,
        label: &str,
        random: [u8; 48],
        now: Instant,
    ) -> Result<Option<String>, Failure> {
        let (contact, asked) = (contact.as_str().to_owned(), asked_by(contact, browser));
        let (first, last) = random.split_at(32);
        let digest = once::digest(code.trim());
        let new = hex(last);
        let person = self.persist(move |core| {
            let Some(sent) = core.writer.one_time_code(&asked)? else { return Ok(None) };
            let fresh = now.0 - sent.sent_at < CONTACT_MINUTES * 60_000 && sent.tries < TRIES;
            if !fresh || !once::same(&sent.digest, &digest) {
                let tries = sent.tries + 1;
                core.writer.put_one_time_code(&OneTimeCode { tries, ..sent })?;
                return Ok(None);
            }
            core.writer.drop_one_time_code(&asked)?;
            if let Some(citizen) = core.writer.citizen(&contact)? {
                return Ok(Some(citizen.person));
            }
            let (person, name) = (new.clone(), String::new());
            core.writer.put_citizen(&Citizen { contact, person, name, since: now.0 })?;
            Ok(Some(new))
        })?;
        let Some(person) = person else { return Ok(None) };
        let mut seed = [0; 32];
        seed.copy_from_slice(first);
        self.begin_session((CITIZEN, &person), label, seed, |_| Ok(true), now)
    }

    /// The contact of a citizen.
    ///
    /// # Errors
    /// The store failed.
    pub fn contact_of(&self, person: &str) -> Result<Option<String>, Failure> {
        self.read(|reader| Ok(reader.citizen_of(person)?.map(|citizen| citizen.contact)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_has_one_form() {
        fn check(typed: &str, expected: Option<&str>) {
            assert_eq!(Contact::read(typed).as_ref().map(Contact::as_str), expected, "{typed}");
        }
        check(" 0900.000-001 ", Some("0900000001"));
        check("+84 900 000 001", Some("0900000001"));
        check("Lan@Example.vn", Some("lan@example.vn"));
        check("0900", None);
        check("lan@", None);
        check("lan@host", None);
        check("a b@host.vn", None);
        check("a@b.vn,c@d.vn", None);
        check("", None);
    }

    #[test]
    fn a_contact_begins_with_a_letter_or_a_digit() {
        for typed in [
            "-oProxyCommand=x@a.vn",
            "@x",
            "@a.vn",
            "+x@a.vn",
            "(a)@a.vn",
            "|sh@a.vn",
            "/etc/passwd@a.vn",
            "-0900111222",
            "a@b.vn\nBcc: c@d.vn",
            "a b@c.vn",
        ] {
            assert_eq!(Contact::read(typed), None, "{typed:?}");
        }
        assert!(Contact::read("+84 900 111 222").is_some());
    }
}
