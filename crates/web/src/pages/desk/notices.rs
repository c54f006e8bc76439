//! Notices that could not be delivered: each with its address, its dossier and the last trouble, to
//! be tried again or to be noted as done in another way.

use app::{FailedNotice, NoticeRemedy};
use askama::Template;
use axum::http::StatusCode;
use calendar::Instant;

use crate::address::{Params, encode};
use crate::answer::{Answer, Error, html_with, see};
use crate::layout::Layout;
use crate::pages::citizen::notices;
use crate::request_context::RequestContext;

/// Notices of one page: each shows an address.
const ROWS: usize = 20;

#[derive(Template)]
#[template(path = "desk/notices.html")]
struct NoticesPage {
    layout: Layout,
    heading: String,
    action: String,
    token: String,
    done: Option<String>,
    fault: Option<String>,
    /// Whether addresses are withheld: their showing cannot be put on record.
    withheld: bool,
    /// That not all of them are shown.
    more: Option<String>,
    rows: Vec<Row>,
}

struct Row {
    id: i64,
    code: String,
    href: String,
    address: String,
    subject: String,
    /// The number of tries, and the instant of the last one.
    tried: String,
    trouble: String,
    /// The address of the form that sends a letter in another way, or again.
    letter: Option<String>,
}

pub(crate) fn page(context: &RequestContext) -> Answer {
    let done =
        ["again", "elsewhere"].into_iter().find(|done| context.confirmation("done") == *done);
    let done = done.map(|done| context.text(&format!("notices-done_{done}")));
    show(context, StatusCode::OK, done, None)
}

fn show(
    context: &RequestContext,
    status: StatusCode,
    done: Option<String>,
    fault: Option<String>,
) -> Answer {
    let (who, now) = (context.who(), context.now());
    let rows = context.app().failed_notices(&who, ROWS, now)?;
    let withheld = rows.is_withheld();
    let rows = rows.given().unwrap_or_default();
    let heading = context.text("page-notices");
    let page = NoticesPage {
        layout: Layout::new(context, &heading),
        heading,
        action: context.to("/desk/notices"),
        token: context.token()?,
        done,
        fault,
        withheld,
        more: (rows.len() == ROWS)
            .then(|| context.format("notices-more", &[("n", (ROWS as i64).into())])),
        rows: rows.iter().map(|failed| row(context, failed)).collect(),
    };
    html_with(status, &page)
}

fn row(context: &RequestContext, failed: &FailedNotice) -> Row {
    let FailedNotice { notice, row } = failed;
    let zone = &context.rules.deadline_calendar().zone;
    let at = Instant(notice.ended_at.unwrap_or(notice.at));
    let at = messages::instant(context.language, at, zone);
    let path = format!("/dossier/{}", encode(&row.code));
    Row {
        id: notice.id,
        href: context.link(&path, &Params::default()),
        code: row.code.clone(),
        address: notice.shown_address().to_owned(),
        subject: notices::describe(context, notice).subject,
        tried: context.format("notices-tried", &[("n", notice.tries.into()), ("at", at.into())]),
        trouble: trouble_text(context, &notice.trouble),
        letter: app::turn_of(notice)
            .filter(|turn| turn.kind == app::LETTER)
            .map(|_| context.to(&format!("{path}/do/send_apology"))),
    }
}

/// Why the last try failed, in words.
pub(in crate::pages) fn trouble_text(context: &RequestContext, word: &str) -> String {
    let (word, code) = word.split_once(' ').unwrap_or((word, ""));
    let word = if word.is_empty() { "unknown" } else { word };
    context.format(&format!("notices-trouble_{word}"), &[("code", code.into())])
}

/// Takes what an officer does about one of them.
pub(crate) fn post(context: &RequestContext) -> Answer {
    let (word, remedy) = match context.form.raw("act") {
        "again" => ("again", NoticeRemedy::TryAgain),
        "elsewhere" => ("elsewhere", NoticeRemedy::ReachedElsewhere),
        _ => return Err(Error::BadForm),
    };
    let id = context.form.raw("id").parse().map_err(|_| Error::BadForm)?;
    let clocks = (context.now(), context.machine_now());
    if context.app().remedy_notice(&context.who(), id, remedy, clocks)? {
        return see(&context.confirmed("/desk/notices", &Params::default().with("done", word)));
    }
    let fault = context.text("notices-changed");
    show(context, StatusCode::CONFLICT, None, Some(fault))
}
