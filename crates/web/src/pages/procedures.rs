//! The catalogue: searched by words, listed by field and by life event. One procedure's own page is
//! below. Nothing is shown that the program does not count or charge.

mod conditions;
pub(crate) mod fees;
pub(in crate::pages) mod hours;
mod one;
pub(in crate::pages) mod usual;

use askama::Template;
use rules::{MatchQuality, Online, Procedure};
use text::sort::sort_key;

use crate::address::{Params, encode};
use crate::answer::{Answer, html};
use crate::layout::Layout;
use crate::request_context::RequestContext;

pub(super) use hours::Hours;
pub(crate) use one::page;

/// Procedures on one page of a list.
const PAGE: usize = 50;
/// The heading over procedures that have only some of the words.
const PARTLY: &str = "catalogue-partly";
/// Near misses that are listed after better answers.
const NEAR: usize = 5;

#[derive(Template)]
#[template(path = "procedures.html")]
struct Catalogue {
    layout: Layout,
    action: String,
    asked: String,
    /// The heading of the list, where the address has a query.
    heading: Option<String>,
    text: String,
    /// Where to go with what another office does.
    elsewhere: Option<String>,
    groups: Vec<(String, Vec<Entry>)>,
    /// The key of the note on near matches, and the near matches.
    near: Option<(String, Vec<Entry>)>,
    place: Option<Place>,
    events: Vec<Pick>,
    fields: Vec<Pick>,
    all: String,
}

struct Entry {
    name: String,
    href: String,
    text: String,
    online: (&'static str, String),
}

/// A link with its description and the number of procedures that it lists.
pub(super) struct Pick {
    pub href: String,
    pub label: String,
    pub text: String,
    pub count: String,
}

/// The position of the page in a long list.
struct Place {
    text: String,
    before: Option<String>,
    after: Option<String>,
}

/// The query of the catalogue.
struct CatalogueQuery<'a> {
    words: &'a str,
    field: Option<&'a str>,
    event: Option<&'a rules::LifeEvent>,
    /// Whether anything was asked at all, "everything" included.
    any: bool,
}

pub(crate) fn catalogue(context: &RequestContext) -> Answer {
    let query = query_of(context);
    let (best, near) = matches(context, &query);
    let count = best.len();
    let (best, place) = if query.any { page_of(context, best) } else { (Vec::new(), None) };
    let groups = if query.any { grouped(context, &query, &best) } else { Vec::new() };
    let entries = |rules: &[&Procedure]| rules.iter().map(|rule| entry(context, rule)).collect();
    // The list helps after a mistyped letter; where nothing is found, other entries are offered.
    let browse = !query.any || (count == 0 && near.as_ref().is_none_or(|(key, _)| *key == PARTLY));
    let near = near.map(|(key, rules)| (context.text(key), entries(&rules)));
    let title = query.heading(context).unwrap_or_else(|| context.text("page-procedures"));
    let address = |name, value| context.link("/procedures", &Params::default().with(name, value));
    html(&Catalogue {
        layout: Layout::new(context, &title),
        action: address("", ""),
        elsewhere: other_authority(context, query.words),
        asked: query.words.to_owned(),
        text: query.describe(context, count, near.is_some()),
        heading: query.any.then_some(title),
        groups,
        near,
        place,
        events: if browse { events(context) } else { Vec::new() },
        fields: if browse { fields(context) } else { narrower(context, &query) },
        all: address("all", "1"),
    })
}

/// The authority that is competent for a query, where it is another.
pub(super) fn other_authority(context: &RequestContext, query: &str) -> Option<String> {
    let (phrase, elsewhere) = rules::other_authority(&context.rules, query)?;
    let place = context.language.choose(&elsewhere.authority, &elsewhere.authority_en).to_owned();
    Some(context.format("catalogue-elsewhere", &[("said", phrase.into()), ("place", place.into())]))
}

fn query_of(context: &RequestContext) -> CatalogueQuery<'_> {
    let id = context.params.get("event");
    let words = context.params.get("q").unwrap_or_default();
    let field = context.params.get("field");
    let event = context.rules.life_events.iter().find(|event| Some(event.id.as_str()) == id);
    let any = !words.is_empty()
        || field.is_some()
        || event.is_some()
        || context.params.get("all").is_some();
    CatalogueQuery { words, field, event, any }
}

