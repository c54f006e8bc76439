//! The erasure of a person's data: what may be erased and what is kept, and the erasure itself, in every
//! table that `store::PLACES` names. Instants, units, terms and figures stay. Knows no page and no
//! decision: `data_requests` has both.

mod list;
mod named;

use std::collections::BTreeSet;

use affairs::Aggregate as _;
use affairs::adviser_session::AdviserSession;
use affairs::certification::Certifications;
use affairs::complaint::Complaints;
use affairs::data_request::{DataRequest, Erased, Outcome};
use affairs::directive::{About, Directive};
use affairs::objection::Objections;
use affairs::payment::Payments;
use affairs::rating::Rating;
use calendar::{Day, Instant};
use credentials::once;
use dossier::{Event, Phase, State};
use rules::{Retention, Rules};
use store::{DossierRow, PersonKey, Reader};

use self::named::Named;
use crate::affairs as streams;
use crate::affairs_index::{AffairsIndex, FoldedAffairs};
use crate::application::Application;
use crate::auth::Contact;
use crate::core::Core;
use crate::drafts::draft_files;
use crate::error::Failure;
use crate::inquiry::Inquiry;
use crate::policy::Permit;
use crate::project::register_of;
use crate::slip_lookup::counted;
use crate::{bank_notices, event_codec};

pub use self::list::{ErasedAgain, ListedErasure};

/// The named value that says whether the bytes of an erasure are still to be overwritten.
const SCRUB: &str = "scrub";
/// The value of [`SCRUB`] while the file is to be rewritten.
const WAITS: &str = "waits";
/// The value of [`SCRUB`] once the file was rewritten, while a reader holds the log.
const LOG_WAITS: &str = "log";

/// Why a dossier is not erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is not ended, or its result is not given out.
    Open,
    /// A complaint about it waits for its answer.
    Complaint,
    /// No rule says how long dossiers of its procedure are kept.
    NoRule,
    /// It is kept permanently.
    Permanent { basis: String },
    /// It is kept up to this day.
    Until { day: Day, basis: String },
}

impl Kept {
    /// The word in messages and machine-readable output.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Complaint => "complaint",
            Self::NoRule => "no_rule",
            Self::Permanent { .. } => "permanent",
            Self::Until { .. } => "until",
        }
    }
}

/// What may be erased of a person, and what is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ErasurePlan {
    pub erasable: Vec<DossierRow>,
    pub kept: Vec<(DossierRow, Kept)>,
    /// Whether there is an account.
    pub account: bool,
}

impl ErasurePlan {
    /// Whether the account may be erased: no dossier of the person is open, and no complaint waits, whose
    /// answer goes to the account.
    #[must_use]
    pub fn erases_account(&self) -> bool {
        let waits = |why: &Kept| matches!(why, Kept::Open | Kept::Complaint);
        self.account && !self.kept.iter().any(|(_, why)| waits(why))
    }

    /// The decision that it leads to.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        if self.is_whole() { Outcome::Granted } else { Outcome::PartlyGranted }
    }

    /// What is erased.
    #[must_use]
    pub fn erased(&self) -> Erased {
        let mut dossiers: Vec<String> =
            self.erasable.iter().map(|row| row.stream.clone()).collect();
        dossiers.sort_unstable();
        Erased { dossiers, account: self.erases_account() }
    }

    /// Whether nothing of the person is kept.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.kept.is_empty()
    }
}

/// The last day on which a dossier is kept, by its rule; or why it has none.
fn last_day<'a>(state: &State, own: bool, rules: &'a Rules) -> Result<(Day, &'a Retention), Kept> {
    let closed = matches!(state.phase, Phase::HandedOver | Phase::Withdrawn | Phase::Refused);
    // An old register does not always say that a result was given out.
    let ended = state.given_out().or(state.ended()).or(state.refused);
    let (Some(ended), true) = (ended, closed || !own) else { return Err(Kept::Open) };
    let rule = rules.retention(&state.filing.procedure).ok_or(Kept::NoRule)?;
    let zone = state.zone.as_ref().unwrap_or(&rules.deadline_calendar().zone);
    let day = rule.until(zone.day(ended));
    day.map(|day| (day, rule)).ok_or_else(|| Kept::Permanent { basis: rule.basis.clone() })
}

