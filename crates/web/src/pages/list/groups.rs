//! The list in its public form: how many dossiers of which field stand behind a figure, small groups
//! together; no code, no name, no instant.

use indicators::{Dimension, Figure, Groups, PublicTables, groups};

use crate::answer::{Answer, Error, csv};
use crate::figure_query::FigureQuery;
use crate::request_context::RequestContext;

/// The list as it is shown.
pub(super) struct Grouped {
    pub heading: String,
    /// Why the answer is withheld.
    pub few: Option<String>,
    pub rows: Vec<(String, String)>,
    pub total: String,
}

fn found(
    figure_query: &FigureQuery,
    tables: &PublicTables,
    figure: Figure,
) -> Result<Groups, Error> {
    Ok(groups(figure_query.facts(), &figure_query.query, figure, tables)?)
}

impl Grouped {
    pub fn new(
        context: &RequestContext,
        figure_query: &FigureQuery,
        tables: &PublicTables,
        figure: Figure,
    ) -> Result<Self, Error> {
        let name = context.text(&format!("figure-{}", figure.code()));
        let found = found(figure_query, tables, figure)?;
        let values = [("n", (found.total() as i64).into()), ("figure", name.into())];
        let row = |(field, dossiers): &(String, u64)| {
            (context.names().value(Dimension::Field, field), context.number(*dossiers))
        };
        let mut rows: Vec<_> = found.apart.iter().map(row).collect();
        if found.suppressed > 0 {
            let together = if rows.is_empty() { "list-together" } else { "figures-merged" };
            rows.push((context.text(together), context.number(found.suppressed)));
        }
        Ok(Self {
            heading: context.format("list-heading", &values),
            few: figure_query.few(context),
            rows,
            total: context.number(found.total()),
        })
    }
}

/// The same as a file.
pub(super) fn as_csv(
    context: &RequestContext,
    figure_query: &FigureQuery,
    tables: &PublicTables,
    figure: Figure,
) -> Answer {
    let heads = ["by-field", "sheet-dossiers"].map(|head| context.text(head));
    let mut file = figure_query.sheet(context, &heads);
    let found = found(figure_query, tables, figure)?;
    for (field, dossiers) in &found.apart {
        file.line(&[context.names().value(Dimension::Field, field), dossiers.to_string()]);
    }
    if found.suppressed > 0 {
        file.line(&[context.text("figures-merged"), found.suppressed.to_string()]);
    }
    csv(figure.code(), file.finish())
}
