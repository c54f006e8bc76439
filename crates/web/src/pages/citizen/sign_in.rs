//! Citizens' sign-in: a contact, then the code that was sent to it. The answer never reveals
//! whether a contact is known. A form that met the end of a session is carried through.

use app::{CODES_A_DAY, CONTACT_MINUTES, CodeRequest, Contact, NotEntered, Who};
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::answer::{Answer, Error, html_with, see};
use crate::cookies;
use crate::fields::{Fault, Field, Form, Kind};
use crate::form_replay::{self, FormReplay};
use crate::layout::Layout;
use crate::pages::sign_in::{device_cookie, give_back, leave_session, next_in};
use crate::pages::slip_entry;
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
    form_replay: Vec<form_replay::Field>,
    /// The contact, as it was typed.
    contact: String,
    /// The contact or the code.
    asked: Field,
    /// Code and key of a slip: codes for its holder are counted apart.
    slip: Vec<Field>,
    slip_given: bool,
    limit: String,
    /// Whether the code is asked for, and no longer the contact.
    sent: bool,
    message: String,
    faults: Vec<Fault>,
    expired: bool,
    demonstration: Option<String>,
    staff: String,
}

/// The results of a form, shown with it.
struct View {
    status: StatusCode,
    sent: bool,
    faults: Vec<Fault>,
    /// The contact that is offered.
    contact: String,
}

const ASK: View =
    View { status: StatusCode::OK, sent: false, faults: Vec::new(), contact: String::new() };

/// The fields, those of the slip last; the code is asked for once it was sent.
fn form(context: &RequestContext, sent: bool) -> Form {
    let field = match sent {
        true => Field::of_key(context, Kind::Line, "code", "my_sign_in-code")
            .input_mode("numeric")
            .autocomplete("one-time-code"),
        false => Field::of_key(context, Kind::Line, "contact", "my_sign_in-contact")
            .format(|text| Contact::read(text).is_some())
            .fault_key("my_sign_in-no_contact")
            .autocomplete("email")
            .capitals("none"),
    };
    let slip = slip_entry::fields(context, "slip_code", "");
    let fields = std::iter::once(field).chain(slip.into_iter().map(Field::unmarked));
    Form::new(context.zone(), fields.collect())
}

/// The page with the form.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let next = next_in(&context.params);
    if !context.app().files_locally() {
        return Err(Error::NoPage);
    }
    if matches!(context.who(), Who::Citizen { .. }) {
        return see(&next_of(context, next));
    }
    show(context, ASK, next, &FormReplay::default())
}

/// The answer to a citizen whose session ended before the form was sent.
pub(crate) fn expired(context: &RequestContext) -> Response {
    let shown = View { status: StatusCode::UNAUTHORIZED, ..ASK };
    show(context, shown, "", &FormReplay::of(context))
        .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

/// The page on which the holder of a draft's link confirms a contact, before the draft is sent.
pub(super) fn confirm(context: &RequestContext, phone: &str) -> Answer {
    show(context, View { contact: phone.to_owned(), ..ASK }, "", &FormReplay::of(context))
}

/// Whether the form that is carried is that of a draft without an account: no session has ended.
fn confirms(form_replay: &FormReplay) -> bool {
    form_replay.seal.is_empty() && is_of_draft(form_replay) && form_replay.to.ends_with("/review")
}

/// Whether the form that is carried is of a draft: one of a link is opened again by that link.
fn is_of_draft(form_replay: &FormReplay) -> bool {
    form_replay.to.contains("/my/drafts/")
}

fn show(context: &RequestContext, shown: View, next: &str, form_replay: &FormReplay) -> Answer {
    let confirms = confirms(form_replay);
    let heading = context.text(match (shown.sent, confirms) {
        (true, _) => "my_sign_in-code_heading",
        (false, true) => "my_sign_in-confirm_heading",
        (false, false) => "my_sign_in-heading",
    });
    // What another form called its contact is not this one's.
    let own = !form_replay.has_form() || shown.sent || !shown.faults.is_empty();
    let mut form = form(context, shown.sent);
    if own {
        form.fill(&context.form);
        // A code is used up or wrong.
        form.set("code", "");
    }
    if !shown.contact.is_empty() {
        form.set("contact", &shown.contact);
    }
    form.mark(&shown.faults);
    let slip_given = !form.is_empty("slip_code") || !form.is_empty(slip_entry::KEY);
    let slip = form.fields.split_off(1);
    // A form has its first field: it was put together above.
    let field = form.fields.remove(0);
    let contact = context.form.raw("contact").trim().to_owned();
    let message = match shown.sent {
        true => {
            let values = [("contact", (&contact).into()), ("minutes", CONTACT_MINUTES.into())];
            context.format("my_sign_in-sent", &values)
        }
        false if confirms => context.text("my_sign_in-confirm_said"),
        false if form_replay.seal.is_empty() && is_of_draft(form_replay) => {
            format!("{} {}", context.text("my_sign_in-said"), context.text("link-lost"))
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
            contact,
            asked: field,
            slip,
            slip_given,
            limit: context.format("my_sign_in-limit", &[("n", CODES_A_DAY.into())]),
            sent: shown.sent,
            message,
            faults: shown.faults,
            expired: form_replay.has_form() && !confirms,
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
    let (next, form_replay) = (next_in(&context.form), FormReplay::read(&context.form));
    let again = |sent, status, faults| {
        show(context, View { status, sent, faults, ..ASK }, next, &form_replay)
    };
    let mut entry = form(context, false);
    entry.fill(&context.form);
    let faults = entry.check(context);
    let contact = Contact::read(&entry.text("contact"));
    let Some(contact) = contact.filter(|_| faults.is_empty()) else {
        return again(false, StatusCode::UNPROCESSABLE_ENTITY, faults);
    };
    let slip = (entry.text("slip_code"), entry.text(slip_entry::KEY));
    let browser = context.token()?;
    let request = CodeRequest {
        contact: &contact,
        browser: &browser,
        address: &context.client,
        device: context.device.as_deref().unwrap_or_default(),
        slip: (&slip.0, &slip.1),
        language: context.language,
    };
    if context.form.raw("step") != "code" {
        send(context, &request)?;
        return again(true, StatusCode::OK, Vec::new());
    }
    let mut entered = form(context, true);
    entered.fill(&context.form);
    let faults = entered.check(context);
    if !faults.is_empty() {
        return again(true, StatusCode::UNPROCESSABLE_ENTITY, faults);
    }
    let random = ([context.random(), context.random()], context.random());
    let (code, now) = (entered.text("code"), context.machine_now());
    let entered = match context.app().enter_citizen(&request, &code, &context.agent, random, now)? {
        Ok(entered) => entered,
        Err(not) => {
            let (status, text) = match not {
                NotEntered::Wait(_) => (StatusCode::TOO_MANY_REQUESTS, not_now(context, not)),
                _ => (StatusCode::FORBIDDEN, context.text("my_sign_in-wrong")),
            };
            return again(true, status, vec![Fault::new("code", text)]);
        }
    };
    leave_session(context)?;
    context.set_cookie(cookies::set(cookies::SESSION, &entered.cookie, None));
    context.set_cookie(device_cookie(&entered.device));
    context.set_cookie(cookies::drop(cookies::FORM));
    if form_replay.has_form() {
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

/// The address after signing in: the next page, or the citizen's own dossiers.
fn next_of(context: &RequestContext, next: &str) -> String {
    if next.is_empty() { context.to("/my") } else { next.to_owned() }
}
