//! The index of QĐ 766/QĐ-TTg as far as the register's data goes: each component with its points, and
//! what is missing by name.

use affairs::rating::Factor;
use indicators::complaints::complaints;
use indicators::index_766::{
    ANSWER_POINTS, PROGRESS_POINTS, SATISFACTION_FULL, SATISFACTION_POINTS, points, progress,
    satisfied,
};
use indicators::satisfaction::satisfaction;
use indicators::{Basis, Counts};

use super::{Made, show};
use crate::answer::{Answer, Error};
use crate::figure_query::FigureQuery;
use crate::pages::figures::describe;
use crate::report::{Cell, Column, Report, Value};
use crate::request_context::RequestContext;

const PATH: &str = "/reports/766";

/// Components that a register holds no data of, by group, with their points as far as the sources say.
const MISSING: [(&str, &str, &str); 13] = [
    ("open", "published", "6"),
    ("open", "updated", "4"),
    ("open", "complete", "2"),
    ("open", "synced", "6"),
    ("digital", "electronic_result", "6"),
    ("digital", "digitised", "4"),
    ("digital", "certified", "2"),
    ("digital", "reused", "2"),
    ("digital", "connected", "4"),
    ("digital", "population", "4"),
    ("online", "procedures", ""),
    ("online", "paid", "10"),
    ("content", "answers_liked", "6"),
];

pub(crate) fn page(context: &RequestContext) -> Answer {
    let request = FigureQuery::read_report(context, None, (Basis::Flow, false))?;
    show(context, ("index_766", PATH), request, |figure_query| make(context, figure_query))
}

/// A component: its group, name, most points and fraction.
struct Component<'a> {
    context: &'a RequestContext,
    group: &'a str,
    name: &'a str,
}

impl Component<'_> {
    fn names(&self) -> [Cell; 2] {
        let group = self.context.text(&format!("index_766-group_{}", self.group));
        [Cell::text(group), Cell::text(self.context.text(&format!("index_766-{}", self.name)))]
    }

    /// Computed: most points, fraction, points in hundredths.
    fn row(&self, most: Option<u64>, (x, n): (u64, u64), points: Option<i64>) -> Vec<Cell> {
        let numbers = [
            most.map(Cell::count).unwrap_or_default(),
            Cell::count(x),
            Cell::count(n),
            Value::Rate(x, n).into(),
            points.map(|points| Value::Hundredths(points).into()).unwrap_or_default(),
            Cell::text(self.context.text(&format!("index_766-said_{}", self.name))),
        ];
        self.names().into_iter().chain(numbers).collect()
    }

    fn missing(&self, most: &str) -> Vec<Cell> {
        let most = most.parse().map(Cell::count).unwrap_or_default();
        let cell = Cell::text(self.context.text("index_766-missing"));
        let none = std::iter::repeat_n(Cell::default(), 4);
        self.names().into_iter().chain([most]).chain(none).chain([cell]).collect()
    }
}

/// Complaints whose due fell by the period's end, and of them answered by it.
fn answered(total: &Counts) -> (u64, u64) {
    (total.in_time, total.finished + total.open_past_due)
}

fn make(context: &RequestContext, figure_query: &FigureQuery) -> Result<Made, Error> {
    let query = &figure_query.query;
    let counted = progress(figure_query.facts(), query);
    let rated = satisfaction(figure_query.facts(), query).total.tally(Factor::Service);
    let made = context.app().complaints_made(&figure_query.figures.register);
    let complained = complaints(&figure_query.figures.facts, &made, query)?.total;
    let liked = satisfied(&counted, rated.not_satisfied, complained.received);
    let (answered, due) = answered(&complained);
    // Without a complaint the component has all its points.
    let answer_points = points(ANSWER_POINTS, (answered, due), 100).or(Some(600));
    let component = |group, name| Component { context, group, name };
    let in_time = (counted.in_time, counted.received);
    let online = (counted.online, counted.new);
    let mut rows = vec![
        component("progress", "in_time").row(
            Some(PROGRESS_POINTS),
            in_time,
            points(PROGRESS_POINTS, in_time, 100),
        ),
        component("online", "filed").row(None, online, None),
        component("content", "answered").row(Some(ANSWER_POINTS), (answered, due), answer_points),
        component("content", "liked").row(
            Some(SATISFACTION_POINTS),
            liked,
            points(SATISFACTION_POINTS, liked, SATISFACTION_FULL),
        ),
    ];
    let missing = MISSING.iter().map(|(group, name, most)| component(group, name).missing(most));
    rows.extend(missing);
    let again = (counted.second_supplement as i64).into();
    let report = Report {
        file: "index-766".to_owned(),
        title: context.text("page-index_766"),
        agency: figure_query.reporter(context),
        about: figure_query.about(context),
        columns: columns(context),
        rows,
        total: None,
        notes: vec![
            context.format("index_766-note_again", &[("n", again)]),
            context.text("index_766-note"),
        ],
        empty: None,
    };
    Ok(Made { report, message: describe(context, figure_query), more: None })
}

fn columns(context: &RequestContext) -> Vec<Column> {
    let text = |name: &str| context.text(&format!("index_766-column_{name}"));
    let words = ["group", "component"].map(|name| Column::words(text(name)));
    let numbers = ["most", "x", "n", "rate", "points"].map(|name| Column::numbers(text(name)));
    words.into_iter().chain(numbers).chain([Column::words(text("said"))]).collect()
}
