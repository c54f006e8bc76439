//! An officer's own account: password, second factor, recovery codes, sessions.

use askama::Template;
use axum::http::StatusCode;
use office::{NotEntered, PasswordRefused, SessionView, Who};

use crate::answer::{Answer, Error, html_with, see};
use crate::frame::Frame;
use crate::qr;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "door/account.html")]
struct AccountPage {
    frame: Frame,
    heading: String,
    action: String,
    token: String,
    login: String,
    name: String,
    post: String,
    unit: String,
    /// What was wrong, with the field it belongs to.
    fault: Option<(&'static str, String)>,
    done: Option<String>,
    must_change: bool,
    enrolled: bool,
    to_set_up: Option<SetUp>,
    recovery_left: usize,
    /// Shown this once.
    recovery: Vec<String>,
    sessions: Vec<SessionRow>,
}

struct SetUp {
    secret: String,
    qr: String,
}

struct SessionRow {
    id: String,
    label: String,
    began: String,
    seen: String,
    ended: Option<String>,
    this: bool,
}

/// What to say besides.
#[derive(Default)]
struct Said {
    fault: Option<(&'static str, String)>,
    done: Option<String>,
    recovery: Vec<String>,
}

/// The account's page.
pub(crate) fn page(visit: &Visit) -> Answer {
    let done = match visit.params.raw("done") {
        done @ ("password" | "session" | "sessions") => {
            Some(visit.t(&format!("account-done_{done}")))
        }
        _ => None,
    };
    show(visit, StatusCode::OK, Said { done, ..Said::default() })
}

fn login_of(visit: &Visit) -> Result<(String, String, dossier::Actor), Error> {
    match visit.who() {
        Who::Officer { actor, login, name } => Ok((login, name, actor)),
        _ => Err(Error::SignIn { citizen: false }),
    }
}

fn show(visit: &Visit, status: StatusCode, said: Said) -> Answer {
    let (login, name, actor) = login_of(visit)?;
    let office = visit.office();
    let account = office.account_view(&login)?.ok_or(Error::NoPage)?;
    let to_set_up = match account.enrolled {
        true => None,
        false => {
            let secret = office.second_factor_to_set_up(&login, visit.random())?;
            Some(SetUp { qr: qr::svg(&secret.uri), secret: grouped(&secret.secret) })
        }
    };
    let this = visit.signed.as_ref().map(|signed| signed.id.as_str());
    let sessions = office.sessions_of(&login, visit.machine_now())?;
    let sessions = sessions.into_iter().take(20).map(|session| row(visit, session, this)).collect();
    let heading = visit.t("account-heading");
    html_with(
        status,
        &AccountPage {
            frame: Frame::new(visit, &heading),
            heading,
            action: visit.to("/account"),
            token: visit.token()?,
            post: visit.t(&format!("role-{}", actor.role.code())),
            unit: visit.names().unit(&actor.unit),
            login,
            name,
            fault: said.fault,
            done: said.done,
            must_change: account.must_change,
            enrolled: account.enrolled,
            to_set_up,
            recovery_left: account.recovery_left,
            recovery: said.recovery,
            sessions,
        },
    )
}

fn row(visit: &Visit, session: SessionView, this: Option<&str>) -> SessionRow {
    let zone = &visit.rules.deadline_calendar().zone;
    let at = |instant| messages::instant(visit.language, instant, zone);
    SessionRow {
        this: Some(session.id.as_str()) == this,
        label: match session.label.as_str() {
            "" => visit.t("account-no_label"),
            label => label.to_owned(),
        },
        began: at(session.began),
        seen: at(session.seen),
        ended: session.ended.map(at),
        id: session.id,
    }
}

/// A secret in groups of four, as it is typed.
fn grouped(secret: &str) -> String {
    let chars: Vec<char> = secret.chars().collect();
    let groups: Vec<String> = chars.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}

/// Takes one of the page's forms; `what` says which.
pub(crate) fn change(visit: &Visit) -> Answer {
    match visit.form.raw("what") {
        "password" => password(visit),
        "second_factor" => second_factor(visit),
        "recovery" => recovery(visit),
        "session" => session(visit),
        "sessions" => sessions(visit),
        _ => Err(Error::BadForm),
    }
}

fn session_id(visit: &Visit) -> Result<String, Error> {
    let signed = visit.signed.as_ref().ok_or(Error::SignIn { citizen: false })?;
    Ok(signed.id.clone())
}

fn refused(visit: &Visit, field: &'static str, key: &str) -> Answer {
    let fault = Some((field, visit.t(key)));
    show(visit, StatusCode::UNPROCESSABLE_ENTITY, Said { fault, ..Said::default() })
}

fn done(visit: &Visit, what: &str) -> Answer {
    let params = crate::address::Params::default().with("done", what);
    see(&visit.link("/account", &params))
}

fn password(visit: &Visit) -> Answer {
    let (login, ..) = login_of(visit)?;
    let id = session_id(visit)?;
    let form = &visit.form;
    let new = form.raw("new_password");
    if new != form.raw("new_again") {
        return refused(visit, "new_again", "account-not_the_same");
    }
    let changed = visit.office().change_password(
        (&id, &login),
        form.raw("password"),
        new,
        visit.random(),
        visit.machine_now(),
    )?;
    use credentials_words::weakness;
    match changed {
        Ok(()) => done(visit, "password"),
        Err(PasswordRefused::Wrong) => refused(visit, "password", "account-wrong_password"),
        Err(PasswordRefused::Same) => refused(visit, "new_password", "account-same_password"),
        Err(PasswordRefused::Busy) => refused(visit, "password", "sign_in-busy"),
        Err(PasswordRefused::Weak(weak)) => refused(visit, "new_password", weakness(weak)),
    }
}

mod credentials_words {
    //! The sentences of weak passwords.
    use office::Weakness;

