//! Complaints about dossiers, for those who answer and for the inspector: a list with its filters, and
//! one complaint with its answer. Knows no form in which one is made.

mod one;

use affairs::complaint::{Complaint, Theme};
use app::ComplaintRow;
use askama::Template;
use calendar::Instant;

pub(crate) use self::one::{page as one, send};
use crate::address::{Params, encode};
use crate::answer::{Answer, Error, html, see};
use crate::fields::{Choice, Field};
use crate::layout::Layout;
use crate::list_filter;
use crate::paging::{Links, Paging};
use crate::request_context::RequestContext;

/// Rows of a page.
const PAGE: usize = 50;
/// The names of the filters.
const FILTERS: [&str; 3] = ["state", "theme", "unit"];
/// The states of a complaint, as a filter.
const STATES: [&str; 3] = ["open", "overdue", "answered"];

#[derive(Template)]
#[template(path = "lead/complaints.html")]
struct ListPage {
    layout: Layout,
    heading: String,
    done: Option<String>,
    action: String,
    filters: Vec<Field>,
    count: String,
    rows: Vec<Row>,
    links: Links,
}

struct Row {
    code: String,
    href: String,
    theme: String,
    made: String,
    tag: (&'static str, String),
    due: String,
    unit: String,
    procedure: String,
    finding: String,
}

/// Whether a filter admits a complaint.
fn admits(state: &str, complaint: &Complaint, now: Instant) -> bool {
    match state {
        "open" => complaint.answer.is_none(),
        "overdue" => complaint.overdue(now),
        "answered" => complaint.answer.is_some(),
        _ => true,
    }
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    if context.params.has_blank() {
        return see(&context.link("/complaints", &context.params.only(&FILTERS)));
    }
    let value = |name: &str| context.params.get(name).unwrap_or_default().to_owned();
    let [state, theme, unit] = FILTERS.map(value);
    let paging = Paging::of(context, PAGE);
    let now = context.now();
    let picked = |complaint: &Complaint| {
        admits(&state, complaint, now)
            && (theme.is_empty() || complaint.theme.code() == theme)
            && (unit.is_empty() || complaint.unit == unit)
    };
    let (count, rows) = context.app().complaints(&context.actor(), (paging.skip, PAGE), picked)?;
    let params = context.params.only(&FILTERS);
    let links = paging.links(context, ("/complaints", &params), count);
    let heading = context.text("page-complaints");
    html(&ListPage {
        layout: Layout::new(context, &heading),
        heading,
        done: done(context),
        action: context.to("/complaints"),
        filters: filters(context),
        count: context.format("complaints-count", &[("n", (count as i64).into())]),
        links,
        rows: rows.iter().map(|complaint_row| row(context, complaint_row)).collect(),
    })
}

fn done(context: &RequestContext) -> Option<String> {
    match context.confirmation("done") {
        done @ ("answered" | "moved") => Some(context.text(&format!("complaints-done_{done}"))),
        _ => None,
    }
}

fn filters(context: &RequestContext) -> Vec<Field> {
    let field = |name: &str, choices: Vec<Choice>| {
        list_filter::field(context, name, &format!("complaints-{name}"), choices)
    };
    let states =
        STATES.map(|state| Choice::new(state, context.text(&format!("complaints-state_{state}"))));
    let themes = Theme::ALL.iter().map(|theme| {
        Choice::new(theme.code(), context.text(&format!("complaint-theme_{}", theme.code())))
    });
    let mut fields = vec![field("state", states.into()), field("theme", themes.collect())];
    // A head sees the complaints of one unit.
    if context.actor().role != dossier::Role::Head {
        fields.push(field("unit", units(context)));
    }
    fields
}

/// The units that stand today, in the order of the rules.
pub(in crate::pages) fn units(context: &RequestContext) -> Vec<Choice> {
    let today = context.today();
    let units = context.rules.agency.iter().flat_map(|agency| &agency.units);
    let units = units.filter(|unit| unit.valid(today));
    units.map(|unit| Choice::new(&unit.code, context.names().unit(&unit.code))).collect()
}

/// The tag of a complaint: its class and word.
pub(super) fn tag(context: &RequestContext, complaint: &Complaint) -> (&'static str, String) {
    let (class, key) = match complaint.in_time(context.now()) {
        Some(false) if complaint.answer.is_none() => ("past_due", "overdue"),
        Some(false) => ("past_due", "answered_late"),
        Some(true) => ("within", "answered"),
        None => ("near", "waits"),
    };
    (class, context.text(&format!("complaints-tag_{key}")))
}

/// The address of a complaint.
pub(super) fn href(context: &RequestContext, code: &str, number: u32) -> String {
    context.to(&format!("/complaints/{}/{number}", encode(code)))
}

fn row(context: &RequestContext, complaint_row: &ComplaintRow) -> Row {
    let ComplaintRow { dossier, complaint } = complaint_row;
    let zone = &context.rules.deadline_calendar().zone;
    let at = |at| messages::instant(context.language, at, zone);
    let finding = complaint.answer.as_ref().map(|answer| answer.finding.code());
    Row {
        code: dossier.code.clone(),
        href: href(context, &dossier.code, complaint.number),
        theme: context.text(&format!("complaint-theme_{}", complaint.theme.code())),
        made: at(complaint.at),
        tag: tag(context, complaint),
        due: at(complaint.due),
        unit: context.names().unit(&complaint.unit),
        procedure: context.names().procedure(&dossier.procedure),
        finding: finding
            .map(|code| context.text(&format!("complaint-finding_{code}")))
            .unwrap_or_default(),
    }
}

/// Back to the list after an act.
fn back(context: &RequestContext, done: &str) -> Result<String, Error> {
    let params = Params::default().with("state", "open").with("done", done);
    Ok(context.confirmed("/complaints", &params))
}
