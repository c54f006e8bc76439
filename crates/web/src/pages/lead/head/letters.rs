//! Apology letters signed one by one or several at once: each stands whole on the page, with the reason
//! and the new date that its signer confirms or rewrites.

use std::collections::BTreeMap;

use app::{CommandKey, DossierRow, Failure, Pick, Purpose, SecondFactor, Shown, VisibleDossier};
use askama::Template;
use axum::http::StatusCode;
use dossier::Action;
use messages::LetterText;

use super::Reach;
use super::lists::{HELD, letters, of_unit, owes_letter};
use crate::address::Params;
use crate::answer::{Answer, Error, html_with, see};
use crate::fields::{Fault, Field, Form, Kind};
use crate::layout::Layout;
use crate::pages::act::{key_text, new_date};
use crate::pages::batch::{self, Batch};
use crate::pages::letter::{self, Written};
use crate::pages::step_up;
use crate::request_context::RequestContext;

/// The button that ticks every letter of the page.
const TICK_ALL: &str = "tick_all";
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
    /// What the tick sends: the version that was read, and the code.
    value: String,
    ticked: bool,
    letter: LetterText,
    fields: Vec<Field>,
}

/// What became of a form.
#[derive(Default)]
struct Response {
    done: usize,
    faults: Vec<Fault>,
    left: Vec<(String, String)>,
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let done = context.confirmation("done").parse().unwrap_or_default();
    show(context, StatusCode::OK, Response { done, ..Response::default() })
}

/// The dossiers whose letter the actor can sign now, the longest late first, and how many more there
/// are.
fn to_sign(context: &RequestContext) -> Result<(Vec<VisibleDossier>, usize), Error> {
    let (app, who, now) = (context.app(), context.who(), context.now());
    let pick = Pick { limit: HELD, ..letters(context, "drafted") };
    let pick = match &Reach::of(context)?.unit {
        Some(unit) => of_unit(context, unit, pick),
        None => pick,
    };
    let rows: Vec<DossierRow> = app.pick(&who, &pick)?.into_iter().filter(owes_letter).collect();
    let mut opened = Vec::new();
    for row in rows.iter().take(PAGE) {
        let dossier = app.open_stream(&who, &row.stream, now)?;
        opened.extend(dossier.filter(|dossier| dossier.actions.contains(&Action::SignApology)));
    }
    Ok((opened, rows.len().saturating_sub(PAGE)))
}

/// The reason and the date of one letter, as they are on record or were typed.
fn form(context: &RequestContext, opened: &VisibleDossier) -> Form {
    let code = opened.name();
    let draft = letter::pending(&opened.view);
    // The program's sentence stands in the letter: the field is for the signer's own words.
    let own = draft.filter(|draft| !letter::is_machine_s(draft));
    let reason = own.map(|draft| letter::reason(context, &opened.view, draft));
    let field =
        |kind, name: &str, key: &str| Field::of_key(context, kind, &format!("{name}.{code}"), key);
    let mut fields = vec![
        field(Kind::Long, "reason", "act-why_late").text(&reason.unwrap_or_default()).unmarked(),
    ];
    if !opened.view.state.reappointed {
        let date = new_date(context, opened).map(|day| day.to_string()).unwrap_or_default();
        fields.push(field(Kind::Day, "date", "act-new_date").text(&date));
    }
    let mut form = Form::new(&opened.view.zone, fields);
    if context.posted && context.form.get(&format!("reason.{code}")).is_some() {
        form.fill(&context.form);
    }
    form
}

