//! Officers' sign-in and sign-out. A form that met an expired session is carried through it.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use office::{Attempt, NotEntered, Right, Who, allow};

use crate::address::Params;
use crate::answer::{Answer, Error, html_with, see};
use crate::carried::{self, Carried, Field};
use crate::cookies;
use crate::frame::Frame;
use crate::pages::citizen;
use crate::visit::Visit;

/// A browser is known again for so long.
const DEVICE_SECONDS: u32 = 180 * 86_400;

#[derive(Template)]
#[template(path = "door/sign_in.html")]
struct SignInPage {
    frame: Frame,
    heading: String,
    action: String,
    token: String,
    next: String,
    carried: Vec<Field>,
    login: String,
    /// What went wrong with the last try.
    fault: Option<String>,
    /// Something that was being done met the end of the session.
    expired: bool,
    demonstration: Option<String>,
    citizens: Option<String>,
}

/// The page with the form.
pub(crate) fn page(visit: &Visit) -> Answer {
    if visit.staff() {
        return see(&next_of(visit, &visit.who(), visit.params.raw("next")));
    }
    show(visit, StatusCode::OK, None, visit.params.raw("next"), &Carried::default())
}

fn show(
    visit: &Visit,
    status: StatusCode,
    fault: Option<String>,
    next: &str,
    carried: &Carried,
) -> Answer {
    let heading = visit.t("sign_in-heading");
    let office = visit.office();
    html_with(
        status,
        &SignInPage {
            frame: Frame::new(visit, &heading),
            heading,
            action: visit.to("/sign-in"),
            token: visit.token()?,
            next: next.to_owned(),
            carried: carried.hidden(),
            login: visit.form.raw("login").to_owned(),
            fault,
            expired: carried.some(),
            demonstration: visit
                .shared
                .site
                .demonstration
                .as_ref()
                .map(|_| visit.to("/demonstration")),
            citizens: office.files_locally().then(|| visit.to("/my")),
        },
    )
}

/// What somebody gets who must sign in first: the form, with what they were sending carried along.
pub(crate) fn first(visit: &Visit, citizen: bool) -> Response {
    let door = if citizen { "/my/sign-in" } else { "/sign-in" };
    if !visit.posted {
        let here = visit.link(&visit.path, &visit.params);
        let to = visit.link(door, &Params::default().with("next", &here));
        return see(&to).unwrap_or_else(|error| error.response(visit));
    }
    if citizen {
        return match visit.office().files_locally() {
            true => citizen::sign_in::expired(visit),
            false => carried::again(visit, "expired", StatusCode::UNAUTHORIZED),
        };
    }
    let carried = Carried::of(visit);
    show(visit, StatusCode::UNAUTHORIZED, None, "", &carried)
        .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

/// Takes login, password and code.
pub(crate) fn enter(visit: &Visit) -> Answer {
    let form = &visit.form;
    let carried = Carried::read(form);
    let attempt = Attempt {
        login: form.raw("login"),
        password: form.raw("password"),
        code: form.raw("code"),
        address: &visit.peer,
        device: visit.device.as_deref().unwrap_or_default(),
        label: &visit.agent,
        random: visit.random(),
        now: visit.machine_now(),
        day: visit.today(),
    };
    let entered = match visit.office().sign_in(&attempt)? {
        Ok(entered) => entered,
        Err(not) => {
            let (status, fault) = match not {
                NotEntered::Wrong => (StatusCode::FORBIDDEN, visit.t("sign_in-wrong")),
                NotEntered::Wait(seconds) => (
                    StatusCode::TOO_MANY_REQUESTS,
                    visit.say("sign_in-wait", &[("n", seconds.into())]),
                ),
                NotEntered::Busy => (StatusCode::SERVICE_UNAVAILABLE, visit.t("sign_in-busy")),
            };
            return show(visit, status, Some(fault), form.raw("next"), &carried);
        }
    };
    // A session that this browser had before is over.
    leave_session(visit)?;
    visit.set_cookie(cookies::set(cookies::SESSION, &entered.cookie, None));
    visit.set_cookie(cookies::set(cookies::DEVICE, &entered.device, Some(DEVICE_SECONDS)));
    visit.set_cookie(cookies::drop(cookies::FORM));
    if entered.unfinished {
        return see(&visit.to("/account"));
    }
    if carried.some() {
        let login = attempt.login.trim().to_lowercase();
        return give_back(visit, &entered.cookie, &login, carried);
    }
    let signed = visit.office().signed(&entered.cookie, visit.machine_now(), visit.today())?;
    let who = signed.map_or(Who::Nobody, |signed| signed.who);
    see(&next_of(visit, &who, form.raw("next")))
}

/// Shows what was carried to the one who typed it; another gets a word about it.
pub(super) fn give_back(visit: &Visit, cookie: &str, login: &str, carried: Carried) -> Answer {
    let office = visit.office();
    let signed = office.signed(cookie, visit.machine_now(), visit.today())?;
    let theirs =
        carried.seal.is_empty() || carried.seal == office.bound(&format!("carried for {login}"))?;
    let again = visit.as_signed(signed);
    if !theirs {
        return Ok(carried::page(&again, "other", Carried::default(), StatusCode::OK));
    }
    Ok(carried::page(&again, "signed_in", carried, StatusCode::OK))
}

/// Ends the session.
pub(crate) fn leave(visit: &Visit) -> Answer {
    leave_session(visit)?;
    visit.set_cookie(cookies::drop(cookies::SESSION));
    see(&visit.to("/"))
}

pub(super) fn leave_session(visit: &Visit) -> Result<(), Error> {
    if let Some(signed) = &visit.signed {
        let who = match &signed.who {
            Who::Officer { login, .. } => login.clone(),
            Who::Citizen { person } => person.clone(),
            Who::Nobody => return Ok(()),
        };
        visit.office().end_session(&who, &signed.id, visit.machine_now())?;
    }
    Ok(())
}

/// Where to go after signing in: an address of this site, else where one's work begins.
pub(crate) fn next_of(visit: &Visit, who: &Who, next: &str) -> String {
    let local = crate::address::is_local(next);
    if local { next.to_owned() } else { visit.to(start_of(who)) }
}

/// The page where a role's work begins.
fn start_of(who: &Who) -> &'static str {
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
