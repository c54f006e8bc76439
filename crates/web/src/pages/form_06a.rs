//! Biểu II.06a as a page that prints on one sheet, and as a file. Its columns are the form's own.

use askama::Template;
use axum::http::StatusCode;
use indicators::form_06a::{Columns, Form06a, form_06a};
use indicators::{Dimension, IdentityBroken};

use crate::address::Params;
use crate::answer::{Answer, csv, html, html_with, see};
use crate::figure_query::FigureQuery;
use crate::filters::FilterBar;
use crate::layout::Layout;
use crate::pages::figures::describe;
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "form_06a.html")]
struct Page {
    layout: Layout,
    bar: FilterBar,
    sheet: Option<Sheet>,
}

/// The filled form.
struct Sheet {
    text: String,
    agency: String,
    rows: Vec<(String, [String; 11])>,
    total: [String; 11],
    note: String,
    csv: String,
    empty: bool,
    message: Option<String>,
    /// Why the answer is withheld.
    few: Option<String>,
}

pub(crate) fn page(context: &RequestContext) -> Answer {
    let mut asked = FigureQuery::read_form_06a(context)?;
    if let (true, Ok(figure_query)) = (context.params.has_blank(), &asked.figure_query) {
        return see(&figure_query.link(context, "/figures/06a"));
    }
    let bar = FilterBar::new(context, "/figures/06a", &mut asked)?;
    let layout = Layout::new(context, &context.text("page-form_06a"));
    let Ok(figure_query) = asked.figure_query else {
        return html_with(StatusCode::UNPROCESSABLE_ENTITY, &Page { layout, bar, sheet: None });
    };
    let form = filled(&figure_query)?;
    let sheet = sheet(context, &figure_query, &form);
    html(&Page { layout, bar, sheet: Some(sheet) })
}

/// The form as far as the visitor may see it.
fn filled(figure_query: &FigureQuery) -> Result<Form06a, IdentityBroken> {
    let form = form_06a(figure_query.facts(), &figure_query.query)?;
    Ok(match &figure_query.tables {
        Some(tables) => form.suppressed(tables),
        None => form,
    })
}

fn sheet(context: &RequestContext, figure_query: &FigureQuery, form: &Form06a) -> Sheet {
    let row = |columns: &Columns| numbers(columns).map(|n| context.number(n));
    let names = context.names();
    let rows = form
        .rows
        .iter()
        .map(|(field, columns)| (names.value(Dimension::Field, field), row(columns)));
    let values = [
        ("from", messages::date_of(figure_query.query.from).into()),
        ("to", messages::date_of(figure_query.query.to).into()),
        ("state", figure_query.state_text(context).into()),
    ];
    let unit = figure_query.query.filters.unit.as_deref().map(|unit| names.unit(unit));
    let agency = context.rules.agency.as_ref().filter(|a| a.code == figure_query.figures.register);
    let agency = agency.map(|agency| crate::layout::name(agency, context.language));
    let withdrawn = (form.total.withdrawn as i64).into();
    Sheet {
        text: context.format("form_06a-period", &values),
        agency: unit.or(agency).unwrap_or_else(|| figure_query.figures.register.clone()),
        rows: rows.collect(),
        total: row(&form.total),
        note: context.format("form_06a-note", &[("n", withdrawn)]),
        csv: figure_query.link(context, "/figures/06a.csv"),
        empty: form.total.received == 0 && form.total.withdrawn == 0,
        message: describe(context, figure_query),
        few: figure_query.few(context),
    }
}

/// Columns 3 to 13.
fn numbers(columns: &Columns) -> [u64; 11] {
    [
        columns.received,
        columns.online,
        columns.desk_and_post,
        columns.carried_over,
        columns.resolved,
        columns.early,
        columns.on_the_day,
        columns.late,
        columns.open,
        columns.within_due,
        columns.past_due,
    ]
}

/// The heads of a file: each column by its group and name, with its number in the form.
fn heads(context: &RequestContext) -> Vec<String> {
    let group = |column| match column {
        4 | 5 => Some(format!(
            "{}, {}",
            context.text("form_06a-received"),
            context.text("form_06a-within")
        )),
        3..=6 => Some(context.text("form_06a-received")),
        7..=10 => Some(context.text("form_06a-resolved")),
        11..=13 => Some(context.text("form_06a-open")),
        _ => None,
    };
    let head = |column: u8| {
        let name = context.text(&format!("form_06a-{column}"));
        match group(column) {
            Some(group) => format!("({column}) {group}: {name}"),
            None => format!("({column}) {name}"),
        }
    };
    (1..=13).map(head).chain([context.text("figure-withdrawn")]).collect()
}

pub(crate) fn table_csv(context: &RequestContext) -> Answer {
    let Ok(figure_query) = FigureQuery::read_form_06a(context)?.figure_query else {
        return see(&context.link("/figures/06a", &Params::default()));
    };
    let form = filled(&figure_query)?;
    let mut csv_file = figure_query.sheet(context, &heads(context));
    let mut line = |number: String, field: String, columns: &Columns| {
        let mut cells = vec![number, field];
        cells.extend(numbers(columns).map(|n| n.to_string()));
        cells.push(columns.withdrawn.to_string());
        csv_file.line(&cells);
    };
    for (index, (field, columns)) in form.rows.iter().enumerate() {
        let field = context.names().value(Dimension::Field, field);
        line((index + 1).to_string(), field, columns);
    }
    line(String::new(), context.text("word-total"), &form.total);
    csv("form-06a", csv_file.finish())
}
