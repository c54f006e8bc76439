//! The marks of an appointment slip's secrets; the applicant's name for the desk's search. Knows no
//! page.

use calendar::Instant;
use credentials::{once, spelling};
use dossier::event::Slip;
use dossier::{Event, Sealed};
use store::ApplicantRow;
use text::person;

use crate::application::Application;
use crate::core::Core;
use crate::dossier_queries::VisibleDossier;
use crate::error::Failure;
use crate::event_codec;
use crate::execute::Done;
use crate::policy::{NoPermit, Who};

/// The one spelling of a code, or of the number that is dictated in its place.
fn code_spelling(code: &str) -> String {
    spelling::normal(&spelling::slip_code(code))
}

/// The spelling under which tries of a code are counted: what finds the same dossier is counted as the
/// same code.
pub(crate) fn counted_spelling(code: &str) -> String {
    let spelt = code_spelling(code);
    spelling::dictated_filing_number(&spelt).map_or(spelt, |dictated| spelling::normal(&dictated))
}

/// The mark under which a code and its key are found.
pub(crate) fn mark(code: &str, key: &str) -> String {
    once::digest(&format!("slip {} {}", code_spelling(code), spelling::slip_key(key)))
}

pub(crate) fn token_mark(token: &str) -> String {
    once::digest(&format!("token {}", spelling::normal(token)))
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
        let identifiers =
            [person.to_owned(), row.identity].into_iter().filter(|text| !text.is_empty());
        core.grouped_applicants.extend(identifiers);
    }
    Ok(())
}

/// Makes a dossier's slip good under its code, and under the number that is dictated in its place; the
/// slips that it had before end, where this is another one.
fn put(core: &mut Core, stream: &str, code: &str, slip: &Slip, at: Instant) -> Result<(), Failure> {
    let token = token_mark(&slip.token);
    for code in [Some(code.to_owned()), spelling::dictated_form(code)].into_iter().flatten() {
        core.writer.put_slip(&token, &mark(&code, &slip.key), stream, at.0)?;
    }
    Ok(())
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
    let numbers = [&row.phone, &row.identity].map(|number| number_word(number));
    words.extend(numbers.into_iter().filter(|word| !word.is_empty()));
    words.sort();
    words.dedup();
    words
}

/// A telephone or identity paper as the one word that it is found by, however it is spelt.
fn number_word(number: &str) -> String {
    let paper = person::identity_paper(number);
    let one = person::telephone(number).map(|phone| person::national_phone(&phone)).or(paper);
    text::fold::fold(one.as_deref().unwrap_or(number))
}

/// The words of a search for a person: a number typed in parts is one word.
pub(crate) fn person_words(text: &str) -> Vec<String> {
    match person::telephone(text).or_else(|| person::identity_paper(text)) {
        Some(_) => vec![number_word(text)],
        None => query_words(text),
    }
}

/// The ways to read a search for a person, the likeliest first: as one number, typed to its end or not; as
/// a name, with the parts of a number next to it as one word.
pub(crate) fn person_readings(text: &str) -> Vec<Vec<String>> {
    let begun = person::begun_number(text).map(|number| vec![number]);
    let words = with_joined_numbers(query_words(text));
    let mut readings: Vec<_> =
        [Some(person_words(text)), begun, Some(words)].into_iter().flatten().collect();
    readings.dedup();
    readings
}

/// The fewest digits of a number next to a name that is typed in parts; fewer may belong to the name.
const MIN_JOINED_DIGITS: usize = 6;

fn with_joined_numbers(words: Vec<String>) -> Vec<String> {
    let is_number = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
    let runs = words.chunk_by(|a, b| is_number(a) && is_number(b));
    let joined = runs.flat_map(|run| match run.concat() {
        number if is_number(&number) && number.len() >= MIN_JOINED_DIGITS => vec![number],
        _ => run.to_vec(),
    });
    joined.collect()
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
    /// The slip of an opened dossier that was given last, unless it is revoked.
    ///
    /// # Errors
    /// [`Failure::NoPermit`]; the store failed, or the record does not read.
    pub fn slip_of(
        &self,
        who: &Who,
        dossier: &VisibleDossier,
        at: Instant,
    ) -> Result<Option<Slip>, Failure> {
        let permit = self.permit_read(who, dossier, at).ok_or(NoPermit::NotPermitted)?;
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
        let slip_row = self.read(|reader| Ok(reader.by_slip(&token_mark(&slip.token))?))?;
        Ok(slip_row.as_deref() == Some(stream))
    }
}
