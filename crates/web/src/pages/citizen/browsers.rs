//! A citizen's own sessions and known browsers.

use askama::Template;

use crate::address::Params;
use crate::answer::{Answer, html, see};
use crate::layout::Layout;
use crate::pages::browsers::{self, Browsers};
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "citizen/browsers.html")]
struct BrowsersPage {
    layout: Layout,
    action: String,
    token: String,
    done: Option<String>,
    browsers: Browsers,
    back: String,
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let done = match context.confirmation("done") {
        done @ ("session" | "sessions" | "device") => {
            Some(context.text(&format!("account-done_{done}")))
        }
        _ => None,
    };
    html(&BrowsersPage {
        layout: Layout::new(context, &context.text("page-browsers")),
        action: context.to("/my/browsers"),
        token: context.token()?,
        done,
        browsers: Browsers::of(context)?,
        back: context.to("/my"),
    })
}

/// Ends a session, all others, or a known browser.
pub(crate) fn change(context: &RequestContext) -> Answer {
    let what = context.form.raw("what");
    browsers::change(context, what)?;
    see(&context.confirmed("/my/browsers", &Params::default().with("done", what)))
}
