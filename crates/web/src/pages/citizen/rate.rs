//! The rating of a result: by the slip's code and key, at home or at the desk's screen, by its QR
//! code, or from the citizen's own page. Code and key are in no address, no personal field is shown,
//! and a wrong key and a code that does not exist get the same answer.

mod form;

use affairs::rating::{Factor, Grade, Grades, Refusal, Way};
use app::{BySlip, DossierToRate, Failure, NewRating};
use askama::Template;
use axum::http::StatusCode;

use super::{done_address, name_of, own, track};
use crate::address::{Params, encode};
use crate::answer::{Answer, Error, html_with, see};
use crate::fields::{Fault, Field, Form};
use crate::layout::Layout;
use crate::pages::letter;
use crate::pages::slip_entry;
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "citizen/rate.html")]
struct RatePage {
    layout: Layout,
    done: Option<String>,
    faults: Vec<Fault>,
    heading: String,
    /// The procedure and the code of the dossier; empty before it is opened.
    about: String,
    lead: String,
    /// Why it cannot be rated, and what can be done instead.
    refused: Option<[String; 2]>,
    action: String,
    token: String,
    hidden: Vec<(&'static str, String)>,
    fields: Vec<Field>,
    send: String,
    /// Back to the beginning of the page.
    again: String,
}

/// A dossier that was opened, and where its form is sent.
struct Opened {
    to_rate: DossierToRate,
    way: Way,
    path: String,
    /// What opens it again.
    slip: Vec<(&'static str, String)>,
}

pub(crate) fn page(context: &RequestContext) -> Answer {
    ask_slip(context, Way::Slip, StatusCode::OK, form::slip(context), Vec::new())
}

pub(crate) fn send(context: &RequestContext) -> Answer {
    by_slip(context, Way::Slip)
}

/// The page of the screen at the desk: without links to other pages; it begins anew after a rating.
pub(crate) fn kiosk(context: &RequestContext) -> Answer {
    ask_slip(context, Way::Kiosk, StatusCode::OK, form::slip(context), Vec::new())
}

pub(crate) fn send_kiosk(context: &RequestContext) -> Answer {
    by_slip(context, Way::Kiosk)
}

fn path_of(way: Way) -> &'static str {
    if way == Way::Kiosk { "/kiosk" } else { "/rate" }
}

fn by_slip(context: &RequestContext, way: Way) -> Answer {
    let mut form = form::slip(context);
    form.fill(&context.form);
    let faults = form.check(context);
    if !faults.is_empty() {
        return ask_slip(context, way, StatusCode::UNPROCESSABLE_ENTITY, form, faults);
    }
    let (code, key) = (form.text("code"), form.text(slip_entry::KEY));
    let (app, client) = (context.app(), track::client(context));
    let (client, slip) = ((&client, context.machine_now()), (code.as_str(), key.as_str()));
    let wait = match app.to_rate_by_key(&context.who(), slip, client, context.now())? {
        BySlip::Found(to_rate) => {
            let slip = vec![("code", code), (slip_entry::KEY, key)];
            let path = path_of(way).to_owned();
            return answer(context, &Opened { to_rate, way, path, slip });
        }
        BySlip::Absent => 0,
        BySlip::Wait(millis) => millis,
    };
    let (status, text) = track::absent(context, wait);
    ask_slip(context, way, status, form, vec![Fault::new("code", text)])
}

fn ask_slip(
    context: &RequestContext,
    way: Way,
    status: StatusCode,
    mut form: Form,
    faults: Vec<Fault>,
) -> Answer {
    form.mark(&faults);
    let done = context.confirmation("done") == "rated";
    html_with(
        status,
        &RatePage {
            done: done.then(|| context.text("rate-done")),
            faults,
            lead: context.text("rate-said"),
            fields: form.fields,
            send: context.text("rate-open"),
            ..RatePage::empty(context, way, path_of(way))?
        },
    )
}

impl RatePage {
    fn empty(context: &RequestContext, way: Way, path: &str) -> Result<Self, Error> {
        let heading = context.text("page-rate");
        let mut layout = Layout::new(context, &heading);
        if way == Way::Kiosk {
            (layout.sections, layout.more, layout.person) = Default::default();
        }
        Ok(Self {
            layout,
            done: None,
            faults: Vec::new(),
            heading,
            about: String::new(),
            lead: String::new(),
            refused: None,
            action: context.to(path),
            token: context.token()?,
            hidden: Vec::new(),
            fields: Vec::new(),
            send: String::new(),
            again: context.to(path),
        })
    }
}

pub(crate) fn page_by_token(context: &RequestContext) -> Answer {
    by_token(context).map(track::unreferred)
}

pub(crate) fn send_by_token(context: &RequestContext) -> Answer {
    by_token(context).map(track::unreferred)
}

fn by_token(context: &RequestContext) -> Answer {
    let (app, client) = (context.app(), track::client(context));
    let (client, token) = ((&client, context.machine_now()), context.code.as_str());
    match app.to_rate_by_token(&context.who(), token, client, context.now())? {
        BySlip::Found(to_rate) => {
            let path = format!("/t/{}/rate", encode(token));
            answer(context, &Opened { to_rate, way: Way::Link, path, slip: Vec::new() })
        }
        BySlip::Absent => Ok(Error::NoPage.response(context)),
        BySlip::Wait(_) => Err(Error::Overloaded),
    }
}

pub(crate) fn page_of_own(context: &RequestContext) -> Answer {
    let opened = own(context)?;
    let to_rate = context.app().own_to_rate(&context.who(), &opened, context.now())?;
    let to_rate = to_rate.ok_or(Error::NoPage)?;
    let name = name_of(&opened.stream, &opened.row.code);
    let path = format!("{}/rate", super::path_of(name));
    answer(context, &Opened { to_rate, way: Way::Link, path, slip: Vec::new() })
}

/// The form of the grades, or what became of it.
fn answer(context: &RequestContext, opened: &Opened) -> Answer {
    let form = form::grades(context);
    if !context.posted || context.form.get("key").is_none() {
        return ask_grades(context, opened, StatusCode::OK, form, Vec::new());
    }
    let mut form = form;
    form.fill(&context.form);
    let faults = form.check(context);
    let grade = |factor: Factor| Grade::of(&form.text(factor.code()));
    let Some(grades) = Grades::of(grade).filter(|_| faults.is_empty()) else {
        return ask_grades(context, opened, StatusCode::UNPROCESSABLE_ENTITY, form, faults);
    };
    let (salt, text) = (context.random_text(), form.filled("note"));
    let rating = NewRating { grades, way: opened.way, salt, text };
    let key = context.command_key(context.form.raw("key"));
    match context.app().rate(&opened.to_rate, rating, key, context.now()) {
        Ok(()) | Err(Failure::AlreadyDone { .. }) => rated(context, opened),
        Err(Failure::NotRated(why)) => refuse(context, opened, why),
        Err(failure) => Err(failure.into()),
    }
}

fn rated(context: &RequestContext, opened: &Opened) -> Answer {
    match opened.path.strip_prefix("/my/") {
        Some(_) => see(&done_address(context, &context.code, "rated")),
        None => see(&context.confirmed(&opened.path, &Params::default().with("done", "rated"))),
    }
}

fn ask_grades(
    context: &RequestContext,
    opened: &Opened,
    status: StatusCode,
    mut form: Form,
    faults: Vec<Fault>,
) -> Answer {
    if context.confirmation("done") == "rated" {
        let done = Some(context.text("rate-done"));
        let page = RatePage { done, ..RatePage::of(context, opened)? };
        return html_with(status, &page);
    }
    if let Some(why) = opened.to_rate.obstacle {
        return refuse(context, opened, why);
    }
    form.mark(&faults);
    let key = match context.form.get("key") {
        Some(key) => key.to_owned(),
        None => context.random_text(),
    };
    html_with(
        status,
        &RatePage {
            faults,
            lead: context.text("rate-hidden"),
            hidden: opened.slip.iter().cloned().chain([("key", key)]).collect(),
            fields: form.fields,
            send: context.text("rate-send"),
            ..RatePage::of(context, opened)?
        },
    )
}

fn refuse(context: &RequestContext, opened: &Opened, why: Refusal) -> Answer {
    let view = &opened.to_rate.view;
    let at = match why {
        Refusal::AlreadyRated(at) => messages::instant(context.language, at, &view.zone),
        _ => String::new(),
    };
    let desk = letter::desk(context, view.state.receiving_desk().unwrap_or_default());
    let values = [("at", at.into()), ("desk", desk.into())];
    let text = |part: &str| context.format(&format!("rate-{part}_{}", why.code()), &values);
    let page = RatePage {
        refused: Some([text("refused"), text("instead")]),
        ..RatePage::of(context, opened)?
    };
    let status = if context.posted { StatusCode::CONFLICT } else { StatusCode::OK };
    html_with(status, &page)
}

impl RatePage {
    fn of(context: &RequestContext, opened: &Opened) -> Result<Self, Error> {
        let state = &opened.to_rate.view.state;
        let procedure = context.names().procedure(&state.filing.procedure);
        let about = [procedure, state.code.clone()];
        let about: Vec<String> = about.into_iter().filter(|part| !part.is_empty()).collect();
        Ok(Self { about: about.join(" · "), ..Self::empty(context, opened.way, &opened.path)? })
    }
}
