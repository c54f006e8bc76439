//! The settlement of a month: what was received for each competent agency, paid back and passed on, and
//! the form that passes money on.

use affairs::settlement::Refusal;
use app::{Failure, NewSettlement, Right, SettlementSheet, allow};
use axum::http::StatusCode;
use calendar::Day;
use http::asked_days;

use super::form::{amount as typed_amount, amount_field, line_field};
use super::{Content, Section, agency_name, answer, done, files, money, not_asked, report, signed};
use crate::address::Params;
use crate::answer::{Answer, Error, see};
use crate::dates;
use crate::fields::{Choice, Fault, Field, Form, Kind};
use crate::pages::act_forms;
use crate::report::{Cell, Report};
use crate::request_context::RequestContext;

/// The month that the address asks for, the last whole month otherwise.
fn month(context: &RequestContext) -> Result<Day, Fault> {
    let last = context.today().first_of_month().plus(-1).first_of_month();
    Ok(asked_days::month(context, "month")?.map_or(last, |(first, _)| first))
}

fn month_key(month: Day) -> String {
    let (year, number, _) = month.ymd();
    format!("{year}-{number:02}")
}

fn form_of(context: &RequestContext, sheets: &[SettlementSheet]) -> Form {
    let choice =
        |sheet: &SettlementSheet| Choice::new(&sheet.agency, agency_name(context, &sheet.agency));
    let agency = Field::of_key(context, Kind::Select, "agency", "money-agency");
    let fields = vec![
        agency.choices(sheets.iter().map(choice).collect()),
        amount_field(context, "amount"),
        line_field(context, "reference"),
    ];
    Form::new(context.zone(), fields)
}

/// The page, or the sheet as a file.
pub(crate) fn page(context: &RequestContext) -> Answer {
    show(context, StatusCode::OK, ("", Vec::new()))
}

fn sheets(context: &RequestContext, month: Day) -> Result<Vec<SettlementSheet>, Error> {
    let zone = context.zone();
    let period = (zone.at(month, 0), zone.at(month.last_of_month().plus(1), 0));
    Ok(context.app().settlement_sheets(period)?)
}

fn show(
    context: &RequestContext,
    status: StatusCode,
    (failed, faults): (&'static str, Vec<Fault>),
) -> Answer {
    let month = match month(context) {
        Ok(month) => month,
        Err(fault) => {
            let typed = context.params.raw("month").to_owned();
            return not_asked(context, "/settlements", vec![fault], content(context, typed));
        }
    };
    let sheets = sheets(context, month)?;
    let sheet = sheet(context, &sheets);
    sheet.answer(context, |sheet| {
        let acts = match allow(&context.who(), Right::Money).is_ok() && !sheets.is_empty() {
            true => vec!["settle"],
            false => Vec::new(),
        };
        let params = Params::default().with("month", &month_key(month));
        let form = |_: &'static str| form_of(context, &sheets);
        let heading = dates::month_text(&month_key(month));
        let content = Content {
            done: done(context),
            sections: vec![
                Section { heading: heading.clone(), table: sheet.table(context.language) },
                passed_on(context, &sheets),
            ],
            ways: files(context, "/settlements", &params).collect(),
            acts: act_forms::shown(context, ("money", acts, &[]), form, (failed, &faults)),
            action: context.link("/settlements", &params),
            faults,
            ..content(context, heading)
        };
        answer(context, status, content)
    })
}

/// The page without a month, with what was typed for it.
fn content(context: &RequestContext, typed: String) -> Content {
    Content {
        heading: context.text("page-settlements"),
        back: Some((context.to("/cashbook"), context.text("page-cashbook"))),
        lead: Some(context.text("money-settlements_lead")),
        filter: Some((
            context.to("/settlements"),
            vec![("month", context.text("money-month"), typed)],
        )),
        ..Content::default()
    }
}

fn sheet(context: &RequestContext, sheets: &[SettlementSheet]) -> Report {
    let row = |sheet: &SettlementSheet| {
        // Credits are owed to the agency.
        let amounts = [
            -sheet.balance.opening_vnd,
            sheet.balance.credit_vnd,
            sheet.balance.debit_vnd,
            -sheet.balance.closing_vnd(),
        ];
        let amounts = amounts.map(Cell::amount);
        [vec![Cell::text(agency_name(context, &sheet.agency))], amounts.to_vec()].concat()
    };
    let columns = ["agency", "owed_before", "received", "refunded_or_passed_on", "owed_after"];
    let rows = sheets.iter().map(row).collect();
    report(context, context.text("page-settlements"), &columns, rows, "money-no_entries")
}

fn passed_on(context: &RequestContext, sheets: &[SettlementSheet]) -> Section {
    let rows = sheets.iter().flat_map(|sheet| {
        sheet.settlements.settled.iter().rev().map(|settled| {
            vec![
                Cell::text(agency_name(context, &sheet.agency)),
                Cell::text(dates::month_text(&settled.month)),
                Cell::amount(signed(settled.amount_vnd)),
                Cell::text(settled.reference.clone()),
                Cell::instant(context.zone(), Some(settled.at)),
                Cell::text(context.names().officer(&settled.by)),
            ]
        })
    });
    let heading = context.text("money-passed_on");
    let columns = ["agency", "month", "amount", "reference", "at", "officer"];
    let table = report(context, heading.clone(), &columns, rows.collect(), "money-none_passed_on");
    Section { heading, table: table.table(context.language) }
}

/// Notes that money was passed on.
pub(crate) fn send(context: &RequestContext) -> Answer {
    let month = month(context).map_err(|_| Error::BadForm)?;
    let mut form = form_of(context, &sheets(context, month)?);
    form.fill(&context.form);
    let faults = form.check(context);
    let amount_vnd = typed_amount(&form.text("amount"));
    let (Some(amount_vnd), true) = (amount_vnd, faults.is_empty()) else {
        return show(context, StatusCode::UNPROCESSABLE_ENTITY, ("settle", faults));
    };
    let (agency, reference) = (form.text("agency"), form.text("reference"));
    let new = NewSettlement { agency, month, amount_vnd, reference };
    let key = (context.command_key(context.form.raw("key")), context.now());
    match context.app().settle(&context.who(), new, key) {
        Ok(()) | Err(Failure::AlreadyDone { .. }) => {
            let params = Params::default().with("done", "settle").with("month", &month_key(month));
            see(&context.confirmed("/settlements", &params))
        }
        Err(Failure::NotSettled(why)) => {
            let amount = money(context, why.amount_vnd().unwrap_or_default());
            let values = [("amount", amount.into())];
            let key = format!("settlement-refused_{}", why.code());
            let field = if why == Refusal::EmptyText { "reference" } else { "amount" };
            let fault = Fault::new(field, context.format(&key, &values));
            show(context, StatusCode::CONFLICT, ("settle", vec![fault]))
        }
        Err(failure) => Err(failure.into()),
    }
}

#[test]
fn every_refusal_has_its_text() {
    use text::Language;

    for key in Refusal::ALL.iter().map(|why| format!("settlement-refused_{}", why.code())) {
        for language in [Language::Vietnamese, Language::English] {
            assert!(!messages::text(language, &key, &[]).starts_with('['), "{key}");
        }
    }
}
