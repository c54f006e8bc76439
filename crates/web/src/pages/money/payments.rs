//! The money of a dossier: what it is charged by which rule, what was received and paid back with the
//! slips, the code to pay by, and the acts of the reader.

use affairs::payment::{Paid, Payments, Refusal, Way, reference};
use app::{DossierView, Failure, MoneyAct, Purpose, Right, Shown, VisibleDossier, allow};
use axum::http::StatusCode;
use dossier::Phase;
use http::names::Names;
use http::qr;
use rules::fee::Quantities;
use rules::{Per, Procedure};
use text::vietqr;

use super::form::{amount as typed_amount, amount_field, reason_field, way_field};
use super::{Content, Posted, Section, amount, answer, done, posted, report, signed};
use crate::address::{Params, encode};
use crate::answer::{Answer, Error, pdf, see};
use crate::fields::{Choice, Fault, Field, Form, Kind};
use crate::pages::act_forms;
use crate::pages::dossier::visible_dossier;
use crate::pages::step_up;
use crate::papers::{self, PaymentSlipPaper};
use crate::report::Cell;
use crate::request_context::RequestContext;

/// The most that a form counts.
const MAX_QUANTITY: u32 = 9_999;

/// Every act on the money of a dossier.
const ACTS: [&str; 5] =
    ["receive", "charge", "propose_refund", "approve_refund", "send_refund_back"];

/// The address of the money of a dossier, for those who may read it.
pub(in crate::pages) fn link(
    context: &RequestContext,
    dossier: &VisibleDossier,
) -> Option<(String, String)> {
    allow(&context.who(), Right::Cashbook).ok()?;
    dossier.view.state.received?;
    let own = context.rules.agency.as_ref()?.code == dossier.row.register;
    let path = format!("/dossier/{}/payments", encode(dossier.name()));
    own.then(|| (context.text("page-payments"), context.to(&path)))
}

/// The procedure of the day of reception.
fn rule<'a>(context: &'a RequestContext, dossier: &VisibleDossier) -> Option<&'a Procedure> {
    let state = &dossier.view.state;
    let day = context.zone().day(state.received?);
    context.rules.procedure_on(&state.filing.procedure, day)
}

fn quantity(per: Per) -> String {
    format!("quantity.{}", per.code())
}

fn form_of(
    context: &RequestContext,
    dossier: &VisibleDossier,
    payments: &Payments,
    act: &str,
) -> Form {
    let number = Kind::Number { least: 1, most: MAX_QUANTITY };
    let fields = match act {
        "charge" => {
            let rule = rule(context, dossier);
            let counted = rule.map(Procedure::counted).unwrap_or_default().into_iter();
            let counted = counted.map(|per| {
                let key = format!("receive-count_{}", per.code());
                Field::of_key(context, number, &quantity(per), &key).text("1")
            });
            let mut fields: Vec<Field> = counted.collect();
            let reliefs = rule.into_iter().flat_map(|rule| &rule.reliefs);
            let claims = reliefs.filter(|relief| relief.claim.is_some()).map(|relief| {
                let english = relief.name_en.as_deref().unwrap_or_default();
                Choice::new(&relief.code, context.language.choose(&relief.name, english).to_owned())
            });
            let claims: Vec<Choice> = claims.collect();
            if !claims.is_empty() {
                let claims = Field::of_key(context, Kind::Ticks, "claims", "receive-reliefs")
                    .choices(claims)
                    .optional();
                fields.push(claims);
            }
            fields
        }
        "receive" => {
            let owed = payments.owed_vnd().to_string();
            vec![amount_field(context, "amount").text(&owed), way_field(context)]
        }
        "propose_refund" => {
            vec![amount_field(context, "amount"), way_field(context), reason_field(context)]
        }
        "approve_refund" => match step_up::is_requested(context) {
            true => vec![step_up::field(context, &[])],
            false => Vec::new(),
        },
        _ => vec![reason_field(context)],
    };
    Form::new(context.zone(), fields)
}

