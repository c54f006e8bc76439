//! Requests of persons about their data: filed by the citizen or recorded by the desk, listed for the
//! officers who are responsible, answered, extended and decided, each turn with a notice to the person. An
//! erasure is proposed and approved here; `erasure` carries it out. Knows no page.

use affairs::Sealed;
use affairs::data_request::{
    Command, Context, DataRequest, Decision, Event, Filed, Outcome, Refusal, RequestKind, Way,
    obstacle_to_act,
};
use calendar::Instant;
use dossier::Actor;
use store::{DossierRow, EventRow};
use text::{Sentence, ToSentence as _};

use crate::affairs::{self as streams, Entry, WrittenTurn};
use crate::affairs_index::{self, AffairChange, FoldedAffairs, sorted_page};
use crate::application::Application;
use crate::command_key::CommandKey;
use crate::core::Core;
use crate::erasure::{self, Act, ErasurePlan};
use crate::error::Failure;
use crate::inquiry::Inquiry;
use crate::notices::{self, Turn};
use crate::person_data::{PersonData, streams_of};
use crate::personal_data::{Purpose, Shown};
use crate::policy::{
    AgencyAction, CitizenPermit, NoPermit, Right, SecondFactor, Who, permit_affair, permit_agency,
    permit_search,
};
use crate::slip_holder::CitizenDossier;

/// A new request.
#[derive(Clone, Debug)]
pub struct NewDataRequest {
    /// Random; in its address.
    pub id: String,
    pub request: RequestKind,
    /// 128 random bits, hex.
    pub salt: String,
    /// Sealed.
    pub text: String,
}

/// A request of a person, as that person sees it.
#[derive(Clone, Debug)]
pub struct OwnDataRequest {
    pub id: String,
    pub request: DataRequest,
    pub turns: Vec<WrittenTurn>,
}

/// A request opened by an officer who is responsible.
#[derive(Debug)]
pub struct VisibleDataRequest {
    pub id: String,
    pub request: DataRequest,
    pub turns: Shown<Vec<WrittenTurn>>,
    /// The dossiers of the person, the newest first.
    pub dossiers: Vec<DossierRow>,
    /// What may be erased, of an erasure that is not decided.
    pub plan: Option<ErasurePlan>,
    /// Why the reader cannot act on it.
    pub obstacle: Option<Refusal>,
}

impl From<Refusal> for Failure {
    fn from(why: Refusal) -> Self {
        Self::DataRequest(why)
    }
}

/// The fault of the stream of a request.
pub(crate) fn fault(rows: &[EventRow]) -> Option<Sentence> {
    let faults = [
        streams::unfolded::<DataRequest>(rows),
        streams::turns(rows).err().map(|e| e.to_sentence()),
    ];
    faults.into_iter().flatten().next()
}

/// When one of the persons filed an undecided request of a kind.
fn same_open(index: &FoldedAffairs, kind: RequestKind, persons: &[String]) -> Option<Instant> {
    let open = index.data_requests.values().filter(|request| request.decided.is_none());
    let filed = open.filter_map(|request| request.filed.as_ref());
    let same = |filed: &&Filed| filed.request == kind && filed.is_of(persons);
    filed.into_iter().find(same).map(|filed| filed.at)
}

/// Whether the data of the person is handed over for it.
#[must_use]
pub fn gives_data(request: &DataRequest) -> bool {
    let refused = |decision: &Decision| decision.outcome == Outcome::Refused;
    request.kind() == Some(RequestKind::Access) && !request.decided.as_ref().is_some_and(refused)
}

impl Inquiry<'_> {
    /// The requests of a register, each with its id.
    ///
    /// # Errors
    /// The store failed.
    pub fn data_requests(&self, register: &str) -> Result<Vec<(String, DataRequest)>, Failure> {
        streams::all(*self, register)
    }
}

impl Application {
    /// Files a request of a citizen about the own data and that of the persons whom the account has
    /// claimed.
    ///
    /// # Errors
    /// [`Failure::DataRequest`] with the reason; [`Failure::AlreadyDone`] and [`Failure::KeyConflict`] by
    /// the key; or the store failed.
    pub fn file_data_request(
        &self,
        who: &Who,
        new: NewDataRequest,
        (key, at): (CommandKey, Instant),
    ) -> Result<(), Failure> {
        let Who::Citizen { .. } = who else { return Err(NoPermit::NotPermitted.into()) };
        let actor = who.actor();
        let persons = actor.persons().map(str::to_owned).collect();
        self.file_request(actor, (new, Way::Account, persons, None), (key, at))
    }

