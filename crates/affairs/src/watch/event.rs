//! What can happen to a watch, in the words of the record. Knows no command and no state.

use calendar::Day;
use serde::{Deserialize, Serialize};

use crate::measure::Fraction;
use crate::words::words;

words! {
    /// A share that is watched.
    Watched {
        /// Finished in time, of those finished.
        InTime "in_time",
        /// Finished, of those received.
        Finished "finished",
        /// Finished late, of those finished.
        Late "late",
        /// Open past due, of those received.
        OpenPastDue "open_past_due",
        /// Apology letters sent, of those that became late.
        LetterSent "letter_sent",
    }
}

impl Watched {
    /// Whether more is better: the note comes below the threshold, else above it.
    #[must_use]
    pub const fn wants_more(self) -> bool {
        matches!(self, Self::InTime | Self::Finished | Self::LetterSent)
    }
}

words! {
    /// The first day from which the figure is counted, up to today.
    Period {
        /// The first of the month.
        Month "month",
        /// The first of the quarter.
        Quarter "quarter",
        /// The first of January.
        Year "year",
    }
}

impl Period {
    /// The first day of the period that a day is in.
    #[must_use]
    pub fn first_day(self, day: Day) -> Day {
        let (year, month, _) = day.ymd();
        let month = match self {
            Self::Month => month,
            Self::Quarter => (month - 1) / 3 * 3 + 1,
            Self::Year => 1,
        };
        Day::from_ymd(year, month, 1)
    }
}

/// The watched figure with its threshold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watching {
    pub figure: Watched,
    pub period: Period,
    /// The note comes below it, or above it where less is better; never at it.
    pub threshold: Fraction,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub procedure: Option<String>,
}

impl Watching {
    /// Whether `part` of `whole` is past the threshold, exactly; of nothing it never is.
    #[must_use]
    pub const fn is_past(&self, part: u64, whole: u64) -> bool {
        let threshold = self.threshold;
        let (share, threshold_share) =
            (part as u128 * threshold.whole() as u128, whole as u128 * threshold.part() as u128);
        whole > 0
            && if self.figure.wants_more() {
                share < threshold_share
            } else {
                share > threshold_share
            }
    }
}

/// The figure as it was found on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The first day of its period.
    pub from: Day,
    /// The day on which it was counted: the last of its period.
    pub day: Day,
    pub part: u64,
    pub whole: u64,
}

/// The public part of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    Set(Watching),
    /// The figure is past its threshold.
    Noted(Finding),
    /// The figure is no longer past its threshold.
    Recovered(Finding),
    /// The owner took note.
    Seen,
    Ended,
}
