//! The months of the agency: open, closed, restated; all tables of one, the form that closes and signs
//! them, and of a closed one each figure that is another now. Counts nothing.

mod tables;

use affairs::closed_month::{Refusal, Signature};
use app::{
    AgencyAction, CommandKey, Failure, Figures, LaterEntry, MonthMark, MonthView, NoPermit,
    Restated, Right, allow, permit_agency,
};
use askama::Template;
use axum::http::StatusCode;
use calendar::{Day, Instant};
use indicators::definitions;

use self::tables::{Changed, Table};
use crate::address::Params;
use crate::answer::{Answer, Error, html, html_with, see};
use crate::dates::month_text;
use crate::fields::{Fault, Field};
use crate::layout::Layout;
use crate::pages::step_up;
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "lead/months.html")]
struct MonthsPage {
    layout: Layout,
    heading: String,
    rows: Vec<Row>,
}

struct Row {
    href: String,
    month: String,
    state: String,
    restated: bool,
}

#[derive(Template)]
#[template(path = "lead/month.html")]
struct MonthPage {
    layout: Layout,
    heading: String,
    back: String,
    action: String,
    token: String,
    key: String,
    faults: Vec<Fault>,
    done: Option<String>,
    /// Why an open month cannot be closed.
    obstacle: Option<String>,
    closed: bool,
    /// The definitions of the count, and the officers who closed and signed the month.
    lines: Vec<String>,
    changed: Option<(String, Vec<Changed>)>,
    entries: Vec<[String; 5]>,
    total: Table,
    tables: Vec<Table>,
    digest: String,
    /// The button, for those who may sign.
    button: Option<String>,
    said: String,
    step: Option<Field>,
}

fn at(context: &RequestContext, at: Instant) -> String {
    messages::instant(context.language, at, context.zone())
}

/// The facts of the agency's own register.
fn figures(context: &RequestContext) -> Result<Figures, Error> {
    let own = context.rules.agency.as_ref().ok_or(Error::NoPage)?;
    context.app().figures(Some(&own.code))?.map_err(|_| Error::NoPage)
}

/// The months that have ended, the latest first.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let figures = figures(context)?;
    let (now, today) = (context.now(), context.today());
    let first = figures.facts.values().days().map_or(today, |(first, _)| first);
    let marks = context.app().month_marks(&figures, (first, today), now)?;
    let mut rows = Vec::new();
    let (mut year, mut month, _) = first.ymd();
    while next(year, month) <= today {
        let name = format!("{year:04}-{month:02}");
        let mark = marks.iter().find(|mark| mark.month == name);
        rows.push(Row {
            href: context.to(&format!("/months/{name}")),
            month: month_text(&name),
            state: state(context, mark),
            restated: mark.is_some_and(|mark| mark.restated),
        });
        (year, month, _) = next(year, month).ymd();
    }
    rows.reverse();
    let heading = context.text("page-months");
    html(&MonthsPage { layout: Layout::new(context, &heading), heading, rows })
}

/// The first day of the next month.
fn next(year: i16, month: i8) -> Day {
    if month == 12 { Day::from_ymd(year + 1, 1, 1) } else { Day::from_ymd(year, month + 1, 1) }
}

fn state(context: &RequestContext, mark: Option<&MonthMark>) -> String {
    let Some(mark) = mark else { return context.text("months-open") };
    let closed = context.format("months-closed", &[("at", at(context, mark.closed_at).into())]);
    match mark.signed {
        true => closed,
        false => format!("{closed} ({})", context.text("months-unsigned")),
    }
}

