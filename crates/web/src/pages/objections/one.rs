//! One objection: the part, the reason, and for an officer who may decide the form of the decision.

use affairs::objection::{Finding, Refusal};
use app::{Failure, VisibleObjection};
use askama::Template;
use axum::http::StatusCode;

use super::{TEXT_CHARS, back, href, refusal, span, tag};
use crate::answer::{Answer, Error, html_with, see};
use crate::fields::{Choice, Fault, Field, Form, Kind};
use crate::layout::Layout;
use crate::request_context::RequestContext;
use crate::unshown;

#[derive(Template)]
#[template(path = "responsibility/objection.html")]
struct Page {
    layout: Layout,
    heading: String,
    back: String,
    tag: (&'static str, String),
    facts: Vec<(String, String)>,
    dossier: (String, String),
    /// Every part of the dossier's lateness: step, officer, minutes.
    parts: Vec<(String, String, String)>,
    unshown: Option<String>,
    raised: String,
    decided: Option<String>,
    /// Why the reader cannot decide.
    obstacle: Option<String>,
    action: String,
    token: String,
    key: String,
    faults: Vec<Fault>,
    fields: Vec<Field>,
}

fn open(context: &RequestContext) -> Result<VisibleObjection, Error> {
    let number = context.part.parse().map_err(|_| Error::NoPage)?;
    let name = (context.code.as_str(), number);
    let objection = context.app().open_objection(&context.who(), name, context.now())?;
    objection.ok_or(Error::NoPage)
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let objection = open(context)?;
    show(context, &objection, StatusCode::OK, Vec::new())
}

fn form(context: &RequestContext) -> Form {
    let finding = |finding: &Finding| {
        Choice::new(finding.code(), context.text(&format!("objection-finding_{}", finding.code())))
    };
    let fields = vec![
        Field::of_key(context, Kind::Radio, "finding", "complaint-finding")
            .choices(Finding::ALL.iter().map(finding).collect())
            .fault_key("fault-finding"),
        Field::of_key(context, Kind::Long, "reason", "objection-decision_reason")
            .max_chars(TEXT_CHARS)
            .fault_key("fault-reason"),
    ];
    Form::new(context.zone(), fields)
}

fn facts(context: &RequestContext, visible: &VisibleObjection) -> Vec<(String, String)> {
    let VisibleObjection { view, objection, .. } = visible;
    let names = context.names();
    let at = |at| messages::instant(context.language, at, &view.zone);
    let mut facts = vec![
        ("objection-officer", names.officer(&objection.officer)),
        ("word-step", names.step(&view.state, &objection.step)),
        ("objection-part", span(context, objection.minutes)),
        ("objection-raised", at(objection.at)),
        ("objection-unit", names.unit(&objection.unit)),
    ];
    if let Some(decided) = &objection.decided {
        let by = format!("{}, {}", names.officer(&decided.by), at(decided.at));
        facts.push(("objection-decided", by));
    }
    facts.into_iter().map(|(key, value)| (context.text(key), value)).collect()
}

fn show(
    context: &RequestContext,
    visible: &VisibleObjection,
    status: StatusCode,
    faults: Vec<Fault>,
) -> Answer {
    let VisibleObjection { dossier, view, objection, text, obstacle } = visible;
    let names = context.names();
    let mut form = form(context);
    if context.posted {
        form.fill(&context.form);
        form.mark(&faults);
    }
    let part = |(step, officer, minutes): &(String, String, i64)| {
        (names.step(&view.state, step), names.officer(officer), span(context, *minutes))
    };
    let unshown = unshown::note(context, text);
    let text = text.clone().given().unwrap_or_default();
    let heading = context.text("objection-heading");
    let page = Page {
        layout: Layout::new(context, &heading),
        heading,
        back: context.to("/objections"),
        tag: tag(context, objection),
        facts: facts(context, visible),
        dossier: (
            dossier.code.clone() + " · " + &names.procedure(&dossier.procedure),
            context.dossier(&dossier.code, &dossier.register),
        ),
        parts: view.snapshot.lateness.by_holder.iter().map(part).collect(),
        unshown,
        raised: text.raised,
        decided: text.decided,
        obstacle: obstacle
            .filter(|why| !matches!(why, Refusal::AlreadyDecided(_) | Refusal::OwnObjection))
            .map(|why| refusal(context, why)),
        action: href(context, &dossier.code, objection.number),
        token: context.token()?,
        key: context.random_text(),
        faults,
        fields: if obstacle.is_none() { form.fields } else { Vec::new() },
    };
    html_with(status, &page)
}

/// Takes the decision.
pub(crate) fn send(context: &RequestContext) -> Answer {
    let objection = open(context)?;
    let mut form = form(context);
    form.fill(&context.form);
    let faults = form.check(context);
    if !faults.is_empty() {
        return show(context, &objection, StatusCode::UNPROCESSABLE_ENTITY, faults);
    }
    let finding = Finding::of(&form.text("finding")).ok_or(Error::BadForm)?;
    let (app, who, salt) = (context.app(), context.who(), context.random_text());
    let key = (context.command_key(context.form.raw("key")), context.now());
    match app.decide_objection(&who, &objection, finding, (salt, form.text("reason")), key) {
        Ok(()) | Err(Failure::AlreadyDone { .. }) => see(&back(context)),
        Err(Failure::Objection(why)) => {
            let faults = vec![Fault::new("", refusal(context, why))];
            show(context, &objection, StatusCode::CONFLICT, faults)
        }
        Err(failure) => Err(failure.into()),
    }
}
