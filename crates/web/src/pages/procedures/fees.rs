//! What a procedure costs, in words: fee or charge, amount, who pays nothing, which text sets it.

use rules::{Fee, FeeKind};
use text::Language;
use text::fold::fold;
use text::words::words;

use super::pick;
use crate::request_context::RequestContext;

/// A fee as the page shows it.
pub(super) struct Description {
    pub name: String,
    pub amount: String,
    pub basis: String,
    pub exemption: Option<String>,
}

pub(super) fn describe(context: &RequestContext, fee: &Fee) -> Description {
    let kind = context.text(match fee.kind {
        FeeKind::Fee => "fee-fee",
        FeeKind::Charge => "fee-charge",
    });
    let name = pick(context, &fee.name, fee.name_en.as_deref());
    // Most names say themselves which of the two it is.
    let named = if fold(&name).starts_with(&fold(&kind)) {
        name
    } else {
        context.format("fee-named", &[("kind", kind.into()), ("name", name.into())])
    };
    Description {
        name: named,
        amount: amount(context, fee),
        basis: fee.basis.clone(),
        exemption: fee.exemption.clone(),
    }
}

/// Name and amount on one line.
pub(crate) fn line(context: &RequestContext, fee: &Fee) -> String {
    let text = describe(context, fee);
    format!("{}: {}", text.name, text.amount)
}

fn amount(context: &RequestContext, fee: &Fee) -> String {
    let amount = match fee.amount_vnd {
        None => return context.text("fee-by_resolution"),
        Some(0) => return context.text("fee-nothing"),
        Some(amount) => amount,
    };
    let mut text = match &fee.per {
        Some(unit) => {
            let values = [("amount", amount.into()), ("per", per(context, unit).into())];
            context.format("fee-amount_per", &values)
        }
        None => context.format("fee-amount", &[("amount", amount.into())]),
    };
    if let Some(most) = fee.max_vnd {
        text.push_str(&context.format("fee-at_most", &[("amount", most.into())]));
    }
    text
}

/// What an amount is for: files name it in Vietnamese, the usual words have an English one.
fn per(context: &RequestContext, unit: &str) -> String {
    let key = format!("per-{}", words(unit).join("_"));
    match context.language {
        Language::Vietnamese => unit.to_owned(),
        Language::English => Some(context.text(&key))
            .filter(|text| !text.starts_with('['))
            .unwrap_or_else(|| unit.to_owned()),
    }
}
