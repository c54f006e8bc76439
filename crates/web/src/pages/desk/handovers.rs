//! Hand-over to the units and back: what this officer holds, grouped by the unit and step it goes
//! to next; what is offered and not yet accepted; what is offered back. Many in one press, each its
//! own command: the failed ones are listed row by row, the others are done.

mod groups;

use std::collections::BTreeSet;

use app::{CommandKey, DossierRow, Extras, Failure, Order, Pick, Submission};
use askama::Template;
use axum::http::StatusCode;
use dossier::Command;

use self::groups::Group;
use super::{ROWS, filings};
use crate::address::Params;
use crate::answer::{Answer, Error, html, html_with, see};
use crate::layout::{self, Layout};
use crate::pages::batch;
use crate::pages::work::{self, Applicants};
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "desk/handovers.html")]
struct HandoversPage {
    layout: Layout,
    heading: String,
    action: String,
    token: String,
    key: String,
    done: Option<String>,
    failed: Vec<(String, String)>,
    withheld: bool,
    groups: Vec<Group>,
    /// The number of dossiers listed to be given.
    held: Option<String>,
    first: Option<String>,
    next: Option<String>,
    /// Dossiers of the desk that are in colleagues' hands.
    others: Option<String>,
    last_step: Vec<Line>,
    offered: Vec<Sent>,
    back: Vec<Line>,
}

/// A dossier in a list.
pub(super) struct Line {
    pub code: String,
    pub href: String,
    pub applicant: String,
    pub procedure: String,
    pub due: String,
    pub tag: &'static str,
    pub version: u64,
    pub chosen: bool,
    pub from: String,
}

/// The waiting offers to one unit.
struct Sent {
    unit: String,
    sheet: String,
    lines: Vec<Line>,
}

pub(crate) fn page(context: &RequestContext) -> Answer {
    let done = ["given", "accepted"].into_iter().find_map(|what| {
        let n: i64 = context.confirmation(what).parse().ok()?;
        Some(context.format(&format!("handovers-{what}_done"), &[("n", n.into())]))
    });
    show(context, StatusCode::OK, done, Vec::new())
}

fn show(
    context: &RequestContext,
    status: StatusCode,
    done: Option<String>,
    failed: Vec<(String, String)>,
) -> Answer {
    let (who, actor) = (context.who(), context.actor());
    let all = |pick: Pick| Pick {
        phases: vec!["open".to_owned()],
        order: Order::Due,
        at: context.now().0,
        ..pick
    };
    let app = context.app();
    let held = all(Pick { held_by: Some(actor.id.clone()), ..Pick::default() });
    let mut rows =
        app.pick(&who, &Pick { after: filings::after(context), limit: ROWS + 1, ..held.clone() })?;
    let next = (rows.len() > ROWS).then(|| {
        let (at, stream) = Order::Due.place(&rows[ROWS - 1]);
        let params = Params::default().with("after", &format!("{at}.{stream}"));
        context.link("/desk/handovers", &params)
    });
    rows.truncate(ROWS);
    rows.retain(|row| row.offered_to.is_none());
    rows.sort_by(|one, other| (one.due_at, &one.code).cmp(&(other.due_at, &other.code)));
    let desk = all(Pick { holding_unit: Some(actor.unit.clone()), ..Pick::default() });
    let (mine, desks) = (app.count(&who, &held)?, app.count(&who, &desk)?);
    let others = desks.saturating_sub(mine) as i64;
    let offered = all(Pick { offered_by: Some(actor.id.clone()), limit: 200, ..Pick::default() });
    let back = all(Pick { offered_to: Some(actor.id.clone()), limit: ROWS, ..Pick::default() });
    let back = app.pick(&who, &back)?;
    let offered = app.pick(&who, &offered)?;
    let applicants = work::applicants(context, &[rows.as_slice(), &offered, &back].concat())?;
    let withheld = applicants.is_withheld();
    let applicants = applicants.given().unwrap_or_default();
    let (groups, last_step) = groups::of(context, &applicants, &rows)?;
    let listed: usize = groups.iter().map(|group| group.lines.len()).sum();
    let heading = context.text("page-handovers");
    html_with(
        status,
        &HandoversPage {
            layout: Layout::new(context, &heading),
            heading,
            action: context.to("/desk/handovers"),
            token: context.token()?,
            key: context.random_text(),
            done,
            failed,
            groups,
            held: (listed > 0)
                .then(|| context.format("handovers-held", &[("n", (listed as i64).into())])),
            first: context.params.get("after").map(|_| context.to("/desk/handovers")),
            next,
            others: (others > 0)
                .then(|| context.format("handovers-others", &[("n", others.into())])),
            last_step,
            withheld,
            offered: sent(context, &applicants, &offered),
            back: back.iter().map(|row| line(context, &applicants, row)).collect(),
        },
    )
}

