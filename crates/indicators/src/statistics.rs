//! Rates from exact fractions and their intervals at 95 % (decisions, "Published figures" 3 and
//! 10). Knows numbers only.

/// The two-sided 95 % point of the normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// A difference of two rates in percentage points, each with two decimals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub points: String,
    /// Newcombe's interval.
    pub interval: (String, String),
}

/// `x` of `n` in per cent with two decimals, half away from zero; `None` where `n` is 0.
#[must_use]
pub fn rate(x: u64, n: u64) -> Option<String> {
    (n > 0).then(|| hundredths(quotient(i128::from(x) * 10_000, i128::from(n))))
}

/// Wilson's interval of a rate in per cent: exactly 0 at `x` = 0 and 100 at `x` = `n`; `None` where
/// `n` is 0.
#[must_use]
pub fn wilson(x: u64, n: u64) -> Option<(String, String)> {
    let (low, high) = bounds(x, n)?;
    Some((percent(low), percent(high)))
}

/// The difference `to` − `from` of two rates (x, n); `None` where a denominator is 0.
#[must_use]
pub fn difference(from: (u64, u64), to: (u64, u64)) -> Option<Difference> {
    let ((low_1, high_1), (low_2, high_2)) = (bounds(from.0, from.1)?, bounds(to.0, to.1)?);
    let [x1, n1, x2, n2] = [from.0, from.1, to.0, to.1].map(i128::from);
    let points = quotient((x2 * n1 - x1 * n2) * 10_000, n1 * n2);
    let (p1, p2) = (share(from.0, from.1), share(to.0, to.1));
    let low = p2 - p1 - (p2 - low_2).hypot(high_1 - p1);
    let high = p2 - p1 + (high_2 - p2).hypot(p1 - low_1);
    Some(Difference { points: hundredths(points), interval: (percent(low), percent(high)) })
}

fn share(x: u64, n: u64) -> f64 {
    x as f64 / n as f64
}

fn bounds(x: u64, n: u64) -> Option<(f64, f64)> {
    if n == 0 {
        return None;
    }
    let (p, count) = (share(x, n), n as f64);
    let scale = 1.0 + Z * Z / count;
    let centre = p + Z * Z / (2.0 * count);
    let half = Z * (p * (1.0 - p) / count + Z * Z / (4.0 * count * count)).sqrt();
    let low = if x == 0 { 0.0 } else { (centre - half) / scale };
    let high = if x == n { 1.0 } else { (centre + half) / scale };
    Some((low, high))
}

fn percent(share: f64) -> String {
    hundredths((share * 10_000.0).round() as i128)
}

/// Rounded half away from zero.
fn quotient(x: i128, n: i128) -> i128 {
    (2 * x.abs() + n) / (2 * n) * x.signum()
}

/// Hundredths as a decimal; never "-0.00".
fn hundredths(value: i128) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let size = value.unsigned_abs();
    format!("{sign}{}.{:02}", size / 100, size % 100)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;

    #[test]
    fn rates_round_half_away_from_zero() {
        assert_eq!(rate(3477, 3839).unwrap(), "90.57");
        assert_eq!(rate(1, 800).unwrap(), "0.13");
        assert_eq!(rate(1, 8).unwrap(), "12.50");
        assert_eq!(rate(0, 7).unwrap(), "0.00");
        assert_eq!(rate(0, 0), None);
        assert_eq!(difference((1, 800), (0, 800)).unwrap().points, "-0.13");
        assert_eq!(difference((1, 100_000), (0, 100_000)).unwrap().points, "0.00");
    }

    #[test]
    fn the_published_difference_has_its_interval() {
        let difference = difference((3196, 3477), (1634, 1695)).unwrap();
        assert_eq!(difference.points, "4.48");
        assert_eq!(difference.interval, ("3.17".into(), "5.72".into()));
        assert_eq!(wilson(0, 500).unwrap(), ("0.00".into(), "0.76".into()));
        assert_eq!(wilson(500, 500).unwrap(), ("99.24".into(), "100.00".into()));
    }
}
