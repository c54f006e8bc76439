//! Hand-over to the units and back: what this officer holds, grouped by the unit and step it goes to
//! next; what is offered and not yet accepted; what is offered back. Many in one press, each its own
//! command: what fails is told row by row, the others are done.

mod groups;

use askama::Template;
use axum::http::StatusCode;
use dossier::Command;
use office::{DossierRow, Extras, Failure, Order, Pick, Submission};

use self::groups::Group;
use super::{ROWS, filings};
use crate::address::Params;
use crate::answer::{Answer, Error, html, html_with, see};
use crate::frame::{self, Frame};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "desk/handovers.html")]
struct HandoversPage {
    frame: Frame,
    heading: String,
    action: String,
    token: String,
    key: String,
    done: Option<String>,
    failed: Vec<(String, String)>,
    groups: Vec<Group>,
    held: String,
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
    pub procedure: String,
    pub due: String,
    pub tag: &'static str,
    pub version: u64,
    pub chosen: bool,
    pub from: String,
}

/// What was offered to one unit and waits.
struct Sent {
    unit: String,
    sheet: String,
    lines: Vec<Line>,
}

pub(crate) fn page(visit: &Visit) -> Answer {
    let done = ["given", "accepted"].into_iter().find_map(|what| {
        let n: i64 = visit.params.get(what)?.parse().ok()?;
        Some(visit.say(&format!("handovers-{what}_done"), &[("n", n.into())]))
    });
    show(visit, StatusCode::OK, done, Vec::new())
}

fn show(
    visit: &Visit,
    status: StatusCode,
    done: Option<String>,
    failed: Vec<(String, String)>,
) -> Answer {
    let (who, actor) = (visit.who(), visit.actor());
    let all = |pick: Pick| Pick {
        phases: vec!["open".to_owned()],
        order: Order::Due,
        at: visit.now().0,
        ..pick
    };
    let office = visit.office();
    let held = all(Pick { held_by: Some(actor.id.clone()), ..Pick::default() });
    let mut rows = office
        .pick(&who, &Pick { after: filings::after(visit), limit: ROWS + 1, ..held.clone() })?;
    let next = (rows.len() > ROWS).then(|| {
        let (at, stream) = Order::Due.place(&rows[ROWS - 1]);
        let params = Params::default().with("after", &format!("{at}.{stream}"));
        visit.link("/desk/handovers", &params)
    });
    rows.truncate(ROWS);
    rows.retain(|row| row.offered_to.is_none());
    let (groups, last_step) = groups::of(visit, &rows)?;
    let desk = all(Pick { holding_unit: Some(actor.unit.clone()), ..Pick::default() });
    let (mine, desks) = (office.count(&who, &held)?, office.count(&who, &desk)?);
    let others = desks.saturating_sub(mine) as i64;
    let offered = all(Pick { offered_by: Some(actor.id.clone()), limit: 200, ..Pick::default() });
    let back = all(Pick { offered_to: Some(actor.id.clone()), limit: ROWS, ..Pick::default() });
    let back = office.pick(&who, &back)?;
    let heading = visit.t("page-handovers");
    html_with(
        status,
        &HandoversPage {
            frame: Frame::new(visit, &heading),
            heading,
            action: visit.to("/desk/handovers"),
            token: visit.token()?,
            key: visit.random_text(),
            done,
            failed,
            groups,
            held: visit.say("handovers-held", &[("n", (mine as i64).into())]),
            first: visit.params.get("after").map(|_| visit.to("/desk/handovers")),
            next,
            others: (others > 0).then(|| visit.say("handovers-others", &[("n", others.into())])),
            last_step,
            offered: sent(visit, &office.pick(&who, &offered)?),
            back: back.iter().map(|row| line(visit, row)).collect(),
        },
    )
}

/// A row as it is shown; chosen where the form that failed had chosen it.
fn line(visit: &Visit, row: &DossierRow) -> Line {
    let zone = &visit.rules.deadline_calendar().zone;
    let due = row.due_at.map(calendar::Instant);
    let left =
        due.map(|due| visit.rules.deadline_calendar().working_minutes_between(visit.now(), due));
    Line {
        href: visit.dossier(&row.code, &row.register),
        procedure: visit.names().procedure(&row.procedure),
        due: due.map(|at| messages::instant(visit.language, at, zone)).unwrap_or_default(),
        tag: match (row.suspended, due, left) {
            (true, ..) => "paused",
            (_, Some(due), _) if visit.now() > due => "past_due",
            (_, _, Some(..=480)) => "near",
            _ => "within",
        },
        version: row.version,
        chosen: visit.form.all("pick").any(|code| code == row.code),
        from: row.holder.as_ref().map(|id| visit.names().officer(id)).unwrap_or_default(),
        code: row.code.clone(),
    }
}

