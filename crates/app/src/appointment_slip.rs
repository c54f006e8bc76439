//! The appointment slip's secrets and the look-ups they open; the applicant's name for the desk's
//! search. Knows no page.
//!
//! A look-up is one digest of code and key, or of the QR code's token: a wrong key and an absent
//! code are the same question to the same table.

use credentials::once;
use dossier::event::Slip;
use dossier::{Event, Sealed};
use store::ApplicantRow;

use crate::application::Application;
use crate::core::Core;
use crate::dossier_queries::DossierOfSlip;
use crate::error::Failure;
use crate::event_codec;
use crate::execute::Done;
use crate::inquiry::DossierView;
use crate::policy::ReadPermit;

/// The mark under which a code and its key are found.
fn mark(code: &str, key: &str) -> String {
    once::digest(&format!("slip {} {}", spelling(code), once::normal(key)))
}

/// The one spelling of a code: what finds the same dossier is counted as the same code.
fn spelling(code: &str) -> String {
    code.trim().to_uppercase()
}

fn token_mark(token: &str) -> String {
    once::digest(&format!("token {}", once::normal(token)))
}

/// The code that a dossier goes by: its own, or before reception the stream's last part.
fn code_of(done: &Done) -> &str {
    match done.code.as_str() {
        "" => done.stream.rsplit('/').next().unwrap_or_default(),
        code => code,
    }
}

/// Keeps the look-up rows of a sealed part.
pub(crate) fn persist(
    core: &mut Core,
    done: &Done,
    person: &str,
    sealed: &Sealed,
) -> Result<(), Failure> {
    if let Some(slip) = &sealed.slip {
        core.writer.put_slip(&mark(code_of(done), &slip.key), &done.stream)?;
        core.writer.put_slip(&token_mark(&slip.token), &done.stream)?;
    }
    if let Some(applicant) = &sealed.applicant {
        let row = ApplicantRow {
            name: applicant.name.clone(),
            address: applicant.address.clone(),
            phone: applicant.phone.clone(),
            identity: applicant.identity.clone(),
        };
        core.writer.put_applicant(&done.stream, person, &row, &words(&row))?;
    }
    Ok(())
}

/// The words by which an applicant is found: of the name, the phone, the identity paper.
pub(crate) fn words(row: &ApplicantRow) -> Vec<String> {
    let mut words = search_words(&row.name);
    words.extend([&row.phone, &row.identity].into_iter().filter(|text| !text.is_empty()).cloned());
    words.sort();
    words.dedup();
    words
}

/// A text as the words that are looked for: without diacritics, in small letters.
#[must_use]
pub(crate) fn search_words(text: &str) -> Vec<String> {
    let folded = text::fold::fold(text);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(Into::into).collect()
}

/// The most words of one search, and the most characters of each that are compared.
const MAX_QUERY_WORDS: usize = 12;
const MAX_QUERY_WORD_CHARS: usize = 60;

/// The words of a search, bounded in number and length.
pub(crate) fn query_words(text: &str) -> Vec<String> {
    let words = search_words(text).into_iter().take(MAX_QUERY_WORDS);
    words.map(|word| word.chars().take(MAX_QUERY_WORD_CHARS).collect()).collect()
}

impl Application {
    /// The dossier that a code and the slip's key open, without personal data.
    ///
    /// # Errors
    /// The store failed, or the record does not fold.
    pub fn by_key(
        &self,
        code: &str,
        key: &str,
        at: calendar::Instant,
    ) -> Result<Option<DossierView>, Failure> {
        match self.read(|reader| Ok(reader.by_slip(&mark(code, key))?))? {
            Some(stream) => self.view_stream(&stream, at),
            None => Ok(None),
        }
    }

    /// The dossier that the slip's QR code opens.
    ///
    /// # Errors
    /// The store failed, or the record does not fold.
    pub fn by_token(
        &self,
        token: &str,
        at: calendar::Instant,
    ) -> Result<Option<DossierOfSlip>, Failure> {
        let stream = self.read(|reader| Ok(reader.by_slip(&token_mark(token))?))?;
        let Some(stream) = stream else { return Ok(None) };
        let view = self.view_stream(&stream, at)?;
        let permit = ReadPermit::of_slip_holder(&stream);
        Ok(view.map(|view| DossierOfSlip { stream, view, permit }))
    }

    /// Notes a look-up that found nothing, and says how many milliseconds the next one must wait:
    /// by code and by address, whether or not the code exists.
    #[must_use]
    pub fn look_up_wait(&self, code: &str, address: &str, now: calendar::Instant) -> i64 {
        let code = match spelling(code).as_str() {
            // A QR code brings none: only its address is slowed down.
            "" => 0,
            code => self.lookup_limiter.wait(&format!("slip {}", once::digest(code)), 10, now),
        };
        let address = match address {
            "" => 0,
            address => self.lookup_limiter.wait(&format!("slips {address}"), 60, now),
        };
        code.max(address)
    }

    /// Counts a look-up that found nothing.
    pub fn look_up_failed(&self, code: &str, address: &str, now: calendar::Instant) {
        if !code.trim().is_empty() {
            self.lookup_limiter.failed(&format!("slip {}", once::digest(&spelling(code))), now);
        }
        if !address.is_empty() {
            self.lookup_limiter.failed(&format!("slips {address}"), now);
        }
    }

    /// The slip of a dossier: of its reception, or before that of its filing.
    ///
    /// # Errors
    /// The store failed, or the record does not read.
    pub fn slip_of(&self, stream: &str) -> Result<Option<Slip>, Failure> {
        let rows = self.read(|reader| Ok(reader.stream(stream)?))?;
        let history = event_codec::history(&rows)?;
        let slips = history.into_iter().rev().filter_map(|recorded| {
            let gives = matches!(recorded.event, Event::Received { .. } | Event::Filed { .. });
            recorded.sealed.filter(|_| gives)?.slip
        });
        Ok(slips.into_iter().next())
    }
}
