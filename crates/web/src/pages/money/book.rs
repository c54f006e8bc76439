//! The cashbook of some days: the balances of accounts, what each procedure brought in, and the entries,
//! as a page and as files.

use affairs::cashbook::{Account, Balance};
use app::{CashbookEntry, Takings};
use axum::http::StatusCode;
use calendar::{Day, Instant};

use http::asked_days;

use super::{Content, FilterField, Section, account, answer, files, not_asked, report};
use crate::address::{Params, encode};
use crate::answer::Answer;
use crate::fields::Fault;
use crate::paging::Paging;
use crate::report::{Cell, Report};
use crate::request_context::RequestContext;

/// Entries of a page.
const PAGE: usize = 200;

/// The page, or the entries as a file.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let (from, to) = match days(context) {
        Ok(days) => days,
        Err(faults) => {
            let today = context.today();
            return not_asked(context, "/cashbook", faults, content(context, (today, today)));
        }
    };
    let period = (context.zone().at(from, 0), context.zone().at(to.plus(1), 0));
    let paging = Paging::of(context, PAGE);
    let part = if Report::is_file(context) { (0, usize::MAX >> 1) } else { (paging.skip, PAGE) };
    let book = context.app().cashbook(period, part)?;
    let entries = entries(context, &book.entries);
    entries.answer(context, |entries| {
        let takings = context.app().takings(period)?;
        let section = |key: &str, report: Report| Section {
            heading: context.text(key),
            table: report.table(context.language),
        };
        let days = Params::default().with("from", &from.to_string()).with("to", &to.to_string());
        let count = usize::try_from(book.count).unwrap_or(usize::MAX);
        let heading = context.format("money-entries_count", &[("n", (book.count as i64).into())]);
        let mut content = content(context, (from, to));
        content.sections = vec![
            section("money-balances", balances(context, &book.balances)),
            section("money-takings", of_procedures(context, &takings)),
            Section { heading, table: entries.table(context.language) },
        ];
        content.links = paging.links(context, ("/cashbook", &days), count);
        let by_day = (context.link("/cashbook/takings", &days), context.text("page-takings"));
        content.ways.splice(0..0, files(context, "/cashbook", &days).chain([by_day]));
        answer(context, StatusCode::OK, content)
    })
}

/// The days that the address asks for, both included; without any, today.
pub(super) fn days(context: &RequestContext) -> Result<(Day, Day), Vec<Fault>> {
    let today = context.today();
    Ok(match asked_days::days(context)? {
        (None, to) => (to.unwrap_or(today), to.unwrap_or(today)),
        (Some(from), to) => (from, to.unwrap_or(from.max(today))),
    })
}

/// The fields of a filter by days, with what was typed.
pub(super) fn day_fields(context: &RequestContext, (from, to): (Day, Day)) -> Vec<FilterField> {
    let field = |(name, day): (&'static str, Day)| {
        let typed = context.params.get(name).map(str::to_owned);
        let value = typed.unwrap_or_else(|| messages::date_of(day));
        (name, context.text(&format!("money-{name}")), value)
    };
    [("from", from), ("to", to)].map(field).to_vec()
}

/// The page of a period without its tables.
fn content(context: &RequestContext, days: (Day, Day)) -> Content {
    let ways = [
        ("/till", "page-till"),
        ("/transfers", "page-transfers"),
        ("/settlements", "page-settlements"),
    ];
    let way = |(path, key): (&str, &str)| (context.to(path), context.text(key));
    Content {
        heading: context.text("page-cashbook"),
        lead: Some(context.text("money-book_lead")),
        filter: Some((context.to("/cashbook"), day_fields(context, days))),
        ways: ways.map(way).to_vec(),
        ..Content::default()
    }
}

fn balances(context: &RequestContext, balances: &[(Account, Balance)]) -> Report {
    let row = |(of, balance): &(Account, Balance)| {
        let amounts =
            [balance.opening_vnd, balance.debit_vnd, balance.credit_vnd, balance.closing_vnd()];
        let amounts = amounts.map(Cell::amount);
        [vec![Cell::text(account(context, of))], amounts.to_vec()].concat()
    };
    let columns = ["account", "opening", "debit", "credit", "closing"];
    let rows = balances.iter().map(row).collect();
    report(context, context.text("money-balances"), &columns, rows, "money-no_entries")
}

/// The columns of what was taken.
pub(super) const TAKINGS: [&str; 5] = ["receipts", "received", "refunds", "refunded", "kept"];

/// The cells of [`TAKINGS`].
pub(super) fn takings_cells(of: &Takings) -> Vec<Cell> {
    vec![
        Cell::count(of.receipts),
        Cell::amount(of.received_vnd),
        Cell::count(of.refunds),
        Cell::amount(of.refunded_vnd),
        Cell::amount(of.kept_vnd()),
    ]
}

fn of_procedures(context: &RequestContext, takings: &[(String, Takings)]) -> Report {
    let row = |(procedure, of): &(String, Takings)| {
        let procedure = Cell::text(context.names().procedure(procedure));
        [vec![procedure], takings_cells(of)].concat()
    };
    let columns = [&["procedure"][..], &TAKINGS].concat();
    let rows = takings.iter().map(row).collect();
    report(context, context.text("money-takings"), &columns, rows, "money-no_entries")
}

fn entries(context: &RequestContext, entries: &[CashbookEntry]) -> Report {
    let row = |entry: &CashbookEntry| {
        let slip = entry.row.number.zip(entry.row.year);
        let slip = slip.map(|(number, year)| format!("{number}/{year}")).unwrap_or_default();
        let code = entry.dossier.clone().unwrap_or_default();
        let href = entry
            .dossier
            .as_ref()
            .map(|code| context.to(&format!("/dossier/{}/payments", encode(code))));
        vec![
            Cell::instant(context.zone(), Some(Instant(entry.row.at))),
            Cell::text(context.text(&format!("money-kind_{}", entry.row.kind))),
            Cell::text(account(context, &entry.debit)),
            Cell::text(account(context, &entry.credit)),
            Cell::amount(entry.row.amount),
            Cell::text(slip),
            Cell::text(code).linked(href),
            Cell::text(context.names().officer(&entry.row.actor)),
        ]
    };
    let columns = ["at", "kind", "debit_of", "credit_of", "amount", "slip", "dossier", "officer"];
    let rows = entries.iter().map(row).collect();
    report(context, context.text("page-cashbook"), &columns, rows, "money-no_entries")
}
