//! The link of a draft without an account: shown to who holds the draft, sent to a contact that the holder
//! names, opened. The secret stands in this page's link and in a cookie, in no other page and in no log.

use app::{BySlip, CodeRequest, Contact};
use askama::Template;
use axum::http::StatusCode;
use calendar::Instant;

use super::draft::{Open, until, with};
use super::track;
use crate::address::{Params, encode};
use crate::answer::{Answer, Error, html_with, see};
use crate::fields::{Fault, Field, Form, Kind};
use crate::layout::Layout;
use crate::qr;
use crate::request_context::RequestContext;

/// Hexadecimal digits of a secret: 96 bits.
const DIGITS: usize = 24;

#[derive(Template)]
#[template(path = "citizen/draft_link.html")]
struct LinkPage {
    layout: Layout,
    done: String,
    message: String,
    link: String,
    qr: String,
    faults: Vec<Fault>,
    contact: Vec<Field>,
    action: String,
    drop: String,
    token: String,
    go_on: String,
}

#[derive(Template)]
#[template(path = "citizen/draft_absent.html")]
struct AbsentPage {
    layout: Layout,
    message: String,
    procedures: String,
    sign_in: String,
}

/// The secret of a new draft. A form that is sent twice begins one draft with one secret.
pub(super) fn new_secret(context: &RequestContext, id: &str) -> Result<String, Error> {
    let of_form = context.app().bound(&format!("draft {id} of {}", context.token()?))?;
    Ok(of_form.chars().take(DIGITS).collect())
}

/// The page of the procedure's filing, which says what was done to a draft.
pub(super) fn done_at_start(context: &RequestContext, procedure: &str, done: &str) -> String {
    let start = format!("/my/file/{}", encode(procedure));
    context.confirmed(&start, &Params::default().with("done", done))
}

/// The page with the link.
pub(crate) fn page(context: &RequestContext) -> Answer {
    with(context, |open| show(context, &open, form(context, &open), Vec::new()))
}

fn form(context: &RequestContext, open: &Open<'_>) -> Form {
    let contact = Field::of_key(context, Kind::Line, "contact", "my_sign_in-contact")
        .format(|text| Contact::read(text).is_some())
        .fault_key("my_sign_in-no_contact")
        .autocomplete("email")
        .capitals("none");
    let mut form = Form::new(context.zone(), vec![contact]);
    form.set("contact", open.phone());
    form
}

fn show(context: &RequestContext, open: &Open<'_>, mut form: Form, faults: Vec<Fault>) -> Answer {
    // A draft of an account is in the account.
    let Some((secret, touched)) = &open.link else {
        return see(&context.to(&format!("/my/drafts/{}", encode(&open.id))));
    };
    form.mark(&faults);
    let done = match context.confirmation("done") {
        done @ ("saved" | "sent") => context.text(&format!("link-done_{done}")),
        _ => String::new(),
    };
    let values = [
        ("procedure", context.names().procedure(&open.rule.code).into()),
        ("until", kept_until(context, open, *touched).into()),
    ];
    let link = address(context, &open.id, secret);
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = LinkPage {
        layout: Layout::new(context, &context.text("link-heading")),
        done,
        message: context.format("link-said", &values),
        qr: qr::svg(&link, &context.text("qr-draft")),
        link,
        faults,
        contact: form.fields,
        action: open.link_address(context),
        drop: context.to(&format!("/my/drafts/{}/drop", encode(&open.id))),
        token: context.token()?,
        go_on: context.to(&format!("/my/drafts/{}", encode(&open.id))),
    };
    html_with(status, &page).map(track::unreferred)
}

/// The last day of the draft in words; of one without any answer that it is kept for a day.
fn kept_until(context: &RequestContext, open: &Open<'_>, touched: Instant) -> String {
    match until(context, &open.draft, touched) {
        Some(day) => messages::day_of(context.language, day),
        None => messages::day_of(context.language, context.zone().day(touched)),
    }
}

/// The link.
fn address(context: &RequestContext, id: &str, secret: &str) -> String {
    context.absolute(&format!("/draft/{}/{secret}", encode(id)))
}

/// Sends the link to a contact, or makes this browser forget it.
pub(crate) fn change(context: &RequestContext) -> Answer {
    with(context, |open| {
        let Some((secret, touched)) = &open.link else {
            return show(context, &open, form(context, &open), Vec::new());
        };
        if context.form.raw("go") == "forget" {
            context.let_draft_go(secret);
            return see(&done_at_start(context, &open.rule.code, "forgotten"));
        }
        let mut form = form(context, &open);
        form.fill(&context.form);
        let mut faults = form.check(context);
        if let Some(contact) = Contact::read(&form.text("contact")).filter(|_| faults.is_empty()) {
            if send(context, &open, (secret, *touched), &contact)? {
                let here = format!("/my/drafts/{}/link", encode(&open.id));
                let done = Params::default().with("done", "sent");
                return see(&context.confirmed(&here, &done));
            }
            faults.push(Fault::new("contact", context.text("link-not_sent")));
        }
        show(context, &open, form, faults)
    })
}

fn send(
    context: &RequestContext,
    open: &Open<'_>,
    (secret, touched): (&str, Instant),
    contact: &Contact,
) -> Result<bool, Error> {
    let values = [
        ("procedure", context.names().procedure(&open.rule.code).into()),
        ("link", address(context, &open.id, secret).into()),
        ("until", kept_until(context, open, touched).into()),
    ];
    let notice = (context.text("link-notice_subject"), context.format("link-notice", &values));
    let browser = context.token()?;
    let request = CodeRequest {
        address: &context.client,
        language: context.language,
        ..CodeRequest::of(contact, &browser)
    };
    Ok(context.app().send_to_contact(&request, notice, context.machine_now())?)
}

/// Opens a draft by its link: this browser holds it from now on. A link whose draft is gone, one with a wrong
/// secret and one that never was get the same answer.
pub(crate) fn open(context: &RequestContext) -> Answer {
    let link = (context.code.as_str(), context.part.as_str());
    let opened = context.app().opens_draft(link, &track::client(context), context.machine_now())?;
    let (status, message) = match opened {
        BySlip::Found(()) => {
            context.hold_draft(&context.part);
            return see(&context.to(&format!("/my/drafts/{}", encode(&context.code))));
        }
        BySlip::Absent => (StatusCode::NOT_FOUND, context.text("link-absent")),
        BySlip::Wait(millis) => {
            let seconds = millis.div_euclid(1000) + 1;
            let wait = context.format("track-wait", &[("n", seconds.into())]);
            let absent = context.text("link-absent");
            (StatusCode::TOO_MANY_REQUESTS, format!("{absent} {wait}"))
        }
    };
    let page = AbsentPage {
        layout: Layout::new(context, &context.text("link-absent_heading")),
        message,
        procedures: context.to("/procedures"),
        sign_in: context.to("/my"),
    };
    html_with(status, &page)
}
