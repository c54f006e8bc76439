//! An officer's queue: what is offered, what is asked of the unit, what is held, the least time
//! left first. Rows alone are read, no dossier is folded.

mod leave;
pub(crate) mod results;
mod row;
mod taken;

use app::{DossierRow, Matches, Order, Pick, Purpose, Shown, VisibleDossier};
use askama::Template;
use axum::http::StatusCode;
use calendar::Instant;
use dossier::{Actor, Role};
use text::sort::sort_key;

pub(crate) use self::row::Applicants;
use self::row::{Offer, Row, Slack};
use crate::address::Params;
use crate::answer::{Answer, Error, html_with, see};
use crate::filters::Choice;
use crate::layout::Layout;
use crate::navigation::MOST;
use crate::pages::digests;
use crate::request_context::RequestContext;

/// Dossiers a page.
const PAGE: usize = 50;
/// Offers and questions shown at once.
const ASIDE: usize = 20;
/// Rows read for the summary and the filters.
const SUMMARY: usize = 1000;
/// Dossiers that a search shows.
const FOUND: usize = 20;

#[derive(Template)]
#[template(path = "work/queue.html")]
struct QueuePage {
    layout: Layout,
    heading: String,
    action: String,
    token: String,
    key: String,
    done: Option<String>,
    /// The digest of today: address and words.
    digest: Option<(String, String)>,
    /// The dossier that is next, after an act: address and code.
    following: Option<(String, String)>,
    /// The lists with their numbers.
    tabs: Vec<(&'static str, String)>,
    /// The dossiers that a bulk acceptance left out, each with the reason.
    faults: Vec<String>,
    q: String,
    found: Option<Vec<Row>>,
    /// Whether there may be more than were found.
    more: bool,
    withheld: bool,
    standing_in: Vec<String>,
    own_leave: Vec<leave::OwnLeave>,
    offers: Vec<Offer>,
    offers_heading: String,
    asked: Vec<Row>,
    held: Vec<Row>,
    held_heading: String,
    /// The number of dossiers by urgency, where not all are shown.
    summary: Vec<(&'static str, String, String)>,
    paused: Vec<Row>,
    procedures: Vec<Choice>,
    steps: Vec<Choice>,
    filtered: bool,
    all: String,
    next: Option<String>,
    first: Option<String>,
    filings: Option<String>,
}

/// The results of a form, shown with the lists.
#[derive(Default)]
struct Response {
    done: Option<String>,
    faults: Vec<String>,
    found: Option<Matches<DossierRow>>,
    /// The applicants of what a search found: their showing is on record, that of the others is not.
    names: Option<Applicants>,
    /// Whether what a search found is withheld: its showing cannot be put on record.
    withheld: bool,
}

/// The queue.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let done = taken::done(context).or_else(|| leave::done(context));
    show(context, StatusCode::OK, Response { done, ..Response::default() })
}

/// Takes a search, many offers at once, or the end of the own leave.
pub(crate) fn send(context: &RequestContext) -> Answer {
    match context.form.raw("what") {
        "find" => find(context),
        "back" => leave::back(context),
        "accept" if context.form.raw("tick") == "1" => {
            show(context, StatusCode::OK, Response::default())
        }
        "accept" => {
            let (accepted, faults) = taken::accept(context)?;
            if faults.is_empty() {
                let params =
                    Params::default().with("done", "accept").with("n", &accepted.to_string());
                return see(&context.confirmed("/work", &params));
            }
            let done = (accepted > 0).then(|| taken::describe(context, accepted));
            show(context, StatusCode::CONFLICT, Response { done, faults, ..Response::default() })
        }
        _ => Err(Error::BadForm),
    }
}

/// Finds a dossier by code, or lists matches by the applicant's name or telephone. The text is never
/// part of an address, because it may be a name.
fn find(context: &RequestContext) -> Answer {
    let query = context.form.raw("q").trim();
    let code: String = query.chars().take(200).collect();
    if let Some(dossier) = visible_dossier(context, &code)? {
        return see(&context.dossier(dossier.name(), &dossier.row.register));
    }
    let matches = context.app().find(&context.who(), (query, &[]), FOUND, context.now())?;
    let withheld = matches.is_withheld();
    let matches = matches.given();
    let named = matches.iter().flat_map(|found| &found.rows);
    let named = named.map(|found| (found.row.stream.clone(), found.applicant.name.clone()));
    let names = Some(named.collect());
    let matches = matches.map(|matches| Matches {
        rows: matches.rows.into_iter().map(|found| found.row).collect(),
        more: matches.more,
    });
    show(
        context,
        StatusCode::OK,
        Response { found: matches, names, withheld, ..Response::default() },
    )
}

fn visible_dossier(context: &RequestContext, code: &str) -> Result<Option<VisibleDossier>, Error> {
    if code.is_empty() {
        return Ok(None);
    }
    Ok(context.app().open_dossier(&context.who(), code, None, context.now())?)
}

/// The confirmation of the last act, for the next page.
pub(crate) fn done(context: &RequestContext) -> Option<String> {
    taken::done(context)
}

fn show(context: &RequestContext, status: StatusCode, message: Response) -> Answer {
    let (app, who, me) = (context.app(), context.who(), context.actor());
    let lists = Lists { context, me: &me.id };
    let (held, next) = lists.held()?;
    let first_page = context.params.get("after").is_none();
    let paused =
        if first_page { app.pick(&who, &lists.own(Some(true), PAGE))? } else { Vec::new() };
    let all = app.pick(&who, &Pick { procedure: None, step: None, ..lists.own(None, SUMMARY) })?;
    let consultations = match consulted(&me) {
        true => app
            .pick(&who, &Pick { consulted: Some(me.unit.clone()), limit: ASIDE, ..lists.open() })?,
        false => Vec::new(),
    };
    let offers = lists.offers()?;
    let offers_count = offers.len();
    let held_count = lists.held_count(&all);
    let everything = [held.as_slice(), &paused, &consultations, &offers].concat();
    let names = match message.names {
        Some(names) => Shown::Given(names),
        None => applicants(context, &everything)?,
    };
    let withheld = message.withheld || names.is_withheld();
    let names = names.given().unwrap_or_default();
    let shown = |rows: &[DossierRow]| row::rows(context, &names, rows);
    let following = held.first().map(|row| {
        let code = row.code.clone();
        (context.dossier(&code, &row.register), code)
    });
    let after = next.map(|(at, stream)| context.params.with("after", &format!("{at}:{stream}")));
    let heading = context.text("page-work");
    let params = context.params.only(&["procedure", "step"]);
    let page = QueuePage {
        layout: Layout::new(context, &heading),
        heading,
        action: context.to("/work"),
        token: context.token()?,
        key: context.random_text(),
        following: following.filter(|_| message.done.is_some()),
        done: message.done,
        digest: digests::of_today(context)?,
        faults: message.faults,
        q: context.form.raw("q").to_owned(),
        withheld,
        more: message.found.as_ref().is_some_and(|matches| matches.more),
        found: message.found.map(|matches| shown(&matches.rows)).transpose()?,
        standing_in: leave::standing_in(context, &me.id),
        own_leave: leave::own(context, &me.id),
        tabs: tabs(context, [offers_count, consultations.len(), held_count, paused.len()]),
        offers: row::offers(context, &names, offers)?,
        offers_heading: context.format("queue-offers", &[("n", (offers_count as i64).into())]),
        asked: shown(&consultations)?,
        held: shown(&held)?,
        held_heading: lists.held_heading(held_count, all.len()),
        summary: summary(context, &all),
        paused: shown(&paused)?,
        procedures: choices(context, "procedure", all.iter().map(|row| row.procedure.as_str())),
        steps: choices(context, "step", all.iter().map(|row| row.step.as_str())),
        filtered: params != Params::default(),
        all: context.to("/work"),
        next: after.map(|params| context.link("/work", &params)),
        first: (!first_page).then(|| context.link("/work", &params)),
        filings: (me.role == Role::DeskOfficer).then(|| context.to("/desk/filings")),
    };
    html_with(status, &page)
}

/// The applicants of the rows by stream: one showing, on record for all of them.
pub(crate) fn applicants(
    context: &RequestContext,
    rows: &[DossierRow],
) -> Result<Shown<Applicants>, Error> {
    let applicants =
        context.app().applicants(&context.who(), rows, Purpose::Queue, context.now())?;
    Ok(applicants.map(|applicants| {
        let named = rows.iter().zip(applicants);
        named.filter_map(|(row, applicants)| Some((row.stream.clone(), applicants?.name))).collect()
    }))
}

/// The urgency of a dossier: the class and the word of its tag.
pub(crate) fn tag(context: &RequestContext, row: &DossierRow) -> (&'static str, String) {
    let slack = Slack::of(row, context.rules.deadline_calendar(), context.now());
    (slack.class(), slack.word(context))
}

/// The page's lists with their numbers, those that hold something.
fn tabs(context: &RequestContext, counts: [usize; 4]) -> Vec<(&'static str, String)> {
    let lists = ["offers", "asked", "held", "paused"].into_iter().zip(counts);
    let tab = |(id, n): (&'static str, usize)| {
        (id, context.format(&format!("queue-tab_{id}"), &[("n", (n as i64).into())]))
    };
    lists.filter(|(_, n)| *n > 0).map(tab).collect()
}

/// The number of dossiers that the officer must act on, at most the navigation's limit: offers,
/// consultations of the unit, and running dossiers held.
pub(crate) fn waiting_count(context: &RequestContext) -> Result<u64, Error> {
    let (app, who, me) = (context.app(), context.who(), context.actor());
    let lists = Lists { context, me: &me.id };
    let open = Pick { limit: MOST, ..lists.open() };
    let mut picks = vec![
        Pick { held_by: Some(me.id.clone()), suspended: Some(false), ..open.clone() },
        Pick { offered_to: Some(me.id.clone()), ..open.clone() },
    ];
    if consulted(&me) {
        picks.push(Pick { consulted: Some(me.unit.clone()), ..open });
    }
    picks.iter().map(|pick| Ok(app.count_to_limit(&who, pick)?)).sum()
}

/// The dossier of the officer's queue that comes after one: address and code. After one that is not in
/// the queue, or no more, the most pressing.
pub(crate) fn following(
    context: &RequestContext,
    row: &DossierRow,
) -> Result<Option<(String, String)>, Error> {
    let (app, who, me) = (context.app(), context.who(), context.actor().id);
    let lists = Lists { context, me: &me };
    let held = Pick { held_by: Some(me.clone()), suspended: Some(false), limit: 2, ..lists.open() };
    let here = row.holder.as_deref() == Some(&me) && row.phase == "open" && !row.suspended;
    let after = Pick { after: here.then(|| Order::Due.place(row)), ..held.clone() };
    let offered = Pick { offered_to: Some(me.clone()), limit: 2, ..lists.open() };
    for pick in [after, held, offered] {
        let next_row = app.pick(&who, &pick)?.into_iter().find(|next| next.stream != row.stream);
        if let Some(next) = next_row {
            return Ok(Some((context.dossier(&next.code, &next.register), next.code)));
        }
    }
    Ok(None)
}

/// Whether questions to the officer's unit are the officer's to answer.
fn consulted(officer: &Actor) -> bool {
    matches!(officer.role, Role::Specialist | Role::Head)
}

/// After which a page of the list begins.
type Place = (i64, String);

/// The lists of one officer.
struct Lists<'a> {
    context: &'a RequestContext,
    me: &'a str,
}

