//! Decodes the bytes of a file: by its byte order mark, by the encoding that the map or an XML
//! declaration names, or as UTF-8. Recognises text that was decoded in a wrong encoding. The module
//! must not know rows or traces.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::ReadError;
use text::phrase;

/// The number of bytes that are searched for an XML declaration or for UTF-16.
const HEAD_BYTES: usize = 400;

/// Formats that are not text, recognised by their first bytes.
const FOREIGN: [(&[u8], &str); 14] = [
    (b"\xff\xfe\0\0", phrase!("in UTF-32")),
    (b"\0\0\xfe\xff", phrase!("in UTF-32")),
    (b"\xd0\xcf\x11\xe0", phrase!("an old Excel workbook (.xls), or one with a password")),
    (b"SQLite format 3\0", phrase!("a database")),
    (b"%PDF", phrase!("a PDF")),
    (b"{\\rtf", phrase!("a document (RTF)")),
    (b"\x89PNG", phrase!("a picture")),
    (b"\xff\xd8\xff", phrase!("a picture")),
    (b"Rar!\x1a\x07", phrase!("a packed archive (RAR)")),
    (b"7z\xbc\xaf\x27\x1c", phrase!("a packed archive (7z)")),
    (b"BZh", phrase!("packed with bzip2")),
    (b"\x28\xb5\x2f\xfd", phrase!("packed with zstd")),
    (b"\xfd7zXZ\0", phrase!("packed with xz")),
    (b"\x1f\x8b\x08", phrase!("packed with gzip twice")),
];

/// Characters that the fonts of TCVN3 (ABC) draw as letters, and that occur between letters in no
/// other text.
const TCVN3_SIGNS: [char; 8] = ['µ', '¶', '¸', '¹', '¨', '©', '¬', '®'];

/// The encoding of a label; `None` for an unknown label.
pub(crate) fn named(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label_no_replacement(label.as_bytes())
}

/// Decodes the bytes of a file into text without a byte order mark.
pub(crate) fn decode<'b>(
    bytes: &'b [u8],
    named: Option<&'static Encoding>,
) -> Result<Cow<'b, str>, ReadError> {
    if let Some((_, kind)) = FOREIGN.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(ReadError::Foreign(kind));
    }
    let (encoding, content) = match (Encoding::for_bom(bytes), named) {
        (Some((marked, length)), named) if named.is_none_or(|w| are_compatible(w, marked)) => {
            (marked, &bytes[length..])
        }
        (Some((marked, _)), Some(named)) => {
            return Err(ReadError::OtherEncoding { map: named.name(), file: marked.name() });
        }
        (_, Some(named)) => (named, bytes),
        (_, None) => (declared(bytes)?, bytes),
    };
    let text = in_encoding(content, encoding)?;
    let text = match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim_start_matches('\u{feff}')),
        Cow::Owned(text) => Cow::Owned(text.trim_start_matches('\u{feff}').to_owned()),
    };
    if text.trim_start().is_empty() { Err(ReadError::Empty) } else { Ok(text) }
}

/// Whether a byte order mark agrees with the map's encoding; the mark decides between the two byte
/// orders of UTF-16.
fn are_compatible(named: &'static Encoding, marked: &'static Encoding) -> bool {
    let wide = |encoding| encoding == UTF_16LE || encoding == UTF_16BE;
    named == marked || (wide(named) && wide(marked))
}

fn in_encoding<'b>(
    bytes: &'b [u8],
    encoding: &'static Encoding,
) -> Result<Cow<'b, str>, ReadError> {
    if encoding == UTF_8 {
        return std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|error| {
            let good = &bytes[..error.valid_up_to()];
            ReadError::NotUtf8 { line: 1 + good.iter().filter(|byte| **byte == b'\n').count() }
        });
    }
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    if !broken {
        return Ok(text);
    }
    let good = text.split('\u{fffd}').next().unwrap_or_default();
    let line = 1 + good.bytes().filter(|byte| *byte == b'\n').count();
    Err(ReadError::NotInEncoding { line, encoding: encoding.name() })
}