fn sent(visit: &Visit, rows: &[DossierRow]) -> Vec<Sent> {
    let mut sent: Vec<(String, Sent)> = Vec::new();
    for row in rows {
        let unit = row.offered_unit.clone().unwrap_or_default();
        let mut line = line(visit, row);
        line.from = row.offered_to.as_ref().map(|to| visit.names().officer(to)).unwrap_or_default();
        match sent.iter_mut().find(|(known, _)| *known == unit) {
            Some((_, sent)) => sent.lines.push(line),
            None => {
                let params = Params::default().with("unit", &unit);
                let told = Sent {
                    unit: visit.names().unit(&unit),
                    sheet: visit.link("/desk/handovers/sheet", &params),
                    lines: vec![line],
                };
                sent.push((unit, told));
            }
        }
    }
    sent.into_iter().map(|(_, sent)| sent).collect()
}

/// Gives or accepts everything that is ticked.
pub(crate) fn post(visit: &Visit) -> Answer {
    let key = super::form_key(visit)?;
    let accepts = match visit.form.raw("act") {
        "give" => false,
        "accept" => true,
        _ => return Err(Error::BadForm),
    };
    let mut codes: Vec<&str> = visit.form.all("pick").collect();
    codes.dedup();
    let (mut done, mut failed) = (0_i64, Vec::new());
    for code in codes {
        match one(visit, &key, code, accepts)? {
            Ok(()) => done += 1,
            Err(why) => failed.push((code.to_owned(), why)),
        }
    }
    let what = if accepts { "accepted" } else { "given" };
    if failed.is_empty() && done > 0 {
        let params = Params::default().with(what, &done.to_string());
        return see(&visit.link("/desk/handovers", &params));
    }
    let said = match (done, failed.is_empty()) {
        (0, true) => {
            failed.push((String::new(), visit.t("handovers-none_chosen")));
            None
        }
        (0, false) => None,
        _ => Some(visit.say(&format!("handovers-{what}_done"), &[("n", done.into())])),
    };
    let status = match done {
        0 => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::CONFLICT,
    };
    show(visit, status, said, failed)
}

/// One dossier's own command, with a key of its own made from the form's.
fn one(visit: &Visit, key: &str, code: &str, accepts: bool) -> Result<Result<(), String>, Error> {
    let opened = visit.office().open_dossier(&visit.who(), code, None, visit.now())?;
    let Some(opened) = opened else {
        return Ok(Err(visit.say("handovers-gone", &[("code", code.into())])));
    };
    let command = match accepts {
        true => Command::Accept,
        false => {
            let Some(next) = groups::next(visit, &opened.view.state) else {
                return Ok(Err(visit.t("handovers-no_step")));
            };
            let to = visit.form.raw(&format!("to.{}", next.group())).trim().to_owned();
            if to.is_empty() {
                return Ok(Err(visit.t("handovers-no_officer")));
            }
            let Some(officer) = next.officers(visit).into_iter().find(|o| o.id == to) else {
                return Ok(Err(visit.t("handovers-no_officer")));
            };
            Command::Give { to: officer.id.clone(), unit: next.unit, step: next.step }
        }
    };
    let submission = Submission {
        stream: opened.stream,
        actor: visit.actor(),
        command,
        at: visit.now(),
        key: Some(format!("{key}.{code}")),
        sealed: None,
    };
    let seen = visit.form.raw(&format!("version.{code}")).parse().ok();
    let extras = Extras { seen, ..Extras::default() };
    match visit.office().execute_with(submission, &extras) {
        Ok(_) | Err(Failure::AlreadyDone { .. }) => Ok(Ok(())),
        Err(failure) => Ok(Err(super::told(visit, failure, "pick")?.message)),
    }
}

#[derive(Template)]
#[template(path = "desk/handover_sheet.html")]
struct SheetPage {
    frame: Frame,
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
pub(crate) fn sheet(visit: &Visit) -> Answer {
    let unit = visit.params.get("unit").ok_or(Error::NoPage)?.to_owned();
    visit.rules.unit(&unit).ok_or(Error::NoPage)?;
    let actor = visit.actor();
    let pick = Pick {
        phases: vec!["open".to_owned()],
        offered_by: Some(actor.id.clone()),
        limit: 200,
        at: visit.now().0,
        ..Pick::default()
    };
    let rows = visit.office().pick(&visit.who(), &pick)?;
    let rows = rows.iter().filter(|row| row.offered_unit.as_deref() == Some(unit.as_str()));
    let lines = rows.map(|row| {
        let mut line = line(visit, row);
        line.from = row.offered_to.as_ref().map(|to| visit.names().officer(to)).unwrap_or_default();
        line
    });
    let lines: Vec<Line> = lines.collect();
    let title = visit.t("sheet-handover");
    let zone = &visit.rules.deadline_calendar().zone;
    let agency = visit.rules.agency.as_ref();
    html(&SheetPage {
        frame: Frame::new(visit, &title),
        title,
        agency: agency.map(|agency| frame::name(agency, visit.language)).unwrap_or_default(),
        desk: visit.names().unit(&actor.unit),
        unit: visit.names().unit(&unit),
        giver: visit.names().officer(&actor.id),
        at: messages::instant(visit.language, visit.now(), zone),
        back: visit.to("/desk/handovers"),
        count: visit.say("handovers-count", &[("n", (lines.len() as i64).into())]),
        lines,
    })
}
