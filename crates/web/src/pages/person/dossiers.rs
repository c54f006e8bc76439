//! The dossiers behind a number of an officer's page, and all of them as a file.

use app::VisibleEvaluation;
use askama::Template;
use dossier::Outcome;
use indicators::evaluation::{Indicator, points};
use indicators::person::Worked;

use super::{EvaluationQuery, indicator_name, words};
use crate::address::Params;
use crate::answer::{Answer, Error, csv, html};
use crate::csv::Csv;
use crate::layout::Layout;
use crate::paging::{Links, Paging};
use crate::request_context::RequestContext;

/// Rows of a page.
const PAGE: usize = 50;
/// The names of the columns, in `messages`.
const COLUMNS: [&str; 7] = [
    "list-procedure",
    "dossier-finished",
    "person-outcome",
    "person-own_step",
    "person-held_minutes",
    "person-late_minutes",
    "evaluation_indicator-points",
];

#[derive(Template)]
#[template(path = "responsibility/dossiers.html")]
struct Page {
    layout: Layout,
    heading: String,
    back: String,
    about: String,
    period: String,
    heads: Vec<String>,
    count: String,
    rows: Vec<Row>,
    links: Links,
}

struct Row {
    code: String,
    href: String,
    cells: Vec<String>,
}

/// Whether a dossier is behind a number.
fn admits(what: &str, dossier: &Worked, evaluation: &VisibleEvaluation) -> bool {
    let finished = dossier.finished.is_some();
    let indicator = Indicator::OF_OFFICER.into_iter().find(|candidate| candidate.code() == what);
    if let Some(indicator) = indicator {
        return points(indicator, dossier, &evaluation.work.justified).is_some();
    }
    match what {
        "held" => dossier.in_hand(),
        "finished" => finished,
        "early" => finished && dossier.outcome == Outcome::Early,
        "on_the_day" => finished && dossier.outcome == Outcome::OnTheDay,
        "late" => finished && dossier.outcome == Outcome::Late,
        "late_parts" => !dossier.late.is_empty(),
        "open" => !finished && dossier.holds,
        "open_past_due" => !finished && dossier.holds && dossier.outcome == Outcome::PastDue,
        _ => false,
    }
}

/// The name of the list; `None` where no number has this list.
fn name_of(context: &RequestContext, what: &str) -> Option<String> {
    let indicator = Indicator::OF_OFFICER.into_iter().find(|candidate| candidate.code() == what);
    const NUMBERS: [&str; 8] =
        ["held", "finished", "early", "on_the_day", "late", "late_parts", "open", "open_past_due"];
    match indicator {
        Some(indicator) => Some(indicator_name(context, indicator)),
        None => NUMBERS.contains(&what).then(|| context.text(&format!("person-{what}"))),
    }
}

fn cells(
    context: &RequestContext,
    evaluation: &VisibleEvaluation,
    dossier: &Worked,
) -> Vec<String> {
    let (names, zone) = (context.names(), context.zone());
    let span = |minutes: i64| match minutes {
        0 => text::number::ABSENT.to_owned(),
        minutes => text::date::working_duration(minutes, context.language),
    };
    let outcome = |outcome: Outcome| messages::outcome(context.language, outcome);
    let scores = Indicator::OF_OFFICER.map(|indicator| {
        let points = points(indicator, dossier, &evaluation.work.justified);
        points.map_or_else(|| text::number::ABSENT.to_owned(), |points| points.to_string())
    });
    vec![
        names.procedure(&dossier.procedure),
        dossier
            .finished
            .map(|at| messages::instant(context.language, at, zone))
            .unwrap_or_default(),
        outcome(dossier.outcome),
        dossier.worst_step().map(outcome).unwrap_or_default(),
        span(dossier.held_minutes),
        span(dossier.own_late_minutes()),
        scores.join(" · "),
    ]
}

pub(super) fn page(
    context: &RequestContext,
    query: &EvaluationQuery,
    evaluation: &VisibleEvaluation,
    what: &str,
) -> Answer {
    let name = name_of(context, what).ok_or(Error::NoPage)?;
    let paging = Paging::of(context, PAGE);
    let dossiers: Vec<&Worked> =
        evaluation.work.worked.iter().filter(|dossier| admits(what, dossier, evaluation)).collect();
    let count = dossiers.len();
    let params = Params::default().with("period", &query.period.to_string());
    let links = paging.links(context, (&query.path, &params.with("what", what)), count);
    let row = |dossier: &&Worked| Row {
        code: dossier.code.clone(),
        href: context.dossier(&dossier.code, ""),
        cells: cells(context, evaluation, dossier),
    };
    let heading = name;
    html(&Page {
        layout: Layout::new(context, &heading),
        heading,
        back: context.link(&query.path, &params),
        about: context.names().officer(&evaluation.officer),
        period: words(context, query.period),
        heads: COLUMNS.map(|key| context.text(key)).into(),
        count: context.format("person-dossiers", &[("n", (count as i64).into())]),
        rows: dossiers.iter().skip(paging.skip).take(PAGE).map(row).collect(),
        links,
    })
}

/// Every dossier of the period with its minutes and points, as a file.
pub(super) fn as_csv(
    context: &RequestContext,
    query: &EvaluationQuery,
    evaluation: &VisibleEvaluation,
) -> Answer {
    let mut file = Csv::new(&[context.text("sheet-title")]);
    file.line(&[context.text("word-officer"), context.names().officer(&evaluation.officer)]);
    file.line(&[context.text("sheet-period"), words(context, query.period)]);
    file.line::<&str>(&[]);
    let points_heads = Indicator::OF_OFFICER.map(|indicator| indicator_name(context, indicator));
    let heads = ["list-code"].into_iter().chain(COLUMNS).take(COLUMNS.len());
    let heads = heads.map(|key| context.text(key)).chain(points_heads);
    file.line(&heads.collect::<Vec<_>>());
    for dossier in &evaluation.work.worked {
        let mut line = vec![dossier.code.clone()];
        line.extend(cells(context, evaluation, dossier).into_iter().take(4));
        line.extend([dossier.held_minutes.to_string(), dossier.own_late_minutes().to_string()]);
        line.extend(Indicator::OF_OFFICER.map(|indicator| {
            let points = points(indicator, dossier, &evaluation.work.justified);
            points.map(|points| points.to_string()).unwrap_or_default()
        }));
        file.line(&line);
    }
    csv(&format!("{}-{}", evaluation.officer, query.period), file.finish())
}
