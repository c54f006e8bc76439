//! One procedure, whole: papers, where to file, what it costs, how long it may take and how long it
//! does, who does what, and the texts it rests on.

use askama::Template;
use calendar::Duration;
use indicators::responsibility::Times;
use rules::{Component, Online, Procedure, UnitKind};

use super::hours::{Hours, example};
use super::{capital, fees, name, pick};
use crate::address::{Params, encode};
use crate::answer::{Answer, Error, html};
use crate::frame::Frame;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "procedure.html")]
struct Page {
    frame: Frame,
    back: String,
    name: String,
    code: String,
    field: (String, String),
    notes: Vec<String>,
    /// Where it is filed online, if that can be done here.
    file: Option<String>,
    online: String,
    facts: Vec<(String, String)>,
    /// In Vietnamese whatever the page's language.
    result: String,
    required: Vec<Paper>,
    optional: Vec<Paper>,
    desks: Vec<String>,
    hours: Option<Hours>,
    fees: Vec<fees::Told>,
    durations: Vec<Lasts>,
    example: Option<String>,
    usual: Usual,
    /// What happens after reception.
    course: String,
    steps: Vec<(String, String, String)>,
    figures: String,
    basis: Vec<String>,
    origin: Vec<(String, String)>,
    source: Option<String>,
    told_of_data: Option<String>,
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
}

/// How long it really takes, where enough dossiers say so.
struct Usual {
    told: String,
    rows: Vec<(String, String)>,
}

pub(crate) fn page(visit: &Visit) -> Answer {
    let names = visit.names();
    let current = visit.rules.procedure_on(&visit.code, visit.today());
    let rule = current.or_else(|| names.rule(&visit.code));
    let rule = rule.ok_or_else(|| Error::NoProcedure(visit.code.clone()))?;
    let (required, optional) = rule.components.iter().partition::<Vec<_>, _>(|one| one.required);
    let papers = |all: Vec<&Component>| all.into_iter().map(|one| paper(visit, one)).collect();
    let none = Params::default();
    let notes = [
        current.is_none().then(|| visit.t("procedure-not_now")),
        rule.illustrative.then(|| visit.t("procedure-illustrative")),
    ];
    let received = current.and_then(|rule| example(visit, rule.duration));
    html(&Page {
        frame: Frame::new(visit, &name(visit, rule)),
        back: visit.link("/procedures", &none),
        name: name(visit, rule),
        code: rule.code.clone(),
        field: (visit.link("/procedures", &none.with("field", &rule.field)), rule.field.clone()),
        notes: notes.into_iter().flatten().collect(),
        file: current.and_then(|rule| filing(visit, rule)),
        online: online(visit, rule),
        facts: facts(visit, rule),
        result: rule.result.clone(),
        required: papers(required),
        optional: papers(optional),
        desks: desks(visit),
        hours: Hours::of(visit),
        fees: rule.fees.iter().map(|fee| fees::told(visit, fee)).collect(),
        durations: durations(visit, rule, current.is_some()),
        example: received.map(|(at, _)| visit.say("procedure-example", &[("at", at.into())])),
        usual: usual(visit, rule)?,
        course: visit.t(if rule.one_act { "procedure-one_act" } else { "procedure-steps_hint" }),
        steps: steps(visit, rule),
        figures: visit.link("/figures", &none.with("procedure", &rule.code)),
        basis: rule.legal_basis.clone(),
        origin: origin(visit, rule),
        source: rule.source.clone().filter(|source| source.starts_with("https://")),
        told_of_data: rule.note.clone().filter(|_| rule.illustrative),
    })
}

/// The address at which the procedure is filed online here.
fn filing(visit: &Visit, rule: &Procedure) -> Option<String> {
    let local = visit.rules.agency.as_ref().is_some_and(|agency| agency.local_filing);
    let path = format!("/my/file/{}", encode(&rule.code));
    (local && rule.online != Online::None).then(|| visit.link(&path, &Params::default()))
}

/// Whether it is filed online, and where if not here.
fn online(visit: &Visit, rule: &Procedure) -> String {
    let told = visit.t(&format!("procedure-online_{}", rule.online.code()));
    let local = visit.rules.agency.as_ref().is_some_and(|agency| agency.local_filing);
    match rule.online {
        Online::Partial | Online::Full if !local => {
            format!("{told} {}", visit.t("procedure-online_elsewhere"))
        }
        _ => told,
    }
}

fn facts(visit: &Visit, rule: &Procedure) -> Vec<(String, String)> {
    let unit = rule.answering_unit.as_deref().map(|unit| visit.names().unit(unit));
    let applicants: Vec<String> =
        rule.applicants.iter().map(|one| visit.t(&format!("applicant-{}", one.code()))).collect();
    let duration = messages::duration(visit.language, rule.duration);
    let duration = match rule.cases.is_empty() {
        true => duration,
        false => visit.say("procedure-and_cases", &[("duration", duration.into())]),
    };
    let rows = [
        ("procedure-duration", Some(duration)),
        ("procedure-cost", Some(cost(visit, rule))),
        ("procedure-applicants", Some(applicants.join(", "))),
        ("procedure-unit", unit),
        ("procedure-online", Some(visit.t(&format!("online-{}", rule.online.code())))),
    ];
    rows.into_iter().filter_map(|(key, value)| Some((visit.t(key), capital(&value?)))).collect()
}

