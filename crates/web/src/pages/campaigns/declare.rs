//! The form by which a leader declares a campaign. The groups of units with their targets are lines
//! of text, read here.

use affairs::campaign::{Block, Declaration, Group, Part, Refusal};
use affairs::measure::{Baseline, Fraction, Indicator, Scope};
use app::{Failure, id_of_name};
use askama::Template;
use axum::http::StatusCode;
use text::Language;

use super::refusal_text;
use crate::address::Params;
use crate::answer::{Answer, html_with, see};
use crate::fields::{Choice, Fault, Field, Form, Kind};
use crate::layout::Layout;
use crate::pages::lead::complaints;
use crate::pages::lead::watches::field_choices;
use crate::request_context::RequestContext;

/// The tick that a campaign not yet started may be replaced; asked for only where there is one.
const REPLACE: &str = "replace";

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
    let (app, who, now) = (context.app(), context.who(), context.now());
    let in_place = !context.form.raw(REPLACE).is_empty();
    let done = app.declare_campaign(&who, (&id, declaration), in_place, key, now);
    match done {
        Ok(()) | Err(Failure::AlreadyDone { .. }) => {
            see(&context.confirmed("/campaigns", &Params::default().with("declared", "1")))
        }
        Err(Failure::NotCampaigned(refusal)) => {
            let field = match *refusal {
                Refusal::AlreadyDeclared(_) => REPLACE,
                _ => "name",
            };
            let faults = vec![Fault::new(field, refusal_text(context, &refusal))];
            show(context, StatusCode::CONFLICT, faults)
        }
        Err(failure) => Err(failure.into()),
    }
}

