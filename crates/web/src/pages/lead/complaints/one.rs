//! One complaint: what was written, where it stands, and for those who may answer the forms of the answer
//! and of the move to another unit.

use affairs::complaint::{Finding, Refusal};
use app::{Failure, VisibleComplaint};
use askama::Template;
use axum::http::StatusCode;

use super::{back, tag, units};
use crate::address::encode;
use crate::answer::{Answer, Error, html_with, see};
use crate::fields::{Choice, Fault, Field, Form, Kind};
use crate::layout::Layout;
use crate::request_context::RequestContext;
use crate::unshown;

/// Characters of the answer at most.
const TEXT_CHARS: usize = 4000;

#[derive(Template)]
#[template(path = "lead/complaint.html")]
struct Page {
    layout: Layout,
    heading: String,
    back: String,
    tag: (&'static str, String),
    facts: Vec<(String, String)>,
    dossier: (String, String),
    unshown: Option<String>,
    /// What the citizen wrote.
    text: String,
    moved: Vec<String>,
    answer: Option<String>,
    /// Why the reader cannot answer it.
    obstacle: Option<String>,
    action: String,
    token: String,
    key: String,
    faults: Vec<Fault>,
    fields: Vec<Field>,
    to_move: Vec<Field>,
}

impl Page {
    /// Whether the form of the move to another unit has faults.
    fn move_open(&self) -> bool {
        self.to_move.iter().any(|field| field.fault.is_some())
    }
}

/// The complaint of the address.
fn open(context: &RequestContext) -> Result<VisibleComplaint, Error> {
    let number = context.part.parse().map_err(|_| Error::NoPage)?;
    let name = (context.code.as_str(), number);
    let complaint = context.app().open_complaint(&context.who(), name, context.now())?;
    complaint.ok_or(Error::NoPage)
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let complaint = open(context)?;
    show(context, &complaint, StatusCode::OK, Vec::new())
}

fn answer_form(context: &RequestContext) -> Form {
    let finding = |finding: &Finding| {
        Choice::new(finding.code(), context.text(&format!("complaint-finding_{}", finding.code())))
    };
    let fields = vec![
        Field::of_key(context, Kind::Radio, "finding", "complaint-finding")
            .choices(Finding::ALL.iter().map(finding).collect())
            .fault_key("fault-finding"),
        Field::of_key(context, Kind::Long, "answer", "complaint-answer")
            .max_chars(TEXT_CHARS)
            .fault_key("fault-answer"),
    ];
    Form::new(context.zone(), fields)
}

fn move_form(context: &RequestContext, complaint: &VisibleComplaint) -> Form {
    let mut units = units(context);
    units.retain(|choice| choice.value != complaint.complaint.unit);
    let fields = vec![
        Field::of_key(context, Kind::Select, "unit", "complaint-to_unit")
            .choices(units)
            .fault_key("fault-unit"),
        Field::of_key(context, Kind::Long, "reason", "complaint-reason")
            .max_chars(TEXT_CHARS)
            .fault_key("fault-reason"),
    ];
    Form::new(context.zone(), fields)
}

fn show(
    context: &RequestContext,
    visible: &VisibleComplaint,
    status: StatusCode,
    faults: Vec<Fault>,
) -> Answer {
    let VisibleComplaint { dossier, view, complaint, text, obstacle } = visible;
    let names = context.names();
    let at = |at| messages::instant(context.language, at, &view.zone);
    let label = |key: &str| context.text(&format!("complaint-{key}"));
    let mut facts = vec![
        (label("made"), at(complaint.at)),
        (label("due"), at(complaint.due)),
        (label("way"), context.text(&format!("complaint-way_{}", complaint.way.code()))),
        (label("unit"), names.unit(&complaint.unit)),
    ];
    let against = complaint.against.as_deref().map(|officer| names.officer(officer));
    facts.extend(against.map(|officer| (label("against"), officer)));
    let holder = view.state.hold().map(|hold| names.officer(&hold.officer));
    facts.extend(holder.map(|officer| (context.text("list-holder"), officer)));
    if let Some(answer) = &complaint.answer {
        let finding = context.text(&format!("complaint-finding_{}", answer.finding.code()));
        facts
            .push((label("answered"), format!("{}, {}", at(answer.at), names.officer(&answer.by))));
        facts.push((label("finding"), finding));
    }
    let may = obstacle.is_none();
    let forms = [answer_form(context), move_form(context, visible)].map(|mut form| {
        if context.posted {
            form.fill(&context.form);
            form.mark(&faults);
        }
        if may { form.fields } else { Vec::new() }
    });
    let [fields, to_move] = forms;
    let unshown = unshown::note(context, text);
    let text = text.clone().given().unwrap_or_default();
    let heading = context.text(&format!("complaint-theme_{}", complaint.theme.code()));
    let page = Page {
        layout: Layout::new(context, &heading),
        heading,
        back: context.to("/complaints"),
        tag: tag(context, complaint),
        facts,
        dossier: (
            dossier.code.clone() + " · " + &names.procedure(&dossier.procedure),
            context.dossier(&dossier.code, &dossier.register),
        ),
        unshown,
        text: text.made,
        moved: text.moved,
        answer: text.answer,
        obstacle: obstacle
            .filter(|why| !matches!(why, Refusal::AlreadyAnswered(_)))
            .map(|why| refusal(context, why)),
        action: context.to(&path(visible)),
        token: context.token()?,
        key: context.random_text(),
        faults,
        fields,
        to_move,
    };
    html_with(status, &page)
}

fn path(complaint: &VisibleComplaint) -> String {
    format!("/complaints/{}/{}", encode(&complaint.dossier.code), complaint.complaint.number)
}

fn refusal(context: &RequestContext, why: Refusal) -> String {
    let zone = &context.rules.deadline_calendar().zone;
    let at = match why {
        Refusal::AlreadyAnswered(at) | Refusal::SameOpen(at) => {
            messages::instant(context.language, at, zone)
        }
        _ => String::new(),
    };
    let values = [("at", at.into()), ("desk", context.text("notice-desk").into())];
    let text = |part: &str| context.format(&format!("complaint-{part}_{}", why.code()), &values);
    format!("{} {}", text("refused"), text("instead"))
}

/// Takes the answer, or the move to another unit.
pub(crate) fn send(context: &RequestContext) -> Answer {
    let complaint = open(context)?;
    let moves = context.form.raw("act") == "move";
    let mut form = if moves { move_form(context, &complaint) } else { answer_form(context) };
    form.fill(&context.form);
    let faults = form.check(context);
    if !faults.is_empty() {
        return show(context, &complaint, StatusCode::UNPROCESSABLE_ENTITY, faults);
    }
    let (app, who, salt) = (context.app(), context.who(), context.random_text());
    let key = (context.command_key(context.form.raw("key")), context.now());
    let done = if moves {
        let text = (salt, form.text("reason"));
        app.move_complaint(&who, &complaint, &form.text("unit"), text, key)
    } else {
        let finding = Finding::of(&form.text("finding")).ok_or(Error::BadForm)?;
        app.answer_complaint(&who, &complaint, finding, (salt, form.text("answer")), key)
    };
    match done {
        Ok(()) | Err(Failure::AlreadyDone { .. }) => {
            see(&back(context, if moves { "moved" } else { "answered" })?)
        }
        Err(Failure::Complaint(why)) => {
            let faults = vec![Fault::new("", refusal(context, why))];
            // As it stands now, with the form that keeps what was typed.
            let obstacle = complaint.obstacle;
            let now = VisibleComplaint { obstacle, ..open(context)? };
            show(context, &now, StatusCode::CONFLICT, faults)
        }
        Err(failure) => Err(failure.into()),
    }
}
