//! Citizens' sign-in: a contact, then the code that was sent to it. The answer never says whether a
//! contact is known. A form that met the end of a session is carried through.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use office::{CONTACT_MINUTES, Contact, Who};

use crate::answer::{Answer, Error, html_with, see};
use crate::carried::{Carried, Field};
use crate::cookies;
use crate::frame::Frame;
use crate::pages::sign_in::{give_back, leave_session};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "citizen/sign_in.html")]
struct SignInPage {
    frame: Frame,
    heading: String,
    action: String,
    token: String,
    next: String,
    carried: Vec<Field>,
    contact: String,
    /// Whether the code is asked for, and no longer the contact.
    sent: bool,
    said: String,
    fault: Option<String>,
    expired: bool,
    demonstration: Option<String>,
    staff: String,
}

/// What the page shows besides the form.
struct Shown {
    status: StatusCode,
    sent: bool,
    fault: Option<String>,
}

const ASK: Shown = Shown { status: StatusCode::OK, sent: false, fault: None };

/// The page with the form.
pub(crate) fn page(visit: &Visit) -> Answer {
    let next = visit.params.raw("next");
    if !visit.office().files_locally() {
        return Err(Error::NoPage);
    }
    if matches!(visit.who(), Who::Citizen { .. }) {
        return see(&next_of(visit, next));
    }
    show(visit, ASK, next, &Carried::default())
}

/// What a citizen gets whose session ended before the form came in.
pub(crate) fn expired(visit: &Visit) -> Response {
    let shown = Shown { status: StatusCode::UNAUTHORIZED, ..ASK };
    show(visit, shown, "", &Carried::of(visit))
        .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

fn show(visit: &Visit, shown: Shown, next: &str, carried: &Carried) -> Answer {
    let heading =
        visit.t(if shown.sent { "my_sign_in-code_heading" } else { "my_sign_in-heading" });
    let contact = visit.form.raw("contact").trim().to_owned();
    let said = match shown.sent {
        true => {
            let values = [("contact", (&contact).into()), ("minutes", CONTACT_MINUTES.into())];
            visit.say("my_sign_in-sent", &values)
        }
        false => visit.t("my_sign_in-said"),
    };
    let demonstration = visit.shared.site.demonstration.is_some();
    html_with(
        shown.status,
        &SignInPage {
            frame: Frame::new(visit, &heading),
            heading,
            action: visit.to("/my/sign-in"),
            token: visit.token()?,
            next: next.to_owned(),
            carried: carried.hidden(),
            // What another form called its contact is not this one's.
            contact: if carried.some() && !shown.sent && shown.fault.is_none() {
                String::new()
            } else {
                contact
            },
            sent: shown.sent,
            said,
            fault: shown.fault,
            expired: carried.some(),
            demonstration: demonstration.then(|| visit.to("/demonstration")),
            staff: visit.to("/sign-in"),
        },
    )
}

/// Takes the contact, then the code.
pub(crate) fn enter(visit: &Visit) -> Answer {
    if !visit.office().files_locally() {
        return Err(Error::NoPage);
    }
    let form = &visit.form;
    let (next, carried) = (form.raw("next"), Carried::read(form));
    let Some(contact) = Contact::read(form.raw("contact")) else {
        let fault = Some(visit.t("my_sign_in-no_contact"));
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return show(visit, Shown { status, sent: false, fault }, next, &carried);
    };
    if form.raw("step") != "code" {
        send(visit, &contact)?;
        return show(visit, Shown { sent: true, ..ASK }, next, &carried);
    }
    let code: String = form.raw("code").chars().filter(char::is_ascii_digit).collect();
    let entered = visit.office().enter_citizen(
        (&contact, &visit.token()?),
        &code,
        &visit.agent,
        visit.random(),
        visit.machine_now(),
    )?;
    let Some(cookie) = entered else {
        let fault = Some(visit.t("my_sign_in-wrong"));
        let status = StatusCode::FORBIDDEN;
        return show(visit, Shown { status, sent: true, fault }, next, &carried);
    };
    leave_session(visit)?;
    visit.set_cookie(cookies::set(cookies::SESSION, &cookie, None));
    visit.set_cookie(cookies::drop(cookies::FORM));
    if carried.some() {
        let signed = visit.office().signed(&cookie, visit.machine_now(), visit.today())?;
        let person = match signed.map(|signed| signed.who) {
            Some(Who::Citizen { person }) => person,
            _ => String::new(),
        };
        return give_back(visit, &cookie, &person, carried);
    }
    see(&next_of(visit, next))
}

fn send(visit: &Visit, contact: &Contact) -> Result<(), Error> {
    let notice = |code: &str| {
        let values = [("code", code.into()), ("minutes", CONTACT_MINUTES.into())];
        (visit.t("my_sign_in-notice_subject"), visit.say("my_sign_in-notice", &values))
    };
    let random = u64::from_le_bytes(visit.random());
    visit.office().send_code(
        contact,
        (&visit.peer, &visit.token()?),
        notice,
        random,
        visit.machine_now(),
    )?;
    Ok(())
}

/// Where to go after signing in: an address of this site, else one's own dossiers.
fn next_of(visit: &Visit, next: &str) -> String {
    let local = crate::address::is_local(next);
    if local { next.to_owned() } else { visit.to("/my") }
}
