//! The layout of every page: emblem, agency, navigation, language switch, the scenario's clock. The
//! module must not know the content of pages.

use app::{Who, allow};
use dossier::RuleSet;
use rules::Agency;
use text::Language;

use crate::address::{self, Params};
use crate::assets;
use crate::display::{Colours, Display, TextSize};
use crate::refused_forms::REFILL_PARAMETER;
use crate::request_context::RequestContext;
use crate::{Clock, FooterGroup, Pages};

/// The keyboard shortcuts of `static/script.js`, with the keys of their texts.
const KEYS: [(&str, &str); 9] = [
    ("?", "keys-list"),
    ("/", "keys-search"),
    ("j", "keys-next_row"),
    ("k", "keys-previous_row"),
    ("x", "keys-tick"),
    ("a", "keys-tick_all"),
    ("n", "keys-next_dossier"),
    ("s", "keys-suggested"),
    ("1 – 9", "keys-tab"),
];

/// The layout of a page.
pub struct Layout {
    language: Language,
    rule_set: RuleSet,
    pub lang: &'static str,
    pub title: String,
    /// Whether search engines must leave the page out, because it belongs to one person.
    pub not_indexed: bool,
    pub agency: String,
    /// The text of the scenario's clock, in a folder with a scenario.
    pub banner: Option<String>,
    pub home: String,
    pub sections: Vec<Section>,
    /// The links of the footer, by heading.
    pub footer: Vec<(String, Vec<Section>)>,
    /// The signed-in person, with the form to sign out.
    pub person: Option<Person>,
    pub other: OtherLanguageLink,
    pub display: DisplayControls,
    pub style: String,
    pub script: String,
    /// The notices on a page that shows a refused form with its input.
    pub notices: Vec<String>,
    /// The address of this page with the input of a refused form, if such input is stored.
    pub entered: Option<String>,
    /// Whether the page has keyboard shortcuts, which are listed at its end.
    pub keys: bool,
}

/// The signed-in person, for the header of every page.
pub struct Person {
    pub name: String,
    pub account: Option<String>,
    pub sign_out: String,
    pub token: String,
}

fn person(context: &RequestContext) -> Option<Person> {
    let (name, account) = match context.who() {
        Who::Anonymous => return None,
        Who::Citizen { .. } => (context.text("role-citizen"), None),
        Who::Officer { name, .. } => (name, Some(context.to("/account"))),
    };
    // If the server's key cannot be read, the form to sign out is missing; the page reports the
    // error.
    let token = context.token().ok()?;
    Some(Person { name, account, sign_out: context.to("/sign-out"), token })
}

/// A link of the navigation.
pub struct Section {
    pub label: String,
    pub href: String,
    pub current: bool,
    /// The number of dossiers that wait at the link.
    pub waiting: Option<String>,
}

/// The same page in the other language.
pub struct OtherLanguageLink {
    pub lang: &'static str,
    pub label: String,
    pub href: String,
}

