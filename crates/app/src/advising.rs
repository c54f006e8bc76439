//! The sessions of advisers: recorded, read for the figures, compared by `doctor`. Knows no page.

use affairs::adviser_session::{AdviserSession, Command, Context, Outcome, Refusal};
use affairs::{Aggregate as _, Sealed};
use calendar::{Day, Instant};
use dossier::Phase;
use indicators::advisers::Session;
use store::EventRow;
use text::{Sentence, ToSentence as _, sentence};

use crate::affairs::{self as way, Entry};
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
    mut found: impl FnMut(&str, Session),
) -> Result<(), Failure> {
    way::each::<AdviserSession>(inquiry, register, |stream, state| {
        Session::of(state).into_iter().for_each(|session| found(stream, session));
    })
}

/// What is wrong with the stream of a session.
///
/// # Errors
/// The store failed.
pub(crate) fn fault(
    inquiry: Inquiry<'_>,
    stream: &str,
    rows: &[EventRow],
) -> Result<Option<Sentence>, Failure> {
    let held = match way::load::<AdviserSession>(rows) {
        Ok(session) => session.held,
        Err(failure) => return Ok(Some(failure.to_sentence())),
    };
    let Some(dossier) = held.and_then(|held| held.dossier) else { return Ok(None) };
    if way::id_of(&dossier) != way::id_of(stream) {
        return Ok(Some(sentence!("its id is not that of its dossier")));
    }
    let known = inquiry.reader.row(&dossier)?.is_some();
    Ok((!known).then(|| sentence!("counts a dossier that is not on record")))
}

impl Application {
    /// Puts a session of the officer's team on record, and waits until it is durable.
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

    /// Who was helped in the latest sessions of the officer's own team, by the names of these: the
    /// reader's team wrote them down.
    ///
    /// # Errors
    /// [`Failure::NoPermit`]; the store failed, or the record does not read.
    pub fn helped_in(&self, who: &Who, names: &[String]) -> Result<Vec<Option<String>>, Failure> {
        let permit = permit_affair(who, Right::Advise)?;
        let register = self.agency_code();
        self.read(|reader| {
            let mut helped = Vec::with_capacity(names.len());
            for name in names {
                let rows = reader.stream(&stream_of(&register, name))?;
                let session: AdviserSession = way::load(&rows)?;
                let own = session.held.is_some_and(|held| held.unit == permit.actor.unit);
                let first = rows.first().filter(|_| own);
                let sealed = first.map(way::sealed).transpose()?.flatten();
                helped.push(sealed.and_then(|sealed| sealed.text));
            }
            Ok(helped)
        })
    }
}

fn stream_of(register: &str, name: &str) -> String {
    way::stream_of::<AdviserSession>(&format!("{register}/{name}"))
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
    let procedure_of_dossier = match &dossier {
        Some(stream) => {
            let state = &core.load(stream, &rules)?.state;
            (state.phase != Phase::Absent).then(|| state.filing.procedure.clone())
        }
        None => None,
    };
    let context = Context {
        today: rules.deadline_calendar().zone.day(at),
        in_force: rules.procedure_on(&procedure, day).is_some(),
        procedure_of_dossier: procedure_of_dossier.as_deref(),
    };
    let register = rules.agency.as_ref().map_or("own", |agency| agency.code.as_str());
    let id = match &dossier {
        Some(stream) => way::id_of(stream).to_owned(),
        None => format!("{register}/{id}"),
    };
    let sealed = Some(Sealed { salt, text: helped });
    let entry = Entry { actor: permit.actor, at, key, sealed };
    let command = Command { procedure, day, outcome, dossier };
    let state: AdviserSession = way::carry_out(core, &id, context, command, entry)?;
    let stream = format!("{}/{id}", AdviserSession::KIND);
    if let Some(session) = Session::of(state) {
        core.change_figures(Change::Session(stream, Box::new(session)));
    }
    Ok(())
}
