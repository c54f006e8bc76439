//! The terms of a dossier: fixed on the day of reception, from the rules then in force.
//! Knows no file and no later version of the rules.

use calendar::{Day, Duration, SupplementEffect};
use serde::{Deserialize, Serialize};

/// The law's frame on the day of reception (`law2025.md`, section 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RuleSet {
    /// Decree 61/2018, to 30 June 2025.
    ND61,
    /// Decree 118/2025, from 1 July 2025.
    ND118,
    /// Circular 03/2025/TT-VPCP, from 15 September 2025.
    TT03,
}

impl RuleSet {
    /// The rule set in force on a day.
    #[must_use]
    pub fn on(day: Day) -> Self {
        if day >= Day::from_ymd(2025, 9, 15) {
            Self::TT03
        } else if day >= Day::from_ymd(2025, 7, 1) {
            Self::ND118
        } else {
            Self::ND61
        }
    }

    /// What a supplement does where the procedure names nothing else.
    #[must_use]
    pub fn supplement_effect(self) -> SupplementEffect {
        match self {
            Self::ND61 => SupplementEffect::Continue,
            Self::ND118 | Self::TT03 => SupplementEffect::Restart,
        }
    }
}

/// One step of the process in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepTerms {
    /// Short name, unique in the process.
    pub id: String,
    /// Working minutes that it may use.
    pub budget_minutes: i64,
    /// The unit that does it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
}

/// The version of the procedure in force at reception.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// First day of the procedure's version.
    pub version: Day,
    /// The law's frame.
    pub rule_set: RuleSet,
    /// How long it may take.
    pub duration: Duration,
    /// What a supplement does to the clock.
    pub supplement_effect: SupplementEffect,
    /// Name of the deadline calendar's version.
    pub calendar: String,
    /// The process after reception, in order.
    pub steps: Vec<StepTerms>,
}

/// What a dossier is about and where it was brought: the dimensions of every figure.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filing {
    /// Procedure code.
    pub procedure: String,
    /// Field of the procedure.
    pub field: String,
    /// Unit that answers for the result.
    pub unit: String,
    /// Agency competent to resolve.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub agency: String,
    /// Ward of the applicant's address; empty where unknown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ward: String,
    /// `online`, `counter` or `post`, or an old register's own word.
    pub channel: String,
    /// Pseudonym of the applicant: the same person, the same text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub person: String,
    /// Unit that helped the applicant to file, where one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub helped_at: Option<String>,
    /// The case of the procedure, where it has cases.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
}
