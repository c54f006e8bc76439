//! Results that the officer's unit finished and that stand on no list yet: ticked, and listed for the
//! desk that hands them out.

use std::collections::BTreeMap;

use affairs::handover_list::ListKind;
use app::{DossierRow, Order, Pick};
use askama::Template;
use axum::http::StatusCode;
use calendar::Instant;
use rules::UnitKind;

use crate::answer::{Answer, html_with, see};
use crate::layout::Layout;
use crate::pages::{batch, desk, handover_lists, work};
use crate::request_context::RequestContext;

/// Rows of a page, and the ready results that are looked through for them.
const ROWS: usize = 100;
const LOOKED_THROUGH: usize = 5_000;

#[derive(Template)]
#[template(path = "work/results.html")]
struct ResultsPage {
    layout: Layout,
    heading: String,
    action: String,
    token: String,
    key: String,
    faults: Vec<String>,
    withheld: bool,
    rows: Vec<Line>,
    /// Whether there are more than are shown.
    more: bool,
    lists: Vec<handover_lists::Row>,
    all: String,
}

struct Line {
    code: String,
    href: String,
    applicant: String,
    procedure: String,
    finished: String,
    desk: String,
    chosen: bool,
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    show(context, StatusCode::OK, Vec::new())
}

/// Results of the unit that are ready, on no list, and not handed out.
fn unlisted(context: &RequestContext) -> Result<Vec<DossierRow>, crate::answer::Error> {
    let unit = context.actor().unit;
    let agency = context.rules.agency.as_ref();
    let units = agency.map(|agency| agency.units.as_slice()).unwrap_or_default().iter();
    let desks = units.filter(|unit| matches!(unit.kind, UnitKind::Desk | UnitKind::Ward));
    let mut rows = Vec::new();
    for desk in desks {
        let pick = Pick {
            phases: vec!["ready".to_owned()],
            desk: Some(desk.code.clone()),
            order: Order::Ended,
            at: context.now().0,
            limit: LOOKED_THROUGH,
            ..Pick::default()
        };
        let ready = context.app().pick(&context.who(), &pick)?;
        rows.extend(ready.into_iter().filter(|row| row.unit == unit));
    }
    rows.sort_by_key(|row| row.ended_at);
    Ok(context.app().unlisted(ListKind::Results, rows)?)
}

fn show(context: &RequestContext, status: StatusCode, faults: Vec<String>) -> Answer {
    let mut rows = unlisted(context)?;
    let more = rows.len() > ROWS;
    rows.truncate(ROWS);
    let applicants = work::applicants(context, &rows)?;
    let withheld = applicants.is_withheld();
    let applicants = applicants.given().unwrap_or_default();
    let all_ticked = context.form.raw("act") == "tick";
    let line = |row: &DossierRow| Line {
        href: context.dossier(&row.code, &row.register),
        applicant: applicants.get(&row.stream).cloned().unwrap_or_default(),
        procedure: context.names().procedure(&row.procedure),
        finished: row
            .ended_at
            .map(|at| messages::instant(context.language, Instant(at), context.zone()))
            .unwrap_or_default(),
        desk: context.names().unit(&row.desk),
        chosen: all_ticked || context.form.all("pick").any(|code| code == row.code),
        code: row.code.clone(),
    };
    let unit = context.actor().unit;
    let (_, lists) = context.app().handover_lists(&context.actor(), (0, 5), |list| {
        list.list == Some(ListKind::Results) && list.from == unit
    });
    let heading = context.text("page-unit_results");
    html_with(
        status,
        &ResultsPage {
            layout: Layout::new(context, &heading),
            heading,
            action: context.to("/unit-results"),
            token: context.token()?,
            key: context.random_text(),
            faults,
            withheld,
            rows: rows.iter().map(line).collect(),
            more,
            lists: lists.iter().map(|one| handover_lists::Row::new(context, one)).collect(),
            all: context.to("/handover-lists"),
        },
    )
}

/// Lists what is ticked, a list for each desk.
pub(crate) fn send(context: &RequestContext) -> Answer {
    if context.form.raw("act") == "tick" {
        return show(context, StatusCode::OK, Vec::new());
    }
    let key = desk::form_key(context)?;
    let ticked: Vec<&str> = context.form.all("pick").take(batch::MOST).collect();
    if ticked.is_empty() {
        let fault = context.text("handovers-none_chosen");
        return show(context, StatusCode::UNPROCESSABLE_ENTITY, vec![fault]);
    }
    let mut by_desk: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for code in ticked {
        let opened = context.app().open_dossier(&context.who(), code, None, context.now())?;
        let Some(dossier) = opened else {
            let fault = context.format("handovers-gone", &[("code", code.into())]);
            return show(context, StatusCode::CONFLICT, vec![fault]);
        };
        by_desk.entry(dossier.row.desk).or_default().push(dossier.stream);
    }
    let (mut issued, mut faults) = (Vec::new(), Vec::new());
    for (to, streams) in by_desk {
        match handover_lists::issue(context, (ListKind::Results, &to), streams, &key)? {
            Ok(id) => issued.push(id),
            Err(why) => faults.push(why),
        }
    }
    match (&issued[..], &faults[..]) {
        ([one], []) => {
            see(&context.to(&format!("/handover-lists/{}", crate::address::encode(one))))
        }
        (_, []) => see(&context.to("/handover-lists")),
        _ => show(context, StatusCode::CONFLICT, faults),
    }
}
