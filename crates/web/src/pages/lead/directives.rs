//! Directives: the list of those that concern the officer, the form of a new one, and one with its
//! turns and what can be done with it.

mod new;
mod one;

use affairs::directive::{About, Issued, Progress, Subject};
use app::directive_waits;
use askama::Template;

pub(crate) use self::new::{page as new, send as issue};
pub(crate) use self::one::{page as one, send};
use crate::address::{Params, encode};
use crate::answer::{Answer, Error, html, see};
use crate::fields::{Choice, Field};
use crate::layout::Layout;
use crate::list_filter;
use crate::navigation::MOST;
use crate::paging::{Links, Paging};
use crate::request_context::RequestContext;

/// Rows of a page.
const PAGE: usize = 50;
/// The names of the filters.
const FILTERS: [&str; 1] = ["state"];
/// The states of a directive, as a filter.
const STATES: [&str; 5] = ["mine", "open", "overdue", "answered", "accepted"];

#[derive(Template)]
#[template(path = "lead/directives.html")]
struct ListPage {
    layout: Layout,
    heading: String,
    done: Option<String>,
    /// The form of a new one, for those who issue.
    issue: Option<String>,
    action: String,
    filters: Vec<Field>,
    count: String,
    rows: Vec<Row>,
    links: Links,
}

struct Row {
    subject: String,
    href: String,
    tag: (&'static str, String),
    due: String,
    owner: String,
    issuer: String,
    returned: String,
}

fn admits(context: &RequestContext, state: &str, issued: &Issued) -> bool {
    match state {
        "mine" => directive_waits(&context.actor().id, issued),
        "overdue" => issued.overdue(context.today()),
        "" => true,
        state => issued.progress.code() == state,
    }
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    if context.params.has_blank() {
        return see(&context.link("/directives", &context.params.only(&FILTERS)));
    }
    let state = context.params.get("state").unwrap_or_default();
    let paging = Paging::of(context, PAGE);
    let picked = |issued: &Issued| admits(context, state, issued);
    let (count, rows) = context.app().directives(&context.actor(), (paging.skip, PAGE), picked);
    let params = context.params.only(&FILTERS);
    let links = paging.links(context, ("/directives", &params), count);
    let heading = context.text("page-directives");
    let issues = app::allow(&context.who(), app::Right::Oversee).is_ok();
    html(&ListPage {
        layout: Layout::new(context, &heading),
        heading,
        done: done(context),
        issue: issues.then(|| context.to("/directives/new")),
        action: context.to("/directives"),
        filters: vec![state_filter(context)],
        count: context.format("directives-count", &[("n", (count as i64).into())]),
        links,
        rows: rows.iter().map(|(id, issued)| row(context, id, issued)).collect(),
    })
}

fn done(context: &RequestContext) -> Option<String> {
    match context.confirmation("done") {
        done @ ("issued" | "answered" | "accepted" | "returned") => {
            Some(context.text(&format!("directives-done_{done}")))
        }
        _ => None,
    }
}

fn state_filter(context: &RequestContext) -> Field {
    let states =
        STATES.map(|state| Choice::new(state, context.text(&format!("directives-state_{state}"))));
    list_filter::field(context, "state", "complaints-state", states.into())
}

fn row(context: &RequestContext, id: &str, issued: &Issued) -> Row {
    let names = context.names();
    Row {
        subject: subject(context, &issued.subject, None),
        href: href(context, id),
        tag: tag(context, issued),
        due: messages::day_of(context.language, issued.due),
        owner: names.officer(&issued.owner),
        issuer: names.officer(&issued.issuer),
        returned: match issued.returned {
            0 => String::new(),
            n => context.format("directive-returned", &[("n", i64::from(n).into())]),
        },
    }
}

/// The address of a directive.
pub(super) fn href(context: &RequestContext, id: &str) -> String {
    context.to(&format!("/directives/{}", encode(id)))
}

/// The subject of a directive in words; `code` names the dossier.
pub(super) fn subject(context: &RequestContext, subject: &Subject, code: Option<&str>) -> String {
    let name = match subject.about {
        About::Dossier => code.unwrap_or_default().to_owned(),
        About::Unit => context.names().unit(&subject.name),
        About::Figure => String::new(),
    };
    let kind = context.text(&format!("directive-about_{}", subject.about.code()));
    if name.is_empty() { kind } else { format!("{kind}: {name}") }
}

/// The tag of a directive: its class and word.
pub(super) fn tag(context: &RequestContext, issued: &Issued) -> (&'static str, String) {
    let (class, key) = match issued.progress {
        _ if issued.overdue(context.today()) => ("past_due", "overdue"),
        Progress::Open => ("near", "open"),
        Progress::Answered(_) => ("paused", "answered"),
        Progress::Accepted(_) => ("within", "accepted"),
    };
    (class, context.text(&format!("directives-state_{key}")))
}

/// The number of directives that wait for the officer, at most the navigation's limit.
pub(crate) fn waiting_count(context: &RequestContext) -> Result<u64, Error> {
    let me = context.actor();
    let waits = |issued: &Issued| directive_waits(&me.id, issued);
    Ok(context.app().directives(&me, (0, 0), waits).0.min(MOST) as u64)
}

/// Back to the list after an act.
fn back(context: &RequestContext, done: &str) -> String {
    context.confirmed("/directives", &Params::default().with("done", done))
}

/// Why a command was refused, and what can be done instead.
fn refusal(context: &RequestContext, why: affairs::directive::Refusal) -> String {
    context.text(&format!("directive-refused_{}", why.code()))
}
