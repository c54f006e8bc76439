//! How commands on the aggregates of `affairs` are carried out: a stream each, its events appended in
//! the commit log at the version that was decided on. As for dossiers: permit → load → decide → append.

use affairs::adviser_session::AdviserSession;
use affairs::bank_notice::BankNotice;
use affairs::breach::Breach;
use affairs::campaign::Campaign;
use affairs::certification::Certifications;
use affairs::closed_month::ClosedMonth;
use affairs::complaint::Complaints;
use affairs::data_request::DataRequest;
use affairs::digest::Digest;
use affairs::directive::Directive;
use affairs::disposal::Disposal;
use affairs::evaluation::Evaluation;
use affairs::handover_list::HandoverList;
use affairs::initiative::Initiative;
use affairs::inspection::Inspection;
use affairs::objection::Objections;
use affairs::payment::Payments;
use affairs::queue_day::QueueDay;
use affairs::rating::Rating;
use affairs::settlement::Settlements;
use affairs::till::Till;
use affairs::watch::Watch;
use affairs::{Aggregate, Decide, Recorded, Sealed};
use calendar::Instant;
use dossier::Actor;
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::{EventRow, NewEvent};
use text::{Sentence, ToSentence};

use crate::command_key::{CommandKey, DraftFiles};
use crate::core::Core;
use crate::error::Failure;
use crate::event_codec::canonical;
use crate::inquiry::Inquiry;
use crate::{
    advising, breaches, campaigns, cashbook, closed_months, complaints, data_requests, directives,
    disposals, evaluations, objections, ratings,
};

/// The actor and the instant of a command, and the data that comes with it. The caller holds the permit
/// already.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub actor: Actor,
    /// Now: when it happens. It is logged then, or at the last instant logged where that is later.
    pub at: Instant,
    pub key: Option<CommandKey>,
    /// Goes with the first event.
    pub sealed: Option<Sealed>,
}

/// The stream of an aggregate.
pub(crate) fn stream_of<A: Aggregate>(id: &str) -> String {
    format!("{}/{id}", A::KIND)
}

/// The part of a stream's name after the kind.
pub(crate) fn id_of(stream: &str) -> &str {
    stream.split_once('/').map_or("", |(_, id)| id)
}

/// The dossier that a stream of the shape `<kind>/<register>/<id>` is about: `dossier/<register>/<id>`.
pub(crate) fn dossier_of(stream: &str) -> String {
    format!("dossier/{}", id_of(stream))
}

/// A row that does not read.
pub(crate) fn broken(row: &EventRow, what: &dyn std::fmt::Display) -> Failure {
    Failure::BrokenRecord {
        stream: row.stream.clone(),
        what: format!("event {}: {what}", row.version),
    }
}

/// The part of a stream's name after the register.
pub(crate) fn name_of(stream: &str) -> &str {
    stream.splitn(3, '/').nth(2).unwrap_or(stream)
}

/// Reads the aggregates of a register, one after the other. One that does not fold is left out;
/// `doctor` names it.
///
/// # Errors
/// The store failed.
pub(crate) fn each<A>(
    inquiry: Inquiry<'_>,
    register: &str,
    visit: impl FnMut(&str, A),
) -> Result<(), Failure>
where
    A: Aggregate,
    A::Event: DeserializeOwned,
{
    each_before(inquiry, register, i64::MAX, visit)
}