    /// Records a request of the person of a dossier, who came to the desk.
    ///
    /// # Errors
    /// As [`Application::file_data_request`].
    pub fn record_data_request(
        &self,
        dossier: &CitizenDossier,
        new: NewDataRequest,
        (key, at): (CommandKey, Instant),
    ) -> Result<(), Failure> {
        let CitizenPermit { stream, actor } = dossier.permit.clone();
        let persons = vec![dossier.view.state.filing.person.clone()];
        self.file_request(actor, (new, Way::Desk, persons, Some(stream)), (key, at))
    }

    fn file_request(
        &self,
        actor: Actor,
        (new, way, persons, dossier): (NewDataRequest, Way, Vec<String>, Option<String>),
        (key, at): (CommandKey, Instant),
    ) -> Result<(), Failure> {
        let NewDataRequest { id, request, salt, text } = new;
        let id = format!("{}/{id}", self.agency_code());
        let sealed = Sealed { salt, text: Some(text.clone()) };
        let command = Command::File { request, way, persons, dossier, text };
        let entry = Entry { actor, at, key: Some(key), sealed: Some(sealed) };
        self.write_alone(move |core| carry_out(core, &id, command, entry))
    }

    /// The requests of a citizen and of the persons whom the account has claimed, the newest first.
    ///
    /// # Errors
    /// The store failed, or the record does not read.
    pub fn own_data_requests(&self, persons: &[&str]) -> Result<Vec<OwnDataRequest>, Failure> {
        let of = |request: &DataRequest| {
            request.filed.as_ref().is_some_and(|filed| filed.is_of(persons))
        };
        let mut own: Vec<(String, DataRequest)> = self.shared.affairs.look(|index| {
            let all = index.data_requests.iter().filter(|(_, request)| of(request));
            all.map(|(id, request)| (id.clone(), request.clone())).collect()
        });
        own.sort_by_key(|(_, one)| std::cmp::Reverse(one.filed.as_ref().map(|filed| filed.at)));
        self.read(|reader| {
            let one = |(id, request): (String, DataRequest)| {
                let rows = reader.stream(&streams::stream_of::<DataRequest>(&id))?;
                let id = streams::id_of(&id).to_owned();
                Ok(OwnDataRequest { id, request, turns: streams::turns(&rows)? })
            };
            own.into_iter().map(one).collect()
        })
    }

    /// The requests that `picked` admits, the undecided first, the earliest due first; how many there are,
    /// and the asked part of them, each with its id. None for an officer who is not responsible.
    #[must_use]
    pub fn data_requests(
        &self,
        who: &Who,
        page: (usize, usize),
        picked: impl Fn(&DataRequest) -> bool,
    ) -> (usize, Vec<(String, DataRequest)>) {
        if permit_affair(who, Right::DataRequests).is_err() {
            return (0, Vec::new());
        }
        let rows =
            self.shared.affairs.look(|index| affairs_index::picked(&index.data_requests, picked));
        let place = |one: &DataRequest| {
            let filed = one.filed.as_ref().map_or(Instant(0), |filed| filed.at);
            (one.decided.is_some(), one.next_due(), std::cmp::Reverse(filed))
        };
        sorted_page(rows, place, page)
    }

