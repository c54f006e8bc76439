//! How much of the figures a visitor sees, and which values can be asked for at all. The rule itself
//! stands in `app`.

use app::{Figures, FiguresScope, figures_scope};
use indicators::{Dimension, Values};
use rules::Rules;

use super::month;
use crate::request_context::RequestContext;

/// The scope in which a visitor sees a register; the public scope where the register is absent.
pub(super) fn scope(context: &RequestContext, figures: Option<&Figures>) -> FiguresScope {
    let agency = context.rules.agency.as_ref();
    let own = figures.zip(agency).is_some_and(|(figures, agency)| {
        let ours = |named: &str| named.is_empty() || named == agency.code;
        figures.facts.values().agencies().all(ours)
    });
    let unit = context.rules.unit(&context.actor().unit);
    figures_scope(&context.who(), own, unit.map(|unit| unit.kind))
}

/// The public form.
pub(super) fn open() -> FiguresScope {
    figures_scope(&app::Who::Anonymous, false, None)
}

/// Whether a visitor sees an officer's figures.
pub(crate) fn shows_officer(context: &RequestContext, scope: &FiguresScope, officer: &str) -> bool {
    let unit = context.rules.officer(officer).map(|officer| officer.unit.as_str());
    scope.shows_officer(officer, unit)
}

/// Whether a value's dossiers are enough that the public may know of them.
pub(crate) fn shows_value(
    scope: &FiguresScope,
    values: &Values,
    by: Dimension,
    value: &str,
) -> bool {
    !scope.public || u64::from(values.dossiers(by, value)) >= indicators::SMALLEST
}

/// The dimensions that a visitor can ask for.
pub(crate) fn dimensions(scope: &FiguresScope) -> Vec<&'static str> {
    let shown = |dimension: &Dimension| scope.by_officer() || *dimension != Dimension::Officer;
    Dimension::ALL.into_iter().filter(shown).map(Dimension::code).collect()
}

/// Whether the register or the rules know a value; in public not one that few dossiers have.
pub(super) fn is_known(
    context: &RequestContext,
    scope: &FiguresScope,
    values: &Values,
    by: Dimension,
    value: &str,
) -> bool {
    by == Dimension::Month && month(value).is_some()
        || values.dossiers(by, value) > 0 && shows_value(scope, values, by, value)
        || in_rules(&context.rules, by, value)
}

fn in_rules(rules: &Rules, by: Dimension, value: &str) -> bool {
    match by {
        Dimension::Unit | Dimension::Ward => rules.unit(value).is_some(),
        Dimension::Officer => rules.officer(value).is_some(),
        Dimension::Procedure => rules.procedures.iter().any(|rule| rule.code == value),
        Dimension::Field => rules.procedures.iter().any(|rule| rule.field == value),
        Dimension::Channel => ["counter", "online", "post"].contains(&value),
        Dimension::Month => false,
    }
}
