//! Open data: every public table with its definition and denominator, as CSV, JSON and a schema, in the
//! public form for every reader; the catalogue of procedures; each closed month as a report of its own.

mod month;
mod tables;

use askama::Template;
use axum::http::StatusCode;
use calendar::Day;
use indicators::definitions::VERSION;
use indicators::{Basis, Dimension};
use serde_json::{Value, json};

pub(crate) use self::month::page as published;
use self::tables::{Kind, TABLES};
use crate::answer::{Answer, Error, csv, html, json as json_file};
use crate::csv::Csv;
use crate::figure_query::FigureQuery;
use crate::layout::Layout;
use crate::request_context::RequestContext;

/// The schemas of the files.
const SCHEMAS: [(&str, &str); 2] = [
    ("figures.schema.json", include_str!("../../../../docs/schemas/open-data-figures.json")),
    ("procedures.schema.json", include_str!("../../../../docs/schemas/open-data-procedures.json")),
];

#[derive(Template)]
#[template(path = "open_data.html")]
struct Page {
    layout: Layout,
    heading: String,
    tables: Vec<Line>,
    months: Vec<[String; 3]>,
}

/// A table of the page.
struct Line {
    name: String,
    definition: String,
    denominator: String,
    /// Words and address of each file.
    files: [(String, String); 3],
}

pub(crate) fn page(context: &RequestContext) -> Answer {
    let heading = context.text("page-open_data");
    let tables = TABLES.iter().map(|table| {
        let text = |key: &str| context.text(&format!("open_data-{key}"));
        let address = |file: &str| context.to(&format!("/open-data/{file}"));
        Line {
            name: text(&table.code.replace('-', "_")),
            definition: text(table.kind.definition()),
            denominator: text(table.kind.denominator()),
            files: [
                ("CSV".to_owned(), address(&format!("{}.csv", table.code))),
                ("JSON".to_owned(), address(&format!("{}.json", table.code))),
                (text("schema"), address(table.kind.schema())),
            ],
        }
    });
    html(&Page {
        layout: Layout::new(context, &heading),
        heading,
        tables: tables.collect(),
        months: month::published(context)?,
    })
}

/// A file, by its name.
pub(crate) fn file(context: &RequestContext) -> Answer {
    if let Some((name, schema)) = SCHEMAS.iter().find(|(name, _)| *name == context.code) {
        return json_file(name, (*schema).to_owned());
    }
    let (code, kind) = context.code.rsplit_once('.').ok_or(Error::NoPage)?;
    let table = TABLES.iter().find(|table| table.code == code).ok_or(Error::NoPage)?;
    match (table.kind, kind) {
        (Kind::Procedures, "csv") => csv(code, procedures_csv(context)),
        (Kind::Procedures, "json") => json_file(code, procedures(context).to_string()),
        (Kind::Figures(by), "csv") => figures(context, by, |context, query, report| {
            let report = crate::pages::figures::as_report(context, query, report);
            csv(code, report.csv_text(context.language))
        }),
        (Kind::Figures(by), "json") => figures(context, by, |context, query, report| {
            json_file(code, as_json(context, query, report).to_string())
        }),
        _ => Err(Error::NoPage),
    }
}

/// The public table of the question, or the words why it is not public.
fn figures(
    context: &RequestContext,
    by: Dimension,
    give: impl FnOnce(&RequestContext, &FigureQuery, &indicators::Report) -> Answer,
) -> Answer {
    let asked = FigureQuery::read_public(context, Some(by), (Basis::Cohort, true))?;
    match asked.figure_query {
        Ok(query) => {
            let report = query.report(context, &query.query)?;
            give(context, &query, &report)
        }
        Err(faults) => {
            let faults: Vec<String> = faults.into_iter().map(|fault| fault.message).collect();
            let body = json!({ "faults": faults }).to_string();
            let mut answer = json_file("faults", body)?;
            *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(answer)
        }
    }
}

fn as_json(
    context: &RequestContext,
    figure_query: &FigureQuery,
    report: &indicators::Report,
) -> Value {
    let query = &figure_query.query;
    let row = |key: &str, name: String, counts: &indicators::Counts| {
        let mut row = json!(counts);
        row["key"] = json!(key);
        row["name"] = json!(name);
        row["rates"] = json!(counts.rates());
        row
    };
    let withheld = figure_query.withheld.is_some();
    let by = query.by.map(Dimension::code);
    let rows =
        report.rows.iter().filter(|_| !withheld).filter_map(|(key, counts)| {
            Some(row(key, context.names().value(query.by?, key), counts))
        });
    let total = row("total", context.text("word-total"), &report.total);
    json!({
        "register": figure_query.figures.register,
        "by": by,
        "period": { "from": query.from, "to": query.to },
        "as_of": query.as_of,
        "definitions": VERSION,
        "withheld": figure_query.few(context),
        "rows": rows.collect::<Vec<Value>>(),
        "total": if withheld { Value::Null } else { total },
    })
}

/// The procedures in force today.
fn procedures(context: &RequestContext) -> Value {
    let today = context.today();
    let rows = context.rules.procedures_on(today).map(|procedure| {
        json!({
            "code": procedure.code,
            "name": procedure.name,
            "name_en": procedure.name_en,
            "field": procedure.field,
            "effective_from": procedure.effective_from,
            "effective_to": procedure.effective_to,
            "decision": procedure.decision,
            "legal_basis": procedure.legal_basis,
            "source": procedure.source,
            "illustrative": procedure.illustrative,
        })
    });
    json!({ "day": today, "procedures": rows.collect::<Vec<Value>>() })
}

fn procedures_csv(context: &RequestContext) -> String {
    let heads = ["code", "name", "field", "effective_from", "decision", "source"];
    let heads = heads.map(|head| context.text(&format!("open_data-procedure_{head}")));
    let mut file = Csv::new(&heads);
    for procedure in context.rules.procedures_on(context.today()) {
        let day = |day: Day| day.to_string();
        file.line(&[
            procedure.code.clone(),
            context.names().procedure(&procedure.code),
            procedure.field.clone(),
            day(procedure.effective_from),
            procedure.decision.clone().unwrap_or_default(),
            procedure.source.clone().unwrap_or_default(),
        ]);
    }
    file.finish()
}
