//! Several dossiers of one officer given to another: each is a command of its own, and what could not
//! be done is said dossier by dossier.

use std::collections::BTreeMap;

use app::{CommandKey, Extras, Failure, Pick, Submission};
use askama::Template;
use axum::http::StatusCode;
use calendar::Instant;
use dossier::{Command, Role};
use rules::Officer;

use super::form::{Choice, Fault, of, officers};
use crate::address::Params;
use crate::answer::{Answer, Error, html_with, see};
use crate::layout::Layout;
use crate::pages::batch::{self, Batch};
use crate::request_context::RequestContext;

/// Dossiers on the page at most; the rest come when these are given away.
const SHOWN: usize = 100;

#[derive(Template)]
#[template(path = "lead/reassign.html")]
struct ReassignPage {
    layout: Layout,
    heading: String,
    text: String,
    action: String,
    back: String,
    token: String,
    key: String,
    officer: String,
    faults: Vec<Fault>,
    /// What could not be done, by dossier.
    left: Vec<(String, String)>,
    done: Option<String>,
    rows: Vec<Row>,
    to: Vec<Choice>,
    reason: String,
}

impl ReassignPage {
    fn fault(&self, field: &str) -> Option<&str> {
        of(&self.faults, field)
    }
}

struct Row {
    code: String,
    href: String,
    value: String,
    ticked: bool,
    procedure: String,
    due: String,
    late: bool,
}

/// What is said besides the form.
#[derive(Default)]
struct Response {
    faults: Vec<Fault>,
    left: Vec<(String, String)>,
    done: usize,
}

/// The officer whose dossiers they are: of the head's own unit, of any for a leader.
fn giver<'a>(context: &'a RequestContext, id: &str) -> Result<&'a Officer, Error> {
    let actor = context.actor();
    let officer = context.rules.officer(id).ok_or(Error::NoPage)?;
    let theirs = actor.role == Role::Leader || officer.unit == actor.unit;
    if theirs { Ok(officer) } else { Err(Error::NoPage) }
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let officer = giver(context, context.params.get("officer").unwrap_or_default())?;
    show(context, officer, StatusCode::OK, Response::default())
}

fn show(
    context: &RequestContext,
    officer: &Officer,
    status: StatusCode,
    message: Response,
) -> Answer {
    let phases = vec!["open".to_owned()];
    let (held_by, at) = (Some(officer.id.clone()), context.now().0);
    let pick = Pick { phases, held_by, at, ..Pick::default() };
    let count = context.app().count(&context.who(), &pick)?;
    let rows = context.app().pick(&context.who(), &Pick { limit: SHOWN, ..pick })?;
    let ticked: Vec<&str> = context.form.all("dossier").filter_map(code_of).collect();
    let zone = &context.rules.deadline_calendar().zone;
    let rows = rows.into_iter().map(|row| Row {
        href: context.dossier(&row.code, &row.register),
        value: format!("{}~{}", row.version, row.code),
        ticked: ticked.contains(&row.code.as_str()),
        procedure: context.names().procedure(&row.procedure),
        due: row
            .due_at
            .map(|at| messages::instant(context.language, Instant(at), zone))
            .unwrap_or_default(),
        late: !row.suspended && row.due_at.is_some_and(|due| due < at),
        code: row.code,
    });
    let leader = context.actor().role == Role::Leader;
    let to = officers(context, context.form.raw("to"), |other| {
        other.id != officer.id && (leader || other.unit == officer.unit) && holds(other)
    });
    let heading = context.format("reassign-heading", &[("officer", (&officer.name).into())]);
    let page = ReassignPage {
        layout: Layout::new(context, &heading),
        text: context.format("reassign-told", &[("n", (count as i64).into())]),
        heading,
        action: context.to("/head/reassign"),
        back: context.to("/head"),
        token: context.token()?,
        key: context.random_text(),
        officer: officer.id.clone(),
        done: (message.done > 0)
            .then(|| context.format("reassign-done", &[("n", (message.done as i64).into())])),
        faults: message.faults,
        left: message.left,
        rows: rows.collect(),
        to,
        reason: context.form.raw("reason").to_owned(),
    };
    html_with(status, &page)
}