/// A sentence on each closed month of a period, and whether a figure of it is another now.
pub(crate) fn marks(
    context: &RequestContext,
    figures: &Figures,
    period: (Day, Day),
    as_of: Instant,
) -> Result<Vec<(String, Option<String>)>, Error> {
    let marks = context.app().month_marks(figures, period, as_of)?;
    let sees = allow(&context.who(), Right::Months).is_ok();
    let line = |mark: &MonthMark| {
        let key = if mark.restated { "month-mark_restated" } else { "month-mark" };
        let day = messages::date_of(figures.zone.day(mark.closed_at));
        let values = [("month", month_text(&mark.month).into()), ("at", day.into())];
        let href = sees.then(|| context.to(&format!("/months/{}", mark.month)));
        (context.format(key, &values), href)
    };
    Ok(marks.iter().map(line).collect())
}

/// A month with all its tables.
pub(crate) fn month(context: &RequestContext) -> Answer {
    let done = !context.confirmation("done").is_empty();
    let month = month_text(&context.code);
    let done = done.then(|| context.format("month-done", &[("month", month.into())]));
    show(context, StatusCode::OK, Vec::new(), done)
}

fn read(context: &RequestContext) -> Result<(Figures, MonthView, Restated), Error> {
    let figures = figures(context)?;
    let (month, now) = (&context.code, context.now());
    let answer = context.app().ask(|inquiry| {
        let Some(view) = inquiry.month(&figures, month, now)? else { return Ok(None) };
        let restated = inquiry.restated(&figures, &view, inquiry.now(now)?)?;
        Ok(Some((view, restated)))
    })?;
    let (view, restated) = answer.ok_or(Error::NoPage)?;
    Ok((figures, view, restated))
}

fn show(
    context: &RequestContext,
    status: StatusCode,
    faults: Vec<Fault>,
    done: Option<String>,
) -> Answer {
    let (figures, view, restated) = read(context)?;
    let month = month_text(&view.month);
    let named = |key: &str| context.format(key, &[("month", month.as_str().into())]);
    let heading = named("page-month");
    let closed = view.state.closed.is_some();
    let signs = allow(&context.who(), Right::SignMonths).is_ok() && view.state.signed.is_none();
    let obstacle = view.obstacle.filter(|_| !closed);
    let button = (signs && obstacle.is_none())
        .then(|| context.text(if closed { "month-sign" } else { "month-close" }));
    let step = (button.is_some() && step_up::is_requested(context))
        .then(|| step_up::field(context, &faults));
    let mut tables = tables::of(context, &view);
    let page = MonthPage {
        layout: Layout::new(context, &heading),
        heading,
        back: context.to("/months"),
        action: context.to(&format!("/months/{}", view.month)),
        token: context.token()?,
        key: context.random_text(),
        faults,
        done,
        obstacle: obstacle.map(|why| reason(context, &view.month, why)),
        closed,
        lines: lines(context, &view),
        changed: closed.then(|| changed(context, &restated)),
        entries: restated.entries.iter().map(|entry| later(context, entry, &figures)).collect(),
        total: tables.remove(0),
        tables,
        digest: view.digest,
        button,
        said: named("month-sign_said"),
        step,
    };
    html_with(status, &page)
}

/// Why a month is not closed or signed, and what is possible instead.
fn reason(context: &RequestContext, month: &str, why: Refusal) -> String {
    let instant = why.at().map(|instant| at(context, instant)).unwrap_or_default();
    let values = [("month", month_text(month).into()), ("at", instant.into())];
    context.format(&format!("month-why_{}", why.code()), &values)
}

fn lines(context: &RequestContext, view: &MonthView) -> Vec<String> {
    let Some((closed, frozen)) = &view.state.closed else {
        let as_of = ("at", at(context, context.now()).into());
        let version = ("definitions", definitions::VERSION.into());
        let digest = ("digest", view.digest.as_str().into());
        let as_of = context.format("month-known", &[as_of, version]);
        return vec![as_of, context.format("month-digest", &[digest])];
    };
    let by = |key: &str, signature: &Signature| {
        let by = match signature.by.as_str() {
            "system" => context.text("month-owner"),
            officer => context.names().officer(officer),
        };
        context.format(key, &[("at", at(context, signature.at).into()), ("by", by.into())])
    };
    let mut lines = vec![by("month-closed_by", closed)];
    lines.extend(view.state.signed.as_ref().map(|signed| by("month-signed_by", signed)));
    let as_of = ("at", at(context, frozen.as_of).into());
    let version = ("definitions", frozen.definitions.as_str().into());
    lines.push(context.format("month-known", &[as_of, version]));
    lines.push(context.format("month-digest", &[("digest", frozen.digest.as_str().into())]));
    if frozen.definitions != definitions::VERSION {
        let then = ("then", frozen.definitions.as_str().into());
        let now = ("now", definitions::VERSION.into());
        lines.push(context.format("month-older_definitions", &[then, now]));
    }
    lines
}

