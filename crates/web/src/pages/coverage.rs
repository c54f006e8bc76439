//! The apology letters of those that became late, live: by unit against the target of 100 %, the way to the
//! list by dossier, and the new dates that come or are over. Counts nothing.

use app::{DossierRow, Order, Pick};
use askama::Template;
use axum::http::StatusCode;
use calendar::{Day, Instant};
use indicators::coverage::{Coverage, TARGET, coverage, coverage_rows};
use indicators::{Dimension, Figure, Query};

use crate::answer::{Answer, Error, html, html_with, see};
use crate::figure_query::FigureQuery;
use crate::filters::FilterBar;
use crate::layout::Layout;
use crate::request_context::RequestContext;

/// Dossiers with a sent letter that are looked through for their new date.
const LETTERS: usize = 1000;

#[derive(Template)]
#[template(path = "coverage.html")]
struct Page {
    layout: Layout,
    bar: FilterBar,
    /// The reader sees the public form alone, in which no dossier is named.
    withheld: bool,
    content: Option<Content>,
}

struct Content {
    finding: String,
    said: String,
    filters: Vec<(String, String)>,
    target: String,
    rows: Vec<Line>,
    /// The list by dossier, in which each gap is named with who let it happen.
    list: String,
    dates: Vec<DateLine>,
}

/// A unit: became late, sent, sent by due, gaps, rate; and whether the target is reached.
struct Line {
    name: String,
    href: Option<String>,
    numbers: [String; 5],
    tag: (&'static str, String),
}

/// A dossier whose new date comes or is over.
struct DateLine {
    code: String,
    href: String,
    date: String,
    tag: (&'static str, String),
    unit: String,
    holder: String,
}

pub(crate) fn page(context: &RequestContext) -> Answer {
    let mut request = FigureQuery::read(context)?;
    if let (true, Ok(figure_query)) = (context.params.has_blank(), &request.figure_query) {
        return see(&figure_query.link(context, "/coverage"));
    }
    let bar = FilterBar::new(context, "/coverage", &mut request)?;
    let layout = Layout::new(context, &context.text("page-coverage"));
    match request.figure_query {
        Ok(figure_query) if figure_query.scope.public => {
            html(&Page { layout, bar, withheld: true, content: None })
        }
        Ok(figure_query) => {
            let content = Some(content(context, &figure_query)?);
            html(&Page { layout, bar, withheld: false, content })
        }
        Err(_) => {
            let page = Page { layout, bar, withheld: false, content: None };
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

fn content(context: &RequestContext, figure_query: &FigureQuery) -> Result<Content, Error> {
    let whole = Query { by: None, ..figure_query.query.clone() };
    let by_unit = Query { by: Some(Dimension::Unit), ..whole.clone() };
    let total = coverage(figure_query.facts(), &whole).counts();
    let mut rows = coverage_rows(figure_query.facts(), &by_unit);
    rows.sort_by_key(|(_, row)| std::cmp::Reverse(row.gaps.len()));
    let values = [
        ("rate", context.percent(total.rate().as_deref()).into()),
        ("sent", (total.letter_sent as i64).into()),
        ("late", (total.became_late as i64).into()),
    ];
    let target = context.percent(Some(TARGET));
    Ok(Content {
        finding: match total.became_late == 0 {
            true => context.text("figures-no_letters"),
            false => context.format("finding-letters", &values),
        },
        said: basis_text(context, figure_query),
        filters: figure_query.filters(context),
        target: context.format("coverage-target", &[("target", target.into())]),
        rows: rows.iter().map(|(unit, row)| line(context, figure_query, unit, row)).collect(),
        list: context.link("/reports/apologies", &figure_query.params),
        dates: dates(context, figure_query)?,
    })
}

/// A sentence about the counted dossiers; neither the basis nor the rule of other tables matters here.
fn basis_text(context: &RequestContext, figure_query: &FigureQuery) -> String {
    let query = &figure_query.query;
    let state =
        messages::instant(context.language, figure_query.state(), &figure_query.figures.zone);
    let values = [
        ("from", messages::date_of(query.from).into()),
        ("to", messages::date_of(query.to).into()),
        ("state", state.into()),
    ];
    context.format("coverage-said", &values)
}

fn line(
    context: &RequestContext,
    figure_query: &FigureQuery,
    unit: &str,
    row: &Coverage<'_>,
) -> Line {
    let counts = row.counts();
    let [late, sent, by_due, gaps] =
        Figure::COVERAGE.map(|figure| context.number(counts.of(figure)));
    let reached = counts.gaps == 0;
    let params = figure_query.params.with("unit", unit).with("figure", Figure::Gaps.code());
    let tag =
        if reached { ("within", "coverage-reached") } else { ("past_due", "coverage-missed") };
    Line {
        name: context.names().value(Dimension::Unit, unit),
        href: (!reached).then(|| context.link("/list", &params)),
        numbers: [late, sent, by_due, gaps, context.percent(counts.rate().as_deref())],
        tag: (tag.0, context.text(tag.1)),
    }
}

/// The late dossiers in sight whose new date comes by the next working day or is over, the earliest first.
fn dates(context: &RequestContext, figure_query: &FigureQuery) -> Result<Vec<DateLine>, Error> {
    let pick = Pick {
        phases: vec!["open".to_owned()],
        letters: vec!["sent".to_owned()],
        suspended: Some(false),
        unit: figure_query.query.filters.unit.clone(),
        limit: LETTERS,
        at: context.now().0,
        order: Order::Due,
        ..Pick::default()
    };
    let rows = context.app().pick(&context.who(), &pick)?;
    let mut dates = Vec::new();
    for row in &rows {
        if let Some(date) = promised(context, row)?.filter(|date| near(context, *date)) {
            dates.push((date, row));
        }
    }
    dates.sort_by_key(|(date, row)| (*date, row.code.clone()));
    let names = context.names();
    let line = |(date, row): (Day, &DossierRow)| DateLine {
        code: row.code.clone(),
        href: context.dossier(&row.code, &row.register),
        date: messages::day_of(context.language, date),
        tag: tag(context, date),
        unit: names.unit(&row.unit),
        holder: row.holder.as_deref().map(|holder| names.officer(holder)).unwrap_or_default(),
    };
    Ok(dates.into_iter().map(line).collect())
}

/// The new date of a late dossier whose letter was sent.
pub(in crate::pages) fn promised(
    context: &RequestContext,
    row: &DossierRow,
) -> Result<Option<Day>, Error> {
    let late = row.due_at.is_some_and(|due| Instant(due) < context.now());
    if row.letter != "sent" || !late {
        return Ok(None);
    }
    let dossier = context.app().open_stream(&context.who(), &row.stream, context.now())?;
    Ok(dossier.and_then(|dossier| dossier.view.state.promises.last().map(|(_, date)| *date)))
}

/// Whether a new date is over, or comes by the next working day.
pub(in crate::pages) fn near(context: &RequestContext, date: Day) -> bool {
    context.today() >= context.rules.deadline_calendar().working_day_before(date)
}

pub(in crate::pages) fn tag(context: &RequestContext, date: Day) -> (&'static str, String) {
    let (class, key) = match date.cmp(&context.today()) {
        std::cmp::Ordering::Less => ("past_due", "coverage-date_over"),
        std::cmp::Ordering::Equal => ("near", "coverage-date_today"),
        std::cmp::Ordering::Greater => ("near", "coverage-date_near"),
    };
    (class, context.text(key))
}
