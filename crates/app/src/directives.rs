//! Directives: issued, answered, accepted or returned; listed for those whom they concern. Knows no
//! page.

use affairs::Sealed;
use affairs::directive::{
    About, Command, Context, Directive, Issued, Owner, Progress, Refusal, Subject,
    has_authority_over,
};
use calendar::{Day, Instant};
use dossier::{Actor, Role};
use rules::{Officer, Rules};
use store::EventRow;
use text::{Sentence, ToSentence as _, sentence};

use crate::affairs::{self as streams, Entry};
use crate::affairs_index::{self, AffairChange, sorted_page};
use crate::application::Application;
use crate::command_key::CommandKey;
use crate::core::Core;
use crate::error::Failure;
use crate::inquiry::Inquiry;
use crate::personal_data::{Purpose, Shown};
use crate::policy::{Right, Who, permit_search, role_of};

/// A directive to be issued.
#[derive(Clone, Debug)]
pub struct NewDirective {
    /// Random; in its address.
    pub id: String,
    pub owner: String,
    pub subject: Subject,
    pub due: Day,
    pub text: String,
}

/// The text written at one turn of a directive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectiveTurn {
    pub at: Instant,
    pub actor: String,
    /// `issued`, `answered`, `accepted` or `returned`.
    pub kind: String,
    pub text: String,
}

/// A directive opened by an officer whom it concerns.
#[derive(Debug)]
pub struct VisibleDirective {
    pub id: String,
    pub issued: Issued,
    /// The code of the dossier that it is about, where it is about one.
    pub code: Option<String>,
    pub turns: Shown<Vec<DirectiveTurn>>,
}

impl From<Refusal> for Failure {
    fn from(why: Refusal) -> Self {
        Self::Directive(why)
    }
}

/// The fault of the stream of a directive.
///
/// # Errors
/// The store failed.
pub(crate) fn fault(inquiry: Inquiry<'_>, rows: &[EventRow]) -> Result<Option<Sentence>, Failure> {
    let directive: Directive = match streams::load(rows) {
        Ok(directive) => directive,
        Err(failure) => return Ok(Some(failure.to_sentence())),
    };
    if let Err(failure) = turns(rows) {
        return Ok(Some(failure.to_sentence()));
    }
    let subject = directive.issued.as_ref().map(|issued| &issued.subject);
    let dossier = subject.filter(|subject| subject.about == About::Dossier);
    let Some(dossier) = dossier else { return Ok(None) };
    let exists = inquiry.reader.row(&format!("dossier/{}", dossier.name))?.is_some();
    Ok((!exists).then(|| sentence!("is about a dossier that is not on record")))
}

fn turns(rows: &[EventRow]) -> Result<Vec<DirectiveTurn>, Failure> {
    let turn = |row: &EventRow| {
        Ok(DirectiveTurn {
            at: Instant(row.event.happened_at),
            actor: row.event.actor.clone(),
            kind: row.event.kind.clone(),
            text: streams::sealed(row)?.and_then(|sealed| sealed.text).unwrap_or_default(),
        })
    };
    rows.iter().map(turn).collect()
}

/// Whether a directive concerns an actor: the issuer, the owner, the leaders and the inspector.
fn sees(actor: &Actor, issued: &Issued) -> bool {
    matches!(actor.role, Role::Leader | Role::Inspector)
        || [&issued.issuer, &issued.owner].contains(&&actor.id)
}

/// Whether a directive waits for an actor: for the owner's answer, or the issuer's judgement of it.
#[must_use]
pub fn directive_waits(actor: &str, issued: &Issued) -> bool {
    match issued.progress {
        Progress::Open => issued.owner == actor,
        Progress::Answered(_) => issued.issuer == actor,
        Progress::Accepted(_) => false,
    }
}

fn serving<'a>(rules: &'a Rules, id: &str, at: Instant) -> Option<&'a Officer> {
    let today = rules.deadline_calendar().zone.day(at);
    rules.officer(id).filter(|officer| officer.valid(today))
}

impl Application {
    /// The officers from whom an actor may ask for an answer.
    #[must_use]
    pub fn directive_owners(&self, actor: &Actor, at: Instant) -> Vec<String> {
        let rules = self.rules();
        let officers = rules.agency.iter().flat_map(|agency| &agency.officers);
        let under = |officer: &&Officer| {
            let owner = Owner { role: role_of(officer.post), unit: &officer.unit };
            serving(&rules, &officer.id, at).is_some()
                && has_authority_over(actor, &officer.id, owner)
        };
        officers.filter(under).map(|officer| officer.id.clone()).collect()
    }

