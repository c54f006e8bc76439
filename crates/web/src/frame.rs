//! What stands around every page: mark, agency, navigation, language switch, the scenario's clock.
//! Knows no page's content.

use rules::Agency;
use text::Language;

use crate::Clock;
use crate::address::{self, Params};
use crate::assets;
use crate::visit::Visit;

/// The frame of a page.
pub(crate) struct Frame {
    language: Language,
    pub lang: &'static str,
    pub title: String,
    pub agency: String,
    /// The scenario's clock, where there is one.
    pub banner: Option<String>,
    pub home: String,
    pub sections: Vec<Section>,
    pub other: Other,
    pub style: String,
}

/// A link of the navigation.
pub(crate) struct Section {
    pub label: String,
    pub href: String,
    pub current: bool,
}

/// The same page in the other language.
pub(crate) struct Other {
    pub lang: &'static str,
    pub label: String,
    pub href: String,
}

const SECTIONS: [(&str, &str); 5] = [
    ("page-home", "/"),
    ("page-figures", "/figures"),
    ("page-form_06a", "/figures/06a"),
    ("page-procedures", "/procedures"),
    ("page-about", "/about"),
];

impl Frame {
    pub fn new(visit: &Visit, title: &str) -> Self {
        let other = match visit.language {
            Language::Vietnamese => Language::English,
            Language::English => Language::Vietnamese,
        };
        let none = Params::default();
        let section = |(key, path): (&str, &str)| Section {
            label: visit.t(key),
            href: visit.link(path, &none),
            current: visit.path == path || (path == "/procedures" && visit.path.starts_with(path)),
        };
        let agency = visit.rules.agency.as_ref();
        Self {
            language: visit.language,
            lang: visit.language.code(),
            title: title.to_owned(),
            agency: agency.map(|agency| name(agency, visit.language)).unwrap_or_default(),
            banner: banner(visit),
            home: visit.link("/", &none),
            sections: SECTIONS.into_iter().map(section).collect(),
            other: Other {
                lang: other.code(),
                label: messages::text(other, "site-this_language", &[]),
                href: address::page(other, &visit.path, &visit.params),
            },
            style: assets::style_address(),
        }
    }

    /// A text without values.
    pub fn t(&self, key: &str) -> String {
        messages::text(self.language, key, &[])
    }
}

/// An agency's name in a language.
pub(crate) fn name(agency: &Agency, language: Language) -> String {
    match language {
        Language::Vietnamese => agency.name.clone(),
        Language::English => agency.name_en.clone(),
    }
}

fn banner(visit: &Visit) -> Option<String> {
    let Clock::Scenario(at) = visit.shared.site.clock else { return None };
    let zone = &visit.rules.deadline_calendar().zone;
    let at = messages::instant(visit.language, at, zone);
    Some(visit.say("site-scenario", &[("at", at.into())]))
}
