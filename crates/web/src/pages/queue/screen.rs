//! The screen in the hall: the number that each counter serves, and the last calls. Without links and
//! without a script: the browser asks again by the header `Refresh`.

use askama::Template;
use axum::http::HeaderValue;
use axum::http::header::REFRESH;

use super::{Line, lines};
use crate::answer::{Answer, Error, html};
use crate::layout::Layout;
use crate::request_context::RequestContext;

/// Calls below the counters.
const CALLS: usize = 6;
/// Seconds until the browser asks again.
const SECONDS: &str = "7";
/// A call is marked as new for so long.
const NEW_MILLIS: i64 = 20_000;

#[derive(Template)]
#[template(path = "queue/screen.html")]
struct ScreenPage {
    layout: Layout,
    desk: String,
    at: String,
    counters: Vec<Served>,
    calls: Vec<(String, u32)>,
    lines: Vec<(Line, String)>,
}

/// A counter and what it serves.
struct Served {
    number: u32,
    ticket: Option<String>,
    /// Called, or called again, just now.
    new: bool,
}

/// The desk that the address names, else the first one with a queue.
fn desk_of(context: &RequestContext) -> Result<String, Error> {
    let agency = context.rules.agency.as_ref().ok_or(Error::NoPage)?;
    let asked = context.params.get("desk");
    let mut lines = agency.queue_lines.iter();
    let line = lines.find(|line| asked.is_none_or(|asked| asked == line.unit));
    line.map(|line| line.unit.clone()).ok_or(Error::NoPage)
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let desk = desk_of(context)?;
    let day = context.app().queue_day(&desk, context.now())?;
    let open = day.counters.iter().filter(|(_, counter)| counter.officer.is_some());
    let served = |number: u32, ticket: &Option<String>| {
        let last = day.calls.iter().rev().find(|call| call.counter == number);
        let is_new = |call: &affairs::queue_day::Call| {
            ticket.as_deref() == Some(call.ticket.as_str())
                && context.now().0 - call.at.0 < NEW_MILLIS
        };
        Served { number, ticket: ticket.clone(), new: last.is_some_and(is_new) }
    };
    let line = |line: Line| {
        let n = super::waiting(&day, &line.letter) as i64;
        let waiting = context.format("tickets-waiting", &[("n", n.into())]);
        (line, waiting)
    };
    let heading = context.text("page-queue_screen");
    let mut layout = Layout::new(context, &heading);
    (layout.sections, layout.footer, layout.person) = Default::default();
    let zone = context.zone();
    let mut answer = html(&ScreenPage {
        layout,
        desk: context.names().unit(&desk),
        at: messages::instant(context.language, context.now(), zone),
        counters: open.map(|(number, counter)| served(*number, &counter.serving)).collect(),
        calls: day
            .calls
            .iter()
            .rev()
            .take(CALLS)
            .map(|call| (call.ticket.clone(), call.counter))
            .collect(),
        lines: lines(context, &desk).into_iter().map(line).collect(),
    })?;
    answer.headers_mut().insert(REFRESH, HeaderValue::from_static(SECONDS));
    Ok(answer)
}