/// Whether an officer holds dossiers at all.
fn holds(officer: &Officer) -> bool {
    !matches!(app::role_of(officer.post), Role::Inspector | Role::Adviser | Role::Administrator)
}

fn code_of(value: &str) -> Option<&str> {
    value.split_once('~').map(|(_, code)| code)
}

/// Takes the form.
pub(crate) fn send(context: &RequestContext) -> Answer {
    let officer = giver(context, context.form.raw("officer"))?;
    let form = &context.form;
    let today = context.today();
    let to = context.rules.officer(form.raw("to")).filter(|to| to.valid(today) && holds(to));
    let leader = context.actor().role == Role::Leader;
    let to = to.filter(|to| leader || to.unit == officer.unit);
    let reason = form.raw("reason").trim();
    let chosen: Vec<&str> = form.all("dossier").collect();
    let wrong = [
        (chosen.is_empty(), "dossier", "reassign-none_ticked"),
        (to.is_none(), "to", "reassign-no_officer"),
        (reason.is_empty(), "reason", "reassign-no_reason"),
    ];
    let wrong = wrong.into_iter().filter(|(wrong, ..)| *wrong);
    let faults: Vec<Fault> = wrong.map(|(_, field, key)| Fault::new(context, field, key)).collect();
    let Some(to) = to.filter(|_| faults.is_empty()) else {
        let message = Response { faults, ..Response::default() };
        return show(context, officer, StatusCode::UNPROCESSABLE_ENTITY, message);
    };
    let versions: BTreeMap<&str, &str> = chosen
        .iter()
        .map(|value| value.split_once('~').map(|(version, code)| (code, version)))
        .collect::<Option<_>>()
        .ok_or(Error::BadForm)?;
    let give = |code: &str| give(context, (code, versions[code]), to, reason);
    let Batch { done, left } = batch::run(context, versions.keys().copied(), give)?;
    let message = Response { done, left, ..Response::default() };
    if message.left.is_empty() {
        let params = Params::default().with("done", &message.done.to_string());
        let unit = if leader { officer.unit.as_str() } else { "" };
        return see(&context.confirmed("/head", &params.with("unit", unit)));
    }
    show(context, officer, StatusCode::CONFLICT, message)
}

/// Gives one dossier to an officer, or says why not.
fn give(
    context: &RequestContext,
    (code, version): (&str, &str),
    to: &Officer,
    reason: &str,
) -> Result<Result<(), String>, Error> {
    let seen = version.parse().map_err(|_| Error::BadForm)?;
    let own = context.rules.agency.as_ref().map(|agency| agency.code.as_str());
    let (app, actor, at) = (context.app(), context.actor(), context.now());
    let Some(opened) = app.open_dossier(&context.who(), code, own, at)? else {
        return Ok(Err(context.text("reassign-gone")));
    };
    let submission = Submission {
        key: Some(CommandKey::new(
            format!("reassign/{}/{}/{code}", actor.id, context.form.raw("key")),
            &[&to.id, reason],
        )),
        stream: opened.stream,
        actor,
        command: Command::Reassign {
            to: to.id.clone(),
            unit: to.unit.clone(),
            reason: reason.to_owned(),
        },
        at,
        sealed: None,
    };
    let extras = Extras { seen: Some(seen), ..Extras::default() };
    match app.execute_with(submission, &extras) {
        Ok(_) | Err(Failure::AlreadyDone { .. }) => Ok(Ok(())),
        Err(Failure::Changed { .. }) => Ok(Err(context.text("reassign-changed"))),
        Err(Failure::Refused(refusal)) => {
            let zone = &context.rules.deadline_calendar().zone;
            Ok(Err(messages::refusal(context.language, &refusal, zone)))
        }
        Err(failure) => Err(failure.into()),
    }
}
