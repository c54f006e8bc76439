//! The reference by which a transfer names its dossier: the dossier's code in letters and digits only, as
//! banks pass it on. The module must not know a bank or a dossier.

/// The digits of the day in a code, and the fewest of its number.
const DAY_DIGITS: usize = 6;
const NUMBER_DIGITS: usize = 4;
/// The most digits of a number.
const MAX_NUMBER_DIGITS: usize = 7;

/// The reference of a dossier's code: `000.00.16.H29-190222-0001` gives `0000016H291902220001`.
#[must_use]
pub fn reference(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase()
}

/// The codes that the text of a transfer may name, for an agency with this identifier: the identifier,
/// six digits of the day, and a number of four digits, or of more without a leading zero.
#[must_use]
pub fn codes_in(text: &str, identifier: &str) -> Vec<String> {
    let (text, own) = (reference(text), reference(identifier));
    let mut codes = Vec::new();
    if own.is_empty() {
        return codes;
    }
    for (at, _) in text.match_indices(&own) {
        let rest = &text[at + own.len()..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits < DAY_DIGITS + NUMBER_DIGITS {
            continue;
        }
        let (day, number) = rest[..digits].split_at(DAY_DIGITS);
        let lengths = NUMBER_DIGITS..=number.len().min(MAX_NUMBER_DIGITS);
        for number in lengths.map(|length| &number[..length]) {
            if number.len() == NUMBER_DIGITS || !number.starts_with('0') {
                codes.push(format!("{identifier}-{day}-{number}"));
            }
        }
    }
    codes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const OWN: &str = "000.00.16.H29";

    #[test]
    fn texts_of_banks() {
        let found = |text: &str| codes_in(text, OWN);
        assert_eq!(found("0000016H291902220001"), ["000.00.16.H29-190222-0001"]);
        let mangled = "MBVCB.123.0000016h29190222 0001.CT tu 0123 NGUYEN VAN A";
        assert_eq!(found(mangled), ["000.00.16.H29-190222-0001"]);
        let glued = "000.00.16.H29-190222-1234 99";
        assert_eq!(
            found(glued),
            [
                "000.00.16.H29-190222-1234",
                "000.00.16.H29-190222-12349",
                "000.00.16.H29-190222-123499"
            ]
        );
        assert!(found("Nop le phi").is_empty() && found("0000016H29190222").is_empty());
        assert!(codes_in("0000016H291902220001", "").is_empty());
    }

    proptest! {
        #[test]
        fn every_code_is_found_in_its_reference(
            day in 0_u32..1_000_000,
            number in 1_u32..1_000_000,
            before in "[A-Za-z .]{0,12}",
            after in "[A-Za-z .]{0,12}",
        ) {
            let code = format!("{OWN}-{day:06}-{number:04}");
            let text = format!("{before} {} {after}", reference(&code));
            prop_assert!(codes_in(&text, OWN).contains(&code));
        }
    }
}
