//! The cashbook of some days: the balances of accounts, what each procedure brought in, and the entries,
//! as a page and as files.

use affairs::cashbook::{Account, Balance};
use app::{CashbookEntry, Takings};
use axum::http::StatusCode;
use calendar::{Day, Instant};

use super::{Parts, Section, account, answer, money, report};
use crate::address::{Params, encode};
use crate::answer::Answer;
use crate::dates;
use crate::fields::Fault;
use crate::report::{Cell, Report};
use crate::request_context::RequestContext;

/// Entries of a page.
const PAGE: usize = 200;
/// Entries of a file.
const FILE: usize = 100_000;

/// The days that the address asks for, today otherwise; and what is wrong with them.
fn days(context: &RequestContext) -> ((Day, Day), Vec<Fault>) {
    let mut faults = Vec::new();
    let today = context.today();
    let mut read = |name: &'static str| {
        let typed = context.params.get(name).unwrap_or_default();
        let day = dates::day(typed);
        if day.is_none() && !typed.is_empty() {
            let values = [("given", typed.into())];
            faults.push(Fault::new(name, context.format("fault-money_day", &values)));
        }
        day
    };
    let (from, to) = (read("from"), read("to"));
    let from = from.or(to).unwrap_or(today);
    let to = to.unwrap_or(from.max(today));
    if to < from {
        faults.push(Fault::new("to", context.text("fault-money_days")));
    }
    ((from, to.max(from)), faults)
}

/// The page, or the entries as a file.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let ((from, to), faults) = days(context);
    let period = (context.zone().at(from, 0), context.zone().at(to.plus(1), 0));
    let limit = if Report::is_file(context) { FILE } else { PAGE };
    let book = context.app().cashbook(period, (0, limit))?;
    let entries = entries(context, &book.entries);
    entries.answer(context, |entries| {
        let status =
            if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let parts = parts(context, (from, to), entries, (&book, period), faults)?;
        answer(context, status, parts)
    })
}

fn parts(
    context: &RequestContext,
    (from, to): (Day, Day),
    entries: &Report,
    (book, period): (&app::Cashbook, (Instant, Instant)),
    faults: Vec<Fault>,
) -> Result<Parts, crate::answer::Error> {
    let section = |key: &str, report: Report| Section {
        heading: context.text(key),
        table: report.table(context.language),
    };
    let takings = context.app().takings(period)?;
    let days = Params::default().with("from", &from.to_string()).with("to", &to.to_string());
    let file = |kind: &str| {
        let label = context.text(&format!("reports-file_{kind}"));
        (context.link("/cashbook", &days.with("as", kind)), label)
    };
    let mut links = ["csv", "xlsx"].map(file).to_vec();
    for (path, key) in [
        ("/till", "page-till"),
        ("/transfers", "page-transfers"),
        ("/settlements", "page-settlements"),
    ] {
        links.push((context.to(path), context.text(key)));
    }
    let count = context.format("money-entries_count", &[("n", (book.count as i64).into())]);
    Ok(Parts {
        heading: context.text("page-cashbook"),
        lead: Some(context.text("money-book_lead")),
        filter: Some((
            context.to("/cashbook"),
            ["from", "to"]
                .into_iter()
                .map(|name| {
                    let typed = context.params.get(name).map(str::to_owned);
                    let day = if name == "from" { from } else { to };
                    let value = typed.unwrap_or_else(|| messages::date_of(day));
                    (name, context.text(&format!("money-{name}")), value)
                })
                .collect(),
        )),
        sections: vec![
            section("money-balances", balances(context, &book.balances)),
            section("money-takings", of_procedures(context, &takings)),
            Section { heading: count, table: entries.table(context.language) },
        ],
        links,
        faults,
        ..Parts::default()
    })
}

fn balances(context: &RequestContext, balances: &[(Account, Balance)]) -> Report {
    let row = |(of, balance): &(Account, Balance)| {
        let amounts =
            [balance.opening_vnd, balance.debit_vnd, balance.credit_vnd, balance.closing_vnd()];
        let amounts = amounts.map(|vnd| Cell::text(money(context, vnd)));
        [vec![Cell::text(account(context, of))], amounts.to_vec()].concat()
    };
    let columns = ["account", "opening", "debit", "credit", "closing"];
    let rows = balances.iter().map(row).collect();
    report(context, context.text("money-balances"), &columns, rows, "money-no_entries")
}

fn of_procedures(context: &RequestContext, takings: &[(String, Takings)]) -> Report {
    let row = |(procedure, of): &(String, Takings)| {
        vec![
            Cell::text(context.names().procedure(procedure)),
            Cell::count(of.receipts),
            Cell::text(money(context, of.received_vnd)),
            Cell::count(of.refunds),
            Cell::text(money(context, of.refunded_vnd)),
        ]
    };
    let columns = ["procedure", "receipts", "received", "refunds", "refunded"];
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
            Cell::text(money(context, entry.row.amount)),
            Cell::text(slip),
            Cell::text(code).linked(href),
            Cell::text(context.names().officer(&entry.row.actor)),
        ]
    };
    let columns = ["at", "kind", "debit_of", "credit_of", "amount", "slip", "dossier", "officer"];
    let rows = entries.iter().map(row).collect();
    report(context, context.text("page-cashbook"), &columns, rows, "money-no_entries")
}