/// What it costs, in a few words.
fn cost(visit: &Visit, rule: &Procedure) -> String {
    let mut told: Vec<String> = rule.fees.iter().map(|fee| fees::told(visit, fee).amount).collect();
    told.dedup();
    match told.as_slice() {
        [] => visit.t("procedure-no_fees"),
        [one] => one.clone(),
        _ => visit.t("procedure-see_fees"),
    }
}

fn paper(visit: &Visit, paper: &Component) -> Paper {
    let counts = [
        ("paper-originals", paper.originals),
        ("paper-certified", paper.certified),
        ("paper-copies", paper.copies),
    ];
    let told = counts.into_iter().filter(|(_, n)| *n > 0);
    let told = told.map(|(key, n)| visit.say(key, &[("n", i64::from(n).into())]));
    Paper {
        name: pick(visit, &paper.name, paper.name_en.as_deref()),
        count: told.collect::<Vec<_>>().join(", "),
    }
}

/// The desks that receive today.
fn desks(visit: &Visit) -> Vec<String> {
    let units = visit.rules.agency.iter().flat_map(|agency| &agency.units);
    let today = visit.today();
    let desks = units.filter(|unit| unit.kind == UnitKind::Desk && unit.valid(today));
    desks.map(|unit| visit.names().unit(&unit.code)).collect()
}

/// The usual duration and that of each case, each with the due of a dossier received next.
fn durations(visit: &Visit, rule: &Procedure, current: bool) -> Vec<Lasts> {
    let lasts = |case: String, duration: Duration| Lasts {
        case,
        duration: messages::duration(visit.language, duration),
        due: example(visit, duration).filter(|_| current).map(|(_, due)| due).unwrap_or_default(),
    };
    let key = if rule.cases.is_empty() { "procedure-every_case" } else { "procedure-other_cases" };
    let cases = rule.cases.iter();
    cases
        .map(|case| lasts(pick(visit, &case.name, case.name_en.as_deref()), case.duration))
        .chain([lasts(visit.t(key), rule.duration)])
        .collect()
}

fn usual(visit: &Visit, rule: &Procedure) -> Result<Usual, Error> {
    let figures = visit.shared.site.office.figures(None)?.ok();
    let times = figures.and_then(|figures| {
        let choices = visit.shared.choices.of(&figures);
        choices.times(&figures, visit.today(), visit.now()).get(&rule.code).copied()
    });
    let Some(Times { dossiers, median: Some(median), nine_of_ten: Some(most) }) = times else {
        return Ok(Usual { told: visit.t("procedure-too_few"), rows: Vec::new() });
    };
    let n = i64::try_from(dossiers).unwrap_or(i64::MAX);
    let rows = [
        ("figures-median", working_days(visit, median)),
        ("figures-nine_of_ten", working_days(visit, most)),
        ("procedure-by_law", messages::duration(visit.language, rule.duration)),
    ];
    Ok(Usual {
        told: visit.say("procedure-usual", &[("n", n.into())]),
        rows: rows.map(|(key, value)| (visit.t(key), value)).into(),
    })
}

/// Working minutes in working days with one decimal, or in hours under one day.
fn working_days(visit: &Visit, minutes: i64) -> String {
    if minutes == 0 {
        return visit.t("procedure-at_once");
    }
    if minutes < 480 {
        return text::date::working_duration(minutes, visit.language);
    }
    let tenths = (minutes * 10 + 240) / 480;
    let days = format!("{}.{}", tenths / 10, tenths % 10);
    let days = text::number::decimal(&days, visit.language);
    visit.say("procedure-working_days", &[("days", days.into())])
}

fn steps(visit: &Visit, rule: &Procedure) -> Vec<(String, String, String)> {
    let step = |step: &rules::Step| {
        let unit = rule.unit_of(step).map(|unit| visit.names().unit(unit)).unwrap_or_default();
        let budget = text::date::working_duration(step.budget_minutes, visit.language);
        (pick(visit, &step.name, Some(&step.name_en)), unit, budget)
    };
    rule.steps.iter().map(step).collect()
}

fn origin(visit: &Visit, rule: &Procedure) -> Vec<(String, String)> {
    let rows = [
        ("procedure-from", Some(messages::date_of(rule.effective_from))),
        ("procedure-to", rule.effective_to.map(messages::date_of)),
        ("procedure-decision", rule.decision.clone()),
    ];
    rows.into_iter().filter_map(|(key, value)| Some((visit.t(key), value?))).collect()
}
