//! Results that are ready: found by code or name, handed over or posted one at a time with the
//! applicant on the screen; what was given out today.

use askama::Template;
use axum::http::StatusCode;
use calendar::Instant;
use dossier::apology::Apology;
use dossier::{Action, Command};
use office::{DossierRow, Extras, Failure, Opened, Order, Pick, Submission};

use super::{Fault, ROWS, filings};
use crate::address::{Params, encode};
use crate::answer::{Answer, Error, html_with, see};
use crate::frame::Frame;
use crate::pages::dossier::standing::Tag;
use crate::visit::Visit;

/// Of dossiers found by name so many are shown with names.
const FOUND: usize = 20;

#[derive(Template)]
#[template(path = "desk/results.html")]
struct ResultsPage {
    frame: Frame,
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
    /// What answers the search, where one was asked; else everything that is ready.
    found: bool,
    count: String,
    rows: Vec<Row>,
    first: Option<String>,
    next: Option<String>,
    today: Vec<Row>,
}

struct Row {
    code: String,
    href: String,
    procedure: String,
    name: String,
    at: String,
    tag: (&'static str, String),
    /// How far the letter of a late one has come; whether it is missing.
    letter: Option<(String, bool)>,
}

/// The dossier whose result is asked for.
struct One {
    code: String,
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
    /// What is owed before it may go out, where something is.
    letter: Option<String>,
    ways: Vec<(String, String)>,
    reason: String,
    tracking: String,
}

pub(crate) fn page(visit: &Visit) -> Answer {
    let done = ["handed_over", "posted"].into_iter().find_map(|what| {
        let code = visit.params.get(what)?;
        Some(visit.say(&format!("results-{what}_done"), &[("code", code.into())]))
    });
    let opened = by_code(visit, visit.params.get("code").unwrap_or_default())?;
    show(visit, StatusCode::OK, String::new(), opened, Said { done, ..Said::default() })
}

/// Looks for a code or a name. It is posted: a name has no business in an address.
fn search(visit: &Visit) -> Answer {
    let asked = visit.form.raw("q").trim().to_owned();
    if let Some(opened) = by_code(visit, &asked)? {
        let params = Params::default().with("code", &opened.row.code);
        return see(&visit.link("/desk/results", &params));
    }
    show(visit, StatusCode::OK, asked, None, Said::default())
}

#[derive(Default)]
struct Said {
    done: Option<String>,
    faults: Vec<Fault>,
}

fn by_code(visit: &Visit, code: &str) -> Result<Option<Opened>, Error> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).take(100).collect();
    if code.is_empty() {
        return Ok(None);
    }
    let office = visit.office();
    Ok(office.open_dossier(&visit.who(), &code, None, visit.now())?)
}

fn show(
    visit: &Visit,
    status: StatusCode,
    asked: String,
    opened: Option<Opened>,
    said: Said,
) -> Answer {
    let (who, now) = (visit.who(), visit.now());
    let ready = Pick {
        phases: vec!["ready".to_owned()],
        desk: Some(visit.actor().unit),
        order: Order::Ended,
        at: now.0,
        ..Pick::default()
    };
    let found = !asked.is_empty() && opened.is_none();
    let (mut next, mut rows) = (None, Vec::new());
    if found {
        let mut known = visit.office().find(&who, &asked, 200, now)?;
        known.retain(|row| matches!(row.phase.as_str(), "ready" | "open"));
        known.truncate(FOUND);
        for row in &known {
            rows.push(named_row(visit, row)?);
        }
    } else if opened.is_none() {
        let pick = Pick { after: filings::after(visit), limit: ROWS + 1, ..ready.clone() };
        let known = visit.office().pick(&who, &pick)?;
        next = (known.len() > ROWS).then(|| {
            let (at, stream) = Order::Ended.place(&known[ROWS - 1]);
            let params = Params::default().with("after", &format!("{at}.{stream}"));
            visit.link("/desk/results", &params)
        });
        rows.extend(known.iter().take(ROWS).map(|row| row_of(visit, row)));
    }
    let count = visit.office().count(&who, &ready)? as i64;
    let one = opened.map(|opened| one(visit, &opened)).transpose()?;
    let heading = visit.t("page-results");
    html_with(
        status,
        &ResultsPage {
            frame: Frame::new(visit, &heading),
            heading,
            action: visit.to("/desk/results"),
            token: visit.token()?,
            key: visit.random_text(),
            done: said.done,
            faults: said.faults,
            closed: super::opens(visit),
            clock: super::clock_page(visit),
            today: if one.is_none() && !found { today(visit)? } else { Vec::new() },
            one,
            found,
            count: visit.say("results-count", &[("n", count.into())]),
            rows,
            first: visit.params.get("after").map(|_| visit.to("/desk/results")),
            next,
            asked,
        },
    )
}

fn row_of(visit: &Visit, row: &DossierRow) -> Row {
    let calendar = visit.rules.deadline_calendar();
    let at = |at: Option<i64>| {
        at.map(|at| messages::instant(visit.language, Instant(at), &calendar.zone))
    };
    let late = row.due_at.is_some_and(|due| row.ended_at.is_some_and(|end| end > due));
    let letter = late.then(|| (letter(visit, row), row.letter != "sent"));
    let params = Params::default().with("code", &row.code);
    let tag = if row.phase != "ready" {
        ("within", visit.t(&format!("phase-{}", row.phase)))
    } else if late {
        ("late", visit.t("outcome-late"))
    } else {
        ("early", visit.t("results-in_time"))
    };
    Row {
        href: visit.link("/desk/results", &params),
        procedure: visit.names().procedure(&row.procedure),
        name: String::new(),
        at: at(row.ended_at).unwrap_or_default(),
        tag,
        letter,
        code: row.code.clone(),
    }
}

