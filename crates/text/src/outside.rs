//! Normalises text from outside before it is compared, stored or counted: composed letters (NFC), a
//! single blank for blanks of every kind, no control characters, no characters without width. The
//! module must not know whether the text came from a form or a file.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc, is_nfc_quick};

/// Normalises text of one line: line ends become blanks, and blanks at both ends are removed.
pub fn line(text: &str) -> Cow<'_, str> {
    if is_plain(text) && !text.starts_with(' ') && !text.ends_with(' ') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(cleaned(text, ' ').trim_matches(' ').to_owned())
}

/// Normalises text of several lines; line ends stay.
pub fn lines(text: &str) -> Cow<'_, str> {
    if is_plain(text) { Cow::Borrowed(text) } else { Cow::Owned(cleaned(text, '\n')) }
}

/// Composes letters (NFC) and changes nothing else, for a file whose blanks and line ends have a
/// meaning.
pub fn composed(text: &str) -> Cow<'_, str> {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        _ => Cow::Owned(text.nfc().collect()),
    }
}

/// Whether all letters of a text are composed.
pub fn is_composed(text: &str) -> bool {
    is_nfc(text)
}

/// Text of one line in compatibility form (NFKC), where full-width digits, ligatures and letters of
/// other fonts become plain characters. Names and codes are compared in this form; it is never
/// stored.
pub fn compatible(text: &str) -> String {
    let shown: String = text.chars().filter(|c| !is_widthless(*c)).nfkc().collect();
    line(&shown).into_owned()
}

/// Whether the text needs no normalisation for certain: printable ASCII without two blanks in a
/// row.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().all(|byte| matches!(byte, b' '..=b'~'))
        && !bytes.windows(2).any(|pair| pair == b"  ")
}

fn cleaned(text: &str, line_end: char) -> String {
    let text = text.replace("\r\n", "\n");
    let shown = text.chars().filter(|c| !is_widthless(*c)).filter_map(|c| match c {
        '\n' | '\r' | '\u{2028}' | '\u{2029}' => Some(line_end),
        c if c.is_whitespace() => Some(' '),
        c => (!c.is_control()).then_some(c),
    });
    let mut out = String::with_capacity(text.len());
    for c in shown.nfc() {
        if c != ' ' || !out.ends_with(' ') {
            out.push(c);
        }
    }
    out
}

/// Characters without width: joiners, soft hyphens, variation selectors, and marks of the reading
/// direction.
fn is_widthless(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_spelling_is_normalised() {
        for (text, one_line, several) in [
            ("Nguyễn Văn A", "Nguyễn Văn A", "Nguyễn Văn A"),
            ("Nguye\u{302}\u{303}n", "Nguyễn", "Nguyễn"),
            ("e\u{200b}\u{301}", "é", "é"),
            (" a\u{a0}\u{2003}\tb ", "a b", " a b "),
            ("a\r\nb\rc\u{2028}d", "a b c d", "a\nb\nc\nd"),
            ("\u{202e}gpj\u{202c}\u{2066}x\u{2069}", "gpjx", "gpjx"),
            ("a\u{ad}b\u{feff}\u{200d}c\u{fe0f}", "abc", "abc"),
            ("a\0\u{1b}[2Jb\u{7f}\u{9b}", "a[2Jb", "a[2Jb"),
            ("\u{e0041}\u{3164}", "", ""),
        ] {
            assert_eq!(line(text), one_line, "{text:?}");
            assert_eq!(lines(text), several, "{text:?}");
        }
    }

    #[test]
    fn a_file_keeps_its_blanks_and_gets_composed_letters() {
        for (text, composed_text) in [
            ("a  =\t\"Nguye\u{302}\u{303}n\"\r\n", "a  =\t\"Nguyễn\"\r\n"),
            ("Nguyễn\n", "Nguyễn\n"),
        ] {
            assert_eq!(composed(text), composed_text, "{text:?}");
        }
    }

    #[test]
    fn compatible_characters_become_one() {
        for (text, one) in [
            ("\u{ff21}\u{ff11}\u{3000}\u{ff0d}", "A1 -"),
            ("\u{1d7d8}\u{2460}\u{fb01}", "01fi"),
            (" a\u{200b}b\u{ad} ", "ab"),
            ("Nguyễn", "Nguyễn"),
        ] {
            assert_eq!(compatible(text), one, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_compatible_form_stays(text in "(?s).{0,40}") {
            let once = compatible(&text);
            prop_assert_eq!(compatible(&once), once);
        }

        #[test]
        fn a_normal_form_stays(text in "(?s).{0,40}|[a-zê\u{301} \u{a0}\n\u{200b}]{0,20}") {
            for clean in [line(&text).into_owned(), lines(&text).into_owned()] {
                let once = line(&clean);
                prop_assert_eq!(line(&once), once.as_ref());
                prop_assert_eq!(lines(&clean), clean.as_str());
            }
            prop_assert!(!line(&text).chars().any(|c| c.is_control() || is_widthless(c)));
        }
    }
}
