//! Dossiers whose retention has ended are erased without a request: one officer proposes a list, another
//! one approves it, and `erasure` carries it out in the same commit. Knows no page.

use std::collections::BTreeSet;

use affairs::Sealed;
use affairs::data_request::{Erased, Outcome};
use affairs::disposal::{Command, Context, Disposal, Refusal, obstacle_to_act};
use calendar::{Day, Instant};
use rules::{Retention, Rules};
use store::{DossierRow, EventRow, Reader};
use text::Sentence;

use crate::affairs::{self as streams, Entry, WrittenTurn};
use crate::affairs_index::{self, AffairChange, FoldedAffairs, sorted_page};
use crate::application::Application;
use crate::command_key::CommandKey;
use crate::core::Core;
use crate::erasure::{self, Act};
use crate::error::Failure;
use crate::personal_data::{Purpose, Shown};
use crate::policy::{
    AgencyAction, Right, SecondFactor, Who, permit_affair, permit_agency, permit_search,
};

/// A dossier whose retention has ended.
#[derive(Clone, Debug)]
pub struct PastRetention {
    pub row: DossierRow,
    pub rule: Retention,
    /// The last day on which it had to be kept.
    pub kept_until: Day,
}

/// A disposal opened by an officer who is responsible.
#[derive(Debug)]
pub struct VisibleDisposal {
    pub id: String,
    pub disposal: Disposal,
    pub turns: Shown<Vec<WrittenTurn>>,
    /// Its dossiers, in the order of the proposal, each with whether it may be erased now.
    pub dossiers: Vec<(DossierRow, bool)>,
    /// Why the reader cannot act on it.
    pub obstacle: Option<Refusal>,
}

/// A new proposal.
#[derive(Clone, Debug)]
pub struct NewDisposal {
    /// Random; in its address.
    pub id: String,
    /// The streams of the dossiers.
    pub dossiers: Vec<String>,
    /// Number and day of the document that permits it.
    pub permitted_by: String,
    /// Sealed.
    pub reason: String,
    /// 128 random bits, hex.
    pub salt: String,
}

impl From<Refusal> for Failure {
    fn from(why: Refusal) -> Self {
        Self::Disposal(why)
    }
}

/// The fault of the stream of a disposal.
pub(crate) fn fault(rows: &[EventRow]) -> Option<Sentence> {
    streams::unfolded::<Disposal>(rows)
}

/// The streams of the dossiers that must stay: a complaint about the dossier waits for its answer, or another
/// proposal than `own` names it.
fn taken(affairs: &FoldedAffairs, own: &str) -> BTreeSet<String> {
    let others = affairs.disposals.iter().filter(|(id, _)| *id != own);
    let proposed = others.filter_map(|(_, disposal)| disposal.waiting());
    let proposed = proposed.flat_map(|proposal| proposal.dossiers.iter().cloned());
    let complained = affairs.complaints.keys().map(|id| format!("dossier/{id}"));
    let complained = complained.filter(|stream| erasure::complaint_waits(affairs, stream));
    proposed.chain(complained).collect()
}

/// The dossier with its rule, where its retention has ended and it is neither erased nor taken.
fn past(
    reader: &Reader,
    (rules, taken): (&Rules, &BTreeSet<String>),
    row: DossierRow,
    at: Instant,
) -> Result<Option<PastRetention>, Failure> {
    if taken.contains(&row.stream) {
        return Ok(None);
    }
    let found = erasure::past_retention(reader, rules, &row, at)?;
    Ok(found.map(|(rule, kept_until)| PastRetention { row, rule, kept_until }))
}

/// Those of the streams that may be erased now, with their rules.
fn past_of(
    core: &Core,
    streams: &[String],
    own: &str,
    at: Instant,
) -> Result<Vec<PastRetention>, Failure> {
    let (rules, taken) = (core.rules(), core.shared().affairs.look(|index| taken(index, own)));
    let mut found = Vec::new();
    for stream in streams {
        let Some(row) = core.reader.row(stream)? else { continue };
        found.extend(past(&core.reader, (&rules, &taken), row, at)?);
    }
    Ok(found)
}

