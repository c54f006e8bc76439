//! One proposal to erase dossiers whose retention has ended: the whole list, and for another officer the
//! approval.

use affairs::disposal::Disposal;
use app::{Failure, VisibleDisposal};
use askama::Template;
use axum::http::StatusCode;

use super::{TEXT_CHARS, about, back, href, refusal, tag};
use crate::answer::{Answer, Error, html_with, see};
use crate::fields::{Choice, Fault, Field, Form, Kind};
use crate::layout::Layout;
use crate::pages::act_forms::{self, ActForm};
use crate::pages::lead::data_requests::{backups, name};
use crate::pages::lead::turn::{self, Turn};
use crate::pages::step_up;
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "lead/disposal.html")]
struct Page {
    layout: Layout,
    heading: String,
    back: String,
    done: Option<String>,
    tag: (&'static str, String),
    facts: Vec<(String, String)>,
    withheld: bool,
    turns: Vec<Turn>,
    /// Code, address, procedure, and why it cannot be erased now.
    dossiers: Vec<[String; 4]>,
    /// What happens to backups, once it is approved.
    note: Option<String>,
    acts: Vec<ActForm>,
    action: String,
    token: String,
    key: String,
    faults: Vec<Fault>,
}

fn open(context: &RequestContext) -> Result<VisibleDisposal, Error> {
    let disposal = context.app().open_disposal(&context.who(), &context.code, context.now())?;
    disposal.ok_or(Error::NoPage)
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    show(context, &open(context)?, StatusCode::OK, ("", Vec::new()))
}

/// The acts of an officer on a proposal, in order.
fn codes(context: &RequestContext, visible: &VisibleDisposal) -> Vec<&'static str> {
    let Some(proposal) = visible.disposal.waiting().filter(|_| visible.obstacle.is_none()) else {
        return Vec::new();
    };
    let own = proposal.by == context.actor().id;
    let all = visible.dossiers.iter().all(|(_, erasable)| *erasable);
    match (own, all) {
        (false, true) => vec!["approve", "send_back"],
        _ => vec!["send_back"],
    }
}

fn form(context: &RequestContext, act: &str, faults: &[Fault]) -> Form {
    let fields = if act == "approve" {
        let label = context.text("data_request-sure");
        let choice = Choice::new("1", context.text("data_request-sure_said"));
        let sure = Field::new(Kind::Tick, "sure", label).choices(vec![choice]);
        let sure = sure.fault_key("fault-data_request_sure");
        let code = step_up::is_requested(context).then(|| step_up::field(context, faults));
        std::iter::once(sure).chain(code).collect()
    } else {
        let reason = Field::of_key(context, Kind::Long, "reason", "retention-reason_send_back");
        vec![reason.max_chars(TEXT_CHARS).fault_key("fault-reason")]
    };
    Form::new(context.zone(), fields)
}

fn facts(context: &RequestContext, disposal: &Disposal) -> Vec<(String, String)> {
    let label = |key: &str| context.text(&format!("retention-{key}"));
    let mut facts = Vec::new();
    if let Some(proposal) = &disposal.proposed {
        facts.push((label("permitted_by"), proposal.permitted_by.clone()));
        facts.push((label("basis"), proposal.bases.join("; ")));
    }
    if let Some(outcome) = &disposal.outcome {
        let at = messages::instant(context.language, outcome.at, context.zone());
        let by = context.names().officer(&outcome.by);
        facts.push((label("decided"), format!("{at}, {by}")));
    }
    facts
}

fn dossiers(context: &RequestContext, visible: &VisibleDisposal) -> Vec<[String; 4]> {
    let waits = visible.disposal.waiting().is_some();
    let line = |(row, erasable): &(app::DossierRow, bool)| {
        let why = match waits && !erasable {
            true => context.text("retention-not_now"),
            false => String::new(),
        };
        let href = context.dossier(&row.code, &row.register);
        [row.code.clone(), href, context.names().procedure(&row.procedure), why]
    };
    visible.dossiers.iter().map(line).collect()
}

fn show(
    context: &RequestContext,
    visible: &VisibleDisposal,
    status: StatusCode,
    (failed, faults): (&'static str, Vec<Fault>),
) -> Answer {
    let heading = context.format("retention-heading", &[("name", name(&visible.id).into())]);
    let done = match context.confirmation("done") {
        "" => None,
        done => Some(context.text(&format!("retention-done_{done}"))),
    };
    let turns = visible.turns.clone().given().unwrap_or_default();
    let acts = ("retention", codes(context, visible), &["approve"][..]);
    let of_act = |act: &'static str| form(context, act, &faults);
    let mut facts = facts(context, &visible.disposal);
    facts.insert(0, (context.text("retention-proposed"), about(context, &visible.disposal)));
    let page = Page {
        layout: Layout::new(context, &heading),
        heading,
        back: context.to("/retention"),
        done,
        tag: tag(context, &visible.disposal),
        facts,
        withheld: visible.turns.is_withheld(),
        turns: turns.iter().map(|one| turn::written(context, "retention", one)).collect(),
        dossiers: dossiers(context, visible),
        note: visible.disposal.erased().map(|(_, at)| backups(context, at)),
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
    let all = ["approve", "send_back"];
    let act = all.into_iter().find(|act| *act == context.form.raw("act")).ok_or(Error::BadForm)?;
    let failed = |status, faults| show(context, &visible, status, (act, faults));
    let mut form = form(context, act, &[]);
    form.fill(&context.form);
    let mut faults = form.check(context);
    faults.retain(|fault| fault.field != step_up::FIELD);
    if !faults.is_empty() {
        return failed(StatusCode::UNPROCESSABLE_ENTITY, faults);
    }
    let (app, who, id) = (context.app(), context.who(), visible.id.as_str());
    let key = (context.command_key(context.form.raw("key")), context.now());
    let mut shown = act;
    let done = if act == "approve" {
        match step_up::take(context)? {
            Ok(second_factor) => {
                let approved = app.approve_disposal((&who, second_factor), id, key);
                approved.map(|is_overwritten| {
                    shown = if is_overwritten { act } else { "approve_waits" }
                })
            }
            Err(fault) => return failed(StatusCode::UNPROCESSABLE_ENTITY, vec![fault]),
        }
    } else {
        let reason = (context.random_text(), form.text("reason"));
        app.send_disposal_back(&who, id, reason, key)
    };
    match done {
        Ok(()) | Err(Failure::AlreadyDone { .. }) => see(&back(context, id, shown)),
        Err(Failure::Disposal(why)) => {
            // As it stands now, with the form that keeps what was typed.
            let faults = vec![Fault::new("", refusal(context, why))];
            show(context, &open(context)?, StatusCode::CONFLICT, (act, faults))
        }
        Err(failure) => Err(failure.into()),
    }
}
