//! Numbers of persons in their normal form: telephones as E.164, identity papers as capitals and
//! digits (decisions, "Persons, names, numbers"). The module must not know the source or the owner
//! of a number.

use crate::outside;

/// The calling code of Việt Nam.
const COUNTRY: &str = "+84";

/// The prefixes of mobile numbers with eleven digits, without the leading 0, and the prefixes that
/// replaced them in 2018.
const OLD_MOBILE: [(&str, &str); 21] = [
    ("120", "70"),
    ("121", "79"),
    ("122", "77"),
    ("123", "83"),
    ("124", "84"),
    ("125", "85"),
    ("126", "76"),
    ("127", "81"),
    ("128", "78"),
    ("129", "82"),
    ("162", "32"),
    ("163", "33"),
    ("164", "34"),
    ("165", "35"),
    ("166", "36"),
    ("167", "37"),
    ("168", "38"),
    ("169", "39"),
    ("186", "56"),
    ("188", "58"),
    ("199", "59"),
];

/// A telephone number as E.164, such as `+84900000304`; `None` for a text that is not a number, or
/// may be two.
///
/// A Vietnamese number may be written with `0`, with `+84`, `84` or `0084`, with both, and with
/// blanks, dots, dashes and brackets; a number of another country begins with `+`. An old mobile
/// number with eleven digits becomes its replacement of 2018.
pub fn telephone(text: &str) -> Option<String> {
    let text = outside::compatible(text);
    let digits: String = text.chars().filter(|c| !separates_telephone_digits(*c)).collect();
    if let Some(abroad) = digits.strip_prefix('+').filter(|number| !number.starts_with("84")) {
        let fits = (8..=15).contains(&abroad.len()) && !abroad.starts_with('0');
        return (fits && is_digits(abroad)).then(|| format!("+{abroad}"));
    }
    let codes = [COUNTRY, "0084", "84"];
    let national = match codes.iter().find_map(|code| digits.strip_prefix(code)) {
        Some(number) => number.strip_prefix('0').unwrap_or(number),
        None => digits.strip_prefix('0')?,
    };
    if !is_digits(national) {
        return None;
    }
    match (national.len(), national.as_bytes()[0]) {
        (9, b'1'..=b'9') | (10, b'2') => Some(format!("{COUNTRY}{national}")),
        (10, b'1') => {
            let old = OLD_MOBILE.iter().find(|(old, _)| national.starts_with(old));
            old.map(|(old, new)| format!("{COUNTRY}{new}{}", &national[old.len()..]))
        }
        _ => None,
    }
}

/// The fewest digits that are read as a number that is being typed: fewer may be part of a name, such
/// as `30/4`.
const MIN_BEGUN_DIGITS: usize = 4;

/// The first digits of a telephone or identity number that is being typed, as the whole number begins
/// when it is dialled in Việt Nam; `None` for a text that is more or less than the beginning of a number.
pub fn begun_number(text: &str) -> Option<String> {
    let text = outside::compatible(text);
    let digits: String = text.chars().filter(|c| !separates_telephone_digits(*c)).collect();
    let national = [COUNTRY, "0084"].iter().find_map(|code| digits.strip_prefix(code));
    let number = match national {
        Some(number) => format!("0{}", number.strip_prefix('0').unwrap_or(number)),
        None => digits,
    };
    (number.len() >= MIN_BEGUN_DIGITS && is_digits(&number)).then_some(number)
}

/// A telephone number as it is dialled in Việt Nam: `0900000304` for `+84900000304`. A number of
/// another country, and any other text, is returned unchanged.
pub fn national_phone(number: &str) -> String {
    match number.strip_prefix(COUNTRY).filter(|national| is_digits(national)) {
        Some(national) => format!("0{national}"),
        None => number.to_owned(),
    }
}

/// The number of an identity paper in capitals and digits, without blanks and punctuation: an
/// identity number of 12 digits, or a passport of any country with 6 to 12 letters and digits, at
/// least one digit among them. An identity card of nine digits, valid before 2025, is accepted as a
/// passport of digits only. `None` for any other text, also for 10 and 11 digits, which are an
/// incomplete identity number.
pub fn identity_paper(text: &str) -> Option<String> {
    let text = outside::compatible(text).to_uppercase();
    let number: String = text.chars().filter(|c| !separates_digits(*c)).collect();
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let fits = (6..=12).contains(&number.len())
        && digits > 0
        && number.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && !(digits == number.len() && matches!(digits, 10 | 11));
    fits.then_some(number)
}

/// The reason why a text is not a tax code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaxCodeError {
    /// The text has neither ten digits, with or without a branch of three, nor twelve.
    Length,
    /// The tenth digit does not follow from the nine before it, so a digit is wrong.
    CheckDigit,
    /// The number of the branch is 000; branches are numbered from 001.
    Branch,
}

/// The weights of the first nine digits of a tax code.
const TAX_WEIGHTS: [u32; 9] = [31, 29, 23, 19, 17, 13, 7, 5, 3];

/// A tax code in its normal form: ten digits, of which the last follows from the others, with
/// `-001` to `-999` for a branch; or the twelve digits of the identity number, which persons and
/// household businesses use from July 2025. Blanks, dots and dashes between the digits are left
/// out.
///
/// # Errors
/// [`TaxCodeError`], the reason why the text is not a tax code.
pub fn tax_code(text: &str) -> Result<String, TaxCodeError> {
    let text = outside::compatible(text);
    let digits: String = text.chars().filter(|c| !separates_digits(*c)).collect();
    if !is_digits(&digits) {
        return Err(TaxCodeError::Length);
    }
    // Two digits after a dash are a branch with a digit missing.
    let branch = text.trim_end().rsplit_once('-').is_some_and(|(_, last)| last.trim().len() == 2);
    if digits.len() == 12 && !branch {
        return Ok(digits);
    }
    if !matches!(digits.len(), 10 | 13) {
        return Err(TaxCodeError::Length);
    }
    let (code, branch) = digits.split_at(10);
    let mut numbers = code.bytes().map(|digit| u32::from(digit - b'0'));
    let sum: u32 =
        TAX_WEIGHTS.iter().zip(numbers.by_ref()).map(|(weight, digit)| weight * digit).sum();
    if numbers.next() != Some(10 - sum % 11) {
        return Err(TaxCodeError::CheckDigit);
    }
    match branch {
        "" => Ok(code.to_owned()),
        "000" => Err(TaxCodeError::Branch),
        branch => Ok(format!("{code}-{branch}")),
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a character only separates the digits of a number: blanks, dashes and dots.
fn separates_digits(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '.' | '-' | '\u{b7}' | '\u{2010}'..='\u{2015}' | '\u{2022}' | '\u{2212}')
}

fn separates_telephone_digits(c: char) -> bool {
    separates_digits(c) || matches!(c, '(' | ')' | '/')
}

#[cfg(test)]
mod tests;
