//! The normal spelling of typed logins, dossier codes, keys of a slip and one-time codes. Two
//! spellings that find the same object have the same normal spelling; look-ups and the rate limiter
//! both use it. The module must not know the objects, nor how attempts are counted.

use text::outside::compatible;

/// The number of characters of a pasted text that are read.
const MAX_PASTED_CHARS: usize = 400;

/// The normal spelling of a login: lower case, no blanks.
pub fn login(text: &str) -> String {
    let letters: String = folded(text).chars().filter(|c| !c.is_whitespace()).collect();
    // Letters that became neighbours may compose to one letter.
    compatible(&letters)
}

/// The normal spelling of a code or key: letters and digits only, in lower case, with `0` for `o`
/// and `1` for `i` and `l`.
pub fn normal(text: &str) -> String {
    let letters: String = folded(text).chars().filter(|c| c.is_alphanumeric()).collect();
    compatible(&letters)
        .chars()
        .map(|c| match c {
            'o' => '0',
            'i' | 'l' => '1',
            other => other,
        })
        .collect()
}

/// The code of a dossier in a typed text, or in a pasted message, in its printed form: capitals and
/// hyphens. A code ends with a day of six digits and a serial number. For a text without such a
/// code: the longest word with a digit.
pub fn code(text: &str) -> String {
    let text: String = folded(text).chars().take(MAX_PASTED_CHARS).collect();
    let text = hyphenated(&text);
    let words: Vec<&str> = text.split(' ').map(trimmed).filter(|word| !word.is_empty()).collect();
    let whole = words.concat();
    let code = words
        .iter()
        .find_map(|word| dated(word))
        .or_else(|| words.windows(3).find_map(|three| dated(&three.join("-"))))
        .or_else(|| dated(&whole));
    code.unwrap_or_else(|| longest(&words).unwrap_or(whole)).to_uppercase()
}

/// Digits and capitals that do not look alike, without vowels that could form words.
const DICTATED: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// The hexadecimal digits of a filing's number.
const NUMBER_DIGITS: usize = 32;
/// The number of leading hexadecimal digits that a dictated number encodes.
const DICTATED_DIGITS: usize = 10;

/// The number of a filing in a form that can be dictated over the telephone: eight characters that
/// encode its beginning, `7K2M-Q4XD`. `None` for a text that is not the number of a filing.
pub fn dictated_form(number: &str) -> Option<String> {
    let beginning = number.get(..DICTATED_DIGITS)?;
    let bits = u64::from_str_radix(beginning, 16).ok()?;
    let sign = |nth: u32| char::from(DICTATED[(bits >> (35 - 5 * nth) & 31) as usize]);
    let signs = |of: std::ops::Range<u32>| of.map(sign).collect::<String>();
    Some(format!("{}-{}", signs(0..4), signs(4..8)))
}

/// The beginning of a filing's number, from its dictated form in any spelling.
pub fn prefix_of_dictated(text: &str) -> Option<String> {
    let signs = normal(text);
    if signs.len() != 8 {
        return None;
    }
    let place =
        |sign: u8| DICTATED.iter().position(|dictated| dictated.eq_ignore_ascii_case(&sign));
    let bits = signs.bytes().try_fold(0, |bits, sign| Some(bits << 5 | place(sign)? as u64))?;
    Some(format!("{bits:010x}"))
}

/// The code on a slip, as [`code`] reads it, or the dictated number of a filing.
pub fn slip_code(text: &str) -> String {
    let number = prefix_of_dictated(text).and_then(|number| dictated_form(&number));
    number.unwrap_or_else(|| code(text))
}

/// The dictated form of a filing's whole number, which is 32 hexadecimal digits in any spelling;
/// `None` for any other text.
pub fn dictated_filing_number(text: &str) -> Option<String> {
    let number = normal(text);
    let hexadecimal =
        number.len() == NUMBER_DIGITS && number.bytes().all(|b| b.is_ascii_hexdigit());
    dictated_form(&number).filter(|_| hexadecimal)
}