impl CatalogueQuery<'_> {
    fn fits(&self, rule: &Procedure) -> bool {
        self.field.is_none_or(|field| field == rule.field)
            && self.event.is_none_or(|event| event.has(&rule.code))
    }

    /// The name of what is listed.
    fn heading(&self, context: &RequestContext) -> Option<String> {
        let event =
            self.event.map(|event| context.language.choose(&event.name, &event.name_en).to_owned());
        let named = event.or_else(|| self.field.map(|field| context.names().field(field)));
        match (named, self.words) {
            (named, "") => {
                named.or_else(|| self.any.then(|| context.text("catalogue-all_heading")))
            }
            (None, words) => Some(context.format("catalogue-heading", &[("asked", words.into())])),
            (Some(named), words) => {
                let values = [("asked", words.into()), ("within", named.into())];
                Some(context.format("catalogue-heading_within", &values))
            }
        }
    }

    fn describe(&self, context: &RequestContext, count: usize, near: bool) -> String {
        let n = i64::try_from(count).unwrap_or(i64::MAX);
        match count {
            _ if !self.any => context.format("catalogue-lead", &[("n", n.into())]),
            0 if near => context.text("catalogue-none"),
            0 => context.text("catalogue-nothing"),
            _ => context.format("catalogue-found", &[("n", n.into())]),
        }
    }
}

type Near<'a> = Option<(&'static str, Vec<&'a Procedure>)>;

/// The matches in order, and the near matches.
fn matches<'a>(
    context: &'a RequestContext,
    query: &CatalogueQuery<'_>,
) -> (Vec<&'a Procedure>, Near<'a>) {
    if query.words.is_empty() {
        let mut rules = context.rules.procedures_on(context.today()).collect::<Vec<_>>();
        rules.retain(|rule| query.fits(rule));
        match query.event {
            Some(event) => rules
                .sort_by_key(|rule| event.procedures.iter().position(|code| *code == rule.code)),
            None => rules
                .sort_by_cached_key(|rule| (sort_key(&rule.field), sort_key(&name(context, rule)))),
        }
        return (rules, None);
    }
    let hits = rules::search(&context.rules, query.words, context.today());
    let hits: Vec<_> = hits.into_iter().filter(|hit| query.fits(hit.procedure)).collect();
    let (best, near): (Vec<_>, Vec<_>) =
        hits.into_iter().partition(|hit| hit.quality < MatchQuality::Mistyped);
    let key = match near.first().map(|hit| hit.quality) {
        None => return (best.into_iter().map(|hit| hit.procedure).collect(), None),
        Some(MatchQuality::Partial) => PARTLY,
        Some(_) => "catalogue-near",
    };
    let rules = |hits: Vec<rules::Hit<'a>>| hits.into_iter().map(|hit| hit.procedure);
    let most = if best.is_empty() { PAGE } else { NEAR };
    (rules(best).collect(), Some((key, rules(near).take(most).collect())))
}

/// The page of a list that the address names.
fn page_of<'a>(
    context: &RequestContext,
    rules: Vec<&'a Procedure>,
) -> (Vec<&'a Procedure>, Option<Place>) {
    let pages = rules.len().div_ceil(PAGE).max(1);
    if pages == 1 {
        return (rules, None);
    }
    let page: usize = context.params.get("page").and_then(|page| page.parse().ok()).unwrap_or(1);
    let page = page.clamp(1, pages);
    let stored = context.params.only(&["q", "field", "event", "all"]);
    let link = |page: usize| context.link("/procedures", &stored.with("page", &page.to_string()));
    let values = [("page", page), ("pages", pages)]
        .map(|(name, n)| (name, i64::try_from(n).unwrap_or(i64::MAX).into()));
    let place = Place {
        text: context.format("catalogue-page", &values),
        before: (page > 1).then(|| link(page - 1)),
        after: (page < pages).then(|| link(page + 1)),
    };
    (rules.into_iter().skip((page - 1) * PAGE).take(PAGE).collect(), Some(place))
}

