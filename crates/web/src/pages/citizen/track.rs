//! Following a dossier without an account: by its code and the slip's key, or by the slip's QR
//! code. A wrong key and a code that does not exist are the same question and get the same answer;
//! code and key are never in an address. By code and key no personal field is shown.

use app::{BySlip, Client, DossierView, Personal, Shown};
use askama::Template;
use axum::http::header::{CACHE_CONTROL, REFERRER_POLICY};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;

use super::dossier::{Read, derivation, due, facts, holder, letters, people};
use super::fetching::Fetching;
use super::papers::FileLine;
use super::timeline::{self, Entry};
use super::{complain, notices};
use crate::address::{Params, encode};
use crate::answer::{Answer, Error, html, html_with};
use crate::fields::{Fault, Form};
use crate::layout::Layout;
use crate::pages::dossier::standing::Tag;
use crate::pages::money::{self, Fees};
use crate::pages::paper;
use crate::pages::procedures::usual::{self, Usual};
use crate::pages::promise::Promise;
use crate::pages::sign_in::device_cookie;
use crate::pages::slip_entry;
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "citizen/track.html")]
struct TrackPage {
    layout: Layout,
    action: String,
    token: String,
    form: Form,
    faults: Vec<Fault>,
    my: Option<String>,
}

#[derive(Template)]
#[template(path = "citizen/found.html")]
struct FoundPage {
    layout: Layout,
    name: String,
    procedure: String,
    tag: Tag,
    due: String,
    derivation: Vec<String>,
    /// Who works on it; only by the QR code.
    holder: Option<String>,
    facts: Vec<(String, String)>,
    usual: Option<Usual>,
    letters: Vec<String>,
    story: Vec<Entry>,
    /// Only by the QR code.
    people: Vec<(String, String)>,
    /// The code of the result, or the item with the post.
    fetching: Option<Fetching>,
    /// What was paid, and what is still to pay.
    fees: Option<Fees>,
    /// The papers that are still to be brought.
    promise: Option<Promise>,
    /// Whether personal data is withheld: its showing cannot be put on record.
    withheld: bool,
    /// Only by the QR code: who was shown the data.
    reads: Vec<Read>,
    papers: Vec<(String, Vec<FileLine>)>,
    /// The agency's papers to the applicant; only by the QR code.
    sheets: Vec<(String, String)>,
    notices: Vec<notices::Description>,
    /// The page on which the result can be rated.
    rate: Option<String>,
    complaints: Vec<complain::Line>,
    /// The page on which a complaint is made.
    complain: String,
    again: String,
}

/// The form.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let mut form = form(context);
    form.set("code", context.params.raw("code"));
    html(&ask(context, form, Vec::new())?)
}

fn form(context: &RequestContext) -> Form {
    Form::new(context.zone(), slip_entry::fields(context, "code", "track-code_hint"))
}

fn ask(context: &RequestContext, mut form: Form, faults: Vec<Fault>) -> Result<TrackPage, Error> {
    form.mark(&faults);
    Ok(TrackPage {
        layout: Layout::new(context, &context.text("page-track")),
        action: context.link("/track", &Params::default()),
        token: context.token()?,
        form,
        faults,
        my: (!context.is_officer() && context.app().files_locally()).then(|| context.to("/my")),
    })
}

/// Looks a dossier up.
pub(crate) fn find(context: &RequestContext) -> Answer {
    let mut form = form(context);
    form.fill(&context.form);
    let faults = form.check(context);
    if !faults.is_empty() {
        return html_with(StatusCode::UNPROCESSABLE_ENTITY, &ask(context, form, faults)?);
    }
    let (code, key) = (form.text("code"), form.text(slip_entry::KEY));
    let (code, key) = (code.as_str(), key.as_str());
    let (app, now) = (context.app(), context.machine_now());
    match app.by_key((code, key), &client(context), now, context.now())? {
        BySlip::Found(view) => {
            remember(context, code);
            let params = Params::default().with("code", code);
            let pages = ["/rate", "/complain"].map(|path| context.link(path, &params));
            html(&found_page(context, &view, code, (Shown::NotPermitted, pages))?)
        }
        BySlip::Absent => not_found(context, form, 0),
        BySlip::Wait(millis) => not_found(context, form, millis),
    }
}

/// The source of a look-up.
pub(in crate::pages) fn client(context: &RequestContext) -> Client<'_> {
    Client { address: &context.client, device: context.device.as_deref().unwrap_or_default() }
}

