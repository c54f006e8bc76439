//! Transfers that were put aside: the list, and one of them with its text and the acts of the reader.

use affairs::bank_notice::{AsideReason, Standing};
use app::{AsideAct, AsideMoney, Failure, Right, allow};
use axum::http::StatusCode;

use super::form::{line_field, reason_field};
use super::{Parts, Section, amount, answer, done, of_dossier, report};
use crate::address::{Params, encode};
use crate::answer::{Answer, Error, see};
use crate::fields::{Fault, Form};
use crate::pages::act_forms;
use crate::pages::step_up;
use crate::report::Cell;
use crate::request_context::RequestContext;

/// Transfers in the list.
const LISTED: usize = 500;

/// Every act on a transfer that was put aside.
const ACTS: [&str; 4] = ["assign", "propose_return", "approve_return", "send_return_back"];

fn why(context: &RequestContext, money: &AsideMoney) -> String {
    let why = money.notice.why.unwrap_or(AsideReason::NoDossier);
    context.text(&format!("aside-why_{}", why.code()))
}

/// The list.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let row = |money: &AsideMoney| {
        let href = context.to(&format!("/transfers/{}", encode(&money.id)));
        vec![
            Cell::text(money.notice.bank_id.clone()).linked(Some(href)),
            Cell::instant(context.zone(), Some(money.notice.transferred_at)),
            Cell::text(amount(context, money.notice.amount_vnd)),
            Cell::text(why(context, money)),
            Cell::text(standing(context, money)),
        ]
    };
    let waiting = context.app().money_aside(LISTED)?;
    let heading = context.text("page-transfers");
    let columns = ["bank_id", "at", "amount", "why", "standing"];
    let rows = waiting.iter().map(row).collect();
    let table = report(context, heading.clone(), &columns, rows, "money-no_transfers");
    let refunds = context.app().refunds_waiting(LISTED)?;
    let refund = |stream: &String| -> Result<Vec<Cell>, Error> {
        let dossier = context.app().open_stream(&context.who(), stream, context.now())?;
        let Some(dossier) = dossier else { return Ok(Vec::new()) };
        let payments = context.app().payments(stream)?;
        let Some(proposal) = payments.proposal else { return Ok(Vec::new()) };
        let href = context.to(&format!("/dossier/{}/payments", encode(dossier.name())));
        Ok(vec![
            Cell::text(dossier.view.spoken_code()).linked(Some(href)),
            Cell::text(amount(context, proposal.amount_vnd)),
            Cell::instant(context.zone(), Some(proposal.at)),
            Cell::text(context.names().officer(&proposal.by)),
        ])
    };
    let refunds = refunds.iter().map(refund).collect::<Result<Vec<_>, _>>()?;
    let refunds = refunds.into_iter().filter(|row| !row.is_empty()).collect();
    let refunds_heading = context.text("money-refunds_waiting");
    let columns = ["dossier", "amount", "at", "officer"];
    let refunds = report(context, refunds_heading.clone(), &columns, refunds, "money-no_refunds");
    let parts = Parts {
        heading: heading.clone(),
        back: Some((context.to("/cashbook"), context.text("page-cashbook"))),
        done: done(context),
        lead: Some(context.text("money-transfers_lead")),
        sections: vec![
            Section { heading, table: table.table(context.language) },
            Section { heading: refunds_heading, table: refunds.table(context.language) },
        ],
        ..Parts::default()
    };
    answer(context, StatusCode::OK, parts)
}

fn standing(context: &RequestContext, money: &AsideMoney) -> String {
    match &money.notice.standing {
        Standing::ReturnProposed { by, .. } => {
            let by = context.names().officer(by);
            context.format("aside-return_proposed", &[("officer", by.into())])
        }
        _ => context.text("aside-waits"),
    }
}

fn open(context: &RequestContext) -> Result<AsideMoney, Error> {
    let waiting = context.app().money_aside(usize::MAX >> 1)?;
    waiting.into_iter().find(|money| money.id == context.code).ok_or(Error::NoPage)
}

fn form_of(context: &RequestContext, act: &str) -> Form {
    let mut fields = match act {
        "assign" => vec![line_field(context, "code")],
        "approve_return" => vec![line_field(context, "reference")],
        _ => vec![reason_field(context)],
    };
    if act == "approve_return" && step_up::is_requested(context) {
        fields.push(step_up::field(context, &[]));
    }
    Form::new(context.zone(), fields)
}

fn acts(context: &RequestContext, money: &AsideMoney) -> Vec<&'static str> {
    let proposed = matches!(money.notice.standing, Standing::ReturnProposed { .. });
    let can = |right| allow(&context.who(), right).is_ok();
    match proposed {
        true if can(Right::ApproveMoney) => vec!["approve_return", "send_return_back"],
        false if can(Right::Money) => vec!["assign", "propose_return"],
        _ => Vec::new(),
    }
}

