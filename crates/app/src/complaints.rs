//! Complaints about a dossier: made by its citizen or recorded by the desk, listed for those who
//! answer, answered with a notice to the citizen. Knows no page.

use affairs::Sealed;
use affairs::complaint::{
    Command, Complaint, Complaints, Context, Event, Finding, Refusal, Theme, Way, due,
    obstacle_to_answer,
};
use calendar::Instant;
use dossier::{Actor, Role, State};
use indicators::complaints::Made;
use rules::{Post, Rules, UnitKind};
use store::{DossierRow, EventRow};

use text::{Sentence, ToSentence, sentence};

use crate::affairs::{self as streams, Entry};
use crate::affairs_index::{AffairChange, sorted_page};
use crate::application::Application;
use crate::command_key::CommandKey;
use crate::core::Core;
use crate::error::Failure;
use crate::inquiry::{DossierView, Inquiry};
use crate::notices::{self, Turn};
use crate::personal_data::{Purpose, Shown};
use crate::policy::{CitizenPermit, Right, Who, permit_search};
use crate::slip_holder::CitizenDossier;

/// A new complaint.
#[derive(Clone, Debug)]
pub struct NewComplaint {
    pub theme: Theme,
    pub way: Way,
    /// The officer complained of.
    pub against: Option<String>,
    /// 128 random bits, hex.
    pub salt: String,
    /// Sealed.
    pub text: String,
}

/// A complaint with its dossier.
#[derive(Clone, Debug)]
pub struct ComplaintRow {
    pub dossier: DossierRow,
    pub complaint: Complaint,
}

/// A complaint opened by those who may see it.
#[derive(Debug)]
pub struct VisibleComplaint {
    pub dossier: DossierRow,
    pub view: DossierView,
    pub complaint: Complaint,
    pub text: Shown<ComplaintText>,
    /// Why the reader cannot answer it.
    pub obstacle: Option<Refusal>,
}

/// The texts written about a complaint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ComplaintText {
    pub made: String,
    /// Why it went to another unit, each time.
    pub moved: Vec<String>,
    pub answer: Option<String>,
}

impl From<Refusal> for Failure {
    fn from(why: Refusal) -> Self {
        Self::Complaint(why)
    }
}

/// The texts in a stream, in the order of the complaints.
fn texts(rows: &[EventRow]) -> Result<Vec<ComplaintText>, Failure> {
    let mut texts: Vec<ComplaintText> = Vec::new();
    for (event, text) in streams::with_texts(rows)? {
        let number = match event {
            Event::Made { .. } => {
                texts.push(ComplaintText { made: text, ..ComplaintText::default() });
                continue;
            }
            Event::Moved { number, .. } | Event::Answered { number, .. } => number,
        };
        let place = (number as usize).checked_sub(1);
        match (place.and_then(|place| texts.get_mut(place)), event) {
            (Some(complaint), Event::Answered { .. }) => complaint.answer = Some(text),
            (Some(complaint), _) => complaint.moved.push(text),
            (None, _) => {}
        }
    }
    Ok(texts)
}

/// The fault of a stream of complaints.
///
/// # Errors
/// The store failed.
pub(crate) fn fault(
    inquiry: Inquiry<'_>,
    stream: &str,
    rows: &[EventRow],
) -> Result<Option<Sentence>, Failure> {
    let complaints: Complaints = match streams::load(rows) {
        Ok(complaints) => complaints,
        Err(failure) => return Ok(Some(failure.to_sentence())),
    };
    if let Err(failure) = texts(rows) {
        return Ok(Some(failure.to_sentence()));
    }
    if inquiry.reader.row(&streams::dossier_of(stream))?.is_none() {
        return Ok(Some(sentence!("complains of a dossier that is not on record")));
    }
    let calendars = &inquiry.rules.calendars;
    let wrong = |complaint: &&Complaint| {
        let counted = calendars.get(&complaint.calendar).map(|on| due(on, complaint.at));
        counted != Some(complaint.due)
    };
    Ok(complaints.all.iter().find(wrong).map(|complaint| {
        let number = complaint.number.to_string();
        sentence!("the due of complaint {number} is not that of its calendar", number)
    }))
}

/// Whether an actor sees a complaint: a leader and an inspector every one, a head those that the own unit
/// answers, none that is about that head.
fn sees(actor: &Actor, complaint: &Complaint) -> bool {
    match actor.role {
        Role::Leader | Role::Inspector => true,
        Role::Head => {
            complaint.unit == actor.unit && complaint.against.as_deref() != Some(&actor.id)
        }
        _ => false,
    }
}

