//! Apology letters signed one by one or several at once: each stands whole on the page, with the reason
//! and the new date that its signer confirms or rewrites.

use app::{CommandKey, DossierRow, Pick, SecondFactor, VisibleDossier};
use askama::Template;
use axum::http::StatusCode;
use dossier::Action;
use messages::LetterText;

use super::Reach;
use super::lists::{HELD, letters, of_unit, owes_letter};
use crate::answer::{Answer, Error, html_with};
use crate::fields::{Fault, Field, Form, Kind};
use crate::layout::Layout;
use crate::pages::act::{key_text, new_date};
use crate::pages::batch;
use crate::pages::letter::{self, Written};
use crate::pages::several::{self, Response, Several};
use crate::pages::step_up;
use crate::request_context::RequestContext;

/// Letters of a page: as many as are read at one go.
const PAGE: usize = 20;

#[derive(Template)]
#[template(path = "lead/letters.html")]
struct LettersPage {
    layout: Layout,
    heading: String,
    action: String,
    back: String,
    token: String,
    key: String,
    done: Option<String>,
    /// The address of the page that sends signed letters, for readers who may send.
    sending: Option<String>,
    faults: Vec<Fault>,
    left: Vec<(String, String)>,
    withheld: bool,
    letters: Vec<Row>,
    all: String,
    more: Option<String>,
    step: Option<Field>,
}

/// A letter of the page.
struct Row {
    code: String,
    href: String,
    tick: String,
    ticked: bool,
    letter: LetterText,
    fields: Vec<Field>,
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let done = context.confirmation("done").parse().unwrap_or_default();
    show(context, StatusCode::OK, Response { done, ..Response::default() })
}

/// The dossiers whose letter the actor can sign now, the longest late first.
fn to_sign(context: &RequestContext, most: usize) -> Result<Several, Error> {
    let pick = Pick { limit: HELD, ..letters(context, "drafted") };
    let pick = match &Reach::of(context)?.unit {
        Some(unit) => of_unit(context, unit, pick),
        None => pick,
    };
    let rows = context.app().pick(&context.who(), &pick)?;
    let rows: Vec<DossierRow> = rows.into_iter().filter(owes_letter).collect();
    Several::open(context, &rows, Action::SignApology, most)
}

/// The code of the dossier whose letter is to be signed first.
pub(crate) fn first(context: &RequestContext) -> Result<Option<String>, Error> {
    Ok(to_sign(context, 1)?.dossiers.first().map(|dossier| dossier.name().to_owned()))
}

/// The reason and the date of one letter, as they are on record or were typed.
fn form(context: &RequestContext, dossier: &VisibleDossier) -> Form {
    let code = dossier.name();
    let draft = letter::pending(&dossier.view);
    // The program's sentence stands in the letter: the field is for the signer's own words.
    let own = draft.filter(|draft| !letter::is_machine_s(draft));
    let reason = own.map(|draft| letter::reason(&context.rules, &dossier.view, draft));
    let field =
        |kind, name: &str, key: &str| Field::of_key(context, kind, &format!("{name}.{code}"), key);
    let mut fields = vec![
        field(Kind::Long, "reason", "act-why_late").text(&reason.unwrap_or_default()).unmarked(),
    ];
    if !dossier.view.state.reappointed {
        let date = new_date(context, dossier).map(|day| day.to_string()).unwrap_or_default();
        fields.push(field(Kind::Day, "date", "act-new_date").text(&date));
    }
    let mut form = Form::new(&dossier.view.zone, fields);
    if context.posted && context.form.get(&format!("reason.{code}")).is_some() {
        form.fill(&context.form);
    }
    form
}