/// The key of a slip in a typed text or a pasted message.
pub fn slip_key(text: &str) -> String {
    let text: String = folded(text).chars().take(MAX_PASTED_CHARS).collect();
    let whole = normal(&text);
    if whole.chars().count() == KEY_CHARS {
        return whole;
    }
    let named = text.rsplit(':').next().unwrap_or_default();
    let after = normal(named);
    if after.chars().count() == KEY_CHARS {
        return after;
    }
    let is_key =
        |word: &&str| word.chars().filter(char::is_ascii_alphanumeric).count() == KEY_CHARS;
    let mut keys = named.split(' ').filter(|word| word.is_ascii()).filter(is_key);
    keys.next_back().map_or(whole, normal)
}

/// A one-time code of six digits in a typed text or a pasted message.
pub fn six_digits(text: &str) -> String {
    let text: String = folded(text).chars().take(MAX_PASTED_CHARS).collect();
    let joined: String = text.chars().filter(|c| *c != ' ' && !is_dash(*c)).collect();
    let runs = |text: &str| -> Vec<String> {
        let runs = text.split(|c: char| !c.is_ascii_digit());
        runs.filter(|run| !run.is_empty()).map(str::to_owned).collect()
    };
    let six = |runs: Vec<String>| runs.into_iter().find(|run| run.len() == CODE_DIGITS);
    six(runs(&text)).or_else(|| six(runs(&joined))).unwrap_or_else(|| runs(&joined).concat())
}

/// The number of characters of a slip's key.
const KEY_CHARS: usize = 6;
/// The number of digits of a one-time code, and of the day in a dossier's code.
const CODE_DIGITS: usize = 6;

/// Compatible characters as one character, in lower case. Each letter is converted separately: its
/// result does not depend on its neighbours.
fn folded(text: &str) -> String {
    let small: String = compatible(text).chars().flat_map(char::to_lowercase).collect();
    compatible(&small)
}

/// Hyphens and dashes of every kind, the minus sign, and the underscore.
fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{2e3a}' | '\u{2e3b}' | '_'
    )
}

/// Dashes as hyphens, without blanks next to them.
fn hyphenated(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        let c = if is_dash(c) { '-' } else { c };
        if c == '-' && out.ends_with(' ') {
            out.pop();
        }
        if !(out.ends_with('-') && matches!(c, '-' | ' ')) {
            out.push(c);
        }
    }
    out
}