/// Groups the procedures by field where all or one field are listed; otherwise keeps the order of the
/// matches.
fn grouped(
    context: &RequestContext,
    query: &CatalogueQuery<'_>,
    rules: &[&Procedure],
) -> Vec<(String, Vec<Entry>)> {
    let by_field = query.words.is_empty() && query.event.is_none() && query.field.is_none();
    let mut groups: Vec<(String, Vec<Entry>)> = Vec::new();
    for rule in rules {
        let field = if by_field { rule.field.as_str() } else { "" };
        match groups.last_mut().filter(|(own, _)| own == field) {
            Some((_, entries)) => entries.push(entry(context, rule)),
            None => groups.push((field.to_owned(), vec![entry(context, rule)])),
        }
    }
    groups
        .into_iter()
        .map(|(field, entries)| match field.is_empty() {
            true => (field, entries),
            false => (context.names().field(&field), entries),
        })
        .collect()
}

fn entry(context: &RequestContext, rule: &Procedure) -> Entry {
    let unit = rule.answering_unit.as_deref().map(|unit| context.names().unit(unit));
    let parts =
        [Some(messages::duration(context.language, rule.duration)), unit, Some(rule.code.clone())];
    let tag = match rule.online {
        Online::None => "none",
        Online::Partial => "partial",
        Online::Full => "full",
        Online::Portal => "portal",
    };
    Entry {
        name: name(context, rule),
        href: context.link(&format!("/procedures/{}", encode(&rule.code)), &Params::default()),
        text: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        online: (tag, context.text(&format!("online-{tag}"))),
    }
}

/// The life events that have a procedure in force today.
pub(super) fn events(context: &RequestContext) -> Vec<Pick> {
    let today = context.today();
    let pick = |event: &rules::LifeEvent| {
        let current = event
            .procedures
            .iter()
            .filter(|code| context.rules.procedure_on(code, today).is_some());
        let count = current.count();
        (count > 0).then(|| Pick {
            href: context.link("/procedures", &Params::default().with("event", &event.id)),
            label: context.language.choose(&event.name, &event.name_en).to_owned(),
            text: context.language.choose(&event.help, &event.help_en).to_owned(),
            count: counted(context, count),
        })
    };
    context.rules.life_events.iter().filter_map(pick).collect()
}

/// Every field with the number of its procedures.
fn fields(context: &RequestContext) -> Vec<Pick> {
    let all = context.rules.procedures_on(context.today()).collect();
    by_field(context, "/procedures", all, &Params::default())
}

/// The fields among which the answer to words can be narrowed, where there are several.
fn narrower(context: &RequestContext, query: &CatalogueQuery<'_>) -> Vec<Pick> {
    if query.words.is_empty() || query.field.is_some() {
        return Vec::new();
    }
    let stored = context.params.only(&["q", "event"]);
    let picks = by_field(context, "/procedures", matches(context, query).0, &stored);
    if picks.len() > 1 { picks } else { Vec::new() }
}

/// The fields of some procedures, each with the number of these, as links to a page that takes one.
pub(super) fn by_field(
    context: &RequestContext,
    path: &str,
    mut rules: Vec<&Procedure>,
    params: &Params,
) -> Vec<Pick> {
    rules.sort_by_cached_key(|rule| sort_key(&rule.field));
    let same = rules.chunk_by(|a, b| a.field == b.field);
    let pick = |rules: &[&Procedure]| Pick {
        href: context.link(path, &params.with("field", &rules[0].field)),
        label: context.names().field(&rules[0].field),
        text: String::new(),
        count: counted(context, rules.len()),
    };
    same.map(pick).collect()
}

fn counted(context: &RequestContext, count: usize) -> String {
    let n = i64::try_from(count).unwrap_or(i64::MAX);
    context.format("catalogue-count", &[("n", n.into())])
}

/// The text with a capital first letter.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    first + letters.as_str()
}

fn name(context: &RequestContext, rule: &Procedure) -> String {
    context.language.choose(&rule.name, &rule.name_en).to_owned()
}
