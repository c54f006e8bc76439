//! One procedure, whole: papers, where to file, what it costs, how long it may take and how long it
//! does, who does what, and the texts it rests on.

use askama::Template;
use calendar::Duration;
use rules::{Component, Online, Procedure, UnitKind, Unverified};

use super::hours::{Hours, example};
use super::{capital, conditions, fees, name, usual};
use crate::address::{Params, encode};
use crate::answer::{Answer, Error, html};
use crate::layout::Layout;
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "procedure.html")]
struct Page {
    layout: Layout,
    back: String,
    name: String,
    code: String,
    field: (String, String),
    notes: Vec<String>,
    /// The address of online filing, where this site offers it.
    file: Option<String>,
    online: String,
    facts: Vec<(String, String)>,
    /// The result of the procedure, in Vietnamese whatever the page's language.
    result: String,
    required: Vec<Paper>,
    optional: Vec<Paper>,
    desks: Vec<String>,
    hours: Option<Hours>,
    fees: Vec<fees::Description>,
    reliefs: Vec<fees::Description>,
    durations: Vec<Lasts>,
    example: Option<String>,
    usual: Vec<usual::Usual>,
    /// The course of the dossier after reception.
    course: String,
    steps: Vec<(String, String, String)>,
    figures: String,
    basis: Vec<String>,
    /// How long dossiers are kept.
    retention: String,
    origin: Vec<(String, String)>,
    source: Option<String>,
    /// What no source states.
    unverified: Vec<String>,
    data_note: Option<String>,
}

struct Paper {
    name: String,
    count: String,
}

/// A duration, of the procedure or of one of its cases.
struct Lasts {
    case: String,
    duration: String,
    due: String,
    /// The text that sets it, where it is of certain circumstances.
    basis: String,
}

pub(crate) fn page(context: &RequestContext) -> Answer {
    let names = context.names();
    let current = context.rules.procedure_on(&context.code, context.today());
    let rule = current.or_else(|| names.rule(&context.code));
    let rule = rule.ok_or_else(|| Error::NoProcedure(context.code.clone()))?;
    let (required, optional) = rule.components.iter().partition::<Vec<_>, _>(|one| one.required);
    let papers = |all: Vec<&Component>| all.into_iter().map(|one| paper(context, one)).collect();
    let none = Params::default();
    let notes = [
        current.is_none().then(|| context.text("procedure-not_now")),
        rule.illustrative.then(|| context.text("procedure-illustrative")),
    ];
    let received = current.and_then(|rule| example(context, rule.duration));
    html(&Page {
        layout: Layout::new(context, &name(context, rule)),
        back: context.link("/procedures", &none),
        name: name(context, rule),
        code: rule.code.clone(),
        field: (
            context.link("/procedures", &none.with("field", &rule.field)),
            names.field(&rule.field),
        ),
        notes: notes.into_iter().flatten().collect(),
        file: current.and_then(|rule| filing(context, rule)),
        online: online(context, rule),
        facts: facts(context, rule),
        result: rule.result.clone(),
        required: papers(required),
        optional: papers(optional),
        desks: desks(context),
        hours: Hours::of(context),
        fees: rule.fees.iter().map(|fee| fees::describe(context, rule, fee)).collect(),
        reliefs: rule
            .reliefs
            .iter()
            .map(|relief| fees::describe_relief(context, rule, relief))
            .collect(),
        durations: durations(context, rule, current.is_some()),
        example: received.map(|(at, _)| context.format("procedure-example", &[("at", at.into())])),
        usual: usual::of_procedure(context, rule)?,
        course: context.text(if rule.one_act {
            "procedure-one_act"
        } else {
            "procedure-steps_hint"
        }),
        steps: steps(context, rule),
        figures: context.link("/figures", &none.with("procedure", &rule.code)),
        basis: rule.legal_basis.clone(),
        retention: retention(context, rule),
        origin: origin(context, rule),
        source: rule.source.clone().filter(|source| source.starts_with("https://")),
        unverified: rule
            .unverified
            .iter()
            .map(|part| context.text(&format!("unverified-{}", part.code())))
            .collect(),
        data_note: rule.note.clone().filter(|_| rule.illustrative),
    })
}

/// How long dossiers are kept, and where that is not known, that they are kept.
fn retention(context: &RequestContext, rule: &Procedure) -> String {
    let Some(kept) = context.rules.retention(&rule.code) else {
        return context.text("procedure-retention_none");
    };
    let basis = ("basis", kept.basis.as_str().into());
    match kept.years {
        None => context.format("procedure-retention_permanent", &[basis]),
        Some(years) => {
            let years = ("years", i64::from(years).into());
            context.format("procedure-retention_years", &[years, basis])
        }
    }
}

/// The address at which the procedure is filed online here.
fn filing(context: &RequestContext, rule: &Procedure) -> Option<String> {
    let local = context.rules.agency.as_ref().is_some_and(|agency| agency.local_filing);
    let path = format!("/my/file/{}", encode(&rule.code));
    (local && rule.online.filed_here()).then(|| context.link(&path, &Params::default()))
}