/// The acts that the reader can perform now, the likely one first.
fn acts(
    context: &RequestContext,
    dossier: &VisibleDossier,
    payments: &Payments,
) -> Vec<&'static str> {
    let mut acts = Vec::new();
    let open = matches!(dossier.view.state.phase, Phase::Open | Phase::Ready);
    if payments.proposal.is_some() && allow(&context.who(), Right::ApproveMoney).is_ok() {
        acts.extend(["approve_refund", "send_refund_back"]);
    }
    if allow(&context.who(), Right::Money).is_err() {
        return acts;
    }
    if open && payments.owed_vnd() > 0 {
        acts.push("receive");
    }
    if open && rule(context, dossier).is_some_and(|rule| !rule.fees.is_empty()) {
        acts.push("charge");
    }
    if payments.proposal.is_none() && payments.paid_vnd() > 0 {
        acts.push("propose_refund");
    }
    acts
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    show(context, StatusCode::OK, ("", Vec::new()))
}

fn show(
    context: &RequestContext,
    status: StatusCode,
    (failed, faults): (&'static str, Vec<Fault>),
) -> Answer {
    let dossier = visible_dossier(context)?;
    link(context, &dossier).ok_or_else(|| Error::NoDossier(context.code.clone()))?;
    let payments = context.app().money_of(&dossier.view)?;
    let code = dossier.view.spoken_code();
    let form = |act: &'static str| form_of(context, &dossier, &payments, act);
    let careful = ["charge", "propose_refund", "approve_refund", "send_refund_back"];
    let codes = ("money", acts(context, &dossier, &payments), &careful[..]);
    let content = Content {
        heading: context.format("money-of_dossier", &[("code", code.clone().into())]),
        back: Some((
            context.dossier(&context.code, &dossier.row.register),
            format!("{} {code}", context.text("page-dossier")),
        )),
        done: done(context),
        facts: facts(context, &dossier, &payments)?,
        sections: sections(context, &payments),
        qr: code_to_pay(context, &code, &payments),
        acts: act_forms::shown(context, codes, form, (failed, &faults)),
        action: context.to(&format!("/dossier/{}/payments", encode(&context.code))),
        faults,
        ..Content::default()
    };
    answer(context, status, content)
}

fn facts(
    context: &RequestContext,
    dossier: &VisibleDossier,
    payments: &Payments,
) -> Result<Vec<(String, String)>, Error> {
    let label = |key: &str| context.text(&format!("money-{key}"));
    let procedure = context.names().procedure(&dossier.view.state.filing.procedure);
    let mut facts = vec![(context.text("money-procedure"), procedure)];
    match &payments.charge {
        // In one act the fee is paid as it is computed.
        None if payments.paid_vnd() > 0 => {}
        None => facts.push((label("charged"), label("not_charged"))),
        Some(charge) => facts.push((label("charged"), amount(context, charge.total_vnd()))),
    }
    facts.push((label("paid"), amount(context, payments.paid_vnd())));
    facts.push((label("owed"), amount(context, payments.owed_vnd())));
    if let Some(proposal) = &payments.proposal {
        let by = context.names().officer(&proposal.by);
        let way = context.text(&format!("money-way_{}", proposal.way.code()));
        let parts = [amount(context, proposal.amount_vnd), way, by, reason(context, dossier)?];
        facts.push((label("refund_waits"), parts.join(" · ")));
    }
    Ok(facts)
}

/// The reason of the refund that waits, which may name a person: for those who may read the dossier's
/// personal data, and on record as shown.
fn reason(context: &RequestContext, dossier: &VisibleDossier) -> Result<String, Error> {
    let data = context.app().personal(&context.who(), dossier, Purpose::Page, context.now())?;
    match data {
        Shown::Given(_) => Ok(context.app().refund_reason(&dossier.stream)?),
        Shown::Withheld => Ok(context.text("personal-withheld")),
        Shown::NotPermitted => Ok(String::new()),
    }
}

fn sections(context: &RequestContext, payments: &Payments) -> Vec<Section> {
    let charge = payments.charge.iter().flat_map(|charge| {
        let lines = charge.lines.iter().map(|line| {
            vec![
                Cell::text(line.name.clone()),
                Cell::amount(signed(line.amount_vnd)),
                Cell::text(line.basis.clone()),
            ]
        });
        let relief = (charge.relief_vnd > 0).then(|| {
            let off = format!("−{}", amount(context, charge.relief_vnd));
            vec![Cell::text(context.text("money-relief")), Cell::text(off), Cell::text("")]
        });
        lines.chain(relief)
    });
    let movement = |(place, paid): (usize, &Paid)| {
        let kind = if paid.refund { "refunded" } else { "received" };
        let slip = format!("/dossier/{}/payments/{}", encode(&context.code), place);
        vec![
            Cell::text(format!("{}/{}", paid.number, paid.year)).linked(Some(context.to(&slip))),
            Cell::text(context.text(&format!("money-kind_{kind}"))),
            Cell::amount(signed(paid.amount_vnd)),
            Cell::text(context.text(&format!("money-way_{}", paid.way.code()))),
            Cell::instant(context.zone(), Some(paid.at)),
            Cell::text(context.names().officer(&paid.by)),
        ]
    };
    let moves: Vec<Vec<Cell>> = (1..).zip(&payments.movements).map(movement).collect();
    let section = |key: &str, columns: &[&str], rows, empty: &str| {
        let heading = context.text(key);
        let table = report(context, heading.clone(), columns, rows, empty);
        Section { heading, table: table.table(context.language) }
    };
    let slips = ["slip", "kind", "amount", "way", "at", "officer"];
    let lines: Vec<Vec<Cell>> = charge.collect();
    let charge = (!lines.is_empty() || moves.is_empty())
        .then(|| section("money-charge", &["fee", "amount", "basis"], lines, "money-not_charged"));
    let slips = section("money-slips", &slips, moves, "money-nothing_received");
    charge.into_iter().chain([slips]).collect()
}

/// The VietQR code by which what is owed is paid.
fn code_to_pay(
    context: &RequestContext,
    code: &str,
    payments: &Payments,
) -> Option<(String, String)> {
    let bank = context.rules.agency.as_ref()?.bank.as_ref()?;
    let owed = Some(payments.owed_vnd()).filter(|owed| *owed > 0)?;
    let purpose = reference(code);
    let transfer = vietqr::Transfer {
        bin: &bank.bin,
        account: &bank.account,
        amount_vnd: Some(owed),
        purpose: &purpose,
    };
    let payload = vietqr::payload(&transfer).ok()?;
    let values = [
        ("amount", amount(context, owed).into()),
        ("holder", bank.holder.clone().into()),
        ("account", bank.account.clone().into()),
        ("reference", purpose.clone().into()),
    ];
    let words = context.format("money-qr_said", &values);
    Some((qr::svg(&payload, &context.text("money-qr")), words))
}

/// The money of a dossier as its applicant sees it.
pub(in crate::pages) struct Fees {
    /// What was received and not paid back, as `50.000 đồng`.
    pub paid: Option<String>,
    /// What is still to pay before the result is handed over.
    pub to_pay: Option<String>,
    /// The VietQR code with the words below it, where the agency has an account.
    pub code: Option<(String, String)>,
}

/// The money of a dossier; `None` where nothing was received and nothing is to pay.
pub(in crate::pages) fn fees(
    context: &RequestContext,
    view: &DossierView,
) -> Result<Option<Fees>, Error> {
    let payments = context.app().money_of(view)?;
    let shown = |vnd: u64| (vnd > 0).then(|| amount(context, vnd));
    let open = matches!(view.state.phase, Phase::Open | Phase::Ready);
    let fees = Fees {
        paid: shown(payments.paid_vnd()),
        to_pay: shown(payments.owed_vnd()).filter(|_| open),
        code: code_to_pay(context, &view.spoken_code(), &payments).filter(|_| open),
    };
    Ok(Some(fees).filter(|fees| fees.paid.is_some() || fees.to_pay.is_some()))
}

/// Carries an act out.
pub(crate) fn send(context: &RequestContext) -> Answer {
    let dossier = visible_dossier(context)?;
    let payments = context.app().money_of(&dossier.view)?;
    let form = |act: &'static str| form_of(context, &dossier, &payments, act);
    let posted = posted(context, (&ACTS, "approve_refund"), form)?;
    let Posted { act, form, faults, second_factor } = posted;
    let command = if faults.is_empty() { command(act, &form) } else { None };
    let Some(command) = command else {
        return show(context, StatusCode::UNPROCESSABLE_ENTITY, (act, faults));
    };
    let key = (context.command_key(context.form.raw("key")), context.now());
    let (who, command) = (context.who(), (command, context.random_text()));
    match context.app().act_on_money((&who, second_factor), &dossier, command, key) {
        Ok(()) | Err(Failure::AlreadyDone { .. }) => {
            let path = format!("/dossier/{}/payments", encode(&context.code));
            see(&context.confirmed(&path, &Params::default().with("done", act)))
        }
        Err(Failure::NotPaid(why)) => {
            let field = match why {
                Refusal::MoreThanOwed(_) | Refusal::MoreThanPaid(_) | Refusal::ZeroAmount => {
                    "amount"
                }
                Refusal::EmptyText => "reason",
                _ => "",
            };
            let fault = Fault::new(field, refusal(context.names(), why));
            show(context, StatusCode::CONFLICT, (act, vec![fault]))
        }
        Err(failure) => Err(failure.into()),
    }
}

fn command(act: &str, form: &Form) -> Option<MoneyAct> {
    let amount_vnd = || typed_amount(&form.text("amount"));
    let way = || Way::of(&form.text("way"));
    Some(match act {
        "charge" => {
            let mut quantities = Quantities::default();
            for per in Per::ALL {
                form.number(&quantity(*per)).into_iter().for_each(|n| quantities.set(*per, n));
            }
            MoneyAct::Charge { quantities, claims: form.lines("claims") }
        }
        "receive" => MoneyAct::Receive { amount_vnd: amount_vnd()?, way: way()? },
        "propose_refund" => MoneyAct::ProposeRefund {
            amount_vnd: amount_vnd()?,
            way: way()?,
            reason: form.text("reason"),
        },
        "approve_refund" => MoneyAct::ApproveRefund,
        "send_refund_back" => MoneyAct::SendRefundBack { reason: form.text("reason") },
        _ => return None,
    })
}

/// Why a command on the money of a dossier is refused, and what to do instead.
pub(super) fn refusal(names: Names<'_>, why: Refusal) -> String {
    let vnd = why.amount_vnd().unwrap_or_default();
    let amount = names.format("receive-money", &[("amount", vnd.into())]);
    names.format(&format!("payment-refused_{}", why.code()), &[("amount", amount.into())])
}

/// The payment slip or refund slip of a movement, as PDF.
pub(crate) fn slip(context: &RequestContext) -> Answer {
    let dossier = visible_dossier(context)?;
    link(context, &dossier).ok_or_else(|| Error::NoDossier(context.code.clone()))?;
    let place: usize = context.part.parse().map_err(|_| Error::NoPage)?;
    let payments = context.app().payments(&dossier.stream)?;
    let paid = place.checked_sub(1).and_then(|at| payments.movements.get(at));
    let paid = paid.ok_or(Error::NoPage)?;
    let data = context.app().personal(&context.who(), &dossier, Purpose::Paper, context.now())?;
    let data = data.given().ok_or(Error::Withheld)?;
    let paper = PaymentSlipPaper {
        rules: &context.rules,
        dossier: &dossier,
        data: &data,
        payments: &payments,
        paid,
        now: context.now(),
    };
    match papers::payment_slip(&paper) {
        Ok(Some(bytes)) => pdf(&format!("{}-{place}", dossier.view.spoken_code()), bytes),
        Ok(None) => Err(Error::NoPage),
        Err(fault) => Err(Error::Broken(fault.to_string())),
    }
}

#[test]
fn every_act_and_refusal_has_its_texts() {
    use text::Language;

    let refusals = Refusal::ALL.iter().map(|why| format!("payment-refused_{}", why.code()));
    let acts = ACTS
        .iter()
        .flat_map(|act| ["act", "said", "done"].map(|part| format!("money-{part}_{act}")));
    let ways = Way::ALL.iter().map(|way| format!("money-way_{}", way.code()));
    for key in refusals.chain(acts).chain(ways) {
        for language in [Language::Vietnamese, Language::English] {
            assert!(!messages::text(language, &key, &[]).starts_with('['), "{key}");
        }
    }
}