impl Lists<'_> {
    fn open(&self) -> Pick {
        Pick {
            phases: vec!["open".into()],
            order: Order::Due,
            at: self.context.now().0,
            ..Pick::default()
        }
    }

    /// The dossiers held by the officer and by the officers whom the officer stands in for, with the
    /// filters of the page.
    fn own(&self, suspended: Option<bool>, limit: usize) -> Pick {
        let value = |name: &str| self.context.params.get(name).map(str::to_owned);
        Pick {
            held_by: Some(self.me.to_owned()),
            procedure: value("procedure"),
            step: value("step"),
            suspended,
            limit,
            ..self.open()
        }
    }

    /// A page of what runs, and the place after which the next one begins.
    fn held(&self) -> Result<(Vec<DossierRow>, Option<Place>), Error> {
        let after = self.context.params.get("after").and_then(|after| after.split_once(':'));
        let after = after.and_then(|(at, stream)| Some((at.parse().ok()?, stream.to_owned())));
        let pick = Pick { after, ..self.own(Some(false), PAGE + 1) };
        let mut rows = self.context.app().pick(&self.context.who(), &pick)?;
        let more = rows.len() > PAGE;
        rows.truncate(PAGE);
        let last = rows.last().filter(|_| more).map(|row| Order::Due.place(row));
        Ok((rows, last))
    }

    /// The number of running dossiers that the filters admit, among those read.
    fn held_count(&self, all: &[DossierRow]) -> usize {
        let is_value = |name: &str, value: &str| {
            self.context.params.get(name).is_none_or(|given| given == value)
        };
        let running = all.iter().filter(|row| !row.suspended);
        running
            .filter(|row| is_value("procedure", &row.procedure) && is_value("step", &row.step))
            .count()
    }

    fn held_heading(&self, count: usize, read: usize) -> String {
        let key = if read < SUMMARY { "queue-held" } else { "queue-held_least" };
        self.context.format(key, &[("n", (count as i64).into())])
    }

    /// The offers to the officer, and to officers for whom the officer stands in.
    fn offers(&self) -> Result<Vec<DossierRow>, Error> {
        let (app, now) = (self.context.app(), self.context.now());
        let absent = app.stands_in_for(self.me, now).into_iter().map(|absence| absence.officer);
        let mut rows = Vec::new();
        for officer in std::iter::once(self.me.to_owned()).chain(absent) {
            let pick = Pick { offered_to: Some(officer), limit: ASIDE, ..self.open() };
            rows.extend(app.pick(&self.context.who(), &pick)?);
        }
        rows.sort_by_key(|row| Order::Due.place(row));
        rows.truncate(ASIDE);
        Ok(rows)
    }
}

