//! The figures of a period: the total with definitions and rates, a table by one dimension, charts,
//! and the ratios that show whether the rates can be trusted. Every figure links to the list behind
//! it.

mod charts;
mod rows;
pub(crate) use self::rows::as_report;
pub(crate) mod summary;
mod total;
mod trust;

use askama::Template;
use axum::http::StatusCode;
use indicators::{Basis, Counts, Dimension, Report};

use self::charts::{ChartView, TrendChart};
use self::rows::Table;
use self::total::Total;
use self::trust::Trust;
use crate::address::Params;
use crate::answer::{Answer, html, html_with, see};
use crate::figure_query::FigureQuery;
use crate::filters::FilterBar;
use crate::layout::Layout;
use crate::pages::lead::{months, watches};
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "figures.html")]
struct Page {
    layout: Layout,
    bar: FilterBar,
    content: Option<Content>,
}

/// The content of the page, where the query can be answered.
struct Content {
    text: String,
    filters: Vec<(String, String)>,
    /// Why there is nothing to see, or how to read what there is.
    message: Option<String>,
    /// Why the answer is withheld.
    few: Option<String>,
    /// The closed months of the period, each with the address of its tables.
    marks: Vec<(String, Option<String>)>,
    /// The in-time rate with and without procedures settled at once, for staff.
    one_act: Vec<String>,
    rule: &'static str,
    basis: &'static str,
    total: Total,
    table: Option<Table>,
    charts: Option<ChartView>,
    trend: Option<TrendChart>,
    trust: Trust,
    form_06a: String,
    summary: String,
    csv: String,
    xlsx: String,
    /// Links for overseers: a directive about these figures, and a watch.
    oversee: Vec<(String, String)>,
}

