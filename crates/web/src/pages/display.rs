//! The size of the text and the colours of pages, chosen by a visitor: stores the choice in the browser
//! and goes back to the page from which it was made. Reads no record.

use askama::Template;
use http::address::is_local;

use crate::answer::{Answer, html, see};
use crate::layout::Layout;
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "display.html")]
struct Page {
    layout: Layout,
    heading: String,
}

/// Stores what the address names, or shows what there is to choose.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let (size, colours) = (context.params.get("text_size"), context.params.get("colours"));
    if size.is_none() && colours.is_none() {
        let heading = context.text("display-heading");
        return html(&Page { layout: Layout::new(context, &heading), heading });
    }
    context.set_cookie(context.display.with(size, colours).cookie());
    let back = context.params.get("back").filter(|back| is_local(back));
    see(back.unwrap_or(&context.to("/display")))
}
