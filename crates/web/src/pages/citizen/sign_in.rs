//! Citizens' sign-in: a contact, then the code that was sent to it. The answer never reveals
//! whether a contact is known. A form that met the end of a session is carried through.

use app::{CODES_A_DAY, CONTACT_MINUTES, CodeRequest, Contact, NotEntered, Who};
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::answer::{Answer, Error, html_with, see};
use crate::cookies;
use crate::form_replay::{Field, FormReplay};
use crate::layout::Layout;
use crate::pages::sign_in::{device_cookie, give_back, leave_session};
use crate::pages::step_up::not_now;
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "citizen/sign_in.html")]
struct SignInPage {
    layout: Layout,
    heading: String,
    action: String,
    token: String,
    next: String,
    form_replay: Vec<Field>,
    contact: String,
    /// Code and key of a slip, by which its holder has codes of their own.
    slip: [String; 2],
    limit: String,
    /// Whether the code is asked for, and no longer the contact.
    sent: bool,
    message: String,
    fault: Option<String>,
    expired: bool,
    demonstration: Option<String>,
    staff: String,
}

/// The results of a form, shown with it.
struct View {
    status: StatusCode,
    sent: bool,
    fault: Option<String>,
}

const ASK: View = View { status: StatusCode::OK, sent: false, fault: None };

/// The page with the form.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let next = context.params.raw("next");
    if !context.app().files_locally() {
        return Err(Error::NoPage);
    }
    if matches!(context.who(), Who::Citizen { .. }) {
        return see(&next_of(context, next));
    }
    show(context, ASK, next, &FormReplay::default())
}

/// What a citizen gets whose session ended before the form came in.
pub(crate) fn expired(context: &RequestContext) -> Response {
    let shown = View { status: StatusCode::UNAUTHORIZED, ..ASK };
    show(context, shown, "", &FormReplay::of(context))
        .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

fn show(context: &RequestContext, shown: View, next: &str, form_replay: &FormReplay) -> Answer {
    let heading =
        context.text(if shown.sent { "my_sign_in-code_heading" } else { "my_sign_in-heading" });
    let contact = context.form.raw("contact").trim().to_owned();
    let message = match shown.sent {
        true => {
            let values = [("contact", (&contact).into()), ("minutes", CONTACT_MINUTES.into())];
            context.format("my_sign_in-sent", &values)
        }
        false => context.text("my_sign_in-said"),
    };
    let demonstration = context.shared.site.demonstration.is_some();
    html_with(
        shown.status,
        &SignInPage {
            layout: Layout::new(context, &heading),
            heading,
            action: context.to("/my/sign-in"),
            token: context.token()?,
            next: next.to_owned(),
            form_replay: form_replay.hidden(),
            // What another form called its contact is not this one's.
            contact: if form_replay.some() && !shown.sent && shown.fault.is_none() {
                String::new()
            } else {
                contact
            },
            slip: ["slip_code", "slip_key"]
                .map(|field| context.form.raw(field).trim().chars().take(80).collect()),
            limit: context.format("my_sign_in-limit", &[("n", CODES_A_DAY.into())]),
            sent: shown.sent,
            message,
            fault: shown.fault,
            expired: form_replay.some(),
            demonstration: demonstration.then(|| context.to("/demonstration")),
            staff: context.to("/sign-in"),
        },
    )
}

/// Takes the contact, then the code.
pub(crate) fn enter(context: &RequestContext) -> Answer {
    if !context.app().files_locally() {
        return Err(Error::NoPage);
    }
    let form = &context.form;
    let (next, form_replay) = (form.raw("next"), FormReplay::read(form));
    let Some(contact) = Contact::read(form.raw("contact")) else {
        let fault = Some(context.text("my_sign_in-no_contact"));
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return show(context, View { status, sent: false, fault }, next, &form_replay);
    };
    let browser = context.token()?;
    let request = CodeRequest {
        contact: &contact,
        browser: &browser,
        address: &context.client,
        device: context.device.as_deref().unwrap_or_default(),
        slip: (form.raw("slip_code"), form.raw("slip_key")),
    };
    if form.raw("step") != "code" {
        send(context, &request)?;
        return show(context, View { sent: true, ..ASK }, next, &form_replay);
    }
    let random = ([context.random(), context.random()], context.random());
    let (code, now) = (form.raw("code"), context.machine_now());
    let entered = match context.app().enter_citizen(&request, code, &context.agent, random, now)? {
        Ok(entered) => entered,
        Err(not) => {
            let (status, fault) = match not {
                NotEntered::Wait(_) => (StatusCode::TOO_MANY_REQUESTS, not_now(context, not)),
                _ => (StatusCode::FORBIDDEN, context.text("my_sign_in-wrong")),
            };
            let shown = View { status, sent: true, fault: Some(fault) };
            return show(context, shown, next, &form_replay);
        }
    };
    leave_session(context)?;
    context.set_cookie(cookies::set(cookies::SESSION, &entered.cookie, None));
    context.set_cookie(device_cookie(&entered.device));
    context.set_cookie(cookies::drop(cookies::FORM));
    if form_replay.some() {
        return give_back(context, &entered.cookie, &entered.person, form_replay);
    }
    see(&next_of(context, next))
}

fn send(context: &RequestContext, request: &CodeRequest<'_>) -> Result<(), Error> {
    let notice = |code: &str| {
        let values = [("code", code.into()), ("minutes", CONTACT_MINUTES.into())];
        (context.text("my_sign_in-notice_subject"), context.format("my_sign_in-notice", &values))
    };
    let random = u64::from_le_bytes(context.random());
    Ok(context.app().send_code(request, notice, random, context.machine_now())?)
}

/// Where to go after signing in: an address of this site, else one's own dossiers.
fn next_of(context: &RequestContext, next: &str) -> String {
    let local = crate::address::is_local(next);
    if local { next.to_owned() } else { context.to("/my") }
}
