//! The ratios that show whether an in-time rate was flattered (decisions, "Published figures" 7).
//! Knows places in tables; not the reasons for pauses, refusals or late entries.

use std::collections::HashMap;

use calendar::Instant;

use crate::dossier_facts::DossierFacts;
use crate::fact_history::FactHistory;
use crate::figure::Figure;
use crate::place::{Place, Walk, admitted, placed};
use crate::query::{Key, Query};
use crate::statistics::rate;

/// Days within which a refused dossier that is filed again counts.
const REFILED_DAYS: i32 = 30;

/// The dossiers that a sign of gaming counts, out of a total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ratio<'a> {
    pub of: u64,
    /// The codes of the dossiers, in order.
    pub list: Vec<&'a str>,
}

impl<'a> Ratio<'a> {
    fn of(of: u64, mut list: Vec<&'a str>) -> Self {
        list.sort_unstable();
        Self { of, list }
    }

    /// The length of the list.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.list.len() as u64
    }

    /// The ratio in per cent with two decimals; `None` where the total is 0.
    #[must_use]
    pub fn ratio(&self) -> Option<String> {
        rate(self.count(), self.of)
    }
}

/// Every ratio, in the order of [`Figure::GAMING`].
///
/// `published` is the instant as of which the table was published; `None` for the period's end.
#[must_use]
pub fn gaming<'a, I>(
    facts: I,
    query: &Query,
    published: Option<Instant>,
) -> Vec<(Figure, Ratio<'a>)>
where
    I: IntoIterator<Item = &'a FactHistory>,
    I::IntoIter: Clone,
{
    let facts = facts.into_iter();
    let mut flagged: Vec<(Figure, Vec<&str>)> = Figure::GAMING.map(|f| (f, Vec::new())).into();
    let (mut received, mut finished) = (0, 0);
    for dossier in placed(facts.clone(), query) {
        received += 1;
        finished += u64::from(Figure::Finished.counts(&dossier));
        for (figure, list) in &mut flagged {
            if figure.counts(&dossier) {
                list.push(&dossier.fact.code);
            }
        }
    }
    let ratio = |(figure, list)| {
        let ratio = match figure {
            Figure::Refiled => refused(facts.clone(), query).refiled(),
            Figure::Restated => restated(facts.clone(), query, published),
            Figure::FinishedLastHour => Ratio::of(finished, list),
            _ => Ratio::of(received, list),
        };
        (figure, ratio)
    };
    flagged.into_iter().map(ratio).collect()
}

/// Filings refused in a period, and those of them that were filed again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refused<'a> {
    refused: Vec<&'a str>,
    again: Vec<&'a str>,
}

impl<'a> Refused<'a> {
    /// The refused filings that the same person filed again for the same procedure within 30 days.
    #[must_use]
    pub fn refiled(&self) -> Ratio<'a> {
        Ratio::of(self.refused.len() as u64, self.again.clone())
    }

    pub(crate) fn list_of(self, figure: Figure) -> Vec<&'a str> {
        if figure == Figure::Refused { self.refused } else { self.again }
    }
}

/// The refusals of the query's period; a filing after the state's moment is not known to it.
#[must_use]
pub fn refused<'a, I>(facts: I, query: &Query) -> Refused<'a>
where
    I: IntoIterator<Item = &'a FactHistory>,
    I::IntoIter: Clone,
{
    let facts = facts.into_iter();
    let happened = admitted(facts.clone(), query)
        .filter(|(fact, bounds)| fact.refused.is_some_and(|at| bounds.holds(at)));
    let refusals: Vec<(&DossierFacts, Instant)> =
        happened.filter_map(|(fact, _)| Some((fact, fact.refused?))).collect();
    if refusals.is_empty() {
        return Refused::default();
    }
    let mut filings: HashMap<(&str, &str), Vec<Instant>> = refusals
        .iter()
        .filter(|(fact, _)| !fact.person.is_empty())
        .map(|(fact, _)| ((fact.person.as_str(), fact.procedure.as_str()), Vec::new()))
        .collect();
    let mut walk = Walk::new(query);
    for history in facts {
        let Some((fact, bounds)) = walk.look(history) else { continue };
        let filed = fact.filed.or(fact.received);
        let Some(filed) = filed.filter(|at| *at >= bounds.start && *at <= bounds.state) else {
            continue;
        };
        let filing = filings.get_mut(&(fact.person.as_str(), fact.procedure.as_str()));
        if let Some(instants) = filing {
            instants.push(filed);
        }
    }
    let again = refusals.iter().filter(|(fact, refused)| {
        let (zone, key) = (&fact.zone.0, (fact.person.as_str(), fact.procedure.as_str()));
        let last = zone.day(*refused).plus(REFILED_DAYS);
        let mut filed = filings.get(&key).into_iter().flatten();
        filed.any(|filed| filed > refused && zone.day(*filed) <= last)
    });
    let codes = |(fact, _): &(&'a DossierFacts, Instant)| fact.code.as_str();
    Refused { again: again.map(codes).collect(), refused: refusals.iter().map(codes).collect() }
}

/// Dossiers whose place in the table is another than as of its publication, added and gone ones
/// included, of those received as published. `None` is a publication at the period's end.
#[must_use]
pub fn restated<'a, I>(facts: I, query: &Query, published: Option<Instant>) -> Ratio<'a>
where
    I: IntoIterator<Item = &'a FactHistory>,
{
    let (mut now, mut then) = (Walk::new(query), Walk::as_of(query, published));
    let mut list = Vec::new();
    let mut of = 0;
    for history in facts {
        let before = then.place(history).map(|dossier| row(query, &dossier));
        let after = now.place(history).map(|dossier| row(query, &dossier));
        of += u64::from(before.is_some());
        if before != after {
            list.push(history.latest().code.as_str());
        }
    }
    Ratio::of(of, list)
}

fn row<'a>(query: &Query, dossier: &crate::place::Placed<'a>) -> (Place, Option<Key<'a>>) {
    let key = query.by.map(|dimension| Key::of(dimension, dossier.fact, dossier.state));
    (dossier.place, key)
}
