//! The initiatives of the units: owner, steps, the effect as it is measured; the form that proposes
//! one and the buttons that mark steps. Measures nothing.

use affairs::initiative::{Initiative, Measure, Proposal, Refusal};
use affairs::measure::{Baseline, Indicator, Scope};
use app::{Failure, Right, allow, id_of_name};
use askama::Template;
use axum::http::StatusCode;
use dossier::Role;

use super::campaigns::Ground;
use super::campaigns::one::{difference, measured};
use super::lead::{officers, watches::field_choices};
use crate::address::Params;
use crate::answer::{Answer, Error, html_with, see};
use crate::fields::{Choice, Fault, Field, Form, Kind};
use crate::layout::Layout;
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "campaigns/initiatives.html")]
struct Page {
    layout: Layout,
    heading: String,
    action: String,
    token: String,
    faults: Vec<Fault>,
    done: Option<String>,
    initiatives: Vec<Shown>,
    /// The form of a proposal, for heads and leaders.
    propose: Option<Propose>,
}

struct Propose {
    key: String,
    fields: Vec<Field>,
}

/// An initiative on the page.
struct Shown {
    id: String,
    name: String,
    owner: String,
    steps: Vec<Step>,
    effect: Vec<String>,
}

struct Step {
    number: usize,
    text: String,
    done: Option<String>,
    /// The key of the button, for those who may mark it.
    key: Option<String>,
}

pub(crate) fn page(context: &RequestContext) -> Answer {
    show(context, StatusCode::OK, Vec::new())
}

pub(crate) fn send(context: &RequestContext) -> Answer {
    let key = context.command_key(format!(
        "initiative/{}/{}",
        context.actor().id,
        context.form.raw("key")
    ));
    let (app, who, now) = (context.app(), context.who(), context.now());
    let done = match context.form.raw("what") {
        "step" => {
            let step = context.form.raw("step").parse().map_err(|_| Error::BadForm)?;
            app.do_initiative_step(&who, context.form.raw("id"), step, key, now)
        }
        _ => {
            let form = form(context);
            let faults = form.check(context);
            if !faults.is_empty() {
                return show(context, StatusCode::UNPROCESSABLE_ENTITY, faults);
            }
            let proposal = proposal(context, &form);
            let id = id_of_name(&proposal.name, proposal.measure.from);
            app.propose_initiative(&who, &id, proposal, key, now)
        }
    };
    match done {
        Ok(()) | Err(Failure::AlreadyDone { .. }) => {
            see(&context.confirmed("/initiatives", &Params::default().with("done", "1")))
        }
        Err(Failure::NotInitiated(refusal)) => {
            let faults = vec![Fault::new("name", refusal_text(context, refusal))];
            show(context, StatusCode::CONFLICT, faults)
        }
        Err(failure) => Err(failure.into()),
    }
}

fn show(context: &RequestContext, status: StatusCode, faults: Vec<Fault>) -> Answer {
    let ground = Ground::read(context)?;
    let register = ground.figures.register.clone();
    let all = context.app().ask(|inquiry| inquiry.initiatives(&register))?;
    let initiatives = all.iter().rev();
    let initiatives = initiatives.map(|(id, one)| shown(context, &ground, id, one));
    let mut form = form(context);
    form.mark(&faults);
    let leads = allow(&context.who(), Right::Lead).is_ok();
    let heading = context.text("page-initiatives");
    let page = Page {
        layout: Layout::new(context, &heading),
        heading,
        action: context.to("/initiatives"),
        token: context.token()?,
        faults,
        done: (!context.confirmation("done").is_empty()).then(|| context.text("initiative-done")),
        initiatives: initiatives.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect(),
        propose: leads.then(|| Propose { key: context.random_text(), fields: form.fields }),
    };
    html_with(status, &page)
}

fn shown(
    context: &RequestContext,
    ground: &Ground,
    id: &str,
    one: &Initiative,
) -> Result<Option<Shown>, Error> {
    let Some(proposal) = &one.proposal else { return Ok(None) };
    let (names, actor) = (context.names(), context.actor());
    let leads = actor.role == Role::Leader
        || (actor.role == Role::Head && actor.unit == proposal.unit)
        || actor.id == proposal.owner;
    let values = [
        ("unit", names.unit(&proposal.unit).into()),
        ("owner", names.officer(&proposal.owner).into()),
    ];
    let zone = &context.rules.deadline_calendar().zone;
    let steps = proposal.steps.iter().zip(&one.done).zip(1..);
    let steps = steps.map(|((text, at), number)| Step {
        number,
        text: text.clone(),
        done: at.map(|at| {
            let day = messages::date_of(zone.day(at));
            context.format("initiative-step_done", &[("day", day.into())])
        }),
        key: (leads && at.is_none()).then(|| context.random_text()),
    });
    Ok(Some(Shown {
        id: id.to_owned(),
        name: proposal.name.clone(),
        owner: context.format("initiative-owner", &values),
        steps: steps.collect(),
        effect: effect(context, ground, &proposal.measure)?,
    }))
}

