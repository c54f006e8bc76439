//! Complaints by theme: whole for those who answer for the work of others, in the public form for
//! all other readers.

use app::{Right, allow};
use indicators::complaints::{as_facts, by_theme};
use indicators::{Counts, Dimension, Filters, IdentityBroken, PublicTables, Report, row_groups};

use crate::figure_query::FigureQuery;
use crate::request_context::RequestContext;

/// A line for each theme and for the total: its name, complaints, answered, in time, overdue.
pub(super) fn lines(
    context: &RequestContext,
    figure_query: &FigureQuery,
) -> Result<Vec<[String; 5]>, IdentityBroken> {
    let Some(report) = counted(context, figure_query)? else { return Ok(Vec::new()) };
    let theme_name = |theme: &str| context.text(&format!("complaint-theme_{theme}"));
    let name = |row: &str| {
        let Some(themes) = row_groups(row) else { return theme_name(row) };
        let themes: Vec<String> = themes.map(theme_name).collect();
        context.format("satisfaction-themes_merged", &[("themes", themes.join("; ").into())])
    };
    let rows = report.rows.iter().map(|(theme, counts)| line(context, name(theme), counts));
    Ok(rows.chain([line(context, context.text("word-total"), &report.total)]).collect())
}

fn line(context: &RequestContext, name: String, counts: &Counts) -> [String; 5] {
    let in_time = indicators::statistics::rate(counts.in_time, counts.finished);
    [
        name,
        context.number(counts.received),
        context.number(counts.finished),
        context.percent(in_time.as_deref()),
        context.number(counts.open_past_due),
    ]
}

/// The table as far as the reader may see it; nothing where there is no complaint to see.
fn counted(
    context: &RequestContext,
    figure_query: &FigureQuery,
) -> Result<Option<Report>, IdentityBroken> {
    let query = &figure_query.query;
    let oversees = !figure_query.scope.public && allow(&context.who(), Right::Oversee).is_ok();
    let hidden = figure_query.outside || figure_query.withheld.is_some();
    if hidden || (!oversees && query.filters != Filters::default()) {
        return Ok(None);
    }
    let made = context.app().complaints_made(&figure_query.figures.register);
    let table = as_facts(&figure_query.figures.facts, &made, query);
    let grouped = by_theme(query);
    let report = indicators::count(table.iter(), &grouped)?;
    if report.total.received == 0 {
        return Ok(None);
    }
    if oversees {
        return Ok(Some(report));
    }
    let today = figure_query.figures.zone.day(query.as_of);
    let tables = PublicTables::of(&table, &grouped, today).ok();
    Ok(tables.map(|tables| report.suppressed(&tables, Dimension::Field)))
}