fn stream_names(found: &[PastRetention]) -> Vec<String> {
    found.iter().map(|one| one.row.stream.clone()).collect()
}

fn put(core: &mut Core, id: &str, disposal: Disposal) {
    core.change_affairs(AffairChange::Disposal(id.to_owned(), disposal));
}

/// Carries a command out and puts the disposal in the index.
///
/// # Errors
/// [`Failure::Disposal`] with the reason; or the store failed.
pub(crate) fn carry_out(
    core: &mut Core,
    id: &str,
    (command, erasable): (Command, &[String]),
    entry: Entry,
) -> Result<(), Failure> {
    let disposal: Disposal = streams::carry_out(core, id, Context { erasable }, command, entry)?;
    put(core, id, disposal);
    Ok(())
}

impl Application {
    /// The dossiers whose retention has ended and that no proposal names, the longest ended first.
    ///
    /// # Errors
    /// [`Failure::NoPermit`]; the store failed.
    pub fn past_retention(&self, who: &Who, at: Instant) -> Result<Vec<PastRetention>, Failure> {
        permit_affair(who, Right::Retention)?;
        let rules = self.rules();
        if rules.retentions.is_empty() {
            return Ok(Vec::new());
        }
        let taken = self.shared.affairs.look(|index| taken(index, ""));
        let mut found = self.read(|reader| {
            let mut found = Vec::new();
            for row in reader.all_dossiers()? {
                found.extend(past(reader, (&rules, &taken), row, at)?);
            }
            Ok(found)
        })?;
        found.sort_by(|a, b| (a.kept_until, &a.row.code).cmp(&(b.kept_until, &b.row.code)));
        Ok(found)
    }

    /// The disposals that `picked` admits, those that wait first, then the latest; how many there are, and
    /// the asked part of them, each with its id. None for an officer who is not responsible.
    #[must_use]
    pub fn disposals(
        &self,
        who: &Who,
        page: (usize, usize),
        picked: impl Fn(&Disposal) -> bool,
    ) -> (usize, Vec<(String, Disposal)>) {
        if permit_affair(who, Right::Retention).is_err() {
            return (0, Vec::new());
        }
        let rows =
            self.shared.affairs.look(|index| affairs_index::picked(&index.disposals, picked));
        let place = |one: &Disposal| {
            let at = one.proposed.as_ref().map(|proposal| proposal.at);
            (one.waiting().is_none(), std::cmp::Reverse(at))
        };
        sorted_page(rows, place, page)
    }

    /// A disposal with its dossiers and turns, for an officer who is responsible. The showing is on record.
    ///
    /// # Errors
    /// The store failed, or the record does not read.
    pub fn open_disposal(
        &self,
        who: &Who,
        id: &str,
        at: Instant,
    ) -> Result<Option<VisibleDisposal>, Failure> {
        let Ok(permit) = permit_search(who, Right::Retention) else { return Ok(None) };
        let name = format!("{}/{id}", self.agency_code());
        let disposal = self.shared.affairs.look(|index| index.disposals.get(&name).cloned());
        let Some(disposal) = disposal else { return Ok(None) };
        let stream = streams::stream_of::<Disposal>(&name);
        let (rules, taken) = (self.rules(), self.shared.affairs.look(|index| taken(index, &name)));
        let named = disposal.proposed.iter().flat_map(|proposal| &proposal.dossiers);
        let (turns, dossiers) = self.read(|reader| {
            let turns = streams::turns(&reader.stream(&stream)?)?;
            let mut dossiers = Vec::new();
            for one in named {
                let Some(row) = reader.row(one)? else { continue };
                let found = past(reader, (&rules, &taken), row.clone(), at)?;
                dossiers.push((row, found.is_some()));
            }
            Ok((turns, dossiers))
        })?;
        let turns = self.show(&permit, vec![stream], (Purpose::Disposals, at), turns);
        let obstacle = obstacle_to_act(&disposal, &who.actor());
        Ok(Some(VisibleDisposal { id: id.to_owned(), disposal, turns, dossiers, obstacle }))
    }