fn show(context: &RequestContext, status: StatusCode, response: Response) -> Answer {
    let several = to_sign(context, PAGE)?;
    let (names, withheld) = several.applicants(context)?;
    let letters: Vec<Row> = several
        .dossiers
        .iter()
        .zip(names)
        .filter_map(|(dossier, name)| row(context, dossier, name.as_deref(), &response.faults))
        .collect();
    let heading = context.text("letters-heading");
    let count = |key: &str, n: usize| context.format(key, &[("n", (n as i64).into())]);
    let sends = app::allow(&context.who(), app::Right::SendLetters).is_ok();
    let page = LettersPage {
        layout: Layout::new(context, &heading),
        heading,
        action: context.to("/head/letters"),
        back: context.to("/head"),
        token: context.token()?,
        key: context.random_text(),
        done: (response.done > 0).then(|| count("letters-done", response.done)),
        sending: sends.then(|| context.to("/letters")),
        step: (!letters.is_empty() && step_up::is_requested(context))
            .then(|| step_up::field(context, &response.faults)),
        faults: response.faults,
        left: response.left,
        withheld,
        all: count("letters-all", letters.len()),
        letters,
        more: (several.more > 0).then(|| count("letters-more", several.more)),
    };
    html_with(status, &page)
}

fn row(
    context: &RequestContext,
    dossier: &VisibleDossier,
    applicant: Option<&str>,
    faults: &[Fault],
) -> Option<Row> {
    let mut form = form(context, dossier);
    form.mark(faults);
    let on_record = Written::of(&context.rules, &dossier.view, letter::pending(&dossier.view)?);
    let code = dossier.name().to_owned();
    let written = Written {
        reason: form.filled(&format!("reason.{code}")).unwrap_or(on_record.reason.clone()),
        new_date: form.day(&format!("date.{code}")),
        signed: Some((context.now(), context.actor().id)),
        ..on_record
    };
    let tick = several::tick(dossier);
    Some(Row {
        letter: letter::text(context, dossier, applicant, &written),
        href: context.dossier(&code, &dossier.row.register),
        ticked: several::is_ticked(context, &tick),
        fields: form.fields,
        tick,
        code,
    })
}

/// Signs the ticked letters.
pub(crate) fn sign(context: &RequestContext) -> Answer {
    if several::ticks_all(context) {
        return show(context, StatusCode::OK, Response::default());
    }
    let several = to_sign(context, PAGE)?;
    let versions = batch::ticked(context, several::TICK)?;
    let mut faults = Vec::new();
    if versions.is_empty() {
        faults.push(Fault::new("letters", context.text("letters-none_ticked")));
    }
    for dossier in versions.keys().filter_map(|code| several.find(code)) {
        faults.extend(form(context, dossier).check(context));
    }
    let mut second_factor = context.second_factor();
    if faults.is_empty() {
        second_factor = step_up::take_or_fault(context, &mut faults)?;
    }
    let one = |code: &str, seen| sign_one(context, code, seen, second_factor);
    several::answer(context, "/head/letters", (&versions, faults), one, show)
}

/// Signs one, or returns the reason why not.
fn sign_one(
    context: &RequestContext,
    code: &str,
    seen: u64,
    second_factor: SecondFactor,
) -> Result<Result<(), String>, Error> {
    let visible = context.app().open_dossier(&context.who(), code, None, context.now())?;
    let Some(dossier) = visible else { return Ok(Err(context.text("batch-gone"))) };
    let form = form(context, &dossier);
    let key = key_text(context, &dossier.stream, Action::SignApology, context.form.raw("key"));
    // The tick says that the reason was read and is confirmed.
    let written = (form.text(&format!("reason.{code}")), form.day(&format!("date.{code}")), true);
    let date = form.raw(&format!("date.{code}"));
    let key = key.map(|key| CommandKey::new(key, &[&written.0, date]));
    if letter::pending(&dossier.view).is_none() {
        return Ok(Err(context.text("batch-gone")));
    }
    let outcome = letter::sign(context, &dossier, written, (key, seen), second_factor)?;
    batch::ended(context, &dossier, outcome)
}