fn letter(visit: &Visit, row: &DossierRow) -> String {
    match row.letter.as_str() {
        "" => visit.t("results-no_letter"),
        state => visit.t(&format!("results-letter_{state}")),
    }
}

/// A row with the applicant's name, and that it was shown on record.
fn named_row(visit: &Visit, row: &DossierRow) -> Result<Row, Error> {
    let mut shown = row_of(visit, row);
    if let Some(opened) = visit.office().open_stream(&visit.who(), &row.stream, visit.now())? {
        visit.office().log_read(&visit.who(), &row.stream, "results", visit.now())?;
        let (applicant, _) = super::people_of(&opened.view.history);
        shown.name = applicant.map(|person| person.name).unwrap_or_default();
    }
    Ok(shown)
}

fn one(visit: &Visit, opened: &Opened) -> Result<One, Error> {
    let state = &opened.view.state;
    let now = visit.now();
    visit.office().log_read(&visit.who(), &opened.stream, "results", now)?;
    let (applicant, submitter) = super::people_of(&opened.view.history);
    let owes = state.apology(now) == Apology::Violation;
    let code = encode(&opened.row.code);
    let letters = [Action::DraftApology, Action::SignApology, Action::SendApology];
    let ways = letters.into_iter().filter(|action| opened.actions.contains(action));
    let ways = ways.map(|action| {
        let path = format!("/dossier/{code}/do/{}", action.code());
        (visit.to(&path), messages::action(visit.language, action))
    });
    Ok(One {
        page: visit.dossier(&opened.row.code, &opened.row.register),
        version: opened.version,
        procedure: visit.names().procedure(&state.filing.procedure),
        applicant: applicant.filter(|_| opened.sight.personal),
        submitter: submitter.filter(|_| opened.sight.personal),
        tag: Tag::new(visit, &opened.view, now),
        due: super::at(visit, &opened.view, state.due()),
        finished: super::at(visit, &opened.view, state.finished),
        phase: messages::phase(visit.language, state.phase),
        ready: opened.actions.contains(&Action::HandOver),
        letter: owes.then(|| letter(visit, &opened.row)),
        ways: ways.collect(),
        reason: visit.form.raw("without_letter").trim().to_owned(),
        tracking: visit.form.raw("tracking").trim().to_owned(),
        code: opened.row.code.clone(),
    })
}

/// What this desk gave out today.
fn today(visit: &Visit) -> Result<Vec<Row>, Error> {
    let (who, now, desk) = (visit.who(), visit.now(), visit.actor().unit);
    let zone = &visit.rules.deadline_calendar().zone;
    let mut rows = Vec::new();
    for row in visit.office().given_out_since(&who, zone.at(visit.today(), 0), now)? {
        if row.desk != desk {
            continue;
        }
        let view = visit.office().view_stream(&row.stream, now)?;
        let at = view.and_then(|view| view.state.handed_over.or(view.state.posted));
        let mut shown = row_of(visit, &row);
        shown.at = at.map(|at| messages::instant(visit.language, at, zone)).unwrap_or_default();
        shown.href = visit.dossier(&row.code, &row.register);
        rows.push(shown);
    }
    Ok(rows)
}

/// Looks for a result, hands it over, or notes that it was posted.
pub(crate) fn post(visit: &Visit) -> Answer {
    if visit.form.raw("act") == "find" {
        return search(visit);
    }
    let key = super::form_key(visit)?;
    let code = visit.form.raw("code").trim().to_owned();
    let opened = by_code(visit, &code)?.ok_or_else(|| Error::NoDossier(code.clone()))?;
    let (command, what, field) = match visit.form.raw("act") {
        "hand_over" => {
            let reason = visit.form.raw("without_letter").trim();
            let without_letter = Some(reason.to_owned()).filter(|reason| !reason.is_empty());
            (Command::HandOver { without_letter }, "handed_over", "without_letter")
        }
        "post" => {
            let tracking = visit.form.raw("tracking").trim().to_owned();
            (Command::Post { tracking }, "posted", "tracking")
        }
        _ => return Err(Error::BadForm),
    };
    let submission = Submission {
        stream: opened.stream.clone(),
        actor: visit.actor(),
        command,
        at: visit.now(),
        key: Some(key),
        sealed: None,
    };
    let seen = visit.form.raw("version").parse().ok();
    let extras = Extras { seen, ..Extras::default() };
    match visit.office().execute_with(submission, &extras) {
        Ok(_) | Err(Failure::AlreadyDone { .. }) => {
            see(&visit.link("/desk/results", &Params::default().with(what, &code)))
        }
        Err(failure) => {
            let status = match &failure {
                Failure::Changed { .. } => StatusCode::CONFLICT,
                _ => StatusCode::UNPROCESSABLE_ENTITY,
            };
            let faults = vec![super::told(visit, failure, field)?];
            let opened = by_code(visit, &code)?;
            show(visit, status, String::new(), opened, Said { faults, ..Said::default() })
        }
    }
}
