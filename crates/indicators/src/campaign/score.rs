//! A unit's score as an exact fraction. Knows no unit.

use std::cmp::Ordering;

use affairs::campaign::Part;

use super::compare::Measured;

/// The sum over the parts of weight × share ÷ threshold: 100 where every part equals its threshold.
/// Exact for counts under eight million: three parts of at most 37 bits with their thresholds, and the
/// weights.
#[derive(Clone, Copy, Debug)]
pub(super) struct Score {
    x: u128,
    n: u128,
}

impl Score {
    /// The score of parts whose denominators are not 0.
    pub fn of<'a>(parts: impl IntoIterator<Item = (&'a Part, Measured)>) -> Self {
        parts.into_iter().fold(Self { x: 0, n: 1 }, |sum, (part, measured)| {
            let x = u128::from(measured.x) * u128::from(part.threshold.whole());
            let n = u128::from(measured.n) * u128::from(part.threshold.part());
            sum.plus(Self::reduced(x.saturating_mul(u128::from(part.weight)), n))
        })
    }

    fn reduced(x: u128, n: u128) -> Self {
        let divisor = gcd(x, n).max(1);
        Self { x: x / divisor, n: n / divisor }
    }

    fn plus(self, other: Self) -> Self {
        let x = self.x.saturating_mul(other.n).saturating_add(other.x.saturating_mul(self.n));
        Self::reduced(x, self.n.saturating_mul(other.n))
    }

    /// The score with two decimals, rounded half away from zero.
    pub fn to_text(self) -> String {
        let (whole, rest) = (self.x / self.n, self.x % self.n);
        let hundredths = whole * 100 + (rest * 200 + self.n) / (2 * self.n);
        format!("{}.{:02}", hundredths / 100, hundredths % 100)
    }
}

fn gcd(mut x: u128, mut n: u128) -> u128 {
    while n > 0 {
        (x, n) = (n, x % n);
    }
    x
}

impl Ord for Score {
    /// By whole parts and reciprocals of the rests, so that no product is formed.
    fn cmp(&self, other: &Self) -> Ordering {
        let (mut one, mut two) = ((self.x, self.n), (other.x, other.n));
        loop {
            match (one.0 / one.1).cmp(&(two.0 / two.1)) {
                Ordering::Equal => {}
                unequal => return unequal,
            }
            match (one.0 % one.1, two.0 % two.1) {
                (0, rest) => return 0.cmp(&rest),
                (_, 0) => return Ordering::Greater,
                // The larger reciprocal is that of the smaller rest: compared the other way round.
                (rest, rest_of_two) => (one, two) = ((two.1, rest_of_two), (one.1, rest)),
            }
        }
    }
}

impl PartialOrd for Score {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Score {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Score {}
