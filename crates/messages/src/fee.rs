//! Fees and reliefs in words, and why nothing can be assessed. Knows no page.

use ::text::Language;
use ::text::words::words;
use rules::fee::{Fee, NotAssessed, Reduction, Relief};
use rules::{Channel, Per};

use crate::bundle::{Value, find, text};

/// What is counted, in one word: `trang`; a file's own word is Vietnamese, the usual ones have an
/// English word.
#[must_use]
pub fn fee_unit(language: Language, fee: &Fee) -> String {
    match (&fee.unit, language) {
        (None, _) => counted(language, fee.per),
        (Some(unit), Language::Vietnamese) => unit.clone(),
        (Some(unit), Language::English) => {
            let key = format!("per-{}", words(unit).join("_"));
            find(language, &key, &[]).unwrap_or_else(|| unit.clone())
        }
    }
}

/// The unit that a fee counts: `trang`.
#[must_use]
pub fn counted(language: Language, per: Per) -> String {
    text(language, &format!("per-{}", per.code()), &[])
}

/// The rule of a fee: `2.000 đồng mỗi trang cho 2 trang đầu, …`.
#[must_use]
pub fn fee_rule(language: Language, fee: &Fee) -> String {
    let unit = fee_unit(language, fee);
    let say = |key: &str, values: &[(&str, i64)]| {
        let mut all: Vec<(&str, Value<'_>)> = vec![("per", unit.as_str().into())];
        all.extend(values.iter().map(|&(name, number)| (name, Value::from(number))));
        text(language, key, &all)
    };
    let mut rule = match fee.tiers.as_slice() {
        [] => return text(language, "fee-by_resolution", &[]),
        [only] if only.amount_vnd == 0 => return text(language, "fee-nothing", &[]),
        [only] if fee.per == Per::Dossier => say("fee-amount", &[("amount", only.amount_vnd)]),
        [only] => say("fee-amount_per", &[("amount", only.amount_vnd)]),
        tiers => {
            let ends = tiers.iter().skip(1).map(|next| Some(next.from - 1)).chain([None]);
            let parts = tiers.iter().zip(ends).map(|(tier, last)| {
                let (amount, from) = (("amount", tier.amount_vnd), ("from", tier.from.into()));
                match last {
                    Some(last) if tier.from == 1 => {
                        say("fee-first", &[amount, ("last", last.into())])
                    }
                    Some(last) => say("fee-between", &[amount, from, ("last", last.into())]),
                    None => say("fee-from", &[amount, from]),
                }
            });
            parts.collect::<Vec<_>>().join(", ")
        }
    };
    if let Some(most) = fee.max_vnd {
        let key = if fee.per == Per::Page { "fee-at_most_copy" } else { "fee-at_most" };
        rule.push_str(&say(key, &[("amount", most)]));
    }
    rule
}

/// The text that sets a fee, with the resolution that sets its amount.
#[must_use]
pub fn fee_basis(language: Language, fee: &Fee) -> String {
    match &fee.resolution {
        None => fee.basis.clone(),
        Some(resolution) => {
            let values = [("basis", (&fee.basis).into()), ("resolution", resolution.into())];
            text(language, "fee-resolution", &values)
        }
    }
}

/// The reduction of a relief, with its condition: `giảm 50 % khi nộp trực tuyến`.
#[must_use]
pub fn relief_rule(language: Language, relief: &Relief) -> String {
    let mut parts = vec![match relief.reduction {
        Reduction::Percent(100) => text(language, "relief-all", &[]),
        Reduction::Percent(percent) => {
            text(language, "relief-part", &[("percent", i64::from(percent).into())])
        }
        Reduction::Amount(amount) => text(language, "relief-amount", &[("amount", amount.into())]),
    }];
    if let Some(channels) = channels(language, &relief.condition.channels) {
        parts.push(text(language, "relief-channels", &[("channels", channels.into())]));
    }
    for (key, day) in [("relief-from", relief.valid_from), ("relief-to", relief.valid_to)] {
        if let Some(day) = day {
            parts.push(text(language, key, &[("day", crate::time::date_of(day).into())]));
        }
    }
    if let Some(claim) = &relief.claim {
        parts.push(text(language, "relief-claim", &[("claim", claim.into())]));
    }
    parts.join("; ")
}

/// Channels as a list; `None` where all channels are meant.
#[must_use]
pub fn channels(language: Language, channels: &[Channel]) -> Option<String> {
    let words: Vec<String> = channels
        .iter()
        .map(|one| crate::words::within(&crate::words::channel(language, one.code())))
        .collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// Why nothing can be assessed, without the names that there are.
#[must_use]
pub fn not_assessed(language: Language, why: &NotAssessed) -> String {
    let named = |key: &str, name: &str| text(language, key, &[("name", name.into())]);
    match why {
        NotAssessed::UnknownCase(case) => named("fee-unknown_case", case),
        NotAssessed::UnknownRelief(relief) => named("fee-unknown_relief", relief),
        NotAssessed::ReliefNotApplicable(relief) => named("fee-relief_not_given", relief),
        NotAssessed::ZeroQuantity(per) => named("fee-count", &counted(language, *per)),
        NotAssessed::TooLarge => text(language, "fee-too_much", &[]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rules::fee::Tier;
    use rules::{Condition, FeeKind};

    #[test]
    fn rules_of_fees_are_said_in_full() {
        let fee = |per, unit: Option<&str>, tiers: &[(u32, i64)], max_vnd| Fee {
            kind: FeeKind::Fee,
            name: "Phí".into(),
            name_en: None,
            per,
            unit: unit.map(str::to_owned),
            tiers: tiers.iter().map(|&(from, amount_vnd)| Tier { from, amount_vnd }).collect(),
            max_vnd,
            basis: "Luật".into(),
            resolution: None,
            exemption: None,
            condition: Condition::default(),
        };
        for (fee, vi, en) in [
            (
                fee(Per::Page, None, &[(1, 2000), (3, 1000)], Some(200_000)),
                "2.000 đồng mỗi trang cho 2 trang đầu, 1.000 đồng mỗi trang từ trang thứ 3, \
                 không quá 200.000 đồng mỗi bản",
                "2,000 đồng per page for the first 2, 1,000 đồng per page from number 3 on, \
                 at most 200,000 đồng per copy",
            ),
            (
                fee(Per::Parcel, None, &[(1, 9), (2, 8), (5, 7)], Some(90)),
                "9 đồng mỗi thửa cho 1 thửa đầu, 8 đồng mỗi thửa từ thửa thứ 2 đến thửa thứ 4, \
                 7 đồng mỗi thửa từ thửa thứ 5, không quá 90 đồng",
                "9 đồng per parcel for the first 1, 8 đồng per parcel from number 2 to 4, \
                 7 đồng per parcel from number 5 on, at most 90 đồng",
            ),
            (
                fee(Per::Copy, Some("trường hợp"), &[(1, 10_000)], None),
                "10.000 đồng mỗi trường hợp",
                "10,000 đồng per case",
            ),
            (fee(Per::Dossier, None, &[(1, 50_000)], None), "50.000 đồng", "50,000 đồng"),
            (fee(Per::Dossier, None, &[(1, 0)], None), "Không thu", "None"),
        ] {
            assert_eq!(fee_rule(Language::Vietnamese, &fee), vi);
            assert_eq!(fee_rule(Language::English, &fee), en);
        }
    }
}
