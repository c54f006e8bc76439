//! Dossiers whose retention has ended, for the officers who are responsible: a list from which one officer
//! proposes those to be erased, with the document that permits it, and the proposals.

mod one;

use affairs::disposal::{Disposal, Refusal};
use app::{Failure, NewDisposal, PastRetention};
use askama::Template;
use axum::http::StatusCode;

pub(crate) use self::one::{page as one, send};
use super::data_requests::name;
use crate::address::{Params, encode};
use crate::answer::{Answer, html_with, see};
use crate::fields::{Fault, Field, Form, Kind};
use crate::layout::Layout;
use crate::pages::several;
use crate::report::{Cell, Column, Report};
use crate::request_context::RequestContext;

/// Dossiers that a page shows and a proposal names, at most.
const MOST: usize = 50;
/// Proposals that the page shows, at most.
const PROPOSALS: usize = 50;
/// Characters of a reason at most.
const TEXT_CHARS: usize = 4000;

#[derive(Template)]
#[template(path = "lead/retention.html")]
struct ListPage {
    layout: Layout,
    heading: String,
    /// Why the list is empty.
    empty: Option<String>,
    count: String,
    rows: Vec<Row>,
    /// Dossiers that are not shown.
    more: Option<String>,
    files: [(String, String); 2],
    proposals: Vec<ProposalRow>,
    action: String,
    token: String,
    key: String,
    faults: Vec<Fault>,
    fields: Vec<Field>,
}

struct Row {
    stream: String,
    code: String,
    href: String,
    procedure: String,
    kept: String,
    ticked: bool,
}

