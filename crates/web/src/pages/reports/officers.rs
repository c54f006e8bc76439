//! The monthly notice of each officer's own work (law2025, art. 9.3): for that officer and the unit's
//! head, of a head for the leaders; never public (decisions, "Responsibility" 7).

use std::collections::HashMap;

use affairs::rating::Factor;
use dossier::Role;
use indicators::coverage::coverage;
use indicators::satisfaction::{Satisfaction, satisfaction};
use indicators::{Basis, Counts, Dimension, Figure};
use rules::Post;

use super::{Made, show};
use crate::answer::{Answer, Error, see};
use crate::figure_query::{FigureQuery, shows_officer};
use crate::periods;
use crate::report::{Cell, Column, Report, Value};
use crate::request_context::RequestContext;

const PATH: &str = "/reports/officers";

/// The figures of an officer's notice.
const FIGURES: [Figure; 9] = [
    Figure::CarriedOver,
    Figure::New,
    Figure::Finished,
    Figure::Early,
    Figure::OnTheDay,
    Figure::Late,
    Figure::Open,
    Figure::OpenPastDue,
    Figure::OpenPaused,
];

pub(crate) fn page(context: &RequestContext) -> Answer {
    // A notice is of the month that ended last, unless another period is asked for.
    if ["from", "to"].iter().all(|name| context.params.get(name).is_none()) {
        return see(&periods::last_month(context, PATH));
    }
    let basis = (Basis::Flow, true);
    let asked = FigureQuery::read_report(context, Some(Dimension::Officer), basis)?;
    show(context, ("officers", PATH), asked, |figure_query| made(context, figure_query))
}

/// Whether the reader gets an officer's notice.
fn gets(context: &RequestContext, figure_query: &FigureQuery, officer: &str) -> bool {
    let reader = context.actor();
    let head =
        context.rules.officer(officer).is_some_and(|officer| officer.post.serves_as(Post::Head));
    match reader.role {
        _ if reader.id == officer => true,
        Role::Head => shows_officer(context, &figure_query.scope, officer),
        Role::Leader => head,
        _ => false,
    }
}

fn made(context: &RequestContext, figure_query: &FigureQuery) -> Result<Made, Error> {
    let query = &figure_query.query;
    let counted = indicators::count(figure_query.facts(), query)?;
    let mut gaps: HashMap<&str, u64> = HashMap::new();
    let letters = coverage(figure_query.facts(), query);
    for gap in &letters.gaps {
        *gaps.entry(gap.officer).or_default() += 1;
    }
    let today = figure_query.figures.zone.day(query.as_of);
    let facts = figure_query.facts();
    let ratings = satisfaction(facts.clone(), query).for_rated(facts, query, today);
    let ratings: HashMap<String, Satisfaction> = ratings.rows.into_iter().collect();
    let rows = counted.rows.iter().filter(|(officer, _)| gets(context, figure_query, officer));
    let rows = rows.map(|(officer, counts)| {
        let owed = gaps.get(officer.as_str()).copied().unwrap_or_default();
        row(context, figure_query, (officer, counts), owed, ratings.get(officer))
    });
    let report = Report {
        file: "officers".to_owned(),
        title: context.text("page-officers"),
        agency: figure_query.reporter(context),
        about: figure_query.about(context),
        columns: columns(context),
        rows: rows.collect(),
        total: None,
        notes: vec![context.text("officers-note")],
        empty: Some(context.text("officers-empty")),
    };
    Ok(report.into())
}

fn columns(context: &RequestContext) -> Vec<Column> {
    let words = ["by-officer", "by-unit"].map(|key| Column::words(context.text(key)));
    let figures = FIGURES.map(|figure| format!("figure-{}", figure.code()));
    let mut columns: Vec<Column> = words.into();
    columns.extend(figures.map(|key| Column::numbers(context.text(&key))));
    columns.push(Column::numbers(context.text("rate-in_time")));
    columns.push(Column::numbers(context.text("officers-owed")));
    let ratings = [context.text("officers-ratings")];
    for name in ["answers", "rate"] {
        let label = context.text(&format!("satisfaction-{name}"));
        columns.push(Column::numbers(label).under(ratings.clone()));
    }
    columns
}

fn row(
    context: &RequestContext,
    figure_query: &FigureQuery,
    (officer, counts): (&str, &Counts),
    owed: u64,
    rated: Option<&Satisfaction>,
) -> Vec<Cell> {
    let names = context.names();
    let unit = context.rules.officer(officer).map(|officer| names.unit(&officer.unit));
    let listed = shows_officer(context, &figure_query.scope, officer);
    let figures = FIGURES.map(|figure| {
        let n = counts.of(figure);
        let params = figure_query.row(officer).with("basis", "flow").with("figure", figure.code());
        Cell::count(n).linked((n > 0 && listed).then(|| context.link("/list", &params)))
    });
    let ratings = match rated {
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
    };
    [Cell::text(names.officer(officer)), Cell::text(unit.unwrap_or_default())]
        .into_iter()
        .chain(figures)
        .chain([Value::Rate(counts.in_time, counts.finished).into(), Cell::count(owed)])
        .chain(ratings)
        .collect()
}