/// Whether it is filed online, and where if not here.
fn online(context: &RequestContext, rule: &Procedure) -> String {
    let text = context.text(&format!("procedure-online_{}", rule.online.code()));
    let local = context.rules.agency.as_ref().is_some_and(|agency| agency.local_filing);
    match rule.online {
        Online::Partial | Online::Full if !local => {
            format!("{text} {}", context.text("procedure-online_elsewhere"))
        }
        _ => text,
    }
}

fn facts(context: &RequestContext, rule: &Procedure) -> Vec<(String, String)> {
    let unit = rule.answering_unit.as_deref().map(|unit| context.names().unit(unit));
    let applicants: Vec<String> = rule
        .applicants
        .iter()
        .map(|one| context.text(&format!("applicant-{}", one.code())))
        .collect();
    let duration = duration_text(context, rule, rule.duration);
    let duration = match rule.cases.is_empty() && rule.durations.is_empty() {
        true => duration,
        false => context.format("procedure-and_cases", &[("duration", duration.into())]),
    };
    let rows = [
        ("procedure-duration", Some(duration)),
        ("procedure-cost", Some(cost(context, rule))),
        ("procedure-applicants", Some(applicants.join(", "))),
        ("procedure-unit", unit),
        ("procedure-online", Some(context.text(&format!("online-{}", rule.online.code())))),
    ];
    rows.into_iter()
        .filter_map(|(key, value)| Some((context.text(key), capital(&value?))))
        .collect()
}

/// A duration of the procedure, and that no source states it with its unit where none does.
fn duration_text(context: &RequestContext, rule: &Procedure, duration: Duration) -> String {
    let text = messages::duration(context.language, duration);
    let parts = [Unverified::Duration, Unverified::DurationUnit];
    match parts.iter().any(|part| rule.unverified.contains(part)) {
        true => context.format("procedure-unverified_value", &[("value", text.into())]),
        false => text,
    }
}

/// The costs in a few words.
fn cost(context: &RequestContext, rule: &Procedure) -> String {
    let mut text: Vec<String> =
        rule.fees.iter().map(|fee| messages::fee_rule(context.language, fee)).collect();
    text.dedup();
    match text.as_slice() {
        [] => context.text("procedure-no_fees"),
        [one] => one.clone(),
        _ => context.text("procedure-see_fees"),
    }
}

fn paper(context: &RequestContext, paper: &Component) -> Paper {
    let counts = [
        ("paper-originals", paper.originals),
        ("paper-certified", paper.certified),
        ("paper-copies", paper.copies),
    ];
    let text = counts.into_iter().filter(|(_, n)| *n > 0);
    let text = text.map(|(key, n)| context.format(key, &[("n", i64::from(n).into())]));
    Paper { name: context.names().component(paper), count: text.collect::<Vec<_>>().join(", ") }
}

/// The desks that receive today.
fn desks(context: &RequestContext) -> Vec<String> {
    let units = context.rules.agency.iter().flat_map(|agency| &agency.units);
    let today = context.today();
    let desks = units.filter(|unit| unit.kind == UnitKind::Desk && unit.valid(today));
    desks.map(|unit| context.names().unit(&unit.code)).collect()
}

/// The usual duration and that of each case, each with the due of a dossier received next.
fn durations(context: &RequestContext, rule: &Procedure, current: bool) -> Vec<Lasts> {
    let lasts = |case: String, duration: Duration| Lasts {
        case,
        duration: duration_text(context, rule, duration),
        due: example(context, duration).filter(|_| current).map(|(_, due)| due).unwrap_or_default(),
        basis: String::new(),
    };
    let key = if rule.cases.is_empty() { "procedure-every_case" } else { "procedure-other_cases" };
    let cases = rule.cases.iter();
    let rules = rule.durations.iter().map(|one| {
        let when = conditions::condition_text(context, rule, &one.condition).unwrap_or_default();
        let when = capital(&when);
        match one.effect {
            rules::DurationEffect::Duration(duration) => {
                Lasts { basis: one.basis.clone(), ..lasts(when, duration) }
            }
            rules::DurationEffect::Addition(by) => {
                let by = messages::amount(context.language, by);
                Lasts {
                    case: when,
                    duration: context.format("procedure-longer", &[("by", by.into())]),
                    due: String::new(),
                    basis: one.basis.clone(),
                }
            }
        }
    });
    cases
        .map(|case| lasts(context.names().case(case), case.duration))
        .chain([lasts(context.text(key), rule.duration)])
        .chain(rules)
        .collect()
}

fn steps(context: &RequestContext, rule: &Procedure) -> Vec<(String, String, String)> {
    let step = |step: &rules::Step| {
        let unit = rule.unit_of(step).map(|unit| context.names().unit(unit)).unwrap_or_default();
        let budget = text::date::working_duration(step.budget_minutes, context.language);
        (context.language.choose(&step.name, &step.name_en).to_owned(), unit, budget)
    };
    rule.steps.iter().map(step).collect()
}

fn origin(context: &RequestContext, rule: &Procedure) -> Vec<(String, String)> {
    let rows = [
        ("procedure-from", Some(messages::date_of(rule.effective_from))),
        ("procedure-to", rule.effective_to.map(messages::date_of)),
        ("procedure-decision", rule.decision.clone()),
    ];
    rows.into_iter().filter_map(|(key, value)| Some((context.text(key), value?))).collect()
}
