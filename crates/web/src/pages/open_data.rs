//! Open data: every public table with its definition and denominator, as CSV, JSON and a schema, in the
//! public form for every reader; the catalogue of procedures; each closed month and each campaign as a
//! report of its own.

mod figures;
mod frozen;
mod month;
mod tables;

use askama::Template;
use axum::http::StatusCode;
use calendar::Day;
use serde_json::{Value, json};

use self::frozen::Frozen;
pub(crate) use self::month::{file as published_file, page as published, readers_text};
use self::tables::{TABLES, Table};
use crate::answer::{Answer, Error, csv, html, json as json_file};
use crate::csv::Csv;
use crate::figure_query::{FigureQuery, FigureRequest};
use crate::layout::Layout;
use crate::pages::campaigns;
use crate::request_context::RequestContext;

/// The schemas of the files.
const SCHEMAS: [(&str, &str); 6] = [
    ("campaigns.schema.json", include_str!("../../../../docs/schemas/open-data-campaigns.json")),
    ("forms.schema.json", include_str!("../../../../docs/schemas/open-data-forms.json")),
    ("letters.schema.json", include_str!("../../../../docs/schemas/open-data-letters.json")),
    (
        "satisfaction.schema.json",
        include_str!("../../../../docs/schemas/open-data-satisfaction.json"),
    ),
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
    campaigns: Vec<campaigns::Published>,
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
        campaigns: campaigns::published(context)?,
    })
}

/// A file, by its name.
pub(crate) fn file(context: &RequestContext) -> Answer {
    if let Some((name, schema)) = SCHEMAS.iter().find(|(name, _)| *name == context.code) {
        return json_file(name, (*schema).to_owned());
    }
    if let Some(campaign) = context.code.strip_prefix("campaign-") {
        return campaigns::open_data(context, campaign);
    }
    let (table, kind) = named(&context.code)?;
    let Some(by) = table.kind.rows() else {
        return match kind {
            "csv" => csv(table.code, procedures_csv(context)),
            "json" => json_file(table.code, procedures(context).to_string()),
            _ => Err(Error::NoPage),
        };
    };
    let request = FigureQuery::read_public(context, Some(by), (table.kind.basis(), true))?;
    answer(context, (table, kind), request, None)
}

/// The table of a file by its name, and the name's ending.
fn named(name: &str) -> Result<(&'static Table, &str), Error> {
    let (code, kind) = name.rsplit_once('.').ok_or(Error::NoPage)?;
    let table = TABLES.iter().find(|table| table.code == code).ok_or(Error::NoPage)?;
    Ok((table, kind))
}

/// The public table of the question as a file, of a closed month where one is given, or the words why
/// it is not public.
fn answer(
    context: &RequestContext,
    (table, kind): (&Table, &str),
    request: FigureRequest,
    frozen: Option<&Frozen>,
) -> Answer {
    match request.figure_query {
        Ok(query) => figures::file(context, (table, kind), &query, frozen),
        Err(faults) => {
            let faults: Vec<String> = faults.into_iter().map(|fault| fault.message).collect();
            let body = json!({ "faults": faults }).to_string();
            let mut answer = json_file("faults", body)?;
            *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(answer)
        }
    }
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
