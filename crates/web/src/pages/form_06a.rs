//! Biểu II.06a as a page that prints on one sheet, and as a file. Its columns are the form's own.

use askama::Template;
use axum::http::StatusCode;
use indicators::form_06a::{Columns, Form06a, form_06a};
use indicators::{Dimension, IdentityBroken};

use crate::address::Params;
use crate::answer::{Answer, csv, html, html_with, see};
use crate::csv::Csv;
use crate::filters::FilterBar;
use crate::frame::Frame;
use crate::pages::figures::{few, said};
use crate::question::Question;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "form_06a.html")]
struct Page {
    frame: Frame,
    bar: FilterBar,
    sheet: Option<Sheet>,
}

/// The filled form.
struct Sheet {
    told: String,
    agency: String,
    rows: Vec<(String, [String; 11])>,
    total: [String; 11],
    note: String,
    csv: String,
    empty: bool,
    said: Option<String>,
    few: Option<String>,
}

pub(crate) fn page(visit: &Visit) -> Answer {
    let mut asked = Question::read(visit)?;
    if let (true, Ok(question)) = (visit.params.has_blank(), &asked.question) {
        return see(&question.link(visit, "/figures/06a"));
    }
    let bar = FilterBar::new(visit, "/figures/06a", &mut asked)?;
    let frame = Frame::new(visit, &visit.t("page-form_06a"));
    let Ok(question) = asked.question else {
        return html_with(StatusCode::UNPROCESSABLE_ENTITY, &Page { frame, bar, sheet: None });
    };
    let form = filled(&question)?;
    let sheet = sheet(visit, &question, &form);
    html(&Page { frame, bar, sheet: Some(sheet) })
}

/// The form as far as the visitor may see it.
fn filled(question: &Question) -> Result<Form06a, IdentityBroken> {
    let form = form_06a(question.facts(), &question.query)?;
    Ok(if question.scope.public { form.merged() } else { form })
}

fn sheet(visit: &Visit, question: &Question, form: &Form06a) -> Sheet {
    let row = |columns: &Columns| numbers(columns).map(|n| visit.number(n));
    let names = visit.names();
    let rows = form
        .rows
        .iter()
        .map(|(field, columns)| (names.value(Dimension::Field, field), row(columns)));
    let values = [
        ("from", messages::date_of(question.query.from).into()),
        ("to", messages::date_of(question.query.to).into()),
        ("state", question.state_told(visit).into()),
    ];
    let unit = question.query.filters.unit.as_deref().map(|unit| names.unit(unit));
    let agency = visit.rules.agency.as_ref().filter(|a| a.code == question.figures.register);
    let agency = agency.map(|agency| crate::frame::name(agency, visit.language));
    let withdrawn = (form.total.withdrawn as i64).into();
    Sheet {
        told: visit.say("form_06a-told", &values),
        agency: unit.or(agency).unwrap_or_else(|| question.figures.register.clone()),
        rows: rows.collect(),
        total: row(&form.total),
        note: visit.say("form_06a-note", &[("n", withdrawn)]),
        csv: question.link(visit, "/figures/06a.csv"),
        empty: form.total.received == 0 && form.total.withdrawn == 0,
        said: said(visit, question),
        few: few(visit, question, whole(form)),
    }
}

fn whole(form: &Form06a) -> u64 {
    form.total.received + form.total.withdrawn
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

pub(crate) fn table_csv(visit: &Visit) -> Answer {
    let Ok(question) = Question::read(visit)?.question else {
        return see(&visit.link("/figures/06a", &Params::default()));
    };
    let form = filled(&question)?;
    let heads: Vec<String> = (1..=13).map(|n| n.to_string()).chain(["withdrawn".into()]).collect();
    let mut csv_file = Csv::new(&heads);
    if question.too_few(whole(&form)) {
        let mut cells = vec![String::new(), visit.t("figures-merged"), whole(&form).to_string()];
        cells.resize(heads.len(), String::new());
        csv_file.line(&cells);
        return csv("form-06a", csv_file.finish());
    }
    let mut line = |number: String, field: String, columns: &Columns| {
        let mut cells = vec![number, field];
        cells.extend(numbers(columns).map(|n| n.to_string()));
        cells.push(columns.withdrawn.to_string());
        csv_file.line(&cells);
    };
    for (index, (field, columns)) in form.rows.iter().enumerate() {
        let field = visit.names().value(Dimension::Field, field);
        line((index + 1).to_string(), field, columns);
    }
    line(String::new(), visit.t("word-total"), &form.total);
    csv("form-06a", csv_file.finish())
}
