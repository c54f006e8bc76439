//! A closed month as a published report: its form by field in the public form, with the number of its
//! readers.

use app::{Figures, MonthMark};
use askama::Template;
use indicators::month_tables::days_of;
use indicators::{Basis, Dimension};

use crate::answer::{Answer, Error, html};
use crate::figure_query::FigureQuery;
use crate::layout::Layout;
use crate::pages::reports::forms;
use crate::report::ReportTable;
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "published.html")]
struct Page {
    layout: Layout,
    heading: String,
    about: Vec<(String, String)>,
    /// When it was closed and signed, and whether figures are others since.
    closed: String,
    restated: Option<String>,
    /// The table, or why it is not shown.
    table: Result<ReportTable, String>,
    readers: String,
}

/// The closed months of the agency's register.
fn marks(context: &RequestContext) -> Result<Vec<MonthMark>, Error> {
    let Some(own) = context.rules.agency.as_ref() else { return Ok(Vec::new()) };
    let figures = context.app().figures(Some(&own.code))?;
    let figures = figures.unwrap_or_else(|_| Figures::empty(&own.code));
    let today = context.today();
    let first = figures.facts.values().days().map_or(today, |(first, _)| first);
    Ok(context.app().month_marks(&figures, (first, today), context.now())?)
}

/// `2018-11` as `11/2018`.
fn shown(month: &str) -> String {
    month.split_once('-').map_or_else(String::new, |(year, month)| format!("{month}/{year}"))
}

fn name(month: &str) -> String {
    format!("month/{month}")
}

/// The published months, the latest first: name, address, readers.
pub(super) fn published(context: &RequestContext) -> Result<Vec<[String; 3]>, Error> {
    let mut lines = Vec::new();
    for mark in marks(context)?.iter().rev() {
        let readers = context.app().readers_of(&name(&mark.month))?;
        lines.push([
            context.format("published-heading", &[("month", shown(&mark.month).into())]),
            context.to(&format!("/published/{}", mark.month)),
            readers_text(context, readers),
        ]);
    }
    Ok(lines)
}

fn readers_text(context: &RequestContext, readers: u64) -> String {
    let readers = i64::try_from(readers).unwrap_or(i64::MAX);
    context.format("published-readers", &[("n", readers.into())])
}

pub(crate) fn page(context: &RequestContext) -> Answer {
    let marks = marks(context)?;
    let mark = marks.iter().find(|mark| mark.month == context.code).ok_or(Error::NoPage)?;
    let days = days_of(&mark.month).ok_or(Error::NoPage)?;
    let (by, basis) = (Some(Dimension::Field), (Basis::Flow, true));
    let asked = FigureQuery::read_public_of(context, days, by, basis)?;
    let (about, table) = match asked.figure_query {
        Ok(figure_query) => {
            let report = forms::report_06a(context, &figure_query)?;
            (report.about.clone(), Ok(report.table(context.language)))
        }
        Err(faults) => {
            let why: Vec<String> = faults.into_iter().map(|fault| fault.message).collect();
            (Vec::new(), Err(why.join(" ")))
        }
    };
    let heading = context.format("published-heading", &[("month", shown(&mark.month).into())]);
    let at = messages::instant(context.language, mark.closed_at, context.zone());
    let readers = context.app().count_reader(&name(&mark.month))?;
    html(&Page {
        layout: Layout::new(context, &heading),
        heading,
        about,
        closed: context.format("published-closed", &[("at", at.into())]),
        restated: mark.restated.then(|| context.text("published-restated")),
        table,
        readers: readers_text(context, readers),
    })
}
