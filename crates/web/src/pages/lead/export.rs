//! One dossier whole, for the inspector: who read it, and everything as a file, which itself is a
//! read that is written down.

use askama::Template;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use calendar::Instant;
use office::Opened;

use super::form::{Fault, asks_step, step_up};
use crate::address::encode;
use crate::answer::{Answer, Error, html, html_with};
use crate::frame::Frame;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "lead/export.html")]
struct ExportPage {
    frame: Frame,
    heading: String,
    action: String,
    dossier: String,
    reads: String,
    token: String,
    faults: Vec<Fault>,
    asks_step: bool,
}

#[derive(Template)]
#[template(path = "lead/reads.html")]
struct ReadsPage {
    frame: Frame,
    heading: String,
    dossier: String,
    rows: Vec<[String; 4]>,
    /// Earlier ones, where there are more than are shown.
    more: Option<String>,
}

/// Reads shown.
const SHOWN: usize = 200;

fn opened(visit: &Visit) -> Result<Opened, Error> {
    let register = visit.params.get("register");
    let found = visit.office().open_dossier(&visit.who(), &visit.code, register, visit.now())?;
    found.ok_or_else(|| Error::NoDossier(visit.code.clone()))
}

fn path(visit: &Visit, behind: &str) -> String {
    let path = format!("/dossier/{}{behind}", encode(&visit.code));
    visit.link(&path, &visit.params.only(&["register"]))
}

/// The form that asks for the file.
pub(crate) fn page(visit: &Visit) -> Answer {
    opened(visit)?;
    show(visit, StatusCode::OK, Vec::new())
}

fn show(visit: &Visit, status: StatusCode, faults: Vec<Fault>) -> Answer {
    let heading = visit.say("export-heading", &[("code", (&visit.code).into())]);
    let page = ExportPage {
        frame: Frame::new(visit, &heading),
        heading,
        action: path(visit, "/export"),
        dossier: path(visit, ""),
        reads: path(visit, "/reads"),
        token: visit.token()?,
        faults,
        asks_step: asks_step(visit),
    };
    html_with(status, &page)
}

/// Gives the file.
pub(crate) fn file(visit: &Visit) -> Answer {
    let opened = opened(visit)?;
    if let Some(fault) = step_up(visit)? {
        return show(visit, StatusCode::UNPROCESSABLE_ENTITY, vec![fault]);
    }
    let (office, now) = (visit.office(), visit.now());
    office.log_read(&visit.who(), &opened.stream, "export", now)?;
    let file = office.export(&opened.stream)?;
    let body = file.to_json(&visit.code, &visit.actor().id, now);
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._".contains(c);
    let name: String = visit.code.chars().map(|c| if plain(c) { c } else { '_' }).collect();
    let headers = [
        (CONTENT_TYPE, "application/json; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.json\"")),
    ];
    Ok((headers, body).into_response())
}

/// Who read it, latest first.
pub(crate) fn reads(visit: &Visit) -> Answer {
    let opened = opened(visit)?;
    let mut reads = visit.office().reads_of(&opened.stream)?;
    reads.sort_by_key(|read| std::cmp::Reverse(read.position));
    let zone = &visit.rules.deadline_calendar().zone;
    let left = reads.len().saturating_sub(SHOWN) as i64;
    let rows = reads.iter().take(SHOWN).map(|read| {
        let unit = visit.rules.officer(&read.officer).map(|officer| officer.unit.as_str());
        [
            messages::instant(visit.language, Instant(read.at), zone),
            visit.names().officer(&read.officer),
            visit.names().unit(unit.unwrap_or_default()),
            what(visit, &read.what),
        ]
    });
    let heading = visit.say("reads-heading", &[("code", (&visit.code).into())]);
    html(&ReadsPage {
        frame: Frame::new(visit, &heading),
        heading,
        dossier: path(visit, ""),
        rows: rows.collect(),
        more: (left > 0).then(|| visit.say("reads-more", &[("n", left.into())])),
    })
}

/// What was read, in words; other words as they were written down.
fn what(visit: &Visit, what: &str) -> String {
    match what {
        "page" | "file" | "slip" | "sheet" | "filing" | "desk" | "export" | "search" => {
            visit.t(&format!("reads-what_{what}"))
        }
        other => other.to_owned(),
    }
}
