//! Numbers as Vietnamese and English readers expect them: `3.839` and `90,57 %`
//! against `3,839` and `90.57 %`. The module formats exact text; it must not compute or round.

use crate::Language;

/// U+2212; a hyphen looks like a dash, and a line may break after it.
pub(crate) const MINUS: char = '\u{2212}';

/// The text for a missing value.
pub const ABSENT: &str = "—";

/// A number of tenths with one decimal: `9.5` for 95, in the form that [`decimal`] reads.
#[must_use]
pub fn tenths(n: i64) -> String {
    let (sign, size) = (if n < 0 { "-" } else { "" }, n.unsigned_abs());
    format!("{sign}{}.{}", size / 10, size % 10)
}

/// An integer with its thousands grouped: `3.839` (vi), `3,839` (en).
pub fn integer(n: i64, language: Language) -> String {
    decimal(&n.to_string(), language)
}

/// An exact decimal such as `"-1234.50"`, with all its digits: `−1.234,50` (vi), `−1,234.50` (en).
/// Text of any other form is returned unchanged.
pub fn decimal(text: &str, language: Language) -> String {
    let (negative, unsigned) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, fraction) = match unsigned.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (unsigned, None),
    };
    if !is_digits(whole) || !fraction.is_none_or(is_digits) {
        return text.to_owned();
    }
    let (group, point) = match language {
        Language::Vietnamese => ('.', ','),
        Language::English => (',', '.'),
    };
    let mut out = String::with_capacity(text.len() + whole.len() / 3);
    if negative {
        out.push(MINUS);
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(group);
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push(point);
        out.push_str(fraction);
    }
    out
}

/// A rate in percent, an exact decimal as for [`decimal`], with a no-break space before the sign:
/// `90,57 %` (vi), `90.57 %` (en); [`ABSENT`] for no rate.
pub fn percent(rate: Option<&str>, language: Language) -> String {
    match rate {
        Some(rate) => format!("{}\u{a0}%", decimal(rate, language)),
        None => ABSENT.to_owned(),
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{English, Vietnamese};
    use proptest::prelude::*;

    #[test]
    fn integers_are_grouped_by_thousands() {
        fn check(n: i64, vi: &str, en: &str) {
            assert_eq!(integer(n, Vietnamese), vi);
            assert_eq!(integer(n, English), en);
        }
        check(0, "0", "0");
        check(999, "999", "999");
        check(3839, "3.839", "3,839");
        check(-1_234_567, "−1.234.567", "−1,234,567");
        check(i64::MIN, "−9.223.372.036.854.775.808", "−9,223,372,036,854,775,808");
    }

    #[test]
    fn decimals_keep_their_digits() {
        fn check(text: &str, vi: &str, en: &str) {
            assert_eq!(decimal(text, Vietnamese), vi);
            assert_eq!(decimal(text, English), en);
        }
        check("90.57", "90,57", "90.57");
        check("-4.48", "−4,48", "−4.48");
        check("12345.60", "12.345,60", "12,345.60");
        for not_decimal in ["", "-", ".5", "5.", "1.2.3", "1e3", "n/a", "--1"] {
            check(not_decimal, not_decimal, not_decimal);
        }
    }

    #[test]
    fn percentages_carry_a_no_break_space() {
        fn check(rate: Option<&str>, vi: &str, en: &str) {
            assert_eq!(percent(rate, Vietnamese), vi);
            assert_eq!(percent(rate, English), en);
        }
        check(Some("90.57"), "90,57\u{a0}%", "90.57\u{a0}%");
        check(Some("100"), "100\u{a0}%", "100\u{a0}%");
        check(None, "—", "—");
    }

    proptest! {
        #[test]
        fn an_integer_is_read_back_without_its_groups(n: i64) {
            let plain = integer(n, Vietnamese).replace('.', "").replace(MINUS, "-");
            prop_assert_eq!(plain.parse(), Ok(n));
        }
    }
}
