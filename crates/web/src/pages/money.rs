//! Money: of one dossier, the cashbook, the till of an office, transfers put aside, settlements with
//! agencies. Every page has the same parts: what stands on the books, tables, and the acts of the reader.

mod book;
mod form;
mod payments;
mod settlement;
mod takings;
mod till;
mod transfers;

use affairs::cashbook::Account;
use app::SecondFactor;
use askama::Template;
use axum::http::StatusCode;

pub(crate) use self::book::page as book;
pub(in crate::pages) use self::payments::{Fees, fees, link};
pub(crate) use self::payments::{page as payments, send as payments_send, slip};
pub(crate) use self::settlement::{page as settlements, send as settle};
pub(crate) use self::takings::page as takings;
pub(crate) use self::till::{page as till, send as till_send};
pub(in crate::pages) use self::transfers::{approval, approval_kind};
pub(crate) use self::transfers::{one as transfer, page as transfers, send as transfer_send};
use crate::address::Params;
use crate::answer::{Answer, Error, html_with, see};
use crate::fields::{Fault, Form};
use crate::layout::Layout;
use crate::pages::act_forms::ActForm;
use crate::pages::step_up;
use crate::paging::Links;
use crate::report::{Cell, Column, Report, ReportTable};
use crate::request_context::RequestContext;

/// The name, the label and the text of a field of a filter.
pub(super) type FilterField = (&'static str, String, String);

/// A table below its heading.
pub(super) struct Section {
    pub heading: String,
    pub table: ReportTable,
}

/// What a page about money shows.
#[derive(Default)]
pub(super) struct Content {
    pub heading: String,
    /// The page that leads here: address and name.
    pub back: Option<(String, String)>,
    pub done: Option<String>,
    pub lead: Option<String>,
    /// The filter of the page: its address, and the name, label and text of each field.
    pub filter: Option<(String, Vec<FilterField>)>,
    pub facts: Vec<(String, String)>,
    pub sections: Vec<Section>,
    /// The other parts of the last table.
    pub links: Links,
    /// Other pages and files: address and name.
    pub ways: Vec<(String, String)>,
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
    content: Content,
    links: Links,
    acts: Vec<ActForm>,
    faults: Vec<Fault>,
    action: String,
    token: String,
    key: String,
}

/// The answer with a page.
pub(super) fn answer(context: &RequestContext, status: StatusCode, mut content: Content) -> Answer {
    let numbered = |(place, section): (usize, Section)| Section {
        table: section.table.at_place(place),
        ..section
    };
    content.sections = (1..).zip(std::mem::take(&mut content.sections)).map(numbered).collect();
    let page = Page {
        layout: Layout::new(context, &content.heading),
        acts: std::mem::take(&mut content.acts),
        faults: std::mem::take(&mut content.faults),
        action: std::mem::take(&mut content.action),
        links: std::mem::take(&mut content.links),
        content,
        token: context.token()?,
        key: context.random_text(),
    };
    html_with(status, &page)
}

/// The answer to days or a month that do not read: a file leads to the page, which names what is wrong.
pub(super) fn not_asked(
    context: &RequestContext,
    path: &str,
    faults: Vec<Fault>,
    content: Content,
) -> Answer {
    match Report::is_file(context) {
        true => see(&context.link(path, &context.params.with("as", ""))),
        false => answer(context, StatusCode::UNPROCESSABLE_ENTITY, Content { faults, ..content }),
    }
}

/// The files of a page: address and name.
pub(super) fn files(
    context: &RequestContext,
    path: &str,
    params: &Params,
) -> impl Iterator<Item = (String, String)> {
    ["csv", "xlsx"].into_iter().map(|kind| {
        let label = context.text(&format!("reports-file_{kind}"));
        (context.link(path, &params.with("as", kind)), label)
    })
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
pub(in crate::pages) fn money(context: &RequestContext, amount_vnd: i64) -> String {
    context.format("receive-money", &[("amount", amount_vnd.into())])
}

/// Like [`money`], of an amount that is never below zero.
pub(super) fn amount(context: &RequestContext, amount_vnd: u64) -> String {
    money(context, signed(amount_vnd))
}

/// An amount that is never below zero, as a signed one.
pub(super) fn signed(amount_vnd: u64) -> i64 {
    i64::try_from(amount_vnd).unwrap_or(i64::MAX)
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

/// An act as it was posted.
pub(super) struct Posted {
    pub act: &'static str,
    pub form: Form,
    pub faults: Vec<Fault>,
    pub second_factor: SecondFactor,
}

/// Reads the act that was posted: its form and what is wrong with it. The second factor of the act that
/// approves is checked last, so that no code is used up by a form that has other faults.
///
/// # Errors
/// [`Error::BadForm`] for an act that the page does not have; those of the second factor.
pub(super) fn posted(
    context: &RequestContext,
    (acts, approves): (&[&'static str], &str),
    form: impl FnOnce(&'static str) -> Form,
) -> Result<Posted, Error> {
    let asked = context.form.raw("act");
    let act = acts.iter().copied().find(|act| *act == asked).ok_or(Error::BadForm)?;
    let mut form = form(act);
    form.fill(&context.form);
    let mut faults = form.check(context);
    faults.retain(|fault| fault.field != step_up::FIELD);
    let second_factor = match act == approves && faults.is_empty() {
        true => step_up::take_or_fault(context, &mut faults)?,
        false => context.second_factor(),
    };
    Ok(Posted { act, form, faults, second_factor })
}
