//! An officer's own account: password, second factor, recovery codes, sessions and known browsers.

use app::{NotConfirmed, NotEntered, PasswordRefused, Who};
use askama::Template;
use axum::http::StatusCode;

use crate::answer::{Answer, Error, html_with, see};
use crate::fields::{Fault, Field, Form, Kind};
use crate::layout::Layout;
use crate::pages::browsers::{self, Browsers};
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
    browsers: Browsers,
}

/// Characters of a password at most.
const PASSWORD_CHARS: usize = 256;

struct SetUp {
    secret: String,
    qr: String,
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
            Some(SetUp {
                qr: qr::svg(&secret.uri, &context.text("qr-second_factor")),
                secret: grouped(&secret.secret),
            })
        }
    };
    let (mut passwords, mut first_code) = (password_form(context), code_form(context));
    passwords.mark(&message.faults);
    first_code.mark(&message.faults);
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
            browsers: Browsers::of(context)?,
        },
    )
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
        what => {
            browsers::change(context, what)?;
            done(context, what)
        }
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
    page_with_faults(context, vec![Fault::new(field, message)])
}

fn page_with_faults(context: &RequestContext, faults: Vec<Fault>) -> Answer {
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
        return page_with_faults(context, faults);
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
        Ok(recovery) => {
            context.note_recorded(context.to("/account"));
            show(context, StatusCode::OK, Response { recovery, ..Response::default() })
        }
        Err(NotConfirmed::Code(not)) => {
            refused_with(context, "code", step_up::not_now(context, not))
        }
        Err(NotConfirmed::AlreadySetUp) => {
            // At the field by which new recovery codes are asked for.
            let faults = vec![Fault::new(step_up::FIELD, context.text("account-already_set_up"))];
            show(context, StatusCode::CONFLICT, Response { faults, ..Response::default() })
        }
    }
}

fn recovery(context: &RequestContext) -> Answer {
    let (login, ..) = login_of(context)?;
    match step_up::take_again(context)? {
        Ok(_) => {
            let (app, now) = (context.app(), context.machine_now());
            let recovery = app.new_recovery_codes(&login, context.random(), now)?;
            context.note_recorded(context.to("/account"));
            show(context, StatusCode::OK, Response { recovery, ..Response::default() })
        }
        Err(fault) => refused_with(context, step_up::FIELD, fault.message),
    }
}
