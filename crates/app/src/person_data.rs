//! Everything that the folder holds about a person, in one answer: the account, the dossiers with what
//! was given, written and attached, what was said about them, the drafts, and who read the data, when
//! and why. A person is the pseudonyms of an account and of those claimed by it. What each table holds
//! of a person stands in `store::PLACES`. Knows no page.

mod json;

use affairs::Sealed;
use affairs::adviser_session::AdviserSession;
use affairs::payment::Payments;
use affairs::rating::{GivenRating, Rating};
use calendar::Instant;
use serde::de::DeserializeOwned;
use store::{AttachmentRow, AuditRow, DossierRow, NoticeChoice, Reader};

use crate::affairs as streams;
use crate::application::Application;
use crate::attachments::is_for_applicant;
use crate::auth::{DeviceView, SessionView};
use crate::certifications::Certified;
use crate::data_requests::OwnDataRequest;
use crate::drafts::{KeptDraft, draft_files};
use crate::erasure::{self, Kept};
use crate::error::Failure;
use crate::inquiry::DossierView;
use crate::personal_data::{Personal, Purpose, Shown};
use crate::policy::{ReadPermit, Who};

/// What is held about a person.
#[derive(Debug, Default)]
pub struct PersonData {
    /// `None` for a person whom only the desk knows.
    pub account: Option<AccountData>,
    /// How the person receives notices, as it was chosen or the desk noted.
    pub notice_choices: Vec<NoticeChoice>,
    /// The newest first.
    pub dossiers: Vec<DossierData>,
    pub drafts: Vec<DraftData>,
    /// The requests about the data, the newest first.
    pub requests: Vec<OwnDataRequest>,
}

/// An account of a citizen.
#[derive(Debug, Default)]
pub struct AccountData {
    /// Each with the instant of its first use.
    pub contacts: Vec<(String, Instant)>,
    pub sessions: Vec<SessionView>,
    pub browsers: Vec<DeviceView>,
    /// How many persons met at the desk the account has claimed.
    pub claimed: usize,
}

/// What is held about a person in one dossier.
#[derive(Debug)]
pub struct DossierData {
    pub row: DossierRow,
    pub view: DossierView,
    pub data: Personal,
    /// The rating with its free text.
    pub rating: Option<(GivenRating, Option<String>)>,
    /// Whom an adviser helped, as it was written down.
    pub helped: Option<String>,
    /// What was certified, as the books have it.
    pub certified: Vec<Certified>,
    /// What was charged, paid and paid back.
    pub payments: Payments,
    /// Who was shown the data, the last first.
    pub reads: Vec<AuditRow>,
    /// Whether it is shown only to those who must act on it.
    pub restricted: bool,
    /// Until when it is kept; `None` once the data may be erased.
    pub kept: Option<Kept>,
}

/// What a citizen gave in an earlier filing.
#[derive(Debug)]
pub struct EarlierFiling {
    /// The code or number by which the dossier goes.
    pub code: String,
    /// The ward of the applicant's address.
    pub ward: String,
    pub data: Personal,
}

/// A draft with the list of its files.
#[derive(Debug)]
pub struct DraftData {
    pub kept: KeptDraft,
    pub files: Vec<AttachmentRow>,
}

/// The dossiers in which an earlier filing is looked for, at most.
const EARLIER_FILINGS: usize = 10;

impl Application {
    /// Everything that is held about a citizen and the persons whom the account has claimed. The showing
    /// is on record for each dossier; it is `NotPermitted` for other visitors.
    ///
    /// # Errors
    /// The store failed, or the record does not fold.
    pub fn own_data(&self, who: &Who, at: Instant) -> Result<Shown<PersonData>, Failure> {
        let Some(permit) = ReadPermit::of_own_data(who) else { return Ok(Shown::NotPermitted) };
        let actor = who.actor();
        let persons: Vec<&str> = actor.persons().collect();
        self.show_data(&permit, &persons, (Purpose::OwnData, at), |_| ())
    }

    /// What is held in some of a citizen's dossiers, the newest first, with the number of all of them: `take`
    /// after the first `skip`. Files are those that the citizen may have. The showing is on record.
    ///
    /// # Errors
    /// The store failed, or the record does not fold.
    pub fn own_dossiers(
        &self,
        who: &Who,
        (skip, take): (usize, usize),
        at: Instant,
    ) -> Result<Shown<(Vec<DossierData>, usize)>, Failure> {
        let Some(permit) = ReadPermit::of_own_data(who) else { return Ok(Shown::NotPermitted) };
        let actor = who.actor();
        let streams = self.streams_of(&actor.persons().collect::<Vec<_>>())?;
        let shown = streams.iter().skip(skip).take(take);
        let mut dossiers = Vec::new();
        for stream in shown {
            dossiers.extend(self.dossier_data(stream, at)?);
        }
        for dossier in &mut dossiers {
            let finished = dossier.view.state.finished.is_some();
            dossier.data.files.retain(|file| is_for_applicant(&file.component, finished));
        }
        let read = dossiers.iter().map(|dossier| dossier.row.stream.clone()).collect();
        Ok(self.show(&permit, read, (Purpose::OwnData, at), (dossiers, streams.len())))
    }

