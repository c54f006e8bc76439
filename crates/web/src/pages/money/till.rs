//! The till of an office: who answers for the cash, what is on the books, the closed days, and the acts
//! of the reader.

use affairs::cashbook::Account;
use affairs::till::{Command, Refusal, Till};
use app::{Failure, Right, allow};
use axum::http::StatusCode;
use dossier::Role;
use rules::UnitKind;

use super::form::{amount as typed_amount, amount_field, line_field, reason_field};
use super::{Content, Posted, Section, answer, done, money, posted, report};
use crate::address::Params;
use crate::answer::{Answer, Error, see};
use crate::fields::{Choice, Fault, Field, Form, Kind};
use crate::pages::act_forms;
use crate::pages::step_up;
use crate::report::Cell;
use crate::request_context::RequestContext;

/// Closed days on the page.
const CLOSES: usize = 31;

/// Every act on a till.
const ACTS: [&str; 8] = [
    "take_over",
    "close_day",
    "deposit",
    "offer",
    "end_offer",
    "propose_difference",
    "approve_difference",
    "send_difference_back",
];

/// The office of the page: the reader's own, or for those of another unit the one that the address names,
/// the first desk otherwise.
fn office(context: &RequestContext) -> Result<String, Error> {
    let actor = context.actor();
    if actor.role == Role::DeskOfficer {
        return Ok(actor.unit);
    }
    let agency = context.rules.agency.as_ref().ok_or(Error::NoPage)?;
    let named = context.params.get("office").and_then(|code| agency.unit(code));
    let desk = || agency.units.iter().find(|unit| unit.kind == UnitKind::Desk);
    named.or_else(desk).map(|unit| unit.code.clone()).ok_or(Error::NoPage)
}

fn form_of(context: &RequestContext, office: &str, act: &str) -> Form {
    let counted = || amount_field(context, "counted");
    let fields = match act {
        "take_over" | "close_day" => vec![counted()],
        "offer" => {
            let today = context.today();
            let own = context.actor().id;
            let officers = context.rules.agency.iter().flat_map(|agency| &agency.officers);
            let others = officers.filter(|officer| {
                officer.unit == office && officer.id != own && officer.valid(today)
            });
            let choice = |id: &String| Choice::new(id, context.names().officer(id));
            let choices = others.map(|officer| choice(&officer.id)).collect();
            let to = Field::of_key(context, Kind::Select, "to_officer", "money-to_officer");
            vec![to.choices(choices), counted()]
        }
        "deposit" => vec![amount_field(context, "amount"), line_field(context, "reference")],
        "propose_difference" => vec![counted(), reason_field(context)],
        "send_difference_back" => vec![reason_field(context)],
        "approve_difference" if step_up::is_requested(context) => {
            vec![step_up::field(context, &[])]
        }
        _ => Vec::new(),
    };
    Form::new(context.zone(), fields)
}

fn acts(context: &RequestContext, till: &Till) -> Vec<&'static str> {
    let own = context.actor().id;
    let mut acts = Vec::new();
    if till.difference.is_some() && allow(&context.who(), Right::ApproveMoney).is_ok() {
        acts.extend(["approve_difference", "send_difference_back"]);
    }
    if allow(&context.who(), Right::Money).is_err() {
        return acts;
    }
    let offered = till.offer.as_ref().is_some_and(|offer| offer.to == own);
    match &till.custodian {
        None => acts.push("take_over"),
        Some(_) if offered => acts.extend(["take_over", "end_offer"]),
        Some(custodian) if *custodian == own => {
            acts.extend(["close_day", "deposit", "offer"]);
            if till.offer.is_some() {
                acts.push("end_offer");
            }
            if till.difference.is_none() {
                acts.push("propose_difference");
            }
        }
        Some(_) => {}
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
    let office = office(context)?;
    let (till, reason) = context.app().till(&office)?;
    let form = |act: &'static str| form_of(context, &office, act);
    let codes = ("money", acts(context, &till), &["approve_difference", "propose_difference"][..]);
    let params = Params::default().with("office", &office);
    let heading = context.text("page-till");
    let content = Content {
        heading: format!("{heading}: {}", context.names().unit(&office)),
        back: Some((context.to("/cashbook"), context.text("page-cashbook"))),
        done: done(context),
        lead: Some(context.text("money-till_lead")),
        facts: facts(context, &office, (&till, reason))?,
        sections: vec![closes(context, &till)],
        acts: act_forms::shown(context, codes, form, (failed, &faults)),
        action: context.link("/till", &params),
        faults,
        ..Content::default()
    };
    answer(context, status, content)
}