    pub(super) fn weakness(weak: Weakness) -> &'static str {
        match weak {
            Weakness::TooShort => "password-too_short",
            Weakness::TooLong => "password-too_long",
            Weakness::Common => "password-common",
            Weakness::Personal => "password-personal",
        }
    }
}

fn second_factor(visit: &Visit) -> Answer {
    let (login, ..) = login_of(visit)?;
    let id = session_id(visit)?;
    let code = visit.form.raw("code");
    let confirmed = visit.office().confirm_second_factor(
        (&id, &login),
        code,
        visit.random(),
        visit.machine_now(),
    )?;
    match confirmed {
        Some(recovery) => show(visit, StatusCode::OK, Said { recovery, ..Said::default() }),
        None => refused(visit, "code", "account-wrong_code"),
    }
}

fn recovery(visit: &Visit) -> Answer {
    let (login, ..) = login_of(visit)?;
    let id = session_id(visit)?;
    let code = visit.form.raw("step_code");
    match visit.office().step_up(&id, &login, code, visit.machine_now())? {
        Ok(()) => {
            let recovery = visit.office().new_recovery_codes(&login, visit.random())?;
            show(visit, StatusCode::OK, Said { recovery, ..Said::default() })
        }
        Err(NotEntered::Wait(_)) => refused(visit, "step_code", "step-wait"),
        Err(_) => refused(visit, "step_code", "account-wrong_code"),
    }
}

fn session(visit: &Visit) -> Answer {
    let (login, ..) = login_of(visit)?;
    visit.office().end_session(&login, visit.form.raw("session"), visit.machine_now())?;
    done(visit, "session")
}

fn sessions(visit: &Visit) -> Answer {
    let (login, ..) = login_of(visit)?;
    let id = session_id(visit)?;
    visit.office().end_sessions(&login, Some(&id), visit.machine_now())?;
    done(visit, "sessions")
}
