//! The advisory teams: their sessions by outcome in a period, how much is filed online by ward and
//! procedure with the trend, and the form by which a team records a session. Counts nothing.

use std::collections::BTreeSet;

use affairs::adviser_session::{Outcome, Refusal};
use app::{Failure, Figures, NewSession, Right, SessionCorrection, SessionTexts, allow};
use askama::Template;
use axum::http::StatusCode;
use calendar::Day;
use indicators::advisers::{Monthly, Report, Row, Session, advisers, monthly};
use indicators::{Dimension, Filters, Query};
use rules::UnitKind;

use crate::address::Params;
use crate::answer::{Answer, Error, html_with, see};
use crate::asked_days;
use crate::fields::{Choice, Fault, Field, Form, Kind};
use crate::layout::Layout;
use crate::request_context::RequestContext;

/// Sessions of the own team, on the page.
const LATEST: usize = 20;
/// Days of the period where none is asked for.
const DAYS: i32 = 91;
/// Months of the course by row.
const MONTHS: usize = 6;

#[derive(Template)]
#[template(path = "advisers.html")]
struct Page {
    layout: Layout,
    heading: String,
    action: String,
    faults: Vec<Fault>,
    done: Option<String>,
    from: String,
    to: String,
    /// The choice of a team's ward and of a procedure.
    scope: Vec<Field>,
    /// The active filters: name and value.
    filters: Vec<(String, String)>,
    finding: String,
    said: String,
    tables: Vec<Table>,
    trends: Vec<Trend>,
    months: Vec<[String; 4]>,
    /// The form to record a session, for advisers and the desk.
    record: Option<Record>,
}

struct Table {
    id: &'static str,
    caption: String,
    lines: Vec<Vec<String>>,
}

/// The share filed online by row and month.
struct Trend {
    id: String,
    caption: String,
    months: Vec<String>,
    lines: Vec<(String, Vec<String>)>,
}

struct Record {
    token: String,
    key: String,
    heading: String,
    /// The session that is corrected.
    corrects: Option<String>,
    fields: Vec<Field>,
    latest: Vec<Latest>,
}

/// A session of the own team.
struct Latest {
    cells: [String; 4],
    /// The earlier entries, each with the reason for its correction.
    corrections: Vec<String>,
    correct: String,
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
    let refused = |refusal| show(context, StatusCode::CONFLICT, vec![fault(context, refusal)]);
    if let Some(id) = context.form.get("corrects") {
        let correction = SessionCorrection {
            id: id.to_owned(),
            procedure: form.text("procedure"),
            day: form.day("day").unwrap_or_else(|| context.today()),
            outcome: Outcome::of(&form.text("outcome")).unwrap_or(Outcome::Advised),
            reason: form.text("reason"),
            salt: context.random_text(),
        };
        let key = context.command_key(context.form.raw("key"));
        return match context.app().correct_session(&context.who(), correction, key, context.now()) {
            Ok(()) | Err(Failure::AlreadyDone { .. }) => done(context, "corrected"),
            Err(Failure::NotHeld(refusal)) => refused(refusal),
            Err(failure) => Err(failure.into()),
        };
    }
    let dossier = match form.filled("dossier") {
        Some(code) => {
            let visible = context.app().open_dossier(&context.who(), &code, None, context.now())?;
            let Some(visible) = visible else { return refused(Refusal::UnknownDossier) };
            Some(visible.stream)
        }
        None => None,
    };
    let session = NewSession {
        id: context.random_text(),
        procedure: form.text("procedure"),
        day: form.day("day").unwrap_or_else(|| context.today()),
        outcome: Outcome::of(&form.text("outcome")).unwrap_or(Outcome::Advised),
        dossier,
        salt: context.random_text(),
        helped: form.filled("helped"),
    };
    let key =
        context.command_key(format!("session/{}/{}", context.actor().id, context.form.raw("key")));
    match context.app().record_session(&context.who(), session, key, context.now()) {
        Ok(()) | Err(Failure::AlreadyDone { .. }) => done(context, "recorded"),
        Err(Failure::NotHeld(refusal)) => refused(refusal),
        Err(failure) => Err(failure.into()),
    }
}

fn done(context: &RequestContext, what: &str) -> Answer {
    see(&context.confirmed("/advisers", &Params::default().with("done", what)))
}

