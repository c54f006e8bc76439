//! The public tables of figures as files: rows with keys, names and numbers as JSON, and the report of
//! the same table as CSV. Counts nothing.

use affairs::rating::Factor;
use indicators::coverage::{LetterCounts, LetterReport, public_coverage, public_letters};
use indicators::definitions::VERSION;
use indicators::satisfaction::Satisfaction;
use indicators::{Dimension, Figure, PublicTables};
use serde_json::{Value, json};

use super::frozen::Frozen;
use super::tables::{Kind, Table};
use crate::answer::{Answer, Error, csv, json as json_file};
use crate::figure_query::FigureQuery;
use crate::pages::{figures, reports::forms, satisfaction};
use crate::report::{Cell, Column, Report, Value as CellValue};
use crate::request_context::RequestContext;

/// A table: its rows by key with the total, or why it is withheld; and the report made of it.
struct Set {
    rows: Result<(Vec<(String, Value)>, Value), String>,
    report: Report,
    /// Whether the numbers are those that were frozen when the month was closed.
    is_frozen: bool,
}

/// The file of a table: `kind` is the ending of its name. Of a closed month, as it was frozen.
pub(super) fn file(
    context: &RequestContext,
    (table, kind): (&Table, &str),
    figure_query: &FigureQuery,
    frozen: Option<&Frozen>,
) -> Answer {
    let mut set = set(context, table.kind, (figure_query, frozen))?;
    if let Some(frozen) = frozen {
        set.report.about.extend(frozen.about(context, set.is_frozen));
    }
    match kind {
        "csv" => csv(table.code, set.report.csv_text(context.language)),
        "json" => json_file(
            table.code,
            object(context, table.kind, (figure_query, frozen), set).to_string(),
        ),
        _ => Err(Error::NoPage),
    }
}

fn set(
    context: &RequestContext,
    table: Kind,
    (figure_query, frozen): (&FigureQuery, Option<&Frozen>),
) -> Result<Set, Error> {
    let withheld = figure_query.withheld_reason(context);
    let rows = |rows: Vec<(String, Value)>, total: Value| match withheld.clone() {
        Some(why) => Err(why),
        None => Ok((rows, total)),
    };
    Ok(match table {
        Kind::Figures(_) | Kind::Procedures => {
            let counted = table.rows().and_then(|by| frozen?.figures(figure_query, by));
            let is_frozen = counted.is_some();
            let counted = match counted {
                Some(counted) => counted,
                None => figure_query.report(context, &figure_query.query)?,
            };
            let counts = |counts: &indicators::Counts| {
                let mut row = json!(counts);
                row["rates"] = json!(counts.rates());
                row
            };
            let numbers = counted.rows.iter().map(|(key, row)| (key.clone(), counts(row)));
            let rows = rows(numbers.collect(), counts(&counted.total));
            Set { rows, report: figures::as_report(context, figure_query, &counted), is_frozen }
        }
        Kind::Form(by) => {
            let frozen = frozen.and_then(|frozen| frozen.form(figure_query, by));
            let is_frozen = frozen.is_some();
            let (form, report) = forms::made(context, figure_query, (by, frozen))?;
            let numbers = form.rows.iter().map(|(key, row)| (key.clone(), json!(row)));
            Set { rows: rows(numbers.collect(), json!(form.total)), report, is_frozen }
        }
        Kind::Satisfaction(_) => {
            let (counted, report) = satisfaction::make(context, figure_query);
            let rows = counted.map(|counted| {
                let numbers = counted.rows.iter().map(|(key, row)| (key.clone(), answers(row)));
                (numbers.collect(), answers(&counted.total))
            });
            Set { rows, report, is_frozen: false }
        }
        Kind::Letters => letters(context, figure_query, frozen),
    })
}

fn object(
    context: &RequestContext,
    table: Kind,
    (figure_query, frozen): (&FigureQuery, Option<&Frozen>),
    set: Set,
) -> Value {
    let query = &figure_query.query;
    let by = table.rows();
    let named = |(key, mut row): (String, Value), name: String| {
        row["key"] = json!(key);
        row["name"] = json!(name);
        row
    };
    let (rows, total, withheld) = match set.rows {
        Ok((rows, total)) => (rows, total, None),
        Err(why) => (Vec::new(), Value::Null, Some(why)),
    };
    let rows = rows.into_iter().map(|row| {
        let name = by.map(|by| context.names().value(by, &row.0)).unwrap_or_default();
        named(row, name)
    });
    let total = match total {
        Value::Null => Value::Null,
        total => named(("total".to_owned(), total), context.text("word-total")),
    };
    let mut object = json!({
        "register": figure_query.figures.register,
        "by": by.map(Dimension::code),
        "period": { "from": query.from, "to": query.to },
        "as_of": query.as_of,
        "definitions": frozen.map_or(VERSION, |frozen| frozen.version(set.is_frozen)),
        "withheld": withheld,
        "rows": rows.collect::<Vec<Value>>(),
        "total": total,
    });
    if frozen.is_some() {
        object["frozen"] = json!(set.is_frozen);
    }
    object
}