pub(crate) fn page(context: &RequestContext) -> Answer {
    let mut request = FigureQuery::read(context)?;
    if let (true, Ok(figure_query)) = (context.params.has_blank(), &request.figure_query) {
        return see(&figure_query.link(context, "/figures"));
    }
    let bar = FilterBar::new(context, "/figures", &mut request)?;
    let layout = Layout::new(context, &context.text("page-figures"));
    let Ok(figure_query) = request.figure_query else {
        let page = Page { layout, bar, content: None };
        return html_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let report = figure_query.report(context, &figure_query.query)?;
    as_report(context, &figure_query, &report).answer(context, |_| {
        let content = Some(content(context, &figure_query, &report)?);
        html(&Page { layout, bar, content })
    })
}

fn content(
    context: &RequestContext,
    figure_query: &FigureQuery,
    report: &Report,
) -> Result<Content, crate::answer::Error> {
    let by_rows = figure_query.query.by.is_some_and(|by| by != Dimension::Month);
    Ok(Content {
        text: figure_query.describe(context),
        filters: figure_query.filters(context),
        message: describe(context, figure_query),
        few: figure_query.withheld_reason(context),
        marks: marks(context, figure_query)?,
        one_act: one_act(context, figure_query, &report.total),
        rule: if figure_query.query.by_date { "rule.date" } else { "rule.instant" },
        basis: if figure_query.query.basis == Basis::Flow { "flow" } else { "cohort" },
        total: Total::new(context, figure_query, &report.total),
        table: figure_query.query.by.map(|by| Table::new(context, figure_query, report, by)),
        charts: figure_query
            .query
            .by
            .filter(|_| by_rows)
            .map(|by| ChartView::new(context, report, by)),
        trend: TrendChart::new(context, figure_query)?,
        trust: Trust::new(context, figure_query, &report.total),
        form_06a: form_06a(context, figure_query),
        summary: context.link(
            "/summary",
            &figure_query.params.with("by", "").with("basis", "").with("rule", ""),
        ),
        csv: figure_query.link(context, "/figures.csv"),
        xlsx: context.link("/figures", &figure_query.params.with("as", "xlsx")),
        oversee: oversee(context, figure_query),
    })
}

/// Form II.06a of the same period and unit; in public of all units, as it has fields for rows.
fn form_06a(context: &RequestContext, figure_query: &FigureQuery) -> String {
    let unit = if figure_query.scope.public { "" } else { "unit" };
    let names = ["register", "from", "to", "as_of", unit];
    context.link("/figures/06a", &figure_query.params.only(&names))
}

/// The form of a directive about these figures, and that of a watch; nothing for other readers.
fn oversee(context: &RequestContext, figure_query: &FigureQuery) -> Vec<(String, String)> {
    if app::allow(&context.who(), app::Right::Oversee).is_err() {
        return Vec::new();
    }
    let figure = watches::figure(&figure_query.params);
    let directive = Params::default().with("figure", &figure);
    let watched = figure_query.params.only(&["field", "unit", "procedure"]);
    vec![
        (context.link("/directives/new", &directive), context.text("figures-directive")),
        (context.link("/watches", &watched), context.text("figures-watch")),
    ]
}

/// The closed months of a question's period.
fn marks(
    context: &RequestContext,
    figure_query: &FigureQuery,
) -> Result<Vec<(String, Option<String>)>, crate::answer::Error> {
    let query = &figure_query.query;
    months::marks(context, &figure_query.figures, (query.from, query.to), query.as_of)
}

/// The in-time rate with and without procedures settled at once; nothing where none is, and in
/// public, where the difference would be a group of its own.
fn one_act(context: &RequestContext, figure_query: &FigureQuery, total: &Counts) -> Vec<String> {
    let settled = |code: &&str| {
        context.rules.procedures.iter().any(|rule| rule.code == *code && rule.one_act)
    };
    let query = &figure_query.query;
    let procedures = &query.filters.procedures;
    let codes = figure_query.figures.facts.values().of(Dimension::Procedure);
    let codes = codes.filter(|code| {
        procedures.is_empty() || procedures.iter().any(|procedure| procedure == code)
    });
    let (settled, others): (Vec<&str>, Vec<&str>) = codes.partition(settled);
    if figure_query.scope.public || settled.is_empty() || others.is_empty() {
        return Vec::new();
    }
    let mut at_once = indicators::Query { by: None, ..query.clone() };
    at_once.filters.procedures = settled.into_iter().map(str::to_owned).collect();
    let Ok(at_once) = figure_query.report(context, &at_once) else { return Vec::new() };
    let without = Counts {
        finished: total.finished - at_once.total.finished,
        in_time: total.in_time - at_once.total.in_time,
        ..Counts::default()
    };
    let say = |key: &str, counts: &Counts| {
        let rate = context.percent(counts.rates().in_time.as_deref());
        let finished = i64::try_from(counts.finished).unwrap_or(i64::MAX);
        context.format(key, &[("rate", rate.into()), ("n", finished.into())])
    };
    vec![say("figures-with_one_act", total), say("figures-without_one_act", &without)]
}

/// The hint above the figures: figures of another unit, or figures about persons.
pub(super) fn describe(context: &RequestContext, figure_query: &FigureQuery) -> Option<String> {
    if figure_query.outside {
        return Some(context.text("figures-outside"));
    }
    let people = figure_query.query.by == Some(Dimension::Officer)
        || figure_query.query.filters.officer.is_some();
    people.then(|| context.text("figures-people"))
}

impl Content {
    fn definition(&self, context: &Layout, name: &str) -> String {
        let flow = self.basis == "flow";
        definition(context.lang, name, if flow { Basis::Flow } else { Basis::Cohort })
    }
}

/// The definition of a figure in a table of this basis.
pub(crate) fn definition(lang: &str, name: &str, basis: Basis) -> String {
    let definition = indicators::definitions::definition_on(name, basis);
    definition.map_or_else(String::new, |definition| {
        if lang == "en" { definition.en } else { definition.vi }.to_owned()
    })
}

pub(crate) fn table_csv(context: &RequestContext) -> Answer {
    let Ok(figure_query) = FigureQuery::read(context)?.figure_query else {
        return see(&context.link("/figures", &context.params));
    };
    let report = figure_query.report(context, &figure_query.query)?;
    as_report(context, &figure_query, &report).csv(context.language)
}