/// The period asked for; the last three months otherwise, and where what was typed has faults.
fn period(context: &RequestContext) -> ((Day, Day), Vec<Fault>) {
    let (asked, faults) = match asked_days::days(context) {
        Ok(asked) => (asked, Vec::new()),
        Err(faults) => ((None, None), faults),
    };
    let to = asked.1.unwrap_or_else(|| context.today());
    let from = asked.0.unwrap_or_else(|| to.plus(-DAYS));
    ((from.min(to), to), faults)
}

/// The team's ward and the procedures asked for; all where none is named.
fn filters(context: &RequestContext) -> Filters {
    Filters {
        ward: context.params.get("ward").map(str::to_owned),
        procedures: context.params.all("procedure").map(str::to_owned).collect(),
        ..Filters::default()
    }
}

/// The fields that choose a ward and a procedure.
fn scope(context: &RequestContext, figures: &Figures, query: &Query) -> Vec<Field> {
    let procedures: BTreeSet<&str> =
        figures.sessions.iter().map(|session| session.held.procedure.as_str()).collect();
    let procedures = procedures.into_iter().chain(query.filters.procedures.iter().map(|p| &**p));
    let units = context.rules.agency.iter().flat_map(|agency| &agency.units);
    let wards = units.filter(|unit| unit.kind == UnitKind::Ward).map(|unit| unit.code.as_str());
    let teams = figures.sessions.iter().map(|session| session.held.unit.as_str());
    let select = |by: Dimension, keys: BTreeSet<&str>, chosen: &str| {
        let mut choices: Vec<Choice> =
            keys.into_iter().map(|key| Choice::new(key, team(context, by, key))).collect();
        choices.sort_by_key(|choice| text::sort::sort_key(&choice.label));
        let label = context.text(&format!("by-{}", by.code()));
        let mut field = Field::new(Kind::Select, by.code(), label)
            .none_label(context.text("ask-all"))
            .choices(choices)
            .optional();
        field.set(chosen);
        field
    };
    let chosen = match query.filters.procedures.as_slice() {
        [one] => one.as_str(),
        _ => "",
    };
    let ward = query.filters.ward.as_deref().unwrap_or_default();
    vec![
        select(Dimension::Ward, wards.chain(teams).collect(), ward),
        select(Dimension::Procedure, procedures.collect(), chosen),
    ]
}

/// The filters in words.
fn chips(context: &RequestContext, query: &Query) -> Vec<(String, String)> {
    let ward = query.filters.ward.iter().map(|ward| (Dimension::Ward, ward));
    let procedures = query.filters.procedures.iter().map(|code| (Dimension::Procedure, code));
    let chip = |(by, key): (Dimension, &String)| {
        (context.text(&format!("by-{}", by.code())), team(context, by, key))
    };
    ward.chain(procedures).map(chip).collect()
}

fn show(context: &RequestContext, status: StatusCode, faults: Vec<Fault>) -> Answer {
    let ((from, to), of_period) = period(context);
    let status = if of_period.is_empty() { status } else { StatusCode::UNPROCESSABLE_ENTITY };
    let typed = |name: &str, day: Day| match of_period.is_empty() {
        true => messages::date_of(day),
        false => context.params.raw(name).to_owned(),
    };
    let typed = [typed("from", from), typed("to", to)];
    let figures = context.app().figures(None)?.unwrap_or_else(|_| Figures::empty(""));
    let as_of = context.app().ask(|inquiry| inquiry.now(context.now()))?;
    let filters = filters(context);
    let held = || figures.sessions.iter().map(|session| &session.held);
    let is_known =
        |ward: &str| context.rules.unit(ward).is_some() || held().any(|held| held.unit == ward);
    if filters.ward.as_deref().is_some_and(|ward| !is_known(ward)) {
        return Err(Error::NoPage);
    }
    let query = Query { as_of, filters, ..Query::new(from, to) };
    let count = |by| {
        let query = Query { by, ..query.clone() };
        advisers(figures.facts.iter(), &figures.sessions, &query)
    };
    let whole = count(None)?;
    let tables = [
        table(context, "ward", Dimension::Ward, &count(Some(Dimension::Ward))?),
        table(context, "procedure", Dimension::Procedure, &count(Some(Dimension::Procedure))?),
    ];
    let months = whole.months.iter().map(|(month, uptake)| {
        [
            context.names().value(Dimension::Month, month),
            context.number(uptake.received),
            context.number(uptake.online),
            context.percent(uptake.rate().as_deref()),
        ]
    });
    let heading = context.text("page-advisers");
    let page = Page {
        layout: Layout::new(context, &heading),
        heading,
        action: context.to("/advisers"),
        done: match context.confirmation("done") {
            "" => None,
            "corrected" => Some(context.text("advisers-done_corrected")),
            _ => Some(context.text("advisers-done")),
        },
        from: typed[0].clone(),
        to: typed[1].clone(),
        scope: scope(context, &figures, &query),
        filters: chips(context, &query),
        finding: finding(context, &whole),
        said: period_text(context, (from, to), &whole),
        tables: tables.into_iter().filter(|table| !table.lines.is_empty()).collect(),
        trends: trends(context, &figures, &query)?,
        months: months.collect(),
        record: record(context, &figures, &faults)?,
        faults: faults.into_iter().chain(of_period).collect(),
    };
    html_with(status, &page)
}

