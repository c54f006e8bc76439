//! Filings that await reception: eight working hours from filing to an answer, the oldest first,
//! those that are late in a list of their own; and those that were guided and have not come again.

use app::{DossierRow, Order, Pick};
use askama::Template;
use calendar::Instant;

use super::ROWS;
use crate::address::Params;
use crate::answer::{Answer, Error, html};
use crate::layout::Layout;
use crate::navigation::MOST;
use crate::pages::work::{self, Applicants};
use crate::request_context::RequestContext;

/// Working minutes from filing to an answer.
const ANSWER_MINUTES: i64 = 8 * 60;
/// Working minutes before the end from which it is near.
const NEAR: i64 = 120;
/// Filings counted when the late ones are.
const COUNTED: usize = 5000;

#[derive(Template)]
#[template(path = "desk/filings.html")]
struct FilingsPage {
    layout: Layout,
    heading: String,
    guided: Option<String>,
    /// The link to notices that could not be delivered, where there are any.
    failed: Option<String>,
    /// Where notices on paper wait.
    on_paper: Option<String>,
    tabs: Vec<Tab>,
    lead: String,
    /// Whether names are withheld: their showing cannot be put on record.
    withheld: bool,
    rows: Vec<Row>,
    first: Option<String>,
    next: Option<String>,
    empty: String,
    show_left: bool,
}

struct Tab {
    label: String,
    href: String,
    current: bool,
}

struct Row {
    code: String,
    short: String,
    href: String,
    applicant: String,
    procedure: String,
    at: String,
    left: Left,
    helped: String,
}

/// The time left of the eight hours, as a tag.
pub(crate) struct Left {
    pub class: &'static str,
    pub word: String,
}

impl Left {
    pub fn of(context: &RequestContext, filed: Option<i64>) -> Self {
        let calendar = context.rules.deadline_calendar();
        let from = Instant(filed.unwrap_or(context.now().0));
        let left = ANSWER_MINUTES - calendar.working_minutes_between(from, context.now());
        let class = match left {
            ..0 => "past_due",
            0..=NEAR => "near",
            _ => "within",
        };
        let time = messages::hours(context.language, left.abs());
        let key = match left {
            ..0 => "filings-over",
            0 => "remaining-none",
            _ => "filings-left",
        };
        Self { class, word: context.format(key, &[("time", time.into())]) }
    }

    fn late(&self) -> bool {
        self.class == "past_due"
    }
}

/// The shortest beginning of a filing's number that people read out.
pub(super) fn short(code: &str) -> String {
    if code.len() > 20 && !code.contains('.') {
        return format!("{}…", code.chars().take(10).collect::<String>());
    }
    code.to_owned()
}

pub(crate) fn page(context: &RequestContext) -> Answer {
    let show = match context.params.raw("show") {
        show @ ("late" | "guided") => show,
        _ => "waiting",
    };
    let phase = if show == "guided" { "guided" } else { "filed" };
    let who = context.who();
    let count = |phase: &str| context.app().count(&who, &of_phase(context, phase, 0));
    let (waiting, guided) = (count("filed")?, count("guided")?);
    let late = late(context)?;
    let shown = Pick { after: after(context), ..of_phase(context, phase, ROWS + 1) };
    let mut rows = context.app().pick(&who, &shown)?;
    let more = rows.len() > ROWS;
    rows.truncate(ROWS);
    let last = rows.last().filter(|_| more).map(|row| Order::Filed.place(row));
    let applicants = work::applicants(context, &rows)?;
    let withheld = applicants.is_withheld();
    let applicants = applicants.given().unwrap_or_default();
    let mut rows: Vec<Row> = rows.iter().map(|row| row_of(context, &applicants, row)).collect();
    if show == "late" {
        rows.retain(|row| row.left.late());
    }
    let whole = !more || (show == "late" && rows.len() < ROWS);
    let heading = context.text("page-filings");
    html(&FilingsPage {
        layout: Layout::new(context, &heading),
        failed: failed(context)?,
        on_paper: on_paper(context)?,
        guided: (!context.confirmation("guided").is_empty())
            .then(|| context.text("filings-guided_done")),
        tabs: tabs(context, show, [waiting, late, guided]),
        lead: context.text("filings-lead"),
        first: context.params.get("after").map(|_| link(context, show, None)),
        next: last.filter(|_| !whole).map(|place| link(context, show, Some(&place))),
        empty: context.text(&format!("filings-empty_{show}")),
        withheld,
        show_left: show != "guided",
        rows,
        heading,
    })
}

