//! The events of an initiative, as the record stores them. The module must not know commands or the
//! state.

use calendar::Day;
use serde::{Deserialize, Serialize};

use crate::measure::{Baseline, Indicator, Scope};

/// The measure of an effect: an indicator in a period, compared with a baseline.
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
    /// The id of the officer who owns the initiative.
    pub owner: String,
    pub steps: Vec<String>,
    pub measure: Measure,
    /// The id of the campaign to which the initiative belongs.
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
    /// The step of this number was done; the first step is 1.
    StepDone {
        step: u32,
    },
}
