//! The apology list: every dossier that became late in the period, when its letter was sent, and for
//! each gap who let it happen (decisions, "Apology" 4).

use std::collections::HashMap;

use indicators::coverage::{Gap, TARGET, coverage};
use indicators::{Basis, DossierFacts};

use super::late::facts;
use super::{Made, page_of, show};
use crate::answer::{Answer, Error};
use crate::figure_query::{FigureQuery, shows_officer};
use crate::pages::figures::describe;
use crate::report::{Cell, Column, Report};
use crate::request_context::RequestContext;

const PATH: &str = "/reports/apologies";

pub(crate) fn page(context: &RequestContext) -> Answer {
    let request = FigureQuery::read_report(context, None, (Basis::Flow, false))?;
    show(context, ("apology_list", PATH), request, |figure_query| make(context, figure_query))
}

fn make(context: &RequestContext, figure_query: &FigureQuery) -> Result<Made, Error> {
    let counted = coverage(figure_query.within(&figure_query.query), &figure_query.query);
    let facts = facts(figure_query, &counted.became_late);
    let gaps: HashMap<&str, &Gap<'_>> = counted.gaps.iter().map(|gap| (gap.code, gap)).collect();
    // Gaps first, each time the earliest due first.
    let state = figure_query.state();
    let mut rows: Vec<&DossierFacts> =
        counted.became_late.iter().filter_map(|code| facts.get(code).copied()).collect();
    rows.sort_by_key(|fact| {
        let code = fact.code.as_str();
        (!gaps.contains_key(code), fact.became_late(state), code)
    });
    let page = page_of(context, figure_query, PATH, &rows);
    let rows = (page.first..).zip(page.rows.iter().copied());
    let rows = rows.map(|(number, fact)| {
        row(context, figure_query, number, (fact, gaps.get(fact.code.as_str()).copied()))
    });
    let counts = counted.counts();
    let values = [
        ("late", (counts.became_late as i64).into()),
        ("sent", (counts.letter_sent as i64).into()),
        ("by_due", (counts.sent_by_due as i64).into()),
        ("gaps", (counts.gaps as i64).into()),
        ("rate", context.percent(counts.rate().as_deref()).into()),
        ("target", context.percent(Some(TARGET)).into()),
    ];
    let report = Report {
        file: "apology-list".to_owned(),
        title: context.text("page-apology_list"),
        agency: figure_query.reporter(context),
        about: figure_query.about(context),
        columns: columns(context),
        rows: rows.collect(),
        total: None,
        notes: [context.format("apology_list-note", &values)]
            .into_iter()
            .chain(page.place)
            .collect(),
        empty: Some(context.text("apology_list-empty")),
    };
    Ok(Made { report, message: describe(context, figure_query), more: page.more })
}

fn columns(context: &RequestContext) -> Vec<Column> {
    let names = ["list-code", "list-procedure", "list-unit", "apology_list-became_late"];
    let own = ["sent", "by_due", "gap_unit", "gap_officer"];
    let own = own.map(|name| format!("apology_list-{name}"));
    let words = names.into_iter().map(str::to_owned).chain(own);
    let words = words.map(|key| Column::words(context.text(&key)));
    std::iter::once(Column::numbers(context.text("form_06a-1"))).chain(words).collect()
}

fn row(
    context: &RequestContext,
    figure_query: &FigureQuery,
    number: usize,
    (fact, gap): (&DossierFacts, Option<&Gap<'_>>),
) -> Vec<Cell> {
    let (names, state) = (context.names(), figure_query.state());
    let zone = &figure_query.figures.zone;
    let late = fact.became_late(state);
    let letter = fact.letters.iter().map(|&(sent, of)| (sent, Some(of)));
    let sent = letter.filter(|(sent, of)| *of == late && *sent <= state).map(|(sent, _)| sent);
    let sent = sent.min();
    let by_due = match sent {
        Some(sent) if Some(sent) <= late => "word-yes",
        Some(_) => "word-no",
        None => "apology_list-gap",
    };
    let officer = gap.map(|gap| match gap.officer {
        "" => context.text("word-none"),
        officer if shows_officer(context, &figure_query.scope, officer) => names.officer(officer),
        _ => context.text("apology_list-not_shown"),
    });
    let link = context.dossier(&fact.code, &figure_query.figures.register);
    vec![
        Cell::text(number.to_string()),
        Cell::text(&fact.code).linked(Some(link)),
        Cell::text(names.procedure(&fact.procedure)),
        Cell::text(names.unit(fact.unit.at(state))),
        Cell::instant(zone, late),
        Cell::instant(zone, sent),
        Cell::text(context.text(by_due)),
        Cell::text(gap.map(|gap| names.unit(gap.unit)).unwrap_or_default()),
        Cell::text(officer.unwrap_or_default()),
    ]
}
