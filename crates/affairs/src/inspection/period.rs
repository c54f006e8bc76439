//! The inspection visits of a period and the findings that a figure counts, by what was on record
//! at an instant; a figure and its list use the same functions. The module must not know a page or
//! the command line.

use calendar::{Day, Instant, Zone};

use super::state::{Finding, Inspection, Stage};

/// The inspection visits of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitQuery {
    pub from: Day,
    pub to: Day,
    /// The instant up to which logged events count.
    pub as_of: Instant,
    /// The code of a unit, where only its visits count.
    pub unit: Option<String>,
}

/// A group of findings that a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindingGroup {
    /// All findings.
    Found,
    /// Findings that the owner followed up.
    FollowedUp,
    /// Findings whose first follow-up was not after the last day then in force.
    InTime,
    /// Findings that are closed.
    Closed,
}

impl FindingGroup {
    pub const ALL: [Self; 4] = [Self::Found, Self::FollowedUp, Self::InTime, Self::Closed];

    /// The name in addresses and machine-readable output.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::FollowedUp => "followed_up",
            Self::InTime => "in_time",
            Self::Closed => "closed",
        }
    }

    /// Whether a finding belongs to the group, by what was on record at an instant.
    #[must_use]
    pub fn contains(self, finding: &Finding, as_of: Instant, zone: &Zone) -> bool {
        let followed_up = finding.first_follow_up.filter(|(at, _)| *at <= as_of);
        finding.found_at <= as_of
            && match self {
                Self::Found => true,
                Self::FollowedUp => followed_up.is_some(),
                Self::InTime => followed_up.is_some_and(|(at, due)| zone.day(at) <= due),
                Self::Closed => matches!(finding.stage, Stage::Closed(at) if at <= as_of),
            }
    }
}

impl VisitQuery {
    /// Whether a visit belongs to the period.
    #[must_use]
    pub fn contains(&self, visit: &Inspection) -> bool {
        visit.recorded_at <= self.as_of
            && visit.visited.as_ref().is_some_and(|(unit, day)| {
                (self.from..=self.to).contains(day)
                    && self.unit.as_ref().is_none_or(|own| own == unit)
            })
    }
}
