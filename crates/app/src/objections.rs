//! Objections of officers to their part of a dossier's lateness: raised, listed for those whom they
//! concern, decided. Knows no page.

use affairs::Sealed;
use affairs::objection::{
    Command, Context, Event, Finding, Objection, Objections, Refusal, late_parts_of,
    obstacle_to_decide,
};
use calendar::Instant;
use dossier::{Actor, Role, State};
use rules::Post;
use store::{DossierRow, EventRow};
use text::{Sentence, ToSentence as _, sentence};

use crate::affairs::{self as streams, Entry};
use crate::affairs_index::{AffairChange, sorted_page};
use crate::application::Application;
use crate::command_key::CommandKey;
use crate::complaints::leadership;
use crate::core::Core;
use crate::error::Failure;
use crate::inquiry::{DossierView, Inquiry};
use crate::personal_data::{Purpose, Shown};
use crate::policy::{Right, Who, permit_affair, permit_search, visibility};

/// An objection with its dossier.
#[derive(Clone, Debug)]
pub struct ObjectionRow {
    pub dossier: DossierRow,
    pub objection: Objection,
}

/// A dossier of which a part of the lateness is put on the officer who asks.
#[derive(Debug)]
pub struct OwnParts {
    pub dossier: DossierRow,
    pub view: DossierView,
    /// (step, minutes).
    pub parts: Vec<(String, i64)>,
    pub objections: Objections,
}

/// An objection opened by an officer whom it concerns.
#[derive(Debug)]
pub struct VisibleObjection {
    pub dossier: DossierRow,
    pub view: DossierView,
    pub objection: Objection,
    pub text: Shown<ObjectionText>,
    /// Why the reader cannot decide on it.
    pub obstacle: Option<Refusal>,
}

/// The texts written about an objection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ObjectionText {
    pub raised: String,
    pub decided: Option<String>,
}

impl From<Refusal> for Failure {
    fn from(why: Refusal) -> Self {
        Self::Objection(why)
    }
}

/// The texts in a stream, in the order of the objections.
fn texts(rows: &[EventRow]) -> Result<Vec<ObjectionText>, Failure> {
    let mut texts: Vec<ObjectionText> = Vec::new();
    for (event, text) in streams::with_texts(rows)? {
        match event {
            Event::Raised { .. } => {
                texts.push(ObjectionText { raised: text, decided: None });
            }
            Event::Decided { number, .. } => {
                let place = (number as usize).checked_sub(1);
                let named = place.and_then(|place| texts.get_mut(place));
                named.into_iter().for_each(|named| named.decided = Some(text.clone()));
            }
        }
    }
    Ok(texts)
}

/// What is wrong with a stream of objections.
///
/// # Errors
/// The store failed.
pub(crate) fn fault(
    inquiry: Inquiry<'_>,
    stream: &str,
    rows: &[EventRow],
) -> Result<Option<Sentence>, Failure> {
    let objections: Objections = match streams::load(rows) {
        Ok(objections) => objections,
        Err(failure) => return Ok(Some(failure.to_sentence())),
    };
    if let Err(failure) = texts(rows) {
        return Ok(Some(failure.to_sentence()));
    }
    let Some(row) = inquiry.reader.row(&streams::dossier_of(stream))? else {
        return Ok(Some(sentence!("objects about a dossier that is not on record")));
    };
    for objection in &objections.all {
        let view = inquiry.view_row(&row, objection.at)?;
        let part = (objection.step.clone(), objection.minutes);
        if !late_parts_of(&view.state, &objection.officer, objection.at).contains(&part) {
            let number = objection.number.to_string();
            return Ok(Some(sentence!(
                "objection {number} names another part than there was",
                number
            )));
        }
    }
    Ok(None)
}

/// Whether an actor sees an objection: its officer, the leaders, the inspector, and the head of the unit
/// that decides.
fn sees(actor: &Actor, objection: &Objection) -> bool {
    match actor.role {
        Role::Leader | Role::Inspector => true,
        Role::Head if objection.unit == actor.unit => true,
        _ => objection.officer == actor.id,
    }
}

impl Application {
    /// The objections about a dossier.
    #[must_use]
    pub fn objections_of(&self, stream: &str) -> Objections {
        let objections_of = |id| {
            self.shared.affairs.look(|objections_of| objections_of.objections.get(id).cloned())
        };
        objections_of(streams::id_of(stream)).unwrap_or_default()
    }

    /// A dossier of the agency that an officer held or sees, with the parts of its lateness that are put
    /// on the officer.
    ///
    /// # Errors
    /// The store failed, or the record does not fold.
    pub fn own_parts(
        &self,
        who: &Who,
        code: &str,
        at: Instant,
    ) -> Result<Option<OwnParts>, Failure> {
        let Ok(permit) = permit_affair(who, Right::Work) else { return Ok(None) };
        let Some((dossier, view)) = self.of_agency(code, at)? else { return Ok(None) };
        let officer = &permit.actor.id;
        let held = view.state.segments(at).into_iter().any(|hold| hold.officer == *officer);
        let sees = || visibility(who, &dossier, &self.agency_code(), at).is_some();
        if !held && !sees() {
            return Ok(None);
        }
        let parts = late_parts_of(&view.state, officer, at);
        let objections = self.objections_of(&dossier.stream);
        Ok(Some(OwnParts { dossier, view, parts, objections }))
    }