fn finding(context: &RequestContext, report: &Report) -> String {
    let values = [
        ("sessions", context.number(report.total.tally.sessions).into()),
        ("rate", context.percent(report.total.uptake.rate().as_deref()).into()),
    ];
    context.format("advisers-finding", &values)
}

fn period_text(context: &RequestContext, (from, to): (Day, Day), report: &Report) -> String {
    let values = [
        ("from", messages::date_of(from).into()),
        ("to", messages::date_of(to).into()),
        ("before_from", messages::date_of(report.before.0).into()),
        ("before_to", messages::date_of(report.before.1).into()),
    ];
    context.format("advisers-said", &values)
}

fn table(context: &RequestContext, id: &'static str, by: Dimension, report: &Report) -> Table {
    let lines = report.rows.iter().map(|(key, row)| line(context, team(context, by, key), row));
    let caption = context.text(&format!("advisers-rows_{id}"));
    Table { id, caption, lines: lines.collect() }
}

/// The share filed online by ward and by procedure in each of the last months of the period.
fn trends(context: &RequestContext, figures: &Figures, query: &Query) -> Result<Vec<Trend>, Error> {
    let names = context.names();
    let mut trends = Vec::new();
    for by in [Dimension::Ward, Dimension::Procedure] {
        let query = Query { by: Some(by), ..query.clone() };
        let Monthly { months, rows } = monthly(figures.facts.iter(), &query, MONTHS)?;
        if months.len() < 2 {
            continue;
        }
        let lines = rows.into_iter().map(|(key, row)| {
            let rates = row.iter().map(|uptake| context.percent(uptake.rate().as_deref()));
            (names.value(by, &key), rates.collect())
        });
        trends.push(Trend {
            id: format!("trend-{}", by.code()),
            caption: context.text(&format!("advisers-trend_{}", by.code())),
            months: months.iter().map(|month| names.value(Dimension::Month, month)).collect(),
            lines: lines.collect(),
        });
    }
    Ok(trends)
}

/// The name of a row: a team that is no ward, as the district's at the desk, has its own.
pub(crate) fn team(context: &RequestContext, by: Dimension, key: &str) -> String {
    let names = context.names();
    match by {
        Dimension::Ward if context.rules.unit(key).is_some() => names.unit(key),
        _ => names.value(by, key),
    }
}

fn line(context: &RequestContext, name: String, row: &Row) -> Vec<String> {
    let tally = &row.tally;
    let numbers = [
        tally.sessions,
        tally.filed_online,
        tally.filed_at_desk,
        tally.advised,
        row.uptake.received,
        row.uptake.online,
    ];
    let rates = [row.uptake.rate(), row.before.rate()];
    let change = super::campaigns::one::difference(context, row.change().as_ref());
    let numbers = numbers.into_iter().map(|n| context.number(n));
    let rates = rates.into_iter().map(|rate| context.percent(rate.as_deref()));
    std::iter::once(name).chain(numbers).chain(rates).chain([change]).collect()
}

/// The form with the latest sessions of the own team, for those who record some.
fn record(
    context: &RequestContext,
    figures: &Figures,
    faults: &[Fault],
) -> Result<Option<Record>, Error> {
    if allow(&context.who(), Right::Advise).is_err() {
        return Ok(None);
    }
    let unit = context.actor().unit;
    let corrects = context.form.get("corrects").or(context.params.get("correct"));
    let corrected = figures
        .sessions
        .named()
        .find(|(name, session)| corrects == Some(*name) && session.held.unit == unit);
    let mut form = form(context);
    if let Some((_, session)) = corrected.filter(|_| !context.posted) {
        form.set("procedure", &session.held.procedure);
        form.set("day", &messages::date_of(session.held.day));
        form.set("outcome", session.held.outcome.code());
    }
    form.mark(faults);
    let mut own: Vec<_> =
        figures.sessions.named().filter(|(_, session)| session.held.unit == unit).collect();
    own.sort_by_key(|(name, session)| {
        (std::cmp::Reverse((session.held.day, session.logged_at)), *name)
    });
    own.truncate(LATEST);
    let named: Vec<String> = own.iter().map(|(name, _)| (*name).to_owned()).collect();
    let texts = context.app().session_texts(&context.who(), &named)?;
    let latest = own.iter().zip(texts).map(|((name, session), texts)| {
        let params = Params::default().with("correct", name);
        let correct = format!("{}#record", context.link("/advisers", &params));
        latest(context, session, texts, correct)
    });
    let heading = if corrected.is_some() { "advisers-correct_heading" } else { "advisers-record" };
    Ok(Some(Record {
        token: context.token()?,
        key: context.random_text(),
        heading: context.text(heading),
        corrects: corrected.map(|(name, _)| name.to_owned()),
        latest: latest.collect(),
        fields: form.fields,
    }))
}

