//! What is paid at a reception: each fee by its rule, what has to be counted for it, the reliefs that
//! may be claimed. What a resolution sets and the office has not entered is shown, never charged.

use affairs::payment::Charge;
use rules::fee::{Assessment, FeeQuery, Line, NotAssessed, Quantities, assess};
use rules::{Per, Procedure};

use super::entry::Entry;

use crate::fields::Fault;
use crate::request_context::RequestContext;

/// The most that a form counts.
const MAX_QUANTITY: u32 = 9_999;

/// The costs as the form shows them.
pub(super) struct Costs {
    pub lines: Vec<CostLine>,
    pub counts: Vec<Count>,
    pub claims: Vec<Claim>,
    /// The reliefs that are given, with what they take off.
    pub given: Vec<String>,
    /// The total to pay; `None` while no amount is known.
    pub total: Option<String>,
    /// Whether the exemption is given in words only.
    pub exempt: bool,
}

/// A fee that is charged in these circumstances.
pub(super) struct CostLine {
    pub name: String,
    pub rule: String,
    pub amount: Option<String>,
    pub exemption: Option<String>,
}

/// A number that fees ask for.
pub(super) struct Count {
    pub field: String,
    pub label: String,
    pub value: String,
}

/// A relief that the applicant may claim.
pub(super) struct Claim {
    pub code: String,
    pub name: String,
    pub rule: String,
    pub claimed: bool,
}

pub(super) fn money(context: &RequestContext, amount: i64) -> String {
    context.format("receive-money", &[("amount", amount.into())])
}

pub(super) fn costs(context: &RequestContext, rule: &Procedure, entry: &Entry) -> Costs {
    let language = context.language;
    let assessed = assessed(context, rule, entry).ok();
    let counts = entry.quantities.iter().map(|(per, value)| Count {
        field: field(*per),
        label: context.text(&format!("receive-count_{}", per.code())),
        value: value.clone(),
    });
    let claims = rule.reliefs.iter().filter(|relief| relief.claim.is_some());
    let claims = claims.map(|relief| Claim {
        code: relief.code.clone(),
        name: context
            .language
            .choose(&relief.name, relief.name_en.as_deref().unwrap_or_default())
            .to_owned(),
        rule: messages::relief_rule(language, relief),
        claimed: entry.claims.contains(&relief.code),
    });
    let claims: Vec<Claim> = claims.collect();
    let fees = rule.fees.iter().filter(|fee| fee.condition.holds(&entry.circumstances(context)));
    let amount = |kind| {
        let lines = assessed.iter().flat_map(|assessed| &assessed.lines);
        lines.filter(|line: &&Line<'_>| line.fee == kind).find_map(|line| line.amount_vnd)
    };
    let lines = fees.map(|fee| CostLine {
        name: context
            .language
            .choose(&fee.name, fee.name_en.as_deref().unwrap_or_default())
            .to_owned(),
        rule: messages::fee_rule(language, fee),
        amount: amount(fee).filter(|_| fee.per != Per::Dossier).map(|sum| money(context, sum)),
        exemption: fee.exemption.clone(),
    });
    let given = assessed.iter().flat_map(|assessed| &assessed.reliefs).map(|given| {
        let name = context
            .language
            .choose(&given.relief.name, given.relief.name_en.as_deref().unwrap_or_default())
            .to_owned();
        match given.reduction_vnd {
            Some(off) => format!("{name}: −{}", money(context, off)),
            None => name,
        }
    });
    let amounts = assessed
        .as_ref()
        .is_none_or(|assessed| assessed.lines.iter().any(|line| line.amount_vnd.is_some()));
    Costs {
        lines: lines.collect(),
        counts: counts.collect(),
        given: given.collect(),
        exempt: claims.is_empty(),
        claims,
        total: charged(context, rule, entry)
            .ok()
            .and_then(|sum| i64::try_from(sum).ok())
            .filter(|_| amounts)
            .map(|sum| money(context, sum)),
    }
}

/// The name of the field of a count.
fn field(per: Per) -> String {
    format!("quantity.{}", per.code())
}

/// The costs by the rules.
///
/// # Errors
/// A count that is no number from 1 on; a relief that is not given here.
fn assessed<'a>(
    context: &RequestContext,
    rule: &'a Procedure,
    entry: &Entry,
) -> Result<Assessment<'a>, Vec<Fault>> {
    let mut quantities = Quantities::default();
    let mut faults = Vec::new();
    for (per, typed) in &entry.quantities {
        match typed.trim().parse::<u32>() {
            Ok(count) if (1..=MAX_QUANTITY).contains(&count) => quantities.set(*per, count),
            _ => faults.push(Fault::new(&field(*per), context.text("receive-quantity_wrong"))),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let claims: Vec<&str> = entry.claims.iter().map(String::as_str).collect();
    let circumstances = entry.circumstances(context);
    let query = FeeQuery { circumstances, quantities, claims: &claims, on: context.today() };
    assess(rule, &query).map_err(|why| {
        let field = match why {
            NotAssessed::UnknownCase(_) => "case",
            NotAssessed::UnknownRelief(_) | NotAssessed::ReliefNotApplicable(_) => "relief",
            NotAssessed::ZeroQuantity(_) | NotAssessed::TooLarge => "fees",
        };
        vec![Fault::new(field, messages::not_assessed(context.language, &why))]
    })
}

/// What the reception charges; `None` where the procedure has no fee whose amount is known, the numbers do
/// not fit, or the exemption is given in words.
pub(super) fn charge(context: &RequestContext, rule: &Procedure, entry: &Entry) -> Option<Charge> {
    let assessed = assessed(context, rule, entry).ok().filter(|_| !entry.exempt)?;
    let charge = app::charge_of(&assessed);
    (!charge.lines.is_empty()).then_some(charge)
}

/// The amounts to pay now.
///
/// # Errors
/// Those of the count and the reliefs, each at its field.
pub(super) fn charged(
    context: &RequestContext,
    rule: &Procedure,
    entry: &Entry,
) -> Result<u64, Vec<Fault>> {
    if entry.exempt {
        return Ok(0);
    }
    let assessed = assessed(context, rule, entry)?;
    Ok(assessed.chargeable_vnd().max(0).unsigned_abs())
}
