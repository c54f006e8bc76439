//! The events of a campaign, as the record stores them. The module must not know commands or the
//! state.

use calendar::{Day, Instant};
use serde::{Deserialize, Serialize};

use crate::measure::{Baseline, Fraction, Indicator, Scope};

/// The declaration of a campaign, which cannot change after the start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Declaration {
    pub name: String,
    /// The name in English; empty where there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name_en: String,
    pub from: Day,
    pub to: Day,
    /// The dossiers on which the whole campaign is compared with the baseline.
    #[serde(default)]
    pub scope: Scope,
    /// The indicators that are compared with the baseline.
    pub indicators: Vec<Indicator>,
    pub baseline: Baseline,
    pub blocks: Vec<Block>,
    pub groups: Vec<Group>,
}

/// A block: units that compete with each other for commendations (khối thi đua).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    pub code: String,
    pub name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name_en: String,
    /// The rule of commendation: a unit that reached its target is commended if its rank in the
    /// block is at most this number.
    pub places: u32,
}

/// Units of a block with the same indicators.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    pub block: String,
    pub units: Vec<String>,
    pub parts: Vec<Part>,
}

/// An indicator with its weight and its target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    pub indicator: Indicator,
    #[serde(default)]
    pub scope: Scope,
    /// The number of sessions that counts as 100 %; only the indicator of sessions has a goal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<u32>,
    /// The weight in hundredths; the weights of a unit sum to 100.
    pub weight: u32,
    /// The share at which the target is reached.
    pub threshold: Fraction,
}

/// The public part of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// The campaign was declared, before its start. A further declaration replaces the one before.
    Declared {
        declaration: Box<Declaration>,
        /// The first instant of the first day.
        starts_at: Instant,
        /// The last closing of the agency in the period.
        ends_at: Instant,
    },
    /// The leader decided which units are commended.
    Commended {
        units: Vec<String>,
        /// The reason why other units are commended than the rule gives.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
}
