//! Checks a declaration before anything is measured. The module must not know the state.

use std::collections::BTreeSet;

use super::decide::Context;
use super::event::{Declaration, Part};
use crate::measure::{Indicator, Scope};

/// The most indicators of one unit.
const MAX_PARTS: usize = 3;
/// The largest goal, in sessions.
const LARGEST_GOAL: u32 = 100_000;

/// The fault of a declaration; the text is the name that has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    WithoutName,
    /// The period of the campaign or of the baseline ends before it begins.
    Reversed,
    /// The baseline does not end before the campaign begins.
    BaselineLater,
    /// No indicator is compared with the baseline, or one that is not a share of dossiers.
    Compared,
    WithoutUnits,
    UnitTwice(String),
    UnknownUnit(String),
    UnknownProcedure(String),
    UnknownField(String),
    /// The declaration names a block twice.
    BlockTwice(String),
    /// No group names the block.
    BlockWithoutUnits(String),
    /// A group names a block that the declaration lacks.
    BlockWithoutPlaces(String),
    /// A block has no places, so that no unit could be commended.
    WithoutPlaces,
    /// A unit has no indicators, more than three, or the same one twice.
    Parts,
    /// The weights of a unit's indicators sum to this number instead of 100.
    Weights(u32),
    /// The indicator of sessions needs a goal, and no other has one.
    Goal,
}

impl Fault {
    /// Every fault, one of each kind; tests and documents list them.
    #[must_use]
    pub fn all() -> [Self; 16] {
        let none = String::new;
        [
            Self::WithoutName,
            Self::Reversed,
            Self::BaselineLater,
            Self::Compared,
            Self::WithoutUnits,
            Self::UnitTwice(none()),
            Self::UnknownUnit(none()),
            Self::UnknownProcedure(none()),
            Self::UnknownField(none()),
            Self::BlockTwice(none()),
            Self::BlockWithoutUnits(none()),
            Self::BlockWithoutPlaces(none()),
            Self::WithoutPlaces,
            Self::Parts,
            Self::Weights(0),
            Self::Goal,
        ]
    }

    /// The name in messages and machine-readable output.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::WithoutName => "without_name",
            Self::Reversed => "reversed",
            Self::BaselineLater => "baseline_later",
            Self::Compared => "compared",
            Self::WithoutUnits => "without_units",
            Self::UnitTwice(_) => "unit_twice",
            Self::UnknownUnit(_) => "unknown_unit",
            Self::UnknownProcedure(_) => "unknown_procedure",
            Self::UnknownField(_) => "unknown_field",
            Self::BlockTwice(_) => "block_twice",
            Self::BlockWithoutUnits(_) => "block_without_units",
            Self::BlockWithoutPlaces(_) => "block_without_places",
            Self::WithoutPlaces => "without_places",
            Self::Parts => "parts",
            Self::Weights(_) => "weights",
            Self::Goal => "goal",
        }
    }

    /// The unit, procedure, field, block or sum that the fault names; empty where it names none.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::UnitTwice(name)
            | Self::UnknownUnit(name)
            | Self::UnknownProcedure(name)
            | Self::UnknownField(name)
            | Self::BlockTwice(name)
            | Self::BlockWithoutUnits(name)
            | Self::BlockWithoutPlaces(name) => name.clone(),
            Self::Weights(sum) => sum.to_string(),
            _ => String::new(),
        }
    }
}

/// Checks a declaration against the units, procedures and fields of the rules.
///
/// # Errors
/// The first fault found.
pub(super) fn check(declaration: &Declaration, context: &Context<'_>) -> Result<(), Fault> {
    let Declaration { name, from, to, scope, indicators, baseline, blocks, groups, .. } =
        declaration;
    if name.trim().is_empty() {
        return Err(Fault::WithoutName);
    }
    if to < from || baseline.to < baseline.from {
        return Err(Fault::Reversed);
    }
    if baseline.to >= *from {
        return Err(Fault::BaselineLater);
    }
    if indicators.is_empty() || indicators.contains(&Indicator::Sessions) {
        return Err(Fault::Compared);
    }
    for block in blocks {
        if blocks.iter().filter(|other| other.code == block.code).count() > 1 {
            return Err(Fault::BlockTwice(block.code.clone()));
        }
        if !groups.iter().any(|group| group.block == block.code) {
            return Err(Fault::BlockWithoutUnits(block.code.clone()));
        }
    }
    if blocks.iter().all(|block| block.places == 0) {
        return Err(Fault::WithoutPlaces);
    }
    let mut units = BTreeSet::new();
    for group in groups {
        if !blocks.iter().any(|block| block.code == group.block) {
            return Err(Fault::BlockWithoutPlaces(group.block.clone()));
        }
        if group.units.is_empty() {
            return Err(Fault::WithoutUnits);
        }
        for code in &group.units {
            if !(context.unit)(code) {
                return Err(Fault::UnknownUnit(code.clone()));
            }
            if !units.insert(code) {
                return Err(Fault::UnitTwice(code.clone()));
            }
        }
        check_parts(&group.parts)?;
    }
    let scopes = groups.iter().flat_map(|group| group.parts.iter().map(|part| &part.scope));
    check_scopes([scope, &baseline.scope].into_iter().chain(scopes), context)
}

fn check_parts(parts: &[Part]) -> Result<(), Fault> {
    let kinds: BTreeSet<Indicator> = parts.iter().map(|part| part.indicator).collect();
    if parts.is_empty() || parts.len() > MAX_PARTS || kinds.len() < parts.len() {
        return Err(Fault::Parts);
    }
    let sum = parts.iter().fold(0_u32, |sum, part| sum.saturating_add(part.weight));
    if sum != 100 || parts.iter().any(|part| part.weight == 0) {
        return Err(Fault::Weights(sum));
    }
    let fits = |part: &Part| match part.goal {
        Some(goal) => part.indicator == Indicator::Sessions && (1..=LARGEST_GOAL).contains(&goal),
        None => part.indicator != Indicator::Sessions,
    };
    if parts.iter().all(fits) { Ok(()) } else { Err(Fault::Goal) }
}

fn check_scopes<'a>(
    mut scopes: impl Iterator<Item = &'a Scope>,
    context: &Context<'_>,
) -> Result<(), Fault> {
    scopes.try_for_each(|scope| {
        if let Some(unknown) = scope.field.iter().find(|field| !(context.field)(field)) {
            return Err(Fault::UnknownField(unknown.clone()));
        }
        match scope.procedures.iter().find(|code| !(context.procedure)(code)) {
            Some(unknown) => Err(Fault::UnknownProcedure(unknown.clone())),
            None => Ok(()),
        }
    })
}
