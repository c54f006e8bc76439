//! Online filing by ward or procedure against the period before, with what the advisory teams did.

use indicators::advisers::{Report as Counted, Row, advisers};
use indicators::{Basis, Dimension};

use super::{Made, show};
use crate::answer::{Answer, Error};
use crate::figure_query::FigureQuery;
use crate::pages::advisers::team;
use crate::pages::campaigns::one::difference;
use crate::pages::figures::describe;
use crate::report::{Cell, Column, Report, Value};
use crate::request_context::RequestContext;

const PATH: &str = "/reports/uptake";

/// Rows are wards unless procedures are asked for.
fn by(context: &RequestContext) -> Dimension {
    match context.params.get("by") {
        Some("procedure") => Dimension::Procedure,
        _ => Dimension::Ward,
    }
}

pub(crate) fn page(context: &RequestContext) -> Answer {
    let request = FigureQuery::read_report(context, Some(by(context)), (Basis::Cohort, true))?;
    show(context, ("uptake", PATH), request, |figure_query| make(context, figure_query))
}

fn make(context: &RequestContext, figure_query: &FigureQuery) -> Result<Made, Error> {
    let by = by(context);
    let sessions = &figure_query.figures.sessions;
    let counted = advisers(figure_query.facts(), sessions, &figure_query.query)?;
    let rows = counted.rows.iter().map(|(key, row)| line(context, team(context, by, key), row));
    let months = counted.months.iter().map(|(month, uptake)| {
        let rate = context.percent(uptake.rate().as_deref());
        format!("{}: {rate}", context.names().value(Dimension::Month, month))
    });
    let months: Vec<String> = months.collect();
    let report = Report {
        file: "online-uptake".to_owned(),
        title: context.text("page-uptake"),
        agency: figure_query.reporter(context),
        about: figure_query.about(context),
        columns: columns(context, &counted, by),
        rows: rows.collect(),
        total: Some(line(context, context.text("word-total"), &counted.total)),
        notes: vec![context.format("uptake-months", &[("months", months.join("; ").into())])],
        empty: Some(context.text("figures-empty")),
    };
    let (other, label) = match by {
        Dimension::Ward => ("procedure", "uptake-by_procedure"),
        _ => ("ward", "uptake-by_ward"),
    };
    let other = context.link(PATH, &figure_query.params.with("by", other));
    let more = Some((context.text(label), other));
    Ok(Made { report, message: describe(context, figure_query), more })
}

fn columns(context: &RequestContext, counted: &Counted, by: Dimension) -> Vec<Column> {
    let text = |name: &str| context.text(&format!("uptake-{name}"));
    let (from, to) = counted.before;
    let days = [("from", messages::date_of(from).into()), ("to", messages::date_of(to).into())];
    let before = context.format("uptake-before", &days);
    let group = |names: &[&str], group: String| -> Vec<Column> {
        let columns =
            names.iter().map(|name| Column::numbers(text(name)).below_headings([group.clone()]));
        columns.collect()
    };
    let rows = Column::words(context.text(&format!("by-{}", by.code())));
    let mut columns = vec![rows];
    columns.extend(group(&["received", "online", "rate"], text("period")));
    columns.extend(group(&["received", "online", "rate"], before));
    columns.push(Column::words(text("change")));
    let sessions = ["sessions", "filed_online", "filed_at_desk", "advised"];
    columns.extend(group(&sessions, text("teams")));
    columns
}

fn line(context: &RequestContext, name: String, row: &Row) -> Vec<Cell> {
    let uptakes = [row.uptake, row.before].into_iter().flat_map(|uptake| {
        let rate = Value::Rate(uptake.online, uptake.received);
        [Cell::count(uptake.received), Cell::count(uptake.online), rate.into()]
    });
    let tally = &row.tally;
    let sessions = [tally.sessions, tally.filed_online, tally.filed_at_desk, tally.advised];
    std::iter::once(Cell::text(name))
        .chain(uptakes)
        .chain([Cell::text(difference(context, row.change().as_ref()))])
        .chain(sessions.map(Cell::count))
        .collect()
}