fn show(context: &RequestContext, status: StatusCode, response: Response) -> Answer {
    let (opened, more) = to_sign(context)?;
    let rows: Vec<DossierRow> = opened.iter().map(|dossier| dossier.row.clone()).collect();
    let (app, now) = (context.app(), context.now());
    let names = app.applicants(&context.who(), &rows, Purpose::Act, now)?;
    let withheld = names.is_withheld();
    let names = match names {
        Shown::Given(names) => names,
        Shown::Withheld | Shown::NotPermitted => vec![None; opened.len()],
    };
    let all = context.posted && context.form.raw("act") == TICK_ALL;
    let ticked: Vec<&str> = context.form.all(if all { "shown" } else { "letter" }).collect();
    let signer = (now, context.actor().id);
    let letters: Vec<Row> = opened
        .iter()
        .zip(names)
        .filter_map(|(dossier, applicant)| {
            let mut form = form(context, dossier);
            form.mark(&response.faults);
            let on_record = Written::of(context, &dossier.view, letter::pending(&dossier.view)?);
            let code = dossier.name().to_owned();
            let written = Written {
                reason: form.filled(&format!("reason.{code}")).unwrap_or(on_record.reason.clone()),
                new_date: form.day(&format!("date.{code}")),
                signed: Some(signer.clone()),
                ..on_record
            };
            let name = applicant.as_ref().map(|applicant| applicant.name.as_str());
            let value = format!("{}~{code}", dossier.version);
            Some(Row {
                letter: letter::text(context, dossier, name, &written),
                href: context.dossier(&code, &dossier.row.register),
                ticked: ticked.contains(&value.as_str()),
                fields: form.fields,
                value,
                code,
            })
        })
        .collect();
    let heading = context.text("letters-heading");
    let count = |key: &str, n: usize| context.format(key, &[("n", (n as i64).into())]);
    let page = LettersPage {
        layout: Layout::new(context, &heading),
        heading,
        action: context.to("/head/letters"),
        back: context.to("/head"),
        token: context.token()?,
        key: context.random_text(),
        done: (response.done > 0).then(|| count("letters-done", response.done)),
        step: (!letters.is_empty() && step_up::asked(context))
            .then(|| step_up::field(context, &response.faults)),
        faults: response.faults,
        left: response.left,
        withheld,
        all: count("letters-all", letters.len()),
        letters,
        more: (more > 0).then(|| count("letters-more", more)),
    };
    html_with(status, &page)
}

/// Signs the ticked letters.
pub(crate) fn sign(context: &RequestContext) -> Answer {
    let (opened, _) = to_sign(context)?;
    if context.form.raw("act") == TICK_ALL {
        return show(context, StatusCode::OK, Response::default());
    }
    let versions: BTreeMap<&str, u64> = context
        .form
        .all("letter")
        .map(|value| value.split_once('~').and_then(|(v, code)| Some((code, v.parse().ok()?))))
        .collect::<Option<_>>()
        .ok_or(Error::BadForm)?;
    let mut faults = Vec::new();
    if versions.is_empty() {
        faults.push(Fault::new("letters", context.text("letters-none_ticked")));
    }
    for dossier in opened.iter().filter(|dossier| versions.contains_key(dossier.name())) {
        faults.extend(form(context, dossier).check(context));
    }
    let mut second_factor = context.second_factor();
    if faults.is_empty() {
        match step_up::take(context)? {
            Ok(shown) => second_factor = shown,
            Err(message) => faults.push(Fault::new(step_up::FIELD, message)),
        }
    }
    if !faults.is_empty() {
        let response = Response { faults, ..Response::default() };
        return show(context, StatusCode::UNPROCESSABLE_ENTITY, response);
    }
    let one = |code: &str| {
        let dossier = opened.iter().find(|dossier| dossier.name() == code);
        sign_one(context, dossier, versions[code], second_factor)
    };
    let Batch { done, left } = batch::run(context, versions.keys().copied(), one)?;
    if left.is_empty() {
        let params = Params::default().with("done", &done.to_string());
        return see(&context.confirmed("/head/letters", &params));
    }
    show(context, StatusCode::CONFLICT, Response { done, left, ..Response::default() })
}

/// Signs one, or returns the reason why not.
fn sign_one(
    context: &RequestContext,
    dossier: Option<&VisibleDossier>,
    seen: u64,
    second_factor: SecondFactor,
) -> Result<Result<(), String>, Error> {
    let Some(dossier) = dossier else { return Ok(Err(context.text("letters-gone"))) };
    let (form, code) = (form(context, dossier), dossier.name());
    let key = key_text(context, &dossier.stream, Action::SignApology, context.form.raw("key"));
    // The tick says that the reason was read and is confirmed.
    let written = (form.text(&format!("reason.{code}")), form.day(&format!("date.{code}")), true);
    let date = form.raw(&format!("date.{code}"));
    let key = key.map(|key| CommandKey::new(key, &[&written.0, date]));
    match letter::sign(context, dossier, written, (key, seen), second_factor)? {
        Ok(()) | Err(Failure::AlreadyDone { .. }) => Ok(Ok(())),
        Err(Failure::Changed { .. }) => Ok(Err(context.text("letters-changed"))),
        Err(Failure::Refused(refusal)) => {
            let view = &dossier.view;
            let rule_set = context.rule_set(view.state.received);
            Ok(Err(messages::refusal(context.language, rule_set, &refusal, &view.zone)))
        }
        Err(failure) => Err(failure.into()),
    }
}
