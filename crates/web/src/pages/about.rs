//! What every figure means, how this folder counts, and who serves in which unit. The words of the figures
//! are those of `indicators`.

mod people;

use askama::Template;
use indicators::definitions::{ALL, VERSION};

use crate::answer::{Answer, html};
use crate::layout::Layout;
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "about.html")]
struct Page {
    layout: Layout,
    version: String,
    definitions: Vec<(&'static str, String, &'static str)>,
    campaigns: String,
    units: Vec<people::Unit>,
}

pub(crate) fn page(context: &RequestContext) -> Answer {
    let definitions = ALL.iter().map(|definition| {
        let text = context.language.choose(definition.vi, definition.en);
        (definition.name, context.text(&label(definition.name)), text)
    });
    html(&Page {
        layout: Layout::new(context, &context.text("page-about")),
        version: context.format("about-version", &[("version", VERSION.into())]),
        definitions: definitions.collect(),
        campaigns: context.to("/campaigns"),
        units: people::units(context),
    })
}

/// The key of a definition's name: `rates.finished` is `rate-finished`.
fn label(name: &str) -> String {
    match name.split_once('.') {
        Some((name, "cohort")) => format!("figure-{name}-cohort"),
        Some(("rates", name)) => format!("rate-{name}"),
        Some((kind, name)) => format!("{kind}-{name}"),
        None => match name {
            "cohort" | "flow" => format!("basis-{name}"),
            _ => format!("figure-{name}"),
        },
    }
}
