//! The settlement of a month: what was received for each competent agency, paid back and passed on, and
//! the form that passes money on.

use affairs::settlement::Refusal;
use app::{Failure, NewSettlement, Right, SettlementSheet, allow};
use axum::http::StatusCode;
use calendar::Day;

use super::form::{amount as typed_amount, amount_field, line_field};
use super::{Parts, Section, agency_name, answer, done, money, report};
use crate::address::Params;
use crate::answer::{Answer, Error, see};
use crate::dates;
use crate::fields::{Choice, Fault, Field, Form, Kind};
use crate::pages::act_forms;
use crate::report::{Cell, Report};
use crate::request_context::RequestContext;

/// The month that the address or the form asks for, the last whole month otherwise; and what is wrong
/// with it.
fn month(context: &RequestContext) -> (Day, Vec<Fault>) {
    let last = context.today().first_of_month().plus(-1).first_of_month();
    let typed = context.params.get("month").unwrap_or_default().trim().to_owned();
    if typed.is_empty() {
        return (last, Vec::new());
    }
    // `11/2026` as it is typed, `2026-11` in an address.
    let key = match typed.split_once('/') {
        Some((month, year)) => format!("{year}-{month:0>2}"),
        None => typed.clone(),
    };
    let found = dates::month(&key).map(|(first, _)| first);
    match found.filter(|first| (2000..=2100).contains(&first.ymd().0)) {
        Some(first) => (first, Vec::new()),
        None => {
            let values = [("given", typed.into())];
            (last, vec![Fault::new("month", context.format("fault-money_month", &values))])
        }
    }
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
    (failed, mut faults): (&'static str, Vec<Fault>),
) -> Answer {
    let (month, wrong) = month(context);
    let status = if wrong.is_empty() { status } else { StatusCode::UNPROCESSABLE_ENTITY };
    faults.extend(wrong);
    let sheets = sheets(context, month)?;
    let sheet = sheet(context, &sheets);
    sheet.answer(context, |sheet| {
        let acts = match allow(&context.who(), Right::Money).is_ok() && !sheets.is_empty() {
            true => vec!["settle"],
            false => Vec::new(),
        };
        let params = Params::default().with("month", &month_key(month));
        let form = |_: &'static str| form_of(context, &sheets);
        let file = |kind: &str| {
            let label = context.text(&format!("reports-file_{kind}"));
            (context.link("/settlements", &params.with("as", kind)), label)
        };
        let typed = context.params.get("month").map(str::to_owned);
        let value = typed.unwrap_or_else(|| dates::month_text(&month_key(month)));
        let parts = Parts {
            heading: context.text("page-settlements"),
            back: Some((context.to("/cashbook"), context.text("page-cashbook"))),
            done: done(context),
            lead: Some(context.text("money-settlements_lead")),
            filter: Some((
                context.to("/settlements"),
                vec![("month", context.text("money-month"), value)],
            )),
            sections: vec![
                Section {
                    heading: dates::month_text(&month_key(month)),
                    table: sheet.table(context.language),
                },
                passed_on(context, &sheets),
            ],
            links: ["csv", "xlsx"].map(file).to_vec(),
            acts: act_forms::shown(context, ("money", acts, &[]), form, (failed, &faults)),
            action: context.link("/settlements", &params),
            faults,
            ..Parts::default()
        };
        answer(context, status, parts)
    })
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
        let amounts = amounts.map(|vnd| Cell::text(money(context, vnd)));
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
                Cell::text(money(context, i64::try_from(settled.amount_vnd).unwrap_or(i64::MAX))),
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
    let (month, wrong) = month(context);
    let mut form = form_of(context, &sheets(context, month)?);
    form.fill(&context.form);
    let faults = form.check(context);
    let amount_vnd = typed_amount(&form.text("amount"));
    let (Some(amount_vnd), true, true) = (amount_vnd, faults.is_empty(), wrong.is_empty()) else {
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
