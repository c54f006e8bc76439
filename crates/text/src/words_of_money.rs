//! Amounts of money in Vietnamese words, as receipts state them next to the figures.

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
/// The name of a group of three digits, from the last one.
const GROUPS: [&str; 3] = ["", "nghìn", "triệu"];
/// The digits below one tỷ.
const BILLION: u64 = 1_000_000_000;

/// An amount in đồng in words: 50,000 is “Năm mươi nghìn đồng”.
#[must_use]
pub fn vnd_in_words(amount: u64) -> String {
    let words = match amount {
        0 => DIGITS[0].to_owned(),
        amount => number(amount, false),
    };
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{} đồng", letters.as_str())
}

/// A number above zero; `inner` where digits come before it, so that its zeros are spoken.
fn number(amount: u64, inner: bool) -> String {
    let (billions, rest) = (amount / BILLION, amount % BILLION);
    let mut words = Vec::new();
    if billions > 0 {
        words.push(format!("{} tỷ", number(billions, inner)));
    }
    let inner = inner || billions > 0;
    for place in (0..GROUPS.len()).rev() {
        // Cannot overflow: the largest power is a million.
        let group = rest / 1000_u64.pow(place as u32) % 1000;
        if group > 0 {
            let full = inner || !words.is_empty();
            words.push(format!("{} {}", three_digits(group, full), GROUPS[place]));
        }
    }
    words.iter().map(|word| word.trim()).collect::<Vec<_>>().join(" ")
}

/// A group of three digits, above zero; `full` where the hundreds are spoken even as zero.
fn three_digits(group: u64, full: bool) -> String {
    // Cannot fail: each index is below 10.
    let digit = |n: u64| DIGITS[n as usize % 10];
    let (hundreds, tens, ones) = (group / 100, group / 10 % 10, group % 10);
    let mut words = Vec::new();
    if hundreds > 0 || full {
        words.push(format!("{} trăm", digit(hundreds)));
    }
    match (tens, ones) {
        (0, 0) => {}
        (0, _) if words.is_empty() => {}
        (0, _) => words.push("lẻ".to_owned()),
        (1, _) => words.push("mười".to_owned()),
        _ => words.push(format!("{} mươi", digit(tens))),
    }
    match (tens, ones) {
        (_, 0) => {}
        (0, 5) => words.push("năm".to_owned()),
        (_, 5) => words.push("lăm".to_owned()),
        (2.., 1) => words.push("mốt".to_owned()),
        _ => words.push(digit(ones).to_owned()),
    }
    words.join(" ")
}

#[test]
fn amounts_are_spoken_as_receipts_state_them() {
    for (amount, words) in [
        (0, "Không đồng"),
        (5, "Năm đồng"),
        (15, "Mười lăm đồng"),
        (21, "Hai mươi mốt đồng"),
        (105, "Một trăm lẻ năm đồng"),
        (1_000, "Một nghìn đồng"),
        (8_000, "Tám nghìn đồng"),
        (50_000, "Năm mươi nghìn đồng"),
        (100_005, "Một trăm nghìn không trăm lẻ năm đồng"),
        (1_250_000, "Một triệu hai trăm năm mươi nghìn đồng"),
        (2_000_001, "Hai triệu không trăm lẻ một đồng"),
        (1_000_000_000, "Một tỷ đồng"),
        (3_040_000_050, "Ba tỷ không trăm bốn mươi triệu không trăm năm mươi đồng"),
    ] {
        assert_eq!(vnd_in_words(amount), words);
    }
}
