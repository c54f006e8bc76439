//! The evaluation of officers: those of a unit, or the heads of the units, in a month or year with their
//! figures, scores and decisions, as a report; and the agency's own sheet of nine indicators. Counts
//! nothing.

use std::collections::HashMap;

use affairs::evaluation::{Decider, Evaluation};
use affairs::rating::Factor;
use app::{AgencyWork, Figures, OfficerWork, Right, allow, sees_person};
use askama::Template;
use calendar::Instant;
use dossier::Role;
use indicators::coverage::coverage;
use indicators::evaluation::{Indicator, Score};
use indicators::period::{Length, Period};
use indicators::satisfaction::{Satisfaction, satisfaction};
use indicators::{Basis, Dimension, Query};
use rules::{Officer, Post};

use crate::address::{Params, encode};
use crate::answer::{Answer, Error, html, see};
use crate::dates;
use crate::fields::{Choice, Field, Kind};
use crate::layout::Layout;
use crate::pages::person::{Periods, Scores, period, words};
use crate::report::{Cell, Column, Report, ReportTable, Value};
use crate::request_context::RequestContext;

/// The periods that are decided on.
const LENGTHS: [Length; 2] = [Length::Month, Length::Year];
/// Rows of a page.
const ROWS: usize = 100;
/// The value of `unit` that selects the officers of every unit.
const ALL: &str = "all";

#[derive(Template)]
#[template(path = "responsibility/evaluation.html")]
struct ListPage {
    layout: Layout,
    heading: String,
    period: String,
    periods: Periods,
    /// The agency's sheet, for those who answer for it or inspect.
    agency: Option<String>,
    action: String,
    asked: String,
    /// The choice of a unit, for those who see several.
    units: Vec<Field>,
    table: ReportTable,
    more: Option<(String, String)>,
    files: [(String, String); 2],
}

#[derive(Template)]
#[template(path = "responsibility/agency.html")]
struct AgencyPage {
    layout: Layout,
    heading: String,
    back: String,
    agency: String,
    period: String,
    periods: Periods,
    scores: Scores,
    facts: Vec<(String, String)>,
}

/// A month or year that is over.
fn queried_period(context: &RequestContext) -> Result<Period, Error> {
    let period = period(context, true)?;
    let over = period.ended(context.today()) && period.length != Length::Quarter;
    if over { Ok(period) } else { Err(Error::NoPage) }
}

fn work(
    context: &RequestContext,
    figures: &Figures,
    period: Period,
) -> Result<(Instant, AgencyWork), Error> {
    let now = context.now();
    Ok(context.app().ask(|inquiry| {
        let as_of = inquiry.now(now)?;
        Ok((as_of, inquiry.work_of_all(figures, period, as_of)?))
    })?)
}

/// The unit whose officers are listed: one unit (a head's own), or every unit; `None` for heads and
/// leaders.
fn unit(context: &RequestContext) -> Option<String> {
    match context.actor().role {
        Role::Head => None,
        _ => context.params.get("unit").map(str::to_owned),
    }
}

/// The officers whom the reader sees and asks for, by unit and then by name as the rules have them.
fn officers<'a>(
    context: &'a RequestContext,
    period: Period,
    work: &AgencyWork,
) -> Result<Vec<&'a Officer>, Error> {
    let (who, (_, last), unit) = (context.who(), period.days(), unit(context));
    let all = context.rules.agency.iter().flat_map(|agency| &agency.officers);
    let is_shown = |officer: &Officer| match unit.as_deref() {
        Some(ALL) => true,
        Some(unit) => officer.unit == unit,
        None if context.actor().role == Role::Head => true,
        None => officer.post.serves_as(Post::Head) || app::role_of(officer.post) == Role::Leader,
    };
    // Those who served in the period or took part in a dossier of it; the own page is for those who work.
    let shown = all.filter(|officer| {
        let own = who.actor().id == officer.id;
        sees_person(&who, (&officer.id, &officer.unit), true)
            && (!own || allow(&who, Right::Work).is_ok())
            && app::role_of(officer.post) != Role::Administrator
            && (officer.valid(last) || work.officers.contains_key(&officer.id))
            && is_shown(officer)
    });
    let is_known = |unit: &str| unit == ALL || context.rules.unit(unit).is_some();
    match unit.as_deref().is_none_or(is_known) {
        true => Ok(shown.collect()),
        false => Err(Error::NoPage),
    }
}

/// The data for the rows of a report.
struct Ground<'a> {
    period: Period,
    work: &'a AgencyWork,
    /// Letters that an officer owes: of dossiers that became late while the officer held them.
    owed: HashMap<String, u64>,
    ratings: HashMap<String, Satisfaction>,
}

