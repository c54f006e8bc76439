//! Words for comparison in a search: folded, without punctuation, with one typing error allowed.
//! The module must not know the searched texts.

use crate::fold::fold;

/// The folded words of `text`, in order. Punctuation separates words, except a dot between digits:
/// `1.012784` is one word, `TP.HCM` two.
pub fn words(text: &str) -> Vec<String> {
    let folded: Vec<char> = fold(text).chars().collect();
    let digit = |at: Option<usize>| {
        at.and_then(|at| folded.get(at)).is_some_and(|letter: &char| letter.is_ascii_digit())
    };
    let mut words = Vec::new();
    let mut word = String::new();
    for (at, letter) in folded.iter().enumerate() {
        let dot = *letter == '.' && digit(at.checked_sub(1)) && digit(Some(at + 1));
        if dot || letter.is_alphanumeric() {
            word.push(*letter);
        } else if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
    }
    words.extend(Some(word).filter(|word| !word.is_empty()));
    words
}

/// Whether `typed` is `intended` with exactly one error: a letter wrong, missing or too many, or
/// two neighbours swapped.
pub fn has_one_typing_error(typed: &str, intended: &str) -> bool {
    let (mut a, mut b) = (typed.chars(), intended.chars());
    loop {
        let (from_a, from_b) = (a.as_str(), b.as_str());
        match (a.next(), b.next()) {
            (Some(x), Some(y)) if x == y => {}
            (Some(x), Some(y)) => {
                let (after_a, after_b) = (a.as_str(), b.as_str());
                let swapped = (a.next(), b.next()) == (Some(y), Some(x));
                return after_a == after_b
                    || after_a == from_b
                    || from_a == after_b
                    || (swapped && a.as_str() == b.as_str());
            }
            (Some(_), None) => return a.as_str().is_empty(),
            (None, Some(_)) => return b.as_str().is_empty(),
            (None, None) => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn punctuation_separates_words_and_codes_stay_whole() {
        fn check(text: &str, expect: &[&str]) {
            assert_eq!(words(text), expect, "{text:?}");
        }
        check("Cấp đổi (hoặc cấp lại) Giấy,", &["cap", "doi", "hoac", "cap", "lai", "giay"]);
        check("1.012784", &["1.012784"]);
        check("TP.HCM. 61/2018/NĐ-CP.", &["tp", "hcm", "61", "2018", "nd", "cp"]);
        check(" – ", &[]);
    }

    #[test]
    fn exactly_one_typing_error_is_recognised() {
        fn check(typed: &str, intended: &str, expect: bool) {
            assert_eq!(has_one_typing_error(typed, intended), expect, "{typed} {intended}");
            assert_eq!(has_one_typing_error(intended, typed), expect, "{intended} {typed}");
        }
        check("khau", "khai", true);
        check("xhai", "khai", true);
        check("kai", "khai", true);
        check("khaii", "khai", true);
        check("khia", "khai", true);
        check("hkai", "khai", true);
        check("khai", "khai", false);
        check("kha", "khaib", false);
        check("ihak", "khai", false);
        check("hkia", "khai", false);
        check("", "a", true);
        check("", "ab", false);
    }

    proptest! {
        #[test]
        fn every_single_typing_error_is_recognised(word in "[a-z]{4,8}", at in 0usize..8, letter in "[a-z]") {
            let at = at % word.len();
            let (head, tail) = word.split_at(at);
            let errors = [
                format!("{head}{letter}{}", &tail[1..]),
                format!("{head}{}", &tail[1..]),
                format!("{head}{letter}{tail}"),
                format!("{head}{}{}{}", &tail[1..tail.len().min(2)], &tail[..1], tail.get(2..).unwrap_or("")),
            ];
            for error in errors {
                prop_assert_eq!(has_one_typing_error(&error, &word), error != word, "{} {}", error, word);
            }
        }
    }
}