/// A word without the punctuation around it.
fn trimmed(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// The code in a word, if it ends with a day and a serial number.
fn dated(word: &str) -> Option<String> {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = word.rsplitn(3, '-');
    let (serial, day, identifier) = (parts.next()?, parts.next()?, parts.next()?);
    let fits = digits(serial)
        && (4..=9).contains(&serial.len())
        && digits(day)
        && day.len() == CODE_DIGITS;
    let outside = |c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-'));
    let identifier = trimmed(identifier.rsplit(outside).next()?);
    (fits && !identifier.is_empty()).then(|| format!("{identifier}-{day}-{serial}"))
}

/// The longest of several words, if it has a digit and could be a code.
fn longest(words: &[&str]) -> Option<String> {
    let long = |word: &&&str| word.len() >= 8 && word.contains(|c: char| c.is_ascii_digit());
    words.iter().filter(long).max_by_key(|word| word.len()).map(|word| (*word).to_owned())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_login_has_one_spelling() {
        for typed in ["mc01", " MC01 ", "mc 01", "ＭＣ０１", "m\u{200b}c01", "mc\u{a0}01\n", "𝐌𝐂𝟎𝟏"]
        {
            assert_eq!(login(typed), "mc01", "{typed:?}");
        }
        assert_ne!(login("mc-01"), "mc01");
    }

    #[test]
    fn a_code_is_found_in_every_spelling_and_inside_a_message() {
        for typed in [
            "000.00.01.H29-180618-0040",
            " 000.00.01.h29-180618-0040 ",
            "000.00.01.H29-180618-0040.",
            "000.00.01.H29\u{2013}180618\u{2011}0040",
            "000.00.01.H29 - 180618 - 0040",
            "000.00.01.H29 180618 0040",
            "000.00.01.H29-18 0618-0040",
            "000.00.01.H29\u{2212}180618\u{2014}0040,",
            "０００.００.０１.Ｈ２９－１８０６１８－００４０",
            "Hồ sơ mã 000.00.01.H29-180618-0040. Hẹn trả 15 giờ ngày 20/06/2018.",
            "mã:000.00.01.H29-180618-0040",
            "(000.00.01.H29-180618-\n0040)",
            "“000.00.01.H29-180618-0040”",
            "000.00.01.H29_180618_0040",
            "000.00.01.H29-180618-0040\u{200b}",
        ] {
            assert_eq!(code(typed), "000.00.01.H29-180618-0040", "{typed:?}");
        }
        assert_eq!(code("Số hồ sơ 3f2a9c0d11223344, xin cảm ơn"), "3F2A9C0D11223344");
        assert_eq!(code("h29.1"), "H29.1");
        assert_eq!(code(""), "");
    }

    #[test]
    fn a_dictated_number_has_no_characters_that_look_alike() {
        for sign in "ILOU".bytes() {
            assert!(!DICTATED.contains(&sign));
        }
        assert_eq!(dictated_form("0000100a1f5e00").as_deref(), Some("0001-02GZ"));
        for typed in ["0001-02GZ", "oooi o2gz", " 000l02gz ", "OOOI–O2GZ"] {
            assert_eq!(prefix_of_dictated(typed).as_deref(), Some("0000100a1f"), "{typed}");
        }
        for other in ["000.00.01.H29-180618-0040", "0000-20G", "0000-20GU", "đơn xin cấp", ""] {
            assert_eq!(prefix_of_dictated(other), None, "{other}");
        }
        assert_eq!(dictated_form("000.00.01.H29-180618-0040"), None);
    }

    #[test]
    fn a_key_is_found_in_every_spelling_and_inside_a_message() {
        for typed in [
            "K3F90Y",
            " k3f9oy ",
            "k3f-90y.",
            "Ｋ３Ｆ９０Ｙ",
            "K 3 F 9 0 Y",
            "Khóa: K3F90Y",
            "khóa tra cứu K3F90Y.",
            "k3f\u{2011}90y",
        ] {
            assert_eq!(slip_key(typed), "k3f90y", "{typed:?}");
        }
        assert_eq!(normal(" O0iL–K3F9 \u{a0}x-Y "), "0011k3f9xy");
    }

    #[test]
    fn six_digits_are_found_inside_a_message() {
        for typed in [
            "123456",
            " 123 456 ",
            "123-456",
            "１２３４５６",
            "Mã đăng nhập: 123456. Mã dùng được trong 10 phút.",
            "Mã là 123 456, xin đừng đưa cho ai.",
        ] {
            assert_eq!(six_digits(typed), "123456", "{typed:?}");
        }
        assert_eq!(six_digits("12345"), "12345");
        assert_eq!(six_digits("abc"), "");
    }

    proptest! {
        #[test]
        fn a_normal_spelling_stays(any in "(?s).{0,60}", typed in "[a-zA-Z0-9ăđêÔƯ .:–-]{0,40}") {
            for (spelling, text) in
                [(login as fn(&str) -> String, &any), (normal, &any), (six_digits, &any),
                 (slip_key, &typed), (code, &typed)]
            {
                let once = spelling(text);
                prop_assert_eq!(spelling(&once), once);
            }
        }

        #[test]
        fn a_dictated_number_encodes_the_beginning(number in "[0-9a-f]{32}") {
            let dictated = dictated_form(&number).unwrap();
            prop_assert_eq!(prefix_of_dictated(&dictated), Some(number[..DICTATED_DIGITS].to_owned()));
        }

        #[test]
        fn a_printed_code_is_in_normal_spelling(
            identifier in "[A-Z0-9]{1,3}(\\.[0-9A-Z]{1,3}){0,3}", day in 100_000_u32..999_999,
            serial in 1_u32..99_999, before in "[a-zđêà ]{0,20}", mark in "[.,;:)!”]?",
        ) {
            let printed = format!("{identifier}-{day}-{serial:04}");
            prop_assert_eq!(code(&printed), printed.clone());
            let dashes = printed.replace('-', "\u{2013}").to_lowercase();
            prop_assert_eq!(code(&format!("{before} {dashes}{mark} xin cảm ơn")), printed);
        }
    }
}