    /// Proposes to erase dossiers whose retention has ended.
    ///
    /// # Errors
    /// [`Failure::NoPermit`]; [`Failure::Disposal`] with the reason; [`Failure::AlreadyDone`] and
    /// [`Failure::KeyConflict`] by the key; or the store failed.
    pub fn propose_disposal(
        &self,
        who: &Who,
        new: NewDisposal,
        (key, at): (CommandKey, Instant),
    ) -> Result<(), Failure> {
        let actor = permit_affair(who, Right::Retention)?.actor;
        let NewDisposal { id, dossiers, permitted_by, reason, salt } = new;
        let id = format!("{}/{id}", self.agency_code());
        let sealed = Some(Sealed { salt, text: Some(reason.clone()) });
        self.write_alone(move |core| {
            let found = past_of(core, &dossiers, &id, at)?;
            let mut bases: Vec<String> = found.iter().map(|one| one.rule.basis.clone()).collect();
            bases.sort_unstable();
            bases.dedup();
            let command = Command::Propose { dossiers, bases, permitted_by, reason };
            let entry = Entry { actor, at, key: Some(key), sealed };
            carry_out(core, &id, (command, &stream_names(&found)), entry)
        })
    }

    /// Does not approve a proposal, or takes the own one back.
    ///
    /// # Errors
    /// As [`Application::propose_disposal`].
    pub fn send_disposal_back(
        &self,
        who: &Who,
        id: &str,
        (salt, reason): (String, String),
        (key, at): (CommandKey, Instant),
    ) -> Result<(), Failure> {
        let actor = permit_affair(who, Right::Retention)?.actor;
        let id = format!("{}/{id}", self.agency_code());
        let sealed = Some(Sealed { salt, text: Some(reason.clone()) });
        self.write(move |core| {
            let entry = Entry { actor, at, key: Some(key), sealed };
            carry_out(core, &id, (Command::SendBack { reason }, &[]), entry)
        })
    }

    /// Approves a proposal of another officer, and erases its dossiers in the same commit. Returns whether
    /// the erased bytes are overwritten already, as [`Application::approve_erasure`].
    ///
    /// # Errors
    /// As [`Application::propose_disposal`]; [`crate::NoPermit::SecondFactor`].
    pub fn approve_disposal(
        &self,
        by: (&Who, SecondFactor),
        id: &str,
        (key, at): (CommandKey, Instant),
    ) -> Result<bool, Failure> {
        let name = format!("{}/{id}", self.agency_code());
        permit_agency(by, AgencyAction::EraseRetained, &name).map_err(Failure::NoPermit)?;
        let (actor, request) = (by.0.actor(), id.to_owned());
        let disposal = self.shared.affairs.look(|index| index.disposals.get(&name).cloned());
        let dossiers = disposal.and_then(|one| one.proposed).ok_or(Refusal::NotOnRecord)?.dossiers;
        self.write_alone(move |core| {
            let erasable = stream_names(&past_of(core, &dossiers, &name, at)?);
            let by = actor.id.clone();
            let entry = Entry { actor, at, key: Some(key), sealed: None };
            carry_out(core, &name, (Command::Approve, &erasable), entry)?;
            let erased = Erased { dossiers, account: false };
            let (request, persons, outcome) = (request.as_str(), &[], Outcome::Granted);
            let act = Act { request, persons, erased: &erased, outcome, actor: &by, at };
            erasure::erase(core, &act)
        })?;
        Ok(self.scrub_or_later())
    }
}
