//! The choice of a procedure: a search without diacritics, those of late first.

use askama::Template;
use office::{Order, Pick};
use rules::{Online, Procedure};
use text::fold::fold;
use text::sort::sort_key;

use super::{assists, own_page, pick};
use crate::address::Params;
use crate::answer::{Answer, Error, html, see};
use crate::frame::Frame;
use crate::pages::desk;
use crate::visit::Visit;

/// Receptions looked back at for the procedures used of late, and how many of these are shown.
const LATELY: usize = 200;
const RECENT: usize = 8;

#[derive(Template)]
#[template(path = "desk/choose.html")]
struct ChoosePage {
    frame: Frame,
    heading: String,
    action: String,
    asked: String,
    /// How many answer the search, where one was asked.
    found: Option<String>,
    recent: Vec<Choice>,
    fields: Vec<(String, Vec<Choice>)>,
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

pub(super) fn page(visit: &Visit) -> Answer {
    let asked = visit.params.get("q").unwrap_or_default();
    let folded = fold(asked);
    let mut rules = in_force(visit);
    let recent = if asked.is_empty() { recent(visit, &rules)? } else { Vec::new() };
    rules.retain(|rule| {
        let text = fold(&format!("{} {} {} {}", rule.code, rule.name, rule.name_en, rule.field));
        folded.split(' ').all(|word| text.contains(word))
    });
    if let ([only], false) = (rules.as_slice(), asked.is_empty()) {
        return see(&href(visit, only));
    }
    rules.sort_by_cached_key(|rule| (sort_key(&rule.field), sort_key(&rule.name)));
    let count = rules.len() as i64;
    let mut fields: Vec<(String, Vec<Choice>)> = Vec::new();
    for rule in rules {
        match fields.last_mut().filter(|(field, _)| *field == rule.field) {
            Some((_, choices)) => choices.push(choice(visit, rule)),
            None => fields.push((rule.field.clone(), vec![choice(visit, rule)])),
        }
    }
    let heading = visit.t(if assists(visit) { "page-assist" } else { "page-receive" });
    html(&ChoosePage {
        frame: Frame::new(visit, &heading),
        heading,
        action: visit.to(own_page(visit)),
        asked: asked.to_owned(),
        found: (!asked.is_empty()).then(|| visit.say("receive-found", &[("n", count.into())])),
        recent,
        fields,
        closed: desk::opens(visit).filter(|_| !assists(visit)),
        clock: desk::clock_page(visit),
    })
}

fn href(visit: &Visit, rule: &Procedure) -> String {
    visit.link(own_page(visit), &Params::default().with("procedure", &rule.code))
}

fn choice(visit: &Visit, rule: &Procedure) -> Choice {
    Choice {
        name: pick(visit, &rule.name, Some(&rule.name_en)),
        code: rule.code.clone(),
        href: href(visit, rule),
        duration: messages::duration(visit.language, rule.duration),
        one_act: rule.one_act,
    }
}

/// Each procedure's version in force today that the agency answers for.
fn in_force(visit: &Visit) -> Vec<&Procedure> {
    let today = visit.today();
    let mut codes: Vec<&str> = visit.rules.procedures.iter().map(|r| r.code.as_str()).collect();
    codes.dedup();
    let rules = codes.into_iter().filter_map(|code| visit.rules.procedure_on(code, today));
    // What cannot be filed online is brought to the desk by the citizen.
    let fits = |rule: &&Procedure| !assists(visit) || rule.online != Online::None;
    rules.filter(|rule| rule.answering_unit.is_some()).filter(fits).collect()
}

/// What this desk received of late, the last first.
fn recent(visit: &Visit, rules: &[&Procedure]) -> Result<Vec<Choice>, Error> {
    let pick = Pick {
        desk: Some(desk::officer(visit).unit),
        order: Order::Received,
        limit: LATELY,
        at: visit.now().0,
        ..Pick::default()
    };
    let mut known: Vec<&Procedure> = Vec::new();
    for row in visit.office().pick(&visit.who(), &pick)? {
        let rule = rules.iter().find(|rule| rule.code == row.procedure);
        if let Some(rule) = rule.filter(|rule| !known.iter().any(|had| had.code == rule.code)) {
            known.push(rule);
        }
        if known.len() == RECENT {
            break;
        }
    }
    Ok(known.into_iter().map(|rule| choice(visit, rule)).collect())
}
