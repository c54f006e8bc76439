//! The table by one dimension: a row for each unit, field, procedure, officer, channel, ward or
//! month, sorted as asked, each number linking to its list; and the same as a file.

use std::cmp::Reverse;

use indicators::{Basis, Counts, Dimension, Figure, Report, is_merged, statistics};
use text::sort::sort_key;

use super::total::{describe, small};
use crate::charts::hundredths;
use crate::figure_query::FigureQuery;
use crate::report::{Cell, Column, Value};
use crate::request_context::RequestContext;

/// Rows shown unless all are asked for.
const SHOWN: usize = 20;

const COLUMNS: [Figure; 9] = [
    Figure::Received,
    Figure::Finished,
    Figure::Early,
    Figure::OnTheDay,
    Figure::Late,
    Figure::OpenWithinDue,
    Figure::OpenPaused,
    Figure::OpenPastDue,
    Figure::Withdrawn,
];

/// The table as it is shown.
pub(super) struct Table {
    pub caption: String,
    pub heads: Vec<Head>,
    pub rows: Vec<Row>,
    pub total: Vec<String>,
    pub total_rates: [String; 3],
    /// Address and words of the whole table, where rows are left out.
    pub all: Option<(String, String)>,
    /// Rows by month on the flow basis are tables of their own.
    pub months_apart: bool,
}

/// A column's head: a link that sorts.
pub(super) struct Head {
    pub label: String,
    pub href: String,
    /// `ascending` or `descending`, where the table is sorted by it.
    pub sorted: Option<&'static str>,
}

pub(super) struct Row {
    pub name: String,
    /// The code, where it is not the name itself.
    pub code: String,
    /// The link to the list; `None` for merged dossiers.
    pub href: Option<String>,
    pub cells: Vec<(String, Option<String>)>,
    pub rates: [String; 3],
}

/// The sort key of a table, and its direction.
struct Order<'a> {
    by: &'a str,
    falling: bool,
}

impl<'a> Order<'a> {
    fn of(context: &'a RequestContext, by: Dimension) -> Self {
        match context.params.get("sort") {
            Some(sort) => match sort.strip_prefix('-') {
                Some(sort) => Self { by: sort, falling: true },
                None => Self { by: sort, falling: false },
            },
            None if by == Dimension::Month => Self { by: "key", falling: false },
            None => Self { by: "received", falling: true },
        }
    }

    fn sort(&self, rows: &mut [(String, String, &Counts)], by: Dimension) {
        let rate = |rate: Option<String>| rate.map_or(0, |rate| u64::from(hundredths(&rate)) + 1);
        let figure = COLUMNS.into_iter().find(|figure| figure.code() == self.by);
        let number = |counts: &Counts| match (figure, self.by) {
            (Some(figure), _) => counts.of(figure),
            (None, "rate_finished") => rate(counts.rates().finished),
            (None, "rate_in_time") => rate(counts.rates().in_time),
            _ => 0,
        };
        if by == Dimension::Month {
            rows.sort_by(|one, other| one.0.cmp(&other.0));
        } else {
            rows.sort_by_cached_key(|(_, name, _)| sort_key(name));
        }
        match (self.by, self.falling) {
            ("key", true) => rows.reverse(),
            ("key", false) => {}
            (_, true) => rows.sort_by_key(|(.., counts)| Reverse(number(counts))),
            (_, false) => rows.sort_by_key(|(.., counts)| number(counts)),
        }
    }
}

impl Table {
    pub fn new(
        context: &RequestContext,
        figure_query: &FigureQuery,
        report: &Report,
        by: Dimension,
    ) -> Self {
        let order = Order::of(context, by);
        let rows = sorted(context, report, by, &order);
        let whole = rows.len();
        let shown = if context.params.get("rows") == Some("all") { whole } else { SHOWN };
        let all = (whole > shown).then(|| {
            let params = figure_query
                .params
                .with("rows", "all")
                .with("sort", context.params.get("sort").unwrap_or_default());
            let text = context.format("figures-all_rows", &[("n", (whole as i64).into())]);
            (format!("{}#rows", context.link("/figures", &params)), text)
        });
        let row = |(key, name, counts): &(String, String, &Counts)| {
            Row::new(context, figure_query, (key, name), counts, by)
        };
        let name = small(&context.text(&format!("by-{}", by.code())));
        Self {
            caption: context.format(
                "figures-rows_caption",
                &[("by", name.into()), ("n", (whole as i64).into())],
            ),
            heads: heads(context, figure_query, by, &order),
            rows: rows.iter().take(shown).map(row).collect(),
            total: COLUMNS.iter().map(|f| context.number(report.total.of(*f))).collect(),
            total_rates: rates(context, &report.total),
            all,
            months_apart: by == Dimension::Month && figure_query.query.basis == Basis::Flow,
        }
    }
}