/// The unit of the agency's leaders; empty where there is none.
pub(crate) fn leadership(rules: &Rules) -> &str {
    let units = rules.agency.iter().flat_map(|agency| &agency.units);
    let mut leaders = units.filter(|unit| unit.kind == UnitKind::Leadership);
    leaders.next().map_or("", |unit| unit.code.as_str())
}

impl Inquiry<'_> {
    /// The complaints about the dossiers of a register, for figures: without a text.
    ///
    /// # Errors
    /// The store failed.
    pub fn complaints_made(&self, register: &str) -> Result<Vec<Made>, Failure> {
        let mut made = Vec::new();
        streams::each::<Complaints>(*self, register, |stream, complaints| {
            made.extend(complaints.all.iter().map(|one| Made::of(streams::name_of(stream), one)));
        })?;
        Ok(made)
    }
}

impl Application {
    /// The complaints about the dossiers of a register, for figures: without a text.
    #[must_use]
    pub fn complaints_made(&self, register: &str) -> Vec<Made> {
        self.shared.affairs.look(|index| {
            let all = index.complaints.iter().filter_map(|(id, complaints)| {
                let (of, name) = id.split_once('/')?;
                (of == register).then_some((name, complaints))
            });
            all.flat_map(|(name, made)| made.all.iter().map(|one| Made::of(name, one))).collect()
        })
    }

    /// The complaints about a dossier.
    #[must_use]
    pub fn complaints_of(&self, stream: &str) -> Complaints {
        let complaints_of = |id| {
            self.shared.affairs.look(|complaints_of| complaints_of.complaints.get(id).cloned())
        };
        complaints_of(streams::id_of(stream)).unwrap_or_default()
    }

    /// Records a complaint, and waits until it is durable.
    ///
    /// # Errors
    /// [`Failure::Complaint`] with the reason; [`Failure::AlreadyDone`] and [`Failure::KeyConflict`]
    /// by the key; the store failed, or the record does not fold.
    pub fn complain(
        &self,
        about: &CitizenDossier,
        new: NewComplaint,
        key: CommandKey,
        at: Instant,
    ) -> Result<(), Failure> {
        let CitizenPermit { stream, actor } = about.permit.clone();
        let NewComplaint { theme, way, against, salt, text } = new;
        let sealed = Sealed { salt, text: Some(text.clone()) };
        let command = Command::Make { theme, way, against, text };
        self.write(move |core| {
            let entry = Entry { actor, at, key: Some(key), sealed: Some(sealed) };
            carry_out(core, &stream, None, command, entry)
        })
    }

    /// A complaint about a dossier of the agency, for those who may see it; its texts are shown, which is on
    /// record.
    ///
    /// # Errors
    /// The store failed, or the record does not fold.
    pub fn open_complaint(
        &self,
        who: &Who,
        (code, number): (&str, u32),
        at: Instant,
    ) -> Result<Option<VisibleComplaint>, Failure> {
        let Ok(permit) = permit_search(who, Right::Oversee) else { return Ok(None) };
        let Some((dossier, view)) = self.of_agency(code, at)? else { return Ok(None) };
        let seen = self.complaints_of(&dossier.stream).of(number).cloned();
        let Some(complaint) = seen.filter(|seen| sees(&who.actor(), seen)) else { return Ok(None) };
        let texts = self.own_complaint_texts(&dossier.stream)?;
        let text = texts.into_iter().nth(number as usize - 1).unwrap_or_default();
        let obstacle = obstacle_to_answer(&complaint, &who.actor(), (&view.state, at));
        let about = (&dossier, obstacle.is_none());
        let text = self.show_texts((who, &permit), about, (Purpose::Complaints, at), text);
        Ok(Some(VisibleComplaint { dossier, view, complaint, text, obstacle }))
    }

    /// Answers a complaint and posts the answer to the citizen.
    ///
    /// # Errors
    /// As [`Application::complain`].
    pub fn answer_complaint(
        &self,
        who: &Who,
        complaint: &VisibleComplaint,
        finding: Finding,
        (salt, text): (String, String),
        (key, at): (CommandKey, Instant),
    ) -> Result<(), Failure> {
        let (actor, stream) = (who.actor(), complaint.dossier.stream.clone());
        let number = complaint.complaint.number;
        let sealed = Sealed { salt, text: Some(text.clone()) };
        let command = Command::Answer { number, finding, text };
        self.write(move |core| {
            let entry = Entry { actor, at, key: Some(key), sealed: Some(sealed) };
            carry_out(core, &stream, None, command, entry)
        })
    }

