//! The counter of an officer of the desk: opened for lines, calls the next ticket, calls again, notes who did
//! not come, sends on, ends; says who waits.

use affairs::queue_day::{Command, MAX_COUNTER, QueueDay};
use app::Failure;
use askama::Template;
use axum::http::StatusCode;

use super::{Line, before, lines, minutes, refusal};
use crate::address::Params;
use crate::answer::{Answer, Error, html_with, see};
use crate::fields::{Choice, Fault};
use crate::layout::Layout;
use crate::pages::desk;
use crate::request_context::RequestContext;

/// Tickets that a line shows.
const NEXT: usize = 6;

#[derive(Template)]
#[template(path = "queue/counter.html")]
struct CounterPage {
    layout: Layout,
    heading: String,
    faults: Vec<Fault>,
    done: Option<String>,
    action: String,
    token: String,
    key: String,
    /// The counter that the officer has open.
    own: Option<Own>,
    /// The number that is offered for a new counter, and the lines to tick.
    number: String,
    ticks: Vec<Choice>,
    lines: Vec<Waiting>,
    receive: String,
    results: String,
    screen: String,
    figures: String,
    link: String,
}

/// The officer's counter.
struct Own {
    number: u32,
    serving: Option<Serving>,
    /// The ticket that is called next.
    next: Option<String>,
    /// Where the ticket can be sent.
    send_to: Vec<Choice>,
}

/// The ticket that is served.
struct Serving {
    ticket: String,
    line: String,
    priority: bool,
    since: String,
    absences: u32,
    /// What was done with which dossiers: act, code and address.
    dossiers: Vec<(String, String, String)>,
}

/// A line with those who wait.
struct Waiting {
    line: Line,
    n: usize,
    priority: usize,
    longest: String,
    next: String,
    counters: String,
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    show(context, StatusCode::OK, Vec::new())
}

fn show(context: &RequestContext, status: StatusCode, faults: Vec<Fault>) -> Answer {
    let actor = context.actor();
    let day = context.app().queue_day(&actor.unit, context.now())?;
    let lines = lines(context, &actor.unit);
    let own = own(context, &day, &lines)?;
    let ticked: Vec<String> = match &own {
        // The form of the lines was refused: what was ticked stays.
        _ if context.form.raw("act") == "open" => {
            context.form.all("lines").map(str::to_owned).collect()
        }
        Some(_) => day.counter_of(&actor.id).map(|(_, one)| one.lines.clone()).unwrap_or_default(),
        None => Vec::new(),
    };
    let tick = |line: &Line| {
        let mut choice = Choice::new(&line.letter, format!("{} · {}", line.letter, line.name));
        choice.chosen = ticked.contains(&line.letter);
        choice
    };
    let typed = context.form.raw("counter");
    let free = (1..=MAX_COUNTER).find(|number| !day.is_open(*number)).unwrap_or(1);
    let heading = context.text("page-queue_counter");
    let page = CounterPage {
        layout: Layout::new(context, &heading),
        heading,
        faults,
        done: done(context),
        action: context.to("/queue/counter"),
        token: context.token()?,
        key: context.random_text(),
        number: match (&own, typed) {
            (Some(own), _) => own.number.to_string(),
            (None, "") => free.to_string(),
            (None, typed) => typed.to_owned(),
        },
        ticks: lines.iter().map(tick).collect(),
        own,
        lines: lines.into_iter().map(|line| waiting(context, &day, line)).collect(),
        receive: context.to("/desk/receive"),
        results: context.to("/desk/results"),
        screen: context.link("/queue/screen", &Params::default().with("desk", &actor.unit)),
        figures: context.to("/queue/figures"),
        link: context.to("/queue/link"),
    };
    html_with(status, &page)
}

fn done(context: &RequestContext) -> Option<String> {
    let ticket = context.params.get("ticket").unwrap_or_default();
    match context.confirmation("done") {
        done @ ("called" | "absent" | "transferred" | "served" | "recalled" | "opened"
        | "closed" | "drawn") => {
            Some(context.format(&format!("tickets-done_{done}"), &[("ticket", ticket.into())]))
        }
        _ => None,
    }
}

fn own(context: &RequestContext, day: &QueueDay, lines: &[Line]) -> Result<Option<Own>, Error> {
    let actor = context.actor();
    let Some((number, counter)) = day.counter_of(&actor.id) else { return Ok(None) };
    let serving = counter.serving.as_ref().map(|name| serving(context, day, lines, name));
    let others =
        day.counters.iter().filter(|(other, one)| **other != number && one.officer.is_some());
    let line = |line: &Line| Choice::new(&line.letter, format!("{} · {}", line.letter, line.name));
    let counter = |number: &u32| {
        let name = context.format("tickets-counter", &[("n", number.to_string().into())]);
        Choice::new(&number.to_string(), name)
    };
    let send_to = lines.iter().map(line).chain(others.map(|(number, _)| counter(number))).collect();
    Ok(Some(Own {
        number,
        serving: serving.transpose()?,
        next: day.next_of(number).map(str::to_owned),
        send_to,
    }))
}

