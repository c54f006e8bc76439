//! The standing of a campaign, computed from the record: each unit's score with its parts, the ranks,
//! the share that reached the target, the comparison with the baseline (decisions, "Published
//! figures" 11). It must not know a decision, nor who reads.

mod compare;
mod score;

use std::collections::BTreeMap;

use affairs::campaign::{Declaration, Group, Part};
use affairs::measure::{Indicator, Scope};
use calendar::{Day, Instant};

pub use self::compare::{Compared, Measured, compare};
use self::score::Score;
use crate::advisers::Sessions;
use crate::counts::IdentityBroken;
use crate::fact_table::FactTable;
use crate::query::{Dimension, Filters, Query};
use crate::table::count;

/// The record that a campaign is measured on.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    pub facts: &'a FactTable,
    pub sessions: &'a Sessions,
    /// The instant up to which the record counts.
    pub as_of: Instant,
}

/// A unit's part: what was measured, and whether it reached its threshold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartResult {
    pub part: Part,
    pub measured: Measured,
    pub reached: bool,
    /// The part of the unit's score, with two decimals.
    pub points: String,
}

/// A unit that is ranked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitResult {
    pub unit: String,
    /// The code of its block.
    pub block: String,
    pub parts: Vec<PartResult>,
    /// The score with two decimals; exactly 100 where every part equals its threshold.
    pub score: String,
    /// Whether every part reached its threshold.
    pub reached: bool,
    /// The rank among all units; ties share the better rank.
    pub rank: u32,
    /// The rank among the units of the same block.
    pub rank_in_block: u32,
}

/// A unit that is not ranked: nothing can be measured of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    pub unit: String,
    pub block: String,
    /// The first indicator whose denominator is 0.
    pub indicator: Indicator,
}

/// The standing of a campaign.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The ranked units, by rank, then by code.
    pub units: Vec<UnitResult>,
    pub left_out: Vec<LeftOut>,
    /// Each indicator that is compared with the baseline.
    pub compared: Vec<Compared>,
    /// The units that the rule of commendation names, by code.
    pub by_rule: Vec<String>,
}

impl Standing {
    /// The number of ranked units that reached their targets.
    #[must_use]
    pub fn reached(&self) -> u64 {
        self.units.iter().filter(|unit| unit.reached).count() as u64
    }

    /// The number of ranked units.
    #[must_use]
    pub fn ranked(&self) -> u64 {
        self.units.len() as u64
    }

    /// Some units in the order of their ranks, those without a rank last.
    #[must_use]
    pub fn by_rank<'a>(&self, units: &'a [String]) -> Vec<&'a str> {
        let place = |unit: &str| self.units.iter().position(|row| row.unit == unit);
        let mut units: Vec<&str> = units.iter().map(String::as_str).collect();
        units.sort_by_key(|unit| place(unit).unwrap_or(usize::MAX));
        units
    }

    /// The share that reached the target, in per cent; `None` where no unit is ranked.
    #[must_use]
    pub fn share_reached(&self) -> Option<String> {
        crate::statistics::rate(self.reached(), self.ranked())
    }
}

/// Computes the standing of a campaign.
///
/// # Errors
/// [`IdentityBroken`] where the counts of a table break an identity.
pub fn standing(ground: Ground<'_>, campaign: &Declaration) -> Result<Standing, IdentityBroken> {
    let period = (campaign.from, campaign.to);
    let mut scored: Vec<(Score, UnitResult)> = Vec::new();
    let mut left_out = Vec::new();
    for group in &campaign.groups {
        let measured = group.parts.iter().map(|part| measure_units(ground, period, group, part));
        let measured = measured.collect::<Result<Vec<_>, _>>()?;
        for unit in &group.units {
            let of_unit = measured.iter().map(|units| units.get(unit).copied().unwrap_or_default());
            let parts: Vec<(&Part, Measured)> = group.parts.iter().zip(of_unit).collect();
            let block = group.block.clone();
            match parts.iter().find(|(_, measured)| measured.n == 0) {
                Some((part, _)) => {
                    let (unit, indicator) = (unit.clone(), part.indicator);
                    left_out.push(LeftOut { unit, block, indicator });
                }
                None => scored.push(result(unit, block, &parts)),
            }
        }
    }
    let units = ranked(scored);
    let by_rule = by_rule(campaign, &units);
    let compared = campaign.indicators.iter().map(|indicator| {
        compare(ground, *indicator, (period, &campaign.scope), &campaign.baseline)
    });
    let compared = compared.collect::<Result<_, _>>()?;
    Ok(Standing { units, left_out, compared, by_rule })
}

