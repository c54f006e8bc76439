//! One dossier whole, for the inspector: who read it, and everything as a file, which itself is a
//! read that is written down.

use app::VisibleDossier;
use askama::Template;
use axum::http::StatusCode;
use calendar::Instant;

use crate::address::encode;
use crate::answer::{Answer, Error, html, html_with, json_file};
use crate::fields::{Fault, Field, Form, Kind};
use crate::layout::Layout;
use crate::pages::{reads, step_up};
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "lead/export.html")]
struct ExportPage {
    layout: Layout,
    heading: String,
    action: String,
    dossier: String,
    reads: String,
    token: String,
    faults: Vec<Fault>,
    fields: Vec<Field>,
}

#[derive(Template)]
#[template(path = "lead/reads.html")]
struct ReadsPage {
    layout: Layout,
    heading: String,
    dossier: String,
    rows: Vec<[String; 4]>,
    /// Earlier ones, where there are more than are shown.
    more: Option<String>,
}

/// Characters of the reason for an export at most.
const REASON_CHARS: usize = 300;
/// Reads shown.
const SHOWN: usize = 200;

fn visible_dossier(context: &RequestContext) -> Result<VisibleDossier, Error> {
    let register = context.params.get("register");
    let dossier =
        context.app().open_dossier(&context.who(), &context.code, register, context.now())?;
    dossier.ok_or_else(|| Error::NoDossier(context.code.clone()))
}

fn path(context: &RequestContext, suffix: &str) -> String {
    let path = format!("/dossier/{}{suffix}", encode(&context.code));
    context.link(&path, &context.params.only(&["register"]))
}

/// The form that asks for the file.
pub(crate) fn page(context: &RequestContext) -> Answer {
    visible_dossier(context)?;
    show(context, StatusCode::OK, Vec::new())
}

fn show(context: &RequestContext, status: StatusCode, faults: Vec<Fault>) -> Answer {
    let mut form = form(context);
    form.mark(&faults);
    let heading = context.format("export-heading", &[("code", (&context.code).into())]);
    let page = ExportPage {
        layout: Layout::new(context, &heading),
        heading,
        action: path(context, "/export"),
        dossier: path(context, ""),
        reads: path(context, "/reads"),
        token: context.token()?,
        faults,
        fields: form.fields,
    };
    html_with(status, &page)
}

/// The reason, and the second factor where the session has not shown it lately.
fn form(context: &RequestContext) -> Form {
    let reason = Field::of_key(context, Kind::Line, "reason", "export-reason")
        .max_chars(REASON_CHARS)
        .fault_key("export-reason_missing");
    let mut form = Form::new(context.zone(), vec![reason]);
    form.fill(&context.form);
    if step_up::is_requested(context) {
        form.fields.push(step_up::field(context, &[]));
    }
    form
}

/// Gives the file.
pub(crate) fn file(context: &RequestContext) -> Answer {
    let dossier = visible_dossier(context)?;
    let mut faults = form(context).check(context);
    // The second factor is checked last, so that no code is used up by a form that has other faults.
    faults.retain(|fault| fault.field != step_up::FIELD);
    if !faults.is_empty() {
        return show(context, StatusCode::UNPROCESSABLE_ENTITY, faults);
    }
    let reason = form(context).text("reason");
    let second_factor = match step_up::take(context)? {
        Ok(second_factor) => second_factor,
        Err(fault) => return show(context, StatusCode::UNPROCESSABLE_ENTITY, vec![fault]),
    };
    let (app, now) = (context.app(), context.now());
    let file = app.export((&context.who(), second_factor), &dossier.stream, &reason, now)?;
    let body = file.to_json(&context.code, &context.actor().id, now);
    json_file(&context.code, body)
}

/// The page of the reads of a dossier, the latest first.
pub(crate) fn reads(context: &RequestContext) -> Answer {
    let dossier = visible_dossier(context)?;
    let reads = context.app().reads_of(&dossier, SHOWN + 1)?;
    let zone = &context.rules.deadline_calendar().zone;
    let rows = reads.iter().take(SHOWN).map(|read| {
        let unit = context.rules.officer(&read.actor).map(|officer| officer.unit.as_str());
        [
            messages::instant(context.language, Instant(read.at), zone),
            context.names().officer(&read.actor),
            context.names().unit(unit.unwrap_or_default()),
            reads::what(context.names(), read),
        ]
    });
    let heading = context.format("reads-heading", &[("code", (&context.code).into())]);
    html(&ReadsPage {
        layout: Layout::new(context, &heading),
        heading,
        dossier: path(context, ""),
        rows: rows.collect(),
        more: (reads.len() > SHOWN).then(|| context.text("reads-more")),
    })
}