/// One transfer.
pub(crate) fn one(context: &RequestContext) -> Answer {
    show(context, StatusCode::OK, ("", Vec::new()))
}

fn show(
    context: &RequestContext,
    status: StatusCode,
    (failed, faults): (&'static str, Vec<Fault>),
) -> Answer {
    let money = open(context)?;
    let label = |key: &str| context.text(&format!("money-{key}"));
    let at = messages::instant(context.language, money.notice.transferred_at, context.zone());
    let mut facts = vec![
        (label("amount"), amount(context, money.notice.amount_vnd)),
        (label("transferred_at"), at),
        (label("text"), money.text.clone()),
        (label("why"), why(context, &money)),
        (label("standing"), standing(context, &money)),
    ];
    if !money.reason.is_empty() {
        facts.push((label("reason"), money.reason.clone()));
    }
    let form = |act: &'static str| form_of(context, act);
    let codes = ("money", acts(context, &money), &["approve_return"][..]);
    let values = [("id", money.notice.bank_id.clone().into())];
    let parts = Parts {
        heading: context.format("money-transfer", &values),
        back: Some((context.to("/transfers"), context.text("page-transfers"))),
        facts,
        acts: act_forms::shown(context, codes, form, (failed, &faults)),
        action: context.to(&format!("/transfers/{}", encode(&context.code))),
        faults,
        ..Parts::default()
    };
    answer(context, status, parts)
}

/// Carries an act out.
pub(crate) fn send(context: &RequestContext) -> Answer {
    let asked = context.form.raw("act");
    let act = ACTS.into_iter().find(|act| *act == asked).ok_or(Error::BadForm)?;
    let mut form = form_of(context, act);
    form.fill(&context.form);
    let mut faults = form.check(context);
    faults.retain(|fault| fault.field != step_up::FIELD);
    let second_factor = match act {
        "approve_return" if faults.is_empty() => step_up::take_or_fault(context, &mut faults)?,
        _ => context.second_factor(),
    };
    let command = if faults.is_empty() { command(context, act, &form)? } else { None };
    let Some(command) = command else {
        if faults.is_empty() {
            let values = [("code", form.text("code").into())];
            faults.push(Fault::new("code", context.format("fault-money_code", &values)));
        }
        return show(context, StatusCode::UNPROCESSABLE_ENTITY, (act, faults));
    };
    let key = (context.command_key(context.form.raw("key")), context.now());
    let command = (command, context.random_text());
    let again = |fault| show(context, StatusCode::CONFLICT, (act, vec![fault]));
    let id = context.code.as_str();
    match context.app().act_on_aside(&context.who(), id, command, second_factor, key) {
        Ok(()) | Err(Failure::AlreadyDone { .. }) => {
            see(&context.confirmed("/transfers", &Params::default().with("done", act)))
        }
        Err(Failure::NotPaid(why)) => {
            again(Fault::new("code", of_dossier::refusal(context.names(), why)))
        }
        Err(Failure::AsideRefused(why)) => {
            again(Fault::new("", context.text(&format!("aside-refused_{}", why.code()))))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// The command of an act; `None` where no dossier has the code.
fn command(context: &RequestContext, act: &str, form: &Form) -> Result<Option<AsideAct>, Error> {
    Ok(match act {
        "assign" => {
            let code = form.text("code");
            let dossier = context.app().open_dossier(&context.who(), &code, None, context.now())?;
            dossier.map(|dossier| AsideAct::Assign { dossier: dossier.stream })
        }
        "propose_return" => Some(AsideAct::ProposeReturn { reason: form.text("reason") }),
        "approve_return" => Some(AsideAct::ApproveReturn { reference: form.text("reference") }),
        "send_return_back" => Some(AsideAct::SendReturnBack { reason: form.text("reason") }),
        _ => None,
    })
}

#[test]
fn every_act_reason_and_refusal_has_its_texts() {
    use affairs::bank_notice::Refusal;
    use text::Language;

    let refusals = Refusal::ALL.iter().map(|why| format!("aside-refused_{}", why.code()));
    let reasons = AsideReason::ALL.iter().map(|why| format!("aside-why_{}", why.code()));
    let acts = ACTS
        .iter()
        .flat_map(|act| ["act", "said", "done"].map(|part| format!("money-{part}_{act}")));
    for key in refusals.chain(reasons).chain(acts) {
        for language in [Language::Vietnamese, Language::English] {
            assert!(!messages::text(language, &key, &[]).starts_with('['), "{key}");
        }
    }
}