fn result(unit: &str, block: String, parts: &[(&Part, Measured)]) -> (Score, UnitResult) {
    let score = Score::of(parts.iter().copied());
    let parts: Vec<PartResult> = parts
        .iter()
        .map(|&(part, measured)| PartResult {
            part: part.clone(),
            measured,
            reached: part.threshold.reached_by(measured.x, measured.n),
            points: Score::of([(part, measured)]).to_text(),
        })
        .collect();
    let reached = parts.iter().all(|part| part.reached);
    let (unit, shown) = (unit.to_owned(), score.to_text());
    (score, UnitResult { unit, block, parts, score: shown, reached, rank: 0, rank_in_block: 0 })
}

/// Ranks the units by score, the highest first; ties share the better rank.
fn ranked(mut scored: Vec<(Score, UnitResult)>) -> Vec<UnitResult> {
    scored.sort_by(|(one, unit), (other, next)| {
        other.cmp(one).then_with(|| unit.unit.cmp(&next.unit))
    });
    let scores: Vec<(Score, String)> =
        scored.iter().map(|(score, unit)| (*score, unit.block.clone())).collect();
    let units = scored.into_iter().map(|(score, unit)| {
        let better = scores.iter().filter(|(other, _)| *other > score);
        let in_block = better.clone().filter(|(_, block)| *block == unit.block).count();
        let (rank, rank_in_block) = (better.count() as u32 + 1, in_block as u32 + 1);
        UnitResult { rank, rank_in_block, ..unit }
    });
    units.collect()
}

/// The rule of commendation: of those that reached their targets, the first places of each block.
fn by_rule(campaign: &Declaration, units: &[UnitResult]) -> Vec<String> {
    let places = |code: &str| {
        let block = campaign.blocks.iter().find(|block| block.code == code);
        block.map_or(0, |block| block.places)
    };
    let within =
        units.iter().filter(|unit| unit.reached && unit.rank_in_block <= places(&unit.block));
    let mut units: Vec<String> = within.map(|unit| unit.unit.clone()).collect();
    units.sort_unstable();
    units
}

/// What is measured of each unit of a group by one of its indicators.
fn measure_units(
    ground: Ground<'_>,
    (from, to): (Day, Day),
    group: &Group,
    part: &Part,
) -> Result<BTreeMap<String, Measured>, IdentityBroken> {
    if part.indicator == Indicator::Sessions {
        let goal = u64::from(part.goal.unwrap_or_default());
        let held = ground.sessions.within((from, to), &part.scope.procedures, ground.as_of);
        let of_unit = |unit: &String| {
            let sessions = held.clone().filter(|held| held.unit == *unit).count();
            (unit.clone(), Measured { x: goal.min(sessions as u64), n: goal })
        };
        return Ok(group.units.iter().map(of_unit).collect());
    }
    let by = match part.indicator {
        Indicator::Online => Dimension::Ward,
        _ => Dimension::Unit,
    };
    let query = Query { by: Some(by), ..query(ground, (from, to), &part.scope) };
    let report = count(ground.facts.within(query.period()), &query)?;
    let mut measured: BTreeMap<String, Measured> = report
        .rows
        .iter()
        .map(|(key, counts)| (key.clone(), Measured::of(part.indicator, counts)))
        .collect();
    if part.indicator == Indicator::Online {
        for (key, counts) in
            count(ground.facts.within(query.period()), &compare::online(&query))?.rows
        {
            measured.entry(key).or_default().x = counts.received;
        }
    }
    Ok(measured)
}

/// The dossiers of a scope received in a period, by dates.
fn query(ground: Ground<'_>, (from, to): (Day, Day), scope: &Scope) -> Query {
    let filters = Filters {
        field: scope.field.clone(),
        procedures: scope.procedures.clone(),
        ..Filters::default()
    };
    Query { as_of: ground.as_of, filters, ..Query::new(from, to) }
}

#[cfg(test)]
mod tests;