/// A row as it is shown; chosen where the form that failed had chosen it.
fn line(context: &RequestContext, applicants: &Applicants, row: &DossierRow) -> Line {
    let zone = &context.rules.deadline_calendar().zone;
    let due = row.due_at.map(calendar::Instant);
    let left = due
        .map(|due| context.rules.deadline_calendar().working_minutes_between(context.now(), due));
    Line {
        href: context.dossier(&row.code, &row.register),
        applicant: applicants.get(&row.stream).cloned().unwrap_or_default(),
        procedure: context.names().procedure(&row.procedure),
        due: due.map(|at| messages::instant(context.language, at, zone)).unwrap_or_default(),
        tag: match (row.suspended, due, left) {
            (true, ..) => "paused",
            (_, Some(due), _) if context.now() > due => "past_due",
            (_, _, Some(..=480)) => "near",
            _ => "within",
        },
        version: row.version,
        chosen: context.form.all(picked(context)).any(|code| code == row.code),
        from: row.holder.as_ref().map(|id| context.names().officer(id)).unwrap_or_default(),
        code: row.code.clone(),
    }
}

fn sent(context: &RequestContext, applicants: &Applicants, rows: &[DossierRow]) -> Vec<Sent> {
    let mut sent: Vec<(String, Sent)> = Vec::new();
    for row in rows {
        let unit = row.offered_unit.clone().unwrap_or_default();
        let mut line = line(context, applicants, row);
        line.from =
            row.offered_to.as_ref().map(|to| context.names().officer(to)).unwrap_or_default();
        match sent.iter_mut().find(|(own, _)| *own == unit) {
            Some((_, sent)) => sent.lines.push(line),
            None => {
                let params = Params::default().with("unit", &unit);
                let text = Sent {
                    unit: context.names().unit(&unit),
                    sheet: context.link("/desk/handovers/sheet", &params),
                    lines: vec![line],
                };
                sent.push((unit, text));
            }
        }
    }
    sent.into_iter().map(|(_, sent)| sent).collect()
}

/// The form's field whose dossiers are ticked: all that it shows, where its button asks for that.
fn picked(context: &RequestContext) -> &'static str {
    if context.form.raw("act") == "tick" { "shown" } else { "pick" }
}

/// Gives or accepts everything that is ticked.
pub(crate) fn post(context: &RequestContext) -> Answer {
    if context.form.raw("act") == "tick" {
        return show(context, StatusCode::OK, None, Vec::new());
    }
    let key = super::form_key(context)?;
    let accepts = match context.form.raw("act") {
        "give" => false,
        "accept" => true,
        _ => return Err(Error::BadForm),
    };
    let codes: BTreeSet<&str> = context.form.all("pick").collect();
    let batch = batch::run(context, codes.into_iter(), |code| one(context, &key, code, accepts))?;
    let (done, mut failed) = (batch.done as i64, batch.left);
    let what = if accepts { "accepted" } else { "given" };
    if failed.is_empty() && done > 0 {
        let params = Params::default().with(what, &done.to_string());
        return see(&context.confirmed("/desk/handovers", &params));
    }
    let message = match (done, failed.is_empty()) {
        (0, true) => {
            failed.push((String::new(), context.text("handovers-none_chosen")));
            None
        }
        (0, false) => None,
        _ => Some(context.format(&format!("handovers-{what}_done"), &[("n", done.into())])),
    };
    let status = match done {
        0 => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::CONFLICT,
    };
    show(context, status, message, failed)
}

