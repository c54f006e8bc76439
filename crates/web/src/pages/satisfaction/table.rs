//! The lines of the tables of satisfaction. Knows no question and no right.

use affairs::rating::{Factor, Grade};
use indicators::satisfaction::{Report, Satisfaction, Tally};
use indicators::{Dimension, SMALLEST};

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

pub(super) fn caption(context: &RequestContext, by: Dimension) -> String {
    let name = context.text(&format!("by-{}", by.code()));
    let mut letters = name.chars();
    let small: String = letters
        .next()
        .map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect());
    context.format("satisfaction-rows_caption", &[("by", small.into())])
}