/// A session of the own team, with what was on record before each correction.
fn latest(
    context: &RequestContext,
    session: &Session,
    texts: SessionTexts,
    correct: String,
) -> Latest {
    let cells_of = |held: &affairs::adviser_session::HeldSession| {
        [
            messages::date_of(held.day),
            context.names().procedure(&held.procedure),
            context.text(&format!("advisers-{}", held.outcome.code())),
        ]
    };
    let corrections = session.corrections.iter().zip(&texts.reasons).map(|(correction, reason)| {
        let values = [
            ("before", cells_of(&correction.before).join(" · ").into()),
            ("by", context.names().officer(&correction.by).into()),
            ("reason", reason.into()),
        ];
        context.format("advisers-corrected", &values)
    });
    let [day, procedure, outcome] = cells_of(&session.held);
    Latest {
        corrections: corrections.collect(),
        cells: [day, procedure, outcome, texts.helped.unwrap_or_default()],
        correct,
    }
}

fn form(context: &RequestContext) -> Form {
    let field = |kind, name: &str| Field::of_key(context, kind, name, &format!("advisers-{name}"));
    let names = context.names();
    let mut procedures: Vec<Choice> = context
        .rules
        .procedures_on(context.today())
        .map(|procedure| Choice::new(&procedure.code, names.procedure(&procedure.code)))
        .collect();
    procedures.sort_by_key(|choice| text::sort::sort_key(&choice.label));
    let outcomes = Outcome::ALL.iter().map(|outcome| {
        let code = outcome.code();
        Choice::new(code, context.text(&format!("advisers-{code}")))
    });
    let today = messages::date_of(context.today());
    let mut fields = vec![
        field(Kind::Select, "procedure")
            .none_label(context.text("lead-choose"))
            .choices(procedures),
        field(Kind::TypedDay, "day").text(&today),
        field(Kind::Radio, "outcome").choices(outcomes.collect()),
    ];
    if context.form.get("corrects").or(context.params.get("correct")).is_some() {
        fields.push(field(Kind::Line, "reason").fault_key("fault-reason"));
    } else {
        fields.push(field(Kind::Line, "dossier").max_chars(60).unmarked());
        fields.push(field(Kind::Line, "helped").unmarked());
    }
    let mut form = Form::new(context.zone(), fields);
    if !context.form.raw("key").is_empty() {
        form.fill(&context.form);
    }
    form
}

/// Why a session is not recorded, at the field where it can be mended.
fn fault(context: &RequestContext, why: Refusal) -> Fault {
    let field = match why {
        Refusal::InFuture | Refusal::TooLate(_) => "day",
        Refusal::NothingFiled => "outcome",
        Refusal::UnknownDossier | Refusal::AlreadyRecorded => "dossier",
        Refusal::WithoutReason => "reason",
        Refusal::NotAdviser
        | Refusal::UnknownProcedure
        | Refusal::OtherProcedure
        | Refusal::NotRecorded
        | Refusal::OtherTeam
        | Refusal::NothingChanged
        | Refusal::NoLongerCorrected(_) => "procedure",
    };
    let day = match why {
        Refusal::TooLate(day) | Refusal::NoLongerCorrected(day) => messages::date_of(day),
        _ => String::new(),
    };
    let message = context.format(&format!("advisers-why_{}", why.code()), &[("day", day.into())]);
    Fault::new(field, message)
}

#[test]
fn every_refusal_has_its_words() {
    for why in Refusal::ALL {
        let key = format!("advisers-why_{}", why.code());
        for language in [text::Language::Vietnamese, text::Language::English] {
            assert!(!messages::text(language, &key, &[]).starts_with('['), "{key}");
        }
    }
}