/// The number of filings that await an answer at the officer's desk, at most the navigation's limit.
pub(crate) fn waiting_count(context: &RequestContext) -> Result<u64, Error> {
    Ok(context.app().count_to_limit(&context.who(), &of_phase(context, "filed", MOST))?)
}

/// The filings of the officer's desk in a phase.
fn of_phase(context: &RequestContext, phase: &str, limit: usize) -> Pick {
    Pick {
        phases: vec![phase.to_owned()],
        desk: Some(context.actor().unit),
        order: Order::Filed,
        limit,
        at: context.now().0,
        ..Pick::default()
    }
}

fn failed(context: &RequestContext) -> Result<Option<String>, Error> {
    let has = context.app().has_failed_notices(&context.who(), context.now())?;
    Ok(has.then(|| context.to("/desk/notices")))
}

/// Where notices on paper wait, if any do.
fn on_paper(context: &RequestContext) -> Result<Option<String>, Error> {
    let has = context.app().has_paper_notices(&context.who(), context.now())?;
    Ok(has.then(|| context.to("/desk/paper-notices")))
}

fn tabs(context: &RequestContext, show: &str, counts: [u64; 3]) -> Vec<Tab> {
    let tabs = ["waiting", "late", "guided"].into_iter().zip(counts);
    let tab = |(name, n): (&str, u64)| Tab {
        label: format!("{} ({})", context.text(&format!("filings-{name}")), context.number(n)),
        href: link(context, name, None),
        current: name == show,
    };
    tabs.map(tab).collect()
}

fn link(context: &RequestContext, show: &str, after: Option<&(i64, String)>) -> String {
    let mut params = Params::default();
    params.push("show", if show == "waiting" { "" } else { show });
    if let Some((at, stream)) = after {
        params.push("after", &format!("{at}.{stream}"));
    }
    context.link("/desk/filings", &params)
}

/// The place in the order after which a page begins: `<instant>.<stream>`.
pub(super) fn after(context: &RequestContext) -> Option<(i64, String)> {
    place(context, "after")
}

/// A place of a list in a parameter of the address.
pub(super) fn place(context: &RequestContext, parameter: &str) -> Option<(i64, String)> {
    let (at, stream) = context.params.get(parameter)?.split_once('.')?;
    Some((at.parse().ok()?, stream.to_owned()))
}

/// The number of filings that have waited too long; they stand first in the list.
fn late(context: &RequestContext) -> Result<u64, Error> {
    let rows = context.app().pick(&context.who(), &of_phase(context, "filed", COUNTED))?;
    let late = rows.iter().take_while(|row| Left::of(context, row.filed_at).late()).count();
    Ok(late as u64)
}

fn row_of(context: &RequestContext, applicants: &Applicants, row: &DossierRow) -> Row {
    let zone = &context.rules.deadline_calendar().zone;
    let at = row.filed_at.map(|at| messages::instant(context.language, Instant(at), zone));
    Row {
        short: short(&row.code),
        href: context.link("/desk/receive", &Params::default().with("filing", &row.code)),
        applicant: applicants.get(&row.stream).cloned().unwrap_or_default(),
        procedure: context.names().procedure(&row.procedure),
        at: at.unwrap_or_default(),
        left: Left::of(context, row.filed_at),
        helped: match row.helped_at.as_str() {
            "" => String::new(),
            unit => context.names().unit(unit),
        },
        code: row.code.clone(),
    }
}