    /// The latest filing of a citizen that `fits`, of the last ten dossiers; none for other visitors. The
    /// showing is on record.
    ///
    /// # Errors
    /// The store failed, or the record does not fold.
    pub fn earlier_filing(
        &self,
        who: &Who,
        fits: impl Fn(&Personal) -> bool,
        at: Instant,
    ) -> Result<Option<EarlierFiling>, Failure> {
        let Some(permit) = ReadPermit::of_own_data(who) else { return Ok(None) };
        // Not those of a claimed person: another one may have come to the desk for the account's citizen.
        for stream in self.streams_of(&[who.account()])?.into_iter().take(EARLIER_FILINGS) {
            let Some(view) = self.view_stream(&stream, at)? else { continue };
            let data = self.personal_of(&stream, &view)?;
            if view.state.erased.is_none() && fits(&data) {
                let (code, ward) = (view.spoken_code(), view.state.filing.ward.clone());
                let filing = EarlierFiling { code, ward, data };
                return Ok(self.show(&permit, vec![stream], (Purpose::Filing, at), filing).given());
            }
        }
        Ok(None)
    }

    /// Puts the showing on record, then gives the data, without what `withhold` takes out.
    pub(crate) fn show_data(
        &self,
        permit: &ReadPermit,
        persons: &[&str],
        (purpose, at): (Purpose, Instant),
        withhold: impl FnOnce(&mut PersonData),
    ) -> Result<Shown<PersonData>, Failure> {
        let mut data = self.data_of(persons, at)?;
        withhold(&mut data);
        let streams = data.dossiers.iter().map(|dossier| dossier.row.stream.clone()).collect();
        Ok(self.show(permit, streams, (purpose, at), data))
    }

    fn data_of(&self, persons: &[&str], at: Instant) -> Result<PersonData, Failure> {
        let mut data = PersonData::default();
        for person in persons {
            if let Some(account) = self.account_data(person, at)? {
                data.account = Some(account);
            }
            let choice = self.read(|reader| Ok(reader.notice_choice(person)?))?;
            data.notice_choices.extend(Some(choice).filter(|one| *one != NoticeChoice::default()));
            for kept in self.drafts_of(person)? {
                let files = self.files_of(&draft_files(&kept.id))?;
                data.drafts.push(DraftData { kept, files });
            }
        }
        data.requests = self.own_data_requests(persons)?;
        for stream in self.streams_of(persons)? {
            data.dossiers.extend(self.dossier_data(&stream, at)?);
        }
        Ok(data)
    }

    /// The dossiers of persons, the newest first.
    pub(crate) fn streams_of(&self, persons: &[&str]) -> Result<Vec<String>, Failure> {
        self.read(|reader| streams_of(reader, persons))
    }

    fn account_data(&self, person: &str, at: Instant) -> Result<Option<AccountData>, Failure> {
        let (contacts, claimed) =
            self.read(|reader| Ok((reader.contacts_of(person)?, reader.claimed_by(person)?)))?;
        if contacts.is_empty() {
            return Ok(None);
        }
        let who = Who::citizen(person);
        let shown = |contact: String| text::person::national_phone(&contact);
        let contacts = contacts.into_iter();
        Ok(Some(AccountData {
            contacts: contacts.map(|one| (shown(one.contact), Instant(one.since))).collect(),
            sessions: self.sessions_of(&who, at)?,
            browsers: self.devices_of(&who, at)?,
            claimed: claimed.len(),
        }))
    }

    fn dossier_data(&self, stream: &str, at: Instant) -> Result<Option<DossierData>, Failure> {
        let Some(view) = self.view_stream(stream, at)? else { return Ok(None) };
        let mut data = self.personal_of(stream, &view)?;
        data.complaints = self.own_complaint_texts(stream)?;
        let reads = self.reads_of_stream(stream, usize::MAX)?;
        let certified = self.certified(stream)?;
        let payments = self.payments(stream)?;
        let (rules, restricted) = (self.rules(), self.is_restricted(stream));
        let today = rules.deadline_calendar().zone.day(at);
        let own = self.agency_code() == view.register;
        let kept = erasure::kept(&view.state, own, &rules, today);
        self.read(|reader| {
            let Some(row) = reader.row(stream)? else { return Ok(None) };
            let (rating, text) = of_dossier::<Rating>(reader, stream)?;
            let (_, helped) = of_dossier::<AdviserSession>(reader, stream)?;
            let rating = rating.given.map(|given| (given, text));
            Ok(Some(DossierData {
                row,
                view,
                data,
                rating,
                helped,
                certified,
                payments,
                reads,
                restricted,
                kept,
            }))
        })
    }
}

/// The dossiers of persons, the newest first.
///
/// # Errors
/// The store failed.
pub(crate) fn streams_of(
    reader: &Reader,
    persons: &[impl AsRef<str>],
) -> Result<Vec<String>, Failure> {
    let mut streams = Vec::new();
    for person in persons {
        streams.extend(reader.streams_of_person(person.as_ref())?);
    }
    streams.sort_unstable();
    streams.dedup();
    streams.sort_by_key(|(_, at)| std::cmp::Reverse(*at));
    Ok(streams.into_iter().map(|(stream, _)| stream).collect())
}

/// The aggregate that has the id of a dossier, with the first text sealed in its stream.
fn of_dossier<A>(reader: &Reader, dossier: &str) -> Result<(A, Option<String>), Failure>
where
    A: affairs::Aggregate,
    A::Event: DeserializeOwned,
{
    let rows = reader.stream(&streams::stream_of::<A>(streams::id_of(dossier)))?;
    let mut text = None;
    for row in &rows {
        let sealed: Option<Sealed> = streams::sealed(row)?;
        text = text.or(sealed.and_then(|sealed| sealed.text));
    }
    Ok((streams::load(&rows)?, text))
}