/// The aggregates of a kind in a register, each with its id.
///
/// # Errors
/// The store failed.
pub(crate) fn all<A>(inquiry: Inquiry<'_>, register: &str) -> Result<Vec<(String, A)>, Failure>
where
    A: Aggregate,
    A::Event: DeserializeOwned,
{
    let mut all = Vec::new();
    each(inquiry, register, |stream, state| all.push((name_of(stream).to_owned(), state)))?;
    Ok(all)
}

/// Like [`each`], by the events before a position of the record.
///
/// # Errors
/// The store failed.
pub(crate) fn each_before<A>(
    inquiry: Inquiry<'_>,
    register: &str,
    before: i64,
    mut visit: impl FnMut(&str, A),
) -> Result<(), Failure>
where
    A: Aggregate,
    A::Event: DeserializeOwned,
{
    let all = format!("{}/{register}/", A::KIND);
    inquiry.reader.streams_with_prefix::<Failure>(&all, |stream, mut rows| {
        rows.retain(|row| row.position < before);
        match load(&rows) {
            Ok(state) => visit(stream, state),
            Err(_) => tracing::error!(
                kind = A::KIND,
                "a stream does not fold and is set aside; run `motcua doctor`"
            ),
        }
        Ok(())
    })
}

/// The fault of the stream of an aggregate; `None` also for a stream of no aggregate.
///
/// # Errors
/// The store failed.
pub(crate) fn fault(
    inquiry: Inquiry<'_>,
    stream: &str,
    rows: &[EventRow],
) -> Result<Option<Sentence>, Failure> {
    let fault = match stream.split('/').next() {
        Some(Rating::KIND) => ratings::fault(inquiry, stream, rows)?,
        Some(Complaints::KIND) => complaints::fault(inquiry, stream, rows)?,
        Some(Breach::KIND) => breaches::fault(rows),
        Some(Disposal::KIND) => disposals::fault(rows),
        Some(DataRequest::KIND) => data_requests::fault(rows),
        Some(Objections::KIND) => objections::fault(inquiry, stream, rows)?,
        Some(Directive::KIND) => directives::fault(inquiry, rows)?,
        Some(AdviserSession::KIND) => advising::fault(inquiry, stream, rows)?,
        Some(Campaign::KIND) => campaigns::fault(rows),
        Some(Evaluation::KIND) => evaluations::fault(stream, rows),
        Some(Initiative::KIND) => unfolded::<Initiative>(rows),
        Some(ClosedMonth::KIND) => closed_months::fault(stream, rows),
        Some(Watch::KIND) => unfolded::<Watch>(rows),
        Some(Inspection::KIND) => unfolded::<Inspection>(rows),
        Some(Certifications::KIND) => unfolded::<Certifications>(rows),
        Some(QueueDay::KIND) => unfolded::<QueueDay>(rows),
        Some(HandoverList::KIND) => unfolded::<HandoverList>(rows),
        Some(Digest::KIND) => unfolded::<Digest>(rows),
        Some(Payments::KIND) => {
            money_fault(inquiry, stream, rows, |money: &Payments| money.proposal.is_some())?
        }
        Some(Till::KIND) => {
            money_fault(inquiry, stream, rows, |till: &Till| till.difference.is_some())?
        }
        Some(BankNotice::KIND) => money_fault(inquiry, stream, rows, BankNotice::waits)?,
        Some(Settlements::KIND) => money_fault(inquiry, stream, rows, |_: &Settlements| false)?,
        _ => return Ok(None),
    };
    let unread = || rows.iter().find_map(|row| sealed(row).err());
    Ok(fault.or_else(|| unread().map(|failure| failure.to_sentence())))
}

/// Why a stream of money does not fold, or is not what the cashbook and the list of what waits have of it.
fn money_fault<A>(
    inquiry: Inquiry<'_>,
    stream: &str,
    rows: &[EventRow],
    waits: impl Fn(&A) -> bool,
) -> Result<Option<Sentence>, Failure>
where
    A: Aggregate,
    A::Event: DeserializeOwned,
{
    let state: A = match load(rows) {
        Ok(state) => state,
        Err(failure) => return Ok(Some(failure.to_sentence())),
    };
    match cashbook::fault(inquiry, stream, rows)? {
        None => cashbook::waits_otherwise(inquiry, stream, waits(&state)),
        fault => Ok(fault),
    }
}

/// Why a stream does not fold.
pub(crate) fn unfolded<A>(rows: &[EventRow]) -> Option<Sentence>
where
    A: Aggregate,
    A::Event: DeserializeOwned,
{
    load::<A>(rows).err().map(|failure| failure.to_sentence())
}

/// The state that a stream's rows fold to.
///
/// # Errors
/// [`Failure::BrokenRecord`] where an event does not read, or the state before it does not allow it.
pub(crate) fn load<A>(rows: &[EventRow]) -> Result<A, Failure>
where
    A: Aggregate,
    A::Event: DeserializeOwned,
{
    let mut state = A::default();
    for row in rows {
        let event =
            serde_json::from_str(&row.event.public_part).map_err(|error| broken(row, &error))?;
        let recorded = Recorded {
            at: Instant(row.event.happened_at),
            logged_at: Instant(row.event.logged_at),
            actor: row.event.actor.clone(),
            event,
        };
        state.apply(&recorded).map_err(|illegal| broken(row, &illegal))?;
    }
    Ok(state)
}

/// The sealed part of a row.
///
/// # Errors
/// [`Failure::BrokenRecord`] where it does not read.
pub(crate) fn sealed(row: &EventRow) -> Result<Option<Sealed>, Failure> {
    let text = row.event.sealed_part.as_deref();
    text.map(serde_json::from_str).transpose().map_err(|error| Failure::BrokenRecord {
        stream: row.stream.clone(),
        what: format!("the sealed part of event {}: {error}", row.version),
    })
}

/// Each event of a stream with its sealed text; the text is empty where nothing was sealed.
///
/// # Errors
/// [`Failure::BrokenRecord`] where an event or a sealed part does not read.
pub(crate) fn with_texts<E: DeserializeOwned>(
    rows: &[EventRow],
) -> Result<Vec<(E, String)>, Failure> {
    let read = |row: &EventRow| {
        let text = sealed(row)?.and_then(|sealed| sealed.text).unwrap_or_default();
        let event = serde_json::from_str(&row.event.public_part);
        Ok((event.map_err(|error| broken(row, &error))?, text))
    };
    rows.iter().map(read).collect()
}

/// The text written at one turn of an affair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenTurn {
    pub at: Instant,
    pub actor: String,
    /// The kind of the event, as in the record.
    pub kind: String,
    pub text: String,
}

