//! An officer's own account: password, second factor, recovery codes, sessions, known browsers.

use app::{DeviceView, NotEntered, PasswordRefused, SessionView, Who};
use askama::Template;
use axum::http::StatusCode;

use crate::answer::{Answer, Error, html_with, see};
use crate::fields::{Fault, Field, Form, Kind};
use crate::layout::Layout;
use crate::pages::step_up;
use crate::qr;
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "auth/account.html")]
struct AccountPage {
    layout: Layout,
    heading: String,
    action: String,
    token: String,
    login: String,
    name: String,
    post: String,
    unit: String,
    faults: Vec<Fault>,
    passwords: Vec<Field>,
    first_code: Field,
    step: Field,
    done: Option<String>,
    must_change: bool,
    enrolled: bool,
    to_set_up: Option<SetUp>,
    recovery_left: usize,
    /// Shown this once.
    recovery: Vec<String>,
    sessions: Vec<SessionRow>,
    devices: Vec<DeviceRow>,
}

/// Characters of a password at most.
const PASSWORD_CHARS: usize = 256;

struct SetUp {
    secret: String,
    qr: String,
}

struct DeviceRow {
    id: String,
    label: String,
    since: String,
    seen: String,
    until: String,
}

struct SessionRow {
    id: String,
    label: String,
    began: String,
    seen: String,
    ended: Option<String>,
    this: bool,
}

/// The results of a form, shown with the account.
#[derive(Default)]
struct Response {
    faults: Vec<Fault>,
    done: Option<String>,
    recovery: Vec<String>,
}

/// The account's page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let done = match context.confirmation("done") {
        done @ ("password" | "session" | "sessions" | "device") => {
            Some(context.text(&format!("account-done_{done}")))
        }
        _ => None,
    };
    show(context, StatusCode::OK, Response { done, ..Response::default() })
}

fn login_of(context: &RequestContext) -> Result<(String, String, dossier::Actor), Error> {
    match context.who() {
        Who::Officer { actor, login, name } => Ok((login, name, actor)),
        _ => Err(Error::SignIn { citizen: false }),
    }
}

fn show(context: &RequestContext, status: StatusCode, message: Response) -> Answer {
    let (login, name, actor) = login_of(context)?;
    let app = context.app();
    let account = app.account_view(&login)?.ok_or(Error::NoPage)?;
    let to_set_up = match account.enrolled {
        true => None,
        false => {
            let secret = app.second_factor_to_set_up(&login, context.random())?;
            Some(SetUp { qr: qr::svg(&secret.uri), secret: grouped(&secret.secret) })
        }
    };
    let this = context.signed.as_ref().map(|signed| signed.id.as_str());
    let sessions = app.sessions_of(&login, context.machine_now())?;
    let sessions =
        sessions.into_iter().take(20).map(|session| row(context, session, this)).collect();
    let (mut passwords, mut first_code) = (password_form(context), code_form(context));
    passwords.mark(&message.faults);
    first_code.mark(&message.faults);
    let devices = app.devices_of(&login, context.machine_now())?;
    let heading = context.text("account-heading");
    html_with(
        status,
        &AccountPage {
            layout: Layout::new(context, &heading),
            heading,
            action: context.to("/account"),
            token: context.token()?,
            post: context.text(&format!("role-{}", actor.role.code())),
            unit: context.names().unit(&actor.unit),
            login,
            name,
            passwords: passwords.fields,
            // The form has one field.
            first_code: first_code.fields.remove(0),
            step: step_up::field(context, &message.faults),
            faults: message.faults,
            done: message.done,
            must_change: account.must_change,
            enrolled: account.enrolled,
            to_set_up,
            recovery_left: account.recovery_left,
            recovery: message.recovery,
            sessions,
            devices: devices.into_iter().take(20).map(|known| device_row(context, known)).collect(),
        },
    )
}

fn row(context: &RequestContext, session: SessionView, this: Option<&str>) -> SessionRow {
    let zone = &context.rules.deadline_calendar().zone;
    let at = |instant| messages::instant(context.language, instant, zone);
    SessionRow {
        this: Some(session.id.as_str()) == this,
        label: label(context, session.label),
        began: at(session.began),
        seen: at(session.seen),
        ended: session.ended.map(at),
        id: session.id,
    }
}

fn device_row(context: &RequestContext, known: DeviceView) -> DeviceRow {
    let zone = &context.rules.deadline_calendar().zone;
    let at = |instant| messages::instant(context.language, instant, zone);
    DeviceRow {
        label: label(context, known.label),
        since: at(known.since),
        seen: at(known.seen),
        until: messages::date_of(zone.day(known.until)),
        id: known.id,
    }
}

/// What a browser says of itself.
fn label(context: &RequestContext, label: String) -> String {
    if label.is_empty() { context.text("account-no_label") } else { label }
}

/// A secret in groups of four, as it is typed.
fn grouped(secret: &str) -> String {
    let chars: Vec<char> = secret.chars().collect();
    let groups: Vec<String> = chars.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}