/// The controls of text size and colours.
pub struct DisplayControls {
    /// The classes of the page for what is chosen; empty where nothing is.
    pub classes: String,
    pub action: String,
    /// The address of this page.
    pub back: String,
    /// (name, heading, choices).
    pub groups: [(&'static str, String, Vec<DisplayChoice>); 2],
}

/// The address of this page; the home page's where this one answers a form only.
fn back(context: &RequestContext) -> String {
    let mut routes = context.shared.pages.routes.iter();
    let route = routes.find(|route| route.parts(&context.path).is_some());
    match context.posted && route.is_some_and(|route| !route.gets()) {
        true => context.to("/"),
        false => address::page(context.language, &context.path, &context.params),
    }
}

/// One size or one set of colours.
pub struct DisplayChoice {
    pub code: &'static str,
    pub label: String,
    pub chosen: bool,
}

impl DisplayControls {
    fn new(context: &RequestContext) -> Self {
        let Display { text_size, colours } = context.display;
        let choice = |code: &'static str, chosen| {
            let label = context.text(&format!("display-{code}"));
            DisplayChoice { code, label, chosen }
        };
        let sizes = TextSize::ALL.map(|size| choice(size.code(), size == text_size));
        let themes = Colours::ALL.map(|one| choice(one.code(), one == colours));
        let mut classes = Vec::new();
        if text_size != TextSize::default() {
            classes.push(format!("text-{}", text_size.code()));
        }
        if colours != Colours::default() {
            classes.push(format!("colours-{}", colours.code()));
        }
        Self {
            classes: classes.join(" "),
            action: context.to("/display"),
            back: back(context),
            groups: [
                ("text_size", context.text("display-text_size"), sizes.into()),
                ("colours", context.text("display-colours"), themes.into()),
            ],
        }
    }
}

/// Whether the page of a path belongs to a section of the navigation.
fn within(pages: &Pages, section: &str, path: &str) -> bool {
    let own = pages.footer.iter().flat_map(|(_, links)| *links).any(|(_, own)| *own == path);
    let rest = path.strip_prefix(section).filter(|_| section != "/" && !own);
    rest.is_some_and(|rest| rest.starts_with('/'))
}

impl Layout {
    pub fn new(context: &RequestContext, title: &str) -> Self {
        let other = match context.language {
            Language::Vietnamese => Language::English,
            Language::English => Language::Vietnamese,
        };
        let none = Params::default();
        let who = context.who();
        let pages = &context.shared.pages;
        let shown = pages.sections.iter().filter(|(_, path, right)| {
            let only_for_visitors = *path == "/track" && who != Who::Anonymous;
            // Officers reach the home page by the emblem, because their row of links is long.
            let only_for_public = *path == "/" && matches!(who, Who::Officer { .. });
            let may = allow(&who, *right).is_ok() && pages.may_open(&who, path);
            may && !only_for_visitors && !only_for_public
        });
        let section = |key: &str, path: &str| Section {
            label: context.text(key),
            href: context.link(path, &none),
            current: context.path == *path || within(pages, path, &context.path),
            waiting: (pages.waiting)(context, path),
        };
        let group = |(heading, links): &FooterGroup| {
            let links = links.iter().filter(|(_, path)| pages.may_open(&who, path));
            let links: Vec<_> = links.map(|(key, path)| section(key, path)).collect();
            (!links.is_empty()).then(|| (context.text(heading), links))
        };
        let agency = context.rules.agency.as_ref();
        let refilled = context.refill_notice.clone();
        let files = (refilled.is_some() && context.files_unread)
            .then(|| context.text("carried-choose_files"));
        Self {
            language: context.language,
            rule_set: context.rule_set(None),
            lang: context.language.code(),
            title: title.to_owned(),
            not_indexed: context.is_not_indexed(),
            agency: agency.map(|agency| name(agency, context.language)).unwrap_or_default(),
            banner: banner(context),
            entered: refill_address(context),
            notices: refilled.into_iter().chain(files).collect(),
            home: context.link("/", &none),
            sections: shown.map(|(key, path, _)| section(key, path)).collect(),
            footer: pages.footer.iter().filter_map(group).collect(),
            person: person(context),
            other: OtherLanguageLink {
                lang: other.code(),
                label: messages::text(other, "site-this_language", &[]),
                href: address::page(other, &context.path, &context.params),
            },
            display: DisplayControls::new(context),
            style: assets::style_address(),
            script: assets::script_address(),
            keys: context.is_officer(),
        }
    }

    /// The address of a page in this language.
    pub fn to(&self, path: &str) -> String {
        address::page(self.language, path, &Params::default())
    }

    /// The keyboard shortcuts, with their texts.
    pub fn key_names(&self) -> [(&'static str, String); 9] {
        KEYS.map(|(key, text)| (key, self.text(text)))
    }

    /// The text of a key without values.
    pub fn text(&self, key: &str) -> String {
        messages::text(self.language, key, &[messages::naming(self.rule_set)])
    }
}

/// The name of an agency in a language.
pub fn name(agency: &Agency, language: Language) -> String {
    language.choose(&agency.name, &agency.name_en).to_owned()
}

fn banner(context: &RequestContext) -> Option<String> {
    let Clock::Scenario(_) = context.shared.site.clock else { return None };
    let at = context.now();
    let zone = &context.rules.deadline_calendar().zone;
    let at = messages::instant(context.language, at, zone);
    Some(context.format("site-scenario", &[("at", at.into())]))
}

/// The address of this page with the input of a refused form, if such input is stored.
fn refill_address(context: &RequestContext) -> Option<String> {
    if context.posted {
        return None;
    }
    let kept = context.shared.refused_forms.of(context)?;
    Some(context.link(&context.path, &kept.params.with(REFILL_PARAMETER, "1")))
}
