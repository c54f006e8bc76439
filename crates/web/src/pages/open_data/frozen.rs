//! The tables of a closed month as they were frozen, in the public form: whatever was learned since, and
//! by whichever definitions they were counted. Counts nothing.

use indicators::definitions::VERSION;
use indicators::form_06a::Form06a;
use indicators::{Dimension, MonthTables, PublicTables, Report};

use crate::figure_query::FigureQuery;
use crate::request_context::RequestContext;

/// The frozen tables of a month.
pub(super) struct Frozen {
    pub tables: MonthTables,
    /// The version of the definitions by which it was counted.
    pub definitions: String,
}

impl Frozen {
    /// The figures by a dimension; `None` where they were not frozen.
    pub(super) fn figures(&self, figure_query: &FigureQuery, by: Dimension) -> Option<Report> {
        let report = self.tables.figures(figure_query.query.basis, by)?;
        Some(published(figure_query, |tables| report.published(tables, by)))
    }

    /// The form by field or by unit; `None` where it was not frozen.
    pub(super) fn form(&self, figure_query: &FigureQuery, by: Dimension) -> Option<Form06a> {
        let form = self.tables.form(by)?;
        Some(published(figure_query, |tables| form.published(tables, by)))
    }

    /// Whether a table shows what was frozen, in words, and the definitions by which it was counted.
    pub(super) fn about(&self, context: &RequestContext, is_frozen: bool) -> [(String, String); 2] {
        let key = if is_frozen { "published-frozen" } else { "published-recounted" };
        [
            (context.text("sheet-definitions"), self.version(is_frozen).to_owned()),
            (context.text("published-numbers"), context.text(key)),
        ]
    }

    /// The version of the definitions by which a table is counted.
    pub(super) fn version(&self, is_frozen: bool) -> &str {
        if is_frozen { &self.definitions } else { VERSION }
    }
}

/// A frozen table in its public form; nothing where it is withheld.
fn published<T: Default>(
    figure_query: &FigureQuery,
    in_public_form: impl FnOnce(&PublicTables) -> T,
) -> T {
    let tables = figure_query.tables.as_ref().filter(|_| figure_query.withheld.is_none());
    tables.map(in_public_form).unwrap_or_default()
}
