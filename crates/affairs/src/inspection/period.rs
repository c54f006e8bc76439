//! Inspection visits of a period, and which of their findings a figure counts, by what was on record at an
//! instant: the same for a number and for the list behind it. Knows no page and no command line.

use calendar::{Day, Instant, Zone};

use super::state::{Finding, Inspection, Stage};

/// The visits of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitsOf {
    pub from: Day,
    pub to: Day,
    /// The instant up to which the record counts.
    pub as_of: Instant,
    /// Only visits to this unit.
    pub unit: Option<String>,
}

/// Findings that are counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Every finding.
    Found,
    /// The owner did something about it.
    FollowedUp,
    /// The owner did so by the last day that was in force.
    InTime,
    /// The finding is settled.
    Closed,
}

impl Part {
    pub const ALL: [Self; 4] = [Self::Found, Self::FollowedUp, Self::InTime, Self::Closed];

    /// The word in addresses and machine-readable output.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::FollowedUp => "followed_up",
            Self::InTime => "in_time",
            Self::Closed => "closed",
        }
    }

    /// Whether a finding is one of them by what was on record at an instant.
    #[must_use]
    pub fn holds(self, finding: &Finding, as_of: Instant, zone: &Zone) -> bool {
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

impl VisitsOf {
    /// Whether a visit is one of them.
    #[must_use]
    pub fn holds(&self, visit: &Inspection) -> bool {
        visit.recorded_at <= self.as_of
            && visit.visited.as_ref().is_some_and(|(unit, day)| {
                (self.from..=self.to).contains(day)
                    && self.unit.as_ref().is_none_or(|own| own == unit)
            })
    }
}
