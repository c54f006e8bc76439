//! The inspector's page of the audit table: who did or was shown what, filtered by actor, object,
//! kind and period, the newest first, fifty a page; the same as a CSV file, which is an act on record.

mod words;

use app::{AuditEntry, AuditKind, AuditQuery};
use askama::Template;
use axum::http::StatusCode;
use calendar::{Day, Instant};
use text::sort::sort_key;

use crate::answer::{Answer, Error, csv, html_with, see};
use crate::asked_days;
use crate::csv::Csv;
use crate::fields::Fault;
use crate::filters::Choice;
use crate::layout::Layout;
use crate::request_context::RequestContext;

/// Rows a page.
const PAGE: usize = 50;
/// Rows of a file at most: the newest.
const FILE: usize = 10_000;

#[derive(Template)]
#[template(path = "lead/audit.html")]
struct AuditPage {
    layout: Layout,
    heading: String,
    action: String,
    officers: Vec<Choice>,
    kinds: Vec<Choice>,
    object: String,
    /// The first and the last day, as asked.
    days: [(&'static str, String); 2],
    faults: Vec<Fault>,
    rows: Vec<Row>,
    first: Option<String>,
    next: Option<String>,
    file: String,
}

struct Row {
    at: String,
    actor: String,
    kind: String,
    objects: Vec<words::Object>,
    /// The number of objects, where they are too many to stand in a row.
    many: Option<String>,
    detail: String,
}

/// Objects that a row shows; more of them open on demand.
const SHOWN: usize = 5;
/// The filters in an address.
const FILTERS: [&str; 5] = ["officer", "kind", "object", "from", "to"];

/// The query of the page, and its faults.
fn query(context: &RequestContext) -> Result<(AuditQuery, Vec<Fault>), Error> {
    let value = |name: &str| context.params.get(name).unwrap_or_default().trim().to_owned();
    let mut query = AuditQuery {
        actor: value("officer"),
        kind: value("kind"),
        object: object(context, &value("object"))?,
        ..AuditQuery::default()
    };
    let (days, faults) = match asked_days::days(context) {
        Ok(days) => (days, Vec::new()),
        Err(faults) => ((None, None), faults),
    };
    let start = |day: Day| context.rules.deadline_calendar().zone.at(day, 0).0;
    (query.from, query.to) = (days.0.map(start), days.1.map(|day| start(day.plus(1))));
    let after = context.params.get("after").and_then(|after| after.split_once('.'));
    query.after = after.and_then(|(at, place)| Some((at.parse().ok()?, place.parse().ok()?)));
    Ok((query, faults))
}

/// The object that a code, a filing's number or a login names, as it is on record.
fn object(context: &RequestContext, name: &str) -> Result<String, Error> {
    if name.is_empty() {
        return Ok(String::new());
    }
    if context.app().account_view(&app::login_of(name))?.is_some() {
        return Ok(app::audited_account(&app::login_of(name)));
    }
    let dossier = context.app().open_dossier(&context.who(), name, None, context.now())?;
    Ok(dossier.map_or(name.to_owned(), |visible| visible.stream))
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    if context.params.has_blank() {
        return see(&context.link("/audit", &context.params.only(&FILTERS)));
    }
    let (query, faults) = query(context)?;
    let limit = if faults.is_empty() { PAGE + 1 } else { 0 };
    let query = AuditQuery { limit, ..query };
    let mut entries = context.app().audit(&context.who(), &query)?.map_err(Error::Denied)?;
    let more = entries.len() > PAGE;
    entries.truncate(PAGE);
    let params = context.params.only(&FILTERS);
    let next = entries.last().filter(|_| more).map(|entry| {
        let place = format!("{}.{}", entry.row.at, entry.row.position);
        context.link("/audit", &params.with("after", &place))
    });
    let heading = context.text("page-audit");
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = AuditPage {
        layout: Layout::new(context, &heading),
        heading,
        action: context.to("/audit"),
        officers: officers(context, &query.actor),
        kinds: kinds(context, &query.kind),
        object: context.params.raw("object").to_owned(),
        days: ["from", "to"].map(|name| (name, context.params.raw(name).to_owned())),
        faults,
        rows: entries.iter().map(|entry| row(context, entry)).collect(),
        first: context.params.get("after").map(|_| context.link("/audit", &params)),
        next,
        file: context.link("/audit.csv", &params),
    };
    html_with(status, &page)
}

impl AuditPage {
    fn fault(&self, field: &str) -> Option<&str> {
        let fault = self.faults.iter().find(|fault| fault.field == field)?;
        Some(&fault.message)
    }
}

/// The same rows as a CSV file.
pub(crate) fn table_csv(context: &RequestContext) -> Answer {
    let (query, faults) = query(context)?;
    if !faults.is_empty() {
        return see(&context.link("/audit", &context.params.only(&FILTERS)));
    }
    let query = AuditQuery { limit: FILE, after: None, ..query };
    let exported = context.app().export_audit(&context.who(), &query, context.now())?;
    let heads = ["at", "actor", "kind", "objects", "detail"];
    let mut file = Csv::new(&heads.map(|head| context.text(&format!("audit-{head}"))));
    for entry in exported.map_err(Error::Denied)? {
        let row = row(context, &entry);
        let objects: Vec<String> = row.objects.into_iter().map(|(name, _)| name).collect();
        file.line(&[row.at, row.actor, row.kind, objects.join("; "), row.detail]);
    }
    csv("audit", file.finish())
}

fn row(context: &RequestContext, entry: &AuditEntry) -> Row {
    let zone = &context.rules.deadline_calendar().zone;
    let objects = words::objects(context, entry);
    let many = (objects.len() > SHOWN).then(|| {
        context.format("audit-many", &[("n", i64::try_from(objects.len()).unwrap_or(0).into())])
    });
    Row {
        at: messages::instant(context.language, Instant(entry.row.at), zone),
        actor: context.names().officer(&entry.row.actor),
        kind: kind(context, &entry.row.kind),
        objects,
        many,
        detail: words::detail(context, entry),
    }
}

fn kind(context: &RequestContext, code: &str) -> String {
    match AuditKind::ALL.iter().any(|kind| kind.code() == code) {
        true => context.text(&format!("audit-kind_{code}")),
        false => code.to_owned(),
    }
}

fn kinds(context: &RequestContext, chosen: &str) -> Vec<Choice> {
    let kinds = AuditKind::ALL.iter().map(|audit_kind| Choice {
        value: audit_kind.code().to_owned(),
        label: kind(context, audit_kind.code()),
        chosen: audit_kind.code() == chosen,
    });
    kinds.collect()
}

/// The agency's officers and the actors that are none.
fn officers(context: &RequestContext, chosen: &str) -> Vec<Choice> {
    let agency = context.rules.agency.as_ref().map(|agency| agency.officers.as_slice());
    let ids = agency.unwrap_or_default().iter().map(|officer| officer.id.as_str());
    let mut ids: Vec<&str> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    let mut choices: Vec<Choice> = ids
        .into_iter()
        .chain(["citizen", "slip", "system"])
        .map(|id| Choice {
            value: id.to_owned(),
            label: context.names().officer(id),
            chosen: id == chosen,
        })
        .collect();
    choices.sort_by_cached_key(|choice| sort_key(&choice.label));
    choices
}
