//! What a procedure costs, in words: fee or charge, its rule, when it is charged, which text sets it;
//! and the reliefs.

use rules::fee::{Fee, Relief};
use rules::{Condition, FeeKind, Procedure};
use text::fold::fold;

use super::conditions;
use crate::request_context::RequestContext;

/// A fee or a relief as the page shows it.
pub(super) struct Description {
    pub name: String,
    pub rule: String,
    /// When it counts.
    pub when: Option<String>,
    pub basis: String,
    /// The exempt persons, in Vietnamese.
    pub exemption: Option<String>,
}

pub(super) fn describe(context: &RequestContext, rule: &Procedure, fee: &Fee) -> Description {
    let kind = context.text(match fee.kind {
        FeeKind::Fee => "fee-fee",
        FeeKind::Charge => "fee-charge",
    });
    let name =
        context.language.choose(&fee.name, fee.name_en.as_deref().unwrap_or_default()).to_owned();
    // Most names say themselves which of the two it is.
    let named = if fold(&name).starts_with(&fold(&kind)) {
        name
    } else {
        context.format("fee-named", &[("kind", kind.into()), ("name", name.into())])
    };
    Description {
        name: named,
        rule: messages::fee_rule(context.language, fee),
        when: conditions::condition_text(context, rule, &fee.condition),
        basis: messages::fee_basis(context.language, fee),
        exemption: fee.exemption.clone(),
    }
}

pub(super) fn describe_relief(
    context: &RequestContext,
    rule: &Procedure,
    relief: &Relief,
) -> Description {
    // The rule of a relief says its channels.
    let cases = Condition { cases: relief.condition.cases.clone(), ..Condition::default() };
    Description {
        name: context
            .language
            .choose(&relief.name, relief.name_en.as_deref().unwrap_or_default())
            .to_owned(),
        rule: messages::relief_rule(context.language, relief),
        when: conditions::condition_text(context, rule, &cases),
        basis: relief.basis.clone(),
        exemption: None,
    }
}

/// Name and rule on one line.
pub(crate) fn line(context: &RequestContext, rule: &Procedure, fee: &Fee) -> String {
    let text = describe(context, rule, fee);
    format!("{}: {}", text.name, text.rule)
}
