//! Signed apology letters that are to be sent to the applicants: printed together, handed over or posted, which
//! an officer puts on record here for several at once, or delivered by the program. Signs nothing.

use app::{CommandKey, DossierRow, Extras, Pick, Right, Submission, VisibleDossier, allow};
use askama::Template;
use axum::http::StatusCode;
use dossier::event::LetterWay;
use dossier::{Action, Actor, Command, Role, Sending};
use messages::LetterText;

use crate::answer::{Answer, Error, html_with};
use crate::fields::{Choice, Fault, Field, Form, Kind};
use crate::layout::Layout;
use crate::navigation::MOST;
use crate::pages::act::key_text;
use crate::pages::batch;
use crate::pages::lead::head;
use crate::pages::letter::{self, Written};
use crate::pages::several::{self, Response, Several};
use crate::request_context::RequestContext;

/// Letters of a page.
const PAGE: usize = 20;
/// The field of the way of sending.
const WAY: &str = "way";

#[derive(Template)]
#[template(path = "work/letters.html")]
struct LettersPage {
    layout: Layout,
    heading: String,
    action: String,
    token: String,
    key: String,
    done: Option<String>,
    faults: Vec<Fault>,
    left: Vec<(String, String)>,
    withheld: bool,
    letters: Vec<Row>,
    all: String,
    more: Option<String>,
    way: Option<Field>,
    /// Letters that are to be signed, for those who sign.
    signing: Option<String>,
}

/// A letter of the page.
struct Row {
    code: String,
    href: String,
    tick: String,
    ticked: bool,
    applicant: String,
    signed: String,
    new_date: String,
    /// Since when it waits to be delivered.
    waits: Option<String>,
    tracking: Field,
    letter: LetterText,
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let done = context.confirmation("done").parse().unwrap_or_default();
    show(context, StatusCode::OK, Response { done, ..Response::default() })
}

/// The rows of dossiers whose letter is signed and not sent: of the desk those that it received, of a
/// head those that the unit answers for.
fn rows(context: &RequestContext, limit: usize) -> Result<Vec<DossierRow>, Error> {
    let (pick, actor) = (head::signed_letters(context), context.actor());
    let pick = match actor.role {
        Role::DeskOfficer => Pick { desk: Some(actor.unit), ..pick },
        _ => Pick { unit: Some(actor.unit), ..pick },
    };
    let rows = context.app().pick(&context.who(), &Pick { limit, ..pick })?;
    Ok(rows.into_iter().filter(head::owes_letter).collect())
}

/// The number of letters that wait to be sent, at most the navigation's limit.
pub(crate) fn waiting_count(context: &RequestContext) -> Result<u64, Error> {
    Ok(rows(context, MOST)?.len() as u64)
}

fn to_send(context: &RequestContext, most: usize) -> Result<Several, Error> {
    Several::open(context, &rows(context, head::HELD)?, Action::SendApology, most)
}

/// The code of the dossier whose letter is to be sent first.
pub(crate) fn first(context: &RequestContext) -> Result<Option<String>, Error> {
    Ok(to_send(context, 1)?.dossiers.first().map(|dossier| dossier.name().to_owned()))
}

/// The form of the way of sending, for the ticked letters.
fn way(context: &RequestContext) -> Field {
    let ways = LetterWay::ALL.into_iter();
    let ways = ways.filter(|way| *way != LetterWay::Electronic || context.app().sends_notices());
    let choice =
        |way: LetterWay| Choice::new(way.code(), context.text(&format!("act-way_{}", way.code())));
    Field::of_key(context, Kind::Radio, WAY, "sending-way").choices(ways.map(choice).collect())
}

/// The number of an item of post, asked for where the letter is ticked and posted.
fn tracking(context: &RequestContext, dossier: &VisibleDossier, posted: bool) -> Field {
    let name = format!("tracking.{}", dossier.name());
    let field = Field::of_key(context, Kind::Line, &name, "sending-tracking")
        .fault_key("sending-no_tracking")
        .max_chars(60);
    if posted { field } else { field.optional() }
}

/// The way, and the numbers of the ticked letters.
fn form(context: &RequestContext, ticked: &[&VisibleDossier]) -> Form {
    let posted = context.form.raw(WAY) == LetterWay::Post.code();
    let numbers = ticked.iter().map(|dossier| tracking(context, dossier, posted));
    let fields = std::iter::once(way(context)).chain(numbers).collect();
    let mut form = Form::new(context.zone(), fields);
    form.fill(&context.form);
    form
}

