//! The measure of a campaign or an initiative: an indicator of the dossiers in a scope, over a
//! period, compared with a baseline. The module must not count dossiers.

use std::fmt;
use std::str::FromStr;

use calendar::Day;
use serde::{Deserialize, Serialize};

use crate::words::words;

words! {
    /// The share that a campaign or an initiative measures.
    Indicator {
        /// Finished dossiers, of those received in the period for which the unit answers.
        Finished "finished",
        /// Dossiers finished in time, of those finished.
        InTime "in_time",
        /// Dossiers filed online, of those received in the period from applicants of the ward.
        Online "online",
        /// Sessions of the unit's advisers in the period, as a share of the goal; at most 1.
        Sessions "sessions",
    }
}

/// The dossiers that are measured; all dossiers where no field or procedure is named.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Scope {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The codes of the procedures; empty for all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub procedures: Vec<String>,
}

/// An earlier period with its scope, for a comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    pub from: Day,
    pub to: Day,
    #[serde(default)]
    pub scope: Scope,
}

/// A positive fraction of at most 1, which the record stores as `"95/100"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Fraction {
    x: u32,
    n: u32,
}

impl Fraction {
    /// The largest denominator.
    pub const FINEST: u32 = 10_000;

    /// The fraction of a part (`x`) and its whole (`n`); `None` unless 0 < x ≤ n ≤
    /// [`Self::FINEST`].
    #[must_use]
    pub const fn new(x: u32, n: u32) -> Option<Self> {
        if 0 < x && x <= n && n <= Self::FINEST { Some(Self { x, n }) } else { None }
    }

    /// The part.
    #[must_use]
    pub const fn part(self) -> u64 {
        self.x as u64
    }

    /// The whole.
    #[must_use]
    pub const fn whole(self) -> u64 {
        self.n as u64
    }

    /// Whether `x` of `n` is at least this fraction, compared exactly.
    #[must_use]
    pub const fn reached_by(self, x: u64, n: u64) -> bool {
        x as u128 * self.n as u128 >= n as u128 * self.x as u128
    }
}

impl FromStr for Fraction {
    type Err = String;

    /// Reads `95/100`, or percent with at most two decimals: `96.4`, `96,40 %`.
    fn from_str(text: &str) -> Result<Self, String> {
        let fault = || format!("{text:?} is no share between 0 and 1: write 95/100 or 95 %");
        let number = |text: &str| text.trim().parse::<u32>().ok();
        if let Some((x, n)) = text.split_once('/') {
            return number(x).zip(number(n)).and_then(|(x, n)| Self::new(x, n)).ok_or_else(fault);
        }
        let text_of_number = text.trim().trim_end_matches('%').trim_end();
        let (whole, decimals) = match text_of_number.split_once(['.', ',']) {
            Some((whole, decimals)) => (whole, decimals),
            None => (text_of_number, "0"),
        };
        let digits = (1..=2).contains(&decimals.len())
            && whole.bytes().chain(decimals.bytes()).all(|byte| byte.is_ascii_digit());
        let hundredths = number(&format!("{decimals:0<2}")).filter(|_| digits);
        let hundredths = number(whole).zip(hundredths).and_then(|(whole, hundredths)| {
            whole.checked_mul(100).and_then(|whole| whole.checked_add(hundredths))
        });
        hundredths.and_then(|x| Self::new(x, 10_000)).ok_or_else(fault)
    }
}

impl TryFrom<String> for Fraction {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Fraction> for String {
    fn from(fraction: Fraction) -> Self {
        fraction.to_string()
    }
}

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.x, self.n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_read_as_a_fraction_or_in_per_cent() {
        fn check(text: &str, expected: Option<(u32, u32)>) {
            let expected = expected.and_then(|(x, n)| Fraction::new(x, n));
            assert_eq!(text.parse().ok(), expected, "{text:?}");
        }
        check("95/100", Some((95, 100)));
        check("17/20", Some((17, 20)));
        check("96.4", Some((9640, 10_000)));
        check("96,40 %", Some((9640, 10_000)));
        check("100", Some((10_000, 10_000)));
        check("0.01", Some((1, 10_000)));
        for wrong in
            ["", "0", "0/5", "5/0", "6/5", "101", "-1", "+1", "1/20000", "95.123", "9 5", "x", "1."]
        {
            check(wrong, None);
        }
    }

    #[test]
    fn a_share_is_compared_exactly() {
        let two_thirds = Fraction::new(2, 3);
        let reached = |x, n| two_thirds.is_some_and(|fraction| fraction.reached_by(x, n));
        assert!(reached(2, 3) && reached(200_000_000, 300_000_000));
        assert!(!reached(199_999_999, 300_000_000) && !reached(666_666_666, 1_000_000_000));
        assert!(reached(666_666_667, 1_000_000_000));
    }
}
