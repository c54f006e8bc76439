//! Results that are ready: found by code or name, handed over or posted one at a time with the
//! applicant on the screen; what was given out today.

use app::{
    DossierRow, Extras, Failure, FoundDossier, Order, Personal, Pick, Purpose, Submission,
    VisibleDossier,
};
use askama::Template;
use axum::http::StatusCode;
use calendar::Instant;
use dossier::apology::Apology;
use dossier::event::Recipient;
use dossier::{Action, Command, Outcome, Sealed};

use super::{ROWS, filings};
use crate::address::{Params, encode};
use crate::answer::{Answer, Error, html_with, see};
use crate::fields::{Choice, Fault, Field, Form, Kind};
use crate::layout::Layout;
use crate::navigation::MOST;
use crate::pages::citizen::notices;
use crate::pages::dossier::inside;
use crate::pages::dossier::standing::Tag;
use crate::pages::money;
use crate::pages::queue;
use crate::pages::tracking;
use crate::request_context::RequestContext;

/// The most dossiers found by name that are shown.
const FOUND: usize = 20;
/// Results given out today that a page shows, the last first.
const TODAY: usize = 20;

#[derive(Template)]
#[template(path = "desk/results.html")]
struct ResultsPage {
    layout: Layout,
    heading: String,
    action: String,
    token: String,
    key: String,
    asked: String,
    done: Option<String>,
    faults: Vec<Fault>,
    closed: Option<String>,
    clock: Option<String>,
    one: Option<One>,
    /// Whether names are withheld: their showing cannot be put on record.
    withheld: bool,
    /// Whether the rows are matches of a search; otherwise they are all ready results.
    found: bool,
    /// Whether there may be more than were found.
    more: bool,
    count: String,
    rows: Vec<Row>,
    first: Option<String>,
    next: Option<String>,
    today: Vec<Row>,
    /// All that were given out today, and the address of those given out before the ones shown.
    given_out: u64,
    earlier: Option<String>,
}

