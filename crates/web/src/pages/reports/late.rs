//! The late list: every dossier that was finished late or stood open past due, with working days and
//! minutes late, who holds it and when the letter went. By instants, as alerts and letters are.

use std::collections::{HashMap, HashSet};

use app::LateSpan;
use indicators::{Basis, DossierFacts, Figure};

use super::{Made, page_of, show};
use crate::answer::{Answer, Error};
use crate::figure_query::{FigureQuery, shows_officer};
use crate::pages::figures::describe;
use crate::report::{Cell, Column, Report};
use crate::request_context::RequestContext;

const PATH: &str = "/reports/late";

pub(crate) fn page(context: &RequestContext) -> Answer {
    let request = FigureQuery::read_report(context, None, (Basis::Flow, false))?;
    show(context, ("late_list", PATH), request, |figure_query| make(context, figure_query))
}

/// The facts of some dossiers by code, as known at the question's as-of.
pub(super) fn facts<'a>(
    figure_query: &'a FigureQuery,
    codes: &[&str],
) -> HashMap<&'a str, &'a DossierFacts> {
    let codes: HashSet<&str> = codes.iter().copied().collect();
    let facts = figure_query.facts().filter_map(|history| history.as_of(figure_query.query.as_of));
    let facts = facts.filter(|fact| codes.contains(fact.code.as_str()));
    facts.map(|fact| (fact.code.as_str(), fact)).collect()
}

fn make(context: &RequestContext, figure_query: &FigureQuery) -> Result<Made, Error> {
    let (query, state) = (&figure_query.query, figure_query.state());
    let list = |figure| indicators::list(figure_query.facts(), query, figure, None);
    let (open, finished) = (list(Figure::OpenPastDue), list(Figure::Late));
    let numbers = [open.len(), finished.len()].map(|n| n as i64);
    let codes = [open, finished].concat();
    let facts = facts(figure_query, &codes);
    // Those open first, each time the longest overdue first.
    let mut rows: Vec<&DossierFacts> =
        codes.iter().filter_map(|code| facts.get(code).copied()).collect();
    rows.sort_by_key(|fact| (fact.ended(state).is_some(), *fact.due.at(state), fact.code.as_str()));
    let page = page_of(context, figure_query, PATH, &rows);
    let shown: Vec<&str> = page.rows.iter().map(|fact| fact.code.as_str()).collect();
    let register = &figure_query.figures.register;
    let spans = context
        .app()
        .ask(|inquiry| inquiry.late_spans((register, &shown), (state, query.as_of)))?;
    let rows = (page.first..).zip(page.rows.iter().zip(spans));
    let rows = rows.map(|(number, (fact, span))| row(context, figure_query, number, (fact, span)));
    let values = [("open", numbers[0].into()), ("finished", numbers[1].into())];
    let report = Report {
        file: "late-list".to_owned(),
        title: context.text("page-late_list"),
        agency: figure_query.reporter(context),
        about: figure_query.about(context),
        columns: columns(context),
        rows: rows.collect(),
        total: None,
        notes: [context.format("late_list-note", &values)].into_iter().chain(page.place).collect(),
        empty: Some(context.text("late_list-empty")),
    };
    Ok(Made { report, message: describe(context, figure_query), more: page.more })
}

fn columns(context: &RequestContext) -> Vec<Column> {
    let words = ["code", "procedure", "unit", "holder", "received", "due", "ended"];
    let words = words.map(|name| Column::words(context.text(&format!("list-{name}"))));
    let numbers =
        ["days", "minutes"].map(|name| Column::numbers(context.text(&format!("late_list-{name}"))));
    let letter = Column::words(context.text("late_list-letter"));
    let number = Column::numbers(context.text("form_06a-1"));
    [number].into_iter().chain(words).chain(numbers).chain([letter]).collect()
}

fn row(
    context: &RequestContext,
    figure_query: &FigureQuery,
    number: usize,
    (fact, span): (&DossierFacts, Option<LateSpan>),
) -> Vec<Cell> {
    let (names, state) = (context.names(), figure_query.state());
    let zone = &figure_query.figures.zone;
    let holder = fact.holder.at(state);
    let holder = match shows_officer(context, &figure_query.scope, holder) {
        true => names.officer(holder),
        false => String::new(),
    };
    let due = *fact.due.at(state);
    let sent = fact.letters.iter().find(|(sent, of)| *of == due && *sent <= state);
    let link = context.dossier(&fact.code, &figure_query.figures.register);
    vec![
        Cell::text(number.to_string()),
        Cell::text(&fact.code).linked(Some(link)),
        Cell::text(names.procedure(&fact.procedure)),
        Cell::text(names.unit(fact.unit.at(state))),
        Cell::text(holder),
        Cell::instant(zone, fact.received),
        Cell::instant(zone, Some(due)),
        Cell::instant(zone, fact.ended(state)),
        span.map(|span| Cell::count(span.days.into())).unwrap_or_default(),
        span.map(|span| Cell::count(span.minutes.unsigned_abs())).unwrap_or_default(),
        Cell::instant(zone, sent.map(|(sent, _)| *sent)),
    ]
}
