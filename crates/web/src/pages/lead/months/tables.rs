//! The tables of a month as they are shown.

use app::MonthView;
use indicators::month_tables::{Kind, MonthTable, Restatement};
use indicators::{Basis, Dimension, Figure};

use crate::figure_query::figure_name;
use crate::request_context::RequestContext;

/// Codes that are shown of a difference; the counts say how many there are.
const CODES: usize = 10;

/// The columns of the forms of which the others are sums, each with the text of its head.
const FORM_COLUMNS: [(&str, &str); 8] = [
    ("online", "form_06a-4"),
    ("desk_and_post", "form_06a-5"),
    ("carried_over", "form_06a-6"),
    ("early", "form_06a-8"),
    ("on_the_day", "form_06a-9"),
    ("late", "form_06a-10"),
    ("open_within_due", "form_06a-open_within"),
    ("open_past_due", "form_06a-open_past"),
];

/// A table with its heads.
pub(super) struct Table {
    pub id: String,
    pub caption: String,
    pub heads: Vec<String>,
    pub rows: Vec<(String, Vec<String>)>,
}

/// A figure that is another now.
pub(super) struct Changed {
    pub table: String,
    pub row: String,
    pub figure: String,
    /// Closed, now, the difference.
    pub numbers: [String; 3],
    /// Code and address.
    pub added: Vec<(String, String)>,
    pub gone: Vec<(String, String)>,
}

fn basis(context: &RequestContext, basis: Basis) -> String {
    context.text(if basis == Basis::Flow { "basis-flow" } else { "basis-cohort" })
}

fn caption(context: &RequestContext, of: Basis, by: Option<Dimension>) -> String {
    let basis = basis(context, of);
    match by {
        Some(by) => format!("{}: {basis}", context.text(&format!("by-{}", by.code()))),
        None => format!("{}: {basis}", context.text("word-total")),
    }
}

fn row(context: &RequestContext, key: &str, by: Option<Dimension>) -> String {
    match by {
        Some(by) => context.names().value(by, key),
        None => context.text("word-total"),
    }
}

/// All tables of a month: first the totals of both bases, figure by figure.
pub(super) fn of(context: &RequestContext, view: &MonthView) -> Vec<Table> {
    let tables = &view.tables.tables;
    let with_rows = tables.iter().filter(|table| table.by.is_some());
    std::iter::once(totals(context, tables))
        .chain(with_rows.map(|table| by_rows(context, table)))
        .collect()
}

fn totals(context: &RequestContext, tables: &[MonthTable]) -> Table {
    let totals: Vec<&MonthTable> = tables.iter().filter(|table| table.by.is_none()).collect();
    let number = |table: &MonthTable, code: &str| {
        let n = table.rows.values().find_map(|numbers| numbers.get(code));
        n.map_or_else(|| text::number::ABSENT.to_owned(), |n| context.number(*n))
    };
    let is_counted = |figure: &Figure| {
        let mut rows = totals.iter().flat_map(|table| table.rows.values());
        rows.any(|numbers| numbers.contains_key(figure.code()))
    };
    let rows = Figure::all().filter(is_counted).map(|one| {
        let numbers = totals.iter().map(|table| number(table, one.code())).collect();
        (figure_name(context, one, Basis::Flow), numbers)
    });
    Table {
        id: "total".into(),
        caption: context.text("word-total"),
        heads: totals.iter().map(|table| basis(context, table.basis)).collect(),
        rows: rows.collect(),
    }
}

fn by_rows(context: &RequestContext, table: &MonthTable) -> Table {
    let columns = columns(context, table);
    let rows = table.rows.iter().map(|(key, numbers)| {
        let number = |(code, _): &(&str, String)| numbers.get(*code).copied().unwrap_or_default();
        let numbers = columns.iter().map(|column| context.number(number(column))).collect();
        (row(context, key, table.by), numbers)
    });
    let rows = rows.collect();
    let by = table.by.map_or("total", Dimension::code);
    let (of, caption) = match (table.kind, table.basis) {
        (Some(Kind::Form), _) if table.by == Some(Dimension::Unit) => {
            ("form", context.text("open_data-form_06b"))
        }
        (Some(Kind::Form), _) => ("form", context.text("open_data-form_06a")),
        (Some(Kind::Letters), _) => {
            let named = messages::naming(context.rule_set(None));
            ("letters", context.format("open_data-letters", &[named]))
        }
        (None, Basis::Flow) => ("flow", caption(context, table.basis, table.by)),
        (None, Basis::Cohort) => ("cohort", caption(context, table.basis, table.by)),
    };
    Table {
        id: format!("{of}-{by}"),
        caption,
        heads: columns.into_iter().map(|(_, head)| head).collect(),
        rows,
    }
}

/// The numbers of a table by their codes, each with its head: of a form its own columns.
fn columns(context: &RequestContext, table: &MonthTable) -> Vec<(&'static str, String)> {
    let of_form = FORM_COLUMNS.iter().map(|(code, key)| (*code, context.text(key)));
    let has = |code: &str| table.rows.values().any(|numbers| numbers.contains_key(code));
    let figures = Figure::all().filter(|figure| has(figure.code()));
    let figures = figures.map(|one| (one.code(), figure_name(context, one, table.basis)));
    match table.kind {
        Some(Kind::Form) => {
            let is_more = |code: &str| FORM_COLUMNS.iter().all(|(column, _)| *column != code);
            of_form.chain(figures.filter(|(code, _)| is_more(code))).collect()
        }
        _ => figures.collect(),
    }
}

/// A figure that is another now, with the dossiers that make the difference.
pub(super) fn changed(context: &RequestContext, one: &Restatement) -> Changed {
    let codes = |codes: &[String]| {
        let links = codes.iter().take(CODES).map(|code| (code.clone(), context.dossier(code, "")));
        links.collect()
    };
    let difference = one.now.cast_signed() - one.closed.cast_signed();
    Changed {
        table: caption(context, one.basis, one.by),
        row: row(context, &one.row, one.by),
        figure: figure_name(context, one.figure, one.basis),
        numbers: [context.number(one.closed), context.number(one.now), format!("{difference:+}")],
        added: codes(&one.added),
        gone: codes(&one.gone),
    }
}
