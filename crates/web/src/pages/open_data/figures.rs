//! The public tables of figures as files: rows with keys, names and numbers as JSON, and the report of
//! the same table as CSV. Counts nothing.

use affairs::rating::Factor;
use indicators::coverage::{LetterCounts, public_coverage};
use indicators::definitions::VERSION;
use indicators::satisfaction::Satisfaction;
use indicators::{Dimension, Figure};
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
        set.report.about.extend(frozen.about(context, table.kind));
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
            Set { rows, report: figures::as_report(context, figure_query, &counted) }
        }
        Kind::Form(by) => {
            let frozen = frozen.and_then(|frozen| frozen.form(figure_query, by));
            let (form, report) = forms::made(context, figure_query, (by, frozen))?;
            let numbers = form.rows.iter().map(|(key, row)| (key.clone(), json!(row)));
            Set { rows: rows(numbers.collect(), json!(form.total)), report }
        }
        Kind::Satisfaction(_) => {
            let (counted, report) = satisfaction::make(context, figure_query);
            let rows = counted.map(|counted| {
                let numbers = counted.rows.iter().map(|(key, row)| (key.clone(), answers(row)));
                (numbers.collect(), answers(&counted.total))
            });
            Set { rows, report }
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
        "definitions": frozen.map_or(VERSION, |frozen| frozen.version(table)),
        "withheld": withheld,
        "rows": rows.collect::<Vec<Value>>(),
        "total": total,
    });
    if let Some(frozen) = frozen {
        object["frozen"] = json!(frozen.holds(table));
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

/// The letters by unit with their total, as the public sees them, or why they are withheld.
fn counted_letters(
    context: &RequestContext,
    figure_query: &FigureQuery,
) -> Result<(Vec<(String, LetterCounts)>, LetterCounts), String> {
    if let Some(why) = figure_query.withheld_reason(context) {
        return Err(why);
    }
    let figures = &figure_query.figures;
    let today = figures.zone.day(figure_query.query.as_of);
    let coverage = public_coverage(figures.facts.iter(), &figure_query.query, today);
    let (rows, total) = coverage.map_err(|why| satisfaction::not_public(context, why))?;
    let rows = rows.iter().map(|(key, row)| (key.clone(), LetterCounts::from(row)));
    Ok((rows.collect(), LetterCounts::from(&total)))
}

fn letters(context: &RequestContext, figure_query: &FigureQuery, frozen: Option<&Frozen>) -> Set {
    // What says why nothing is public says it of a closed month too.
    let letters = counted_letters(context, figure_query).map(|counted| {
        let frozen = frozen.and_then(|frozen| frozen.letters(context, figure_query));
        frozen.unwrap_or(counted)
    });
    let text = |figure: &str| context.text(&format!("figure-{figure}"));
    let numbers = Figure::COVERAGE.map(|figure| Column::numbers(text(figure.code())));
    let name = Column::words(context.text("word-unit"));
    let rate = Column::numbers(text("coverage"));
    let names = context.names();
    let (rows, total) = match &letters {
        Ok((rows, total)) => {
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
        columns: std::iter::once(name).chain(numbers).chain([rate]).collect(),
        rows,
        total,
        notes: letters.as_ref().err().cloned().into_iter().collect(),
        empty: letters.as_ref().err().cloned(),
    };
    let rows = letters.map(|(rows, total)| {
        (rows.into_iter().map(|(key, row)| (key, counted(&row))).collect(), counted(&total))
    });
    Set { rows, report }
}

fn cells(name: String, row: &LetterCounts) -> Vec<Cell> {
    let numbers = [row.became_late, row.letter_sent, row.sent_by_due, row.gaps].map(Cell::count);
    let rate = CellValue::Rate(row.letter_sent, row.became_late).into();
    std::iter::once(Cell::text(name)).chain(numbers).chain([rate]).collect()
}

fn counted(row: &LetterCounts) -> Value {
    json!({
        "became_late": row.became_late,
        "letter_sent": row.letter_sent,
        "sent_by_due": row.sent_by_due,
        "gaps": row.gaps,
        "rate": row.rate(),
    })
}
