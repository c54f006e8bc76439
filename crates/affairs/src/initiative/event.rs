//! What can happen to an initiative, in the words of the record. Knows no command and no state.

use calendar::Day;
use serde::{Deserialize, Serialize};

use crate::measure::{Baseline, Indicator, Scope};

/// The measure of the effect: an indicator in a period against a baseline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    pub indicator: Indicator,
    pub from: Day,
    pub to: Day,
    #[serde(default)]
    pub scope: Scope,
    pub baseline: Baseline,
}

/// A proposed initiative.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    pub name: String,
    pub unit: String,
    /// An officer, by id.
    pub owner: String,
    pub steps: Vec<String>,
    pub measure: Measure,
    /// The campaign that it belongs to, by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub campaign: Option<String>,
}

/// The public part of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    Proposed {
        proposal: Box<Proposal>,
    },
    /// A step was done; the first one is 1.
    StepDone {
        step: u32,
    },
}
