//! The thirteen figures of a table, their identities and rates. Knows no dossier.

use std::error::Error;
use std::fmt;

use dossier::Outcome;
use serde::Serialize;

use text::{Sentence, ToSentence, sentence};

use crate::figure::Figure;
use crate::month_tables::{Numbers, number_of};
use crate::place::Place;
use crate::statistics::rate;

/// One row of a table (decisions, "Published figures" 1 and 2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    pub received: u64,
    pub carried_over: u64,
    pub new: u64,
    pub finished: u64,
    pub early: u64,
    pub on_the_day: u64,
    pub in_time: u64,
    pub late: u64,
    pub withdrawn: u64,
    pub open: u64,
    pub open_within_due: u64,
    pub open_past_due: u64,
    /// The suspended dossiers among those within due.
    pub open_paused: u64,
}

/// The rates of a row, in per cent with two decimals, from exact fractions; `None` where the
/// denominator is 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rates {
    /// The share of received dossiers.
    pub finished: Option<String>,
    /// The share of finished dossiers.
    pub in_time: Option<String>,
    /// The share of finished dossiers.
    pub late: Option<String>,
    /// The share of received dossiers.
    pub open_within_due: Option<String>,
    /// The share of received dossiers.
    pub open_past_due: Option<String>,
    /// The share of received dossiers.
    pub open_paused: Option<String>,
}

/// The error of a table whose figures do not add up; such a table must not be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdentityBroken {
    /// The equation that does not hold.
    pub identity: &'static str,
    /// The two sides of the equation.
    pub sides: (u64, u64),
    /// The row; `None` for the total.
    pub row: Option<String>,
}

impl ToSentence for IdentityBroken {
    fn to_sentence(&self) -> Sentence {
        let (left, right) = self.sides;
        let row = self.row.as_deref().unwrap_or("total");
        sentence!(
            "figures do not add up in {row}: {identity} ({left}, {right})",
            row,
            identity = self.identity,
            left,
            right
        )
    }
}

impl fmt::Display for IdentityBroken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_sentence().fmt(f)
    }
}

impl Error for IdentityBroken {}

impl Counts {
    /// Checks the identities.
    ///
    /// # Errors
    /// [`IdentityBroken`] with the first identity that does not hold.
    pub fn check(&self, row: Option<&str>) -> Result<(), IdentityBroken> {
        let identities = [
            ("received = carried_over + new", self.received, self.carried_over + self.new),
            (
                "received = finished + withdrawn + open",
                self.received,
                self.finished + self.withdrawn + self.open,
            ),
            (
                "finished = early + on_the_day + late",
                self.finished,
                self.early + self.on_the_day + self.late,
            ),
            ("in_time = early + on_the_day", self.in_time, self.early + self.on_the_day),
            (
                "open = open_within_due + open_past_due",
                self.open,
                self.open_within_due + self.open_past_due,
            ),
        ];
        match identities.into_iter().find(|(_, left, right)| left != right) {
            None => Ok(()),
            Some((identity, left, right)) => {
                Err(IdentityBroken { identity, sides: (left, right), row: row.map(str::to_owned) })
            }
        }
    }

    /// The count of a figure; 0 for figures that are counted elsewhere.
    #[must_use]
    pub const fn of(&self, figure: Figure) -> u64 {
        match figure {
            Figure::Received => self.received,
            Figure::CarriedOver => self.carried_over,
            Figure::New => self.new,
            Figure::Finished => self.finished,
            Figure::Early => self.early,
            Figure::OnTheDay => self.on_the_day,
            Figure::InTime => self.in_time,
            Figure::Late => self.late,
            Figure::Withdrawn => self.withdrawn,
            Figure::Open => self.open,
            Figure::OpenWithinDue => self.open_within_due,
            Figure::OpenPastDue => self.open_past_due,
            Figure::OpenPaused => self.open_paused,
            _ => 0,
        }
    }

