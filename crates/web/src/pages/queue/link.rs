//! The link of a desk's kiosk: an officer of the desk or the administrator makes it and opens it on the
//! device. It is shown once; a new one ends the one before.

use affairs::queue_day::Refusal;
use askama::Template;
use axum::http::StatusCode;

use super::refusal;
use crate::address::encode;
use crate::answer::{Answer, html, html_with};
use crate::fields::Choice;
use crate::layout::Layout;
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "queue/link.html")]
struct LinkPage {
    layout: Layout,
    heading: String,
    refused: Option<String>,
    /// The desks with a queue, each with the address of its screen as hint.
    desks: Vec<Choice>,
    action: String,
    token: String,
    /// The new link.
    link: Option<String>,
}

fn desks(context: &RequestContext) -> Vec<Choice> {
    let (names, desks) = (context.names(), context.app().kiosk_desks(&context.actor()));
    let desk = |code: &String| {
        let screen = context.absolute(&format!("/queue/screen?desk={}", encode(code)));
        Choice::new(code, names.unit(code)).with_hint(screen)
    };
    desks.iter().map(desk).collect()
}

fn page_of(context: &RequestContext) -> Result<LinkPage, crate::answer::Error> {
    let heading = context.text("page-queue_link");
    Ok(LinkPage {
        layout: Layout::new(context, &heading),
        heading,
        refused: None,
        desks: desks(context),
        action: context.to("/queue/link"),
        token: context.token()?,
        link: None,
    })
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    html(&page_of(context)?)
}

/// Makes a new link.
pub(crate) fn renew(context: &RequestContext) -> Answer {
    let desk = context.form.raw("desk");
    let mut page = page_of(context)?;
    if !page.desks.iter().any(|choice| choice.value == desk) {
        page.refused = Some(refusal(context, &Refusal::NoLine));
        return html_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let secret = context.random_text();
    context.app().renew_kiosk(&context.who(), desk, &secret, context.now())?;
    page.link = Some(context.absolute(&format!("/queue/kiosk/{secret}")));
    html(&page)
}