fn changed(context: &RequestContext, restated: &Restated) -> (String, Vec<Changed>) {
    let rows: Vec<Changed> =
        restated.figures.iter().map(|one| tables::changed(context, one)).collect();
    let n = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let text = match n {
        0 => context.text("month-restated_none"),
        n => context.format("month-restated_said", &[("n", n.into())]),
    };
    (text, rows)
}

fn later(context: &RequestContext, entry: &LaterEntry, figures: &Figures) -> [String; 5] {
    let kind = match entry.kind.as_str() {
        // The desk's refusal of a result; the decision that declines has that word in texts.
        "result_declined" => "desk_declined",
        kind => kind,
    };
    let zone = &figures.zone;
    let [happened, logged] = [entry.happened_at, entry.logged_at]
        .map(|at| messages::instant(context.language, at, zone));
    let what = context.format(
        &format!("event-{kind}"),
        &[messages::naming(context.rule_set(Some(entry.happened_at)))],
    );
    let who = match entry.actor.as_str() {
        actor if context.rules.officer(actor).is_some() => context.names().officer(actor),
        actor => actor.to_owned(),
    };
    [entry.code.clone(), what, happened, logged, who]
}

/// Closes the month and signs it, or signs one that was closed without a signature.
pub(crate) fn sign(context: &RequestContext) -> Answer {
    let (_, view, _) = read(context)?;
    let seen = context.form.raw("seen").to_owned();
    let key = context.form.raw("key").to_owned();
    let refuse = |why: Refusal| {
        let fault = Fault::new("", reason(context, &view.month, why));
        show(context, StatusCode::CONFLICT, vec![fault], None)
    };
    // Who may not sign is refused before a code is asked for.
    let (who, factor) = (context.who(), context.second_factor());
    let permit = permit_agency((&who, factor), AgencyAction::CloseMonth, &view.month);
    if let Err(why @ NoPermit::NotPermitted) = permit {
        return Err(Failure::from(why).into());
    }
    // What is refused uses up no code; a form that was sent twice has its answer by its key.
    let closed = view.state.closed.is_some();
    match view.obstacle {
        Some(why) if !closed => return refuse(why),
        _ if view.state.signed.is_none() && seen != view.digest => {
            return refuse(Refusal::TablesChanged);
        }
        _ => {}
    }
    let second_factor = match step_up::take(context)? {
        Ok(second_factor) => second_factor,
        Err(fault) => return show(context, StatusCode::UNPROCESSABLE_ENTITY, vec![fault], None),
    };
    let (app, now) = (context.app(), context.now());
    let by = (&context.who(), second_factor);
    let permit = permit_agency(by, AgencyAction::CloseMonth, &view.month).map_err(Failure::from)?;
    let key = Some(CommandKey::new(key, &[&seen]));
    let done = match closed {
        true => app.sign_month(&permit, &seen, key, now),
        false => app.close_month(&permit, Some(&seen), key, now),
    };
    match done {
        Ok(_) | Err(Failure::AlreadyDone { .. }) => {
            let done = Params::default().with("done", "1");
            see(&context.confirmed(&format!("/months/{}", view.month), &done))
        }
        Err(Failure::MonthRefused(why)) => refuse(why),
        Err(failure) => Err(failure.into()),
    }
}
