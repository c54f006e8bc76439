//! Filing online: where it begins, and its question pages. Every page keeps the draft; what was
//! typed is kept even where it is not right yet.

use app::{Denial, FilingDraft, LINK_DAYS, Right, Who};
use askama::Template;
use axum::http::StatusCode;
use credentials::once;
use rules::Online;

use super::draft::{ByLink, Open, Step, fileable, with};
use super::form_group::{self, Entry};
use super::person;
use super::{draft_link, earlier};
use crate::address::{Params, encode};
use crate::answer::{Answer, Error, html, html_with, see};
use crate::fields::{Fault, Field};
use crate::layout::Layout;
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "citizen/start.html")]
struct StartPage {
    layout: Layout,
    procedure: String,
    procedure_href: String,
    /// Whether it can be filed here.
    here: bool,
    /// Why not, and where to go instead.
    elsewhere: String,
    facts: Vec<(String, String)>,
    papers: Vec<(String, String)>,
    /// The sign-in page, for a visitor who is not signed in as a citizen.
    sign_in: Option<String>,
    action: String,
    token: String,
    code: String,
    number: String,
    /// What happened to a draft without an account.
    done: String,
    /// How such a draft is kept, for a visitor who is not signed in.
    no_account: String,
    /// Drafts of the same procedure.
    drafts: Vec<(String, String)>,
}

/// The page with the requirements of a filing and the link that begins it, or with the other place to
/// file.
pub(crate) fn start(context: &RequestContext) -> Answer {
    let names = context.names();
    let rule = context.rules.procedure_on(&context.code, context.today());
    let rule = rule.ok_or_else(|| Error::NoProcedure(context.code.clone()))?;
    let here = !context.is_officer() && fileable(context, &context.code).is_some();
    let why = match (context.app().files_locally(), rule.online) {
        _ if context.is_officer() => "file-not_officer",
        (_, Online::None) => "file-at_desk",
        (_, Online::Portal) | (false, _) => "file-at_portal",
        _ => "file-at_desk",
    };
    let citizen = person(context).ok();
    let drafts = match context.is_officer() {
        true => Vec::new(),
        false => context.app().drafts_held(&context.draft_holder())?,
    };
    let zone = &context.rules.deadline_calendar().zone;
    let drafts = drafts.into_iter().filter(|stored| stored.draft.procedure == rule.code);
    let here_path = format!("/my/file/{}", encode(&rule.code));
    let next = Params::default().with("next", &context.to(&here_path));
    let papers = rule.components.iter().map(|paper| {
        let name = context.names().component(paper);
        let needed = super::papers::needed(context, &name, paper.required);
        (name, needed)
    });
    html(&StartPage {
        layout: Layout::new(context, &context.text("file-heading")),
        procedure: names.procedure(&rule.code),
        procedure_href: context.to(&format!("/procedures/{}", encode(&rule.code))),
        here,
        elsewhere: context.text(why),
        facts: super::review::terms(
            context,
            rule,
            &context.rules.circumstances(None, "online", ""),
        ),
        papers: papers.collect(),
        sign_in: citizen.is_none().then(|| context.link("/my/sign-in", &next)),
        action: context.to("/my/drafts"),
        token: context.token()?,
        code: rule.code.clone(),
        number: number(context),
        done: match context.confirmation("done") {
            "dropped" => context.text("my-done_dropped"),
            "forgotten" => context.text("link-done_forgotten"),
            _ => String::new(),
        },
        no_account: context.format("link-no_account", &[("days", LINK_DAYS.into())]),
        drafts: drafts
            .map(|stored| {
                let href = context.to(&format!("/my/drafts/{}", encode(&stored.id)));
                (href, messages::instant(context.language, stored.touched, zone))
            })
            .collect(),
    })
}

/// A new filing's number, by which it goes until the desk gives it a code.
fn number(context: &RequestContext) -> String {
    format!("TT-{}", once::slip_token(context.random())[..10].to_uppercase())
}

fn is_number(text: &str) -> bool {
    let rest = text.strip_prefix("TT-").unwrap_or_default();
    rest.len() == 10 && rest.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
}

/// Begins a draft; pressed twice, it is one.
pub(crate) fn begin(context: &RequestContext) -> Answer {
    if context.is_officer() {
        return Err(Error::Denied(Denial::Role(Right::OwnDrafts)));
    }
    let code = context.form.raw("procedure");
    let rule = fileable(context, code).ok_or_else(|| Error::NoProcedure(code.to_owned()))?;
    let posted = context.form.raw("number");
    let id = if is_number(posted) { posted.to_owned() } else { number(context) };
    let draft = FilingDraft { procedure: rule.code.clone(), ..FilingDraft::default() };
    let (app, now) = (context.app(), context.now());
    match context.who() {
        Who::Citizen { person, .. } => app.begin_draft(&person, &id, &draft, now)?,
        _ => {
            let secret = draft_link::new_secret(context, &id)?;
            app.begin_link_draft((&secret, &context.client), &id, &draft, now)?;
            context.hold_draft(&secret);
        }
    }
    see(&context.to(&format!("/my/drafts/{}/who", encode(&id))))
}

