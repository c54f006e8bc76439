//! Hand-over to the units and back: what this officer holds, grouped by the unit and step it goes
//! to next; what is offered and not yet accepted; what is offered back. Many in one press, each its
//! own command: the failed ones are listed row by row, the others are done.

mod groups;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use affairs::handover_list::ListKind;
use app::{CommandKey, DossierRow, Extras, Failure, Order, Pick, Submission};
use askama::Template;
use axum::http::StatusCode;
use dossier::Command;

use self::groups::Group;
use super::{ROWS, filings};
use crate::address::{Params, encode};
use crate::answer::{Answer, Error, html_with, see};
use crate::layout::Layout;
use crate::pages::work::{self, Applicants};
use crate::pages::{batch, handover_lists};
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
    /// The lists that the officer issued today.
    lists: Vec<handover_lists::Row>,
    all_lists: String,
    back: Vec<Line>,
}

/// The dossiers that a form gave, as streams, by the unit to which they went.
type Given = RefCell<BTreeMap<String, Vec<String>>>;

/// Offers of an officer that a page shows.
const OFFERS: usize = 200;

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
    code: String,
    unit: String,
    lines: Vec<Line>,
    /// The button that lists those on no list yet, where there are some.
    list: Option<String>,
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
    let offered =
        all(Pick { offered_by: Some(actor.id.clone()), limit: OFFERS, ..Pick::default() });
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
            offered: sent(context, &applicants, &offered)?,
            lists: issued_today(context),
            all_lists: context.to("/handover-lists"),
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

fn sent(
    context: &RequestContext,
    applicants: &Applicants,
    rows: &[DossierRow],
) -> Result<Vec<Sent>, Error> {
    let unlisted = context.app().unlisted(ListKind::Dossiers, rows.to_vec())?;
    let mut sent: Vec<Sent> = Vec::new();
    for row in rows {
        let code = row.offered_unit.clone().unwrap_or_default();
        let mut line = line(context, applicants, row);
        line.from =
            row.offered_to.as_ref().map(|to| context.names().officer(to)).unwrap_or_default();
        match sent.iter_mut().find(|sent| sent.code == code) {
            Some(sent) => sent.lines.push(line),
            None => {
                let n = unlisted.iter().filter(|row| row.offered_unit.as_ref() == Some(&code));
                let n = n.count() as i64;
                let list = || context.format("handovers-list", &[("n", n.into())]);
                sent.push(Sent {
                    unit: context.names().unit(&code),
                    list: (n > 0).then(list),
                    lines: vec![line],
                    code,
                });
            }
        }
    }
    Ok(sent)
}

/// The lists that the officer issued today, the last first.
fn issued_today(context: &RequestContext) -> Vec<handover_lists::Row> {
    let (actor, today) = (context.actor(), context.today());
    let (_, lists) = context.app().handover_lists(&actor, (0, ROWS), |list| {
        list.list == Some(ListKind::Dossiers)
            && list.giver == actor.id
            && context.zone().day(list.at) == today
    });
    lists.iter().map(|one| handover_lists::Row::new(context, one)).collect()
}

/// Lists what the officer offered to the unit of the form and what is on no list yet.
fn list(context: &RequestContext) -> Answer {
    let key = super::form_key(context)?;
    let (actor, unit) = (context.actor(), context.form.raw("unit"));
    let pick = Pick {
        phases: vec!["open".to_owned()],
        offered_by: Some(actor.id),
        limit: OFFERS,
        at: context.now().0,
        ..Pick::default()
    };
    let mut rows = context.app().pick(&context.who(), &pick)?;
    rows.retain(|row| row.offered_unit.as_deref() == Some(unit));
    let rows = context.app().unlisted(ListKind::Dossiers, rows)?;
    let streams = rows.into_iter().map(|row| row.stream).collect();
    match handover_lists::issue(context, (ListKind::Dossiers, unit), streams, &key)? {
        Ok(id) => see(&context.to(&format!("/handover-lists/{}", encode(&id)))),
        Err(why) => show(context, StatusCode::CONFLICT, None, vec![(String::new(), why)]),
    }
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
        "list" => return list(context),
        _ => return Err(Error::BadForm),
    };
    let codes: BTreeSet<&str> = context.form.all("pick").collect();
    let given = Given::default();
    let one = |code: &str| one(context, &key, code, (accepts, &given));
    let batch = batch::run(context, codes.into_iter(), one)?;
    let (done, mut failed) = (batch.done as i64, batch.left);
    for (unit, streams) in given.into_inner() {
        // A list that is not issued can be issued on the page.
        if let Err(why) =
            handover_lists::issue(context, (ListKind::Dossiers, &unit), streams, &key)?
        {
            failed.push((String::new(), why));
        }
    }
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
    (accepts, given): (bool, &Given),
) -> Result<Result<(), String>, Error> {
    let dossier = context.app().open_dossier(&context.who(), code, None, context.now())?;
    let Some(dossier) = dossier else {
        return Ok(Err(context.format("handovers-gone", &[("code", code.into())])));
    };
    let (mut to, mut unit) = ("", String::new());
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
            unit.clone_from(&next.unit);
            Command::Give {
                to: officer.id.clone(),
                unit: next.unit,
                step: next.step,
                proposes_decline: None,
            }
        }
    };
    let submission = Submission {
        stream: dossier.stream.clone(),
        actor: context.actor(),
        command,
        at: context.now(),
        key: Some(CommandKey::new(format!("{key}.{code}"), &[to])),
        sealed: None,
    };
    let seen = context.form.raw(&format!("version.{code}")).parse().ok();
    let extras = Extras { seen, ..Extras::default() };
    match context.app().execute_with(submission, &extras) {
        Ok(_) | Err(Failure::AlreadyDone { .. }) => {
            if !accepts {
                given.borrow_mut().entry(unit).or_default().push(dossier.stream);
            }
            Ok(Ok(()))
        }
        Err(failure) => Ok(Err(super::describe(context, failure, "pick")?.message)),
    }
}