/// The encoding that an XML declaration names; UTF-8 where there is none.
fn declared(bytes: &[u8]) -> Result<&'static Encoding, ReadError> {
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    let zeros = head.iter().filter(|byte| **byte == 0).count();
    // Fewer zero bytes are damage; the rows that contain them are rejected.
    if let Some(at) = head.iter().position(|byte| *byte == 0).filter(|_| zeros * 4 > head.len()) {
        // The first zero byte is the high byte of an ASCII letter.
        let encoding = if at % 2 == 0 { UTF_16BE } else { UTF_16LE };
        return Err(ReadError::Unmarked { encoding: encoding.name() });
    }
    let head = String::from_utf8_lossy(head);
    let declaration = head.strip_prefix("<?xml").and_then(|rest| rest.split("?>").next());
    let label = declaration.and_then(|text| text.split_once("encoding")).and_then(|(_, rest)| {
        let rest = rest.trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        rest[1..].split(quote).next()
    });
    let Some(label) = label else { return Ok(UTF_8) };
    match named(label) {
        // The declaration was read byte by byte, so the file cannot be in UTF-16.
        Some(encoding) if are_compatible(UTF_16LE, encoding) => Ok(UTF_8),
        Some(encoding) => Ok(encoding),
        None => Err(ReadError::UnknownEncoding(label.to_owned())),
    }
}

/// A message on the damage of a text that was decoded in a wrong encoding before it was written;
/// `None` for a text without damage.
pub(crate) fn encoding_damage(text: &str) -> Option<&'static str> {
    if text.contains('\0') {
        Some(phrase!("a cell has a byte of 0; remove it, or export the register again"))
    } else if text.is_ascii() {
        None
    } else if text.contains('\u{fffd}') {
        Some(phrase!(
            "a letter was lost in an earlier conversion (�); export the register again as UTF-8"
        ))
    } else if is_utf8_read_as_windows_1252(text) {
        Some(phrase!(
            "it is UTF-8 that was read as Windows-1252; export the register again as UTF-8"
        ))
    } else if is_text_for_old_fonts(text) {
        Some(phrase!(
            "it is written in an old font (TCVN3 or VNI); convert the register to Unicode first"
        ))
    } else {
        None
    }
}

fn is_utf8_read_as_windows_1252(text: &str) -> bool {
    // The first byte of a letter in UTF-8 looks like one of these.
    if !text.contains(|c: char| ('\u{c2}'..='\u{f4}').contains(&c)) {
        return false;
    }
    let (bytes, _, unmapped) = WINDOWS_1252.encode(text);
    !unmapped && std::str::from_utf8(&bytes).is_ok()
}

/// Whether a text was typed for an old font that draws other characters as Vietnamese letters: `Qu
///
/// n lý`, `ång` (TCVN3), `Phoøng` (VNI).
fn is_text_for_old_fonts(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    letters.windows(3).any(|three| {
        TCVN3_SIGNS.contains(&three[1]) && three[0].is_alphabetic() && three[2].is_alphabetic()
    }) || letters.windows(2).any(|two| {
        let of_vni = |vowel: char| "aeouyAEOUY".contains(vowel);
        (two[0] == '§' && two[1].is_alphabetic()) || (of_vni(two[0]) && matches!(two[1], 'ø' | 'Ø'))
    })
}

#[cfg(test)]
mod tests {
    use super::encoding_damage;

    #[test]
    fn a_text_decoded_in_a_wrong_encoding_is_recognised() {
        for damaged in
            ["A\0B", "Cáº¥p phÃ©p", "QLÄ\u{90}T", "NgÃ\u{a0}y nháº\u{ad}n", "Nguy\u{fffd}n"]
                .into_iter()
                .chain([
                    "Phßng Qu¶n lý ®« thÞ",
                    "§ång Nai",
                    "V¨n",
                    "Phoøng Quaûn lyù",
                    "THAØNH PHOÁ",
                ])
        {
            assert!(encoding_damage(damaged).is_some(), "{damaged:?}");
        }
        for good in ["Cấp phép", "QLĐT", "Ngày nhận", "Ã", "Châu Âu", "Café", "München", "São Tomé"]
            .into_iter()
            .chain(["10 µm", "§ 5", "© Sở", "«Đất»", "Nesøya", "Señor", "m²", "Zürich®", "naïve"])
        {
            assert_eq!(encoding_damage(good), None, "{good:?}");
        }
    }
}
