//! The inspector's page of the audit table: who did or was shown what, filtered by officer, dossier,
//! kind and day, the newest first, fifty a page; the same as a CSV file, which is an act on record.

use app::{AuditEntry, AuditKind, AuditQuery};
use askama::Template;
use calendar::{Day, Instant};
use text::sort::sort_key;

use crate::answer::{Answer, Error, csv, html};
use crate::csv::Csv;
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
    dossier: String,
    day: String,
    day_fault: Option<String>,
    rows: Vec<Row>,
    first: Option<String>,
    next: Option<String>,
    file: String,
}

struct Row {
    at: String,
    actor: String,
    kind: String,
    /// Code and address of each dossier; of other objects the name alone.
    objects: Vec<(String, Option<String>)>,
    detail: String,
}

/// What was asked for, and the day where it is none.
fn query(context: &RequestContext) -> Result<(AuditQuery, Option<String>), Error> {
    let asked = |name: &str| context.params.get(name).unwrap_or_default().trim().to_owned();
    let dossier = asked("dossier");
    let object = match dossier.as_str() {
        "" => String::new(),
        code => {
            let found = context.app().open_dossier(&context.who(), code, None, context.now())?;
            found.map_or(dossier, |opened| opened.stream)
        }
    };
    let mut query = AuditQuery {
        actor: asked("officer"),
        kind: asked("kind"),
        object,
        ..AuditQuery::default()
    };
    let given = asked("day");
    let day = given.parse::<Day>().ok();
    if let Some(day) = day {
        let zone = &context.rules.deadline_calendar().zone;
        query.from = Some(zone.at(day, 0).0);
        query.to = Some(zone.at(day.plus(1), 0).0);
    }
    let fault = (day.is_none() && !given.is_empty())
        .then(|| context.format("fault-day", &[("given", (&given).into())]));
    let after = context.params.get("after").and_then(|after| after.split_once('.'));
    query.after = after.and_then(|(at, place)| Some((at.parse().ok()?, place.parse().ok()?)));
    Ok((query, fault))
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let (query, day_fault) = query(context)?;
    let query = AuditQuery { limit: PAGE + 1, ..query };
    let mut entries = context.app().audit(&context.who(), &query)?.map_err(Error::Denied)?;
    let more = entries.len() > PAGE;
    entries.truncate(PAGE);
    let asked = context.params.only(&["officer", "dossier", "kind", "day"]);
    let next = entries.last().filter(|_| more).map(|entry| {
        let place = format!("{}.{}", entry.row.at, entry.row.position);
        context.link("/audit", &asked.with("after", &place))
    });
    let heading = context.text("page-audit");
    html(&AuditPage {
        layout: Layout::new(context, &heading),
        heading,
        action: context.to("/audit"),
        officers: officers(context, &query.actor),
        kinds: kinds(context, &query.kind),
        dossier: context.params.raw("dossier").to_owned(),
        day: context.params.raw("day").to_owned(),
        day_fault,
        rows: entries.iter().map(|entry| row(context, entry)).collect(),
        first: context.params.get("after").map(|_| context.link("/audit", &asked)),
        next,
        file: context.link("/audit.csv", &asked),
    })
}

/// The same as a file.
pub(crate) fn table_csv(context: &RequestContext) -> Answer {
    let (query, _) = query(context)?;
    let query = AuditQuery { limit: FILE, after: None, ..query };
    let exported = context.app().export_audit(&context.who(), &query, context.now())?;
    let heads = ["at", "actor", "kind", "objects", "detail"];
    let mut file = Csv::new(&heads.map(|head| context.text(&format!("audit-{head}"))));
    for entry in exported.map_err(Error::Denied)? {
        let row = row(context, &entry);
        let objects: Vec<String> = row.objects.into_iter().map(|(name, _)| name).collect();
        file.line(&[row.at, row.actor, row.kind, objects.join(" "), row.detail]);
    }
    csv("audit", file.finish())
}

fn row(context: &RequestContext, entry: &AuditEntry) -> Row {
    let zone = &context.rules.deadline_calendar().zone;
    let AuditEntry { row, .. } = entry;
    let objects = row.objects.iter().map(|object| {
        let dossier = entry.dossiers.iter().find(|dossier| dossier.stream == *object);
        match dossier.filter(|dossier| !dossier.code.is_empty()) {
            Some(one) => (one.code.clone(), Some(context.dossier(&one.code, &one.register))),
            None => (object.clone(), None),
        }
    });
    let purpose = AuditKind::reads().iter().any(|kind| kind.code() == row.kind);
    Row {
        at: messages::instant(context.language, Instant(row.at), zone),
        actor: context.names().officer(&row.actor),
        kind: kind(context, &row.kind),
        objects: objects.collect(),
        detail: if purpose { super::export::what(context, row) } else { row.detail.clone() },
    }
}

fn kind(context: &RequestContext, code: &str) -> String {
    match AuditKind::ALL.iter().any(|kind| kind.code() == code) {
        true => context.text(&format!("audit-kind_{code}")),
        false => code.to_owned(),
    }
}

fn kinds(context: &RequestContext, chosen: &str) -> Vec<Choice> {
    let kinds = AuditKind::ALL.iter().map(|known| Choice {
        value: known.code().to_owned(),
        label: kind(context, known.code()),
        chosen: known.code() == chosen,
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
