//! From the bytes of a file to its text: gzip, byte order mark, UTF-8, and which format it is.
//! Knows neither rows nor traces.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::MultiGzDecoder;

use crate::ReadError;

/// The most that a file may unpack to, in bytes.
const MAX_UNPACKED_BYTES: u64 = 2 << 30;
/// How many times larger than the file that may be; logs become ten to forty times as large.
const MAX_UNPACK_RATIO: u64 = 250;
/// What a file of any size may unpack to, in bytes.
const FREE_UNPACKED_BYTES: u64 = 16 << 20;

/// What the text looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Xml,
    Table,
}

/// Recognises the format by the first character.
pub(crate) fn kind(text: &str) -> Kind {
    if text.trim_start().starts_with('<') { Kind::Xml } else { Kind::Table }
}

/// The text of a file, unpacked and without byte order mark.
pub(crate) fn text(bytes: &[u8]) -> Result<Cow<'_, str>, ReadError> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return decode(bytes).map(Cow::Borrowed);
    }
    let by_ratio = (bytes.len() as u64).saturating_mul(MAX_UNPACK_RATIO);
    let limit = by_ratio.clamp(FREE_UNPACKED_BYTES, MAX_UNPACKED_BYTES);
    let mut unpacked = Vec::with_capacity(bytes.len().saturating_mul(8));
    MultiGzDecoder::new(bytes)
        .take(limit + 1)
        .read_to_end(&mut unpacked)
        .map_err(|error| ReadError::Gzip(error.to_string()))?;
    if unpacked.len() as u64 > limit {
        return Err(ReadError::TooLarge { limit });
    }
    decode(&unpacked).map(|text| Cow::Owned(text.to_owned()))
}

fn decode(bytes: &[u8]) -> Result<&str, ReadError> {
    for (magic, what) in [
        (&b"PK\x03\x04"[..], "a zip file or an Excel workbook"),
        (b"\xff\xfe", "in UTF-16"),
        (b"\xfe\xff", "in UTF-16"),
        (b"SQLite format 3\0", "a database"),
        (b"%PDF", "a PDF"),
    ] {
        if bytes.starts_with(magic) {
            return Err(ReadError::Foreign(what));
        }
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let good = &bytes[..error.valid_up_to()];
        ReadError::NotUtf8 { line: 1 + good.iter().filter(|byte| **byte == b'\n').count() }
    })?;
    if text.trim_start().is_empty() { Err(ReadError::Empty) } else { Ok(text) }
}