/// The command for one dossier, with its own key derived from the form's.
fn one(
    context: &RequestContext,
    key: &str,
    code: &str,
    accepts: bool,
) -> Result<Result<(), String>, Error> {
    let dossier = context.app().open_dossier(&context.who(), code, None, context.now())?;
    let Some(dossier) = dossier else {
        return Ok(Err(context.format("handovers-gone", &[("code", code.into())])));
    };
    let mut to = "";
    let command = match accepts {
        true => Command::Accept,
        false => {
            let Some(next) = groups::next(context, &dossier.view.state) else {
                return Ok(Err(context.text("handovers-no_step")));
            };
            to = context.form.raw(&format!("to.{}", next.group())).trim();
            if to.is_empty() {
                return Ok(Err(context.text("handovers-no_officer")));
            }
            let Some(officer) = next.officers(context).into_iter().find(|o| o.id == to) else {
                return Ok(Err(context.text("handovers-no_officer")));
            };
            Command::Give {
                to: officer.id.clone(),
                unit: next.unit,
                step: next.step,
                proposes_decline: None,
            }
        }
    };
    let submission = Submission {
        stream: dossier.stream,
        actor: context.actor(),
        command,
        at: context.now(),
        key: Some(CommandKey::new(format!("{key}.{code}"), &[to])),
        sealed: None,
    };
    let seen = context.form.raw(&format!("version.{code}")).parse().ok();
    let extras = Extras { seen, ..Extras::default() };
    match context.app().execute_with(submission, &extras) {
        Ok(_) | Err(Failure::AlreadyDone { .. }) => Ok(Ok(())),
        Err(failure) => Ok(Err(super::describe(context, failure, "pick")?.message)),
    }
}

#[derive(Template)]
#[template(path = "desk/handover_sheet.html")]
struct SheetPage {
    layout: Layout,
    title: String,
    agency: String,
    desk: String,
    unit: String,
    giver: String,
    at: String,
    back: String,
    lines: Vec<Line>,
    count: String,
}

/// The list that both sides sign: what this officer has offered to a unit.
pub(crate) fn sheet(context: &RequestContext) -> Answer {
    let unit = context.params.get("unit").ok_or(Error::NoPage)?.to_owned();
    context.rules.unit(&unit).ok_or(Error::NoPage)?;
    let actor = context.actor();
    let pick = Pick {
        phases: vec!["open".to_owned()],
        offered_by: Some(actor.id.clone()),
        limit: 200,
        at: context.now().0,
        ..Pick::default()
    };
    let mut rows = context.app().pick(&context.who(), &pick)?;
    rows.retain(|row| row.offered_unit.as_deref() == Some(unit.as_str()));
    let applicants = work::applicants(context, &rows)?.given().unwrap_or_default();
    let lines = rows.iter().map(|row| {
        let mut line = line(context, &applicants, row);
        line.from =
            row.offered_to.as_ref().map(|to| context.names().officer(to)).unwrap_or_default();
        line
    });
    let lines: Vec<Line> = lines.collect();
    let title = context.text("sheet-handover");
    let zone = &context.rules.deadline_calendar().zone;
    let agency = context.rules.agency.as_ref();
    html(&SheetPage {
        layout: Layout::new(context, &title),
        title,
        agency: agency.map(|agency| layout::name(agency, context.language)).unwrap_or_default(),
        desk: context.names().unit(&actor.unit),
        unit: context.names().unit(&unit),
        giver: context.names().officer(&actor.id),
        at: messages::instant(context.language, context.now(), zone),
        back: context.to("/desk/handovers"),
        count: context.format("handovers-count", &[("n", (lines.len() as i64).into())]),
        lines,
    })
}
