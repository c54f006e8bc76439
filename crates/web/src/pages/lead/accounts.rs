//! Officers' accounts: who has one and how it stands; made, set back, closed, opened; their
//! sessions ended. Every change asks for the administrator's second factor.

use app::{AccountView, SessionView, Who, role_of};
use askama::Template;
use axum::http::StatusCode;
use rules::Officer;
use text::sort::sort_key;
use text::words::words;

use crate::address::Params;
use crate::answer::{Answer, Error, html, html_with, see};
use crate::fields::{Fault, Field};
use crate::layout::Layout;
use crate::pages::lead::calendar;
use crate::pages::step_up;
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "lead/accounts.html")]
struct AccountsPage {
    layout: Layout,
    heading: String,
    action: String,
    /// The text of the search.
    q: String,
    found: Option<String>,
    /// Years of the release that are not in force: address and sentence.
    offer: Option<(String, String)>,
    rows: Vec<Row>,
    first: Option<String>,
    next: Option<String>,
}

/// Officers a page.
const PAGE: usize = 50;

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
    layout: Layout,
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
    step: Option<Field>,
    own: bool,
    exists: bool,
    closed: bool,
    sessions: Vec<SessionRow>,
}

impl AccountPage {
    /// The second factor in one of the page's forms, where the session has not shown it lately; the
    /// first form's field has the name as its id.
    fn step_of(&self, form: &str) -> Option<Field> {
        let field = self.step.clone()?;
        let id = if form.is_empty() { field.id.clone() } else { format!("{form}_{}", field.id) };
        Some(field.id(id))
    }
}

struct SessionRow {
    id: String,
    label: String,
    began: String,
    seen: String,
}

fn state(context: &RequestContext, account: Option<&AccountView>) -> String {
    let state = match account {
        None => "none",
        Some(account) if account.disabled => "closed",
        Some(account) if account.must_change => "must_change",
        Some(account) if !account.enrolled => "not_enrolled",
        Some(_) => "ready",
    };
    context.text(&format!("accounts-state_{state}"))
}

/// The list, or one officer's account.
pub(crate) fn page(context: &RequestContext) -> Answer {
    if let Some(id) = context.params.get("officer").or(context.form.get("officer")) {
        let officer = officer(context, id)?;
        let done = match context.confirmation("done") {
            done @ ("close" | "open" | "session" | "sessions") => {
                Some(context.text(&format!("accounts-done_{done}")))
            }
            _ => None,
        };
        return show(context, officer, StatusCode::OK, Response { done, ..Response::default() });
    }
    list(context)
}

fn list(context: &RequestContext) -> Answer {
    let accounts = context.app().accounts()?;
    let live = context.app().live_sessions(context.machine_now())?;
    let today = context.today();
    let agency = context.rules.agency.as_ref();
    let officers = agency.map(|agency| agency.officers.as_slice()).unwrap_or_default();
    let row = |officer: &Officer| {
        let account = accounts.iter().find(|account| account.officer == officer.id);
        let login = account.map(|account| account.login.clone()).unwrap_or_default();
        Row {
            name: officer.name.clone(),
            href: context.link("/admin/accounts", &params(officer)),
            role: context.text(&format!("role-{}", role_of(officer.post).code())),
            unit: context.names().unit(&officer.unit),
            state: state(context, account),
            sessions: live.iter().filter(|session| session.who == login).count(),
            login,
        }
    };
    let q = context.params.raw("q").trim().to_owned();
    // The order shown, with the officer for equal names.
    let order = |(officer, row): &(&Officer, Row)| {
        (sort_key(&format!("{} {}", row.unit, row.name)), officer.id.clone())
    };
    let serving = officers.iter().filter(|officer| officer.valid(today));
    let mut rows: Vec<(&Officer, Row)> = serving.map(|officer| (officer, row(officer))).collect();
    rows.retain(|(_, row)| row.matches(&q));
    rows.sort_by_cached_key(order);
    let whole = rows.len() as i64;
    if let Some(after) = context.params.get("after")
        && let Some(last) = officers.iter().find(|officer| officer.id == after)
    {
        let last = order(&(last, row(last)));
        rows.retain(|row| order(row) > last);
    }
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let kept = context.params.only(&["q"]);
    let link = |params: &Params| context.link("/admin/accounts", params);
    let heading = context.text("page-accounts");
    let key = if whole == 0 { "accounts-none_found" } else { "accounts-found" };
    html(&AccountsPage {
        layout: Layout::new(context, &heading),
        heading,
        offer: calendar::offer(context),
        action: context.to("/admin/accounts"),
        found: (!q.is_empty())
            .then(|| context.format(key, &[("n", whole.into()), ("q", (&q).into())])),
        q,
        first: context.params.get("after").map(|_| link(&kept)),
        next: rows.last().filter(|_| more).map(|(last, _)| link(&kept.with("after", &last.id))),
        rows: rows.into_iter().map(|(_, row)| row).collect(),
    })
}