fn serving(
    context: &RequestContext,
    day: &QueueDay,
    lines: &[Line],
    name: &str,
) -> Result<Serving, Error> {
    let ticket = day.tickets.get(name).ok_or(Error::NoPage)?;
    let mut dossiers = Vec::new();
    for (stream, act) in &ticket.dossiers {
        let opened = context.app().open_stream(&context.who(), stream, context.now())?;
        let act = context.text(&format!("tickets-act_{}", act.code()));
        dossiers.extend(opened.map(|dossier| {
            let href = context.dossier(dossier.name(), &dossier.row.register);
            (act, dossier.view.spoken_code(), href)
        }));
    }
    let line = lines.iter().find(|line| line.letter == ticket.line);
    let called = day.calls.iter().rev().find(|call| call.ticket == name).map(|call| call.at);
    let since = minutes(called.unwrap_or(ticket.drawn_at), context.now());
    Ok(Serving {
        ticket: name.to_owned(),
        line: line.map(|line| line.name.clone()).unwrap_or_default(),
        priority: ticket.priority,
        since: context.format("tickets-called_before", &[("n", since.into())]),
        absences: ticket.absences,
        dossiers,
    })
}

fn waiting(context: &RequestContext, day: &QueueDay, line: Line) -> Waiting {
    let mut tickets: Vec<_> = day.waiting(&line.letter).collect();
    tickets.sort_by_key(|(name, _)| before(day, name));
    let earliest = tickets.iter().map(|(_, ticket)| ticket.drawn_at).min();
    let longest = earliest.map(|at| minutes(at, context.now()));
    let serves = |(_, counter): &(&u32, &affairs::queue_day::Counter)| {
        counter.officer.is_some() && counter.lines.contains(&line.letter)
    };
    let counters = day.counters.iter().filter(serves).map(|(number, _)| number.to_string());
    let counters: Vec<String> = counters.collect();
    let next: Vec<&str> = tickets.iter().take(NEXT).map(|(name, _)| *name).collect();
    Waiting {
        n: tickets.len(),
        priority: tickets.iter().filter(|(_, ticket)| ticket.priority).count(),
        longest: longest
            .map(|n| context.format("tickets-minutes", &[("n", n.into())]))
            .unwrap_or_default(),
        next: next.join(", "),
        counters: match counters.is_empty() {
            true => context.text("tickets-no_counter"),
            false => counters.join(", "),
        },
        line,
    }
}

/// The command of the form, with the word for what was done.
fn command(context: &RequestContext) -> Result<(Command, &'static str), Error> {
    let form = &context.form;
    let ticket = || form.raw("serving").to_owned();
    let number = |name: &str| form.raw(name).trim().parse::<u32>().ok();
    Ok(match form.raw("act") {
        "open" => {
            let lines = form.all("lines").map(str::to_owned).collect();
            (Command::Open { counter: number("counter").unwrap_or(0), lines }, "opened")
        }
        "close" => (Command::Close, "closed"),
        "next" => {
            let serving = Some(ticket()).filter(|ticket| !ticket.is_empty());
            (Command::Next { serving }, "called")
        }
        "finish" => (Command::Finish { serving: ticket() }, "served"),
        "recall" => (Command::Recall { serving: ticket() }, "recalled"),
        "absent" => (Command::Absent { serving: ticket() }, "absent"),
        "transfer" => {
            let to = form.raw("to");
            let counter = to.parse::<u32>().ok();
            // To a counter the ticket goes in its own line.
            let line = counter.is_none().then(|| to.to_owned());
            (Command::Transfer { serving: ticket(), line, counter }, "transferred")
        }
        "draw" => {
            let priority = form.raw("priority") == "1";
            (Command::Draw { line: form.raw("line").to_owned(), priority }, "drawn")
        }
        _ => return Err(Error::BadForm),
    })
}

/// Acts in the queue.
pub(crate) fn act(context: &RequestContext) -> Answer {
    let (command, done) = command(context)?;
    let drawn = match &command {
        Command::Draw { line, .. } => Some(line.clone()),
        _ => None,
    };
    let key = context.command_key(format!("{}.{done}", desk::form_key(context)?));
    let acted = context.app().act_in_queue(&context.who(), command, (key, context.now()));
    let ticket = match (&acted, drawn) {
        (Ok(day), Some(line)) => {
            affairs::queue_day::ticket_name(&line, day.next_number(&line).saturating_sub(1))
        }
        (Err(Failure::AlreadyDone { stream, version }), Some(_)) => {
            context.app().drawn_before(stream, *version)?
        }
        _ => context.form.raw("serving").to_owned(),
    };
    // Another counter may have called the ticket that was next: then only the one before was ended.
    let own = context.actor().id;
    let calls_none =
        |day: &QueueDay| day.counter_of(&own).is_none_or(|(_, counter)| counter.serving.is_none());
    let done = match (&acted, done) {
        (Ok(day), "called") if calls_none(day) => "served",
        _ => done,
    };
    match acted {
        Ok(_) | Err(Failure::AlreadyDone { .. }) => {
            let params = Params::default().with("done", done).with("ticket", &ticket);
            see(&context.confirmed("/queue/counter", &params))
        }
        Err(Failure::Queue(why)) => {
            let faults = vec![Fault::new("", refusal(context, &why))];
            show(context, StatusCode::CONFLICT, faults)
        }
        Err(failure) => Err(failure.into()),
    }
}
