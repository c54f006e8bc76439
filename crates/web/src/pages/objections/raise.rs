//! The form of an objection: the parts of a dossier's lateness that are put on the officer, one of them
//! chosen, and the reason.

use app::{Failure, OwnParts};
use askama::Template;
use axum::http::StatusCode;

use super::{ObjectionMark, TEXT_CHARS, raise_href, refusal, span};
use crate::address::Params;
use crate::answer::{Answer, Error, html_with, see};
use crate::fields::{Choice, Fault, Field, Form, Kind};
use crate::layout::Layout;
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "responsibility/raise.html")]
struct Page {
    layout: Layout,
    heading: String,
    code: String,
    dossier: String,
    procedure: String,
    done: Option<String>,
    /// (step, part, what stands next to it).
    parts: Vec<(String, String, ObjectionMark)>,
    /// Why there is nothing to object to.
    obstacle: Option<String>,
    action: String,
    token: String,
    key: String,
    faults: Vec<Fault>,
    fields: Vec<Field>,
}

fn open(context: &RequestContext) -> Result<OwnParts, Error> {
    let about = context.app().own_parts(&context.who(), &context.code, context.now())?;
    about.ok_or_else(|| Error::NoDossier(context.code.clone()))
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let about = open(context)?;
    show(context, &about, StatusCode::OK, Vec::new())
}

/// The parts to which no objection was raised: of others the aggregate says whether they can be.
fn form(context: &RequestContext, about: &OwnParts) -> Form {
    let me = context.actor().id;
    let is_raised = |step: &str, minutes: i64| {
        let is_raised = about.objections.about(&me, step);
        is_raised
            .is_some_and(|objection| objection.decided.is_none() || objection.minutes == minutes)
    };
    let parts = about.parts.iter().filter(|(step, minutes)| !is_raised(step, *minutes));
    let choice = |(step, minutes): &(String, i64)| {
        let name = context.names().step(&about.view.state, step);
        Choice::new(step, format!("{name}: {}", span(context, *minutes)))
    };
    let choices: Vec<Choice> = parts.map(choice).collect();
    if choices.is_empty() || about.view.state.finished.is_none() {
        return Form::new(context.zone(), Vec::new());
    }
    let only = (choices.len() == 1).then(|| choices[0].value.clone());
    let mut step = Field::of_key(context, Kind::Radio, "step", "objection-part").choices(choices);
    only.iter().for_each(|only| step.set(only));
    let reason = Field::of_key(context, Kind::Long, "reason", "objection-reason")
        .max_chars(TEXT_CHARS)
        .fault_key("fault-reason");
    Form::new(context.zone(), vec![step, reason])
}

fn show(
    context: &RequestContext,
    about: &OwnParts,
    status: StatusCode,
    faults: Vec<Fault>,
) -> Answer {
    let (names, state, me) = (context.names(), &about.view.state, context.actor().id);
    let mut form = form(context, about);
    if context.posted {
        form.fill(&context.form);
        form.mark(&faults);
    }
    let code = &about.dossier.code;
    let part = |(step, minutes): &(String, i64)| {
        // The form stands below: no link to it is needed.
        let raised = about.objections.about(&me, step).map(|_| code.as_str());
        let objection_mark = ObjectionMark::new(context, &about.objections, (step, &me), raised);
        (names.step(state, step), span(context, *minutes), objection_mark)
    };
    let obstacle = match () {
        () if state.finished.is_none() => Some("not_finished"),
        () if about.parts.is_empty() => Some("not_yours"),
        () => None,
    };
    let heading = context.text("objection-heading");
    let page = Page {
        layout: Layout::new(context, &heading),
        heading,
        code: code.clone(),
        dossier: context.dossier(code, &about.dossier.register),
        procedure: names.procedure(&about.dossier.procedure),
        done: (context.confirmation("done") == "raised")
            .then(|| context.text("objections-done_raised")),
        parts: about.parts.iter().map(part).collect(),
        obstacle: obstacle.map(|why| context.text(&format!("objection-refused_{why}"))),
        action: raise_href(context, code),
        token: context.token()?,
        key: context.random_text(),
        faults,
        fields: form.fields,
    };
    html_with(status, &page)
}

/// Takes the objection.
pub(crate) fn send(context: &RequestContext) -> Answer {
    let about = open(context)?;
    let mut form = form(context, &about);
    form.fill(&context.form);
    let faults = form.check(context);
    if !faults.is_empty() {
        return show(context, &about, StatusCode::UNPROCESSABLE_ENTITY, faults);
    }
    // A step that is offered no more is refused by the aggregate, with the reason.
    let step = context.form.raw("step");
    let (app, salt) = (context.app(), context.random_text());
    let key = (context.command_key(context.form.raw("key")), context.now());
    let reason = context.form.raw("reason").trim().to_owned();
    match app.raise_objection(&context.who(), &about, step, (salt, reason), key) {
        Ok(()) | Err(Failure::AlreadyDone { .. }) => {
            let path =
                format!("/dossier/{}/objection", crate::address::encode(&about.dossier.code));
            see(&context.confirmed(&path, &Params::default().with("done", "raised")))
        }
        Err(Failure::Objection(why)) => {
            let faults = vec![Fault::new("", refusal(context, why))];
            show(context, &about, StatusCode::CONFLICT, faults)
        }
        Err(failure) => Err(failure.into()),
    }
}