/// The effect in sentences.
fn effect(
    context: &RequestContext,
    ground: &Ground,
    measure: &Measure,
) -> Result<Vec<String>, Error> {
    let compared = ground.figures.effect(measure, ground.as_of)?;
    let day = messages::date_of;
    let values = [
        ("indicator", context.text(&format!("indicator-{}", measure.indicator.code())).into()),
        ("from", day(measure.from).into()),
        ("to", day(measure.to).into()),
        ("now", measured(context, &compared.now).into()),
        ("then", measured(context, &compared.baseline).into()),
        ("baseline_from", day(measure.baseline.from).into()),
        ("baseline_to", day(measure.baseline.to).into()),
    ];
    let mut sentences = vec![context.format("initiative-effect", &values)];
    sentences.extend(compared.difference.as_ref().map(|change| {
        let decimal = |text: &String| text::number::decimal(text, context.language);
        let values = [
            ("points", decimal(&change.points).into()),
            ("low", decimal(&change.interval.0).into()),
            ("high", decimal(&change.interval.1).into()),
        ];
        context.format("initiative-change", &values)
    }));
    sentences.extend(compared.like_for_like.map(|(like, change)| {
        let then = measured(context, &like);
        let sentence = context.format("initiative-like", &[("then", then.into())]);
        format!("{sentence} {}", difference(context, change.as_ref()))
    }));
    Ok(sentences)
}

fn form(context: &RequestContext) -> Form {
    let actor = context.actor();
    let own = actor.role == Role::Head;
    let owners = officers::choices(context, |officer| !own || officer.unit == actor.unit);
    let indicators = Indicator::ALL.iter().filter(|one| **one != Indicator::Sessions);
    let indicators = indicators
        .map(|one| Choice::new(one.code(), context.text(&format!("indicator-{}", one.code()))));
    let field = |kind, name: &str, key: &str| Field::of_key(context, kind, name, key);
    let select = |name: &str, key: &str| {
        field(Kind::Select, name, key).none_label(context.text("lead-choose"))
    };
    let by_field = |name: &str, key: &str| {
        let all = context.text("list-all");
        field(Kind::Select, name, key).choices(field_choices(context)).none_label(all).unmarked()
    };
    let fields = vec![
        field(Kind::Line, "name", "initiative-name"),
        select("owner", "initiative-owner_field").choices(owners),
        field(Kind::Lines, "steps", "initiative-steps"),
        select("indicator", "initiative-indicator").choices(indicators.collect()),
        field(Kind::TypedDay, "from", "declare-from"),
        field(Kind::TypedDay, "to", "declare-to"),
        by_field("scope_field", "declare-scope_field"),
        field(Kind::Lines, "scope_procedures", "declare-scope_procedures").unmarked(),
        field(Kind::TypedDay, "baseline_from", "declare-baseline_from"),
        field(Kind::TypedDay, "baseline_to", "declare-baseline_to"),
        by_field("baseline_field", "declare-baseline_field"),
        field(Kind::Lines, "baseline_procedures", "declare-baseline_procedures").unmarked(),
    ];
    let mut form = Form::new(context.zone(), fields);
    if context.form.raw("what") == "propose" {
        form.fill(&context.form);
    }
    form
}

fn proposal(context: &RequestContext, form: &Form) -> Proposal {
    let scope = |name: &str| Scope {
        field: form.filled(&format!("{name}_field")),
        procedures: form.lines(&format!("{name}_procedures")),
    };
    let day = |name: &str| form.day(name).unwrap_or_else(|| context.today());
    let owner = form.text("owner");
    let unit = context.rules.officer(&owner).map(|officer| officer.unit.clone());
    Proposal {
        name: form.text("name"),
        unit: unit.unwrap_or_default(),
        owner,
        steps: form.lines("steps"),
        measure: Measure {
            indicator: Indicator::of(&form.text("indicator")).unwrap_or(Indicator::InTime),
            from: day("from"),
            to: day("to"),
            scope: scope("scope"),
            baseline: Baseline {
                from: day("baseline_from"),
                to: day("baseline_to"),
                scope: scope("baseline"),
            },
        },
        campaign: None,
    }
}

fn refusal_text(context: &RequestContext, why: Refusal) -> String {
    let zone = &context.rules.deadline_calendar().zone;
    let day = match why {
        Refusal::AlreadyDone(at) => messages::date_of(zone.day(at)),
        _ => String::new(),
    };
    context.format(&format!("initiative-why_{}", why.code()), &[("day", day.into())])
}

#[test]
fn every_refusal_has_its_words() {
    for why in Refusal::ALL {
        let key = format!("initiative-why_{}", why.code());
        for language in [text::Language::Vietnamese, text::Language::English] {
            assert!(!messages::text(language, &key, &[]).starts_with('['), "{key}");
        }
    }
}