    /// Gives a complaint to another unit, with the reason.
    ///
    /// # Errors
    /// As [`Application::complain`]; [`Failure::Unknown`] for a unit that does not stand.
    pub fn move_complaint(
        &self,
        who: &Who,
        complaint: &VisibleComplaint,
        unit: &str,
        (salt, reason): (String, String),
        (key, at): (CommandKey, Instant),
    ) -> Result<(), Failure> {
        let (actor, stream) = (who.actor(), complaint.dossier.stream.clone());
        let rules = self.rules();
        let today = rules.deadline_calendar().zone.day(at);
        if rules.unit(unit).is_none_or(|unit| !unit.valid(today)) {
            return Err(Failure::Unknown { what: "unit", name: unit.to_owned() });
        }
        let sealed = Sealed { salt, text: Some(reason.clone()) };
        let command = Command::Move { number: complaint.complaint.number, reason };
        let unit = Some(unit.to_owned());
        self.write(move |core| {
            let entry = Entry { actor, at, key: Some(key), sealed: Some(sealed) };
            carry_out(core, &stream, unit, command, entry)
        })
    }

    /// The complaints that an actor sees and `picked` admits, those without an answer first, the earliest
    /// due first; how many there are, and the asked part of them.
    ///
    /// # Errors
    /// The store failed.
    pub fn complaints(
        &self,
        actor: &Actor,
        page: (usize, usize),
        picked: impl Fn(&Complaint) -> bool,
    ) -> Result<(usize, Vec<ComplaintRow>), Failure> {
        let picked: Vec<(String, Complaint)> = self.shared.affairs.look(|index| {
            let all = index.complaints.iter();
            let all = all.flat_map(|(id, made)| made.all.iter().map(move |one| (id, one)));
            let all = all.filter(|(_, one)| sees(actor, one) && picked(one));
            all.map(|(id, one)| (id.clone(), one.clone())).collect()
        });
        let place = |one: &Complaint| (one.answer.is_some(), one.due, one.number);
        let (count, complaints) = sorted_page(picked, place, page);
        let rows = self.with_dossiers(complaints)?.into_iter();
        Ok((count, rows.map(|(dossier, complaint)| ComplaintRow { dossier, complaint }).collect()))
    }

    /// The texts written about the complaints of a dossier, as a part of what is shown of it.
    pub(crate) fn own_complaint_texts(&self, stream: &str) -> Result<Vec<ComplaintText>, Failure> {
        let stream = streams::stream_of::<Complaints>(streams::id_of(stream));
        texts(&self.read(|reader| Ok(reader.stream(&stream)?))?)
    }
}

fn carry_out(
    core: &mut Core,
    stream: &str,
    unit: Option<String>,
    command: Command,
    entry: Entry,
) -> Result<(), Failure> {
    let rules = core.rules();
    let dossier: State = core.load(stream, &rules)?.state.clone();
    let (at, calendar) = (entry.at, rules.deadline_calendar());
    let unit = unit.unwrap_or_else(|| dossier.filing.unit.clone());
    let heads = rules.officers_of(&unit, Post::Head, calendar.zone.day(at));
    let heads: Vec<String> = heads.iter().map(|head| head.id.clone()).collect();
    let context = Context {
        at,
        calendar,
        dossier: &dossier,
        unit: &unit,
        heads: &heads,
        leadership: leadership(&rules),
    };
    let notice = match &command {
        Command::Make { .. } => Some(("complaint_made", Vec::new(), None)),
        Command::Answer { number, text, .. } => {
            Some(("complaint_answered", vec![text.clone()], Some(*number)))
        }
        Command::Move { .. } => None,
    };
    let id = streams::id_of(stream);
    let complaints: Complaints = streams::carry_out(core, id, context, command, entry)?;
    if let Some((kind, items, number)) = notice {
        let complaint = match number {
            Some(number) => complaints.of(number),
            None => complaints.all.last(),
        };
        let due = complaint.map(|complaint| complaint.due);
        let unit = complaint.map(|complaint| complaint.unit.clone()).unwrap_or_default();
        let turn = Turn { kind: kind.into(), due, items, unit, ..Turn::default() };
        notices::post_turn(core, stream, turn, &rules, at)?;
    }
    core.change_affairs(AffairChange::Complaints(id.to_owned(), complaints));
    Ok(())
}