fn answers(group: &Satisfaction) -> Value {
    if group.kept_back {
        let names = ["very_satisfied", "satisfied", "not_satisfied", "answers"];
        let names = names.into_iter().chain(["response_rate", "rate", "interval"]);
        let mut row: Value = names.map(|name| (name.to_owned(), Value::Null)).collect();
        row["given_out"] = json!(group.given_out);
        return row;
    }
    let tally = group.tally(Factor::Service);
    let mut row = json!(tally);
    row["given_out"] = json!(group.given_out);
    row["answers"] = json!(tally.answers());
    row["response_rate"] = json!(group.response_rate());
    row["rate"] = json!(tally.rate());
    row["interval"] =
        json!(tally.interval().map(|(low, high)| json!({ "low": low, "high": high })));
    row
}

/// Which units stand apart in the letters of a question, or why these are withheld.
fn tables_of_letters(
    context: &RequestContext,
    figure_query: &FigureQuery,
) -> Result<PublicTables, String> {
    if let Some(why) = figure_query.withheld_reason(context) {
        return Err(why);
    }
    let figures = &figure_query.figures;
    let now = (figure_query.now, &figures.zone);
    let tables = public_letters(figures.facts.iter(), &figure_query.query, now);
    tables.map_err(|why| satisfaction::not_public(context, why))
}

/// The letters as they are counted from the record.
fn counted_letters(figure_query: &FigureQuery, tables: &PublicTables) -> LetterReport {
    let (rows, total) =
        public_coverage(figure_query.figures.facts.iter(), &figure_query.query, tables);
    let rows = rows.into_iter().map(|(key, row)| (key, row.counts()));
    LetterReport { rows: rows.collect(), total: total.counts() }
}

fn letters(context: &RequestContext, figure_query: &FigureQuery, frozen: Option<&Frozen>) -> Set {
    let frozen = frozen.and_then(|frozen| frozen.tables.letters());
    let is_frozen = frozen.is_some();
    let letters = tables_of_letters(context, figure_query).map(|tables| match frozen {
        Some(frozen) => frozen.published(&tables),
        None => counted_letters(figure_query, &tables),
    });
    let text = |figure: &str| context.text(&format!("figure-{figure}"));
    let columns = Figure::COVERAGE.map(|figure| Column::numbers(text(figure.code())));
    let name = Column::words(context.text("word-unit"));
    let rate = Column::numbers(text("coverage"));
    let names = context.names();
    let (rows, total) = match &letters {
        Ok(LetterReport { rows, total }) => {
            let unit = |key: &str| names.value(Dimension::Unit, key);
            let rows = rows.iter().map(|(key, row)| cells(unit(key), row));
            (rows.collect(), Some(cells(context.text("word-total"), total)))
        }
        Err(_) => (Vec::new(), None),
    };
    let report = Report {
        file: "letters".to_owned(),
        title: context.text("page-coverage"),
        agency: figure_query.reporter(context),
        about: figure_query.about(context),
        columns: std::iter::once(name).chain(columns).chain([rate]).collect(),
        rows,
        total,
        notes: letters.as_ref().err().cloned().into_iter().collect(),
        empty: letters.as_ref().err().cloned(),
    };
    let rows = letters.map(|LetterReport { rows, total }| {
        (rows.into_iter().map(|(key, row)| (key, numbers(&row))).collect(), numbers(&total))
    });
    Set { rows, report, is_frozen }
}

fn cells(name: String, row: &LetterCounts) -> Vec<Cell> {
    let numbers = Figure::COVERAGE.map(|figure| Cell::count(row.of(figure)));
    let rate = CellValue::Rate(row.letter_sent, row.became_late).into();
    std::iter::once(Cell::text(name)).chain(numbers).chain([rate]).collect()
}

fn numbers(row: &LetterCounts) -> Value {
    json!({
        "became_late": row.became_late,
        "letter_sent": row.letter_sent,
        "sent_by_due": row.sent_by_due,
        "gaps": row.gaps,
        "rate": row.rate(),
    })
}
