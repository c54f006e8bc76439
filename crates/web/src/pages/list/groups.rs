//! The list in its public form: how many dossiers of which field a figure counts, small groups
//! together; no code, no name, no instant.

use indicators::{Dimension, Figure, Groups, MERGED, PublicTables, groups};

use crate::answer::Error;
use crate::figure_query::FigureQuery;
use crate::report::{Cell, Column, Report};
use crate::request_context::RequestContext;

/// The list as it is shown.
pub(super) struct Grouped {
    pub heading: String,
    /// Why the answer is withheld.
    pub few: Option<String>,
    /// The key of the table's caption.
    pub caption: &'static str,
    pub rows: Vec<(String, String)>,
    pub total: String,
}

fn groups_of(
    figure_query: &FigureQuery,
    tables: &PublicTables,
    figure: Figure,
) -> Result<Groups, Error> {
    Ok(groups(figure_query.within(&figure_query.query), &figure_query.query, figure, tables)?)
}

/// The fields with their dossiers, the merged ones last.
fn rows(context: &RequestContext, groups: &Groups) -> Vec<(String, u64)> {
    let names = context.names();
    let row = |(field, dossiers): &(String, u64)| (names.value(Dimension::Field, field), *dossiers);
    let mut rows: Vec<_> = groups.apart.iter().map(row).collect();
    if groups.suppressed > 0 {
        let merged = match rows.is_empty() {
            true => context.text("list-together"),
            false => names.value(Dimension::Field, MERGED),
        };
        rows.push((merged, groups.suppressed));
    }
    rows
}

impl Grouped {
    pub fn new(
        context: &RequestContext,
        figure_query: &FigureQuery,
        tables: &PublicTables,
        figure: Figure,
    ) -> Result<Self, Error> {
        let name = figure_query.name(context, figure);
        let groups = groups_of(figure_query, tables, figure)?;
        let values = [("n", (groups.total() as i64).into()), ("figure", name.into())];
        let number = |(field, dossiers)| (field, context.number(dossiers));
        Ok(Self {
            heading: context.format("list-heading", &values),
            few: figure_query.withheld_reason(context),
            caption: if groups.apart.is_empty() { "list-undivided" } else { "list-grouped" },
            rows: rows(context, &groups).into_iter().map(number).collect(),
            total: context.number(groups.total()),
        })
    }
}

/// The groups as a report.
pub(super) fn as_report(
    context: &RequestContext,
    figure_query: &FigureQuery,
    (tables, figure): (&PublicTables, Figure),
    report: Report,
) -> Result<Report, Error> {
    let groups = groups_of(figure_query, tables, figure)?;
    let rows = rows(context, &groups).into_iter();
    let rows = rows.map(|(field, dossiers)| vec![Cell::text(field), Cell::count(dossiers)]);
    let columns = vec![
        Column::words(context.text("by-field")),
        Column::numbers(context.text("sheet-dossiers")),
    ];
    Ok(Report { columns, rows: rows.collect(), ..report })
}