/// The turns of a stream.
///
/// # Errors
/// [`Failure::BrokenRecord`] where a sealed part does not read.
pub(crate) fn turns(rows: &[EventRow]) -> Result<Vec<WrittenTurn>, Failure> {
    let turn = |row: &EventRow| {
        Ok(WrittenTurn {
            at: Instant(row.event.happened_at),
            actor: row.event.actor.clone(),
            kind: row.event.kind.clone(),
            text: sealed(row)?.and_then(|sealed| sealed.text).unwrap_or_default(),
        })
    };
    rows.iter().map(turn).collect()
}

/// Carries a command out in the open group; gives the state after it.
///
/// # Errors
/// The aggregate's refusal; [`Failure::AlreadyDone`] and [`Failure::KeyConflict`] by the key;
/// [`Failure::BrokenRecord`], or the store failed.
pub(crate) fn carry_out<A>(
    core: &mut Core,
    id: &str,
    context: A::Context<'_>,
    command: A::Command,
    entry: Entry,
) -> Result<A, Failure>
where
    A: Decide,
    A::Event: Serialize + DeserializeOwned,
    Failure: From<A::Refusal>,
{
    carry_out_with_events(core, id, context, command, entry).map(|(state, _)| state)
}

/// Like [`carry_out`]; gives the events of the command too.
///
/// # Errors
/// Those of [`carry_out`].
pub(crate) fn carry_out_with_events<A>(
    core: &mut Core,
    id: &str,
    context: A::Context<'_>,
    command: A::Command,
    entry: Entry,
) -> Result<(A, Vec<A::Event>), Failure>
where
    A: Decide,
    A::Event: Serialize + DeserializeOwned,
    Failure: From<A::Refusal>,
{
    let stream = stream_of::<A>(id);
    let Entry { actor, at, key, mut sealed } = entry;
    let key = key.map(|key| key.bound(&actor, A::KIND, &DraftFiles::default()));
    if let Some(key) = &key {
        core.check_key(key, &actor, &stream)?;
    }
    let rows = core.writer.stream(&stream)?;
    let mut state: A = load(&rows)?;
    let events = state.decide(context, &actor, command)?;
    let logged_at = core.log_at(at);
    let mut new = Vec::with_capacity(events.len());
    let mut carried_out = Vec::with_capacity(events.len());
    for event in events {
        let recorded = Recorded { at, logged_at, actor: actor.id.clone(), event };
        // Folded before it is written: what the state does not allow is never on record.
        state.apply(&recorded).map_err(|illegal| Failure::BrokenRecord {
            stream: stream.clone(),
            what: illegal.to_string(),
        })?;
        new.push(row(&recorded, sealed.take()));
        carried_out.push(recorded.event);
    }
    let key = key.as_ref().map(|key| (key.text.as_str(), key.digest.as_str()));
    core.writer.append_keyed(&stream, rows.len() as u64, &new, key)?;
    core.grouped += 1;
    Ok((state, carried_out))
}

fn row<E: Serialize>(recorded: &Recorded<E>, sealed: Option<Sealed>) -> NewEvent {
    // Every value written here is made of strings, numbers and lists; none can fail to serialise.
    let public = serde_json::to_value(&recorded.event).unwrap_or_default();
    NewEvent {
        happened_at: recorded.at.0,
        logged_at: recorded.logged_at.0,
        actor: recorded.actor.clone(),
        on_behalf: None,
        kind: public["kind"].as_str().unwrap_or_default().to_owned(),
        public_part: public.to_string(),
        sealed_part: sealed.as_ref().map(canonical),
    }
}
