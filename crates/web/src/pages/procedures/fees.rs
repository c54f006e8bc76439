//! What a procedure costs, in words: fee or charge, amount, who pays nothing, which text sets it.

use rules::{Fee, FeeKind};
use text::Language;
use text::fold::fold;
use text::words::words;

use super::pick;
use crate::visit::Visit;

/// A fee as the page shows it.
pub(super) struct Told {
    pub name: String,
    pub amount: String,
    pub basis: String,
    pub exemption: Option<String>,
}

pub(super) fn told(visit: &Visit, fee: &Fee) -> Told {
    let kind = visit.t(match fee.kind {
        FeeKind::Fee => "fee-fee",
        FeeKind::Charge => "fee-charge",
    });
    let name = pick(visit, &fee.name, fee.name_en.as_deref());
    // Most names say themselves which of the two it is.
    let named = if fold(&name).starts_with(&fold(&kind)) {
        name
    } else {
        visit.say("fee-named", &[("kind", kind.into()), ("name", name.into())])
    };
    Told {
        name: named,
        amount: amount(visit, fee),
        basis: fee.basis.clone(),
        exemption: fee.exemption.clone(),
    }
}

/// Name and amount on one line.
pub(crate) fn line(visit: &Visit, fee: &Fee) -> String {
    let told = told(visit, fee);
    format!("{}: {}", told.name, told.amount)
}

fn amount(visit: &Visit, fee: &Fee) -> String {
    let amount = match fee.amount_vnd {
        None => return visit.t("fee-by_resolution"),
        Some(0) => return visit.t("fee-nothing"),
        Some(amount) => amount,
    };
    let mut told = match &fee.per {
        Some(unit) => {
            let values = [("amount", amount.into()), ("per", per(visit, unit).into())];
            visit.say("fee-amount_per", &values)
        }
        None => visit.say("fee-amount", &[("amount", amount.into())]),
    };
    if let Some(most) = fee.max_vnd {
        told.push_str(&visit.say("fee-at_most", &[("amount", most.into())]));
    }
    told
}

/// What an amount is for: files name it in Vietnamese, the usual words have an English one.
fn per(visit: &Visit, unit: &str) -> String {
    let key = format!("per-{}", words(unit).join("_"));
    match visit.language {
        Language::Vietnamese => unit.to_owned(),
        Language::English => Some(visit.t(&key))
            .filter(|told| !told.starts_with('['))
            .unwrap_or_else(|| unit.to_owned()),
    }
}
