//! The choice of a procedure: a search without diacritics, those of late first.

use app::{Order, Pick};
use askama::Template;
use rules::Procedure;
use text::sort::sort_key;

use super::{assists, own_page};
use crate::answer::{Answer, Error, html, see};
use crate::layout::Layout;
use crate::pages::{desk, procedures, queue};
use crate::request_context::RequestContext;

/// Receptions looked back at for the procedures used of late, and how many of these are shown.
const LATELY: usize = 200;
const RECENT: usize = 8;
/// The most procedures that are listed at once; of more, the fields are listed.
const LISTED: usize = 40;

#[derive(Template)]
#[template(path = "desk/choose.html")]
struct ChoosePage {
    layout: Layout,
    heading: String,
    action: String,
    asked: String,
    /// The dossier whose applicant is received again; empty for none.
    person_of: String,
    /// The number of matches, where a search was made.
    found: Option<String>,
    recent: Vec<Choice>,
    fields: Vec<(String, Vec<Choice>)>,
    /// The fields to choose from, where there are too many procedures for one list.
    picks: Vec<procedures::Pick>,
    /// The authority that is competent for the query, where it is another.
    elsewhere: Option<String>,
    closed: Option<String>,
    clock: Option<String>,
}

struct Choice {
    name: String,
    code: String,
    href: String,
    duration: String,
    one_act: bool,
}

/// The procedure that is meant: the only one, or the only one that holds the words as typed.
fn single_phrase_match<'a>(hits: &[rules::Hit<'a>]) -> Option<&'a Procedure> {
    let phrases = hits.iter().take_while(|hit| hit.quality == rules::MatchQuality::Phrase).count();
    (hits.len() == 1 || phrases == 1).then(|| hits[0].procedure)
}

pub(super) fn page(context: &RequestContext) -> Answer {
    let query = context.params.get("q").unwrap_or_default();
    let field = context.params.get("field").filter(|_| query.is_empty());
    let mut rules = in_force(context);
    let first = query.is_empty() && field.is_none();
    let recent = if first { recent(context, &rules)? } else { Vec::new() };
    let searched = !query.trim().is_empty();
    if searched {
        let hits = rules::search(&context.rules, query, context.today());
        let own =
            |hit: &rules::Hit<'_>| rules.iter().any(|rule| std::ptr::eq(*rule, hit.procedure));
        let hits: Vec<_> = hits.into_iter().filter(own).collect();
        if let Some(only) = single_phrase_match(&hits) {
            return see(&href(context, only));
        }
        rules = hits.into_iter().map(|hit| hit.procedure).collect();
    } else {
        rules.retain(|rule| field.is_none_or(|field| rule.field == field));
        rules.sort_by_cached_key(|rule| (sort_key(&rule.field), sort_key(&rule.name)));
    }
    let count = rules.len() as i64;
    let stored = context.params.only(&["person_of"]);
    let mut picks = Vec::new();
    if first && rules.len() > LISTED {
        picks = procedures::by_field(context, own_page(context), rules, &stored);
        rules = Vec::new();
    }
    let mut fields: Vec<(String, Vec<Choice>)> = Vec::new();
    for rule in rules {
        // What was found stands in the order of the search, not by field.
        let name = if searched { String::new() } else { context.names().field(&rule.field) };
        match fields.last_mut().filter(|(field, _)| *field == name) {
            Some((_, choices)) => choices.push(choice(context, rule)),
            None => fields.push((name, vec![choice(context, rule)])),
        }
    }
    let heading = context.text(if assists(context) { "page-assist" } else { "page-receive" });
    html(&ChoosePage {
        layout: queue::layout(context, &heading),
        heading,
        action: context.to(own_page(context)),
        asked: query.to_owned(),
        person_of: context.params.get("person_of").unwrap_or_default().to_owned(),
        found: (!first).then(|| context.format("receive-found", &[("n", count.into())])),
        recent,
        fields,
        picks,
        elsewhere: procedures::other_authority(context, query),
        closed: desk::opens(context).filter(|_| !assists(context)),
        clock: desk::clock_page(context),
    })
}

fn href(context: &RequestContext, rule: &Procedure) -> String {
    let params = context.params.only(&["person_of"]).with("procedure", &rule.code);
    context.link(own_page(context), &params)
}

fn choice(context: &RequestContext, rule: &Procedure) -> Choice {
    Choice {
        name: context.language.choose(&rule.name, &rule.name_en).to_owned(),
        code: rule.code.clone(),
        href: href(context, rule),
        duration: messages::duration(context.language, rule.duration),
        one_act: rule.one_act,
    }
}

/// The versions in force today of the procedures that the agency answers for.
fn in_force(context: &RequestContext) -> Vec<&Procedure> {
    let today = context.today();
    let mut codes: Vec<&str> = context.rules.procedures.iter().map(|r| r.code.as_str()).collect();
    codes.dedup();
    let rules = codes.into_iter().filter_map(|code| context.rules.procedure_on(code, today));
    // What cannot be filed online is brought to the desk by the citizen.
    let fits = |rule: &&Procedure| !assists(context) || rule.online.filed_here();
    rules.filter(|rule| rule.answering_unit.is_some()).filter(fits).collect()
}

/// The procedures that this desk received recently, the last first.
fn recent(context: &RequestContext, rules: &[&Procedure]) -> Result<Vec<Choice>, Error> {
    let pick = Pick {
        desk: Some(desk::officer(context).unit),
        order: Order::Received,
        limit: LATELY,
        at: context.now().0,
        ..Pick::default()
    };
    let mut procedures: Vec<&Procedure> = Vec::new();
    for row in context.app().pick(&context.who(), &pick)? {
        let rule = rules.iter().find(|rule| rule.code == row.procedure);
        if let Some(rule) = rule.filter(|rule| !procedures.iter().any(|had| had.code == rule.code))
        {
            procedures.push(rule);
        }
        if procedures.len() == RECENT {
            break;
        }
    }
    Ok(procedures.into_iter().map(|rule| choice(context, rule)).collect())
}
