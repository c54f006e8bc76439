//! The apology letter of a dossier: as it is read before it is signed, and as the sheet that is printed
//! and handed over. Its words are one function of `messages`.

use app::{
    CommandKey, DossierView, Extras, Failure, Purpose, SecondFactor, Submission, VisibleDossier,
};
use askama::Template;
use calendar::{Day, Instant};
use dossier::apology::UNFINISHED;
use dossier::state::Letter;
use dossier::{Command, Phase};
use http::names::Names;
use messages::{ApologyLetter, LetterText};
use rules::Rules;
use text::Language;

use super::dossier::visible_dossier;
use crate::answer::{Answer, Error, html};
use crate::layout::{self, Layout};
use crate::papers::{self, PaperKind};
use crate::request_context::RequestContext;

/// The text of a letter that an officer writes.
pub(crate) struct Written {
    pub reason: String,
    pub unit: String,
    pub new_date: Option<Day>,
    /// When it was signed, and by whom.
    pub signed: Option<(Instant, String)>,
}

impl Written {
    /// The text of a recorded letter.
    pub fn of(rules: &Rules, view: &DossierView, letter: &Letter) -> Self {
        Self {
            reason: reason(rules, view, letter),
            unit: letter.unit.clone(),
            new_date: letter.new_date,
            signed: letter.signed.clone(),
        }
    }
}

/// The reason in a letter. The program's own draft names a step: its sentence is put in Vietnamese,
/// the language of the letter.
pub(super) fn reason(rules: &Rules, view: &DossierView, letter: &Letter) -> String {
    let names = Names { rules, language: Language::Vietnamese };
    names.reason(&view.state, &letter.reason)
}

/// The letter that waits for its signature, or for being sent.
pub(super) fn pending(view: &DossierView) -> Option<&Letter> {
    view.state.letters.last().filter(|letter| letter.sent.is_none())
}

/// Whether a letter's reason is the program's own, which no officer wrote.
pub(super) fn is_machine_s(letter: &Letter) -> bool {
    letter.reason.starts_with(UNFINISHED)
}

/// The desk as a citizen finds it: its name, address and telephone.
pub(super) fn desk(context: &RequestContext, code: &str) -> String {
    desk_of(&context.names(), code)
}

/// The same outside a request.
pub(crate) fn desk_of(names: &Names<'_>, code: &str) -> String {
    let unit = names.rules.unit(code);
    let phone = unit.and_then(|unit| unit.phone.as_deref());
    let text =
        |phone: &str| messages::text(names.language, "desk-phone", &[("phone", phone.into())]);
    let parts = [
        Some(names.unit(code)).filter(|_| !code.is_empty()),
        unit.and_then(|unit| unit.address.clone()),
        phone.map(text),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The letter in words.
pub(super) fn text(
    context: &RequestContext,
    dossier: &VisibleDossier,
    applicant: Option<&str>,
    written: &Written,
) -> LetterText {
    let subject = Subject { view: &dossier.view, code: dossier.name(), desk: &dossier.row.desk };
    in_words(context.names(), &subject, (applicant, written), context.now())
}

/// The dossier that a letter is about, with its code and the code of its desk.
pub(crate) struct Subject<'a> {
    pub view: &'a DossierView,
    pub code: &'a str,
    pub desk: &'a str,
}

/// The same outside a request; while it is not signed, its day is that of the reading.
pub(crate) fn in_words(
    names: Names<'_>,
    Subject { view, code, desk }: &Subject<'_>,
    (applicant, written): (Option<&str>, &Written),
    now: Instant,
) -> LetterText {
    let state = &view.state;
    let agency = names.rules.agency.as_ref();
    let agency = agency.map(|agency| layout::name(agency, names.language)).unwrap_or_default();
    let signer = written.signed.as_ref().map(|(_, by)| {
        let title = names.rules.officer(by).map(|officer| officer.title.as_str());
        (title.unwrap_or_default(), names.officer(by))
    });
    let letter = ApologyLetter {
        rule_set: super::dossier::rule_set(view),
        agency: &agency,
        unit: &names.unit(&state.filing.unit),
        applicant,
        code,
        procedure: &names.procedure(&state.filing.procedure),
        received: state.received.unwrap_or_default(),
        due: state.due().unwrap_or_default(),
        reason: &written.reason,
        responsible: &names.unit(&written.unit),
        new_date: written.new_date,
        desk: &desk_of(&names, desk),
        on: written.signed.as_ref().map_or(now, |(at, _)| *at),
        signer: signer.as_ref().map(|(title, name)| (*title, name.as_str())),
        zone: &view.zone,
    };
    messages::apology_letter(names.language, &letter)
}

/// Signs the pending letter with the reason and the date that the signer wrote, which stand in the
/// draft's place, or with those of the draft. `confirmed`: the program's own reason holds.
///
/// # Errors
/// Those of a page; the inner failure says why the letter is not signed.
pub(super) fn sign(
    context: &RequestContext,
    dossier: &VisibleDossier,
    (reason, new_date, confirmed): (String, Option<Day>, bool),
    (key, seen): (Option<CommandKey>, u64),
    second_factor: SecondFactor,
) -> Result<Result<(), Failure>, Error> {
    let draft = pending(&dossier.view).ok_or(Error::Changed)?;
    // What was left as it stood is the draft's.
    let (reason, new_date) = (
        Some(reason).filter(|reason| !reason.is_empty() && *reason != draft.reason),
        new_date.filter(|date| Some(*date) != draft.new_date),
    );
    let submission = Submission {
        stream: dossier.stream.clone(),
        actor: context.actor(),
        command: Command::SignApology { reason, new_date, confirmed },
        at: context.now(),
        key,
        sealed: None,
    };
    let extras = Extras { seen: Some(seen), second_factor, ..Extras::default() };
    Ok(context.app().execute_with(submission, &extras).map(|_| ()))
}

#[derive(Template)]
#[template(path = "work/letter.html")]
struct LetterPage {
    layout: Layout,
    code: String,
    back: String,
    /// The progress of the letter, on the screen only.
    standing: String,
    withheld: bool,
    /// Its number and the year, and which version it is after a correction.
    number: Option<(u64, i16)>,
    version: Option<String>,
    letter: LetterText,
}

/// The sheet of the latest letter.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let dossier = visible_dossier(context)?;
    let latest =
        dossier.view.state.letters.last().filter(|_| dossier.view.state.phase != Phase::Absent);
    let latest = latest.ok_or_else(|| Error::NoDossier(context.code.clone()))?;
    let data = context.app().personal(&context.who(), &dossier, Purpose::Slip, context.now())?;
    let withheld = data.is_withheld();
    let applicant = data.given().and_then(|data| data.applicant).map(|person| person.name);
    let written = Written::of(&context.rules, &dossier.view, latest);
    let letter = text(context, &dossier, applicant.as_deref(), &written);
    let standing = match (&latest.signed, latest.sent) {
        (_, Some(_)) => "sent",
        (Some(_), None) if latest.queued.is_some() => "queued",
        (Some(_), None) => "signed",
        (None, None) => "drafted",
    };
    html(&LetterPage {
        layout: Layout::new(context, &letter.heading),
        code: context.code.clone(),
        back: context.dossier(&context.code, &dossier.row.register),
        standing: context.text(&format!("head-letter_{standing}")),
        number: papers::number(PaperKind::ApologyLetter, &dossier.view),
        version: papers::version_issued(context.names(), &dossier.view, PaperKind::ApologyLetter),
        withheld,
        letter,
    })
}
