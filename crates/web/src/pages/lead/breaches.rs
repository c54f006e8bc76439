//! The register of breaches of personal data, for the officers who are responsible: a table with the 72
//! hours of each, printed and as a file, and the form of a new one.

mod form;
mod one;

use affairs::breach::{Breach, Command, NOTIFY_HOURS, Nature, Notified, Refusal, Standing};
use app::Failure;
use askama::Template;
use axum::http::StatusCode;
use calendar::Instant;

pub(crate) use self::one::{page as one, send};
use super::data_requests::name;
use crate::address::{Params, encode};
use crate::answer::{Answer, html_with, see};
use crate::fields::{Fault, Field, Form};
use crate::layout::Layout;
use crate::paging::{Links, Paging};
use crate::report::{Cell, Column, Report, ReportTable};
use crate::request_context::RequestContext;

/// Rows of a page.
const PAGE: usize = 50;
/// Milliseconds of an hour.
const HOUR_MILLIS: i64 = 3_600_000;

#[derive(Template)]
#[template(path = "lead/breaches.html")]
struct ListPage {
    layout: Layout,
    heading: String,
    table: ReportTable,
    files: [(String, String); 2],
    links: Links,
    action: String,
    token: String,
    key: String,
    faults: Vec<Fault>,
    fields: Vec<Field>,
}

/// The state of a breach: the class of its tag, and its word.
pub(super) fn tag(context: &RequestContext, breach: &Breach) -> (&'static str, String) {
    let standing = breach.standing(context.now());
    let class = match standing {
        Standing::Overdue | Standing::Late => "past_due",
        Standing::Waits | Standing::PersonsWait => "near",
        Standing::Closed | Standing::Notified | Standing::LeftOut => "within",
    };
    (class, context.text(&format!("breach-tag_{}", standing.code())))
}

/// The hours of the clock that are left to an instant, or since when it is over.
pub(super) fn left(context: &RequestContext, by: Instant) -> String {
    let millis = by.0.saturating_sub(context.now().0);
    let hours = millis.abs() / HOUR_MILLIS;
    let key = match (millis >= 0, hours) {
        (true, 0) => "left_under",
        (true, _) => "left",
        (false, 0) => "over_under",
        (false, _) => "over",
    };
    context.format(&format!("breach-{key}"), &[("hours", hours.into())])
}

/// What kind of breach it is.
pub(super) fn nature(context: &RequestContext, breach: &Breach) -> String {
    let code = breach.known.as_ref().map_or(Nature::Other, |known| known.nature).code();
    context.text(&format!("breach-nature_{code}"))
}

/// The body that was notified, by which paper and when.
fn notified(context: &RequestContext, breach: &Breach) -> Option<String> {
    match &breach.notified {
        Some(Notified::Yes { body, number, at }) => {
            Some(format!("{body}, {number}, {}", instant(context, *at)))
        }
        _ => None,
    }
}

fn instant(context: &RequestContext, at: Instant) -> String {
    messages::instant(context.language, at, context.zone())
}

pub(super) fn href(context: &RequestContext, id: &str) -> String {
    context.to(&format!("/breaches/{}", encode(id)))
}

fn report(context: &RequestContext, rows: &[(String, Breach)]) -> Report {
    let columns = ["name", "state", "notify_by", "nature", "persons", "notified", "by"];
    let row = |(id, breach): &(String, Breach)| {
        let persons = breach.known.as_ref().and_then(|known| known.persons);
        vec![
            Cell::text(name(id)).linked(Some(href(context, id))),
            Cell::text(tag(context, breach).1),
            Cell::instant(context.zone(), breach.notify_by()),
            Cell::text(nature(context, breach)),
            persons.map_or_else(Cell::default, |n| Cell::count(u64::from(n))),
            Cell::text(notified(context, breach).unwrap_or_default()),
            Cell::text(context.names().officer(&breach.by)),
        ]
    };
    let agency = context.rules.agency.as_ref();
    let column = |key| Column::words(context.text(&format!("breach-{key}")));
    Report {
        file: "breaches".to_owned(),
        title: context.text("page-breaches"),
        agency: agency.map(|one| crate::layout::name(one, context.language)).unwrap_or_default(),
        about: Vec::new(),
        columns: columns.into_iter().map(column).collect(),
        rows: rows.iter().map(row).collect(),
        total: None,
        notes: vec![context.format("breach-note", &[("hours", NOTIFY_HOURS.into())])],
        empty: Some(context.text("breach-empty")),
    }
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let paging = Paging::of(context, PAGE);
    let part = if Report::is_file(context) { (0, usize::MAX) } else { (paging.skip, PAGE) };
    let (count, rows) = context.app().breaches(&context.who(), part, |_| true);
    let form = (StatusCode::OK, form::of(context, "record", None), Vec::new());
    report(context, &rows).answer(context, |report| show(context, report, (paging, count), form))
}