impl<'a> Ground<'a> {
    fn new(figures: &Figures, (period, as_of): (Period, Instant), work: &'a AgencyWork) -> Self {
        let (from, to) = period.days();
        let by = Some(Dimension::Officer);
        let query = Query { as_of, basis: Basis::Flow, by, ..Query::new(from, to) };
        let mut owed: HashMap<String, u64> = HashMap::new();
        for gap in coverage(figures.facts.iter(), &query).gaps {
            *owed.entry(gap.officer.to_owned()).or_default() += 1;
        }
        let facts = figures.facts.iter();
        let ratings = satisfaction(facts.clone(), &query);
        let ratings = ratings.for_rated(facts, &query, figures.zone.day(as_of)).rows;
        Self { period, work, owed, ratings: ratings.into_iter().collect() }
    }
}

/// `units`: the officers are of several units.
fn columns(context: &RequestContext, units: bool) -> Vec<Column> {
    let words = ["word-officer", "word-unit"].map(|key| Column::words(context.text(key)));
    let words = words.into_iter().take(if units { 2 } else { 1 });
    let numbers = ["person-finished", "person-late", "person-open_past_due", "officers-owed"];
    let ratings = [context.text("person-ratings_heading")];
    let rated = ["satisfaction-answers", "satisfaction-rate"]
        .map(|key| Column::numbers(context.text(key)).below_headings(ratings.clone()));
    let indicators = [context.text("evaluation_indicator-name")];
    let scores = Indicator::OF_OFFICER
        .map(|one| Column::numbers(one.number().to_string()).below_headings(indicators.clone()));
    let totals = ["evaluation-computed", "evaluation-score"];
    let numbers = numbers.map(|key| Column::numbers(context.text(key)));
    let totals = totals.map(|key| Column::numbers(context.text(key)));
    words.chain(numbers).chain(rated).chain(scores).chain(totals).collect()
}

fn row(
    context: &RequestContext,
    (ground, units): (&Ground<'_>, bool),
    (officer, evaluation): (&Officer, &Evaluation),
) -> Vec<Cell> {
    let names = context.names();
    let work = ground.work.officers.get(&officer.id);
    let points = |tenths: Option<i64>| -> Cell {
        tenths.map(|tenths| Value::Tenths(tenths).into()).unwrap_or_default()
    };
    let decided = match Decider::of(app::role_of(officer.post)) {
        Decider::AuthorityAbove => Cell::text(context.text("evaluation-above")),
        _ => points(evaluation.decided().map(|decided| decided.score)),
    };
    let params = Params::default().with("period", &ground.period.to_string());
    let name = match evaluation.commented.is_empty() {
        true => names.officer(&officer.id),
        false => format!("{} {}", names.officer(&officer.id), context.text("evaluation-commented")),
    };
    let href = context.link(&format!("/evaluation/{}", encode(&officer.id)), &params);
    let figures = work.map(|work| &work.figures);
    let counted = figures.map_or([0; 3], |one| [one.finished, one.late, one.open_past_due]);
    let owed = ground.owed.get(&officer.id).copied().unwrap_or_default();
    let scores = Indicator::OF_OFFICER.map(|indicator| points(tenths(work, indicator)));
    [Cell::text(name).linked(Some(href)), Cell::text(names.unit(&officer.unit))]
        .into_iter()
        .take(if units { 2 } else { 1 })
        .chain(counted.map(Cell::count))
        .chain([Cell::count(owed)])
        .chain(rated(context, ground.ratings.get(&officer.id)))
        .chain(scores)
        .chain([points(work.and_then(|work| work.sheet.total())), decided])
        .collect()
}

fn tenths(work: Option<&OfficerWork>, indicator: Indicator) -> Option<i64> {
    let mut scores = work?.sheet.scores.iter();
    scores.find(|score| score.indicator == indicator).and_then(Score::tenths)
}

/// Answers about an officer and the rate; kept back while they are too few to hide who answered.
fn rated(context: &RequestContext, rated: Option<&Satisfaction>) -> [Cell; 2] {
    match rated {
        Some(rated) if rated.kept_back => {
            [Cell::text(context.text("satisfaction-row_kept_back")), Cell::default()]
        }
        Some(rated) => {
            let tally = rated.tally(Factor::Officer);
            let rate = tally.rate().map(|_| tally.very_satisfied + tally.satisfied);
            let rate = rate.map(|x| Value::Rate(x, tally.answers()).into());
            [Cell::count(tally.answers()), rate.unwrap_or_default()]
        }
        None => [Cell::count(0), Cell::default()],
    }
}

/// The units whose officers can be asked for.
fn units(context: &RequestContext) -> Vec<Field> {
    if context.actor().role == Role::Head {
        return Vec::new();
    }
    let mut choices = crate::pages::lead::complaints::units(context);
    choices.push(Choice::new(ALL, context.text("evaluation-all")));
    let mut field = Field::new(Kind::Select, "unit", context.text("word-unit"))
        .none_label(context.text("evaluation-heads"))
        .choices(choices)
        .optional();
    field.set(&unit(context).unwrap_or_default());
    vec![field]
}

/// The page, or its table as a file.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let period = queried_period(context)?;
    let Ok(figures) = context.app().figures(None)? else { return Err(Error::NoPage) };
    let (as_of, work) = work(context, &figures, period)?;
    let officers = officers(context, period, &work)?;
    let number = context.params.get("page").and_then(|page| page.parse::<usize>().ok());
    let number = number.unwrap_or(1).clamp(1, officers.len().div_ceil(ROWS).max(1));
    let file = Report::is_file(context);
    let (skip, take) = if file { (0, usize::MAX) } else { ((number - 1) * ROWS, ROWS) };
    let shown: Vec<&Officer> = officers.iter().copied().skip(skip).take(take).collect();
    let ids: Vec<String> = shown.iter().map(|officer| officer.id.clone()).collect();
    let evaluations = context.app().evaluations(period, &ids)?;
    let ground = Ground::new(&figures, (period, as_of), &work);
    let own = (context.actor().role == Role::Head).then(|| context.actor().unit);
    let one = unit(context).filter(|unit| unit != ALL).or(own);
    let rows = shown
        .into_iter()
        .zip(&evaluations)
        .map(|each| row(context, (&ground, one.is_none()), each));
    let of_unit =
        one.as_deref().map(|unit| (context.text("word-unit"), context.names().unit(unit)));
    let of_period = (context.text("sheet-period"), words(context, period));
    let agency = context.rules.agency.as_ref();
    let report = Report {
        file: format!("evaluation-{period}"),
        title: context.text("page-evaluation"),
        agency: agency.map(|a| crate::layout::name(a, context.language)).unwrap_or_default(),
        about: std::iter::once(of_period).chain(of_unit.clone()).collect(),
        columns: columns(context, one.is_none()),
        rows: rows.collect(),
        notes: vec![context.text("evaluation-indicators")],
        empty: Some(context.text("evaluation-empty")),
        ..Report::default()
    };
    let params = Params::default()
        .with("period", &period.to_string())
        .with("unit", unit(context).as_deref().unwrap_or_default());
    let at = |name: &str, value: &str| context.link("/evaluation", &params.with(name, value));
    report.answer(context, |report| {
        let heading = context.text("page-evaluation");
        let sheet = context.actor().role != Role::Head;
        html(&ListPage {
            layout: Layout::new(context, &heading),
            heading,
            period: of_unit.map_or_else(String::new, |(_, unit)| format!("{unit} · "))
                + &words(context, period),
            periods: Periods::of_lengths(context, ("/evaluation", period), true, &LENGTHS),
            agency: sheet.then(|| context.link("/evaluation/agency", &params.with("unit", ""))),
            action: context.to("/evaluation"),
            asked: period.to_string(),
            units: units(context),
            table: report.table(context.language),
            more: (skip + ROWS < officers.len())
                .then(|| (context.text("reports-next"), at("page", &(number + 1).to_string()))),
            files: ["xlsx", "csv"]
                .map(|kind| (context.text(&format!("reports-file_{kind}")), at("as", kind))),
        })
    })
}

