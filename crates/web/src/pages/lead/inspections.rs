//! Inspection visits: the list of those that concern the officer, with the form that records a new one;
//! and one visit with its findings and what can be done with each.

mod one;
mod query;

use affairs::inspection::{Command, Inspection, Refusal};
use app::{Failure, inspection_waits};
use askama::Template;
use axum::http::StatusCode;
use dossier::Role;

pub(super) use self::one::tag as tag_of;
pub(crate) use self::one::{page as one, send as act};
use self::query::InspectionsQuery;
use crate::address::{Params, encode};
use crate::answer::{Answer, html_with, see};
use crate::fields::{Fault, Field, Form, Kind};
use crate::layout::Layout;
use crate::pages::lead::complaints;
use crate::paging::{Links, Paging};
use crate::request_context::RequestContext;

/// Rows of a page.
const PAGE: usize = 50;
/// Characters of a text at most.
const TEXT_CHARS: usize = 4000;

#[derive(Template)]
#[template(path = "lead/inspections.html")]
struct ListPage {
    layout: Layout,
    heading: String,
    done: Option<String>,
    faults: Vec<Fault>,
    count: String,
    /// Every visit, where the address asks for some.
    all: Option<String>,
    rows: Vec<Row>,
    links: Links,
    action: String,
    token: String,
    key: String,
    /// The form of a new one, for those who visit.
    fields: Vec<Field>,
}

struct Row {
    name: String,
    href: String,
    tag: (&'static str, String),
    findings: String,
    due: String,
    inspector: String,
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    show(context, StatusCode::OK, form(context), Vec::new())
}

fn visits(context: &RequestContext) -> bool {
    matches!(context.actor().role, Role::Inspector | Role::Leader)
}

fn form(context: &RequestContext) -> Form {
    let field =
        |kind, name: &str| Field::of_key(context, kind, name, &format!("inspection-{name}"));
    let fields = vec![
        field(Kind::Select, "unit").choices(complaints::units(context)).fault_key("fault-unit"),
        field(Kind::TypedDay, "visited_on").text(&messages::date_of(context.today())),
        field(Kind::Long, "text").max_chars(TEXT_CHARS).fault_key("fault-inspection"),
    ];
    Form::new(context.zone(), fields)
}

fn show(
    context: &RequestContext,
    status: StatusCode,
    mut form: Form,
    faults: Vec<Fault>,
) -> Answer {
    form.mark(&faults);
    let paging = Paging::of(context, PAGE);
    let query = InspectionsQuery::read(context)?;
    let (count, rows) = match &query {
        Some(query) => query.rows(context, paging),
        None => {
            let part = (paging.skip, PAGE);
            let (n, visits) = context.app().inspections(&context.actor(), part, |_| true);
            (n, visits.iter().map(|(id, visit)| row(context, id, visit)).collect())
        }
    };
    let params = query.as_ref().map(|query| query.params.clone()).unwrap_or_default();
    let links = paging.links(context, ("/inspections", &params), count);
    let heading = context.text("page-inspections");
    let page = ListPage {
        layout: Layout::new(context, &heading),
        heading,
        done: done(context),
        faults,
        count: match &query {
            Some(query) => query.count(context, count),
            None => context.format("inspections-count", &[("n", (count as i64).into())]),
        },
        all: query.is_some().then(|| context.to("/inspections")),
        rows,
        links,
        action: context.to("/inspections"),
        token: context.token()?,
        key: context.form.get("key").map_or_else(|| context.random_text(), str::to_owned),
        fields: if visits(context) { form.fields } else { Vec::new() },
    };
    html_with(status, &page)
}

fn done(context: &RequestContext) -> Option<String> {
    match context.confirmation("done") {
        done @ ("visited" | "found" | "followed_up" | "returned" | "closed") => {
            Some(context.text(&format!("inspections-done_{done}")))
        }
        _ => None,
    }
}

fn row(context: &RequestContext, id: &str, visit: &Inspection) -> Row {
    let open = visit.findings.iter().filter(|finding| !finding.closed());
    let next = open.map(|finding| finding.due).min();
    let values =
        [("n", (visit.findings.len() as i64).into()), ("open", (visit.open() as i64).into())];
    Row {
        name: name(context, visit),
        href: href(context, id),
        tag: tag(context, visit),
        findings: context.format("inspections-findings", &values),
        due: next.map(|day| messages::day_of(context.language, day)).unwrap_or_default(),
        inspector: context.names().officer(&visit.inspector),
    }
}

/// `Kiểm tra tại Phòng Tài nguyên và Môi trường, 22/11/2018`.
pub(super) fn name(context: &RequestContext, visit: &Inspection) -> String {
    let Some((unit, day)) = &visit.visited else { return String::new() };
    let values =
        [("unit", context.names().unit(unit).into()), ("day", messages::date_of(*day).into())];
    context.format("inspection-name", &values)
}

/// The address of a visit.
pub(super) fn href(context: &RequestContext, id: &str) -> String {
    context.to(&format!("/inspections/{}", encode(id)))
}

fn tag(context: &RequestContext, visit: &Inspection) -> (&'static str, String) {
    let overdue = visit.findings.iter().any(|finding| finding.overdue(context.today()));
    let (class, key) = match visit.open() {
        _ if overdue => ("past_due", "overdue"),
        0 if visit.findings.is_empty() => ("within", "nothing"),
        0 => ("within", "closed"),
        _ if inspection_waits(&context.actor().id, visit) => ("near", "mine"),
        _ => ("near", "open"),
    };
    (class, context.text(&format!("inspections-tag_{key}")))
}

fn refusal(context: &RequestContext, why: Refusal) -> String {
    let day = match why {
        Refusal::TooLate(day) => messages::date_of(day),
        _ => String::new(),
    };
    context.format(&format!("inspection-refused_{}", why.code()), &[("day", day.into())])
}

/// Records a visit.
pub(crate) fn send(context: &RequestContext) -> Answer {
    let mut form = form(context);
    form.fill(&context.form);
    let faults = form.check(context);
    let (Some(visited_on), true) = (form.day("visited_on"), faults.is_empty()) else {
        return show(context, StatusCode::UNPROCESSABLE_ENTITY, form, faults);
    };
    let id = context.id_of_form()?;
    let command = Command::Visit { unit: form.text("unit"), visited_on, text: form.text("text") };
    let (salt, key) = (context.random_text(), (context.command_key(id.as_str()), context.now()));
    match context.app().act_on_inspection(&context.who(), &id, command, salt, key) {
        Ok(()) | Err(Failure::AlreadyDone { .. }) => {
            let path = format!("/inspections/{}", encode(&id));
            see(&context.confirmed(&path, &Params::default().with("done", "visited")))
        }
        Err(Failure::NotInspected(why)) => {
            let faults = vec![Fault::new("", refusal(context, why))];
            show(context, StatusCode::CONFLICT, form, faults)
        }
        Err(failure) => Err(failure.into()),
    }
}