fn show(
    context: &RequestContext,
    report: &Report,
    (paging, count): (Paging, usize),
    (status, mut form, faults): (StatusCode, Form, Vec<Fault>),
) -> Answer {
    form.mark(&faults);
    let none = Params::default();
    let file = |kind: &str| {
        let label = context.text(&format!("reports-file_{kind}"));
        (context.link("/breaches", &none.with("as", kind)), label)
    };
    let page = ListPage {
        layout: Layout::new(context, &report.title),
        heading: report.title.clone(),
        table: report.table(context.language),
        files: ["csv", "xlsx"].map(file),
        links: paging.links(context, ("/breaches", &none), count),
        action: context.to("/breaches"),
        token: context.token()?,
        key: context.form.get("key").map_or_else(|| context.random_text(), str::to_owned),
        faults,
        fields: form.fields,
    };
    html_with(status, &page)
}

/// Records a breach.
pub(crate) fn record(context: &RequestContext) -> Answer {
    let mut form = form::of(context, "record", None);
    form.fill(&context.form);
    let again = |form, status, faults| {
        let paging = Paging { skip: 0, size: PAGE };
        let (count, rows) = context.app().breaches(&context.who(), (0, PAGE), |_| true);
        show(context, &report(context, &rows), (paging, count), (status, form, faults))
    };
    let faults = form.check(context);
    let known = match (form::known(&form), faults.is_empty()) {
        (Some(known), true) => known,
        _ => return again(form, StatusCode::UNPROCESSABLE_ENTITY, faults),
    };
    let id = context.id_of_form()?;
    let key = (context.command_key(id.as_str()), context.now());
    let command = Command::Record { known, text: form.text("text") };
    let salt = context.random_text();
    match context.app().act_on_breach(&context.who(), &id, command, salt, key) {
        Ok(()) | Err(Failure::AlreadyDone { .. }) => see(&back(context, &id, "record")),
        Err(Failure::Breach(why)) => {
            let fault = Fault::new(form::field_of(why), refusal(context, why));
            again(form, StatusCode::CONFLICT, vec![fault])
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Back to a breach after an act.
fn back(context: &RequestContext, id: &str, done: &str) -> String {
    let path = format!("/breaches/{}", encode(id));
    context.confirmed(&path, &Params::default().with("done", done))
}

fn refusal(context: &RequestContext, why: Refusal) -> String {
    let at = why.at().map(|at| instant(context, at)).unwrap_or_default();
    let text = |part: &str| {
        context.format(&format!("breach-{part}_{}", why.code()), &[("at", at.clone().into())])
    };
    format!("{} {}", text("refused"), text("instead"))
}

#[test]
fn every_word_and_refusal_has_its_texts() {
    use affairs::breach::{DataKind, PersonsWay};
    use text::Language;

    let refusals = Refusal::ALL
        .iter()
        .flat_map(|why| ["refused", "instead"].map(|part| format!("breach-{part}_{}", why.code())));
    let natures = Nature::ALL.iter().map(|one| format!("breach-nature_{}", one.code()));
    let kinds = DataKind::ALL.iter().map(|one| format!("breach-data_{}", one.code()));
    let ways = PersonsWay::ALL.iter().map(|one| format!("breach-way_{}", one.code()));
    let acts = one::ACTS
        .iter()
        .flat_map(|act| ["act", "said", "done"].map(|part| format!("breach-{part}_{act}")));
    let tags = Standing::ALL.iter().map(|one| format!("breach-tag_{}", one.code()));
    for key in refusals.chain(tags).chain(natures).chain(kinds).chain(ways).chain(acts) {
        for language in [Language::Vietnamese, Language::English] {
            assert!(!messages::text(language, &key, &[]).starts_with('['), "{key}");
        }
    }
}
