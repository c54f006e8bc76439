//! The screen in the hall of a desk: which results are ready, by the short number of the slip, and
//! counts of today. Without links and without a script: the browser asks again by the header `Refresh`.

use askama::Template;
use axum::http::HeaderValue;
use axum::http::header::REFRESH;
use indicators::SMALLEST;
use rules::UnitKind;

use crate::answer::{Answer, Error, html};
use crate::layout::Layout;
use crate::request_context::RequestContext;

/// Numbers on the screen: as many as are read at three metres.
const NUMBERS: usize = 24;
/// Seconds until the browser asks again.
const SECONDS: &str = "30";

#[derive(Template)]
#[template(path = "board.html")]
struct BoardPage {
    layout: Layout,
    desk: String,
    at: String,
    ready: Vec<String>,
    counts: [(String, String); 2],
}

/// The page of the desk that the address names, else of the agency's first desk.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let units = context.rules.agency.iter().flat_map(|agency| &agency.units);
    let mut desks = units.filter(|unit| {
        unit.valid(context.today()) && matches!(unit.kind, UnitKind::Desk | UnitKind::Ward)
    });
    let desk = match context.params.get("desk") {
        Some(code) => desks.find(|unit| unit.code == code),
        None => desks.next(),
    };
    let desk = desk.ok_or(Error::NoPage)?;
    let board = context.app().board(&desk.code, NUMBERS, context.now())?;
    let heading = context.text("page-board");
    let mut layout = Layout::new(context, &heading);
    (layout.sections, layout.footer, layout.person) = Default::default();
    let zone = &context.rules.deadline_calendar().zone;
    let count = |key: &str, n: u64| (context.text(key), withheld_reason(context, n));
    let mut answer = html(&BoardPage {
        layout,
        desk: context.names().unit(&desk.code),
        at: messages::instant(context.language, context.now(), zone),
        ready: board.ready,
        counts: [count("board-waiting", board.waiting), count("board-given", board.given_out)],
    })?;
    answer.headers_mut().insert(REFRESH, HeaderValue::from_static(SECONDS));
    Ok(answer)
}

/// A public count: of fewer than five only that they are few.
fn withheld_reason(context: &RequestContext, n: u64) -> String {
    match n {
        0 => context.number(0),
        n if n < SMALLEST => context.format("board-few", &[("n", (SMALLEST as i64).into())]),
        n => context.number(n),
    }
}
