//! What every figure means, and how this folder counts. The words are those of `indicators`.

use askama::Template;
use indicators::definitions::{ALL, VERSION};
use text::Language;

use crate::answer::{Answer, html};
use crate::frame::Frame;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "about.html")]
struct Page {
    frame: Frame,
    version: String,
    definitions: Vec<(&'static str, String, &'static str)>,
}

pub(crate) fn page(visit: &Visit) -> Answer {
    let definitions = ALL.iter().map(|found| {
        let told = match visit.language {
            Language::Vietnamese => found.vi,
            Language::English => found.en,
        };
        (found.name, visit.t(&label(found.name)), told)
    });
    html(&Page {
        frame: Frame::new(visit, &visit.t("page-about")),
        version: visit.say("about-version", &[("version", VERSION.into())]),
        definitions: definitions.collect(),
    })
}

/// The key of a definition's name: `rates.finished` is `rate-finished`.
fn label(name: &str) -> String {
    match name.split_once('.') {
        Some(("rates", name)) => format!("rate-{name}"),
        Some((kind, name)) => format!("{kind}-{name}"),
        None => match name {
            "cohort" | "flow" => format!("basis-{name}"),
            _ => format!("figure-{name}"),
        },
    }
}
