//! The fields of acts on money, and the amounts that are typed in them. Knows no act.

use crate::fields::{Choice, Field, Kind};
use crate::request_context::RequestContext;

/// Characters of a reason or reference at most.
const TEXT_CHARS: usize = 500;
/// The most that a form moves, in đồng.
const MAX_VND: u64 = 1_000_000_000_000;

/// An amount as it is typed: `50000`, `50.000`, `50 000 đ`; `None` for another text.
pub(super) fn amount(typed: &str) -> Option<u64> {
    let typed = typed.trim().trim_end_matches(|c: char| !c.is_ascii_digit());
    let digits: String =
        typed.chars().filter(|c| !matches!(c, '.' | ',' | ' ' | '\u{a0}')).collect();
    let digits = digits.parse().ok().filter(|amount| *amount <= MAX_VND)?;
    // `12.5` is no whole number of đồng: separators stand before three digits each.
    let mut groups = typed.split(['.', ',', ' ', '\u{a0}']).skip(1);
    groups.all(|group| group.len() == 3).then_some(digits)
}

/// The field of an amount.
pub(super) fn amount_field(context: &RequestContext, name: &str) -> Field {
    Field::of_key(context, Kind::Line, name, &format!("money-{name}"))
        .max_chars(20)
        .input_mode("numeric")
        .format(|text| amount(text).is_some())
        .fault_key("fault-money_amount")
}

/// The field of a reason.
pub(super) fn reason_field(context: &RequestContext) -> Field {
    Field::of_key(context, Kind::Long, "reason", "money-reason")
        .max_chars(TEXT_CHARS)
        .fault_key("fault-money_reason")
}

/// The field of a line of text.
pub(super) fn line_field(context: &RequestContext, name: &str) -> Field {
    Field::of_key(context, Kind::Line, name, &format!("money-{name}")).max_chars(TEXT_CHARS)
}

/// The field of a way, cash or transfer.
pub(super) fn way_field(context: &RequestContext) -> Field {
    let choice = |code: &str| Choice::new(code, context.text(&format!("money-way_{code}")));
    Field::of_key(context, Kind::Radio, "way", "money-way")
        .choices(["cash", "transfer"].map(choice).to_vec())
        .text("cash")
}

#[cfg(test)]
mod tests {
    use super::amount;

    #[test]
    fn amounts_as_they_are_typed() {
        for (typed, expected) in [
            ("50000", Some(50_000)),
            ("50.000", Some(50_000)),
            ("1.250.000 đ", Some(1_250_000)),
            ("50 000 đồng", Some(50_000)),
            ("0", Some(0)),
            ("12.5", None),
            ("50.00", None),
            ("-5", None),
            ("năm nghìn", None),
            ("", None),
            ("9999999999999", None),
        ] {
            assert_eq!(amount(typed), expected, "{typed}");
        }
    }
}