/// How long a dossier is kept; `None` once it may be erased.
pub(crate) fn kept(state: &State, own: bool, rules: &Rules, today: Day) -> Option<Kept> {
    match last_day(state, own, rules) {
        Err(why) => Some(why),
        Ok((day, rule)) => (today <= day).then(|| Kept::Until { day, basis: rule.basis.clone() }),
    }
}

/// Whether a complaint about a dossier waits for its answer.
pub(crate) fn complaint_waits(affairs: &FoldedAffairs, stream: &str) -> bool {
    let complaints = affairs.complaints.get(streams::id_of(stream));
    complaints.is_some_and(|all| all.all.iter().any(|one| one.answer.is_none()))
}

/// The rule and the last day of the retention of a dossier, where it has ended and the dossier is not
/// erased. A stream that does not fold is set aside; `doctor` names it.
///
/// # Errors
/// The store failed.
pub(crate) fn past_retention(
    reader: &Reader,
    rules: &Rules,
    row: &DossierRow,
    at: Instant,
) -> Result<Option<(Retention, Day)>, Failure> {
    let Some(rule) = rules.retention(&row.procedure) else { return Ok(None) };
    let zone = &rules.deadline_calendar().zone;
    let today = zone.day(at);
    // A dossier ends at its reception at the earliest: most are passed over without a fold.
    let received = row.received_at.map(|at| zone.day(Instant(at)));
    if received.is_some_and(|day| rule.until(day).is_none_or(|until| today <= until)) {
        return Ok(None);
    }
    let history = event_codec::history(&reader.stream(&row.stream)?)?;
    let Ok(state) = dossier::fold(&history, &rules.calendars) else { return Ok(None) };
    let own = rules.agency.as_ref().is_some_and(|agency| agency.code == row.register);
    match last_day(&state, own, rules) {
        Ok((day, rule)) if state.erased.is_none() && day < today => Ok(Some((rule.clone(), day))),
        _ => Ok(None),
    }
}

/// What may be erased of persons now.
///
/// # Errors
/// The store failed, or the record does not fold.
pub(crate) fn plan(
    reader: &Reader,
    (rules, affairs): (&Rules, &FoldedAffairs),
    persons: &[String],
    at: Instant,
) -> Result<ErasurePlan, Failure> {
    let mut plan = ErasurePlan::default();
    let own = rules.agency.as_ref().map(|agency| agency.code.as_str());
    let today = rules.deadline_calendar().zone.day(at);
    let mut streams = BTreeSet::new();
    for person in persons.iter().filter(|person| !person.is_empty()) {
        plan.account |= !reader.contacts_of(person)?.is_empty();
        streams.extend(reader.streams_of_person(person)?.into_iter().map(|(stream, _)| stream));
    }
    for stream in streams {
        let Some(row) = reader.row(&stream)? else { continue };
        let history = event_codec::history(&reader.stream(&stream)?)?;
        let state = dossier::fold(&history, &rules.calendars);
        let state = state.map_err(|illegal| Failure::BrokenRecord {
            stream: stream.clone(),
            what: illegal.to_string(),
        })?;
        if state.erased.is_some() {
            continue;
        }
        let waits = complaint_waits(affairs, &stream);
        let is_own = own == Some(register_of(&stream));
        match kept(&state, is_own, rules, today) {
            // Also of a dossier that is kept longer: the account waits for the answer.
            Some(Kept::Open) => plan.kept.push((row, Kept::Open)),
            // Also of a dossier that is kept for longer: the answer goes to the account.
            _ if waits => plan.kept.push((row, Kept::Complaint)),
            Some(why) => plan.kept.push((row, why)),
            None => plan.erasable.push(row),
        }
    }
    Ok(plan)
}