fn show(context: &RequestContext, status: StatusCode, response: Response) -> Answer {
    let several = to_send(context, PAGE)?;
    let (names, withheld) = several.applicants(context)?;
    let shown: Vec<&VisibleDossier> = several.dossiers.iter().collect();
    let mut form = form(context, &shown);
    form.mark(&response.faults);
    let letters: Vec<Row> = several
        .dossiers
        .iter()
        .zip(names)
        .filter_map(|(dossier, name)| row(context, dossier, name, &form))
        .collect();
    let heading = context.text("sending-heading");
    let count = |key: &str, n: usize| context.format(key, &[("n", (n as i64).into())]);
    let signs = allow(&context.who(), Right::Lead).is_ok();
    let page = LettersPage {
        layout: Layout::new(context, &heading),
        heading,
        action: context.to("/letters"),
        token: context.token()?,
        key: context.random_text(),
        done: (response.done > 0).then(|| count("sending-done", response.done)),
        faults: response.faults,
        left: response.left,
        withheld,
        all: count("letters-all", letters.len()),
        letters,
        more: (several.more > 0).then(|| count("sending-more", several.more)),
        way: form.get(WAY).cloned(),
        signing: signs.then(|| context.to("/head/letters")),
    };
    html_with(status, &page)
}

fn row(
    context: &RequestContext,
    dossier: &VisibleDossier,
    applicant: Option<String>,
    form: &Form,
) -> Option<Row> {
    let pending = letter::pending(&dossier.view)?;
    let (zone, code) = (&dossier.view.zone, dossier.name().to_owned());
    let instant = |at| messages::instant(context.language, at, zone);
    let written = Written::of(&context.rules, &dossier.view, pending);
    let tick = several::tick(dossier);
    Some(Row {
        letter: letter::text(context, dossier, applicant.as_deref(), &written),
        applicant: applicant.unwrap_or_default(),
        signed: pending.signed.as_ref().map(|(at, _)| instant(*at)).unwrap_or_default(),
        new_date: pending
            .new_date
            .map(|day| messages::day_of(context.language, day))
            .unwrap_or_default(),
        waits: pending.queued.as_ref().map(|(since, _)| instant(*since)),
        tracking: form.get(&format!("tracking.{code}"))?.clone(),
        href: context.dossier(&code, &dossier.row.register),
        ticked: several::is_ticked(context, &tick),
        tick,
        code,
    })
}

/// Sends the ticked letters, or puts on record that they were sent.
pub(crate) fn send(context: &RequestContext) -> Answer {
    if several::ticks_all(context) {
        return show(context, StatusCode::OK, Response::default());
    }
    let versions = batch::ticked(context, several::TICK)?;
    let several = to_send(context, PAGE)?;
    let ticked: Vec<&VisibleDossier> =
        versions.keys().filter_map(|code| several.find(code)).collect();
    let mut faults = form(context, &ticked).check(context);
    if versions.is_empty() {
        faults.insert(0, Fault::new("letters", context.text("letters-none_ticked")));
    }
    let actor = context.actor();
    let one = |code: &str, seen| send_one(context, &actor, code, seen);
    several::answer(context, "/letters", (&versions, faults), one, show)
}

/// Sends one, or returns the reason why not.
fn send_one(
    context: &RequestContext,
    actor: &Actor,
    code: &str,
    seen: u64,
) -> Result<Result<(), String>, Error> {
    let visible = context.app().open_dossier(&context.who(), code, None, context.now())?;
    let Some(dossier) = visible else { return Ok(Err(context.text("batch-gone"))) };
    let form = form(context, &[&dossier]);
    let (way, tracking) = (form.text(WAY), form.text(&format!("tracking.{code}")));
    let sending = match LetterWay::ALL.into_iter().find(|candidate| candidate.code() == way) {
        Some(LetterWay::InPerson) => Sending::InPerson,
        Some(LetterWay::Post) => Sending::Post { tracking: tracking.clone() },
        Some(LetterWay::Electronic) => Sending::Electronic,
        None => return Err(Error::BadForm),
    };
    let action = Action::SendApology;
    let key = key_text(context, &dossier.stream, action, context.form.raw("key"));
    let submission = Submission {
        stream: dossier.stream.clone(),
        actor: actor.clone(),
        command: Command::SendApology(Some(sending)),
        at: context.now(),
        key: key.map(|key| CommandKey::new(key, &[&way, &tracking])),
        sealed: None,
    };
    let extras = Extras { seen: Some(seen), ..Extras::default() };
    batch::ended(context, &dossier, context.app().execute_with(submission, &extras))
}