    /// A request with its turns, for an officer who is responsible. The showing is on record.
    ///
    /// # Errors
    /// The store failed, or the record does not read.
    pub fn open_data_request(
        &self,
        who: &Who,
        id: &str,
        at: Instant,
    ) -> Result<Option<VisibleDataRequest>, Failure> {
        let Ok(permit) = permit_search(who, Right::DataRequests) else { return Ok(None) };
        let Some((name, request, filed)) = self.named_request(id) else { return Ok(None) };
        let stream = streams::stream_of::<DataRequest>(&name);
        let turns = self.read(|reader| streams::turns(&reader.stream(&stream)?))?;
        let persons: Vec<&str> = filed.persons.iter().map(String::as_str).collect();
        let streams = self.streams_of(&persons)?;
        let dossiers = self.read(|reader| {
            let rows = streams.iter().map(|stream| reader.row(stream));
            Ok(rows.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
        })?;
        let erases = filed.request == RequestKind::Erasure && request.decided.is_none();
        let plan = match erases {
            true => Some(self.erasure_plan(&filed.persons, at)?),
            false => None,
        };
        let turns = self.show(&permit, vec![stream], (Purpose::DataRequests, at), turns);
        let obstacle = obstacle_to_act(&request, &who.actor());
        let id = id.to_owned();
        Ok(Some(VisibleDataRequest { id, request, turns, dossiers, plan, obstacle }))
    }

    fn named_request(&self, id: &str) -> Option<(String, DataRequest, Filed)> {
        let name = format!("{}/{id}", self.agency_code());
        let request = self.shared.affairs.look(|index| index.data_requests.get(&name).cloned())?;
        let filed = request.filed.clone()?;
        Some((name, request, filed))
    }

    /// What is held about the person of a request for access that is not refused, to be handed over: without
    /// drafts and sessions, which are the person's own business.
    ///
    /// # Errors
    /// As [`Application::own_data`].
    pub fn data_of_request(
        &self,
        who: &Who,
        id: &str,
        at: Instant,
    ) -> Result<Shown<PersonData>, Failure> {
        let Ok(permit) = permit_search(who, Right::DataRequests) else {
            return Ok(Shown::NotPermitted);
        };
        match self.named_request(id) {
            Some((_, request, filed)) if gives_data(&request) => {
                let persons: Vec<&str> = filed.persons.iter().map(String::as_str).collect();
                self.show_data(&permit, &persons, (Purpose::DataRequests, at), |data| {
                    data.drafts.clear();
                    let account = data.account.iter_mut();
                    account.for_each(|account| {
                        account.sessions.clear();
                        account.browsers.clear();
                    });
                })
            }
            _ => Ok(Shown::NotPermitted),
        }
    }

    /// Answers, extends or decides a request, sends a proposal back, or ends a restriction. The dossiers of
    /// a restriction are those of the person.
    ///
    /// # Errors
    /// As [`Application::file_data_request`]; [`Failure::NoPermit`].
    pub fn act_on_data_request(
        &self,
        who: &Who,
        id: &str,
        command: Command,
        salt: String,
        (key, at): (CommandKey, Instant),
    ) -> Result<(), Failure> {
        let permit = permit_affair(who, Right::DataRequests)?;
        let (name, _, filed) = self.named_request(id).ok_or(Refusal::NotOnRecord)?;
        let text = match &command {
            Command::Extend { reason, .. }
            | Command::SendBack { reason }
            | Command::Lift { reason }
            | Command::Decide { reason, .. } => Some(reason.clone()),
            _ => None,
        };
        let sealed = text.map(|text| Sealed { salt, text: Some(text) });
        let entry = Entry { actor: permit.actor, at, key: Some(key), sealed };
        self.write_alone(move |core| {
            let command = match command {
                Command::Decide { outcome, reason, .. } => {
                    let restricted = streams_of(&core.reader, &filed.persons)?;
                    Command::Decide { outcome, restricted, reason }
                }
                other => other,
            };
            carry_out(core, &name, command, entry)
        })
    }

    /// Proposes the erasure of all that may be erased of the person, for another officer to approve.
    ///
    /// # Errors
    /// As [`Application::act_on_data_request`].
    pub fn propose_erasure(
        &self,
        who: &Who,
        id: &str,
        (salt, reason): (String, String),
        (key, at): (CommandKey, Instant),
    ) -> Result<(), Failure> {
        let permit = permit_affair(who, Right::DataRequests)?;
        let (name, _, filed) = self.named_request(id).ok_or(Refusal::NotOnRecord)?;
        let sealed = Some(Sealed { salt, text: Some(reason.clone()) });
        self.write_alone(move |core| {
            let plan = plan_in(core, &filed.persons, at)?;
            let (outcome, erased) = (plan.outcome(), plan.erased());
            let command = Command::Propose { outcome, erased, reason };
            carry_out(
                core,
                &name,
                command,
                Entry { actor: permit.actor, at, key: Some(key), sealed },
            )
        })
    }

    /// Approves a proposed erasure, and carries it out in the same commit; then the erased bytes are
    /// overwritten in the file ([`Application::scrub_where_it_waits`]). Returns whether they were, or wait
    /// for a reader of the file to end, or for what failed to be mended.
    ///
    /// # Errors
    /// As [`Application::act_on_data_request`]; [`NoPermit::SecondFactor`].
    pub fn approve_erasure(
        &self,
        by: (&Who, SecondFactor),
        id: &str,
        (key, at): (CommandKey, Instant),
    ) -> Result<bool, Failure> {
        let (name, _, filed) = self.named_request(id).ok_or(Refusal::NotOnRecord)?;
        permit_agency(by, AgencyAction::ErasePerson, &name).map_err(Failure::NoPermit)?;
        let (actor, request) = (by.0.actor(), id.to_owned());
        let persons = filed.persons.clone();
        self.write_alone(move |core| {
            let plan = plan_in(core, &filed.persons, at)?;
            let (outcome, erased) = (plan.outcome(), plan.erased());
            let by = actor.id.clone();
            let entry = Entry { actor, at, key: Some(key), sealed: None };
            let command = Command::Approve { outcome, erased: erased.clone() };
            let reason = proposed_reason(core, &name)?;
            let (state, events) = decided(core, &name, command, entry)?;
            let (request, persons) = (request.as_str(), filed.persons.as_slice());
            let act = Act { request, persons, erased: &erased, outcome, actor: &by, at };
            erasure::erase(core, &act)?;
            // After the erasure: nothing is posted to an address that was erased.
            put(core, &name, (state, &events), reason.as_deref(), at)
        })?;
        persons.iter().for_each(|person| self.forget_account(person));
        Ok(self.scrub_or_later())
    }

    /// Whether a dossier's data is restricted to those who must act on it.
    #[must_use]
    pub fn is_restricted(&self, stream: &str) -> bool {
        self.shared.affairs.look(|index| index.restricts(stream))
    }
}

fn plan_in(core: &Core, persons: &[String], at: Instant) -> Result<ErasurePlan, Failure> {
    let rules = core.rules();
    let affairs = core.shared().affairs.clone();
    affairs.look(|index| erasure::plan(&core.reader, (&rules, index), persons, at))
}

/// The reason of the proposal that waits, for the notice to the person.
fn proposed_reason(core: &Core, id: &str) -> Result<Option<String>, Failure> {
    let turns = streams::turns(&core.writer.stream(&streams::stream_of::<DataRequest>(id))?)?;
    Ok(turns.into_iter().rev().find(|turn| turn.kind == "proposed").map(|turn| turn.text))
}

pub(crate) fn carry_out(
    core: &mut Core,
    id: &str,
    command: Command,
    entry: Entry,
) -> Result<(), Failure> {
    let (at, sealed) = (entry.at, entry.sealed.clone());
    let (request, events) = decided(core, id, command, entry)?;
    let text = sealed.and_then(|sealed| sealed.text);
    put(core, id, (request, &events), text.as_deref(), at)
}

/// Puts a command on record.
fn decided(
    core: &mut Core,
    id: &str,
    command: Command,
    entry: Entry,
) -> Result<(DataRequest, Vec<Event>), Failure> {
    let (rules, at) = (core.rules(), entry.at);
    let affairs = core.shared().affairs.clone();
    let counted_on = affairs.look(|index| {
        let filed = index.data_requests.get(id)?.filed.as_ref()?;
        rules.calendars.get(&filed.calendar).cloned()
    });
    let same_open = match &command {
        Command::File { request, persons, .. } => {
            affairs.look(|index| same_open(index, *request, persons))
        }
        _ => None,
    };
    let calendar = counted_on.as_deref().unwrap_or(rules.deadline_calendar());
    let context = Context { at, calendar, same_open };
    streams::carry_out_with_events(core, id, context, command, entry)
}

/// Posts what happened, and puts the request in the index.
fn put(
    core: &mut Core,
    id: &str,
    (request, events): (DataRequest, &[Event]),
    text: Option<&str>,
    at: Instant,
) -> Result<(), Failure> {
    for event in events {
        notify(core, id, (&request, event), text, at)?;
    }
    core.change_affairs(AffairChange::DataRequest(id.to_owned(), Box::new(request)));
    Ok(())
}

/// Posts a turn to the person, where there is a way to reach the person.
fn notify(
    core: &mut Core,
    id: &str,
    (request, event): (&DataRequest, &Event),
    text: Option<&str>,
    at: Instant,
) -> Result<(), Failure> {
    let Some(filed) = &request.filed else { return Ok(()) };
    let due = match event {
        Event::Filed { .. } => Some(filed.answer_by),
        _ => request.due,
    };
    let kind = match event {
        Event::Filed { .. } => "data_request_filed",
        Event::Answered { .. } => "data_request_answered",
        Event::Extended { .. } => "data_request_extended",
        // No notice arrives once the account is erased: the proposal says so.
        Event::Proposed { erased, .. } if erased.account => "data_request_proposed_account",
        Event::Proposed { .. } => "data_request_proposed",
        Event::Decided { outcome: Outcome::Refused, .. } => "data_request_refused",
        Event::Decided { outcome: Outcome::PartlyGranted, .. } => "data_request_partly_granted",
        Event::Decided { outcome: Outcome::Granted, .. } => "data_request_granted",
        Event::Lifted => "data_request_lifted",
        Event::SentBack => "data_request_sent_back",
    };
    // The first digits of the id are enough to name it.
    let code = streams::id_of(id).chars().take(8).collect();
    let items = match event {
        Event::Filed { .. } => Vec::new(),
        _ => text.map(str::to_owned).into_iter().collect(),
    };
    let turn = Turn { kind: kind.into(), code, due, items, ..Turn::default() };
    // A dossier that this request erased holds no notice.
    let erased = filed.request == RequestKind::Erasure;
    let reached = request.decided.as_ref().filter(|_| erased);
    let dossier = filed.dossier.as_ref().filter(|dossier| {
        reached.is_none_or(|decision| !decision.reached.dossiers.contains(dossier))
    });
    notices::post_to_persons(core, (&filed.persons, dossier.map(String::as_str)), &turn, at)
}
