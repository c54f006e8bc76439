//! The sessions of advisers: recorded, read for the figures, compared by `doctor`. Knows no page.

use affairs::adviser_session::{AdviserSession, Command, Context, Outcome, Refusal};
use affairs::{Aggregate as _, Sealed};
use calendar::{Day, Instant};
use dossier::Phase;
use indicators::advisers::Session;
use store::EventRow;
use text::{Sentence, ToSentence as _, sentence};

use crate::affairs::{self as streams, Entry};
use crate::application::Application;
use crate::command_key::CommandKey;
use crate::core::Core;
use crate::error::Failure;
use crate::figures::Change;
use crate::inquiry::Inquiry;
use crate::policy::{AffairPermit, Right, Who, permit_affair};

/// A session to be recorded.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// Random, hex; the dossier's id takes its place where one is named.
    pub id: String,
    pub procedure: String,
    pub day: Day,
    pub outcome: Outcome,
    /// The stream of the dossier that was filed.
    pub dossier: Option<String>,
    /// 128 random bits, hex.
    pub salt: String,
    /// Who was helped; sealed.
    pub helped: Option<String>,
}

/// The sealed texts of a session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SessionTexts {
    /// Who was helped.
    pub helped: Option<String>,
    /// Why each correction was made.
    pub reasons: Vec<String>,
}

/// A correction of a session on record.
#[derive(Clone, Debug)]
pub struct SessionCorrection {
    /// The session's name.
    pub id: String,
    pub procedure: String,
    pub day: Day,
    pub outcome: Outcome,
    /// Sealed.
    pub reason: String,
    /// 128 random bits, hex.
    pub salt: String,
}

impl From<Refusal> for Failure {
    fn from(why: Refusal) -> Self {
        Self::NotHeld(why)
    }
}

/// Reads the sessions of a register, one after the other. One that does not fold is left out;
/// `doctor` names it.
///
/// # Errors
/// The store failed.
pub(crate) fn each(
    inquiry: Inquiry<'_>,
    register: &str,
    mut visit: impl FnMut(&str, Session),
) -> Result<(), Failure> {
    streams::each::<AdviserSession>(inquiry, register, |stream, state| {
        Session::of(state).into_iter().for_each(|session| visit(stream, session));
    })
}

/// The fault of the stream of a session.
///
/// # Errors
/// The store failed.
pub(crate) fn fault(
    inquiry: Inquiry<'_>,
    stream: &str,
    rows: &[EventRow],
) -> Result<Option<Sentence>, Failure> {
    let held = match streams::load::<AdviserSession>(rows) {
        Ok(session) => session.session,
        Err(failure) => return Ok(Some(failure.to_sentence())),
    };
    let Some(dossier) = held.and_then(|held| held.dossier) else { return Ok(None) };
    if streams::id_of(&dossier) != streams::id_of(stream) {
        return Ok(Some(sentence!("its id is not that of its dossier")));
    }
    let exists = inquiry.reader.row(&dossier)?.is_some();
    Ok((!exists).then(|| sentence!("counts a dossier that is not on record")))
}

impl Application {
    /// Records a session of the officer's team, and waits until it is durable.
    ///
    /// # Errors
    /// [`Failure::NoPermit`]; [`Failure::NotHeld`] with the reason; [`Failure::AlreadyDone`] and
    /// [`Failure::KeyConflict`] by the key; the store failed, or the record does not fold.
    pub fn record_session(
        &self,
        who: &Who,
        session: NewSession,
        key: CommandKey,
        at: Instant,
    ) -> Result<(), Failure> {
        let permit = permit_affair(who, Right::Advise)?;
        self.write(move |core| record(core, permit, session, Some(key), at))
    }

    /// Corrects a session of the officer's team, and waits until it is durable.
    ///
    /// # Errors
    /// As [`Application::record_session`].
    pub fn correct_session(
        &self,
        who: &Who,
        correction: SessionCorrection,
        key: CommandKey,
        at: Instant,
    ) -> Result<(), Failure> {
        let permit = permit_affair(who, Right::Advise)?;
        self.write(move |core| correct(core, permit, correction, key, at))
    }

