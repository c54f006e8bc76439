//! The evaluation of officers: those of a unit or of the agency in a month or year with their scores and
//! decisions, as a page and as a file; and the agency's own sheet of nine indicators. Counts nothing.

use affairs::evaluation::Evaluation;
use app::{AgencyWork, sees_person};
use askama::Template;
use dossier::Role;
use indicators::evaluation::Indicator;
use indicators::period::{Length, Period};

use crate::address::{Params, encode};
use crate::answer::{Answer, Error, csv, html};
use crate::csv::Csv;
use crate::layout::Layout;
use crate::pages::person::{Periods, Scores, indicator_name, period, points_text, words};
use crate::request_context::RequestContext;

/// The periods that are decided on.
const LENGTHS: [Length; 2] = [Length::Month, Length::Year];

#[derive(Template)]
#[template(path = "responsibility/evaluation.html")]
struct ListPage {
    layout: Layout,
    heading: String,
    period: String,
    periods: Periods,
    /// The agency's sheet, for those who answer for it or inspect.
    agency: Option<String>,
    csv: String,
    indicators: Vec<String>,
    rows: Vec<Row>,
}

struct Row {
    name: String,
    href: String,
    unit: String,
    finished: String,
    /// Of each indicator.
    scores: Vec<String>,
    computed: String,
    decided: String,
    commented: bool,
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
fn asked(context: &RequestContext) -> Result<Period, Error> {
    let period = period(context, true)?;
    let over = period.ended(context.today()) && period.length != Length::Quarter;
    if over { Ok(period) } else { Err(Error::NoPage) }
}

fn work(context: &RequestContext, period: Period) -> Result<AgencyWork, Error> {
    let Ok(figures) = context.app().figures(None)? else { return Err(Error::NoPage) };
    let now = context.now();
    Ok(context.app().ask(|inquiry| {
        let as_of = inquiry.now(now)?;
        inquiry.work_of_all(&figures, period, as_of)
    })?)
}

/// The officers whom the reader sees, by unit and then by name as the rules have them, with what was
/// decided on each.
fn officers(
    context: &RequestContext,
    period: Period,
    work: &AgencyWork,
) -> Result<Vec<(String, Evaluation)>, Error> {
    let (who, (_, last)) = (context.who(), period.days());
    let known = context.rules.agency.iter().flat_map(|agency| &agency.officers);
    // Those who served in the period or took part in a dossier of it.
    let shown = known.filter(|officer| {
        sees_person(&who, (&officer.id, &officer.unit), true)
            && app::role_of(officer.post) != Role::Administrator
            && (officer.valid(last) || work.officers.contains_key(&officer.id))
    });
    let ids: Vec<String> = shown.map(|officer| officer.id.clone()).collect();
    let evaluations = context.app().evaluations(period, &ids)?;
    Ok(ids.into_iter().zip(evaluations).collect())
}

fn row(
    context: &RequestContext,
    (period, work): (Period, &AgencyWork),
    (id, evaluation): &(String, Evaluation),
) -> Row {
    let names = context.names();
    let work = work.officers.get(id);
    let unit = context.rules.officer(id).map(|officer| names.unit(&officer.unit));
    let points = |tenths: Option<i64>| {
        tenths.map_or_else(|| text::number::ABSENT.to_owned(), |t| points_text(context, t))
    };
    let scores = Indicator::OF_OFFICER.map(|indicator| {
        let scores = work.iter().flat_map(|work| &work.sheet.scores);
        let mut scores = scores.filter(|score| score.indicator == indicator);
        points(scores.next().and_then(indicators::evaluation::Score::tenths))
    });
    let params = Params::default().with("period", &period.to_string());
    Row {
        name: names.officer(id),
        href: context.link(&format!("/evaluation/{}", encode(id)), &params),
        unit: unit.unwrap_or_default(),
        finished: context.number(work.map_or(0, |work| work.figures.finished)),
        scores: scores.into(),
        computed: points(work.and_then(|work| work.sheet.total())),
        decided: points(evaluation.decided().map(|decided| decided.score)),
        commented: !evaluation.commented.is_empty(),
    }
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let period = asked(context)?;
    let work = work(context, period)?;
    let officers = officers(context, period, &work)?;
    let params = Params::default().with("period", &period.to_string());
    let heading = context.text("page-evaluation");
    let agency = context.actor().role != Role::Head;
    html(&ListPage {
        layout: Layout::new(context, &heading),
        heading,
        period: words(context, period),
        periods: Periods::of_lengths(context, ("/evaluation", period), true, &LENGTHS),
        agency: agency.then(|| context.link("/evaluation/agency", &params)),
        csv: context.link("/evaluation.csv", &params),
        indicators: Indicator::OF_OFFICER.map(|one| one.number().to_string()).into(),
        rows: officers.iter().map(|one| row(context, (period, &work), one)).collect(),
    })
}

/// The same as a file.
pub(crate) fn table_csv(context: &RequestContext) -> Answer {
    let period = asked(context)?;
    let work = work(context, period)?;
    let mut file = Csv::new(&[context.text("sheet-title")]);
    file.line(&[context.text("sheet-period"), words(context, period)]);
    file.line::<&str>(&[]);
    let heads = ["word-officer", "word-unit", "person-finished"].map(|key| context.text(key));
    let named = Indicator::OF_OFFICER.map(|indicator| indicator_name(context, indicator));
    let last = ["evaluation-computed", "evaluation-score"].map(|key| context.text(key));
    file.line(&[heads.to_vec(), named.to_vec(), last.to_vec()].concat());
    for officer in officers(context, period, &work)? {
        let row = row(context, (period, &work), &officer);
        let cells = [vec![row.name, row.unit, row.finished], row.scores].concat();
        file.line(&[cells, vec![row.computed, row.decided]].concat());
    }
    csv(&format!("evaluation-{period}"), file.finish())
}

/// The agency's sheet, for the leaders and the inspector.
pub(crate) fn agency(context: &RequestContext) -> Answer {
    let period = asked(context)?;
    if context.actor().role == Role::Head {
        return Err(Error::NoPage);
    }
    let work = work(context, period)?;
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