/// The number of dossiers by urgency, the most urgent first.
fn summary(context: &RequestContext, rows: &[DossierRow]) -> Vec<(&'static str, String, String)> {
    let count = |slack: Slack| {
        let calendar = context.rules.deadline_calendar();
        rows.iter().filter(|row| Slack::of(row, calendar, context.now()) == slack).count() as u64
    };
    let shown = Slack::ALL.into_iter().map(|slack| (slack, count(slack))).filter(|(_, n)| *n > 0);
    shown.map(|(slack, n)| (slack.class(), slack.word(context), context.number(n))).collect()
}

/// The values of a filter that the officer's own dossiers have.
fn choices<'a>(
    context: &'a RequestContext,
    name: &str,
    values: impl Iterator<Item = &'a str>,
) -> Vec<Choice> {
    let names = context.names();
    let given = context.params.get(name);
    let mut values: Vec<&str> = values.chain(given).filter(|value| !value.is_empty()).collect();
    values.sort_unstable();
    values.dedup();
    let mut choices: Vec<Choice> = values
        .into_iter()
        .map(|value| Choice {
            label: if name == "step" { names.any_step(value) } else { names.procedure(value) },
            chosen: given == Some(value),
            value: value.to_owned(),
        })
        .collect();
    choices.sort_by_cached_key(|choice| sort_key(&choice.label));
    choices
}

/// An instant of a row.
fn instant(millis: Option<i64>) -> Option<Instant> {
    millis.map(Instant)
}
