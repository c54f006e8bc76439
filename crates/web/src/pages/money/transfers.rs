//! Transfers that were put aside, with the refunds and differences that wait; and one transfer with its
//! text and the acts of the reader.

use affairs::bank_notice::{AsideReason, BankNotice, Command, Standing};
use app::{Failure, MoneyToApprove, OpenTransfer, Right, WaitingApproval, allow};
use axum::http::StatusCode;
use calendar::Instant;

use super::form::{line_field, reason_field};
use super::{Content, Posted, Section, amount, answer, done, payments, posted, report, signed};
use crate::address::{Params, encode};
use crate::answer::{Answer, Error, see};
use crate::fields::{Fault, Form};
use crate::pages::act_forms;
use crate::pages::step_up;
use crate::report::Cell;
use crate::request_context::RequestContext;

/// Lines of a list; the longest wait first, so that the others come up as these are dealt with.
const LISTED: usize = 500;

/// Every act on a transfer that was put aside.
const ACTS: [&str; 4] = ["assign", "propose_return", "approve_return", "send_return_back"];

fn why(context: &RequestContext, notice: &BankNotice) -> String {
    let why = notice.why.unwrap_or(AsideReason::NoDossier);
    context.text(&format!("aside-why_{}", why.code()))
}

/// The address and the name of what waits for approval.
pub(in crate::pages) fn approval(
    context: &RequestContext,
    waiting: &WaitingApproval,
) -> (String, String) {
    match &waiting.about {
        MoneyToApprove::Refund(row) => {
            (context.to(&format!("/dossier/{}/payments", encode(&row.code))), row.code.clone())
        }
        MoneyToApprove::Difference(office) => {
            let params = Params::default().with("office", office);
            (context.link("/till", &params), context.names().unit(office))
        }
        MoneyToApprove::Return(name) => (
            context.to(&format!("/transfers/{}", encode(name))),
            context.text("money-act_approve_return"),
        ),
    }
}

/// The word for what waits for approval.
pub(in crate::pages) fn approval_kind(
    context: &RequestContext,
    waiting: &WaitingApproval,
) -> String {
    let key = match waiting.about {
        MoneyToApprove::Refund(_) => "refunded",
        MoneyToApprove::Difference(_) => "difference_approved",
        MoneyToApprove::Return(_) => "returned",
    };
    context.text(&format!("money-kind_{key}"))
}

/// The list.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let row = |(name, notice): &(String, BankNotice)| {
        let href = context.to(&format!("/transfers/{}", encode(name)));
        vec![
            Cell::text(notice.bank_id.clone()).linked(Some(href)),
            Cell::instant(context.zone(), Some(notice.transferred_at)),
            Cell::amount(signed(notice.amount_vnd)),
            Cell::text(why(context, notice)),
            Cell::text(standing(context, notice)),
        ]
    };
    let waiting = context.app().transfers_waiting(LISTED)?;
    let heading = context.text("page-transfers");
    let columns = ["bank_id", "at", "amount", "why", "standing"];
    let rows = waiting.iter().map(row).collect();
    let table = report(context, heading.clone(), &columns, rows, "money-no_transfers");
    let mut sections =
        vec![Section { heading: heading.clone(), table: table.table(context.language) }];
    if allow(&context.who(), Right::ApproveMoney).is_ok() {
        sections.push(approvals(context)?);
    }
    let content = Content {
        heading,
        back: Some((context.to("/cashbook"), context.text("page-cashbook"))),
        done: done(context),
        lead: Some(context.text("money-transfers_lead")),
        sections,
        ..Content::default()
    };
    answer(context, StatusCode::OK, content)
}

/// What other officers proposed and the reader may approve.
fn approvals(context: &RequestContext) -> Result<Section, Error> {
    let waiting = context.app().money_to_approve(&context.who(), LISTED, context.now())?;
    let row = |one: &WaitingApproval| {
        let (href, name) = approval(context, one);
        vec![
            Cell::text(name).linked(Some(href)),
            Cell::text(approval_kind(context, one)),
            Cell::amount(one.amount_vnd),
            Cell::instant(context.zone(), Some(one.at)),
            Cell::text(context.names().officer(&one.by)),
        ]
    };
    let heading = context.text("money-to_approve");
    let columns = ["about", "kind", "amount", "at", "officer"];
    let rows = waiting.iter().map(row).collect();
    let table = report(context, heading.clone(), &columns, rows, "money-nothing_to_approve");
    Ok(Section { heading, table: table.table(context.language) })
}