struct ProposalRow {
    name: String,
    href: String,
    tag: (&'static str, String),
    about: String,
}

/// The state of a proposal: the class of its tag, and its word.
pub(super) fn tag(context: &RequestContext, disposal: &Disposal) -> (&'static str, String) {
    let (class, key) = match &disposal.outcome {
        None => ("near", "waits"),
        Some(outcome) if outcome.approved => ("within", "approved"),
        Some(_) => ("paused", "sent_back"),
    };
    (class, context.text(&format!("retention-tag_{key}")))
}

/// The number of its dossiers, and who proposed them when.
pub(super) fn about(context: &RequestContext, disposal: &Disposal) -> String {
    let Some(proposal) = &disposal.proposed else { return String::new() };
    let values = [
        ("n", (proposal.dossiers.len() as i64).into()),
        ("by", context.names().officer(&proposal.by).into()),
        ("at", messages::instant(context.language, proposal.at, context.zone()).into()),
    ];
    context.format("retention-about", &values)
}

pub(super) fn href(context: &RequestContext, id: &str) -> String {
    context.to(&format!("/retention/{}", encode(id)))
}

fn kept(found: &PastRetention) -> String {
    format!("{} ({})", messages::date_of(found.kept_until), found.rule.basis)
}

fn report(context: &RequestContext, found: &[PastRetention]) -> Report {
    let columns = ["code", "procedure", "kept_until", "basis"];
    let row = |one: &PastRetention| {
        vec![
            Cell::text(one.row.code.clone()),
            Cell::text(context.names().procedure(&one.row.procedure)),
            Cell::text(messages::date_of(one.kept_until)),
            Cell::text(one.rule.basis.clone()),
        ]
    };
    let agency = context.rules.agency.as_ref();
    let column = |key| Column::words(context.text(&format!("retention-{key}")));
    Report {
        file: "retention".to_owned(),
        title: context.text("page-retention"),
        agency: agency.map(|one| crate::layout::name(one, context.language)).unwrap_or_default(),
        columns: columns.into_iter().map(column).collect(),
        rows: found.iter().map(row).collect(),
        empty: Some(context.text("retention-none")),
        ..Report::default()
    }
}

fn form(context: &RequestContext) -> Form {
    let fields = vec![
        Field::of_key(context, Kind::Line, "permitted_by", "retention-permitted_by"),
        Field::of_key(context, Kind::Long, "reason", "retention-reason_propose")
            .max_chars(TEXT_CHARS)
            .fault_key("fault-reason"),
    ];
    Form::new(context.zone(), fields)
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let found = context.app().past_retention(&context.who(), context.now())?;
    let form = (StatusCode::OK, form(context), Vec::new());
    report(context, &found).answer(context, |_| show(context, &found, form))
}

fn show(
    context: &RequestContext,
    found: &[PastRetention],
    (status, mut form, faults): (StatusCode, Form, Vec<Fault>),
) -> Answer {
    form.mark(&faults);
    let empty = match (context.rules.retentions.is_empty(), found.is_empty()) {
        (true, _) => Some(context.text("retention-no_rules")),
        (false, true) => Some(context.text("retention-none")),
        _ => None,
    };
    let row = |one: &PastRetention| Row {
        ticked: several::is_ticked(context, &one.row.stream),
        stream: one.row.stream.clone(),
        code: one.row.code.clone(),
        href: context.dossier(&one.row.code, &one.row.register),
        procedure: context.names().procedure(&one.row.procedure),
        kept: kept(one),
    };
    let none = Params::default();
    let file = |kind: &str| {
        let label = context.text(&format!("reports-file_{kind}"));
        (context.link("/retention", &none.with("as", kind)), label)
    };
    let left = found.len().saturating_sub(MOST);
    let more = || context.format("retention-more", &[("n", (left as i64).into())]);
    let (_, disposals) = context.app().disposals(&context.who(), (0, PROPOSALS), |_| true);
    let proposal = |(id, disposal): &(String, Disposal)| ProposalRow {
        name: name(id),
        href: href(context, id),
        tag: tag(context, disposal),
        about: about(context, disposal),
    };
    let heading = context.text("page-retention");
    let page = ListPage {
        layout: Layout::new(context, &heading),
        heading,
        empty,
        count: context.format("retention-count", &[("n", (found.len() as i64).into())]),
        rows: found.iter().take(MOST).map(row).collect(),
        more: (left > 0).then(more),
        files: ["csv", "xlsx"].map(file),
        proposals: disposals.iter().map(proposal).collect(),
        action: context.to("/retention"),
        token: context.token()?,
        key: context.form.get("key").map_or_else(|| context.random_text(), str::to_owned),
        faults,
        fields: form.fields,
    };
    html_with(status, &page)
}

/// Proposes the ticked dossiers.
pub(crate) fn propose(context: &RequestContext) -> Answer {
    let found = context.app().past_retention(&context.who(), context.now())?;
    let mut form = form(context);
    form.fill(&context.form);
    if several::ticks_all(context) {
        return show(context, &found, (StatusCode::OK, form, Vec::new()));
    }
    let dossiers: Vec<String> = context.form.all(several::TICK).map(str::to_owned).collect();
    let mut faults = form.check(context);
    if dossiers.is_empty() {
        faults.insert(0, Fault::new("rows", context.text("retention-none_ticked")));
    }
    if !faults.is_empty() {
        return show(context, &found, (StatusCode::UNPROCESSABLE_ENTITY, form, faults));
    }
    let id = context.id_of_form()?;
    let key = (context.command_key(id.as_str()), context.now());
    let (permitted_by, reason) = (form.text("permitted_by"), form.text("reason"));
    let salt = context.random_text();
    let new = NewDisposal { id: id.clone(), dossiers, permitted_by, reason, salt };
    match context.app().propose_disposal(&context.who(), new, key) {
        Ok(()) | Err(Failure::AlreadyDone { .. }) => see(&back(context, &id, "propose")),
        Err(Failure::Disposal(why)) => {
            let faults = vec![Fault::new("", refusal(context, why))];
            show(context, &found, (StatusCode::CONFLICT, form, faults))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Back to a proposal after an act.
fn back(context: &RequestContext, id: &str, done: &str) -> String {
    let path = format!("/retention/{}", encode(id));
    context.confirmed(&path, &Params::default().with("done", done))
}

fn refusal(context: &RequestContext, why: Refusal) -> String {
    let at = why.at().map(|at| messages::instant(context.language, at, context.zone()));
    let values = [("at", at.unwrap_or_default().into())];
    let text = |part: &str| context.format(&format!("retention-{part}_{}", why.code()), &values);
    format!("{} {}", text("refused"), text("instead"))
}

#[test]
fn every_refusal_has_its_texts() {
    use text::Language;

    for why in Refusal::ALL {
        for part in ["refused", "instead"] {
            for language in [Language::Vietnamese, Language::English] {
                let key = format!("retention-{part}_{}", why.code());
                assert!(!messages::text(language, &key, &[]).starts_with('['), "{key}");
            }
        }
    }
}
