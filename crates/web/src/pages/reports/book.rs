//! The register book (sổ theo dõi hồ sơ) of the statutory form: every dossier received in the period,
//! with its applicant and how the result was given.

use std::collections::HashMap;

use app::BookLine;
use calendar::Instant;
use indicators::{Basis, DossierFacts, Figure};

use super::late::facts;
use super::{Made, page_of, show};
use crate::answer::{Answer, Error};
use crate::figure_query::FigureQuery;
use crate::papers::corrected;
use crate::report::{Cell, Column, Report};
use crate::request_context::RequestContext;

const PATH: &str = "/reports/book";

pub(crate) fn page(context: &RequestContext) -> Answer {
    let request = FigureQuery::read_report(context, None, (Basis::Cohort, true))?;
    show(context, ("register_book", PATH), request, |figure_query| make(context, figure_query))
}

fn make(context: &RequestContext, figure_query: &FigureQuery) -> Result<Made, Error> {
    let query = &figure_query.query;
    // In the public form there is no code.
    let shown = !figure_query.scope.public;
    let codes = indicators::list(figure_query.facts(), query, Figure::Received, None);
    let codes = if shown { codes } else { Vec::new() };
    let facts = facts(figure_query, &codes);
    let mut rows: Vec<&DossierFacts> =
        codes.iter().filter_map(|code| facts.get(code).copied()).collect();
    rows.sort_by_key(|fact| (fact.received, fact.code.as_str()));
    let page = page_of(context, figure_query, PATH, &rows);
    let of_page: Vec<&str> = page.rows.iter().map(|fact| fact.code.as_str()).collect();
    let file = Report::is_file(context).then(|| format!("book {} – {}", query.from, query.to));
    let register = figure_query.figures.register.as_str();
    let (who, now) = (context.who(), context.now());
    let lines = context.app().register_book(&who, (register, &of_page), file, now)?;
    let withheld = lines.is_withheld();
    let lines = lines.given().unwrap_or_default();
    let lines: HashMap<&str, &BookLine> =
        lines.iter().map(|line| (line.row.code.as_str(), line)).collect();
    let rows = page.rows.iter().filter_map(|fact| {
        let line = lines.get(fact.code.as_str())?;
        Some(row(context, figure_query, fact, line))
    });
    let report = Report {
        file: "register-book".to_owned(),
        title: context.text("page-register_book"),
        agency: figure_query.reporter(context),
        about: figure_query.about(context),
        columns: columns(context),
        rows: rows.collect(),
        total: None,
        notes: [context.text("book-note")].into_iter().chain(page.place).collect(),
        empty: Some(context.text("figures-empty")),
    };
    let message = withheld.then(|| context.text("personal-withheld"));
    Ok(Made { report, message, more: page.more })
}

fn columns(context: &RequestContext) -> Vec<Column> {
    let text = |name: &str| context.text(&format!("book-{name}"));
    let words = |name: &str| Column::words(text(name));
    let result = [text("reception_and_result")];
    let mut columns = vec![Column::numbers(context.text("form_06a-1"))];
    columns.extend(["code", "procedure"].map(words));
    columns.push(Column::numbers(text("sets")));
    columns.extend(["applicant", "address", "unit"].map(words));
    let results = ["received", "due", "given_out", "way", "signature"];
    columns.extend(results.map(|name| words(name).below_headings(result.clone())));
    columns.push(words("remark"));
    columns
}

fn row(
    context: &RequestContext,
    figure_query: &FigureQuery,
    fact: &DossierFacts,
    line: &BookLine,
) -> Vec<Cell> {
    let (names, state) = (context.names(), figure_query.state());
    let zone = &figure_query.figures.zone;
    let applicant = line.applicant.clone().unwrap_or_default();
    let address = names.address(&applicant.address, &fact.ward);
    let contact = [address, applicant.phone].into_iter().filter(|part| !part.is_empty());
    let contact: Vec<String> = contact.collect();
    let given_out = line.given_out.filter(|(at, _)| *at <= figure_query.query.as_of);
    let way = given_out.map(|(_, way)| context.text(&format!("book-way_{}", way.code())));
    let outcome = fact.outcome(state, figure_query.query.by_date);
    let link = context.dossier(&fact.code, &figure_query.figures.register);
    let at = |at: Option<Instant>| Cell::instant(zone, at);
    vec![
        Cell::text(line.number.map(|number| number.to_string()).unwrap_or_default()),
        Cell::text(&fact.code).linked(Some(link)),
        Cell::text(names.procedure(&fact.procedure)),
        Cell::count(1),
        Cell::text(applicant.name),
        Cell::text(contact.join("; ")),
        Cell::text(names.unit(fact.unit.at(state))),
        at(fact.received),
        at(Some(*fact.due.at(state))),
        at(given_out.map(|(at, _)| at)),
        Cell::text(way.unwrap_or_default()),
        Cell::default(),
        Cell::text(match corrected(names, line) {
            Some(corrected) => {
                format!("{}; {corrected}", messages::outcome(context.language, outcome))
            }
            None => messages::outcome(context.language, outcome),
        }),
    ]
}
