//! What is paid at a one-act procedure: each fee's amount by its number, at most what the rules say.
//! What a resolution sets and the office has not entered is shown, never charged.

use rules::{Fee, Procedure};

use super::entry::Entry;
use super::pick;
use crate::request_context::RequestContext;

/// A fee as the form shows it.
pub(super) struct FeeLine {
    pub index: usize,
    pub name: String,
    pub amount: String,
    /// What is counted, where the amount is for one of it.
    pub per: Option<String>,
    pub quantity: String,
    pub sum: String,
    pub exemption: Option<String>,
    pub charged: bool,
}

pub(super) fn money(context: &RequestContext, amount: i64) -> String {
    context.format("receive-money", &[("amount", amount.into())])
}

pub(super) fn lines(context: &RequestContext, rule: &Procedure, entry: &Entry) -> Vec<FeeLine> {
    let rows = rule.fees.iter().zip(&entry.quantities).enumerate();
    let line = |(index, (fee, quantity)): (usize, (&Fee, &String))| FeeLine {
        index,
        name: pick(context, &fee.name, fee.name_en.as_deref()),
        amount: match fee.amount_vnd {
            None => context.text("receive-by_resolution"),
            Some(amount) => money(context, amount),
        },
        per: fee.per.clone(),
        quantity: quantity.clone(),
        sum: sum(fee, quantity).map(|sum| money(context, sum)).unwrap_or_default(),
        exemption: fee.exemption.clone(),
        charged: fee.amount_vnd.is_some(),
    };
    rows.map(line).collect()
}

/// The amount of one fee; none where nothing can be charged or the number cannot be read.
fn sum(fee: &Fee, quantity: &str) -> Option<i64> {
    let count = match fee.per {
        None => 1,
        Some(_) => quantity.trim().parse::<u16>().ok()?,
    };
    let sum = fee.amount_vnd?.checked_mul(i64::from(count))?;
    Some(fee.max_vnd.map_or(sum, |most| sum.min(most)))
}

/// What is to be paid.
///
/// # Errors
/// The fees whose number cannot be read, by their place.
pub(super) fn total(rule: &Procedure, entry: &Entry) -> Result<u64, Vec<usize>> {
    if entry.exempt {
        return Ok(0);
    }
    let rows = || rule.fees.iter().zip(&entry.quantities).enumerate();
    let charged = || rows().filter(|(_, (fee, _))| fee.amount_vnd.is_some());
    let wrong = charged().filter(|(_, (fee, quantity))| sum(fee, quantity).is_none());
    let wrong: Vec<usize> = wrong.map(|(index, _)| index).collect();
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let all = charged().filter_map(|(_, (fee, quantity))| sum(fee, quantity)).sum::<i64>();
    Ok(all.max(0).unsigned_abs())
}
