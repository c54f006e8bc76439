//! Objections to a part of a dossier's lateness: the form of an officer's own, the list of those that
//! concern the reader, and one with its decision. Knows no minute of its own.

mod one;
mod raise;

use affairs::objection::{Objection, Objections, Refusal, may_decide};
use app::ObjectionRow;
use askama::Template;

pub(crate) use self::one::{page as one, send as decide};
pub(crate) use self::raise::{page as raise, send as raised};
use crate::address::{Params, encode};
use crate::answer::{Answer, html, see};
use crate::fields::{Choice, Field};
use crate::layout::Layout;
use crate::list_filter;
use crate::paging::{Links, Paging};
use crate::request_context::RequestContext;

/// Rows of a page.
const PAGE: usize = 50;
/// Characters of a reason at most.
const TEXT_CHARS: usize = 2000;
/// The states of an objection, as a filter.
const STATES: [&str; 4] = ["mine", "open", "upheld", "declined"];

#[derive(Template)]
#[template(path = "responsibility/objections.html")]
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
    tag: (&'static str, String),
    officer: String,
    step: String,
    part: String,
    raised: String,
    unit: String,
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let filters = ["state"];
    if context.params.has_blank() {
        return see(&context.link("/objections", &context.params.only(&filters)));
    }
    let state = context.params.get("state").unwrap_or_default();
    let paging = Paging::of(context, PAGE);
    let me = context.actor();
    let picked = |objection: &Objection| match state {
        "" => true,
        "mine" => objection.decided.is_none() && may_decide(objection, &me),
        state => objection.standing() == state,
    };
    let (count, rows) = context.app().objections(&me, (paging.skip, PAGE), picked)?;
    let params = context.params.only(&filters);
    let links = paging.links(context, ("/objections", &params), count);
    let heading = context.text("page-objections");
    html(&ListPage {
        layout: Layout::new(context, &heading),
        heading,
        done: (context.confirmation("done") == "decided")
            .then(|| context.text("objections-done_decided")),
        action: context.to("/objections"),
        filters: vec![state_filter(context)],
        count: context.format("objections-count", &[("n", (count as i64).into())]),
        links,
        rows: rows.iter().map(|objection_row| row(context, objection_row)).collect(),
    })
}

fn state_filter(context: &RequestContext) -> Field {
    let states =
        STATES.map(|state| Choice::new(state, context.text(&format!("objections-state_{state}"))));
    list_filter::field(context, "state", "complaints-state", states.into())
}

fn row(context: &RequestContext, ObjectionRow { dossier, objection }: &ObjectionRow) -> Row {
    let (names, zone) = (context.names(), &context.rules.deadline_calendar().zone);
    Row {
        code: dossier.code.clone(),
        href: href(context, &dossier.code, objection.number),
        tag: tag(context, objection),
        officer: names.officer(&objection.officer),
        step: names.any_step(&objection.step),
        part: span(context, objection.minutes),
        raised: messages::instant(context.language, objection.at, zone),
        unit: names.unit(&objection.unit),
    }
}

/// The address of an objection.
pub(crate) fn href(context: &RequestContext, code: &str, number: u32) -> String {
    context.to(&format!("/objections/{}/{number}", encode(code)))
}

/// The address of the form of an own objection.
pub(crate) fn raise_href(context: &RequestContext, code: &str) -> String {
    context.to(&format!("/dossier/{}/objection", encode(code)))
}

/// The tag of an objection: its class and word.
pub(crate) fn tag(context: &RequestContext, objection: &Objection) -> (&'static str, String) {
    let class = match objection.standing() {
        "open" => "near",
        "upheld" => "within",
        _ => "paused",
    };
    (class, context.text(&format!("objection-{}", objection.standing())))
}

/// The mark next to a part of a dossier's lateness: the objection to it, or the link to the form of an
/// objection.
#[derive(Default)]
pub(crate) struct ObjectionMark {
    pub tag: Option<(&'static str, String)>,
    pub link: Option<(String, String)>,
}

impl ObjectionMark {
    /// Of an officer's part in a step. `final_code` is the dossier's code once its lateness is final.
    pub fn new(
        context: &RequestContext,
        objections: &Objections,
        (step, officer): (&str, &str),
        final_code: Option<&str>,
    ) -> Self {
        let me = context.actor();
        let Some(code) = final_code else { return Self::default() };
        match objections.about(officer, step) {
            Some(objection) => {
                let sees = officer == me.id || may_decide(objection, &me);
                let open = || (href(context, code, objection.number), tag(context, objection).1);
                Self { tag: Some(tag(context, objection)), link: sees.then(open) }
            }
            None if officer == me.id && app::allow(&context.who(), app::Right::Work).is_ok() => {
                let link = (raise_href(context, code), context.text("objection-raise"));
                Self { tag: None, link: Some(link) }
            }
            None => Self::default(),
        }
    }
}

/// Minutes in words.
fn span(context: &RequestContext, minutes: i64) -> String {
    text::date::working_duration(minutes, context.language)
}

/// Why a command was refused, and what can be done instead.
fn refusal(context: &RequestContext, why: Refusal) -> String {
    let zone = &context.rules.deadline_calendar().zone;
    let at = why.at().map(|at| messages::instant(context.language, at, zone)).unwrap_or_default();
    context.format(&format!("objection-refused_{}", why.code()), &[("at", at.into())])
}

/// Back to the list after a decision.
fn back(context: &RequestContext) -> String {
    let params = Params::default().with("state", "mine").with("done", "decided");
    context.confirmed("/objections", &params)
}
