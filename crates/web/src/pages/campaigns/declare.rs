//! The form by which a leader declares a campaign. The groups of units with their targets are lines
//! of text, read here.

use affairs::campaign::{Block, Declaration, Group, Part};
use affairs::measure::{Baseline, Fraction, Indicator, Scope};
use app::{Failure, id_of_name};
use askama::Template;
use axum::http::StatusCode;

use super::refusal_text;
use crate::address::Params;
use crate::answer::{Answer, html_with, see};
use crate::fields::{Fault, Field, Form, Kind};
use crate::layout::Layout;
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "campaigns/declare.html")]
struct Page {
    layout: Layout,
    heading: String,
    action: String,
    token: String,
    key: String,
    send: String,
    faults: Vec<Fault>,
    fields: Vec<Field>,
}

pub(crate) fn page(context: &RequestContext) -> Answer {
    show(context, StatusCode::OK, Vec::new())
}

pub(crate) fn send(context: &RequestContext) -> Answer {
    let form = form(context);
    let faults = form.check(context);
    if !faults.is_empty() {
        return show(context, StatusCode::UNPROCESSABLE_ENTITY, faults);
    }
    let declaration = match declaration(context, &form) {
        Ok(declaration) => declaration,
        Err(fault) => return show(context, StatusCode::UNPROCESSABLE_ENTITY, vec![fault]),
    };
    let id = id_of_name(&declaration.name, declaration.from);
    let key =
        context.command_key(format!("campaign/{}/{}", context.actor().id, context.form.raw("key")));
    let app = context.app();
    match app.declare_campaign(&context.who(), &id, declaration, key, context.now()) {
        Ok(()) | Err(Failure::AlreadyDone { .. }) => {
            see(&context.confirmed("/campaigns", &Params::default().with("declared", "1")))
        }
        Err(Failure::NotCampaigned(refusal)) => {
            let faults = vec![Fault::new("name", refusal_text(context, &refusal))];
            show(context, StatusCode::CONFLICT, faults)
        }
        Err(failure) => Err(failure.into()),
    }
}

fn show(context: &RequestContext, status: StatusCode, faults: Vec<Fault>) -> Answer {
    let mut form = form(context);
    form.mark(&faults);
    let heading = context.text("page-campaign_new");
    let page = Page {
        layout: Layout::new(context, &heading),
        heading,
        action: context.to("/campaigns/new"),
        token: context.token()?,
        key: context.random_text(),
        send: context.text("declare-send"),
        faults,
        fields: form.fields,
    };
    html_with(status, &page)
}

fn form(context: &RequestContext) -> Form {
    let field = |kind, name: &str| Field::of_key(context, kind, name, &format!("declare-{name}"));
    let fields = vec![
        field(Kind::Line, "name"),
        field(Kind::TypedDay, "from"),
        field(Kind::TypedDay, "to"),
        field(Kind::Line, "scope_field").unmarked(),
        field(Kind::Lines, "scope_procedures").unmarked(),
        field(Kind::TypedDay, "baseline_from"),
        field(Kind::TypedDay, "baseline_to"),
        field(Kind::Line, "baseline_field").unmarked(),
        field(Kind::Lines, "baseline_procedures").unmarked(),
        field(Kind::Lines, "units"),
        field(Kind::Lines, "commend"),
    ];
    let mut form = Form::new(context.zone(), fields);
    form.fill(&context.form);
    form
}

fn declaration(context: &RequestContext, form: &Form) -> Result<Declaration, Fault> {
    let line = |field: &str, line: &str| {
        let message = context.format("declare-line", &[("line", line.to_owned().into())]);
        Fault::new(field, message)
    };
    let groups = form.lines("units");
    let groups = groups.iter().map(|text| group(text).ok_or_else(|| line("units", text)));
    let blocks = form.lines("commend");
    let blocks = blocks.iter().map(|text| block(text).ok_or_else(|| line("commend", text)));
    let scope = |name: &str| Scope {
        field: form.filled(&format!("{name}_field")),
        procedures: form.lines(&format!("{name}_procedures")),
    };
    let day = |name: &str| form.day(name).unwrap_or_else(|| context.today());
    Ok(Declaration {
        name: form.text("name"),
        name_en: String::new(),
        from: day("from"),
        to: day("to"),
        scope: scope("scope"),
        indicators: vec![Indicator::Finished, Indicator::InTime],
        baseline: Baseline {
            from: day("baseline_from"),
            to: day("baseline_to"),
            scope: scope("baseline"),
        },
        blocks: blocks.collect::<Result<_, _>>()?,
        groups: groups.collect::<Result<_, _>>()?,
    })
}

/// A block and its number of places: `Khối phòng: 2`.
fn block(text: &str) -> Option<Block> {
    let (name, places) = text.rsplit_once(':')?;
    let name = name.trim().to_owned();
    let places = places.trim().parse().ok()?;
    (!name.is_empty()).then(|| Block { code: name.clone(), name, name_en: String::new(), places })
}

/// A group: `Khối phường; P26830, P26833; online 60 15 %; sessions 40 80 % 30`.
fn group(text: &str) -> Option<Group> {
    let mut parts = text.split(';').map(str::trim);
    let (block, units) = (parts.next()?.to_owned(), parts.next()?);
    let units = units.split(',').map(str::trim).filter(|unit| !unit.is_empty());
    let units = units.map(str::to_owned).collect();
    let parts = parts.filter(|part| !part.is_empty()).map(part).collect::<Option<_>>()?;
    Some(Group { block, units, parts })
}

/// A target: its name, weight, threshold and, of sessions, the goal.
fn part(text: &str) -> Option<Part> {
    let text = text.replace('%', " ");
    let mut words = text.split_whitespace();
    let indicator = Indicator::of(words.next()?)?;
    let weight = words.next()?.parse().ok()?;
    let threshold: Fraction = words.next()?.parse().ok()?;
    let goal = words.next().map(|goal| goal.parse().ok());
    if words.next().is_some() || goal == Some(None) {
        return None;
    }
    Some(Part { indicator, scope: Scope::default(), goal: goal.flatten(), weight, threshold })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_read_from_its_line() {
        let parsed = group("Khối phường; P26830, P26833; online 60 15 %; sessions 40 80% 30;");
        let parsed = parsed.map(|group| {
            let parts = group
                .parts
                .into_iter()
                .map(|part| (part.indicator, part.weight, part.threshold.to_string(), part.goal));
            (group.block, group.units.join(" "), parts.collect::<Vec<_>>())
        });
        let parts = vec![
            (Indicator::Online, 60, "1500/10000".to_owned(), None),
            (Indicator::Sessions, 40, "8000/10000".to_owned(), Some(30)),
        ];
        assert_eq!(parsed, Some(("Khối phường".into(), "P26830 P26833".into(), parts)));
        for wrong in ["", "x", "x; A; speed 100 96 %", "x; A; online 100", "x; A; online 1 2 % 3 4"]
        {
            let parts = group(wrong).map(|group| group.parts);
            assert!(parts.is_none_or(|parts| parts.is_empty()), "{wrong}");
        }
    }

    #[test]
    fn a_block_is_read_with_its_places() {
        let parsed = block("Khối phòng: 2").map(|block| (block.name, block.places));
        assert_eq!(parsed, Some(("Khối phòng".into(), 2)));
        assert!(block("Khối phòng").is_none() && block(": 2").is_none() && block("x: y").is_none());
    }
}