/// The streams of what was said about a dossier, the dossier's own first.
fn streams_about(affairs: &FoldedAffairs, stream: &str) -> Vec<String> {
    let id = streams::id_of(stream);
    let mut all = vec![stream.to_owned()];
    let kinds = [
        Rating::KIND,
        Complaints::KIND,
        Objections::KIND,
        AdviserSession::KIND,
        Certifications::KIND,
        Payments::KIND,
    ];
    all.extend(kinds.map(|kind| format!("{kind}/{id}")));
    let directives = affairs
        .directives
        .iter()
        .filter(|(_, issued)| issued.subject.about == About::Dossier && issued.subject.name == id);
    all.extend(directives.map(|(id, _)| streams::stream_of::<Directive>(id)));
    all
}

/// Who an erasure is about, and by whom it is done.
pub(crate) struct Act<'a> {
    pub request: &'a str,
    pub persons: &'a [String],
    pub erased: &'a Erased,
    /// [`Outcome::Granted`] where nothing of the person is kept.
    pub outcome: Outcome,
    pub actor: &'a str,
    pub at: Instant,
}

/// Erases in the open group: dossiers, and where that is decided the account.
///
/// # Errors
/// The store failed, or the record does not fold.
pub(crate) fn erase(core: &mut Core, act: &Act<'_>) -> Result<(), Failure> {
    let affairs = core.shared().affairs.clone();
    let mut named = Named::default();
    let mut about = Vec::new();
    for stream in &act.erased.dossiers {
        named.learn(core, stream)?;
        let mut all = affairs.look(|index| streams_about(index, stream));
        all.extend(bank_notices::streams_of(core, stream)?);
        about.push(all);
    }
    for person in act.persons {
        named.learn_contacts(core, person)?;
    }
    for (stream, all) in act.erased.dossiers.iter().zip(&about) {
        erase_dossier(core, stream, all, &named)?;
        mark(core, stream, act)?;
    }
    // Where something is kept, its reason is kept with it.
    if act.outcome == Outcome::Granted {
        for stream in ended_requests_of(&affairs, act) {
            core.writer.erase_found(PersonKey::Stream, &stream)?;
        }
    }
    // Of a person whom only the desk knows, the accounts that claimed the person.
    if act.erased.account || act.outcome == Outcome::Granted {
        act.persons.iter().try_for_each(|person| erase_account(core, person))?;
    }
    Ok(core.writer.put_meta(SCRUB, WAITS)?)
}

/// The streams of the request of an erasure, and of the decided ones of its persons. One that waits for its
/// decision keeps its text.
fn ended_requests_of(affairs: &AffairsIndex, act: &Act<'_>) -> Vec<String> {
    affairs.look(|index| {
        let ended = |id: &str, request: &DataRequest| {
            let is_of = request.filed.as_ref().is_some_and(|filed| filed.is_of(act.persons));
            is_of && (request.decided.is_some() || streams::id_of(id) == act.request)
        };
        let all = index.data_requests.iter().filter(|(id, request)| ended(id, request));
        all.map(|(id, _)| streams::stream_of::<DataRequest>(id)).collect()
    })
}

fn erase_dossier(
    core: &mut Core,
    stream: &str,
    about: &[String],
    named: &Named,
) -> Result<(), Failure> {
    let code = core.reader.row(stream)?.map(|row| row.code).unwrap_or_default();
    named.blank_events(core, stream)?;
    for one in about {
        core.writer.erase_found(PersonKey::Stream, one)?;
    }
    named.blank_audit(core, stream)?;
    let number = stream.rsplit('/').next().unwrap_or_default();
    for code in [code.as_str(), number] {
        core.writer.erase_found(PersonKey::SlipCode, &counted(code))?;
    }
    Ok(())
}

