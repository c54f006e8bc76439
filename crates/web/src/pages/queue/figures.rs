//! Waiting and serving times of the queues by line, counter, hour or day, as page and file.

use affairs::queue_day::Visit;
use affairs::queue_day::figures::{FEWEST, GroupBy, QueueFigures, grouped};
use askama::Template;
use axum::http::StatusCode;
use calendar::Day;

use crate::answer::{Answer, html, html_with, see};
use crate::asked_days;
use crate::fields::{Choice, Fault};
use crate::layout::Layout;
use crate::report::{Cell, Column, Report, ReportTable};
use crate::request_context::RequestContext;

/// Days of a period at most.
const LONGEST: i32 = 366;
const PATH: &str = "/queue/figures";

#[derive(Template)]
#[template(path = "queue/figures.html")]
struct FiguresPage {
    layout: Layout,
    heading: String,
    faults: Vec<Fault>,
    action: String,
    from: String,
    to: String,
    by: Vec<Choice>,
    table: Option<ReportTable>,
    files: [(String, String); 2],
}

/// What is asked: the period and the rows.
fn asked(context: &RequestContext) -> Result<((Day, Day), GroupBy), Vec<Fault>> {
    let (from, to) = asked_days::days(context)?;
    let to = to.unwrap_or_else(|| from.map_or(context.today(), |from| from.max(context.today())));
    let from = from.unwrap_or_else(|| to.first_of_month());
    if to.0 - from.0 >= LONGEST {
        return Err(vec![Fault::new("to", context.text("tickets-figures_long"))]);
    }
    Ok(((from, to), by(context)))
}

fn by(context: &RequestContext) -> GroupBy {
    let word = context.params.get("by").unwrap_or_default();
    GroupBy::ALL.into_iter().find(|by| by.code() == word).unwrap_or(GroupBy::Line)
}

/// The page, or a file.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let (days, by) = match asked(context) {
        Ok(asked) => asked,
        Err(_) if Report::is_file(context) => {
            return see(&context.link(PATH, &context.params.with("as", "")));
        }
        Err(faults) => {
            let page = FiguresPage { faults, ..empty(context, None) };
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    let queues = context.app().queue_days(&context.who(), days)?;
    let report = report(context, (days, by), &grouped(&queues, by, context.zone()));
    report.answer(context, |report| {
        let table = Some(report.table(context.language));
        html(&FiguresPage { table, ..empty(context, Some(days)) })
    })
}

/// The page without a table.
fn empty(context: &RequestContext, days: Option<(Day, Day)>) -> FiguresPage {
    let heading = context.text("page-queue_figures");
    let choice = |one: GroupBy| {
        let mut choice =
            Choice::new(one.code(), context.text(&format!("tickets-by_{}", one.code())));
        choice.chosen = one == by(context);
        choice
    };
    let typed = |name: &str, day: Option<Day>| {
        day.map_or_else(|| context.params.raw(name).to_owned(), messages::date_of)
    };
    let file = |kind: &str| {
        let params = context.params.with("as", kind);
        (context.text(&format!("reports-file_{kind}")), context.link(PATH, &params))
    };
    FiguresPage {
        layout: Layout::new(context, &heading),
        heading,
        faults: Vec::new(),
        action: context.to(PATH),
        from: typed("from", days.map(|days| days.0)),
        to: typed("to", days.map(|days| days.1)),
        by: GroupBy::ALL.into_iter().map(choice).collect(),
        table: None,
        files: ["xlsx", "csv"].map(file),
    }
}

fn report(
    context: &RequestContext,
    ((from, to), by): ((Day, Day), GroupBy),
    rows: &[(String, Vec<&Visit>)],
) -> Report {
    let text = |name: &str| context.text(&format!("tickets-figure_{name}"));
    let mut columns = vec![Column::words(context.text(&format!("tickets-by_{}", by.code())))];
    columns.extend(
        ["visits", "priority", "called", "served", "absent", "transferred", "not_called"]
            .map(|name| Column::numbers(text(name))),
    );
    for group in ["waiting", "serving"] {
        columns.extend(
            ["median", "nine_of_ten", "longest"]
                .map(|name| Column::numbers(text(name)).below_headings([text(group)])),
        );
    }
    let all = rows.iter().flat_map(|(_, visits)| visits.iter().copied());
    let total = QueueFigures::of(all);
    let name = |key: &str| match by {
        GroupBy::Line => line_name(context, key),
        GroupBy::Day => key.parse::<Day>().map_or_else(|_| key.to_owned(), messages::date_of),
        GroupBy::Hour => format!("{key}:00"),
        GroupBy::Counter => match key {
            "" => context.text("tickets-figure_not_called"),
            key => context.format("tickets-counter", &[("n", key.into())]),
        },
    };
    let cells = |name: String, figures: &QueueFigures| {
        let counts = [
            figures.visits,
            figures.priority,
            figures.called,
            figures.served,
            figures.absent,
            figures.transferred,
            figures.not_called,
        ];
        let spreads = [figures.waiting, figures.serving];
        let times = spreads.iter().flat_map(|one| [one.median, one.nine_of_ten, one.longest]);
        let minutes = |seconds: Option<i64>| match seconds {
            Some(seconds) => Cell::count((seconds / 60).unsigned_abs()),
            None => Cell::default(),
        };
        std::iter::once(Cell::text(name))
            .chain(counts.map(Cell::count))
            .chain(times.map(minutes))
            .collect::<Vec<_>>()
    };
    let row = |(key, visits): &(String, Vec<&Visit>)| {
        cells(name(key), &QueueFigures::of(visits.iter().copied()))
    };
    let agency = context.rules.agency.as_ref();
    let period = format!("{} – {}", messages::date_of(from), messages::date_of(to));
    let few = context.format("tickets-figures_note", &[("n", (FEWEST as i64).into())]);
    Report {
        file: "queue-figures".to_owned(),
        title: context.text("page-queue_figures"),
        agency: agency.map(|one| crate::layout::name(one, context.language)).unwrap_or_default(),
        about: vec![(context.text("sheet-period"), period)],
        columns,
        rows: rows.iter().map(row).collect(),
        total: (!rows.is_empty()).then(|| cells(context.text("sheet-total"), &total)),
        notes: vec![few],
        empty: Some(context.text("tickets-figures_none")),
    }
}

/// A line with its desk, where that has one of its letter.
fn line_name(context: &RequestContext, key: &str) -> String {
    let (desk, letter) = key.split_once('/').unwrap_or_default();
    let lines = super::lines(context, desk);
    let line = lines.into_iter().find(|line| line.letter == letter);
    line.map_or_else(|| letter.to_owned(), |line| format!("{letter} · {}", line.name))
}
