//! Following a dossier without an account: by its code and the slip's key, or by the slip's QR code.
//! A wrong key and a code that does not exist are the same question and get the same answer; code and
//! key are never in an address. By code and key no personal field is shown.

use askama::Template;
use axum::http::header::{CACHE_CONTROL, REFERRER_POLICY};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use office::DossierView;

use super::dossier::{derivation, due, facts, letters, people};
use super::notices;
use super::timeline::{self, Entry};
use crate::address::Params;
use crate::answer::{Answer, Error, html, html_with};
use crate::frame::Frame;
use crate::pages::dossier::standing::Tag;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "citizen/track.html")]
struct TrackPage {
    frame: Frame,
    action: String,
    token: String,
    code: String,
    fault: Option<String>,
    my: Option<String>,
}

#[derive(Template)]
#[template(path = "citizen/found.html")]
struct FoundPage {
    frame: Frame,
    name: String,
    procedure: String,
    tag: Tag,
    due: String,
    derivation: Vec<String>,
    facts: Vec<(String, String)>,
    letters: Vec<String>,
    story: Vec<Entry>,
    /// Only by the QR code.
    people: Vec<(String, String)>,
    papers: Vec<String>,
    notices: Vec<notices::Told>,
    again: String,
}

/// The form.
pub(crate) fn page(visit: &Visit) -> Answer {
    html(&ask(visit, visit.params.raw("code"), None)?)
}

fn ask(visit: &Visit, code: &str, fault: Option<String>) -> Result<TrackPage, Error> {
    Ok(TrackPage {
        frame: Frame::new(visit, &visit.t("page-track")),
        action: visit.link("/track", &Params::default()),
        token: visit.token()?,
        code: code.chars().take(80).collect(),
        fault,
        my: visit.office().files_locally().then(|| visit.to("/my")),
    })
}

/// Looks a dossier up.
pub(crate) fn find(visit: &Visit) -> Answer {
    let (code, key) = (visit.form.raw("code").trim(), visit.form.raw("slip_key").trim());
    if code.is_empty() || key.is_empty() {
        let page = ask(visit, code, Some(visit.t("track-both")))?;
        return html_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let (office, now) = (visit.office(), visit.machine_now());
    let wait = office.look_up_wait(code, &visit.peer, now);
    if wait > 0 {
        return not_found(visit, code, wait);
    }
    let found = match office.by_key(code, key)? {
        Some(stream) => office.view_stream(&stream, visit.now())?,
        None => None,
    };
    match found {
        Some(view) => html(&found_page(visit, &view, code, None)?),
        None => {
            office.look_up_failed(code, &visit.peer, now);
            not_found(visit, code, 0)
        }
    }
}

/// One answer for a wrong key, a code that does not exist, and too many tries.
fn not_found(visit: &Visit, code: &str, wait: i64) -> Answer {
    let mut told = visit.t("track-not_found");
    let status = if wait > 0 {
        let seconds = wait.div_euclid(1000) + 1;
        told = format!("{told} {}", visit.say("track-wait", &[("n", seconds.into())]));
        StatusCode::TOO_MANY_REQUESTS
    } else {
        StatusCode::NOT_FOUND
    };
    html_with(status, &ask(visit, code, Some(told))?)
}

/// The dossier that a slip's QR code opens, with the personal part.
pub(crate) fn token(visit: &Visit) -> Answer {
    let (office, now) = (visit.office(), visit.machine_now());
    let wait = office.look_up_wait("", &visit.peer, now);
    if wait > 0 {
        return not_found(visit, "", wait).map(unreferred);
    }
    let Some(stream) = office.by_token(&visit.code)? else {
        office.look_up_failed("", &visit.peer, now);
        return Ok(unreferred(Error::NoPage.response(visit)));
    };
    let view = office.view_stream(&stream, visit.now())?.ok_or(Error::NoPage)?;
    let name = super::name_of(&stream, &view.state.code).to_owned();
    let page = found_page(visit, &view, &name, Some(&stream))?;
    html(&page).map(unreferred)
}

/// The token in the address goes nowhere else, and the page is kept nowhere.
fn unreferred(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn found_page(
    visit: &Visit,
    view: &DossierView,
    name: &str,
    whole: Option<&str>,
) -> Result<FoundPage, Error> {
    let now = visit.now();
    let office = visit.office();
    let (mut papers, mut notices) = (Vec::new(), Vec::new());
    if let Some(stream) = whole {
        let given = view.history.iter().rev().find_map(|recorded| match &recorded.event {
            dossier::Event::Received { components, .. } => Some(components),
            _ => None,
        });
        let ids: Vec<String> = given.into_iter().flatten().map(|given| given.id.clone()).collect();
        papers = timeline::papers(visit, view, &ids);
        let posted = office.notices_of(stream)?;
        notices = posted.iter().map(|notice| notices::told(visit, notice)).collect();
    }
    // Shown as the office writes it, whoever typed it how.
    let name =
        if view.state.code.is_empty() { name.to_uppercase() } else { view.state.code.clone() };
    Ok(FoundPage {
        frame: Frame::new(visit, &visit.t("page-track")),
        procedure: visit.names().procedure(&view.state.filing.procedure),
        name,
        tag: Tag::new(visit, view, now),
        due: due(visit, view, now),
        derivation: derivation(visit, view),
        facts: facts(visit, view),
        letters: letters(visit, view, whole.is_some()),
        story: timeline::entries(visit, view, whole.is_some()),
        people: if whole.is_some() { people(visit, view) } else { Vec::new() },
        papers,
        notices,
        again: visit.to("/track"),
    })
}