    /// Issues a directive, and waits until it is durable. A dossier that it is about must be in the
    /// issuer's sight.
    ///
    /// # Errors
    /// [`Failure::Directive`] with the reason; [`Failure::AlreadyDone`] and [`Failure::KeyConflict`]
    /// by the key; or the store failed.
    pub fn issue_directive(
        &self,
        who: &Who,
        new: NewDirective,
        salt: String,
        (key, at): (CommandKey, Instant),
    ) -> Result<(), Failure> {
        let NewDirective { id, owner, subject, due, text } = new;
        let rules = self.rules();
        let subject_known = match subject.about {
            About::Dossier => {
                let stream = format!("dossier/{}", subject.name);
                self.open_stream(who, &stream, at)?.is_some()
            }
            About::Unit => rules.unit(&subject.name).is_some(),
            About::Figure => true,
        };
        let id = format!("{}/{id}", self.agency_code());
        let sealed = Sealed { salt, text: Some(text.clone()) };
        let named = owner.clone();
        let command = Command::Issue { owner, subject, due, text };
        let entry = Entry { actor: who.actor(), at, key: Some(key), sealed: Some(sealed) };
        self.write(move |core| carry_out(core, (&id, &named, subject_known), command, entry))
    }

    /// Answers, accepts or returns a directive.
    ///
    /// # Errors
    /// As [`Application::issue_directive`].
    pub fn act_on_directive(
        &self,
        who: &Who,
        directive: &VisibleDirective,
        command: Command,
        salt: String,
        (key, at): (CommandKey, Instant),
    ) -> Result<(), Failure> {
        let text = match &command {
            Command::Answer { text } | Command::Return { reason: text, .. } => Some(text.clone()),
            _ => None,
        };
        let sealed = text.map(|text| Sealed { salt, text: Some(text) });
        let id = format!("{}/{}", self.agency_code(), directive.id);
        let entry = Entry { actor: who.actor(), at, key: Some(key), sealed };
        self.write(move |core| carry_out(core, (&id, "", true), command, entry))
    }

    /// The directives that concern an actor and that `picked` admits: those that are not accepted first,
    /// the earliest day first; how many there are, and the asked part of them, each with its id.
    #[must_use]
    pub fn directives(
        &self,
        actor: &Actor,
        page: (usize, usize),
        picked: impl Fn(&Issued) -> bool,
    ) -> (usize, Vec<(String, Issued)>) {
        let is = |issued: &Issued| sees(actor, issued) && picked(issued);
        let rows = self.shared.affairs.look(|index| affairs_index::picked(&index.directives, is));
        let place =
            |issued: &Issued| (matches!(issued.progress, Progress::Accepted(_)), issued.due);
        sorted_page(rows, place, page)
    }

    /// A directive with its turns, for an officer whom it concerns. The showing is on record where it is
    /// about a dossier.
    ///
    /// # Errors
    /// The store failed, or the record does not read.
    pub fn open_directive(
        &self,
        who: &Who,
        id: &str,
        at: Instant,
    ) -> Result<Option<VisibleDirective>, Failure> {
        let Ok(permit) = permit_search(who, Right::Directives) else { return Ok(None) };
        let name = format!("{}/{id}", self.agency_code());
        let issued = self.shared.affairs.look(|index| index.directives.get(&name).cloned());
        let Some(issued) = issued.filter(|issued| sees(&who.actor(), issued)) else {
            return Ok(None);
        };
        let stream = streams::stream_of::<Directive>(&name);
        let dossier = match issued.subject.about {
            About::Dossier => Some(format!("dossier/{}", issued.subject.name)),
            _ => None,
        };
        let (turns, row) = self.read(|reader| {
            let row = dossier.as_deref().map(|dossier| reader.row(dossier)).transpose()?.flatten();
            Ok((turns(&reader.stream(&stream)?)?, row))
        })?;
        let purpose = (Purpose::Directives, at);
        let acts = [&issued.issuer, &issued.owner].contains(&&who.actor().id);
        let turns = match &row {
            Some(row) => self.show_texts((who, &permit), (row, acts), purpose, turns),
            None => self.show(&permit, Vec::new(), purpose, turns),
        };
        let code = row.map(|row| row.code);
        Ok(Some(VisibleDirective { id: id.to_owned(), issued, code, turns }))
    }
}

fn carry_out(
    core: &mut Core,
    (id, owner, subject_known): (&str, &str, bool),
    command: Command,
    entry: Entry,
) -> Result<(), Failure> {
    let rules = core.rules();
    let at = entry.at;
    let owner = serving(&rules, owner, at);
    let owner =
        owner.map(|officer| Owner { role: role_of(officer.post), unit: officer.unit.as_str() });
    let context = Context { at, calendar: rules.deadline_calendar(), owner, subject_known };
    let directive: Directive = streams::carry_out(core, id, context, command, entry)?;
    if let Some(issued) = directive.issued {
        core.change_affairs(AffairChange::Directive(id.to_owned(), issued));
    }
    Ok(())
}
