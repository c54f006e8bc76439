//! The digests of officers on record, and on their way: composed with the notice that carries them in one
//! commit, ended when the channel took them. Knows no words and no channel.

use affairs::digest::{Command, DayDigest, Digest, Event, Refusal, Sending};
use calendar::Instant;
use dossier::{Actor, Role};
use store::{NewNotice, Notice};
use text::Language;

use crate::affairs::{self as streams, Entry};
use crate::application::Application;
use crate::auth::Contact;
use crate::core::Core;
use crate::error::Failure;
use crate::event_codec;
use crate::policy::{Right, Who, allow};

/// The subject of a notice that carries a digest; its words are made when it is sent or read.
const SUBJECT: &str = "digest";

/// The digests of an officer, as another officer reads them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownDigest {
    pub officer: String,
    /// The latest first.
    pub days: Vec<DayDigest>,
}

impl From<Refusal> for Failure {
    fn from(why: Refusal) -> Self {
        Self::NotDigested(why)
    }
}

/// The digest that a notice carries; `None` for every other notice.
#[must_use]
pub fn digest_of(notice: &Notice) -> Option<DayDigest> {
    if notice.subject != SUBJECT {
        return None;
    }
    match serde_json::from_str(&notice.body).ok()? {
        Event::Composed { day, items, held, late, .. } => {
            let (at, sending) = (Instant(notice.at), Sending::Waiting);
            Some(DayDigest { day, at, items, held, late, sending })
        }
        _ => None,
    }
}

/// Composes the digest of an officer where there is news; whether there was.
///
/// # Errors
/// [`Failure::NotDigested`] where the day has its digest; or the store failed.
pub(crate) fn compose(
    core: &mut Core,
    officer: &str,
    command: Command,
    now: Instant,
) -> Result<bool, Failure> {
    let rules = core.rules();
    let agency = rules.agency.as_ref();
    let contact = agency.and_then(|agency| agency.officer(officer)?.contact.as_deref());
    let contact = contact.and_then(Contact::read);
    let (code, zone) = (agency.map_or("", |agency| &agency.code), &rules.deadline_calendar().zone);
    let id = format!("{code}/{officer}");
    let entry = Entry { actor: Actor::system(), at: now, key: None, sealed: None };
    let digest: Digest = streams::carry_out(core, &id, (), command, entry)?;
    let Some(last) = digest.days.last().filter(|last| last.day == zone.day(now)) else {
        return Ok(false);
    };
    if let Some(contact) = contact.filter(|_| last.sending == Sending::Waiting) {
        let DayDigest { day, items, held, late, .. } = last.clone();
        let body =
            event_codec::canonical(&Event::Composed { day, items, held, late, queued: true });
        core.writer.post(&NewNotice {
            at: now.0,
            way: contact.way().code(),
            language: Language::Vietnamese.code(),
            address: &contact.address(),
            subject: SUBJECT,
            body: &body,
            stream: Some(&streams::stream_of::<Digest>(&id)),
            expires_at: None,
        })?;
    }
    Ok(true)
}

/// Records the outcome of sending a digest.
///
/// # Errors
/// The store failed.
pub(crate) fn note(
    core: &mut Core,
    notice: &Notice,
    taken: bool,
    now: Instant,
) -> Result<(), Failure> {
    let (Some(digest), Some(stream)) = (digest_of(notice), notice.stream.as_deref()) else {
        return Ok(());
    };
    let entry = Entry { actor: Actor::system(), at: now, key: None, sealed: None };
    let command = Command::End { day: digest.day, taken };
    match streams::carry_out::<Digest>(core, streams::id_of(stream), (), command, entry) {
        Ok(_) | Err(Failure::NotDigested(_)) => Ok(()),
        Err(failure) => Err(failure),
    }
}

impl Application {
    /// The digests of an officer, for the officer, the head of the officer's unit, and leaders; `None`
    /// for other readers.
    ///
    /// # Errors
    /// The store failed, or the record does not fold.
    pub fn digests(
        &self,
        who: &Who,
        officer: &str,
        most: usize,
    ) -> Result<Option<ShownDigest>, Failure> {
        let actor = who.actor();
        let rules = self.rules();
        let unit = rules.officer(officer).map(|officer| officer.unit.as_str());
        let may = actor.id == officer
            || actor.role == Role::Leader
            || actor.role == Role::Head && unit == Some(&actor.unit);
        if !may || unit.is_none() || allow(who, Right::Directives).is_err() {
            return Ok(None);
        }
        let stream = streams::stream_of::<Digest>(&format!("{}/{officer}", self.agency_code()));
        let digest: Digest = streams::load(&self.read(|reader| Ok(reader.stream(&stream)?))?)?;
        let days = digest.days.into_iter().rev().take(most).collect();
        Ok(Some(ShownDigest { officer: officer.to_owned(), days }))
    }
}