    /// The sealed texts of the latest sessions of the officer's own team, by the names of these: the
    /// reader's team wrote them down.
    ///
    /// # Errors
    /// [`Failure::NoPermit`]; the store failed, or the record does not read.
    pub fn session_texts(&self, who: &Who, names: &[String]) -> Result<Vec<SessionTexts>, Failure> {
        let permit = permit_affair(who, Right::Advise)?;
        let register = self.agency_code();
        self.read(|reader| {
            let mut all = Vec::with_capacity(names.len());
            for name in names {
                let rows = reader.stream(&stream_of(&register, name))?;
                let session: AdviserSession = streams::load(&rows)?;
                let own = session.session.is_some_and(|held| held.unit == permit.actor.unit);
                let mut texts = Vec::new();
                for row in rows.iter().filter(|_| own) {
                    texts.push(streams::sealed(row)?.and_then(|sealed| sealed.text));
                }
                let mut texts = texts.into_iter();
                let helped = texts.next().flatten();
                all.push(SessionTexts { helped, reasons: texts.flatten().collect() });
            }
            Ok(all)
        })
    }
}

fn stream_of(register: &str, name: &str) -> String {
    streams::stream_of::<AdviserSession>(&format!("{register}/{name}"))
}

/// Records a session in the open group.
pub(crate) fn record(
    core: &mut Core,
    permit: AffairPermit,
    session: NewSession,
    key: Option<CommandKey>,
    at: Instant,
) -> Result<(), Failure> {
    let NewSession { id, procedure, day, outcome, dossier, salt, helped } = session;
    let rules = core.rules();
    let register = rules.agency.as_ref().map_or("own", |agency| agency.code.as_str());
    let id = match &dossier {
        Some(stream) => streams::id_of(stream).to_owned(),
        None => format!("{register}/{id}"),
    };
    let sealed = Some(Sealed { salt, text: helped });
    let entry = Entry { actor: permit.actor, at, key, sealed };
    carry_out(core, &id, Command { procedure, day, outcome, dossier, reason: None }, entry)
}

fn correct(
    core: &mut Core,
    permit: AffairPermit,
    correction: SessionCorrection,
    key: CommandKey,
    at: Instant,
) -> Result<(), Failure> {
    let SessionCorrection { id, procedure, day, outcome, reason, salt } = correction;
    let rules = core.rules();
    let register = rules.agency.as_ref().map_or("own", |agency| agency.code.as_str());
    let rows = core.writer.stream(&stream_of(register, &id))?;
    let dossier = streams::load::<AdviserSession>(&rows)?.session.and_then(|held| held.dossier);
    let sealed = Some(Sealed { salt, text: Some(reason.clone()) });
    let entry = Entry { actor: permit.actor, at, key: Some(key), sealed };
    let command = Command { procedure, day, outcome, dossier, reason: Some(reason) };
    carry_out(core, &format!("{register}/{id}"), command, entry)
}

fn carry_out(core: &mut Core, id: &str, command: Command, entry: Entry) -> Result<(), Failure> {
    let rules = core.rules();
    let procedure_of_dossier = match &command.dossier {
        Some(stream) => {
            let state = &core.load(stream, &rules)?.state;
            (state.phase != Phase::Absent).then(|| state.filing.procedure.clone())
        }
        None => None,
    };
    let context = Context {
        today: rules.deadline_calendar().zone.day(entry.at),
        in_force: rules.procedure_on(&command.procedure, command.day).is_some(),
        procedure_of_dossier: procedure_of_dossier.as_deref(),
    };
    let state: AdviserSession = streams::carry_out(core, id, context, command, entry)?;
    let stream = format!("{}/{id}", AdviserSession::KIND);
    if let Some(session) = Session::of(state) {
        core.change_figures(Change::Session(stream, Box::new(session)));
    }
    Ok(())
}