fn standing(context: &RequestContext, notice: &BankNotice) -> String {
    match &notice.standing {
        Standing::Aside => context.text("aside-waits"),
        Standing::ReturnProposed { by, .. } => {
            let by = context.names().officer(by);
            context.format("aside-return_proposed", &[("officer", by.into())])
        }
        Standing::Assigned(_) => context.text("aside-assigned"),
        Standing::Returned => context.text("aside-returned"),
    }
}

fn open(context: &RequestContext) -> Result<OpenTransfer, Error> {
    let transfer = context.app().open_transfer(&context.who(), &context.code, context.now())?;
    transfer.ok_or(Error::NoPage)
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

fn acts(context: &RequestContext, notice: &BankNotice) -> Vec<&'static str> {
    let can = |right| allow(&context.who(), right).is_ok();
    let own = context.actor().id;
    match &notice.standing {
        Standing::Aside if can(Right::Money) => vec!["assign", "propose_return"],
        Standing::ReturnProposed { by, .. } if can(Right::ApproveMoney) && *by != own => {
            vec!["approve_return", "send_return_back"]
        }
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
    let OpenTransfer { notice, texts } = open(context)?;
    let label = |key: &str| context.text(&format!("money-{key}"));
    let at = |at: Instant| messages::instant(context.language, at, context.zone());
    let withheld = texts.is_withheld().then(|| context.text("personal-withheld"));
    let (text, reason) = texts.given().unwrap_or_default();
    let mut facts = vec![
        (label("amount"), amount(context, notice.amount_vnd)),
        (label("transferred_at"), at(notice.transferred_at)),
        (label("text"), withheld.unwrap_or(text)),
        (label("why"), why(context, &notice)),
        (label("standing"), standing(context, &notice)),
    ];
    if let Standing::Assigned(stream) = &notice.standing
        && let Some(dossier) = context.app().open_stream(&context.who(), stream, context.now())?
    {
        facts.push((label("dossier"), dossier.view.spoken_code()));
    }
    if !reason.is_empty() {
        facts.push((label("reason"), reason));
    }
    let form = |act: &'static str| form_of(context, act);
    let codes = ("money", acts(context, &notice), &["approve_return"][..]);
    let values = [("id", notice.bank_id.clone().into())];
    let content = Content {
        heading: context.format("money-transfer", &values),
        back: Some((context.to("/transfers"), context.text("page-transfers"))),
        done: done(context),
        facts,
        acts: act_forms::shown(context, codes, form, (failed, &faults)),
        action: context.to(&format!("/transfers/{}", encode(&context.code))),
        faults,
        ..Content::default()
    };
    answer(context, status, content)
}

/// Carries an act out.
pub(crate) fn send(context: &RequestContext) -> Answer {
    let posted = posted(context, (&ACTS, "approve_return"), |act| form_of(context, act))?;
    let Posted { act, form, mut faults, second_factor } = posted;
    let command = if faults.is_empty() { command(context, act, &form)? } else { None };
    let Some(command) = command else {
        if faults.is_empty() {
            let values = [("code", form.text("code").into())];
            faults.push(Fault::new("code", context.format("fault-money_code", &values)));
        }
        return show(context, StatusCode::UNPROCESSABLE_ENTITY, (act, faults));
    };
    let key = (context.command_key(context.form.raw("key")), context.now());
    let (who, command) = (context.who(), (command, context.random_text()));
    let again = |fault| show(context, StatusCode::CONFLICT, (act, vec![fault]));
    match context.app().act_on_transfer((&who, second_factor), &context.code, command, key) {
        Ok(()) | Err(Failure::AlreadyDone { .. }) => {
            let path = format!("/transfers/{}", encode(&context.code));
            see(&context.confirmed(&path, &Params::default().with("done", act)))
        }
        Err(Failure::NotPaid(why)) => {
            again(Fault::new("code", payments::refusal(context.names(), why)))
        }
        Err(Failure::AsideRefused(why)) => {
            again(Fault::new("", context.text(&format!("aside-refused_{}", why.code()))))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// The command of an act; `None` where no dossier has the code.
fn command(context: &RequestContext, act: &str, form: &Form) -> Result<Option<Command>, Error> {
    Ok(match act {
        "assign" => {
            let code = form.text("code");
            let dossier = context.app().open_dossier(&context.who(), &code, None, context.now())?;
            dossier.map(|dossier| Command::Assign { dossier: dossier.stream })
        }
        "propose_return" => Some(Command::ProposeReturn { reason: form.text("reason") }),
        "approve_return" => Some(Command::ApproveReturn { reference: form.text("reference") }),
        "send_return_back" => Some(Command::SendReturnBack { reason: form.text("reason") }),
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
