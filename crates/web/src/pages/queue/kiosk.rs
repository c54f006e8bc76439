//! The kiosk of a desk: a page for a touch screen at the entrance, opened by its link. Who presses a line
//! gets a ticket with a number; the page asks for nothing of a person.

use app::Failure;
use askama::Template;
use axum::http::header::REFRESH;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;

use super::{Line, before, lines, refusal};
use crate::address::encode;
use crate::answer::{Answer, Error, html, html_with, see};
use crate::layout::Layout;
use crate::pages::desk;
use crate::request_context::RequestContext;

/// Seconds for which a ticket stands on the screen.
const SECONDS: u32 = 20;
/// Calls of today from which the page says how long the last ones waited.
const LATEST: usize = 10;

#[derive(Template)]
#[template(path = "queue/kiosk.html")]
struct KioskPage {
    layout: Layout,
    desk: String,
    faults: Vec<crate::fields::Fault>,
    action: String,
    token: String,
    key: String,
    lines: Vec<(Line, String)>,
    priority: bool,
}

/// The desk whose kiosk the address opens.
fn desk_of(context: &RequestContext) -> Result<String, Error> {
    context.app().kiosk_of(&context.code)?.ok_or(Error::NoPage)
}

fn path(context: &RequestContext) -> String {
    format!("/queue/kiosk/{}", encode(&context.code))
}

/// A screen that leads nowhere else.
fn bare(context: &RequestContext, heading: &str) -> Layout {
    let mut layout = Layout::new(context, heading);
    (layout.sections, layout.footer, layout.person) = Default::default();
    layout.not_indexed = true;
    layout
}

/// The lines to choose from.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let desk = desk_of(context)?;
    show(context, &desk, StatusCode::OK, None)
}

fn show(context: &RequestContext, desk: &str, status: StatusCode, why: Option<String>) -> Answer {
    let day = context.app().queue_day(desk, context.now())?;
    let line = |line: Line| {
        let n = super::waiting(&day, &line.letter) as i64;
        let waiting = context.format("tickets-waiting", &[("n", n.into())]);
        (line, waiting)
    };
    let heading = context.text("page-queue_kiosk");
    let page = KioskPage {
        layout: bare(context, &heading),
        desk: context.names().unit(desk),
        faults: why.into_iter().map(|why| crate::fields::Fault::new("", why)).collect(),
        action: context.to(&path(context)),
        token: context.token()?,
        key: context.random_text(),
        lines: lines(context, desk).into_iter().map(line).collect(),
        priority: context.form.raw("priority") == "1",
    };
    refreshed(html_with(status, &page)?, &context.to(&path(context)))
}

/// An answer after which the screen shows the lines again, so that numbers and refusals do not stay.
fn refreshed(mut answer: Response, lines: &str) -> Answer {
    if let Ok(refresh) = HeaderValue::from_str(&format!("{SECONDS}; url={lines}")) {
        answer.headers_mut().insert(REFRESH, refresh);
    }
    Ok(answer)
}

/// Draws a ticket.
pub(crate) fn draw(context: &RequestContext) -> Answer {
    let desk = desk_of(context)?;
    let priority = context.form.raw("priority") == "1";
    let key = context.command_key(format!("{}.ticket", desk::form_key(context)?));
    let line = context.form.raw("line");
    match context.app().draw_ticket(&desk, (line, priority), (key, context.now())) {
        Ok(ticket) => see(&context.to(&format!("{}/{ticket}", path(context)))),
        Err(Failure::Queue(why)) => {
            show(context, &desk, StatusCode::CONFLICT, Some(refusal(context, &why)))
        }
        Err(failure) => Err(failure.into()),
    }
}

#[derive(Template)]
#[template(path = "queue/ticket.html")]
struct TicketPage {
    layout: Layout,
    agency: String,
    desk: String,
    ticket: String,
    line: String,
    priority: bool,
    drawn: String,
    before: String,
    lately: Option<String>,
    again: String,
}

/// A ticket of today, to be printed; the screen returns to the lines by itself.
pub(crate) fn ticket(context: &RequestContext) -> Answer {
    let desk = desk_of(context)?;
    let (day, zone) = (context.app().queue_day(&desk, context.now())?, context.zone());
    let ticket = day.tickets.get(&context.part).ok_or(Error::NoPage)?;
    let line = lines(context, &desk).into_iter().find(|line| line.letter == ticket.line);
    let n = before(&day, &context.part) as i64;
    let agency = context.rules.agency.as_ref();
    let again = context.to(&path(context));
    let answer = html(&TicketPage {
        layout: bare(context, &context.text("page-queue_ticket")),
        agency: agency.map(|one| crate::layout::name(one, context.language)).unwrap_or_default(),
        desk: context.names().unit(&desk),
        ticket: context.part.clone(),
        line: line.map(|line| line.name).unwrap_or_default(),
        priority: ticket.priority,
        drawn: messages::instant(context.language, ticket.drawn_at, zone),
        before: context.format("tickets-before", &[("n", n.into())]),
        lately: lately(context, &day, ticket),
        again: again.clone(),
    })?;
    refreshed(answer, &again)
}

/// How long the half of those who were called last in the same line waited, no forecast; nothing where
/// there were few.
fn lately(
    context: &RequestContext,
    day: &affairs::queue_day::QueueDay,
    ticket: &affairs::queue_day::Ticket,
) -> Option<String> {
    let same = day.visits.iter().rev().filter(|visit| {
        visit.line == ticket.line && visit.priority == ticket.priority && visit.called.is_some()
    });
    let latest: Vec<_> = same.take(LATEST).collect();
    let figures = affairs::queue_day::figures::QueueFigures::of(latest.iter().copied());
    let minutes = figures.waiting.median? / 60;
    let values = [("n", (latest.len() as i64).into()), ("minutes", minutes.into())];
    Some(context.format("tickets-lately", &values))
}
