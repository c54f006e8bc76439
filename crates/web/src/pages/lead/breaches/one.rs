//! One breach: what is known of it, what was done and who was informed, and the acts of an officer who is
//! responsible.

use affairs::breach::{Breach, Event, Known, Notified, PersonsInformed};
use app::{BreachTurn, Failure, VisibleBreach};
use askama::Template;
use axum::http::StatusCode;

use super::{back, form, href, instant, left, name, nature, notified, refusal, tag};
use crate::answer::{Answer, Error, html_with, see};
use crate::fields::Fault;
use crate::layout::Layout;
use crate::pages::act_forms::{self, ActForm};
use crate::pages::lead::turn::Turn;
use crate::request_context::RequestContext;

/// Every act on a breach, the recording first.
pub(super) const ACTS: [&str; 7] =
    ["record", "notify", "leave_out", "inform", "measure", "correct", "close"];

#[derive(Template)]
#[template(path = "lead/breach.html")]
struct Page {
    layout: Layout,
    heading: String,
    back: String,
    done: Option<String>,
    tag: (&'static str, String),
    /// The hours that are left, where a notice is still due.
    left: Option<String>,
    facts: Vec<(String, String)>,
    withheld: bool,
    turns: Vec<Turn>,
    acts: Vec<ActForm>,
    action: String,
    token: String,
    key: String,
    faults: Vec<Fault>,
}

fn open(context: &RequestContext) -> Result<VisibleBreach, Error> {
    let breach = context.app().open_breach(&context.who(), &context.code, context.now())?;
    breach.ok_or(Error::NoPage)
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    show(context, &open(context)?, StatusCode::OK, ("", Vec::new()))
}

/// The acts of an officer on a breach, in order.
fn codes(visible: &VisibleBreach) -> Vec<&'static str> {
    let breach = &visible.breach;
    if visible.obstacle.is_some() {
        return Vec::new();
    }
    let mut codes = Vec::new();
    if breach.body_waits() {
        codes.extend(["notify", "leave_out"]);
    }
    if breach.persons_wait() {
        codes.push("inform");
    }
    codes.extend(["measure", "correct"]);
    if matches!(breach.notified, Some(Notified::LeftOut { .. })) {
        codes.push("notify");
    }
    if !breach.persons_wait() {
        codes.push("inform");
    }
    if !breach.waits() && breach.measures > 0 {
        codes.push("close");
    }
    codes
}

fn data(context: &RequestContext, known: &Known) -> String {
    let kinds = known.data.iter().map(|kind| context.text(&format!("breach-data_{}", kind.code())));
    kinds.collect::<Vec<_>>().join("; ")
}

fn informed(context: &RequestContext, informed: &PersonsInformed) -> String {
    let way = context.text(&format!("breach-way_{}", informed.way.code()));
    let values = [("n", informed.persons.map_or(0, i64::from).into())];
    let persons = informed.persons.map(|_| context.format("breach-so_many", &values));
    [Some(way), persons, Some(instant(context, informed.at))]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
}

fn facts(context: &RequestContext, breach: &Breach) -> Vec<(String, String)> {
    let label = |key: &str| context.text(&format!("breach-{key}"));
    let mut facts = Vec::new();
    if let Some(known) = &breach.known {
        facts.push((label("discovered"), instant(context, known.discovered_at)));
        facts.push((label("notify_by"), instant(context, known.notify_by)));
        facts.push((label("nature"), nature(context, breach)));
        facts.push((label("data"), data(context, known)));
        facts.extend(known.persons.map(|n| (label("persons"), context.number(u64::from(n)))));
        if known.must_inform_persons() {
            facts.push((label("persons_due"), label("persons_due_said")));
        }
    }
    facts.extend(notified(context, breach).map(|body| (label("notified"), body)));
    facts.extend(
        breach.persons_informed.iter().map(|one| (label("informed"), informed(context, one))),
    );
    facts.push((label("by"), context.names().officer(&breach.by)));
    facts.extend(breach.closed.map(|when| (label("closed"), instant(context, when))));
    facts
}