fn facts(
    context: &RequestContext,
    office: &str,
    (till, reason): (&Till, String),
) -> Result<Vec<(String, String)>, Error> {
    let label = |key: &str| context.text(&format!("money-{key}"));
    let officer = |id: &String| context.names().officer(id);
    let cash_vnd = context.app().account_balance(&Account::Cash(office.to_owned()))?;
    let custodian = till.custodian.as_ref().map_or_else(|| label("no_custodian"), officer);
    let mut facts =
        vec![(label("books"), money(context, cash_vnd)), (label("custodian"), custodian)];
    if let Some(offer) = &till.offer {
        let parts = [officer(&offer.to), money(context, offer.counted_vnd)];
        facts.push((label("offered"), parts.join(" · ")));
    }
    if let Some(difference) = &till.difference {
        let parts = [money(context, difference.amount_vnd), officer(&difference.by), reason];
        facts.push((label("difference_waits"), parts.join(" · ")));
    }
    Ok(facts)
}

fn closes(context: &RequestContext, till: &Till) -> Section {
    let row = |close: &affairs::till::Close| {
        vec![
            Cell::text(messages::date_of(close.day)),
            Cell::amount(close.counted_vnd),
            Cell::instant(context.zone(), Some(close.at)),
            Cell::text(context.names().officer(&close.by)),
        ]
    };
    let heading = context.text("money-closes");
    let rows = till.closes.iter().rev().take(CLOSES).map(row).collect();
    let columns = ["day", "counted", "at", "officer"];
    let table = report(context, heading.clone(), &columns, rows, "money-no_closes");
    Section { heading, table: table.table(context.language) }
}

/// Carries an act out.
pub(crate) fn send(context: &RequestContext) -> Answer {
    let office = office(context)?;
    let form = |act: &'static str| form_of(context, &office, act);
    let posted = posted(context, (&ACTS, "approve_difference"), form)?;
    let Posted { act, form, faults, second_factor } = posted;
    let command = if faults.is_empty() { command(context, act, &form) } else { None };
    let Some(command) = command else {
        return show(context, StatusCode::UNPROCESSABLE_ENTITY, (act, faults));
    };
    let key = (context.command_key(context.form.raw("key")), context.now());
    let (who, command) = (context.who(), (command, context.random_text()));
    match context.app().act_on_till((&who, second_factor), &office, command, key) {
        Ok(()) | Err(Failure::AlreadyDone { .. }) => {
            let params = Params::default().with("done", act).with("office", &office);
            see(&context.confirmed("/till", &params))
        }
        Err(Failure::TillRefused(why)) => {
            let field = match why {
                Refusal::Differs { .. } => "counted",
                Refusal::TillShort(_) | Refusal::ZeroAmount => "amount",
                _ => "",
            };
            let fault = Fault::new(field, refusal(context, &why));
            show(context, StatusCode::CONFLICT, (act, vec![fault]))
        }
        Err(failure) => Err(failure.into()),
    }
}

fn command(context: &RequestContext, act: &str, form: &Form) -> Option<Command> {
    let vnd = |name: &str| typed_amount(&form.text(name));
    let counted = || i64::try_from(vnd("counted")?).ok();
    Some(match act {
        "take_over" => Command::TakeOver { counted_vnd: counted()? },
        "close_day" => Command::CloseDay { day: context.today(), counted_vnd: counted()? },
        "offer" => Command::Offer { to: form.text("to_officer"), counted_vnd: counted()? },
        "end_offer" => Command::EndOffer,
        "deposit" => {
            Command::Deposit { amount_vnd: vnd("amount")?, reference: form.text("reference") }
        }
        "propose_difference" => {
            Command::ProposeDifference { counted_vnd: counted()?, reason: form.text("reason") }
        }
        "approve_difference" => Command::ApproveDifference,
        "send_difference_back" => Command::SendDifferenceBack { reason: form.text("reason") },
        _ => return None,
    })
}

fn refusal(context: &RequestContext, why: &Refusal) -> String {
    let (books_vnd, counted_vnd) = match why {
        Refusal::Differs { books_vnd, counted_vnd } => (*books_vnd, *counted_vnd),
        Refusal::TillShort(books_vnd) => (*books_vnd, 0),
        _ => (0, 0),
    };
    let officer = match why {
        Refusal::NotCustodian(id) => context.names().officer(id),
        _ => String::new(),
    };
    let values = [
        ("books", money(context, books_vnd).into()),
        ("counted", money(context, counted_vnd).into()),
        ("difference", money(context, counted_vnd - books_vnd).into()),
        ("officer", officer.into()),
    ];
    context.format(&format!("till-refused_{}", why.code()), &values)
}

#[test]
fn every_act_and_refusal_has_its_texts() {
    use text::Language;

    let refusals = Refusal::CODES.iter().map(|code| format!("till-refused_{code}"));
    let acts = ACTS
        .iter()
        .flat_map(|act| ["act", "said", "done"].map(|part| format!("money-{part}_{act}")));
    for key in refusals.chain(acts) {
        for language in [Language::Vietnamese, Language::English] {
            assert!(!messages::text(language, &key, &[]).starts_with('['), "{key}");
        }
    }
}
