//! How much of the figures a visitor sees, and which values can be asked for at all. The rule itself
//! stands in `office`.

use indicators::Dimension;
use office::{Figures, FiguresScope, figures_scope};
use rules::Rules;

use super::{Choices, month};
use crate::visit::Visit;

/// What a visitor sees of a register; the public form where there is none.
pub(super) fn scope(visit: &Visit, figures: Option<&Figures>) -> FiguresScope {
    let agency = visit.rules.agency.as_ref();
    let own = figures.zip(agency).is_some_and(|(figures, agency)| {
        let ours = |named: &str| named.is_empty() || named == agency.code;
        figures.facts.iter().all(|known| ours(&known.latest().agency))
    });
    let unit = visit.rules.unit(&visit.actor().unit);
    figures_scope(&visit.who(), own, unit.map(|unit| unit.kind))
}

/// Whether a visitor sees an officer's figures.
pub(crate) fn shows_officer(visit: &Visit, scope: &FiguresScope, officer: &str) -> bool {
    let unit = visit.rules.officer(officer).map(|officer| officer.unit.as_str());
    scope.shows_officer(officer, unit)
}

/// The dimensions that a visitor can ask for.
pub(crate) fn dimensions(scope: &FiguresScope) -> Vec<&'static str> {
    let shown = |dimension: &Dimension| scope.by_officer() || *dimension != Dimension::Officer;
    Dimension::ALL.into_iter().filter(shown).map(Dimension::code).collect()
}

/// Whether the register or the rules know a value.
pub(super) fn known(visit: &Visit, choices: &Choices, by: Dimension, value: &str) -> bool {
    by == Dimension::Month && month(value).is_some()
        || choices.of(by).any(|known| known == value)
        || in_rules(&visit.rules, by, value)
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
