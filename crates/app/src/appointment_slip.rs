//! The appointment slip's secrets and the look-ups they open; the applicant's name for the desk's
//! search. Knows no page.
//!
//! A look-up is one digest of code and key, or of the QR code's token: a wrong key and an absent
//! code are the same question to the same table.

use calendar::Instant;
use credentials::{once, spelling};
use dossier::event::Slip;
use dossier::{Event, Sealed};
use store::ApplicantRow;

use crate::application::Application;
use crate::auth::Limit;
use crate::core::Core;
use crate::dossier_queries::{DossierOfSlip, VisibleDossier};
use crate::error::Failure;
use crate::event_codec;
use crate::execute::Done;
use crate::inquiry::DossierView;
use crate::policy::{NoPermit, ReadPermit, Who};

/// Look-ups of one code, and of one address of the network, that may fail without a wait.
const FREE_OF_CODE: u32 = 10;
const FREE_OF_ADDRESS: u32 = 60;

/// The one spelling of a code: what finds the same dossier is counted as the same code.
fn code_spelling(code: &str) -> String {
    spelling::normal(&spelling::code(code))
}

/// The mark under which a code and its key are found.
fn mark(code: &str, key: &str) -> String {
    once::digest(&format!("slip {} {}", code_spelling(code), spelling::slip_key(key)))
}

fn token_mark(token: &str) -> String {
    once::digest(&format!("token {}", spelling::normal(token)))
}

/// What a slip's code and key, or its token, open.
#[derive(Debug)]
pub enum BySlip<T> {
    Found(T),
    /// A wrong key, a revoked one, or a code that no dossier has: nothing says which.
    Absent,
    /// Too many failed before; in so many milliseconds again.
    Wait(i64),
}