    /// The counts that are stored as numbers by the codes of their figures.
    pub(crate) fn of_numbers(numbers: &Numbers) -> Self {
        let figure = |figure: Figure| number_of(numbers, figure.code());
        Self {
            received: figure(Figure::Received),
            carried_over: figure(Figure::CarriedOver),
            new: figure(Figure::New),
            finished: figure(Figure::Finished),
            early: figure(Figure::Early),
            on_the_day: figure(Figure::OnTheDay),
            in_time: figure(Figure::InTime),
            late: figure(Figure::Late),
            withdrawn: figure(Figure::Withdrawn),
            open: figure(Figure::Open),
            open_within_due: figure(Figure::OpenWithinDue),
            open_past_due: figure(Figure::OpenPastDue),
            open_paused: figure(Figure::OpenPaused),
        }
    }

    /// Adds the counts of another row.
    pub(crate) fn plus(&mut self, other: &Self) {
        self.received += other.received;
        self.carried_over += other.carried_over;
        self.new += other.new;
        self.finished += other.finished;
        self.early += other.early;
        self.on_the_day += other.on_the_day;
        self.in_time += other.in_time;
        self.late += other.late;
        self.withdrawn += other.withdrawn;
        self.open += other.open;
        self.open_within_due += other.open_within_due;
        self.open_past_due += other.open_past_due;
        self.open_paused += other.open_paused;
    }

    /// The rates.
    #[must_use]
    pub fn rates(&self) -> Rates {
        Rates {
            finished: rate(self.finished, self.received),
            in_time: rate(self.in_time, self.finished),
            late: rate(self.late, self.finished),
            open_within_due: rate(self.open_within_due, self.received),
            open_past_due: rate(self.open_past_due, self.received),
            open_paused: rate(self.open_paused, self.received),
        }
    }
}

/// The number of dossiers in each place; a dossier costs one addition.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally([[u32; 7]; 2]);

impl Tally {
    pub(crate) fn add(&mut self, place: Place) {
        self.0[usize::from(place.carried_over)][place.outcome as usize] += 1;
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        let cells = self.0.as_flattened_mut().iter_mut();
        cells.zip(other.0.as_flattened()).for_each(|(cell, more)| *cell += more);
    }

    pub(crate) fn counts(&self) -> Counts {
        let sum = |row: &[u32; 7]| row.iter().map(|&n| u64::from(n)).sum::<u64>();
        let of = |outcomes: &[Outcome]| -> u64 {
            let both = self.0.iter();
            both.flat_map(|row| outcomes.iter().map(|&o| u64::from(row[o as usize]))).sum()
        };
        Counts {
            received: self.0.iter().map(sum).sum(),
            carried_over: sum(&self.0[1]),
            new: sum(&self.0[0]),
            finished: of(&[Outcome::Early, Outcome::OnTheDay, Outcome::Late]),
            early: of(&[Outcome::Early]),
            on_the_day: of(&[Outcome::OnTheDay]),
            in_time: of(&[Outcome::Early, Outcome::OnTheDay]),
            late: of(&[Outcome::Late]),
            withdrawn: of(&[Outcome::Withdrawn]),
            open: of(&[Outcome::Within, Outcome::PastDue, Outcome::Paused]),
            open_within_due: of(&[Outcome::Within, Outcome::Paused]),
            open_past_due: of(&[Outcome::PastDue]),
            open_paused: of(&[Outcome::Paused]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_that_does_not_add_up_is_refused() {
        let counts =
            Counts { received: 2, new: 2, open: 1, open_within_due: 1, ..Counts::default() };
        let broken = counts.check(Some("Đất đai")).map_err(|broken| broken.to_string());
        let text =
            "figures do not add up in Đất đai: received = finished + withdrawn + open (2, 1)";
        assert_eq!(broken, Err(text.to_owned()));
        let mended = Counts { withdrawn: 1, ..counts };
        assert_eq!(mended.check(None), Ok(()));
    }
}
