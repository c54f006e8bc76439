//! The tables of a closed month as they were frozen, in the public form: whatever was learned since, and
//! by whichever definitions they were counted. Counts nothing.

use indicators::coverage::{LetterCounts, public_letters};
use indicators::definitions::VERSION;
use indicators::form_06a::Form06a;
use indicators::{Dimension, MonthTables, Report};

use super::tables::Kind;
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
        Some(
            figure_query
                .tables
                .as_ref()
                .map(|tables| report.published(tables, by))
                .unwrap_or_default(),
        )
    }

    /// The form by field or by unit; `None` where it was not frozen.
    pub(super) fn form(&self, figure_query: &FigureQuery, by: Dimension) -> Option<Form06a> {
        let form = self.tables.form(by)?;
        let tables = figure_query.tables.as_ref().filter(|_| figure_query.withheld.is_none());
        Some(tables.map(|tables| form.published(tables, by)).unwrap_or_default())
    }

    /// The letters by unit with their total, where the public may see them; `None` where they were not
    /// frozen. A unit stands apart that does so now and did when the month was closed.
    pub(super) fn letters(
        &self,
        context: &RequestContext,
        figure_query: &FigureQuery,
    ) -> Option<(Vec<(String, LetterCounts)>, LetterCounts)> {
        let day = |at| figure_query.figures.zone.day(at);
        let facts = || figure_query.figures.facts.iter();
        let now = indicators::Query { as_of: context.now(), ..figure_query.query.clone() };
        let then =
            public_letters(facts(), &figure_query.query, day(figure_query.query.as_of)).ok()?;
        let now = public_letters(facts(), &now, day(now.as_of)).ok()?;
        self.tables.letters(&then.merged_with(&now))
    }

    /// Whether a table was frozen.
    pub(super) fn holds(&self, kind: Kind) -> bool {
        match kind {
            Kind::Figures(by) => self.tables.figures(kind.basis(), by).is_some(),
            Kind::Form(by) => self.tables.form(by).is_some(),
            Kind::Letters => self.tables.has_parts(),
            Kind::Satisfaction(_) | Kind::Procedures => false,
        }
    }

    /// Whether a table shows what was frozen, in words, and the definitions by which it was counted.
    pub(super) fn about(&self, context: &RequestContext, kind: Kind) -> [(String, String); 2] {
        let holds = self.holds(kind);
        let key = if holds { "published-frozen" } else { "published-recounted" };
        [
            (context.text("sheet-definitions"), self.version(kind).to_owned()),
            (context.text("published-numbers"), context.text(key)),
        ]
    }

    /// The version of the definitions by which a table is counted.
    pub(super) fn version(&self, kind: Kind) -> &str {
        if self.holds(kind) { &self.definitions } else { VERSION }
    }
}
