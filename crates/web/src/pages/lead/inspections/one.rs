//! One inspection visit: what was examined and found, what was done about each finding; for the owner of
//! a finding the follow-up, for the inspector a new finding, the return and the closing.

use affairs::inspection::{Command, Finding, Stage};
use app::{Failure, InspectionTurn, VisibleInspection};
use askama::Template;
use axum::http::StatusCode;
use dossier::Role;

use super::{TEXT_CHARS, done, name, refusal};
use crate::address::{Params, encode};
use crate::answer::{Answer, Error, html_with, see};
use crate::fields::{Fault, Field, Form, Kind};
use crate::layout::Layout;
use crate::pages::lead::officers;
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "lead/inspection.html")]
struct Page {
    layout: Layout,
    heading: String,
    back: String,
    done: Option<String>,
    faults: Vec<Fault>,
    inspector: String,
    turns: Vec<Turn>,
    findings: Vec<FindingView>,
    action: String,
    token: String,
    key: String,
    /// The form of another finding, for the inspector.
    find: Vec<Field>,
}

struct Turn {
    title: String,
    by: String,
    text: String,
}

/// A finding with what the reader can do with it: each act with its button and fields.
struct FindingView {
    number: u32,
    heading: String,
    tag: (&'static str, String),
    owner: String,
    due: String,
    turns: Vec<Turn>,
    acts: Vec<Act>,
}

struct Act {
    code: &'static str,
    button: String,
    fields: Vec<Field>,
    /// Whether its form has faults.
    open: bool,
}

fn open(context: &RequestContext) -> Result<VisibleInspection, Error> {
    let inspection = context.app().open_inspection(&context.actor(), &context.code)?;
    inspection.ok_or(Error::NoPage)
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    show(context, &open(context)?, StatusCode::OK, (("", 0), Vec::new()))
}

/// The fields of an act; those of a finding carry its number.
fn form(context: &RequestContext, act: &str, unit: &str) -> Form {
    let long = |name: &str, key: &str| {
        Field::of_key(context, Kind::Long, name, key)
            .max_chars(TEXT_CHARS)
            .fault_key("fault-inspection")
    };
    let due = || Field::of_key(context, Kind::TypedDay, "due", "inspection-due");
    let fields = match act {
        "find" => vec![
            long("text", "inspection-finding"),
            Field::of_key(context, Kind::Select, "owner", "inspection-owner")
                .choices(officers::choices(context, |officer| officer.unit == unit))
                .fault_key("fault-owner"),
            due(),
        ],
        "follow_up" => vec![long("text", "inspection-follow_up")],
        "return" => vec![long("text", "inspection-return_reason"), due()],
        _ => vec![long("text", "inspection-evidence")],
    };
    Form::new(context.zone(), fields)
}

/// The fields of an act as they are shown: with their own ids, and as they were posted where it is the act
/// that failed.
fn fields(
    context: &RequestContext,
    (act, number, unit): (&str, u32, &str),
    (failed, faults): &((&str, u32), Vec<Fault>),
) -> Vec<Field> {
    let mut form = form(context, act, unit);
    if *failed == (act, number) {
        form.fill(&context.form);
        form.mark(faults);
        return form.fields;
    }
    let apart = |field: Field| {
        let id = format!("{}-{act}-{number}", field.id);
        field.id(id)
    };
    form.fields.into_iter().map(apart).collect()
}

fn turn(context: &RequestContext, turn: &InspectionTurn) -> Turn {
    let zone = &context.rules.deadline_calendar().zone;
    let at = messages::instant(context.language, turn.at, zone);
    Turn {
        title: context.text(&format!("inspection-turn_{}", turn.kind)),
        by: format!("{}, {at}", context.names().officer(&turn.actor)),
        text: turn.text.clone(),
    }
}

fn show(
    context: &RequestContext,
    inspection: &VisibleInspection,
    status: StatusCode,
    failed: ((&str, u32), Vec<Fault>),
) -> Answer {
    let visit = &inspection.inspection;
    let unit = visit.visited.as_ref().map_or("", |(unit, _)| unit.as_str());
    let me = context.actor();
    let inspects = me.id == visit.inspector || me.role == Role::Leader;
    let of = |number: Option<u32>| {
        let turns = inspection.turns.iter().filter(move |turn| turn.number == number);
        turns.map(|one| turn(context, one)).collect::<Vec<_>>()
    };
    let findings = (1..).zip(&visit.findings).map(|(number, finding)| {
        let acts = acts(finding, &me.id, inspects).into_iter().map(|code| Act {
            code,
            button: context.text(&format!("inspection-act_{code}")),
            fields: fields(context, (code, number, unit), &failed),
            open: failed.0 == (code, number),
        });
        FindingView {
            number,
            heading: context.format("inspection-number", &[("n", i64::from(number).into())]),
            tag: tag(context, finding),
            owner: context.names().officer(&finding.owner),
            due: messages::day_of(context.language, finding.due),
            turns: of(Some(number)),
            acts: acts.collect(),
        }
    });
    let heading = name(context, visit);
    let page = Page {
        layout: Layout::new(context, &heading),
        heading,
        back: context.to("/inspections"),
        done: done(context),
        inspector: context.names().officer(&visit.inspector),
        turns: of(None),
        findings: findings.collect(),
        action: super::href(context, &inspection.id),
        token: context.token()?,
        key: context.random_text(),
        find: if inspects { fields(context, ("find", 0, unit), &failed) } else { Vec::new() },
        faults: failed.1,
    };
    html_with(status, &page)
}

/// The acts of an officer on a finding, in order.
fn acts(finding: &Finding, officer: &str, inspects: bool) -> Vec<&'static str> {
    let mut acts = Vec::new();
    match finding.stage {
        Stage::Closed(_) => return acts,
        Stage::Open if finding.owner == officer => acts.push("follow_up"),
        _ => {}
    }
    if inspects {
        acts.push("close");
        if matches!(finding.stage, Stage::FollowedUp(_)) {
            acts.push("return");
        }
    }
    acts
}

