//! The terms of a dossier, fixed on the day of reception from the rules then in force. The module
//! must not know a file or a later version of the rules.

use calendar::{Amount, Day, Duration, SupplementEffect, Unit};
use serde::{Deserialize, Serialize};

/// The rule set that the law prescribes for a day of reception (decisions, "Words").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RuleSet {
    /// Decree 61/2018, until 30 June 2025.
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

    /// The working days after the reception in which a supplement request restarts the duration.
    pub const RESTART_WITHIN: u32 = 3;

    /// The effect of a supplement on the clock, where the procedure names none.
    #[must_use]
    pub fn supplement_effect(self) -> SupplementEffect {
        match self {
            Self::ND61 => SupplementEffect::Continue,
            Self::ND118 | Self::TT03 => SupplementEffect::Restart,
        }
    }
}

/// One step of the process.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepTerms {
    /// The short name, unique in the process.
    pub id: String,
    /// The budget in working minutes.
    pub budget_minutes: i64,
    /// The code of the unit that does the step; empty for the answering unit.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// The post of the officer who decides in the step; `None` where the step decides nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decides: Option<Decider>,
}

/// The post of an officer who decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decider {
    /// The head of a unit.
    Head,
    /// A leader of the agency.
    Leader,
}

/// The limit of a dossier's extensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtensionLimit {
    /// The most extensions of a dossier.
    pub times: u32,
    /// The longest single extension.
    pub most: Amount,
}

impl ExtensionLimit {
    /// Whether one more extension, after `granted` ones, stays within the limit.
    #[must_use]
    pub fn allows(&self, granted: usize, by: Amount) -> bool {
        granted < self.times as usize && minutes_times_seven(by) <= minutes_times_seven(self.most)
    }
}

/// An amount in sevenths of a working minute, so that units can be compared: five working days for
/// seven calendar days.
fn minutes_times_seven(amount: Amount) -> u64 {
    let unit_in_sevenths = match amount.unit {
        Unit::WorkingMinutes => 7,
        Unit::WorkingHours => 7 * 60,
        Unit::WorkingDays => 7 * 480,
        Unit::CalendarDays => 5 * 480,
    };
    u64::from(amount.amount) * unit_in_sevenths
}

/// The terms of a dossier: the version of the procedure in force at reception.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// The first day of the procedure's version.
    pub version: Day,
    /// The rule set of the day of reception.
    pub rule_set: RuleSet,
    /// The duration at reception.
    pub duration: Duration,
    /// The effect of a supplement on the clock.
    pub supplement_effect: SupplementEffect,
    /// The `id` of the deadline calendar's version.
    pub calendar: String,
    /// The process after reception, in order.
    pub steps: Vec<StepTerms>,
    /// The working days after day 0 in which a supplement request restarts the duration; `None`
    /// where every supplement restarts it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restart_within: Option<u32>,
    /// Whether the last of those days ends with its own date; if false, the closed days after it
    /// count as within.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub restart_by_date: bool,
    /// The budget of the desk before the first step, in working minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub desk_minutes: Option<i64>,
    /// The limit of extensions, where the procedure sets one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extensions: Option<ExtensionLimit>,
}

impl Terms {
    /// The step in which the result is approved: the last one in which a leader decides, otherwise
    /// the last one in which a head decides.
    #[must_use]
    pub fn approval_step(&self) -> Option<&StepTerms> {
        let last = |decider| self.steps.iter().rev().find(|step| step.decides == Some(decider));
        last(Decider::Leader).or_else(|| last(Decider::Head))
    }

    /// The limit of extensions: that of the procedure, otherwise one extension by at most the
    /// duration.
    #[must_use]
    pub fn extension_limit(&self) -> ExtensionLimit {
        self.extensions.unwrap_or(ExtensionLimit { times: 1, most: self.duration.length })
    }
}

/// The field of land as the national catalogue names it, in lower case.
const LAND: &str = "đất đai";

/// The subject of a dossier and the place of its filing: the dimensions of figures.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filing {
    /// The national code of the procedure.
    pub procedure: String,
    /// The field of the procedure, in Vietnamese.
    pub field: String,
    /// The code of the unit that answers for the result.
    pub unit: String,
    /// The code of the agency whose record it is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub agency: String,
    /// The code of the unit that is another competent agency, where the desk receives for it (Decree
    /// 118/2025/NĐ-CP, article 14.2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub competent: Option<String>,
    /// The ward of the applicant's address; empty where it is not recorded.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ward: String,
    /// `online`, `counter` or `post`, or an old register's own word.
    pub channel: String,
    /// The pseudonym of the applicant; equal for all dossiers of the same person.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub person: String,
    /// The unit that helped the applicant to file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub helped_at: Option<String>,
    /// The id of the procedure's case, where the procedure has cases.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
    /// The ids of the components that the applicant will bring to the desk on paper.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub promised: Vec<String>,
}

impl Filing {
    /// Whether the procedure belongs to the field of land; only such dossiers are paused for a
    /// financial obligation.
    #[must_use]
    pub fn is_land(&self) -> bool {
        is_land(&self.field)
    }
}

/// Whether a field is that of land.
#[must_use]
pub fn is_land(field: &str) -> bool {
    field.to_lowercase().contains(LAND)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(amount: u32, unit: Unit) -> Amount {
        Amount { amount, unit }
    }

    #[test]
    fn unless_set_a_dossier_is_extended_once_by_at_most_its_duration() {
        let terms = |duration, extensions| Terms {
            version: Day(0),
            rule_set: RuleSet::ND61,
            duration,
            supplement_effect: SupplementEffect::Continue,
            calendar: String::new(),
            steps: Vec::new(),
            restart_within: None,
            restart_by_date: false,
            desk_minutes: None,
            extensions,
        };
        let ten_days = terms(Duration::of(10, Unit::WorkingDays), None).extension_limit();
        for (granted, by, allowed) in [
            (0, amount(10, Unit::WorkingDays), true),
            (0, amount(11, Unit::WorkingDays), false),
            (0, amount(14, Unit::CalendarDays), true),
            (0, amount(15, Unit::CalendarDays), false),
            (0, amount(80, Unit::WorkingHours), true),
            (0, amount(81, Unit::WorkingHours), false),
            (0, amount(4801, Unit::WorkingMinutes), false),
            (0, amount(u32::MAX, Unit::CalendarDays), false),
            (1, amount(1, Unit::WorkingDays), false),
        ] {
            assert_eq!(ten_days.allows(granted, by), allowed, "{granted} {by:?}");
        }
        let in_day = Duration { cutoff_minutes: Some(900), ..Duration::of(0, Unit::WorkingDays) };
        assert!(!terms(in_day, None).extension_limit().allows(0, amount(1, Unit::WorkingDays)));
        let own = ExtensionLimit { times: 2, most: amount(3, Unit::WorkingDays) };
        let own = terms(in_day, Some(own)).extension_limit();
        assert!(own.allows(1, amount(3, Unit::WorkingDays)));
        assert!(!own.allows(2, amount(3, Unit::WorkingDays)));
    }
}
