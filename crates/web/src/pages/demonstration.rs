//! A demonstration folder's own page: its accounts with the code of the moment, the notices it has
//! posted, its clock. Other folders do not have it.

use std::sync::atomic::Ordering;

use app::role_of;
use askama::Template;
use calendar::{Day, Instant};
use rules::Post;

use crate::Clock;
use crate::answer::{Answer, Error, html, see};
use crate::layout::Layout;
use crate::pages::citizen::notices;
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "auth/demonstration.html")]
struct DemonstrationPage {
    layout: Layout,
    heading: String,
    action: String,
    token: String,
    sign_in: String,
    password: String,
    code: String,
    accounts: Vec<Account>,
    clock: String,
    steps: Vec<(&'static str, String)>,
    notices: Vec<Notice>,
}

struct Account {
    login: String,
    name: String,
    role: String,
    unit: String,
    /// The first of its role.
    first: bool,
}

struct Notice {
    at: String,
    address: String,
    subject: String,
    body: String,
}

/// The steps by which the clock can be advanced.
const STEPS: [&str; 4] = ["hour", "opening", "day", "week"];

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let demonstration = context.shared.site.demonstration.as_ref().ok_or(Error::NoPage)?;
    let zone = &context.rules.deadline_calendar().zone;
    let at = |millis: i64| messages::instant(context.language, Instant(millis), zone);
    let notices = context.app().outbox(20)?.into_iter().map(|notice| {
        let text = notices::describe(context, &notice);
        let (at, subject, body) = (text.at, text.subject, text.body);
        Notice { at, address: notice.shown_address().to_owned(), subject, body }
    });
    let heading = context.text("demonstration-heading");
    html(&DemonstrationPage {
        layout: Layout::new(context, &heading),
        heading,
        action: context.to("/demonstration"),
        token: context.token()?,
        sign_in: context.to("/sign-in"),
        password: demonstration.password.clone(),
        code: context.app().code_now(&demonstration.secret, context.machine_now()),
        accounts: accounts(context),
        clock: at(context.now().0),
        steps: STEPS.map(|step| (step, context.text(&format!("demonstration-{step}")))).to_vec(),
        notices: notices.collect(),
    })
}

fn accounts(context: &RequestContext) -> Vec<Account> {
    let today = context.today();
    let officers = context.rules.agency.as_ref().map(|agency| agency.officers.as_slice());
    let mut officers: Vec<_> =
        officers.unwrap_or_default().iter().filter(|officer| officer.valid(today)).collect();
    let place = |post: Post| Post::ALL.iter().position(|listed| *listed == post);
    officers.sort_by_key(|officer| place(officer.post));
    let mut before = None;
    let rows = officers.into_iter().map(|officer| {
        let first = before != Some(officer.post);
        before = Some(officer.post);
        Account {
            login: app::login_of(&officer.id),
            name: officer.name.clone(),
            role: context.text(&format!("role-{}", role_of(officer.post).code())),
            unit: context.names().unit(&officer.unit),
            first,
        }
    });
    rows.collect()
}

/// Moves the clock on: what the program does by itself until then is done.
pub(crate) fn change(context: &RequestContext) -> Answer {
    let Clock::Scenario(clock) = &context.shared.site.clock else { return Err(Error::NoPage) };
    let now = context.now();
    let desk = context.rules.desk_calendar();
    let opening = |from: Instant| if desk.is_open(from) { from } else { desk.next_open(from) };
    const DAY: i64 = 86_400_000;
    let next = match context.form.raw("step") {
        "hour" => Instant(now.0 + 3_600_000),
        // From within opening hours: the next day's opening.
        "opening" if desk.is_open(now) => opening(desk.zone.at(Day(desk.zone.day(now).0 + 1), 0)),
        "opening" => opening(now),
        "day" => Instant(now.0 + DAY),
        "week" => Instant(now.0 + 7 * DAY),
        _ => return Err(Error::BadForm),
    };
    let app = context.app();
    app.advance_clock(next)?;
    app.commit()?;
    app.run_daily(next)?;
    app.put_meta("scenario_clock", &next.0.to_string())?;
    clock.store(next.0, Ordering::Relaxed);
    see(&context.to("/demonstration"))
}
