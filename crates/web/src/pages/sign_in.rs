//! Officers' sign-in and sign-out. A form that met an expired session is carried through it.

use app::{Attempt, DEVICE_DAYS, Failure, NotEntered, Right, Who, allow};
use askama::Template;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use dossier::Role;

use crate::address::Params;
use crate::answer::{Answer, Error, html_with, see};
use crate::cookies;
use crate::fields::{Fault, Field, Form, Kind};
use crate::form_replay::{self, FormReplay};
use crate::layout::Layout;
use crate::pages::citizen;
use crate::pages::step_up::not_now;
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "auth/sign_in.html")]
struct SignInPage {
    layout: Layout,
    heading: String,
    action: String,
    token: String,
    next: String,
    form_replay: Vec<form_replay::Field>,
    form: Form,
    /// The faults of the last try.
    faults: Vec<Fault>,
    /// Something that was being done met the end of the session.
    expired: bool,
    demonstration: Option<String>,
    citizens: Option<String>,
}

/// The page with the form.
pub(crate) fn page(context: &RequestContext) -> Answer {
    if context.is_officer() {
        return see(&next_of(context, &context.who(), next_in(&context.params)));
    }
    let form = form(context);
    let next = next_in(&context.params);
    show(context, StatusCode::OK, (form, Vec::new()), next, &FormReplay::default())
}

/// Login, password and code.
fn form(context: &RequestContext) -> Form {
    let line = |kind, name: &str| Field::of_key(context, kind, name, &format!("sign_in-{name}"));
    let login = line(Kind::Line, "login").max_chars(60).autocomplete("username");
    let password = line(Kind::Secret, "password").max_chars(256).autocomplete("current-password");
    let code = line(Kind::Line, "code").unmarked().max_chars(40).autocomplete("one-time-code");
    Form::new(context.zone(), vec![login.capitals("none"), password, code.capitals("none")])
}

fn show(
    context: &RequestContext,
    status: StatusCode,
    (mut form, faults): (Form, Vec<Fault>),
    next: &str,
    form_replay: &FormReplay,
) -> Answer {
    form.mark(&faults);
    // A code is used up or wrong.
    form.set("code", "");
    let heading = context.text("sign_in-heading");
    let app = context.app();
    html_with(
        status,
        &SignInPage {
            layout: Layout::new(context, &heading),
            heading,
            action: context.to("/sign-in"),
            token: context.token()?,
            next: next.to_owned(),
            form_replay: form_replay.hidden(),
            form,
            faults,
            expired: form_replay.has_form(),
            demonstration: context
                .shared
                .site
                .demonstration
                .as_ref()
                .map(|_| context.to("/demonstration")),
            citizens: app.files_locally().then(|| context.to("/my")),
        },
    )
}

/// The answer to a visitor who must sign in first: the form, with the fields that were sent.
pub(crate) fn first(context: &RequestContext, citizen: bool) -> Response {
    let page = if citizen { "/my/sign-in" } else { "/sign-in" };
    if !context.posted {
        let here = context.link(&context.path, &context.params);
        let to = context.link(page, &Params::default().with("next", &here));
        return see(&to).unwrap_or_else(|error| error.response(context));
    }
    if citizen {
        return match context.app().files_locally() {
            true => citizen::sign_in::expired(context),
            false => form_replay::retry_page(context, "expired", StatusCode::UNAUTHORIZED),
        };
    }
    let form_replay = FormReplay::of(context);
    let form = (form(context), Vec::new());
    show(context, StatusCode::UNAUTHORIZED, form, "", &form_replay)
        .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

/// Takes login, password and code.
pub(crate) fn enter(context: &RequestContext) -> Answer {
    let form_replay = FormReplay::read(&context.form);
    let next = next_in(&context.form);
    let mut form = form(context);
    form.fill(&context.form);
    let again = |status, faults| show(context, status, (form.clone(), faults), next, &form_replay);
    let faults = form.check(context);
    if !faults.is_empty() {
        return again(StatusCode::UNPROCESSABLE_ENTITY, faults);
    }
    let (login, code) = (form.text("login"), form.text("code"));
    let attempt = Attempt {
        login: &login,
        // Blanks at its ends belong to a password.
        password: form.raw("password"),
        code: &code,
        address: &context.client,
        device: context.device.as_deref().unwrap_or_default(),
        label: &context.agent,
        random: [context.random(), context.random()],
        now: context.machine_now(),
        day: context.today(),
    };
    let again = |status, text| again(status, vec![Fault::new("login", text)]);
    let entered = match context.app().sign_in(&attempt) {
        Ok(Ok(entered)) => entered,
        Ok(Err(NotEntered::Wrong)) => {
            return again(StatusCode::FORBIDDEN, context.text("sign_in-wrong"));
        }
        Ok(Err(not)) => return again(StatusCode::TOO_MANY_REQUESTS, not_now(context, not)),
        Err(Failure::Overloaded) => {
            let busy = context.text("sign_in-busy");
            let mut response = again(StatusCode::SERVICE_UNAVAILABLE, busy)?;
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("2"));
            return Ok(response);
        }
        Err(failure) => return Err(failure.into()),
    };
    // A session that this browser had before is over.
    leave_session(context)?;
    context.set_cookie(cookies::set(cookies::SESSION, &entered.cookie, None));
    context.set_cookie(device_cookie(&entered.device));
    context.set_cookie(cookies::drop(cookies::FORM));
    if entered.unfinished {
        return see(&context.to("/account"));
    }
    if form_replay.has_form() {
        return give_back(context, &entered.cookie, &entered.login, form_replay);
    }
    let signed = context.app().signed(&entered.cookie, context.machine_now(), context.today())?;
    let who = signed.map_or(Who::Anonymous, |signed| signed.who);
    see(&next_of(context, &who, next))
}

