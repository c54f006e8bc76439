//! What the rules in force say in a summary report in addition to the record: procedures that can be
//! filed online, that are published, that are settled at once. Counts no dossier.

use calendar::Day;
use indicators::summary::Offer;
use rules::{Online, Procedure, Rules};

/// The procedures that the agency offers on a day.
#[must_use]
pub fn offer(rules: &Rules, day: Day) -> Offer {
    let own: Vec<&Procedure> =
        rules.procedures_on(day).filter(|rule| rule.answering_unit.is_some()).collect();
    let codes = |fits: &dyn Fn(&Procedure) -> bool| {
        let fitting = own.iter().filter(|rule| fits(rule));
        fitting.map(|rule| rule.code.clone()).collect()
    };
    let with_fees = own.iter().filter(|rule| !rule.fees.is_empty()).count();
    Offer {
        partial: codes(&|rule| rule.online == Online::Partial),
        full: codes(&|rule| rule.online == Online::Full),
        published: own.len() as u64,
        with_fees: with_fees as u64,
        one_act: codes(&|rule| rule.one_act),
    }
}