impl Row {
    /// Whether each word that is looked for begins a word of the row.
    fn matches(&self, q: &str) -> bool {
        let Self { name, login, role, unit, state, .. } = self;
        let all = words(&format!("{name} {login} {role} {unit} {state}"));
        words(q).iter().all(|word| {
            all.iter().any(|word_of_account| word_of_account.starts_with(word.as_str()))
        })
    }
}

fn officer<'a>(context: &'a RequestContext, id: &str) -> Result<&'a Officer, Error> {
    let officer = context.rules.officer(id).filter(|officer| officer.valid(context.today()));
    officer.ok_or(Error::NoPage)
}

fn params(officer: &Officer) -> Params {
    Params::default().with("officer", &officer.id)
}

/// The results of a form, shown with the account.
#[derive(Default)]
struct Response {
    faults: Vec<Fault>,
    done: Option<String>,
    password: Option<String>,
}

fn show(
    context: &RequestContext,
    officer: &Officer,
    status: StatusCode,
    message: Response,
) -> Answer {
    let login = app::login_of(&officer.id);
    let account = context.app().account_view(&login)?;
    let live = context.app().live_sessions(context.machine_now())?;
    let sessions = live.into_iter().filter(|session| session.who == login);
    let fact = |key: &str, value: String| (context.text(key), value);
    // After a step just taken the session's own mark is a request old.
    let stepped = message.done.is_some() || message.password.is_some();
    html_with(
        status,
        &AccountPage {
            layout: Layout::new(context, &officer.name),
            heading: officer.name.clone(),
            action: context.to("/admin/accounts"),
            back: context.to("/admin/accounts"),
            token: context.token()?,
            officer: officer.id.clone(),
            facts: [
                fact("sign_in-login", login.clone()),
                fact(
                    "account-role",
                    context.text(&format!("role-{}", role_of(officer.post).code())),
                ),
                fact("account-unit", context.names().unit(&officer.unit)),
                fact("account-state", state(context, account.as_ref())),
            ],
            step: (step_up::is_requested(context) && !stepped)
                .then(|| step_up::field(context, &message.faults)),
            faults: message.faults,
            done: message.done,
            password: message.password,
            own: is_own(context, officer),
            exists: account.is_some(),
            closed: account.is_some_and(|account| account.disabled),
            sessions: sessions.map(|session| row(context, session)).collect(),
        },
    )
}

fn row(context: &RequestContext, session: SessionView) -> SessionRow {
    let zone = &context.rules.deadline_calendar().zone;
    let at = |instant| messages::instant(context.language, instant, zone);
    SessionRow {
        label: match session.label.as_str() {
            "" => context.text("account-no_label"),
            label => label.to_owned(),
        },
        began: at(session.began),
        seen: at(session.seen),
        id: session.id,
    }
}

fn is_own(context: &RequestContext, officer: &Officer) -> bool {
    matches!(context.who(), Who::Officer { actor, .. } if actor.id == officer.id)
}

/// Takes one of an account's forms; `what` names it.
pub(crate) fn change(context: &RequestContext) -> Answer {
    let officer = officer(context, context.form.raw("officer"))?;
    let refused = |status, fault| {
        show(context, officer, status, Response { faults: vec![fault], ..Response::default() })
    };
    if is_own(context, officer) {
        // An administrator cannot close an own account; its settings stand on the own page.
        let fault = Fault::new("own", context.text("accounts-own"));
        return refused(StatusCode::CONFLICT, fault);
    }
    let second_factor = match step_up::take(context)? {
        Ok(second_factor) => second_factor,
        Err(fault) => return refused(StatusCode::UNPROCESSABLE_ENTITY, fault),
    };
    let who = context.who();
    let by = (&who, second_factor);
    let (app, now) = (context.app(), context.machine_now());
    let what = context.form.raw("what");
    match what {
        "issue" => {
            let random = (context.random(), context.random());
            let password = Some(app.issue_account(by, &officer.id, random, now)?);
            context.note_recorded(context.link("/admin/accounts", &params(officer)));
            return show(
                context,
                officer,
                StatusCode::OK,
                Response { password, ..Response::default() },
            );
        }
        "close" => app.close_account(by, &officer.id, now)?,
        "open" => app.open_account(by, &officer.id, now)?,
        "session" => {
            app.end_sessions_of(by, &officer.id, Some(context.form.raw("session")), now)?
        }
        "sessions" => app.end_sessions_of(by, &officer.id, None, now)?,
        _ => return Err(Error::BadForm),
    }
    see(&context.confirmed("/admin/accounts", &params(officer).with("done", what)))
}
