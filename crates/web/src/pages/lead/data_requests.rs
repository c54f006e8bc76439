//! Requests of persons about their data, for the officers who are responsible: a list, the earliest due
//! first, and one request with its acts. Knows no form in which one is filed.

mod access;
mod acts;
mod one;

use affairs::data_request::{DataRequest, RequestKind};
use askama::Template;
use calendar::Instant;

pub(crate) use self::access::{file, paper};
pub(super) use self::one::backups;
pub(crate) use self::one::{page as one, send};
use crate::address::{Params, encode};
use crate::answer::{Answer, html, see};
use crate::fields::{Choice, Field};
use crate::layout::Layout;
use crate::list_filter;
use crate::pages::data_request;
use crate::paging::{Links, Paging};
use crate::request_context::RequestContext;

/// Rows of a page.
const PAGE: usize = 50;
/// The names of the filters.
const FILTERS: [&str; 2] = ["state", "kind"];
/// The states of a request, as a filter.
const STATES: [&str; 3] = ["open", "overdue", "decided"];

#[derive(Template)]
#[template(path = "lead/data_requests.html")]
struct ListPage {
    layout: Layout,
    heading: String,
    lead: String,
    action: String,
    filters: Vec<Field>,
    count: String,
    rows: Vec<Row>,
    links: Links,
}

struct Row {
    name: String,
    href: String,
    kind: String,
    way: String,
    filed: String,
    tag: (&'static str, String),
    due: String,
}

/// Whether a filter admits a request.
fn admits(state: &str, request: &DataRequest, now: Instant) -> bool {
    match state {
        "open" => request.decided.is_none(),
        "overdue" => request.overdue(now),
        "decided" => request.decided.is_some(),
        _ => true,
    }
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    if context.params.has_blank() {
        return see(&context.link("/data-requests", &context.params.only(&FILTERS)));
    }
    let value = |name: &str| context.params.get(name).unwrap_or_default().to_owned();
    let [state, kind] = FILTERS.map(value);
    let (paging, now) = (Paging::of(context, PAGE), context.now());
    let picked = |request: &DataRequest| {
        let of_kind = request.kind().is_some_and(|one| one.code() == kind);
        admits(&state, request, now) && (kind.is_empty() || of_kind)
    };
    let who = context.who();
    let (count, rows) = context.app().data_requests(&who, (paging.skip, PAGE), picked);
    let params = context.params.only(&FILTERS);
    let heading = context.text("page-data_requests");
    html(&ListPage {
        layout: Layout::new(context, &heading),
        heading,
        lead: data_request::with_terms(context, "data_requests-lead"),
        action: context.to("/data-requests"),
        filters: filters(context),
        count: context.format("data_requests-count", &[("n", (count as i64).into())]),
        links: paging.links(context, ("/data-requests", &params), count),
        rows: rows.iter().map(|(id, request)| row(context, id, request)).collect(),
    })
}

fn filters(context: &RequestContext) -> Vec<Field> {
    let field = |name: &str, choices: Vec<Choice>| {
        list_filter::field(context, name, &format!("data_requests-{name}"), choices)
    };
    let states = STATES
        .map(|state| Choice::new(state, context.text(&format!("data_requests-state_{state}"))));
    vec![field("state", states.into()), field("kind", kinds(context))]
}

/// What can be asked for, as choices.
pub(in crate::pages) fn kinds(context: &RequestContext) -> Vec<Choice> {
    let kinds = RequestKind::ALL.iter().map(|kind| {
        let text = |part: &str| context.text(&format!("data_request-{part}_{}", kind.code()));
        Choice::new(kind.code(), text("kind")).with_hint(text("hint"))
    });
    kinds.collect()
}

/// The number of requests that are not decided.
pub(crate) fn undecided(context: &RequestContext) -> usize {
    let open = |request: &DataRequest| request.decided.is_none();
    context.app().data_requests(&context.who(), (0, 0), open).0
}

/// The name of a request: the first digits of its id.
pub(in crate::pages) fn name(id: &str) -> String {
    id.chars().take(8).collect()
}

/// The address of a request.
pub(in crate::pages) fn href(context: &RequestContext, id: &str) -> String {
    context.to(&format!("/data-requests/{}", encode(id)))
}

/// The tag of a request: its class and word.
pub(in crate::pages) fn tag(
    context: &RequestContext,
    request: &DataRequest,
) -> (&'static str, String) {
    let (class, key) = match &request.decided {
        None if request.overdue(context.now()) => ("past_due", "overdue"),
        None if request.proposed.is_some() => ("near", "proposed"),
        None if request.answered.is_none() => ("near", "filed"),
        None => ("near", "answered"),
        Some(decision) if request.in_time(context.now()) == Some(false) => {
            let key = format!("data_request-outcome_{}", decision.outcome.code());
            return ("past_due", context.text(&key));
        }
        Some(decision) => {
            let key = format!("data_request-outcome_{}", decision.outcome.code());
            return ("within", context.text(&key));
        }
    };
    (class, context.text(&format!("data_request-tag_{key}")))
}

fn row(context: &RequestContext, id: &str, request: &DataRequest) -> Row {
    let at = |at| messages::instant(context.language, at, context.zone());
    let filed = request.filed.as_ref();
    let kind = request.kind().map_or("", RequestKind::code);
    let way = filed.map_or("", |filed| filed.way.code());
    Row {
        name: name(id),
        href: href(context, id),
        kind: context.text(&format!("data_request-kind_{kind}")),
        way: context.text(&format!("data_request-way_{way}")),
        filed: filed.map(|filed| at(filed.at)).unwrap_or_default(),
        tag: tag(context, request),
        due: request.next_due().map(at).unwrap_or_default(),
    }
}

/// Back to a request after an act.
fn back(context: &RequestContext, id: &str, done: &str) -> String {
    let path = format!("/data-requests/{}", encode(id));
    context.confirmed(&path, &Params::default().with("done", done))
}
