//! Officers' accounts: who has one and how it stands; made, set back, closed, opened; their sessions
//! ended. Every change asks for the administrator's second factor.

use askama::Template;
use axum::http::StatusCode;
use office::{AccountView, SessionView, Who, role_of};
use rules::Officer;

use super::form::{Fault, asks_step, step_up};
use crate::address::Params;
use crate::answer::{Answer, Error, html, html_with, see};
use crate::frame::Frame;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "lead/accounts.html")]
struct AccountsPage {
    frame: Frame,
    heading: String,
    rows: Vec<Row>,
}

struct Row {
    name: String,
    href: String,
    login: String,
    role: String,
    unit: String,
    state: String,
    sessions: usize,
}

#[derive(Template)]
#[template(path = "lead/account.html")]
struct AccountPage {
    frame: Frame,
    heading: String,
    action: String,
    back: String,
    token: String,
    officer: String,
    facts: [(String, String); 4],
    faults: Vec<Fault>,
    done: Option<String>,
    /// Shown this once.
    password: Option<String>,
    asks_step: bool,
    own: bool,
    exists: bool,
    closed: bool,
    sessions: Vec<SessionRow>,
}

struct SessionRow {
    id: String,
    label: String,
    began: String,
    seen: String,
}

fn state(visit: &Visit, account: Option<&AccountView>) -> String {
    let state = match account {
        None => "none",
        Some(account) if account.disabled => "closed",
        Some(account) if account.must_change => "must_change",
        Some(account) if !account.enrolled => "not_enrolled",
        Some(_) => "ready",
    };
    visit.t(&format!("accounts-state_{state}"))
}

/// The list, or one officer's account.
pub(crate) fn page(visit: &Visit) -> Answer {
    if let Some(id) = visit.params.get("officer") {
        let officer = officer(visit, id)?;
        let done = match visit.params.get("done") {
            Some(done @ ("close" | "open" | "session" | "sessions")) => {
                Some(visit.t(&format!("accounts-done_{done}")))
            }
            _ => None,
        };
        return show(visit, officer, StatusCode::OK, Said { done, ..Said::default() });
    }
    let accounts = visit.office().accounts()?;
    let live = visit.office().live_sessions(visit.machine_now())?;
    let today = visit.today();
    let agency = visit.rules.agency.as_ref();
    let officers = agency.map(|agency| agency.officers.as_slice()).unwrap_or_default();
    let mut serving: Vec<&Officer> = officers.iter().filter(|o| o.valid(today)).collect();
    serving.sort_by_cached_key(|officer| {
        text::sort::sort_key(&format!("{} {}", visit.names().unit(&officer.unit), officer.name))
    });
    let row = |officer: &&Officer| {
        let account = accounts.iter().find(|account| account.officer == officer.id);
        let login = account.map(|account| account.login.clone()).unwrap_or_default();
        Row {
            name: officer.name.clone(),
            href: address(visit, officer, ""),
            role: visit.t(&format!("role-{}", role_of(officer.post).code())),
            unit: visit.names().unit(&officer.unit),
            state: state(visit, account),
            sessions: live.iter().filter(|session| session.who == login).count(),
            login,
        }
    };
    let heading = visit.t("page-accounts");
    html(&AccountsPage {
        frame: Frame::new(visit, &heading),
        heading,
        rows: serving.iter().map(row).collect(),
    })
}

fn officer<'a>(visit: &'a Visit, id: &str) -> Result<&'a Officer, Error> {
    let officer = visit.rules.officer(id).filter(|officer| officer.valid(visit.today()));
    officer.ok_or(Error::NoPage)
}

fn address(visit: &Visit, officer: &Officer, done: &str) -> String {
    let params = Params::default().with("officer", &officer.id).with("done", done);
    visit.link("/admin/accounts", &params)
}

/// What is said besides the account.
#[derive(Default)]
struct Said {
    faults: Vec<Fault>,
    done: Option<String>,
    password: Option<String>,
}

fn show(visit: &Visit, officer: &Officer, status: StatusCode, said: Said) -> Answer {
    let login = officer.id.to_lowercase();
    let account = visit.office().account_view(&login)?;
    let live = visit.office().live_sessions(visit.machine_now())?;
    let sessions = live.into_iter().filter(|session| session.who == login);
    let fact = |key: &str, value: String| (visit.t(key), value);
    // After a step just taken the session's own mark is a request old.
    let stepped = said.done.is_some() || said.password.is_some();
    html_with(
        status,
        &AccountPage {
            frame: Frame::new(visit, &officer.name),
            heading: officer.name.clone(),
            action: visit.to("/admin/accounts"),
            back: visit.to("/admin/accounts"),
            token: visit.token()?,
            officer: officer.id.clone(),
            facts: [
                fact("sign_in-login", login.clone()),
                fact("account-role", visit.t(&format!("role-{}", role_of(officer.post).code()))),
                fact("account-unit", visit.names().unit(&officer.unit)),
                fact("account-state", state(visit, account.as_ref())),
            ],
            faults: said.faults,
            done: said.done,
            password: said.password,
            asks_step: asks_step(visit) && !stepped,
            own: is_own(visit, officer),
            exists: account.is_some(),
            closed: account.is_some_and(|account| account.disabled),
            sessions: sessions.map(|session| row(visit, session)).collect(),
        },
    )
}

fn row(visit: &Visit, session: SessionView) -> SessionRow {
    let zone = &visit.rules.deadline_calendar().zone;
    let at = |instant| messages::instant(visit.language, instant, zone);
    SessionRow {
        label: match session.label.as_str() {
            "" => visit.t("account-no_label"),
            label => label.to_owned(),
        },
        began: at(session.began),
        seen: at(session.seen),
        id: session.id,
    }
}

fn is_own(visit: &Visit, officer: &Officer) -> bool {
    matches!(visit.who(), Who::Officer { actor, .. } if actor.id == officer.id)
}

/// Takes one of an account's forms; `what` says which.
pub(crate) fn change(visit: &Visit) -> Answer {
    let officer = officer(visit, visit.form.raw("officer"))?;
    let refused = |status, fault| {
        show(visit, officer, status, Said { faults: vec![fault], ..Said::default() })
    };
    if is_own(visit, officer) {
        // Nobody locks themselves out; what is one's own stands on one's own page.
        let fault = Fault::new(visit, "own", "accounts-own");
        return refused(StatusCode::CONFLICT, fault);
    }
    if let Some(fault) = step_up(visit)? {
        return refused(StatusCode::UNPROCESSABLE_ENTITY, fault);
    }
    let (office, now) = (visit.office(), visit.machine_now());
    let login = officer.id.to_lowercase();
    let what = visit.form.raw("what");
    match what {
        "issue" => {
            let random = (visit.random(), visit.random());
            let password = Some(office.issue_account(&officer.id, random, now)?);
            return show(visit, officer, StatusCode::OK, Said { password, ..Said::default() });
        }
        "close" => office.disable_account(&login, true, now)?,
        "open" => office.disable_account(&login, false, now)?,
        "session" => office.end_session(&login, visit.form.raw("session"), now)?,
        "sessions" => office.end_sessions(&login, None, now)?,
        _ => return Err(Error::BadForm),
    }
    see(&address(visit, officer, what))
}
