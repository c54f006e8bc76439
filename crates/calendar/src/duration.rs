//! The duration of a procedure as the law states it. The module must not know a calendar.

use serde::{Deserialize, Serialize};

/// The unit of a duration. Days and hours are never converted into each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Hours of open time.
    WorkingHours,
    /// Minutes of open time; only the test vectors use this unit.
    WorkingMinutes,
    /// Days with at least one opening.
    WorkingDays,
    /// All days; a last day that is closed is rolled forward to the next working day.
    CalendarDays,
}

/// A number of units: the length of a duration or of an extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Amount {
    /// The number of units.
    pub amount: u32,
    /// The unit that is counted.
    pub unit: Unit,
}

/// The duration of a procedure. An in-day procedure has 0 working days and a cut-off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Duration {
    /// Amount and unit.
    #[serde(flatten)]
    pub length: Amount,
    /// The cut-off in minutes after midnight: a later reception takes effect on the next working
    /// day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cutoff_minutes: Option<u16>,
}

impl Duration {
    /// A duration without cut-off.
    #[must_use]
    pub const fn of(amount: u32, unit: Unit) -> Self {
        Self { length: Amount { amount, unit }, cutoff_minutes: None }
    }
}

impl Amount {
    /// Open milliseconds of an amount in hours or minutes; `None` for days.
    #[must_use]
    pub fn open_millis(self) -> Option<i64> {
        match self.unit {
            Unit::WorkingHours => Some(i64::from(self.amount) * 3_600_000),
            Unit::WorkingMinutes => Some(i64::from(self.amount) * 60_000),
            Unit::WorkingDays | Unit::CalendarDays => None,
        }
    }
}
