//! Notices on paper that wait at the desk: printed, one sheet each, then given or posted, and noted so.

use app::{PaperAct, PaperNotice, Shown};
use askama::Template;
use axum::http::StatusCode;
use calendar::Instant;

use crate::address::{Params, encode};
use crate::answer::{Answer, Error, html, html_with, see};
use crate::layout::Layout;
use crate::pages::citizen::notices;
use crate::request_context::RequestContext;

/// Notices of one page.
const ROWS: usize = 50;

#[derive(Template)]
#[template(path = "desk/paper_notices.html")]
struct ListPage {
    layout: Layout,
    heading: String,
    action: String,
    token: String,
    done: Option<String>,
    /// The sheets that were just printed.
    sheets: Option<String>,
    fault: Option<String>,
    withheld: bool,
    /// That only the oldest are shown.
    more: Option<String>,
    rows: Vec<Row>,
}

struct Row {
    id: i64,
    code: String,
    href: String,
    name: String,
    address: String,
    subject: String,
    standing: String,
}

#[derive(Template)]
#[template(path = "desk/notice_sheets.html")]
struct SheetsPage {
    layout: Layout,
    heading: String,
    back: String,
    agency: String,
    withheld: bool,
    sheets: Vec<Sheet>,
}

/// A notice on its sheet, in the applicant's language.
struct Sheet {
    date: String,
    desk: String,
    greeting: String,
    address: String,
    subject: String,
    body: String,
}

pub(crate) fn page(context: &RequestContext) -> Answer {
    let done =
        ["print", "give", "post"].into_iter().find(|done| context.confirmation("done") == *done);
    let sheets = context.params.get("sheets").filter(|_| done == Some("print"));
    let sheets = sheets.map(|ids| sheets_link(context, ids));
    let n: i64 = context.confirmation("n").parse().unwrap_or_default();
    let done =
        done.map(|done| context.format(&format!("paper_notices-done_{done}"), &[("n", n.into())]));
    show(context, StatusCode::OK, (done, sheets), None)
}

fn sheets_link(context: &RequestContext, ids: &str) -> String {
    context.link("/desk/paper-notices/sheets", &Params::default().with("ids", ids))
}

fn show(
    context: &RequestContext,
    status: StatusCode,
    (done, sheets): (Option<String>, Option<String>),
    fault: Option<String>,
) -> Answer {
    let waiting = context.app().paper_notices(&context.who(), ROWS, context.now())?;
    let withheld = waiting.is_withheld();
    let waiting = waiting.given().unwrap_or_default();
    let heading = context.text("page-paper_notices");
    let page = ListPage {
        layout: Layout::new(context, &heading),
        heading,
        action: context.to("/desk/paper-notices"),
        token: context.token()?,
        done,
        sheets,
        fault,
        withheld,
        more: (waiting.len() == ROWS)
            .then(|| context.format("paper_notices-more", &[("n", (ROWS as i64).into())])),
        rows: waiting.iter().map(|one| row(context, one)).collect(),
    };
    html_with(status, &page)
}

fn row(context: &RequestContext, one: &PaperNotice) -> Row {
    let text = notices::describe(context, &one.notice);
    let path = format!("/dossier/{}", encode(&one.row.code));
    Row {
        id: one.notice.id,
        code: one.row.code.clone(),
        href: context.link(&path, &Params::default()),
        name: one.applicant.name.clone(),
        address: one.applicant.address.clone(),
        subject: text.subject,
        standing: format!("{} · {}", text.at, text.sent),
    }
}

/// Carries out an act on the notices that were ticked; printing without a tick prints all of the page.
pub(crate) fn post(context: &RequestContext) -> Answer {
    let (word, act) = match context.form.raw("act") {
        "print" | "print_all" => ("print", PaperAct::Print),
        "give" => ("give", PaperAct::Give),
        "post" => ("post", PaperAct::Post),
        _ => return Err(Error::BadForm),
    };
    let name = if context.form.raw("act") == "print_all" { "shown" } else { "pick" };
    let ids: Vec<i64> = context.form.all(name).filter_map(|id| id.parse().ok()).collect();
    if ids.is_empty() {
        let fault = context.text("paper_notices-none_ticked");
        return show(context, StatusCode::UNPROCESSABLE_ENTITY, (None, None), Some(fault));
    }
    let clocks = (context.now(), context.machine_now());
    let done = context.app().handle_paper(&context.who(), (&ids, ROWS), act, clocks)?;
    if done.is_empty() {
        let fault = context.text("paper_notices-changed");
        return show(context, StatusCode::CONFLICT, (None, None), Some(fault));
    }
    let mut params = Params::default().with("done", word).with("n", &done.len().to_string());
    if act == PaperAct::Print {
        let ids: Vec<String> = done.iter().map(i64::to_string).collect();
        params.push("sheets", &ids.join("."));
    }
    see(&context.confirmed("/desk/paper-notices", &params))
}

/// The sheets of the notices that the address names, as far as they wait.
pub(crate) fn sheets(context: &RequestContext) -> Answer {
    let ids: Vec<&str> = context.params.get("ids").ok_or(Error::NoPage)?.split('.').collect();
    let waiting = context.app().paper_notices(&context.who(), ROWS, context.now())?;
    let withheld = matches!(waiting, Shown::Withheld);
    let named = |one: &PaperNotice| ids.contains(&one.notice.id.to_string().as_str());
    let waiting = waiting.given().unwrap_or_default().into_iter().filter(named);
    let heading = context.text("page-notice_sheets");
    let agency = context.rules.agency.as_ref();
    html(&SheetsPage {
        layout: Layout::new(context, &heading),
        heading,
        back: context.to("/desk/paper-notices"),
        agency: agency.map(|agency| agency.name.clone()).unwrap_or_default(),
        withheld,
        sheets: waiting.map(|one| sheet(context, &one)).collect(),
    })
}

fn sheet(context: &RequestContext, one: &PaperNotice) -> Sheet {
    let language = one.notice.language.parse().unwrap_or(context.language);
    let (subject, body) = notices::sent(&context.rules, language, &one.notice);
    let zone = &context.rules.deadline_calendar().zone;
    let name = ("name", (&one.applicant.name).into());
    let names = http::names::Names { rules: &context.rules, language };
    Sheet {
        date: messages::day_of(language, zone.day(Instant(one.notice.at))),
        desk: names.unit(&one.row.desk),
        greeting: messages::text(language, "paper_notices-to", &[name]),
        address: one.applicant.address.clone(),
        subject,
        body,
    }
}