/// Puts the erasure on the dossier's record.
fn mark(core: &mut Core, stream: &str, act: &Act<'_>) -> Result<(), Failure> {
    core.cache.discard(stream);
    let rules = core.rules();
    let at = act.at.max(core.load(stream, &rules)?.state.last_at);
    let permit = Permit::of_erasure(act.actor);
    let event = Event::Erased { request: act.request.to_owned() };
    core.append(stream, &permit, at, vec![(at, event)], None, None)?;
    Ok(())
}

fn erase_account(core: &mut Core, person: &str) -> Result<(), Failure> {
    let contacts = core.reader.contacts_of(person)?;
    for contact in contacts.into_iter().map(|one| one.contact) {
        core.writer.erase_found(PersonKey::Contact, &contact)?;
        let digest = once::digest(&format!("contact {contact}"));
        core.writer.erase_found(PersonKey::ContactDigest, &digest)?;
        let address = Contact::read(&contact).map(|contact| contact.address());
        core.writer.erase_found(PersonKey::Address, &address.unwrap_or(contact))?;
    }
    for (id, ..) in core.reader.drafts_of(person)? {
        core.writer.erase_found(PersonKey::DraftFiles, &draft_files(&id))?;
    }
    core.writer.erase_found(PersonKey::Person, person)?;
    Ok(())
}

impl Inquiry<'_> {
    /// The dossiers whose retention has ended and whose personal data is not erased, each with its rule and
    /// the last day on which it had to be kept.
    ///
    /// # Errors
    /// The store failed.
    pub fn past_retention(
        &self,
        at: Instant,
    ) -> Result<Vec<(DossierRow, Retention, Day)>, Failure> {
        let mut past = Vec::new();
        if self.rules.retentions.is_empty() {
            return Ok(past);
        }
        for row in self.reader.all_dossiers()? {
            let found = past_retention(self.reader, self.rules, &row, at)?;
            past.extend(found.map(|(rule, until)| (row, rule, until)));
        }
        Ok(past)
    }
}

impl Application {
    /// What may be erased of persons now.
    ///
    /// # Errors
    /// As [`plan`].
    pub(crate) fn erasure_plan(
        &self,
        persons: &[String],
        at: Instant,
    ) -> Result<ErasurePlan, Failure> {
        let rules = self.rules();
        self.read(|reader| {
            self.shared.affairs.look(|affairs| plan(reader, (&rules, affairs), persons, at))
        })
    }

    /// Lists the erasures for a restore, and overwrites the erased bytes in the file and its log; returns
    /// whether no reader held the log, which [`Application::scrub_where_it_waits`] otherwise empties later.
    ///
    /// # Errors
    /// The store failed.
    pub(crate) fn scrub(&self) -> Result<bool, Failure> {
        let folder = self.folder.path().to_owned();
        self.in_log(move |core| {
            core.end_group()?;
            list::write(&folder, &core.shared().affairs)?;
            if core.reader.meta(SCRUB)?.as_deref() == Some(WAITS) {
                core.writer.rewrite_file()?;
                core.writer.put_meta(SCRUB, LOG_WAITS)?;
                core.end_group()?;
            }
            let is_empty = core.writer.empty_log()?;
            if is_empty {
                core.writer.put_meta(SCRUB, "")?;
                core.end_group()?;
            }
            Ok(is_empty)
        })
    }

    /// Like [`Application::scrub`], after an erasure that is on record and carried out, whatever happens to
    /// the file.
    pub(crate) fn scrub_or_later(&self) -> bool {
        self.scrub().unwrap_or_else(|failure| {
            tracing::error!(%failure, "the erased bytes are not overwritten yet; it is tried again");
            false
        })
    }

    /// Overwrites the bytes of an erasure after which a reader held the log, or the program ended too
    /// early; does nothing where no erasure waits.
    ///
    /// # Errors
    /// The store failed.
    pub fn scrub_where_it_waits(&self) -> Result<(), Failure> {
        match self.read(|reader| Ok(reader.meta(SCRUB)?))?.as_deref() {
            Some(WAITS | LOG_WAITS) => self.scrub().map(drop),
            _ => Ok(()),
        }
    }
}