struct Row {
    code: String,
    href: String,
    procedure: String,
    name: String,
    phone: String,
    at: String,
    /// For how many days a ready result has waited.
    waits: String,
    tag: (&'static str, String),
    /// Whether the applicant was notified that it is ready, and when; how often reminded.
    notified: String,
    /// The progress of the letter of a late dossier, and whether the letter is missing.
    letter: Option<(String, bool)>,
}

/// An item with the post.
struct Posted {
    number: String,
    href: Option<String>,
    ways: Vec<(String, String)>,
}

/// The dossier whose result is asked for.
struct One {
    code: String,
    /// The address of its forms, which is the page's own.
    action: String,
    page: String,
    version: u64,
    procedure: String,
    applicant: Option<dossier::event::Person>,
    submitter: Option<dossier::event::Person>,
    tag: Tag,
    due: String,
    finished: String,
    phase: String,
    ready: bool,
    /// The item with the post: its number, where it is followed, and what can be recorded of it.
    posted: Option<Posted>,
    /// What is still to pay, and where it is received.
    unpaid: Option<(String, String)>,
    /// The letter that is owed before the result may be handed over.
    letter: Option<String>,
    ways: Vec<(String, String)>,
    /// Where a result that is not there or not right is declined, while it can be.
    decline: Option<(String, String)>,
    /// The result: its outcome, number and form.
    result: Vec<(String, String)>,
    /// Who takes it.
    takers: Vec<Field>,
    /// Why it goes out without the letter that is owed, where one is.
    without_letter: Option<Field>,
    tracking: Option<Field>,
}

pub(crate) fn page(context: &RequestContext) -> Answer {
    let done = ["handed_over", "posted"].into_iter().find_map(|what| {
        let code = context.confirmation(what);
        let values = [("code", code.into())];
        (!code.is_empty()).then(|| context.format(&format!("results-{what}_done"), &values))
    });
    let dossier = by_code(context, context.params.get("code").unwrap_or_default())?;
    show(context, StatusCode::OK, String::new(), dossier, Response { done, ..Response::default() })
}

/// Looks for a code or a name. It is posted: a name must not stand in an address.
fn search(context: &RequestContext) -> Answer {
    let query = context.form.raw("q").trim().to_owned();
    if let Some(dossier) = by_code(context, &query)? {
        let params = Params::default().with("code", &dossier.row.code);
        return see(&context.link("/desk/results", &params));
    }
    show(context, StatusCode::OK, query, None, Response::default())
}

#[derive(Default)]
struct Response {
    done: Option<String>,
    faults: Vec<Fault>,
}

fn by_code(context: &RequestContext, code: &str) -> Result<Option<VisibleDossier>, Error> {
    let code: String = code.trim().chars().take(200).collect();
    if code.is_empty() {
        return Ok(None);
    }
    let app = context.app();
    Ok(app.open_dossier(&context.who(), &code, None, context.now())?)
}

fn show(
    context: &RequestContext,
    status: StatusCode,
    query: String,
    dossier: Option<VisibleDossier>,
    message: Response,
) -> Answer {
    let (who, now) = (context.who(), context.now());
    let ready = ready(context);
    let by_name = !query.is_empty() && dossier.is_none();
    let (mut next, mut rows, mut withheld, mut more) = (None, Vec::new(), false, false);
    if by_name {
        let matches = context.app().find(&who, (&query, &["ready", "open"]), FOUND, now)?;
        withheld = matches.is_withheld();
        let matches = matches.given().unwrap_or_default();
        more = matches.more;
        rows = rows_of(context, matches.rows)?;
    } else if dossier.is_none() {
        let pick = Pick { after: filings::after(context), limit: ROWS + 1, ..ready.clone() };
        let waiting = context.app().pick(&who, &pick)?;
        next = (waiting.len() > ROWS).then(|| {
            let (at, stream) = Order::Ended.place(&waiting[ROWS - 1]);
            let params = Params::default().with("after", &format!("{at}.{stream}"));
            context.link("/desk/results", &params)
        });
        (rows, withheld) = named(context, &waiting[..waiting.len().min(ROWS)])?;
    }
    let count = context.app().count(&who, &ready)? as i64;
    let one = match dossier {
        Some(dossier) => {
            let data = context.app().personal(&who, &dossier, Purpose::Results, now)?;
            withheld = data.is_withheld();
            Some(one(context, &dossier, data.given().unwrap_or_default(), &message.faults)?)
        }
        None => None,
    };
    let (today, given_out, earlier) = match one.is_none() && !by_name {
        true => today(context)?,
        false => Default::default(),
    };
    let heading = context.text("page-results");
    html_with(
        status,
        &ResultsPage {
            layout: queue::layout(context, &heading),
            heading,
            action: context.to("/desk/results"),
            token: context.token()?,
            key: context.random_text(),
            done: message.done,
            faults: message.faults,
            closed: super::opens(context),
            clock: super::clock_page(context),
            today,
            given_out,
            earlier,
            one,
            withheld,
            found: by_name,
            more,
            count: context.format("results-count", &[("n", count.into())]),
            rows,
            first: context.params.get("after").map(|_| context.to("/desk/results")),
            next,
            asked: query,
        },
    )
}

/// The dossiers that a search found.
fn rows_of(context: &RequestContext, matches: Vec<FoundDossier>) -> Result<Vec<Row>, Error> {
    let rows: Vec<DossierRow> = matches.iter().map(|found| found.row.clone()).collect();
    let named = |(matches, notified): (FoundDossier, String)| {
        let (name, phone) = (matches.applicant.name, matches.applicant.phone);
        Row { name, phone, notified, ..row_of(context, &matches.row) }
    };
    Ok(matches.into_iter().zip(notified(context, &rows)?).map(named).collect())
}

/// The results that are ready at the officer's desk.
fn ready(context: &RequestContext) -> Pick {
    Pick {
        phases: vec!["ready".to_owned()],
        desk: Some(context.actor().unit),
        order: Order::Ended,
        at: context.now().0,
        ..Pick::default()
    }
}

/// How many results are ready at the officer's desk, no further than the navigation counts.
pub(crate) fn waiting_count(context: &RequestContext) -> Result<u64, Error> {
    let pick = Pick { limit: MOST, ..ready(context) };
    Ok(context.app().count_to_limit(&context.who(), &pick)?)
}

/// Rows with their applicants; whether the names are withheld.
fn named(context: &RequestContext, rows: &[DossierRow]) -> Result<(Vec<Row>, bool), Error> {
    let who = context.who();
    let applicants = context.app().applicants(&who, rows, Purpose::Queue, context.now())?;
    let withheld = applicants.is_withheld();
    let applicants = applicants.given().unwrap_or_default();
    let named = |((at, row), notified): ((usize, &DossierRow), String)| {
        let applicant = applicants.get(at).cloned().flatten();
        let (name, phone) = applicant.map(|person| (person.name, person.phone)).unwrap_or_default();
        Row { name, phone, notified, ..row_of(context, row) }
    };
    let notified = notified(context, rows)?;
    Ok((rows.iter().enumerate().zip(notified).map(named).collect(), withheld))
}

/// Of each dossier whose result is ready whether its applicant was notified, when, and how often reminded.
fn notified(context: &RequestContext, rows: &[DossierRow]) -> Result<Vec<String>, Error> {
    let notices = context.app().ready_notices(rows)?.into_iter();
    let notified = rows.iter().zip(notices).map(|(row, sent)| match sent {
        _ if row.phase != "ready" => String::new(),
        sent => {
            let ready = sent.ready.map(|notice| notices::standing(context, &notice));
            let ready = ready.unwrap_or_else(|| context.text("results-not_notified"));
            match sent.reminders {
                0 => ready,
                n => {
                    let reminded =
                        context.format("results-reminded", &[("n", i64::from(n).into())]);
                    format!("{ready}; {reminded}")
                }
            }
        }
    });
    Ok(notified.collect())
}

fn row_of(context: &RequestContext, row: &DossierRow) -> Row {
    let calendar = context.rules.deadline_calendar();
    let at = |at: Option<i64>| {
        at.map(|at| messages::instant(context.language, Instant(at), &calendar.zone))
    };
    let ended = row.ended_at.filter(|_| row.phase == "ready");
    let waits = ended.map(|at| context.today().0 - calendar.zone.day(Instant(at)).0);
    let late = row.due_at.is_some_and(|due| row.ended_at.is_some_and(|end| end > due));
    let letter = late.then(|| (letter(context, row), row.letter != "sent"));
    let params = Params::default().with("code", &row.code);
    let tag = if row.phase != "ready" {
        ("within", context.text(&format!("phase-{}", row.phase)))
    } else if late {
        ("late", context.text("outcome-late"))
    } else {
        let day = |at: Option<i64>| at.map(|at| calendar.zone.day(Instant(at)));
        let early = day(row.ended_at) < day(row.due_at);
        let outcome = if early { Outcome::Early } else { Outcome::OnTheDay };
        (outcome.code(), messages::outcome(context.language, outcome))
    };
    Row {
        href: context.link("/desk/results", &params),
        procedure: context.names().procedure(&row.procedure),
        name: String::new(),
        phone: String::new(),
        notified: String::new(),
        at: at(row.ended_at).unwrap_or_default(),
        waits: waits
            .filter(|days| *days > 0)
            .map(|days| context.format("results-waits", &[("n", i64::from(days).into())]))
            .unwrap_or_default(),
        tag,
        letter,
        code: row.code.clone(),
    }
}

fn letter(context: &RequestContext, row: &DossierRow) -> String {
    match row.letter.as_str() {
        "" => context.text("results-no_letter"),
        state => context.text(&format!("results-letter_{state}")),
    }
}

/// Who may take a result: the applicant, who handed the dossier in, or another person with a paper
/// that says so.
const TAKERS: [&str; 3] = ["applicant", "submitter", "other"];

/// Who takes the result, why it goes out without the letter that is owed, and the number of the item
/// posted. The domain decides which of the latter a command needs.
fn form(context: &RequestContext) -> Form {
    let takers = TAKERS.map(|who| Choice::new(who, context.text(&format!("results-taker_{who}"))));
    let taker = Field::of_key(context, Kind::Radio, "taker", "results-taker").unmarked();
    let name = Field::of_key(context, Kind::Line, "taker_name", "results-taker_name");
    let identity = Field::of_key(context, Kind::Line, "taker_identity", "results-taker_identity");
    let paper = Field::of_key(context, Kind::Line, "taker_paper", "results-taker_paper");
    let dated = Field::of_key(context, Kind::Day, "taker_paper_day", "results-taker_paper_day");
    let code = Field::of_key(context, Kind::Line, "taker_code", "results-taker_code");
    let reason = Field::of_key(context, Kind::Long, "without_letter", "results-without_letter");
    let tracking = Field::of_key(context, Kind::Line, "tracking", "results-tracking");
    let fields = vec![
        taker.choices(takers.into()),
        code.unmarked().max_chars(20),
        name.unmarked(),
        identity.unmarked().max_chars(40),
        paper.unmarked().max_chars(120),
        dated.unmarked(),
        reason.unmarked().max_chars(1000),
        tracking.unmarked().max_chars(60),
    ];
    let mut form = Form::new(context.zone(), fields);
    form.fill(&context.form);
    form
}

/// Who takes the result, as the form says it; what the form lacks.
fn taker(context: &RequestContext, form: &Form) -> Result<Recipient, Vec<Fault>> {
    let relation = form.text("taker");
    let mut faults = Vec::new();
    if relation.is_empty() {
        faults.push(Fault::new("taker", context.text("results-no_taker")));
    }
    for (field, key) in [
        ("taker_name", "results-no_name"),
        ("taker_identity", "results-no_identity"),
        ("taker_paper", "results-no_paper"),
        ("taker_paper_day", "results-no_paper_day"),
    ] {
        if relation == "other" && form.is_empty(field) {
            faults.push(Fault::new(field, context.text(key)));
        }
    }
    let other = |field: &str| if relation == "other" { form.text(field) } else { String::new() };
    let authorised_on = form.day("taker_paper_day").filter(|_| relation == "other");
    if authorised_on.is_some_and(|day| day > context.today()) {
        faults.push(Fault::new("taker_paper_day", context.text("results-paper_day_ahead")));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let (name, identity) = (other("taker_name"), other("taker_identity"));
    let authorisation = other("taker_paper");
    Ok(Recipient { relation, name, identity, authorisation, authorised_on })
}

fn one(
    context: &RequestContext,
    dossier: &VisibleDossier,
    data: Personal,
    faults: &[Fault],
) -> Result<One, Error> {
    let mut form = form(context);
    form.mark(faults);
    let state = &dossier.view.state;
    let now = context.now();
    let owes = state.apology(now) == Apology::Violation;
    let code = encode(&dossier.row.code);
    let rule_set = context.rule_set(state.received);
    let letters = [Action::DraftApology, Action::SignApology, Action::SendApology];
    let way = |action: Action| {
        let path = format!("/dossier/{code}/do/{}", action.code());
        (context.to(&path), messages::action(context.language, rule_set, action))
    };
    let possible = |action: &Action| dossier.actions.contains(action);
    let ways = letters.into_iter().filter(possible).map(way);
    let recorded = [Action::PostDelivered, Action::PostReturned].into_iter().filter(possible);
    let posted = state.is_in_post().then(|| Posted {
        number: state.tracking.clone(),
        href: tracking::address(&context.rules, &state.tracking),
        ways: recorded.map(way).collect(),
    });
    let result = inside::result(context, state, &data);
    let unpaid = money::fees(context, &dossier.view)?.and_then(|fees| fees.to_pay);
    let unpaid = unpaid.map(|amount| {
        let values = [("amount", amount.into())];
        let path = format!("/dossier/{code}/payments");
        (context.to(&path), context.format("money-unpaid", &values))
    });
    Ok(One {
        unpaid,
        action: context.link("/desk/results", &Params::default().with("code", &dossier.row.code)),
        result: result.map(|(_, rows)| rows).unwrap_or_default(),
        page: context.dossier(&dossier.row.code, &dossier.row.register),
        version: dossier.version,
        procedure: context.names().procedure(&state.filing.procedure),
        applicant: data.applicant,
        submitter: data.submitter,
        tag: Tag::new(context, &dossier.view, now),
        due: super::at(context, &dossier.view, state.due()),
        finished: super::at(context, &dossier.view, state.finished),
        phase: messages::phase(context.language, state.phase),
        ready: dossier.actions.contains(&Action::HandOver),
        posted,
        letter: owes.then(|| letter(context, &dossier.row)),
        ways: ways.collect(),
        decline: Some(Action::DeclineResult).filter(possible).map(way),
        takers: form
            .fields
            .iter()
            .filter(|field| field.name.starts_with("taker"))
            .cloned()
            .collect(),
        without_letter: form.get("without_letter").filter(|_| owes).cloned(),
        tracking: form.get("tracking").cloned(),
        code: dossier.row.code.clone(),
    })
}

/// That a code is not the result's, or too many were wrong, and what to do instead.
fn wrong_code(context: &RequestContext, closed: bool) -> Fault {
    let key = if closed { "results-code_closed" } else { "results-code_wrong" };
    Fault::new("taker_code", context.text(key))
}

/// What this desk gave out today, the last first: a page of it, how many in all, and the address of the
/// next page. By the instant that each was given out at, so that nothing is missing after a clock was set
/// back.
fn today(context: &RequestContext) -> Result<(Vec<Row>, u64, Option<String>), Error> {
    let zone = &context.rules.deadline_calendar().zone;
    let pick = Pick {
        desk: Some(context.actor().unit),
        given_out_from: Some(zone.at(context.today(), 0).0),
        order: Order::GivenOut,
        at: context.now().0,
        ..Pick::default()
    };
    let count = context.app().count(&context.who(), &pick)?;
    let after = filings::place(context, "before");
    let page = Pick { after, limit: TODAY + 1, ..pick };
    let rows = context.app().pick(&context.who(), &page)?;
    let earlier = (rows.len() > TODAY).then(|| {
        let (at, stream) = Order::GivenOut.place(&rows[TODAY - 1]);
        let params = Params::default().with("before", &format!("{at}.{stream}"));
        context.link("/desk/results", &params) + "#today"
    });
    let shown = rows.iter().take(TODAY).map(|row| Row {
        at: row
            .given_out_at
            .map(|at| messages::instant(context.language, Instant(at), zone))
            .unwrap_or_default(),
        href: context.dossier(&row.code, &row.register),
        ..row_of(context, row)
    });
    Ok((shown.collect(), count, earlier))
}

/// Looks for a result, hands it over, or notes that it was posted.
pub(crate) fn post(context: &RequestContext) -> Answer {
    if context.form.raw("act") == "find" {
        return search(context);
    }
    let key = super::form_key(context)?;
    let code = context.form.raw("code").trim().to_owned();
    let dossier = by_code(context, &code)?.ok_or_else(|| Error::NoDossier(code.clone()))?;
    let form = form(context);
    let mut faults = form.check(context);
    let mut taken_by = None;
    if context.form.raw("act") == "hand_over" {
        match taker(context, &form) {
            Ok(taker) => taken_by = Some(taker),
            Err(lacking) => faults.extend(lacking),
        }
    }
    if !faults.is_empty() {
        let message = Response { faults, ..Response::default() };
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return show(context, status, String::new(), Some(dossier), message);
    }
    let (command, what, field) = match context.form.raw("act") {
        "hand_over" => {
            let without_letter = form.filled("without_letter");
            let by_code = !form.is_empty("taker_code");
            (Command::HandOver { without_letter, by_code }, "handed_over", "without_letter")
        }
        "post" => (Command::Post { tracking: form.text("tracking") }, "posted", "tracking"),
        _ => return Err(Error::BadForm),
    };
    let submission = Submission {
        stream: dossier.stream.clone(),
        actor: context.actor(),
        command,
        at: context.now(),
        key: Some(context.command_key(key)),
        sealed: taken_by.map(|taker| Sealed {
            salt: context.random_text(),
            received_by: Some(taker),
            ..Sealed::default()
        }),
    };
    let seen = context.form.raw("version").parse().ok();
    let collection_code = form.filled("taker_code");
    let extras = Extras { seen, collection_code, ..Extras::default() };
    match context.app().execute_with(submission, &extras) {
        Ok(_) | Err(Failure::AlreadyDone { .. }) => {
            see(&context.confirmed("/desk/results", &Params::default().with(what, &code)))
        }
        Err(failure) => {
            let status = match &failure {
                Failure::Changed { .. } => StatusCode::CONFLICT,
                _ => StatusCode::UNPROCESSABLE_ENTITY,
            };
            let faults = match failure {
                Failure::WrongCollectionCode { closed } => vec![wrong_code(context, closed)],
                failure => vec![super::describe(context, failure, field)?],
            };
            let dossier = by_code(context, &code)?;
            show(
                context,
                status,
                String::new(),
                dossier,
                Response { faults, ..Response::default() },
            )
        }
    }
}