/// A draft without a page named: the first page that is not right yet.
pub(crate) fn resume(context: &RequestContext) -> Answer {
    with(context, |open| {
        let mut to = Step::Review;
        for step in open.steps() {
            if !open.faults(context, step)?.is_empty() {
                to = step;
                break;
            }
        }
        see(&open.address(context, to))
    })
}

/// Drops a draft.
pub(crate) fn drop(context: &RequestContext) -> Answer {
    let (app, holder) = (context.app(), context.draft_holder());
    let kept = app.draft_of(&holder, &context.code)?;
    app.drop_draft(&holder, &context.code)?;
    match kept.and_then(|kept| Some((kept.secret?, kept.draft.procedure))) {
        Some((secret, procedure)) => {
            context.let_draft_go(&secret);
            see(&draft_link::done_at_start(context, &procedure, "dropped"))
        }
        None => see(&context.confirmed("/my", &Params::default().with("done", "dropped"))),
    }
}

#[derive(Template)]
#[template(path = "citizen/form.html")]
pub(super) struct FormPage {
    pub layout: Layout,
    pub heading: String,
    /// The line above the heading.
    pub place: String,
    /// Of a draft without an account.
    pub by_link: Option<ByLink>,
    pub message: String,
    /// That fields are filled in from an earlier filing.
    pub note: Option<String>,
    pub action: String,
    pub token: String,
    pub hidden: Vec<(&'static str, String)>,
    pub faults: Vec<Fault>,
    pub fields: Vec<Field>,
    pub back: String,
    pub send: String,
    /// The word of the second button, where there is one.
    pub leave: String,
}

#[derive(Template)]
#[template(path = "citizen/form_group.html")]
struct GroupPage {
    layout: Layout,
    heading: String,
    place: String,
    by_link: Option<ByLink>,
    help: String,
    /// That fields are filled in from an earlier filing.
    note: Option<String>,
    action: String,
    token: String,
    to: String,
    faults: Vec<Fault>,
    entries: Vec<Entry>,
    /// Whether the form was compared with the official one in force.
    compared: bool,
    /// The word of the button that adds an entry, where there may be another.
    more: Option<String>,
    back: String,
}

/// A question page.
pub(crate) fn ask(context: &RequestContext) -> Answer {
    let step = Step::of(&context.path).ok_or(Error::NoPage)?;
    with(context, |mut open| {
        if let Step::Form(place) = step {
            return ask_group(context, open, place);
        }
        let note = earlier::persons(context, &mut open, step)?;
        let faults = match context.params.raw("check") {
            "1" => open.faults(context, step)?,
            _ => Vec::new(),
        };
        show(context, &open, step, (context.params.raw("to"), note), faults)
    })
}

/// A question page with a group of the form; one that is not asked any more leads to the first page that
/// is not right yet.
fn ask_group(context: &RequestContext, mut open: Open<'_>, place: usize) -> Answer {
    if open.group(place).is_none() {
        return resume(context);
    }
    let mut answers = open.draft.form.clone();
    let note = match open.group(place) {
        Some(group) => earlier::group(context, &open, group, &mut answers)?,
        None => None,
    };
    open.draft.form = answers;
    let faults = match context.params.raw("check") {
        "1" => open.faults(context, Step::Form(place))?,
        _ => Vec::new(),
    };
    show_group(context, &open, (place, note), faults)
}

/// `Bước 2/5`, with the procedure.
pub(super) fn place(context: &RequestContext, open: &Open<'_>, step: Step) -> String {
    let steps = open.steps();
    let n = steps.iter().position(|listed| *listed == step).map_or(1, |place| place + 1);
    let values = [
        ("n", (n as i64).into()),
        ("of", (steps.len() as i64).into()),
        ("procedure", context.names().procedure(&open.rule.code).into()),
    ];
    context.format("file-place", &values)
}

fn show(
    context: &RequestContext,
    open: &Open<'_>,
    step: Step,
    (to, note): (&str, Option<String>),
    faults: Vec<Fault>,
) -> Answer {
    let company = open.draft.for_whom == "company";
    let key = match step {
        Step::Applicant if company => "file-company".to_owned(),
        Step::Applicant if open.draft.for_whom == "own" => "file-own".to_owned(),
        step => format!("file-{}", step.word()),
    };
    let mut form = super::fields::form(context, open, step);
    if context.posted {
        form.fill(&context.form);
    }
    form.mark(&faults);
    let back = back(context, open, step, to);
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let heading = context.text(&key);
    let message = context.text(&format!("{key}_said"));
    html_with(
        status,
        &FormPage {
            layout: Layout::new(context, &heading),
            heading,
            place: place(context, open, step),
            by_link: open.by_link(context),
            message: if message.starts_with('[') { String::new() } else { message },
            note,
            action: open.address(context, step),
            token: context.token()?,
            hidden: vec![("to", to.to_owned())],
            faults,
            fields: form.fields,
            back,
            send: context.text("file-next"),
            leave: context.text("file-leave"),
        },
    )
}

/// The page that a question page leads back to.
fn back(context: &RequestContext, open: &Open<'_>, step: Step, to: &str) -> String {
    match (to, open.adjacent(step, false)) {
        ("review", _) => open.address(context, Step::Review),
        (_, Some(before)) => open.address(context, before),
        (_, None) => context.to(&format!("/my/file/{}", encode(&open.rule.code))),
    }
}

fn show_group(
    context: &RequestContext,
    open: &Open<'_>,
    (at, note): (usize, Option<String>),
    faults: Vec<Fault>,
) -> Answer {
    let (step, group) = (Step::Form(at), open.group(at).ok_or(Error::NoPage)?);
    let answers = &open.answers();
    let shown = form_group::shown_entries(group, answers, context.params.raw("more") == "1");
    let mut entries = form_group::entries(context, group, answers, &shown);
    for field in entries.iter_mut().flat_map(|entry| &mut entry.fields) {
        let own = faults.iter().find(|fault| fault.field == field.name);
        field.fault = own.map(|fault| fault.message.clone());
    }
    let to = context.params.raw("to");
    let another = group.entries.is_some_and(|most| shown.len() < most as usize);
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (heading, help) = form_group::heading(context, group);
    html_with(
        status,
        &GroupPage {
            layout: Layout::new(context, &heading),
            place: place(context, open, step),
            by_link: open.by_link(context),
            heading,
            help,
            note,
            action: open.address(context, step),
            token: context.token()?,
            to: to.to_owned(),
            faults,
            entries,
            compared: open.form.is_some_and(|form| form.compared_with_official),
            more: another.then(|| context.text("file-more")),
            back: back(context, open, step, to),
        },
    )
}

/// The page of a group with the faults of what is typed so far: nothing is kept. An empty answer is no
/// fault before the form is sent.
fn check_group(context: &RequestContext, mut open: Open<'_>, place: usize) -> Answer {
    let group = open.group(place).ok_or(Error::NoPage)?;
    let asked = open.answers();
    let posted = form_group::posted(context, group, &asked);
    let mut answers = open.draft.form.clone();
    form_group::put(&mut answers, group, &asked, posted);
    open.draft.form = answers;
    let mut faults = open.faults(context, Step::Form(place))?;
    faults.retain(|fault| open.draft.form.contains_key(&fault.field));
    let mut answer = show_group(context, &open, (place, None), faults)?;
    // A check is no refusal.
    *answer.status_mut() = StatusCode::OK;
    Ok(answer)
}

/// Takes a question page's answers.
pub(crate) fn answer(context: &RequestContext) -> Answer {
    let step = Step::of(&context.path).ok_or(Error::NoPage)?;
    with(context, |mut open| {
        if let (Step::Form(place), "check") = (step, context.form.raw("go")) {
            return check_group(context, open, place);
        }
        let change = match step {
            Step::Form(place) => {
                // Where another tab left the group out, its answers stay in the draft and are not sent.
                let group = open.form.and_then(|form| form.groups.get(place));
                let group = group.ok_or(Error::NoPage)?;
                let (group, asked) = (group.clone(), open.answers());
                let posted = form_group::posted(context, &group, &asked);
                Box::new(move |draft: &mut FilingDraft| {
                    form_group::put(&mut draft.form, &group, &asked, posted);
                })
            }
            step => super::fields::answered(context, step),
        };
        let (app, holder) = (context.app(), context.draft_holder());
        let changed = app.change_draft(&holder, &open.id, context.now(), change)?;
        // Sent in another tab in the meantime.
        let Some(draft) = changed else { return resume(context) };
        open.draft = draft;
        if context.form.raw("go") == "leave" {
            return see(&left(context, &open));
        }
        let to = context.form.raw("to");
        if context.form.raw("go") == "more" {
            let more = Params::default().with("more", "1").with("to", to);
            let last = form_group::last_entry(&open, step);
            return see(&(context.link(&open_path(&open, step), &more) + &last));
        }
        let faults = match step {
            Step::Form(place) if open.group(place).is_none() => return resume(context),
            step => open.faults(context, step)?,
        };
        if !faults.is_empty() {
            // The draft has what was typed: the page with its mistakes is one that the back button
            // can come back to.
            let here = open_path(&open, step);
            return see(&context.link(&here, &Params::default().with("check", "1").with("to", to)));
        }
        let next = if to == "review" { Some(Step::Review) } else { open.adjacent(step, true) };
        see(&open.address(context, next.unwrap_or(Step::Review)))
    })
}

/// The page after a draft was left: with its link, where the draft is of no account.
pub(super) fn left(context: &RequestContext, open: &Open<'_>) -> String {
    let by_link = open.person.is_empty() && open.link.is_some();
    let link = format!("/my/drafts/{}/link", encode(&open.id));
    let to = if by_link { link.as_str() } else { "/my" };
    context.confirmed(to, &Params::default().with("done", "saved"))
}

fn open_path(open: &Open<'_>, step: Step) -> String {
    format!("/my/drafts/{}/{}", encode(&open.id), step.word())
}
