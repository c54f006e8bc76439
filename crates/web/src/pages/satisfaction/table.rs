//! The lines of the tables of satisfaction. Knows no question and no right.

use affairs::rating::{Factor, Grade};
use indicators::satisfaction::{Report, Satisfaction, Tally};
use indicators::{Dimension, SMALLEST};

use crate::report::{Cell, Column, Report as File, Value};
use crate::request_context::RequestContext;

/// A line of a table.
pub(super) struct Line {
    pub name: String,
    /// Results given out and response rate; empty in a table by factor.
    pub given_out: [String; 2],
    /// Answers, and these by grade.
    pub answers: Vec<String>,
    /// The rate and its interval.
    pub rate: [String; 2],
    /// Whether the answers are kept back.
    pub kept_back: bool,
}

impl Line {
    fn new(context: &RequestContext, name: String, tally: &Tally) -> Self {
        let grades = Grade::ALL.iter().map(|grade| tally.of(*grade));
        let answers = std::iter::once(tally.answers()).chain(grades);
        Self {
            name,
            given_out: Default::default(),
            answers: answers.map(|n| context.number(n)).collect(),
            rate: [
                context.percent(tally.rate().as_deref()),
                tally.interval().map(|bounds| describe(context, &bounds)).unwrap_or_default(),
            ],
            kept_back: false,
        }
    }

    fn of_group(context: &RequestContext, name: String, group: &Satisfaction, by: Factor) -> Self {
        let response = match group.kept_back {
            true => String::new(),
            false => context.percent(group.response_rate().as_deref()),
        };
        Self {
            given_out: [context.number(group.given_out), response],
            kept_back: group.kept_back,
            ..Self::new(context, name, &group.tally(by))
        }
    }
}

/// An interval: `70,97–92,78 %`.
pub(super) fn describe(context: &RequestContext, (low, high): &(String, String)) -> String {
    let decimal = |bound: &str| text::number::decimal(bound, context.language);
    format!("{}–{}\u{a0}%", decimal(low), decimal(high))
}

/// A line for each factor with as many answers as stand together.
pub(super) fn factors(context: &RequestContext, total: &Satisfaction) -> Vec<Line> {
    let answered = Factor::ALL.iter().filter(|factor| total.tally(**factor).answers() >= SMALLEST);
    let line = |factor: &Factor| {
        let name = context.text(&format!("satisfaction-of_{}", factor.code()));
        Line::new(context, name, &total.tally(*factor))
    };
    answered.map(line).collect()
}

/// A line for each row; none without a dimension.
pub(super) fn rows(
    context: &RequestContext,
    report: &Report,
    by: Option<Dimension>,
    factor: Factor,
) -> Vec<Line> {
    let Some(by) = by else { return Vec::new() };
    let names = context.names();
    let rows = report.rows.iter();
    rows.map(|(key, group)| Line::of_group(context, names.value(by, key), group, factor)).collect()
}

/// Columns, rows and total of a file.
pub(super) fn file(
    context: &RequestContext,
    report: Option<&Report>,
    by: Option<Dimension>,
    factor: Factor,
) -> File {
    let name = by.map(|by| context.text(&format!("by-{}", by.code()))).unwrap_or_default();
    let heads = ["given_out", "response", "answers", "very", "satisfied", "not", "rate"];
    let heads = heads.map(|head| Column::numbers(context.text(&format!("satisfaction-{head}"))));
    let interval = Column::words(context.text("satisfaction-interval"));
    let columns = std::iter::once(Column::words(name)).chain(heads).chain([interval]);
    let names = context.names();
    let cells = |name: String, group: &Satisfaction| {
        let tally = group.tally(factor);
        let head = [Cell::text(name), Cell::count(group.given_out)];
        if group.kept_back {
            let why = Cell::text(context.text("satisfaction-row_kept_back"));
            let none = std::iter::repeat_n(Cell::default(), 6);
            return head.into_iter().chain([why]).chain(none).collect();
        }
        let grades = Grade::ALL.iter().map(|grade| Cell::count(tally.of(*grade)));
        let content = tally.very_satisfied + tally.satisfied;
        let rate = tally.rate().map(|_| Value::Rate(content, tally.answers()).into());
        let interval = tally.interval().map(|bounds| Cell::text(describe(context, &bounds)));
        head.into_iter()
            .chain([Value::Rate(group.answers, group.given_out).into()])
            .chain([Cell::count(tally.answers())])
            .chain(grades)
            .chain([rate.unwrap_or_default(), interval.unwrap_or_default()])
            .collect::<Vec<Cell>>()
    };
    let rows = report.iter().flat_map(|report| &report.rows);
    let rows = rows.filter_map(|(key, group)| Some(cells(names.value(by?, key), group)));
    File {
        columns: columns.collect(),
        rows: rows.collect(),
        total: report.map(|report| cells(context.text("word-total"), &report.total)),
        ..File::default()
    }
}

pub(super) fn caption(context: &RequestContext, by: Dimension) -> String {
    let name = context.text(&format!("by-{}", by.code()));
    let mut letters = name.chars();
    let small: String = letters
        .next()
        .map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect());
    context.format("satisfaction-rows_caption", &[("by", small.into())])
}