pub(in crate::pages::lead) fn tag(
    context: &RequestContext,
    finding: &Finding,
) -> (&'static str, String) {
    let (class, key) = match finding.stage {
        _ if finding.overdue(context.today()) => ("past_due", "overdue"),
        Stage::Open => ("near", "open"),
        Stage::FollowedUp(_) => ("paused", "followed_up"),
        Stage::Closed(_) => ("within", "closed"),
    };
    (class, context.text(&format!("inspections-tag_{key}")))
}

/// Takes a new finding, a follow-up, a return or a closing.
pub(crate) fn send(context: &RequestContext) -> Answer {
    let inspection = open(context)?;
    let unit = inspection.inspection.visited.as_ref().map_or("", |(unit, _)| unit.as_str());
    let number = context.form.raw("number").parse().unwrap_or(0);
    let acts = ["find", "follow_up", "return", "close"];
    let act = acts.into_iter().find(|act| *act == context.form.raw("act")).ok_or(Error::BadForm)?;
    let failed = |status, faults| show(context, &inspection, status, ((act, number), faults));
    let mut form = form(context, act, unit);
    form.fill(&context.form);
    let faults = form.check(context);
    if !faults.is_empty() {
        return failed(StatusCode::UNPROCESSABLE_ENTITY, faults);
    }
    let (text, due) = (form.text("text"), form.day("due"));
    let (command, done) = match (act, due) {
        ("find", Some(due)) => (Command::Find { owner: form.text("owner"), due, text }, "found"),
        ("follow_up", _) => (Command::FollowUp { number, text }, "followed_up"),
        ("return", Some(due)) => (Command::Return { number, due, reason: text }, "returned"),
        ("close", _) => (Command::Close { number, evidence: text }, "closed"),
        _ => return Err(Error::BadForm),
    };
    let key = (context.command_key(context.form.raw("key")), context.now());
    let salt = context.random_text();
    match context.app().act_on_inspection(&context.who(), &inspection.id, command, salt, key) {
        Ok(()) | Err(Failure::AlreadyDone { .. }) => {
            let path = format!("/inspections/{}", encode(&inspection.id));
            see(&context.confirmed(&path, &Params::default().with("done", done)))
        }
        Err(Failure::NotInspected(why)) => {
            failed(StatusCode::CONFLICT, vec![Fault::new("", refusal(context, why))])
        }
        Err(failure) => Err(failure.into()),
    }
}