fn show(context: &RequestContext, status: StatusCode, faults: Vec<Fault>) -> Answer {
    let mut form = form(context);
    if faults.iter().any(|fault| fault.field == REPLACE) {
        let sure = Choice::new("1", context.text("declare-replace_sure"));
        form.fields.push(field(context, Kind::Tick, REPLACE).choices(vec![sure]).unmarked());
    }
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

fn field(context: &RequestContext, kind: Kind, name: &str) -> Field {
    Field::of_key(context, kind, name, &format!("declare-{name}"))
}

/// How a group is written, with the codes of the units.
fn units_hint(context: &RequestContext) -> String {
    let units = complaints::units(context);
    let units: Vec<String> =
        units.iter().map(|unit| format!("{} ({})", unit.value, unit.label)).collect();
    context.format("declare-units_hint", &[("units", units.join(", ").into())])
}

fn form(context: &RequestContext) -> Form {
    let field = |kind, name: &str| field(context, kind, name);
    let by_field = |name: &str| {
        let all = context.text("list-all");
        field(Kind::Select, name).choices(field_choices(context)).none_label(all).unmarked()
    };
    let fields = vec![
        field(Kind::Line, "name"),
        field(Kind::TypedDay, "from"),
        field(Kind::TypedDay, "to"),
        by_field("scope_field"),
        field(Kind::Lines, "scope_procedures").unmarked(),
        field(Kind::TypedDay, "baseline_from"),
        field(Kind::TypedDay, "baseline_to"),
        by_field("baseline_field"),
        field(Kind::Lines, "baseline_procedures").unmarked(),
        field(Kind::Lines, "units").hint(units_hint(context)),
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
    let groups = groups.iter().map(|text| {
        group(text).map_err(|Unread { part, given }| {
            let values = [("line", text.to_owned().into()), ("given", given.into())];
            Fault::new("units", context.format(&format!("declare-unread_{part}"), &values))
        })
    });
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

/// What of a line of units and targets does not read, with the words that show it.
#[derive(Debug, PartialEq, Eq)]
struct Unread {
    part: &'static str,
    given: String,
}

impl Unread {
    fn new(part: &'static str, given: &str) -> Self {
        Self { part, given: given.to_owned() }
    }
}

/// A group: `Khối phường; P26830, P26833; online 60 15 %; sessions 40 80 % 30`.
fn group(text: &str) -> Result<Group, Unread> {
    let mut parts = text.split(';').map(str::trim);
    let block = parts.next().unwrap_or_default().to_owned();
    let units = parts.next().ok_or_else(|| Unread::new("units", text))?;
    let units = units.split(',').map(str::trim).filter(|unit| !unit.is_empty());
    let units = units.map(str::to_owned).collect();
    let parts = parts.filter(|part| !part.is_empty()).map(part).collect::<Result<_, _>>()?;
    Ok(Group { block, units, parts })
}

/// A target: its name, weight, threshold and, of sessions, the goal.
fn part(text: &str) -> Result<Part, Unread> {
    let starts = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let spaced = text.replace('%', " % ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let named = words.iter().position(|word| starts(word)).unwrap_or(words.len());
    let name = words[..named].join(" ");
    let unread = |part, given: &str| Unread::new(part, if given.is_empty() { text } else { given });
    let indicator = indicator(&name).ok_or_else(|| unread("indicator", &name))?;
    let mut numbers = words[named..].iter().filter(|word| **word != "%");
    let mut next = || numbers.next().copied().unwrap_or_default();
    let (weight, threshold, goal) = (next(), next(), next());
    let rest = next();
    let weight = weight.parse().map_err(|_| unread("weight", weight))?;
    let threshold: Fraction = threshold.parse().map_err(|_| unread("threshold", threshold))?;
    let goal = match goal {
        "" => None,
        _ => Some(goal.parse().map_err(|_| unread("goal", goal))?),
    };
    match rest {
        "" => Ok(Part { indicator, scope: Scope::default(), goal, weight, threshold }),
        _ => Err(Unread::new("rest", rest)),
    }
}

/// The indicator of a word of the record, or of its name in either language.
fn indicator(name: &str) -> Option<Indicator> {
    let name = text::fold::fold(name);
    Indicator::ALL.iter().copied().find(|one| {
        let key = format!("indicator-{}", one.code());
        let in_words = [Language::Vietnamese, Language::English]
            .map(|language| text::fold::fold(&messages::text(language, &key, &[])));
        // Of sessions the first words are enough: the goal is a number of the line.
        let begins = |words: &String| !name.is_empty() && words.starts_with(&name);
        name == one.code()
            || in_words.contains(&name)
            || (*one == Indicator::Sessions && in_words.iter().any(begins))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_read_from_its_line() {
        let parsed = group("Khối phường; P26830, P26833; online 60 15 %; sessions 40 80% 30;");
        let parsed = parsed.ok().map(|group| {
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
        for (wrong, part, given) in [
            ("x", "units", "x"),
            ("x; A; nhanh 100 96 %", "indicator", "nhanh"),
            ("x; A; online 1oo 96 %", "weight", "1oo"),
            ("x; A; online 100 200 %", "threshold", "200"),
            ("x; A; online 100", "threshold", "online 100"),
            ("x; A; online 1 2 % ba", "goal", "ba"),
            ("x; A; online 1 2 % 3 4", "rest", "4"),
        ] {
            assert_eq!(group(wrong).err(), Some(Unread::new(part, given)), "{wrong}");
        }
        let named = |text| part(text).map(|part| part.indicator).ok();
        assert_eq!(named("Trước hạn và đúng hạn 100 96 %"), Some(Indicator::InTime));
        assert_eq!(named("nộp trực tuyến 60 15%"), Some(Indicator::Online));
        assert_eq!(named("buổi tư vấn 40 80 % 30"), Some(Indicator::Sessions));
        assert_eq!(named("Filed online 40 80 %"), Some(Indicator::Online));
    }

    #[test]
    fn a_block_is_read_with_its_places() {
        let parsed = block("Khối phòng: 2").map(|block| (block.name, block.places));
        assert_eq!(parsed, Some(("Khối phòng".into(), 2)));
        assert!(block("Khối phòng").is_none() && block(": 2").is_none() && block("x: y").is_none());
    }
}
