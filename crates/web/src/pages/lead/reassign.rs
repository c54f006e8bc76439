//! Several dossiers of one officer given to another: each is a command of its own, and what could
//! not be done is listed dossier by dossier.

use app::{CommandKey, Extras, Pick, Submission};
use askama::Template;
use axum::http::StatusCode;
use calendar::Instant;
use dossier::{Command, Role};
use rules::Officer;

use super::officers;
use crate::address::Params;
use crate::answer::{Answer, Error, html_with, see};
use crate::fields::{Choice, Fault, Field, Form, Kind};
use crate::layout::Layout;
use crate::pages::batch::{self, Batch};
use crate::pages::work;
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
    /// The dossiers that could not be reassigned, each with the reason.
    left: Vec<(String, String)>,
    done: Option<String>,
    withheld: bool,
    rows: Vec<Row>,
    /// Why the ticks are not accepted.
    ticks_fault: Option<String>,
    fields: Vec<Field>,
}

struct Row {
    code: String,
    href: String,
    value: String,
    ticked: bool,
    applicant: String,
    procedure: String,
    step: String,
    due: String,
    /// The state's class and word.
    tag: (&'static str, String),
}

/// The results of a form, shown with it.
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
    let named = context.params.get("officer").or(context.form.get("officer"));
    let officer = giver(context, named.unwrap_or_default())?;
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
    let named = context.params.all("dossier");
    let ticked: Vec<&str> = context.form.all("dossier").filter_map(code_of).chain(named).collect();
    let zone = &context.rules.deadline_calendar().zone;
    let applicants = work::applicants(context, &rows)?;
    let withheld = applicants.is_withheld();
    let applicants = applicants.given().unwrap_or_default();
    let rows = rows.into_iter().map(|row| Row {
        applicant: applicants.get(&row.stream).cloned().unwrap_or_default(),
        step: match row.step.as_str() {
            "" => String::new(),
            step => context.names().any_step(step),
        },
        tag: work::tag(context, &row),
        href: context.dossier(&row.code, &row.register),
        value: format!("{}~{}", row.version, row.code),
        ticked: ticked.contains(&row.code.as_str()),
        procedure: context.names().procedure(&row.procedure),
        due: row
            .due_at
            .map(|at| messages::instant(context.language, Instant(at), zone))
            .unwrap_or_default(),
        code: row.code,
    });
    let mut form = form(context, officer);
    form.mark(&message.faults);
    let ticks_fault = message.faults.iter().find(|fault| fault.field == "dossier");
    let heading = context.format("reassign-heading", &[("officer", (&officer.name).into())]);
    let page = ReassignPage {
        layout: Layout::new(context, &heading),
        text: context.format("reassign-intro", &[("n", (count as i64).into())]),
        heading,
        action: context.to("/head/reassign"),
        back: context.to("/head"),
        token: context.token()?,
        key: context.random_text(),
        withheld,
        officer: officer.id.clone(),
        done: (message.done > 0)
            .then(|| context.format("reassign-done", &[("n", (message.done as i64).into())])),
        ticks_fault: ticks_fault.map(|fault| fault.message.clone()),
        faults: message.faults,
        left: message.left,
        rows: rows.collect(),
        fields: form.fields,
    };
    html_with(status, &page)
}

/// The receiving officer and the reason.
fn form(context: &RequestContext, giver: &Officer) -> Form {
    let leader = context.actor().role == Role::Leader;
    let receivers = officers::choices(context, |other| {
        other.id != giver.id && (leader || other.unit == giver.unit) && holds(other)
    });
    let receivers = receivers.into_iter().map(|choice| {
        let values =
            [("officer", (&choice.label).into()), ("n", held_count(context, &choice.value).into())];
        Choice::new(&choice.value, context.format("reassign-load", &values))
    });
    let to = Field::of_key(context, Kind::Select, "to", "reassign-to")
        .none_label(context.text("lead-choose"))
        .choices(receivers.collect())
        .fault_key("reassign-no_officer");
    let reason = Field::of_key(context, Kind::Long, "reason", "reassign-reason")
        .max_chars(500)
        .fault_key("reassign-no_reason");
    let mut form = Form::new(context.zone(), vec![to, reason]);
    form.fill(&context.form);
    form
}

/// The number of open dossiers that an officer holds; 0 where it cannot be read.
fn held_count(context: &RequestContext, officer: &str) -> i64 {
    let (phases, held_by) = (vec!["open".to_owned()], Some(officer.to_owned()));
    let pick = Pick { phases, held_by, at: context.now().0, ..Pick::default() };
    context.app().count(&context.who(), &pick).unwrap_or_default() as i64
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
    let form = form(context, officer);
    let chosen: Vec<&str> = context.form.all("dossier").collect();
    let none = || Fault::new("dossier", context.text("reassign-none_ticked"));
    let mut faults: Vec<Fault> = chosen.is_empty().then(none).into_iter().collect();
    faults.extend(form.check(context));
    let (to, reason) = (form.text("to"), form.text("reason"));
    let Some(to) = context.rules.officer(&to).filter(|_| faults.is_empty()) else {
        let message = Response { faults, ..Response::default() };
        return show(context, officer, StatusCode::UNPROCESSABLE_ENTITY, message);
    };
    let versions = batch::ticked(context, "dossier")?;
    let give = |code: &str| give(context, (code, versions[code]), to, &reason);
    let Batch { done, left } = batch::run(context, versions.keys().copied(), give)?;
    let message = Response { done, left, ..Response::default() };
    if message.left.is_empty() {
        let params = Params::default().with("done", &message.done.to_string());
        let leader = context.actor().role == Role::Leader;
        let unit = if leader { officer.unit.as_str() } else { "" };
        return see(&context.confirmed("/head", &params.with("unit", unit)));
    }
    show(context, officer, StatusCode::CONFLICT, message)
}

/// Gives one dossier to an officer, or returns the reason why not.
fn give(
    context: &RequestContext,
    (code, seen): (&str, u64),
    to: &Officer,
    reason: &str,
) -> Result<Result<(), String>, Error> {
    let own = context.rules.agency.as_ref().map(|agency| agency.code.as_str());
    let (app, actor, at) = (context.app(), context.actor(), context.now());
    let Some(dossier) = app.open_dossier(&context.who(), code, own, at)? else {
        return Ok(Err(context.text("reassign-gone")));
    };
    let submission = Submission {
        key: Some(CommandKey::new(
            format!("reassign/{}/{}/{code}", actor.id, context.form.raw("key")),
            &[&to.id, reason],
        )),
        stream: dossier.stream.clone(),
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
    batch::ended(context, &dossier, app.execute_with(submission, &extras))
}
