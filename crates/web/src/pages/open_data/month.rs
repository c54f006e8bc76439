//! A closed month as a published report: its form by field in the public form, with the number of its
//! readers.

use app::{Figures, MonthMark};
use askama::Template;
use calendar::Day;
use indicators::{Basis, Dimension};

use super::frozen::Frozen;
use crate::answer::{Answer, Error, html};
use crate::dates::month_text;
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
    /// Each table as files: its name, with words and address of each.
    files: Vec<(String, [(String, String); 2])>,
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

fn name(month: &str) -> String {
    format!("month/{month}")
}

/// The published months, the latest first: name, address, readers.
pub(super) fn published(context: &RequestContext) -> Result<Vec<[String; 3]>, Error> {
    let mut lines = Vec::new();
    for mark in marks(context)?.iter().rev() {
        let readers = context.app().readers_of(&name(&mark.month))?;
        lines.push([
            context.format("published-heading", &[("month", month_text(&mark.month).into())]),
            context.to(&format!("/published/{}", mark.month)),
            readers_text(context, readers),
        ]);
    }
    Ok(lines)
}

/// The number of readers of a report, in words.
pub(crate) fn readers_text(context: &RequestContext, readers: u64) -> String {
    let readers = i64::try_from(readers).unwrap_or(i64::MAX);
    context.format("published-readers", &[("n", readers.into())])
}

/// A closed month with its days and what was frozen of it.
struct Closed {
    mark: MonthMark,
    days: (Day, Day),
    frozen: Frozen,
}

/// The closed month of the address.
fn closed(context: &RequestContext) -> Result<Closed, Error> {
    let mark = marks(context)?.into_iter().find(|mark| mark.month == context.code);
    let mark = mark.ok_or(Error::NoPage)?;
    let app = context.app();
    let figures = app.figures(None)?.unwrap_or_else(|_| Figures::empty(""));
    let view = app.ask(|inquiry| inquiry.month(&figures, &mark.month, context.now()))?;
    let view = view.ok_or(Error::NoPage)?;
    let (_, frozen) = view.state.closed.ok_or(Error::NoPage)?;
    let frozen = Frozen { tables: view.tables, definitions: frozen.definitions };
    Ok(Closed { mark, days: view.days, frozen })
}

/// A table of a closed month as a file, as it was published.
pub(crate) fn file(context: &RequestContext) -> Answer {
    let (table, kind) = super::named(&context.part)?;
    let by = table.kind.rows().filter(|_| table.kind.is_frozen()).ok_or(Error::NoPage)?;
    let Closed { mark, days, frozen } = closed(context)?;
    let basis = (table.kind.basis(), true);
    let request = FigureQuery::read_public_of(context, (days, mark.as_of), Some(by), basis)?;
    super::answer(context, (table, kind), request, Some(&frozen))
}

fn files(context: &RequestContext, month: &str) -> Vec<(String, [(String, String); 2])> {
    let frozen = super::TABLES.iter().filter(|table| table.kind.is_frozen());
    let line = |table: &super::Table| {
        let name = context.text(&format!("open_data-{}", table.code.replace('-', "_")));
        let files = ["csv", "json"].map(|kind| {
            let address = format!("/published/{month}/{}.{kind}", table.code);
            (kind.to_uppercase(), context.to(&address))
        });
        (name, files)
    };
    frozen.map(line).collect()
}

pub(crate) fn page(context: &RequestContext) -> Answer {
    let Closed { mark, days, frozen } = closed(context)?;
    let (by, basis) = (Dimension::Field, (Basis::Flow, true));
    let request = FigureQuery::read_public_of(context, (days, mark.as_of), Some(by), basis)?;
    let (about, table) = match request.figure_query {
        Ok(figure_query) => {
            let form = frozen.form(&figure_query, by);
            let is_frozen = form.is_some();
            let (_, mut report) = forms::made(context, &figure_query, (by, form))?;
            report.about.extend(frozen.about(context, is_frozen));
            // Lists are as known now.
            report.rows.iter_mut().chain(&mut report.total).flatten().for_each(|cell| {
                cell.href = None;
            });
            (report.about.clone(), Ok(report.table(context.language)))
        }
        Err(faults) => {
            let why: Vec<String> = faults.into_iter().map(|fault| fault.message).collect();
            (Vec::new(), Err(why.join(" ")))
        }
    };
    let heading = context.format("published-heading", &[("month", month_text(&mark.month).into())]);
    let at = messages::instant(context.language, mark.closed_at, context.zone());
    let readers = context.app().count_reader(&name(&mark.month))?;
    html(&Page {
        layout: Layout::new(context, &heading),
        heading,
        about,
        closed: context.format("published-closed", &[("at", at.into())]),
        restated: mark.restated.then(|| context.text("published-restated")),
        table,
        files: files(context, &mark.month),
        readers: readers_text(context, readers),
    })
}