/// Takes one of the page's forms; `what` names it.
pub(crate) fn change(context: &RequestContext) -> Answer {
    match context.form.raw("what") {
        "password" => password(context),
        "second_factor" => second_factor(context),
        "recovery" => recovery(context),
        "session" => session(context),
        "sessions" => sessions(context),
        "device" => device(context),
        _ => Err(Error::BadForm),
    }
}

fn session_id(context: &RequestContext) -> Result<String, Error> {
    let signed = context.signed.as_ref().ok_or(Error::SignIn { citizen: false })?;
    Ok(signed.id.clone())
}

fn refused(context: &RequestContext, field: &'static str, key: &str) -> Answer {
    refused_with(context, field, context.text(key))
}

fn refused_with(context: &RequestContext, field: &'static str, message: String) -> Answer {
    wrong(context, vec![Fault::new(field, message)])
}

fn wrong(context: &RequestContext, faults: Vec<Fault>) -> Answer {
    show(context, StatusCode::UNPROCESSABLE_ENTITY, Response { faults, ..Response::default() })
}

fn done(context: &RequestContext, what: &str) -> Answer {
    let params = crate::address::Params::default().with("done", what);
    see(&context.confirmed("/account", &params))
}

/// The present password, and the new one twice.
fn password_form(context: &RequestContext) -> Form {
    let secret = |name: &str, key: &str, autocomplete: &'static str| {
        let field = Field::of_key(context, Kind::Secret, name, key).max_chars(PASSWORD_CHARS);
        field.autocomplete(autocomplete)
    };
    let fields = vec![
        secret("password", "account-present", "current-password"),
        secret("new_password", "account-new", "new-password"),
        secret("new_again", "account-new_again", "new-password"),
    ];
    let mut form = Form::new(context.zone(), fields);
    form.fill(&context.form);
    form
}

/// The first code of a new authenticator.
fn code_form(context: &RequestContext) -> Form {
    let code = Field::of_key(context, Kind::Line, "code", "account-first_code").max_chars(10);
    let code = code.autocomplete("one-time-code").input_mode("numeric");
    Form::new(context.zone(), vec![code])
}

fn password(context: &RequestContext) -> Answer {
    let faults = password_form(context).check(context);
    if !faults.is_empty() {
        return wrong(context, faults);
    }
    let (login, ..) = login_of(context)?;
    let id = session_id(context)?;
    let form = &context.form;
    let new = form.raw("new_password");
    if new != form.raw("new_again") {
        return refused(context, "new_again", "account-not_the_same");
    }
    let changed = context.app().change_password(
        (&id, &login),
        form.raw("password"),
        new,
        context.random(),
        context.machine_now(),
    )?;
    use credentials_words::weakness;
    match changed {
        Ok(()) => done(context, "password"),
        Err(PasswordRefused::Wrong) => refused(context, "password", "account-wrong_password"),
        Err(PasswordRefused::Same) => refused(context, "new_password", "account-same_password"),
        Err(PasswordRefused::Wait(seconds)) => {
            let message = step_up::not_now(context, NotEntered::Wait(seconds));
            refused_with(context, "password", message)
        }
        Err(PasswordRefused::Weak(weak)) => refused(context, "new_password", weakness(weak)),
    }
}

mod credentials_words {
    //! The sentences of weak passwords.
    use app::Weakness;

    pub(super) fn weakness(weak: Weakness) -> &'static str {
        match weak {
            Weakness::TooShort => "password-too_short",
            Weakness::TooLong => "password-too_long",
            Weakness::Common => "password-common",
            Weakness::Personal => "password-personal",
        }
    }
}

fn second_factor(context: &RequestContext) -> Answer {
    let (login, ..) = login_of(context)?;
    let id = session_id(context)?;
    let code = context.form.raw("code");
    let confirmed = context.app().confirm_second_factor(
        (&id, &login),
        code,
        context.random(),
        context.machine_now(),
    )?;
    match confirmed {
        Some(recovery) => {
            context.note_done(context.to("/account"));
            show(context, StatusCode::OK, Response { recovery, ..Response::default() })
        }
        None => refused(context, "code", "account-wrong_code"),
    }
}

fn recovery(context: &RequestContext) -> Answer {
    let (login, ..) = login_of(context)?;
    match step_up::take_anew(context)? {
        Ok(_) => {
            let (app, now) = (context.app(), context.machine_now());
            let recovery = app.new_recovery_codes(&login, context.random(), now)?;
            context.note_done(context.to("/account"));
            show(context, StatusCode::OK, Response { recovery, ..Response::default() })
        }
        Err(message) => refused_with(context, step_up::FIELD, message),
    }
}

fn session(context: &RequestContext) -> Answer {
    let (login, ..) = login_of(context)?;
    context.app().end_session(&login, context.form.raw("session"), context.machine_now())?;
    done(context, "session")
}

fn sessions(context: &RequestContext) -> Answer {
    let (login, ..) = login_of(context)?;
    let id = session_id(context)?;
    context.app().end_sessions(&login, Some(&id), context.machine_now())?;
    done(context, "sessions")
}

fn device(context: &RequestContext) -> Answer {
    let (login, ..) = login_of(context)?;
    context.app().revoke_device(&login, context.form.raw("device"), context.machine_now())?;
    done(context, "device")
}
