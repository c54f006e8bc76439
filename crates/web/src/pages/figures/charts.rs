//! The charts of the tables: bars by row, the in-time rate by month, one small chart a ward.
//! Each title states what the chart shows.

use indicators::{Basis, Counts, Dimension, Query, Report, is_merged, statistics};

use super::total::{PARTS, pieces};
use crate::answer::Error;
use crate::charts::{Bar, ChartSize, Line, Point, floor, hundredths};
use crate::figure_query::FigureQuery;
use crate::request_context::RequestContext;

/// Rows drawn at most.
const SHOWN: usize = 13;
/// Months under which no course is drawn.
const FEWEST: usize = 3;

/// Bars by row.
pub(super) struct ChartView {
    pub finding: String,
    pub legend: Vec<(&'static str, String)>,
    pub bars: Vec<(String, Bar, String)>,
    pub rest: String,
}

impl ChartView {
    pub fn new(context: &RequestContext, report: &Report, by: Dimension) -> Self {
        let names = context.names();
        let mut rows: Vec<_> = report.rows.iter().collect();
        rows.sort_by_key(|(_, counts)| std::cmp::Reverse(counts.received));
        let most = rows.first().map_or(0, |(_, counts)| counts.received);
        let bars = rows.iter().take(SHOWN).map(|(key, counts)| {
            let bar = Bar::new(&pieces(counts), most);
            (names.value(by, key), bar, context.number(counts.received))
        });
        let present = |(figure, _): &&(indicators::Figure, &'static str)| {
            report.rows.iter().any(|(_, counts)| counts.of(*figure) > 0)
        };
        let legend = PARTS.iter().filter(present);
        let left = rows.len().saturating_sub(SHOWN) as i64;
        Self {
            finding: finding(context, report, by),
            legend: legend
                .map(|(f, class)| (*class, context.text(&format!("figure-{}", f.code()))))
                .collect(),
            bars: bars.collect(),
            rest: if left > 0 {
                context.format("figures-not_drawn", &[("n", left.into())])
            } else {
                String::new()
            },
        }
    }
}

fn finding(context: &RequestContext, report: &Report, by: Dimension) -> String {
    if by == Dimension::Officer {
        // A heading names no officer.
        return context.text("finding-officers");
    }
    let apart = report.rows.iter().filter(|(key, _)| !is_merged(key));
    let worst = apart.filter(|(_, counts)| counts.late > 0);
    let Some((key, counts)) = worst.max_by_key(|(_, counts)| counts.late) else {
        let none = report.total.late == 0;
        return context.text(if none { "finding-none_late" } else { "finding-merged_late" });
    };
    let values = [
        ("name", context.names().value(by, key).into()),
        ("late", (counts.late as i64).into()),
        ("finished", (counts.finished as i64).into()),
        ("rate", context.percent(counts.rates().late.as_deref()).into()),
    ];
    context.format("finding-most_late", &values)
}

/// The in-time rate by month of reception, or of each month's own table.
pub(super) struct TrendChart {
    pub finding: String,
    pub line: Line,
    pub months: Vec<[String; 5]>,
    pub wards: Vec<(String, Line)>,
}

impl TrendChart {
    /// `None` where there are too few months.
    pub fn new(
        context: &RequestContext,
        figure_query: &FigureQuery,
    ) -> Result<Option<Self>, Error> {
        if figure_query.scope.public && figure_query.query.by_quarter() {
            return Ok(None);
        }
        let query = Query { by: Some(Dimension::Month), ..figure_query.query.clone() };
        let report = figure_query.report(context, &query)?;
        let points = points(context, &report);
        if points.len() < FEWEST {
            return Ok(None);
        }
        let name = context.text(match query.basis {
            Basis::Cohort => "chart-course_cohort",
            Basis::Flow => "chart-course_flow",
        });
        let wards = match figure_query.query.by {
            // In public a ward's months are not published.
            Some(Dimension::Ward) if !figure_query.scope.public => {
                wards(context, figure_query, &query)?
            }
            _ => Vec::new(),
        };
        Ok(Some(Self {
            finding: trend_finding(context, &points),
            line: Line::new(&name, &points, floor(&points), ChartSize::Large),
            months: report.rows.iter().map(|(key, counts)| month(context, key, counts)).collect(),
            wards,
        }))
    }
}

fn month(context: &RequestContext, key: &str, counts: &Counts) -> [String; 5] {
    let interval = statistics::wilson(counts.in_time, counts.finished);
    let name = context.names().value(Dimension::Month, key);
    let name = match mostly_open(counts) {
        true => context.format("figures-month_open", &[("month", name.into())]),
        false => name,
    };
    [
        name,
        context.number(counts.finished),
        context.number(counts.in_time),
        context.percent(counts.rates().in_time.as_deref()),
        interval.map(|bounds| super::total::describe(context, &bounds)).unwrap_or_default(),
    ]
}

/// A small chart for each ward, all on the same axis.
fn wards(
    context: &RequestContext,
    figure_query: &FigureQuery,
    query: &Query,
) -> Result<Vec<(String, Line)>, Error> {
    let names = context.names();
    let of = Query { by: Some(Dimension::Ward), ..query.clone() };
    let report = figure_query.report(context, &of)?;
    let mut charts = Vec::new();
    let rows = report.rows.iter();
    let shown = rows.filter(|(key, counts)| counts.finished > 0 && !is_merged(key));
    for (key, _) in shown.take(SHOWN) {
        let mut query = query.clone();
        query.filters.ward = Some(key.clone());
        let months = figure_query.report(context, &query)?;
        charts.push((names.value(Dimension::Ward, key), points(context, &months)));
    }
    // Intervals of small numbers are wide: the axis follows the rates.
    let rates = charts.iter().flat_map(|(_, points)| points).map(|point| point.rate);
    let floor = rates.min().unwrap_or(0).saturating_sub(200) / 1000 * 1000;
    let line = |(name, points): (String, Vec<Point>)| {
        let line = Line::new(&name, &points, floor.min(9000), ChartSize::Small);
        (name, line)
    };
    Ok(charts.into_iter().map(line).collect())
}

fn points(context: &RequestContext, report: &Report) -> Vec<Point> {
    let rows = report.rows.iter();
    let rows = rows.filter(|(key, counts)| counts.finished > 0 && !is_merged(key));
    let sparse = report.rows.len().div_ceil(14).max(1);
    rows.enumerate()
        .map(|(index, (key, counts))| {
            let rate = statistics::rate(counts.in_time, counts.finished).unwrap_or_default();
            let (low, high) =
                statistics::wilson(counts.in_time, counts.finished).unwrap_or_default();
            let value = context.percent(Some(&rate));
            let name = context.names().value(Dimension::Month, key);
            Point {
                tick: if index % sparse == 0 { tick(key, index == 0) } else { String::new() },
                label: format!("{name}: {value}"),
                value,
                rate: hundredths(&rate),
                low: hundredths(&low),
                high: hundredths(&high),
                is_unsettled: mostly_open(counts),
            }
        })
        .collect()
}

/// Whether most of a month's dossiers are still open, so that its rate says little.
fn mostly_open(counts: &Counts) -> bool {
    counts.open * 2 > counts.received
}

/// The number of a month, with the year at the first one and at each January.
fn tick(key: &str, first: bool) -> String {
    let Some((year, month)) = key.split_once('-') else { return key.to_owned() };
    let month = month.trim_start_matches('0');
    let year = year.get(2..).unwrap_or(year);
    if first || month == "1" { format!("{month}/{year}") } else { month.to_owned() }
}

fn trend_finding(context: &RequestContext, points: &[Point]) -> String {
    let settled = || points.iter().filter(|point| !point.is_unsettled);
    let lowest = settled().min_by_key(|point| point.rate);
    let highest = settled().rev().max_by_key(|point| point.rate);
    let (Some(lowest), Some(highest)) = (lowest, highest) else {
        return context.text("finding-course_open");
    };
    if lowest.rate == highest.rate {
        return context.format("finding-course_level", &[("rate", (&lowest.value).into())]);
    }
    let values = [("low", (&lowest.label).into()), ("high", (&highest.label).into())];
    context.format("finding-course", &values)
}