impl Row {
    fn new(
        context: &RequestContext,
        figure_query: &FigureQuery,
        (key, name): (&str, &str),
        counts: &Counts,
        by: Dimension,
    ) -> Self {
        let (params, apart) = (figure_query.row(key), !is_merged(key));
        let cell = |figure: Figure| {
            let n = counts.of(figure);
            let href = (n > 0 && apart)
                .then(|| context.link("/list", &params.with("figure", figure.code())));
            (context.number(n), href)
        };
        let coded = by == Dimension::Procedure && key != name && apart && key != indicators::NONE;
        Self {
            name: name.to_owned(),
            code: if coded { key.to_owned() } else { String::new() },
            href: apart.then(|| context.link("/figures", &params)),
            cells: COLUMNS.map(cell).into(),
            rates: rates(context, counts),
        }
    }
}

fn sorted<'a>(
    context: &RequestContext,
    report: &'a Report,
    by: Dimension,
    order: &Order<'_>,
) -> Vec<(String, String, &'a Counts)> {
    let names = context.names();
    let named = report.rows.iter().map(|(key, counts)| (key.clone(), names.value(by, key), counts));
    let mut rows: Vec<_> = named.collect();
    order.sort(&mut rows, by);
    rows
}

fn heads(
    context: &RequestContext,
    figure_query: &FigureQuery,
    by: Dimension,
    order: &Order<'_>,
) -> Vec<Head> {
    let flow = figure_query.query.basis == Basis::Flow;
    let figures = COLUMNS.map(|figure| match figure {
        Figure::Received if flow => (figure.code(), "figure-received-flow".to_owned()),
        figure => (figure.code(), format!("column-{}", figure.code())),
    });
    let rates = ["rate_finished", "rate_in_time"].map(|name| (name, name.replacen('_', "-", 1)));
    let key = ("key", format!("by-{}", by.code()));
    let columns = std::iter::once(key).chain(figures).chain(rates);
    let head = |(name, label): (&str, String)| {
        let sorted =
            (order.by == name).then_some(if order.falling { "descending" } else { "ascending" });
        // Names are sorted upwards first, numbers downwards.
        let falling = if order.by == name { !order.falling } else { name != "key" };
        let sort = if falling { format!("-{name}") } else { name.to_owned() };
        let href = context.link("/figures", &figure_query.params.with("sort", &sort));
        Head { label: context.text(&label), href: format!("{href}#rows"), sorted }
    };
    columns.map(head).collect()
}

/// Finished, in time, and the latter's interval.
fn rates(context: &RequestContext, counts: &Counts) -> [String; 3] {
    let rates = counts.rates();
    let interval = statistics::wilson(counts.in_time, counts.finished);
    [
        context.percent(rates.finished.as_deref()),
        context.percent(rates.in_time.as_deref()),
        interval.map(|bounds| describe(context, &bounds)).unwrap_or_default(),
    ]
}

/// The table as a report, with the thirteen figures.
pub(crate) fn as_report(
    context: &RequestContext,
    figure_query: &FigureQuery,
    report: &Report,
) -> crate::report::Report {
    let by = figure_query.query.by;
    let key = by.map(|by| context.text(&format!("by-{}", by.code()))).unwrap_or_default();
    let figures = Figure::TABLE.map(|figure| figure_query.name(context, figure));
    let rates = ["finished", "in_time", "late"].map(|rate| context.text(&format!("rate-{rate}")));
    let words = [key, context.text("sheet-name")].map(Column::words);
    let columns = words.into_iter().chain(figures.into_iter().chain(rates).map(Column::numbers));
    let line = |key: &str, name: &str, counts: &Counts| {
        let numbers = Figure::TABLE.map(|figure| Cell::count(counts.of(figure)));
        let (finished, received) = (counts.finished, counts.received);
        let rates = [(finished, received), (counts.in_time, finished), (counts.late, finished)];
        let rates = rates.map(|(x, n)| Cell::from(Value::Rate(x, n)));
        [Cell::text(key), Cell::text(name)].into_iter().chain(numbers).chain(rates).collect()
    };
    let rows = report.rows.iter().zip(std::iter::repeat(by));
    let rows = rows.filter_map(|((key, counts), by)| {
        Some(line(key, &context.names().value(by?, key), counts))
    });
    let withheld = figure_query.withheld_reason(context);
    crate::report::Report {
        file: "figures".to_owned(),
        title: context.text("sheet-title"),
        agency: figure_query.reporter(context),
        about: figure_query.about(context),
        columns: columns.collect(),
        rows: rows.filter(|_| withheld.is_none()).collect(),
        total: withheld.is_none().then(|| line(&context.text("word-total"), "", &report.total)),
        notes: Vec::new(),
        empty: withheld,
    }
}
