//! The queue of a desk: the kiosk that gives tickets, the screen that calls them, the counters that serve
//! them, and the figures of waiting. Here stands what these pages share.

pub(crate) mod counter;
pub(crate) mod figures;
pub(crate) mod kiosk;
pub(crate) mod link;
pub(crate) mod screen;

use affairs::queue_day::{Place, QueueDay, Refusal};
use rules::QueueLine;

use crate::answer::Error;
use crate::layout::Layout;
use crate::request_context::RequestContext;

/// A line, in words.
pub(super) struct Line {
    pub letter: String,
    pub name: String,
    pub fields: String,
}

/// The lines of a desk.
pub(super) fn lines(context: &RequestContext, desk: &str) -> Vec<Line> {
    let agency = context.rules.agency.as_ref();
    let lines = agency.map(|agency| agency.lines_of(desk)).unwrap_or_default();
    let names = context.names();
    let line = |line: &QueueLine| Line {
        letter: line.letter.clone(),
        name: context.language.choose(&line.name, &line.name_en).to_owned(),
        fields: line.fields.iter().map(|field| names.field(field)).collect::<Vec<_>>().join(", "),
    };
    lines.into_iter().map(line).collect()
}

/// Whether people wait at a desk by tickets.
fn has_queue(context: &RequestContext, desk: &str) -> bool {
    let agency = context.rules.agency.as_ref();
    agency.is_some_and(|agency| !agency.lines_of(desk).is_empty())
}

/// How many wait in a line.
pub(super) fn waiting(day: &QueueDay, letter: &str) -> usize {
    day.waiting(letter).count()
}

/// Whole minutes between two instants.
pub(super) fn minutes(from: calendar::Instant, to: calendar::Instant) -> i64 {
    (to.0 - from.0).max(0) / 60_000
}

/// How many wait before a ticket in its line: those whose place is earlier, and those with priority
/// before one without.
pub(super) fn before(day: &QueueDay, name: &str) -> usize {
    let Some(own) = day.tickets.get(name).filter(|ticket| ticket.place == Place::Waiting) else {
        return 0;
    };
    let place = |ticket: &affairs::queue_day::Ticket| (!ticket.priority, ticket.order);
    let goes_first = |(_, ticket): &(&str, &affairs::queue_day::Ticket)| place(ticket) < place(own);
    day.waiting(&own.line).filter(goes_first).count()
}

/// The layout of a page of the desk, which names the ticket that the officer serves.
pub(crate) fn layout(context: &RequestContext, heading: &str) -> Layout {
    let mut layout = Layout::new(context, heading);
    let actor = context.actor();
    if !has_queue(context, &actor.unit) {
        return layout;
    }
    // The page does without the sentence where the queue cannot be read.
    let day = context.app().queue_day(&actor.unit, context.now()).ok();
    let serving = day.as_ref().and_then(|day| day.counter_of(&actor.id));
    layout.notices.extend(serving.and_then(|(number, counter)| {
        let ticket = counter.serving.as_deref()?;
        let values = [("n", number.to_string().into()), ("ticket", ticket.into())];
        Some(context.format("tickets-serving_now", &values))
    }));
    layout
}

/// How many wait for the counter that the officer has open.
///
/// # Errors
/// The queue cannot be read.
pub(crate) fn waiting_count(context: &RequestContext) -> Result<u64, Error> {
    let actor = context.actor();
    if !has_queue(context, &actor.unit) {
        return Ok(0);
    }
    let day = context.app().queue_day(&actor.unit, context.now())?;
    let Some((number, _)) = day.counter_of(&actor.id) else { return Ok(0) };
    Ok(day.waiting_for(number).count() as u64)
}

/// Why the queue refuses, in words.
pub(super) fn refusal(context: &RequestContext, why: &Refusal) -> String {
    let value = match why {
        Refusal::CounterTaken(officer) => context.names().officer(officer),
        Refusal::OtherCounter(number) => number.to_string(),
        Refusal::Serving(ticket) | Refusal::NotServing(ticket) => ticket.clone(),
        Refusal::Closed => {
            let desk = context.rules.desk_calendar();
            messages::instant(context.language, desk.next_open(context.now()), &desk.zone)
        }
        _ => String::new(),
    };
    context.format(&format!("tickets-refused_{}", why.code()), &[("value", value.into())])
}