/// The monthly notice of each officer: the own page, or the list of a head, of the month of a day.
pub(crate) fn notices(context: &RequestContext) -> Answer {
    let day = dates::day(context.params.raw("from"));
    let month = match day {
        Some(day) => Period::holding(Length::Month, day),
        None => Period::holding(Length::Month, context.today()).before(),
    };
    let path = match allow(&context.who(), Right::Evaluation) {
        Ok(()) => "/evaluation",
        Err(_) => "/figures/mine",
    };
    see(&context.link(path, &Params::default().with("period", &month.to_string())))
}

/// The agency's sheet, for the leaders and the inspector.
pub(crate) fn agency(context: &RequestContext) -> Answer {
    let period = queried_period(context)?;
    if context.actor().role == Role::Head {
        return Err(Error::NoPage);
    }
    let Ok(figures) = context.app().figures(None)? else { return Err(Error::NoPage) };
    let (_, work) = work(context, &figures, period)?;
    let online = work.online;
    let late = work.complaints.iter().filter(|in_time| !**in_time).count();
    let facts = [
        ("person-finished", work.worked.iter().filter(|one| one.finished.is_some()).count() as u64),
        ("agency-procedures", online.procedures),
        ("agency-procedures_online", online.procedures_online),
        ("agency-received", online.received),
        ("agency-received_online", online.received_online),
        ("agency-late_online", online.late_online),
        ("agency-complaints", work.complaints.len() as u64),
        ("agency-complaints_late", late as u64),
    ];
    let list = |_: &str| {
        let (from, to) = period.days();
        let params = Params::default()
            .with("from", &from.to_string())
            .with("to", &to.to_string())
            .with("basis", "flow")
            .with("figure", "finished");
        context.link("/list", &params)
    };
    let params = Params::default().with("period", &period.to_string());
    let heading = context.text("agency-heading");
    let agency = context.rules.agency.as_ref();
    html(&AgencyPage {
        layout: Layout::new(context, &heading),
        heading,
        back: context.link("/evaluation", &params),
        agency: agency.map(|a| crate::layout::name(a, context.language)).unwrap_or_default(),
        period: words(context, period),
        periods: Periods::of_lengths(context, ("/evaluation/agency", period), true, &LENGTHS),
        scores: Scores::new(context, &work.sheet, list),
        facts: facts.map(|(key, n)| (context.text(key), context.number(n))).into(),
    })
}
