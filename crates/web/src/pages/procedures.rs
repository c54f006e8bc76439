//! The catalogue: every procedure in force with its duration, and one procedure with its steps, fees
//! and papers. Nothing is shown that the program does not count or charge.

use askama::Template;
use calendar::Day;
use rules::{Fee, Procedure};
use text::Language;
use text::fold::fold;
use text::sort::sort_key;

use crate::address::{Params, encode};
use crate::answer::{Answer, Error, html};
use crate::frame::Frame;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "procedures.html")]
struct Catalogue {
    frame: Frame,
    action: String,
    asked: String,
    found: String,
    fields: Vec<(String, Vec<Entry>)>,
}

struct Entry {
    name: String,
    code: String,
    href: String,
    duration: String,
    unit: String,
}

pub(crate) fn catalogue(visit: &Visit) -> Answer {
    let asked = visit.params.get("q").unwrap_or_default();
    let folded = fold(asked);
    let names = visit.names();
    let mut rules = in_force(visit);
    rules.retain(|rule| {
        let text = fold(&format!("{} {} {} {}", rule.code, rule.name, rule.name_en, rule.field));
        folded.split(' ').all(|word| text.contains(word))
    });
    rules.sort_by_cached_key(|rule| (sort_key(&rule.field), sort_key(&name(visit, rule))));
    let mut fields: Vec<(String, Vec<Entry>)> = Vec::new();
    let count = rules.len() as i64;
    for rule in rules {
        let entry = Entry {
            name: name(visit, rule),
            code: rule.code.clone(),
            href: visit.link(&format!("/procedures/{}", encode(&rule.code)), &Params::default()),
            duration: messages::duration(visit.language, rule.duration),
            unit: rule.answering_unit.as_deref().map(|unit| names.unit(unit)).unwrap_or_default(),
        };
        match fields.last_mut().filter(|(field, _)| *field == rule.field) {
            Some((_, entries)) => entries.push(entry),
            None => fields.push((rule.field.clone(), vec![entry])),
        }
    }
    html(&Catalogue {
        frame: Frame::new(visit, &visit.t("page-procedures")),
        action: visit.link("/procedures", &Params::default()),
        asked: asked.to_owned(),
        found: visit.say("procedures-found", &[("n", count.into())]),
        fields,
    })
}

/// Each procedure's version in force today; the agency's own first.
fn in_force(visit: &Visit) -> Vec<&Procedure> {
    let today: Day = visit.today();
    let mut codes: Vec<&str> =
        visit.rules.procedures.iter().map(|rule| rule.code.as_str()).collect();
    codes.dedup();
    codes.into_iter().filter_map(|code| visit.rules.procedure_on(code, today)).collect()
}

fn name(visit: &Visit, rule: &Procedure) -> String {
    pick(visit, &rule.name, Some(&rule.name_en))
}

fn pick(visit: &Visit, vi: &str, en: Option<&str>) -> String {
    match (visit.language, en) {
        (Language::English, Some(en)) if !en.is_empty() => en.to_owned(),
        _ => vi.to_owned(),
    }
}

#[derive(Template)]
#[template(path = "procedure.html")]
struct Page {
    frame: Frame,
    back: String,
    name: String,
    code: String,
    note: Option<String>,
    facts: Vec<(String, String)>,
    cases: Vec<(String, String)>,
    steps: Vec<(String, String, String)>,
    fees: Vec<(String, String, String)>,
    papers: Vec<(String, String)>,
    basis: Vec<String>,
    figures: String,
}

pub(crate) fn page(visit: &Visit) -> Answer {
    let missing = || Error::NoProcedure(visit.code.clone());
    let names = visit.names();
    let rule =
        visit.rules.procedure_on(&visit.code, visit.today()).or_else(|| names.rule(&visit.code));
    let rule = rule.ok_or_else(missing)?;
    let duration = |duration| messages::duration(visit.language, duration);
    let cases = rule
        .cases
        .iter()
        .map(|case| (pick(visit, &case.name, case.name_en.as_deref()), duration(case.duration)));
    let steps = rule.steps.iter().map(|step| {
        let unit = rule.unit_of(step).map(|unit| names.unit(unit)).unwrap_or_default();
        let budget = text::date::working_duration(step.budget_minutes, visit.language);
        (pick(visit, &step.name, Some(&step.name_en)), unit, budget)
    });
    let papers = rule.components.iter().map(|paper| {
        let name = pick(visit, &paper.name, paper.name_en.as_deref());
        let key = if paper.required { "procedures-required" } else { "procedures-if_any" };
        (name, visit.t(key))
    });
    html(&Page {
        frame: Frame::new(visit, &name(visit, rule)),
        back: visit.link("/procedures", &Params::default()),
        name: name(visit, rule),
        code: rule.code.clone(),
        note: rule.illustrative.then(|| visit.t("procedures-illustrative")),
        facts: facts(visit, rule),
        cases: cases.collect(),
        steps: steps.collect(),
        fees: rule.fees.iter().map(|fee| told(visit, fee)).collect(),
        papers: papers.collect(),
        basis: rule.legal_basis.clone(),
        figures: visit.link("/figures", &Params::default().with("procedure", &rule.code)),
    })
}

fn facts(visit: &Visit, rule: &Procedure) -> Vec<(String, String)> {
    let unit = rule.answering_unit.as_deref().map(|unit| visit.names().unit(unit));
    let rows = [
        ("procedures-duration", Some(messages::duration(visit.language, rule.duration))),
        ("word-field", Some(rule.field.clone())),
        ("procedures-unit", unit),
        ("procedures-online", Some(visit.t(&format!("online-{}", rule.online.code())))),
        ("procedures-result", Some(rule.result.clone())),
        ("procedures-from", Some(messages::date_of(rule.effective_from))),
        ("procedures-decision", rule.decision.clone()),
    ];
    rows.into_iter().filter_map(|(key, value)| Some((visit.t(key), value?))).collect()
}

/// A fee: name, amount, basis.
fn told(visit: &Visit, fee: &Fee) -> (String, String, String) {
    let amount = match fee.amount_vnd {
        None => visit.t("procedures-by_resolution"),
        Some(0) => visit.t("procedures-free"),
        Some(amount) => {
            let key = if fee.per.is_some() { "procedures-amount_per" } else { "procedures-amount" };
            let per = fee.per.clone().unwrap_or_default();
            visit.say(key, &[("amount", amount.into()), ("per", per.into())])
        }
    };
    (pick(visit, &fee.name, fee.name_en.as_deref()), amount, fee.basis.clone())
}
