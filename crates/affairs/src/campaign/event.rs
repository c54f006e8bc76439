//! What can happen to a campaign, in the words of the record. Knows no command and no state.

use calendar::{Day, Instant};
use serde::{Deserialize, Serialize};

use crate::measure::{Baseline, Fraction, Indicator, Scope};

/// The declaration of a campaign, fixed before the start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Declaration {
    pub name: String,
    /// The English name; empty where there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name_en: String,
    pub from: Day,
    pub to: Day,
    /// The dossiers of which the whole campaign is compared with the baseline.
    #[serde(default)]
    pub scope: Scope,
    /// The indicators that are compared with the baseline.
    pub indicators: Vec<Indicator>,
    pub baseline: Baseline,
    pub blocks: Vec<Block>,
    pub groups: Vec<Group>,
}

/// Units that compete for commendations (khối thi đua).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    pub code: String,
    pub name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name_en: String,
    /// The rule of commendation: of the units that reached their targets, those whose rank in the
    /// block is at most this.
    pub places: u32,
}

/// Units of a block with the indicators of their kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    pub block: String,
    pub units: Vec<String>,
    pub parts: Vec<Part>,
}

/// An indicator with its weight and the target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    pub indicator: Indicator,
    #[serde(default)]
    pub scope: Scope,
    /// The number of sessions that counts as 100 %; for that indicator only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<u32>,
    /// The weight, in hundredths.
    pub weight: u32,
    /// The share from which the target counts as reached.
    pub threshold: Fraction,
}

/// The public part of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// Before its start; one more takes the place of the one before.
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
        /// Why not those that the rule gives.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
}