/// The cookie by which a browser is known again.
pub(crate) fn device_cookie(value: &str) -> String {
    // 180 days in seconds: far from the end of the number.
    let seconds = u32::try_from(DEVICE_DAYS * 86_400).unwrap_or(u32::MAX);
    cookies::set(cookies::DEVICE, value, Some(seconds))
}

/// Shows the form that was carried, filled in, to the one who typed it; another gets a word about
/// it.
pub(super) fn give_back(
    context: &RequestContext,
    cookie: &str,
    login: &str,
    form_replay: FormReplay,
) -> Answer {
    let app = context.app();
    let signed = app.signed(cookie, context.machine_now(), context.today())?;
    let theirs = form_replay.seal.is_empty()
        || form_replay.seal == app.bound(&format!("carried for {login}"))?;
    let again = context.with_session(signed);
    if !theirs {
        return Ok(form_replay::page(&again, "other", FormReplay::default(), StatusCode::OK));
    }
    if let Some(page) =
        http::refilled_page(context.with_session(again.signed.clone()), &form_replay)
    {
        return Ok(page);
    }
    Ok(form_replay::page(&again, "signed_in", form_replay, StatusCode::OK))
}

/// Ends the session.
pub(crate) fn leave(context: &RequestContext) -> Answer {
    leave_session(context)?;
    context.set_cookie(cookies::drop(cookies::SESSION));
    see(&context.to("/"))
}

pub(super) fn leave_session(context: &RequestContext) -> Result<(), Error> {
    if let Some(signed) = &context.signed {
        context.app().end_session(signed.who.account(), &signed.id, context.machine_now())?;
    }
    Ok(())
}

/// The address to go on to after signing in; empty where it is none of this site.
pub(crate) fn next_in(params: &Params) -> &str {
    let next = params.raw("next");
    if crate::address::is_local(next) { next } else { "" }
}

/// The address after signing in: the next page, or the start page of the officer's work.
pub(crate) fn next_of(context: &RequestContext, who: &Who, next: &str) -> String {
    if next.is_empty() { context.to(start_of(who)) } else { next.to_owned() }
}

/// The page where a role's work begins.
fn start_of(who: &Who) -> &'static str {
    // A head begins with the overview, the desk with reception, an inspector with lists by state.
    if let Who::Officer { actor, .. } = who {
        match actor.role {
            Role::DeskOfficer => return "/desk/receive",
            Role::Head | Role::Leader => return "/head",
            Role::Inspector => return "/list",
            _ => {}
        }
    }
    let routed = |path: &str| crate::router::ROUTES.iter().any(|route| route.path == path);
    let starts = [
        ("/work", Right::Work),
        ("/admin/accounts", Right::Accounts),
        ("/dossier", Right::ReadReads),
        ("/figures", Right::StaffFigures),
        ("/assist", Right::Assist),
    ];
    let own = starts.into_iter().find(|(path, right)| routed(path) && allow(who, *right).is_ok());
    own.map_or("/", |(path, _)| path)
}
