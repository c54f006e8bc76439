//! `cashbook` and `vietqr`: the entries and balances of a period, and the payload of the code by which a
//! dossier's fees are paid.

use std::path::Path;

use affairs::cashbook::{Account, Balance};
use affairs::payment::reference;
use app::{Cashbook, CashbookEntry, Inquiry};
use calendar::{Day, Instant, Zone};
use serde_json::{Value, json};
use text::{Language, Sentence, sentence, vietqr};

use super::{CLOCK, now_of};
use crate::args::{AnswerFormat, MoneyCommand};
use crate::command_error::{CommandError, refused};
use crate::out;

/// Prints what is asked for.
pub fn run(data: &Path, command: &MoneyCommand, language: Language) -> Result<(), CommandError> {
    match command {
        MoneyCommand::Cashbook { from, to, format } => {
            cashbook(data, (*from, *to), *format, language)
        }
        MoneyCommand::Vietqr { code } => vietqr_of(data, code),
    }
}

fn cashbook(
    data: &Path,
    (from, to): (Day, Day),
    format: AnswerFormat,
    language: Language,
) -> Result<(), CommandError> {
    if to < from {
        let text = sentence!("--from ({from}) is after --to ({to})", from, to);
        return Err(CommandError::BadUsage(text));
    }
    let read = Inquiry::peek(data, |inquiry| {
        let zone = inquiry.rules.deadline_calendar().zone.clone();
        let period = (zone.at(from, 0), zone.at(to.plus(1), 0));
        Ok((zone, inquiry.cashbook(period, (0, usize::MAX >> 1))?))
    });
    let (zone, book) = read.map_err(refused)?;
    match format {
        AnswerFormat::Json => out::line(whole(&book, (from, to), &zone)),
        AnswerFormat::Text => {
            for (account, balance) in &book.balances {
                out::line(balance_text(language, account, balance))?;
            }
            Ok(())
        }
    }
}

/// The book as one JSON object.
fn whole(book: &Cashbook, (from, to): (Day, Day), zone: &Zone) -> Value {
    let sum = |of: fn(&Balance) -> i64| book.balances.iter().map(|(_, one)| of(one)).sum::<i64>();
    let accounts = book.balances.iter().map(|(account, balance)| {
        json!({
            "account": account.code(),
            "opening_vnd": balance.opening_vnd,
            "debit_vnd": balance.debit_vnd,
            "credit_vnd": balance.credit_vnd,
            "closing_vnd": balance.closing_vnd(),
        })
    });
    json!({
        "from": from.to_string(),
        "to": to.to_string(),
        "entries": book.entries.iter().map(|one| entry(one, zone)).collect::<Vec<_>>(),
        "accounts": accounts.collect::<Vec<_>>(),
        "balanced": sum(|one| one.opening_vnd) == 0 && sum(|one| one.debit_vnd - one.credit_vnd) == 0,
    })
}

fn entry(one: &CashbookEntry, zone: &Zone) -> Value {
    let CashbookEntry { row, debit, credit, dossier } = one;
    json!({
        "at": zone.format(Instant(row.at)),
        "kind": row.kind,
        "debit": debit.code(),
        "credit": credit.code(),
        "amount_vnd": row.amount,
        "office": Some(&row.office).filter(|office| !office.is_empty()),
        "number": row.number,
        "year": row.year,
        "dossier": dossier,
        "procedure": Some(&row.procedure).filter(|code| !code.is_empty()),
        "officer": row.actor,
    })
}

fn balance_text(language: Language, account: &Account, balance: &Balance) -> String {
    let values = [
        ("account", account.code().into()),
        ("opening", balance.opening_vnd.into()),
        ("debit", balance.debit_vnd.into()),
        ("credit", balance.credit_vnd.into()),
        ("closing", balance.closing_vnd().into()),
    ];
    messages::text(language, "cashbook-line", &values)
}

fn vietqr_of(data: &Path, code: &str) -> Result<(), CommandError> {
    let read = Inquiry::peek(data, |inquiry| {
        let now = inquiry.now(now_of(inquiry.meta(CLOCK)?))?;
        let bank = inquiry.rules.agency.as_ref().and_then(|agency| agency.bank.clone());
        let view = inquiry.dossier(code, None, now)?;
        let money = view.map(|view| inquiry.money_of(&view)).transpose()?;
        Ok((bank, money))
    });
    let (bank, money) = read.map_err(refused)?;
    let refuse = |text: Sentence| Err(CommandError::Refused(text));
    let Some(money) = money else {
        return refuse(sentence!("no dossier has the code {code}", code));
    };
    let Some(bank) = bank else {
        return refuse(sentence!(
            "the agency names no account; enter [bank] with bin, account and holder in agency.toml"
        ));
    };
    if money.is_blank() {
        return refuse(sentence!("the fees of {code} are not computed yet", code));
    }
    if money.owed_vnd() == 0 {
        return refuse(sentence!("nothing is owed for {code}", code));
    }
    let purpose = reference(code);
    let (bin, account, amount_vnd) = (&bank.bin, &bank.account, Some(money.owed_vnd()));
    let transfer = vietqr::Transfer { bin, account, amount_vnd, purpose: &purpose };
    match vietqr::payload(&transfer) {
        Ok(payload) => out::line(payload),
        Err(fault) => {
            let fault = fault.code();
            refuse(sentence!("the code cannot be written: {fault}", fault))
        }
    }
}