    /// Records an objection, and waits until it is durable.
    ///
    /// # Errors
    /// [`Failure::Objection`] with the reason; [`Failure::AlreadyDone`] and [`Failure::KeyConflict`] by
    /// the key; the store failed, or the record does not fold.
    pub fn raise_objection(
        &self,
        who: &Who,
        about: &OwnParts,
        step: &str,
        (salt, reason): (String, String),
        (key, at): (CommandKey, Instant),
    ) -> Result<(), Failure> {
        let permit = permit_affair(who, Right::Work)?;
        let sealed = Some(Sealed { salt, text: Some(reason.clone()) });
        let command = Command::Raise { step: step.to_owned(), reason };
        let stream = about.dossier.stream.clone();
        let entry = Entry { actor: permit.actor, at, key: Some(key), sealed };
        self.write(move |core| carry_out(core, &stream, command, entry))
    }

    /// Decides on an objection.
    ///
    /// # Errors
    /// As [`Application::raise_objection`].
    pub fn decide_objection(
        &self,
        who: &Who,
        objection: &VisibleObjection,
        finding: Finding,
        (salt, reason): (String, String),
        (key, at): (CommandKey, Instant),
    ) -> Result<(), Failure> {
        let permit = permit_affair(who, Right::Lead)?;
        let sealed = Some(Sealed { salt, text: Some(reason.clone()) });
        let command = Command::Decide { number: objection.objection.number, finding, reason };
        let stream = objection.dossier.stream.clone();
        let entry = Entry { actor: permit.actor, at, key: Some(key), sealed };
        self.write(move |core| carry_out(core, &stream, command, entry))
    }

    /// An objection with its texts, for an officer whom it concerns. The showing is on record.
    ///
    /// # Errors
    /// The store failed, or the record does not read.
    pub fn open_objection(
        &self,
        who: &Who,
        (code, number): (&str, u32),
        at: Instant,
    ) -> Result<Option<VisibleObjection>, Failure> {
        let Ok(permit) = permit_search(who, Right::Objections) else { return Ok(None) };
        let Some((dossier, view)) = self.of_agency(code, at)? else { return Ok(None) };
        let own = self.objections_of(&dossier.stream).of(number).cloned();
        let actor = who.actor();
        let Some(objection) = own.filter(|own| sees(&actor, own)) else { return Ok(None) };
        let stream = streams::stream_of::<Objections>(streams::id_of(&dossier.stream));
        let texts = texts(&self.read(|reader| Ok(reader.stream(&stream)?))?)?;
        let text = texts.into_iter().nth(number as usize - 1).unwrap_or_default();
        let obstacle = obstacle_to_decide(&objection, &actor, (&view.state, at));
        let about = (&dossier, obstacle.is_none() || objection.officer == actor.id);
        let text = self.show_texts((who, &permit), about, (Purpose::Objections, at), text);
        Ok(Some(VisibleObjection { dossier, view, objection, text, obstacle }))
    }

    /// The objections that an actor sees and `picked` admits, the open ones first, the earliest first;
    /// how many there are, and the asked part of them.
    ///
    /// # Errors
    /// The store failed.
    pub fn objections(
        &self,
        actor: &Actor,
        page: (usize, usize),
        picked: impl Fn(&Objection) -> bool,
    ) -> Result<(usize, Vec<ObjectionRow>), Failure> {
        let picked: Vec<(String, Objection)> = self.shared.affairs.look(|index| {
            let all = index.objections.iter();
            let all = all.flat_map(|(id, raised)| raised.all.iter().map(move |one| (id, one)));
            let all = all.filter(|(_, one)| sees(actor, one) && picked(one));
            all.map(|(id, one)| (id.clone(), one.clone())).collect()
        });
        let place = |one: &Objection| (one.decided.is_some(), one.at, one.number);
        let (count, objections) = sorted_page(picked, place, page);
        let rows = self.with_dossiers(objections)?.into_iter();
        Ok((count, rows.map(|(dossier, objection)| ObjectionRow { dossier, objection }).collect()))
    }

    /// The dossier of a code in the agency's own register, with its view.
    pub(crate) fn of_agency(
        &self,
        code: &str,
        at: Instant,
    ) -> Result<Option<(DossierRow, DossierView)>, Failure> {
        let own = self.agency_code();
        let rows = self.read(|reader| Ok(reader.by_code(code)?))?;
        let Some(row) = rows.into_iter().find(|row| row.register == own) else { return Ok(None) };
        let view = self.view_stream(&row.stream, at)?;
        Ok(view.map(|view| (row, view)))
    }
}

fn carry_out(core: &mut Core, stream: &str, command: Command, entry: Entry) -> Result<(), Failure> {
    let rules = core.rules();
    let dossier: State = core.load(stream, &rules)?.state.clone();
    let (at, today) = (entry.at, rules.deadline_calendar().zone.day(entry.at));
    let unit = entry.actor.unit.clone();
    let heads = rules.officers_of(&unit, Post::Head, today);
    let heads: Vec<String> = heads.iter().map(|head| head.id.clone()).collect();
    let leadership = leadership(&rules);
    let context = Context { at, dossier: &dossier, unit: &unit, heads: &heads, leadership };
    let id = streams::id_of(stream);
    let objections: Objections = streams::carry_out(core, id, context, command, entry)?;
    core.change_affairs(AffairChange::Objections(id.to_owned(), objections));
    Ok(())
}