fn turn(context: &RequestContext, turn: &BreachTurn) -> Turn {
    let (kind, said) = match &turn.event {
        Event::Recorded(known) => ("recorded", known_said(context, known)),
        Event::Corrected(known) => ("corrected", known_said(context, known)),
        Event::Measured => ("measured", String::new()),
        Event::Notified { body, number, notified_at } => {
            ("notified", format!("{body}, {number}, {}", instant(context, *notified_at)))
        }
        Event::NotNotified => ("not_notified", String::new()),
        Event::PersonsInformed { way, informed_at, persons } => {
            let one = PersonsInformed { way: *way, at: *informed_at, persons: *persons };
            ("persons_informed", informed(context, &one))
        }
        Event::Closed => ("closed", String::new()),
    };
    Turn {
        title: context.text(&format!("breach-turn_{kind}")),
        by: format!("{}, {}", context.names().officer(&turn.actor), instant(context, turn.at)),
        said,
        text: turn.text.clone(),
    }
}

/// What was known, in a line, so that a later correction can be compared.
fn known_said(context: &RequestContext, known: &Known) -> String {
    let nature = context.text(&format!("breach-nature_{}", known.nature.code()));
    let values = [("n", known.persons.map_or(0, i64::from).into())];
    let persons = known.persons.map(|_| context.format("breach-so_many", &values));
    let discovered = context.text("breach-discovered");
    let when = format!("{discovered}: {}", instant(context, known.discovered_at));
    let parts = [Some(nature), Some(data(context, known)), persons, Some(when)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn show(
    context: &RequestContext,
    visible: &VisibleBreach,
    status: StatusCode,
    (failed, faults): (&'static str, Vec<Fault>),
) -> Answer {
    let breach = &visible.breach;
    let heading = context.format("breach-heading", &[("name", name(&visible.id).into())]);
    let turns = visible.turns.clone().given().unwrap_or_default();
    let done = match context.confirmation("done") {
        "" => None,
        done => Some(context.text(&format!("breach-done_{done}"))),
    };
    let of_act = |act: &'static str| form::of(context, act, Some(breach));
    let acts = ("breach", codes(visible), &["close"][..]);
    let page = Page {
        layout: Layout::new(context, &heading),
        heading,
        back: context.to("/breaches"),
        done,
        tag: tag(context, breach),
        left: breach.notify_by().filter(|_| breach.waits()).map(|by| left(context, by)),
        facts: facts(context, breach),
        withheld: visible.turns.is_withheld(),
        turns: turns.iter().map(|one| turn(context, one)).collect(),
        acts: act_forms::shown(context, acts, of_act, (failed, &faults)),
        action: href(context, &visible.id),
        token: context.token()?,
        key: context.random_text(),
        faults,
    };
    html_with(status, &page)
}

/// Takes an act.
pub(crate) fn send(context: &RequestContext) -> Answer {
    let visible = open(context)?;
    let asked = context.form.raw("act");
    let act = ACTS.into_iter().skip(1).find(|act| *act == asked).ok_or(Error::BadForm)?;
    let failed = |status, faults| show(context, &visible, status, (act, faults));
    let mut form = form::of(context, act, None);
    form.fill(&context.form);
    let faults = form.check(context);
    if !faults.is_empty() {
        return failed(StatusCode::UNPROCESSABLE_ENTITY, faults);
    }
    let command = form::command(act, &form).ok_or(Error::BadForm)?;
    let key = (context.command_key(context.form.raw("key")), context.now());
    let salt = context.random_text();
    match context.app().act_on_breach(&context.who(), &visible.id, command, salt, key) {
        Ok(()) | Err(Failure::AlreadyDone { .. }) => see(&back(context, &visible.id, act)),
        Err(Failure::Breach(why)) => {
            // As it stands now, with the form that keeps what was typed.
            let fault = Fault::new(form::field_of(why), refusal(context, why));
            show(context, &open(context)?, StatusCode::CONFLICT, (act, vec![fault]))
        }
        Err(failure) => Err(failure.into()),
    }
}
