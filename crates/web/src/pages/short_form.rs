//! A page with one short form and the page that it is opened from. The module must not know what is asked.

use askama::Template;
use axum::http::StatusCode;

use crate::answer::{Answer, html_with};
use crate::fields::{Fault, Field, Form};
use crate::layout::Layout;
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "short_form.html")]
struct Page {
    layout: Layout,
    heading: String,
    back: (String, String),
    lead: String,
    action: String,
    token: String,
    key: String,
    faults: Vec<Fault>,
    fields: Vec<Field>,
    send: String,
}

/// What a short form says, in the reader's language.
pub(in crate::pages) struct Words {
    pub heading: String,
    /// The page before: address and name.
    pub back: (String, String),
    pub lead: String,
    pub action: String,
    /// The words of the button.
    pub send: String,
}

/// The page, with what is wrong in its form.
pub(in crate::pages) fn write(
    context: &RequestContext,
    status: StatusCode,
    words: Words,
    (mut form, faults): (Form, Vec<Fault>),
) -> Answer {
    form.mark(&faults);
    let Words { heading, back, lead, action, send } = words;
    let page = Page {
        layout: Layout::new(context, &heading),
        heading,
        back,
        lead,
        action,
        token: context.token()?,
        key: context.form.get("key").map_or_else(|| context.random_text(), str::to_owned),
        faults,
        fields: form.fields,
        send,
    };
    html_with(status, &page)
}