impl<T> BySlip<T> {
    /// What was found.
    #[must_use]
    pub fn found(self) -> Option<T> {
        match self {
            Self::Found(found) => Some(found),
            Self::Absent | Self::Wait(_) => None,
        }
    }
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
    at: Instant,
) -> Result<(), Failure> {
    if let Some(slip) = &sealed.slip {
        put(core, &done.stream, code_of(done), slip, at)?;
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

/// Makes a dossier's slip good; the slips that it had before end, where this is another one.
fn put(core: &mut Core, stream: &str, code: &str, slip: &Slip, at: Instant) -> Result<(), Failure> {
    Ok(core.writer.put_slip(&token_mark(&slip.token), &mark(code, &slip.key), stream, at.0)?)
}

/// Puts the marks of a dossier's last slip under the spelling of this program: those of each code
/// under which it was given, a filing's number and the code of the reception. A slip that was revoked
/// stays so.
pub(crate) fn refresh(core: &mut Core, stream: &str) -> Result<(), Failure> {
    // A stream that does not fold is set aside; `doctor` names it.
    let Ok(history) = event_codec::history(&core.writer.stream(stream)?) else { return Ok(()) };
    let mut code = stream.rsplit('/').next().unwrap_or_default().to_owned();
    let mut slips = Vec::new();
    for recorded in history {
        if let Event::Received { code: received, .. } = &recorded.event {
            code.clone_from(received);
        }
        if let Some(slip) = recorded.sealed.and_then(|sealed| sealed.slip) {
            slips.push((code.clone(), slip, recorded.logged_at));
        }
    }
    let last = slips.last().map(|(_, slip, _)| slip.token.clone());
    for (code, slip, at) in slips.iter().filter(|(_, slip, _)| Some(&slip.token) == last.as_ref()) {
        put(core, stream, code, slip, *at)?;
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
    /// The stream that a code and the slip's key open. The look-up is counted before it is made, by
    /// code and by address, whether or not a dossier has the code; one that finds is taken back.
    ///
    /// # Errors
    /// The store failed.
    pub(crate) fn look_up(
        &self,
        (code, key): (&str, &str),
        address: &str,
        now: Instant,
    ) -> Result<BySlip<String>, Failure> {
        let of_code = format!("slip {}", once::digest(&code_spelling(code)));
        let limits = limits(Some(of_code), address);
        self.look_up_mark(&mark(code, key), &limits, now)
    }

    fn look_up_mark(
        &self,
        mark: &str,
        limits: &[Limit],
        now: Instant,
    ) -> Result<BySlip<String>, Failure> {
        if let Err(wait) = self.lookup_limiter.count(limits, now) {
            return Ok(BySlip::Wait(wait.millis));
        }
        let Some(stream) = self.read(|reader| Ok(reader.by_slip(mark)?))? else {
            return Ok(BySlip::Absent);
        };
        self.lookup_limiter.take_back(limits);
        Ok(BySlip::Found(stream))
    }

    /// The dossier that a code and the slip's key open, without personal data; `now` is the machine's
    /// clock.
    ///
    /// # Errors
    /// The store failed, or the record does not fold.
    pub fn by_key(
        &self,
        slip: (&str, &str),
        address: &str,
        now: Instant,
        at: Instant,
    ) -> Result<BySlip<DossierView>, Failure> {
        Ok(match self.look_up(slip, address, now)? {
            BySlip::Found(stream) => {
                self.view_stream(&stream, at)?.map_or(BySlip::Absent, BySlip::Found)
            }
            BySlip::Absent => BySlip::Absent,
            BySlip::Wait(millis) => BySlip::Wait(millis),
        })
    }

    /// The dossier that the slip's QR code opens; `now` is the machine's clock. A QR code brings no
    /// code: only its address is counted.
    ///
    /// # Errors
    /// The store failed, or the record does not fold.
    pub fn by_token(
        &self,
        token: &str,
        address: &str,
        now: Instant,
        at: Instant,
    ) -> Result<BySlip<DossierOfSlip>, Failure> {
        let stream = match self.look_up_mark(&token_mark(token), &limits(None, address), now)? {
            BySlip::Found(stream) => stream,
            BySlip::Absent => return Ok(BySlip::Absent),
            BySlip::Wait(millis) => return Ok(BySlip::Wait(millis)),
        };
        let permit = ReadPermit::of_slip_holder(&stream);
        let view = self.view_stream(&stream, at)?;
        Ok(match view {
            Some(view) => BySlip::Found(DossierOfSlip { stream, view, permit }),
            None => BySlip::Absent,
        })
    }

    /// The slip of an opened dossier that was given last, unless it is revoked.
    ///
    /// # Errors
    /// [`Failure::NoPermit`]; the store failed, or the record does not read.
    pub fn slip_of(
        &self,
        who: &Who,
        opened: &VisibleDossier,
        at: Instant,
    ) -> Result<Option<Slip>, Failure> {
        let permit = self.permit_read(who, opened, at).ok_or(NoPermit::NotPermitted)?;
        let stream = permit.stream();
        let rows = self.read(|reader| Ok(reader.stream(stream)?))?;
        let history = event_codec::history(&rows)?;
        let slips = history.into_iter().rev().filter_map(|recorded| recorded.sealed?.slip);
        match slips.into_iter().next() {
            Some(slip) => Ok(self.is_good(&slip, stream)?.then_some(slip)),
            None => Ok(None),
        }
    }

    /// Whether a slip still opens its dossier.
    pub(crate) fn is_good(&self, slip: &Slip, stream: &str) -> Result<bool, Failure> {
        let found = self.read(|reader| Ok(reader.by_slip(&token_mark(&slip.token))?))?;
        Ok(found.as_deref() == Some(stream))
    }
}

fn limits(of_code: Option<String>, address: &str) -> Vec<Limit> {
    let of_code = of_code.map(|key| Limit { key, free: FREE_OF_CODE });
    let address = (!address.is_empty())
        .then(|| Limit { key: format!("slips {address}"), free: FREE_OF_ADDRESS });
    of_code.into_iter().chain(address).collect()
}
