//! Money: of one dossier, the cashbook, the till of an office, transfers put aside, settlements with
//! agencies. Every page has the same parts: what stands on the books, tables, and the acts of the reader.

mod aside;
mod book;
mod form;
mod of_dossier;
mod settlement;
mod till;

use affairs::cashbook::Account;
use askama::Template;
use axum::http::StatusCode;

pub(crate) use self::aside::{one as aside_one, page as aside, send as aside_send};
pub(crate) use self::book::page as book;
pub(in crate::pages) use self::of_dossier::{StillToPay, link, still_to_pay};
pub(crate) use self::of_dossier::{page as of_dossier, send as of_dossier_send, slip};
pub(crate) use self::settlement::{page as settlements, send as settle};
pub(crate) use self::till::{page as till, send as till_send};
use crate::answer::{Answer, html_with};
use crate::fields::Fault;
use crate::layout::Layout;
use crate::pages::act_forms::ActForm;
use crate::report::{Cell, Column, Report, ReportTable};
use crate::request_context::RequestContext;

/// The name, the label and the text of a field of a filter.
pub(super) type FilterField = (&'static str, String, String);

/// A table below its heading.
pub(super) struct Section {
    pub heading: String,
    pub table: ReportTable,
}

/// A page about money.
#[derive(Default)]
pub(super) struct Parts {
    pub heading: String,
    /// The page that leads here: address and name.
    pub back: Option<(String, String)>,
    pub done: Option<String>,
    pub lead: Option<String>,
    /// The filter of the page: its address, and the name, label and text of each field.
    pub filter: Option<(String, Vec<FilterField>)>,
    pub facts: Vec<(String, String)>,
    pub sections: Vec<Section>,
    /// Links to other pages and files.
    pub links: Vec<(String, String)>,
    /// A QR code with the words below it.
    pub qr: Option<(String, String)>,
    pub acts: Vec<ActForm>,
    /// The address to which acts are sent.
    pub action: String,
    pub faults: Vec<Fault>,
}

#[derive(Template)]
#[template(path = "money/page.html")]
struct Page {
    layout: Layout,
    parts: Parts,
    acts: Vec<ActForm>,
    faults: Vec<Fault>,
    action: String,
    token: String,
    key: String,
}

/// The answer with a page.
pub(super) fn answer(context: &RequestContext, status: StatusCode, mut parts: Parts) -> Answer {
    let numbered = |(place, section): (usize, Section)| Section {
        table: section.table.at_place(place),
        ..section
    };
    parts.sections = (1..).zip(std::mem::take(&mut parts.sections)).map(numbered).collect();
    let page = Page {
        layout: Layout::new(context, &parts.heading),
        acts: std::mem::take(&mut parts.acts),
        faults: std::mem::take(&mut parts.faults),
        action: parts.action.clone(),
        parts,
        token: context.token()?,
        key: context.random_text(),
    };
    html_with(status, &page)
}

/// A table with the texts `money-<column>` as headings.
pub(super) fn report(
    context: &RequestContext,
    title: String,
    columns: &[&str],
    rows: Vec<Vec<Cell>>,
    empty: &str,
) -> Report {
    let agency = context.rules.agency.as_ref();
    let column = |key: &&str| Column::words(context.text(&format!("money-{key}")));
    Report {
        file: "money".to_owned(),
        title,
        agency: agency.map(|one| crate::layout::name(one, context.language)).unwrap_or_default(),
        columns: columns.iter().map(column).collect(),
        rows,
        empty: Some(context.text(empty)),
        ..Report::default()
    }
}

/// An amount in words of the page: `50.000 đồng`.
pub(super) fn money(context: &RequestContext, amount_vnd: i64) -> String {
    context.format("receive-money", &[("amount", amount_vnd.into())])
}

/// Like [`money`], of an amount that is never below zero.
pub(super) fn amount(context: &RequestContext, amount_vnd: u64) -> String {
    money(context, i64::try_from(amount_vnd).unwrap_or(i64::MAX))
}

/// The name of an account.
pub(super) fn account(context: &RequestContext, account: &Account) -> String {
    let named = |key: &str, name: String| context.format(key, &[("name", name.into())]);
    let names = context.names();
    match account {
        Account::Cash(office) => named("money-account_cash", names.unit(office)),
        Account::Bank => context.text("money-account_bank"),
        Account::Aside => context.text("money-account_aside"),
        Account::Fees(agency) => named("money-account_fees", agency_name(context, agency)),
        Account::Difference(office) => named("money-account_difference", names.unit(office)),
    }
}

/// The name of a competent agency: the own one, a unit of it, or else its code.
pub(super) fn agency_name(context: &RequestContext, code: &str) -> String {
    match &context.rules.agency {
        Some(own) if own.code == code => crate::layout::name(own, context.language),
        _ => context.names().unit(code),
    }
}

/// The confirmation of an act, by the text `money-done_<act>`.
pub(super) fn done(context: &RequestContext) -> Option<String> {
    match context.confirmation("done") {
        "" => None,
        done => Some(context.text(&format!("money-done_{done}"))),
    }
}