/// Makes the browser known for the slip that it used. Where that cannot be written, the dossier is
/// shown all the same.
fn remember(context: &RequestContext, code: &str) {
    let (client, now) = (client(context), context.machine_now());
    let (app, random) = (context.app(), context.random());
    if let Ok(Some(cookie)) = app.remember_slip_holder(code, (&client, &context.agent), random, now)
    {
        context.set_cookie(device_cookie(&cookie));
    }
}

/// The same answer for a wrong key, a code that does not exist, and too many tries.
fn not_found(context: &RequestContext, form: Form, wait: i64) -> Answer {
    let (status, text) = absent(context, wait);
    html_with(status, &ask(context, form, vec![Fault::new("code", text)])?)
}

/// The status and text for a code and key that open nothing.
pub(super) fn absent(context: &RequestContext, wait_millis: i64) -> (StatusCode, String) {
    let text = context.text("track-not_found");
    if wait_millis == 0 {
        return (StatusCode::NOT_FOUND, text);
    }
    let seconds = wait_millis.div_euclid(1000) + 1;
    let wait = context.format("track-wait", &[("n", seconds.into())]);
    (StatusCode::TOO_MANY_REQUESTS, format!("{text} {wait}"))
}

/// The dossier that a slip's QR code opens, with the personal part.
pub(crate) fn token(context: &RequestContext) -> Answer {
    let (app, now) = (context.app(), context.machine_now());
    let dossier = match app.by_token(&context.code, &client(context), now, context.now())? {
        BySlip::Found(dossier) => dossier,
        BySlip::Absent => return Ok(unreferred(Error::NoPage.response(context))),
        BySlip::Wait(millis) => return not_found(context, form(context), millis).map(unreferred),
    };
    let name = super::name_of(&dossier.stream, &dossier.view.state.code).to_owned();
    let data = app.personal_of_slip(&dossier, context.now())?;
    remember(context, &name);
    let pages = ["rate", "complain"]
        .map(|what| context.to(&format!("/t/{}/{what}", encode(&context.code))));
    let mut page = found_page(context, &dossier.view, &name, (data, pages))?;
    let base = context.to(&format!("/t/{}", encode(&context.code)));
    page.holder = holder(context, &dossier.view);
    page.sheets = paper::links(context.names(), &dossier.view, &base, true);
    page.reads = super::dossier::read_lines(context, &app.reads_of_slip(&dossier, 100)?);
    html(&page).map(unreferred)
}

/// The token in the address goes nowhere else, and the page is kept nowhere.
pub(in crate::pages) fn unreferred(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn found_page(
    context: &RequestContext,
    view: &DossierView,
    name: &str,
    (data, [rate, complain]): (Shown<Personal>, [String; 2]),
) -> Result<FoundPage, Error> {
    let now = context.now();
    let (mut papers, mut notices) = (Vec::new(), Vec::new());
    let withheld = data.is_withheld();
    let data = data.given();
    if let Some(data) = &data {
        let given = view.history.iter().rev().find_map(|recorded| match &recorded.event {
            dossier::Event::Received { components, .. } => Some(components),
            _ => None,
        });
        let ids: Vec<String> = given.into_iter().flatten().map(|given| given.id.clone()).collect();
        let base = format!("/t/{}", encode(&context.code));
        papers = super::dossier::papers(context, view, (&data.files, &ids), &base);
        notices = data.notices.iter().map(|notice| notices::describe(context, notice)).collect();
    }
    // Shown as the office writes it, however it was typed.
    let name = match view.state.code.as_str() {
        "" => app::code_of(name),
        code => code.to_owned(),
    };
    let texts = data.as_ref().map(|data| data.complaints.as_slice());
    let complaints = complain::lines(context, view, texts);
    Ok(FoundPage {
        layout: Layout::new(context, &context.text("page-track")),
        procedure: context.names().procedure(&view.state.filing.procedure),
        name,
        tag: Tag::new(context, view, now),
        due: due(context, view, now),
        derivation: derivation(context, view),
        holder: None,
        fetching: Fetching::of(context, view)?,
        facts: facts(context, view),
        usual: usual::of_dossier(context, view)?,
        letters: letters(context, view, data.is_some()),
        story: timeline::entries(context, view, data.is_some()),
        fees: money::fees(context, view)?,
        promise: Promise::of(context, view),
        people: data.map(|data| people(context, view, &data)).unwrap_or_default(),
        withheld,
        reads: Vec::new(),
        papers,
        sheets: Vec::new(),
        notices,
        rate: context.app().invites_rating(view, now)?.then_some(rate),
        complaints,
        complain,
        again: context.to("/track"),
    })
}
