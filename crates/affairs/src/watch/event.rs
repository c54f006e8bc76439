//! The events of a watch, as the record stores them. The module must not know commands or the
//! state.

use calendar::Day;
use serde::{Deserialize, Serialize};

use crate::measure::Fraction;
use crate::words::words;

words! {
    /// The share that is watched.
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
    /// Whether more is better: the note is made below the threshold, otherwise above it.
    #[must_use]
    pub const fn more_is_better(self) -> bool {
        matches!(self, Self::InTime | Self::Finished | Self::LetterSent)
    }
}

words! {
    /// The period of the figure, which ends today.
    Period {
        /// The period from the first day of the month.
        Month "month",
        /// The period from the first day of the quarter.
        Quarter "quarter",
        /// The period from 1 January.
        Year "year",
    }
}

impl Period {
    /// The first day of the period that contains a day.
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
pub struct WatchedFigure {
    pub figure: Watched,
    pub period: Period,
    /// The threshold: a note is made below it, or above it where less is better; never at it.
    pub threshold: Fraction,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub procedure: Option<String>,
}

impl WatchedFigure {
    /// Whether `part` of `whole` is past the threshold, compared exactly; never where `whole` is 0.
    #[must_use]
    pub const fn is_past(&self, part: u64, whole: u64) -> bool {
        let threshold = self.threshold;
        let (share, threshold_share) =
            (part as u128 * threshold.whole() as u128, whole as u128 * threshold.part() as u128);
        whole > 0
            && if self.figure.more_is_better() {
                share < threshold_share
            } else {
                share > threshold_share
            }
    }
}

/// The figure as counted on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The first day of the period.
    pub from: Day,
    /// The day on which the figure was counted, which is the last day of the period.
    pub day: Day,
    pub part: u64,
    pub whole: u64,
}

/// The public part of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    Set(WatchedFigure),
    /// The figure is past its threshold on this day.
    Noted(Finding),
    /// The figure is not past its threshold any more.
    Recovered(Finding),
    /// The owner has read the note.
    Seen,
    Ended,
}
