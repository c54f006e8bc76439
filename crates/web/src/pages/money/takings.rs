//! What was received and paid back on each day, in all and by procedure, as a page and as files.

use app::{DayTakings, Takings};
use axum::http::StatusCode;
use calendar::Day;

use super::book::{TAKINGS, day_fields, days, takings_cells};
use super::{Content, Section, answer, files, not_asked, report};
use crate::address::Params;
use crate::answer::Answer;
use crate::paging::Paging;
use crate::report::{Cell, Report};
use crate::request_context::RequestContext;

/// Rows of a page.
const PAGE: usize = 200;

/// The page, or the table by day and procedure as a file.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let (from, to) = match days(context) {
        Ok(days) => days,
        Err(faults) => {
            let today = context.today();
            return not_asked(
                context,
                "/cashbook/takings",
                faults,
                content(context, (today, today)),
            );
        }
    };
    let period = (context.zone().at(from, 0), context.zone().at(to.plus(1), 0));
    let mut takings = context.app().takings_of_days(period)?;
    let days = by_day(context, &takings);
    let (paging, count) = (Paging::of(context, PAGE), takings.len());
    if !Report::is_file(context) {
        takings = takings.into_iter().skip(paging.skip).take(PAGE).collect();
    }
    by_procedure(context, &takings).answer(context, |table| {
        let params = Params::default().with("from", &from.to_string()).with("to", &to.to_string());
        let section = |report: &Report| Section {
            heading: report.title.clone(),
            table: report.table(context.language),
        };
        let content = Content {
            sections: vec![section(&days), section(table)],
            links: paging.links(context, ("/cashbook/takings", &params), count),
            ways: files(context, "/cashbook/takings", &params).collect(),
            ..content(context, (from, to))
        };
        answer(context, StatusCode::OK, content)
    })
}

/// The page of some days without its tables.
fn content(context: &RequestContext, days: (Day, Day)) -> Content {
    Content {
        heading: context.text("page-takings"),
        back: Some((context.to("/cashbook"), context.text("page-cashbook"))),
        filter: Some((context.to("/cashbook/takings"), day_fields(context, days))),
        ..Content::default()
    }
}

/// A row for each day, and the sum of all days where there are several.
fn by_day(context: &RequestContext, all: &[DayTakings]) -> Report {
    let sum = |of: &[DayTakings]| of.iter().map(|one| one.takings.clone()).sum::<Takings>();
    let row = |name: String, of: &[DayTakings]| {
        [vec![Cell::text(name)], takings_cells(&sum(of))].concat()
    };
    let days = all.chunk_by(|one, next| one.day == next.day);
    let rows: Vec<_> = days.map(|of| row(messages::date_of(of[0].day), of)).collect();
    let total = (rows.len() > 1).then(|| row(context.text("money-sum"), all));
    let columns = [&["day"][..], &TAKINGS].concat();
    let report = report(context, context.text("money-by_day"), &columns, rows, "money-no_entries");
    Report { total, ..report }
}

fn by_procedure(context: &RequestContext, all: &[DayTakings]) -> Report {
    let row = |of: &DayTakings| {
        let day = Cell::text(messages::date_of(of.day));
        let procedure = Cell::text(context.names().procedure(&of.procedure));
        [vec![day, procedure], takings_cells(&of.takings)].concat()
    };
    let columns = [&["day", "procedure"][..], &TAKINGS].concat();
    let rows = all.iter().map(row).collect();
    report(context, context.text("money-by_day_and_procedure"), &columns, rows, "money-no_entries")
}
