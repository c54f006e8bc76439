//! One request: what was asked and done, the dossiers of the person, of an erasure what may be erased and
//! what is kept, and the acts of an officer who is responsible.

use affairs::data_request::{
    ANSWER_DAYS, Command, DataRequest, Outcome, Refusal, RequestKind, SOURCE, term,
};
use app::{Failure, Kept, VisibleDataRequest};
use askama::Template;
use axum::http::StatusCode;
use calendar::Instant;

use super::acts;
use super::{back, href, name, tag};
use crate::answer::{Answer, Error, html_with, see};
use crate::fields::{Fault, Form};
use crate::layout::Layout;
use crate::pages::act_forms::ActForm;
use crate::pages::citizen::name_of;
use crate::pages::lead::turn::{self, Turn};
use crate::pages::person_data::kept;
use crate::pages::step_up;
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "lead/data_request.html")]
struct Page {
    layout: Layout,
    heading: String,
    back: String,
    done: Option<String>,
    tag: (&'static str, String),
    facts: Vec<(String, String)>,
    withheld: bool,
    turns: Vec<Turn>,
    /// The dossiers of the person: code, address, what happens to it.
    dossiers: Vec<[String; 3]>,
    /// What an erasure does to the account, and to backups.
    notes: Vec<String>,
    /// The files of a request for access.
    files: Option<[String; 2]>,
    acts: Vec<ActForm>,
    action: String,
    token: String,
    key: String,
    faults: Vec<Fault>,
}

fn open(context: &RequestContext) -> Result<VisibleDataRequest, Error> {
    let request = context.app().open_data_request(&context.who(), &context.code, context.now())?;
    request.ok_or(Error::NoPage)
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    show(context, &open(context)?, StatusCode::OK, ("", Vec::new()))
}

fn facts(context: &RequestContext, request: &DataRequest) -> Vec<(String, String)> {
    let label = |key: &str| context.text(&format!("data_request-{key}"));
    let at = |at| messages::instant(context.language, at, context.zone());
    let mut facts = Vec::new();
    if let Some(filed) = &request.filed {
        let way = context.text(&format!("data_request-way_{}", filed.way.code()));
        let term = term(filed.request);
        let days = [
            ("answer", i64::from(ANSWER_DAYS).into()),
            ("days", i64::from(term.days).into()),
            ("other", i64::from(term.days_with_other).into()),
            ("source", SOURCE.into()),
        ];
        facts.push((label("filed"), format!("{}, {way}", at(filed.at))));
        facts.push((label("answer_by"), at(filed.answer_by)));
        facts.extend(request.due.map(|due| (label("due"), at(due))));
        facts.push((label("term"), context.format("data_request-term_said", &days)));
    }
    if let Some((when, days)) = request.extended {
        let days = [("days", i64::from(days).into()), ("at", at(when).into())];
        facts.push((label("extended"), context.format("data_request-extended_said", &days)));
    }
    if let Some(decision) = &request.decided {
        let by = context.names().officer(&decision.by);
        facts.push((label("decided"), format!("{}, {by}", at(decision.at))));
    }
    facts.extend(request.lifted.map(|when| (label("lifted"), at(when))));
    facts
}

/// What happens to each dossier of the person.
fn dossiers(context: &RequestContext, visible: &VisibleDataRequest) -> Vec<[String; 3]> {
    let restricted = visible.request.restricted();
    let reached = visible.request.decided.as_ref().map(|decision| &decision.reached.dossiers);
    let fate = |row: &app::DossierRow| {
        if let Some(plan) = &visible.plan {
            let why = plan.kept.iter().find(|(kept, _)| kept.stream == row.stream);
            let erasable = plan.erasable.iter().any(|one| one.stream == row.stream);
            return match why {
                Some((_, why)) => kept(context.names(), why),
                None if erasable => context.text("data_request-erasable"),
                None => context.text("data_request-erased"),
            };
        }
        let is_reached = reached.is_some_and(|reached| reached.contains(&row.stream));
        match visible.request.kind() {
            Some(RequestKind::Erasure) if is_reached => context.text("data_request-erased"),
            _ if restricted.contains(&row.stream) => context.text("data_request-restricted"),
            _ => String::new(),
        }
    };
    let line = |row: &app::DossierRow| {
        let name = name_of(&row.stream, &row.code);
        let procedure = context.names().procedure(&row.procedure);
        let fate = [procedure, fate(row)].into_iter().filter(|part| !part.is_empty());
        [name.to_owned(), context.dossier(name, &row.register), fate.collect::<Vec<_>>().join(". ")]
    };
    visible.dossiers.iter().map(line).collect()
}

/// What an erasure does to the account and to backups.
fn notes(context: &RequestContext, visible: &VisibleDataRequest) -> Vec<String> {
    let mut notes: Vec<String> =
        visible.obstacle.map(|why| refusal(context, why)).into_iter().collect();
    if let Some(plan) = &visible.plan {
        let key = match (plan.account, plan.erases_account()) {
            (false, _) => "account_none",
            (true, true) => "account_erased",
            (true, false) => "account_kept",
        };
        notes.push(context.text(&format!("data_request-{key}")));
        let without_rule = plan.kept.iter().any(|(_, why)| *why == Kept::NoRule);
        notes.extend(without_rule.then(|| context.text("data_request-no_rule_officers")));
    }
    if let (Some(proposal), None) = (&visible.request.proposed, &visible.request.decided) {
        let outcome = format!("data_request-outcome_{}", proposal.outcome.code());
        let account = if proposal.erased.account { "yes" } else { "no" };
        let values = [
            ("outcome", context.text(&outcome).into()),
            ("n", (proposal.erased.dossiers.len() as i64).into()),
            ("account", account.into()),
        ];
        notes.push(context.format("data_request-proposed_said", &values));
        if !acts::is_as_proposed(visible) {
            notes.push(context.text("data_request-proposed_changed"));
        }
    }
    let decision = visible.request.decided.as_ref();
    let erased = decision.filter(|decision| {
        visible.request.kind() == Some(RequestKind::Erasure) && !decision.reached.is_empty()
    });
    if let Some(decision) = erased {
        notes.push(backups(context, decision.at));
    }
    notes
}

/// Until when backups still hold what was erased at an instant.
pub(in crate::pages::lead) fn backups(context: &RequestContext, erased_at: Instant) -> String {
    let at = messages::instant(context.language, erased_at, context.zone());
    let days = context.rules.agency.as_ref().and_then(|agency| agency.backups_kept_days);
    let until = days.map(|days| {
        let day = context.zone().day(erased_at).plus(i32::try_from(days).unwrap_or(i32::MAX));
        messages::date_of(day)
    });
    let key = if until.is_some() { "backups_until" } else { "backups" };
    let values = [("at", at.into()), ("until", until.unwrap_or_default().into())];
    context.format(&format!("data_request-{key}"), &values)
}

fn show(
    context: &RequestContext,
    visible: &VisibleDataRequest,
    status: StatusCode,
    (failed, faults): (&'static str, Vec<Fault>),
) -> Answer {
    let request = &visible.request;
    let kind = request.kind().map_or("", RequestKind::code);
    let heading = context.text(&format!("data_request-kind_{kind}"));
    let done = match context.confirmation("done") {
        "" => None,
        done => Some(context.text(&format!("data_request-done_{done}"))),
    };
    let base = href(context, &visible.id);
    let withheld = visible.turns.is_withheld();
    let turns = visible.turns.clone().given().unwrap_or_default();
    let page = Page {
        layout: Layout::new(context, &heading),
        heading: format!("{heading} · {}", name(&visible.id)),
        back: context.to("/data-requests"),
        done,
        tag: tag(context, request),
        facts: facts(context, request),
        withheld,
        turns: turns.iter().map(|one| turn::written(context, "data_request", one)).collect(),
        dossiers: dossiers(context, visible),
        notes: notes(context, visible),
        files: app::gives_data(request)
            .then(|| [format!("{base}/data.pdf"), format!("{base}/data.json")]),
        acts: acts::shown(context, visible, (failed, &faults)),
        action: base,
        token: context.token()?,
        key: context.random_text(),
        faults,
    };
    html_with(status, &page)
}

fn refusal(context: &RequestContext, why: Refusal) -> String {
    crate::pages::data_request::refusal(context, why).join(" ")
}

/// The command of an act, where it is one that needs no second officer.
fn command(act: &str, form: &Form) -> Option<Command> {
    let reason = form.text("reason");
    Some(match act {
        "answer" => Command::Answer { other_party: form.filled("other_party").is_some() },
        "extend" => Command::Extend { days: form.number("days")?, reason },
        "decide" => {
            let outcome = Outcome::of(&form.text("outcome"))?;
            Command::Decide { outcome, restricted: Vec::new(), reason }
        }
        "refuse" => Command::Decide { outcome: Outcome::Refused, restricted: Vec::new(), reason },
        "send_back" => Command::SendBack { reason },
        "lift" => Command::Lift { reason },
        _ => return None,
    })
}

/// Takes an act.
pub(crate) fn send(context: &RequestContext) -> Answer {
    let visible = open(context)?;
    let all = ["answer", "extend", "decide", "propose", "approve", "send_back", "refuse", "lift"];
    let act = all.into_iter().find(|act| *act == context.form.raw("act")).ok_or(Error::BadForm)?;
    let failed = |status, faults| show(context, &visible, status, (act, faults));
    let mut form = acts::form(context, act, &[]);
    form.fill(&context.form);
    let mut faults = form.check(context);
    faults.retain(|fault| fault.field != step_up::FIELD);
    if !faults.is_empty() {
        return failed(StatusCode::UNPROCESSABLE_ENTITY, faults);
    }
    let (app, who, id) = (context.app(), context.who(), visible.id.as_str());
    let key = (context.command_key(context.form.raw("key")), context.now());
    let salt = context.random_text();
    let mut shown = act;
    let done = match act {
        "propose" => app.propose_erasure(&who, id, (salt, form.text("reason")), key),
        "approve" => match step_up::take(context)? {
            Ok(second_factor) => {
                let approved = app.approve_erasure((&who, second_factor), id, key);
                approved.map(|is_overwritten| {
                    shown = if is_overwritten { act } else { "approve_waits" }
                })
            }
            Err(fault) => return failed(StatusCode::UNPROCESSABLE_ENTITY, vec![fault]),
        },
        act => {
            let command = command(act, &form).ok_or(Error::BadForm)?;
            app.act_on_data_request(&who, id, command, salt, key)
        }
    };
    match done {
        Ok(()) | Err(Failure::AlreadyDone { .. }) => see(&back(context, id, shown)),
        Err(Failure::DataRequest(why)) => {
            // As it stands now, with the form that keeps what was typed.
            let faults = vec![Fault::new("", refusal(context, why))];
            show(context, &open(context)?, StatusCode::CONFLICT, (act, faults))
        }
        Err(failure) => Err(failure.into()),
    }
}
