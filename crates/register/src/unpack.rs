//! Recognises the format of a file, and unpacks gzip and zip within limits. The module must not
//! know rows or traces.

use std::borrow::Cow;
use std::io::{Cursor, Read, copy, sink};

use encoding_rs::Encoding;
use flate2::read::MultiGzDecoder;
use zip::ZipArchive;

use crate::error::foreign;
use crate::{ReadError, encoding};
use text::{phrase, sentence};

/// The largest unpacked size of a file, in bytes.
const MAX_UNPACKED_BYTES: u64 = 2 << 30;
/// The largest unpacked size of a workbook in bytes; all its texts are in memory at once.
const MAX_WORKBOOK_BYTES: u64 = 512 << 20;
/// The largest ratio of unpacked to packed size; logs have a ratio of 10 to 40.
const MAX_UNPACK_RATIO: u64 = 250;
/// The unpacked size in bytes up to which any ratio is accepted.
const FREE_UNPACKED_BYTES: u64 = 16 << 20;
/// The most parts of a workbook.
const MAX_PARTS: usize = 2_000;

/// The parts by which other kinds of zip files are recognised.
const OTHER_ZIPS: [(&str, &str); 3] = [
    ("xl/workbook.bin", phrase!("a binary Excel workbook (.xlsb)")),
    ("word/document.xml", phrase!("a Word document (.docx)")),
    ("content.xml", phrase!("an OpenDocument file (.ods)")),
];

/// The content of a file.
#[derive(Debug)]
pub(crate) enum Content<'b> {
    Xml(Cow<'b, str>),
    Table(Cow<'b, str>),
    Workbook(Cow<'b, [u8]>),
}

/// The content of a file, which is recognised by its first bytes, unpacked and decoded.
pub(crate) fn content<'b>(
    bytes: &'b [u8],
    encoding: Option<&'static Encoding>,
) -> Result<Content<'b>, ReadError> {
    let bytes = unpacked(bytes)?;
    if bytes.starts_with(b"PK\x03\x04") {
        check_workbook(&bytes)?;
        return Ok(Content::Workbook(bytes));
    }
    let text = match bytes {
        Cow::Borrowed(bytes) => encoding::decode(bytes, encoding)?,
        Cow::Owned(bytes) => Cow::Owned(encoding::decode(&bytes, encoding)?.into_owned()),
    };
    let is_xml = text.trim_start().starts_with('<');
    Ok(if is_xml { Content::Xml(text) } else { Content::Table(text) })
}

fn limit(packed: usize, most: u64) -> u64 {
    let by_ratio = (packed as u64).saturating_mul(MAX_UNPACK_RATIO);
    by_ratio.clamp(FREE_UNPACKED_BYTES, most)
}

fn unpacked(bytes: &[u8]) -> Result<Cow<'_, [u8]>, ReadError> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(Cow::Borrowed(bytes));
    }
    let limit = limit(bytes.len(), MAX_UNPACKED_BYTES);
    let mut unpacked = Vec::with_capacity(bytes.len().saturating_mul(8));
    MultiGzDecoder::new(bytes)
        .take(limit + 1)
        .read_to_end(&mut unpacked)
        .map_err(|error| ReadError::Gzip(foreign(&error)))?;
    if unpacked.len() as u64 > limit {
        return Err(ReadError::TooLarge { limit });
    }
    Ok(Cow::Owned(unpacked))
}

/// Measures the unpacked size of every part before any part is read; the size in the header of a
/// part may be wrong.
fn check_workbook(bytes: &[u8]) -> Result<(), ReadError> {
    let damaged = |error: &dyn std::error::Error| ReadError::Workbook(foreign(error));
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    if archive.index_for_name("xl/workbook.xml").is_none() {
        let other_zip = OTHER_ZIPS.iter().find(|(part, _)| archive.index_for_name(part).is_some());
        let other = phrase!("a zip file that holds no Excel workbook (.xlsx)");
        return Err(ReadError::Foreign(other_zip.map_or(other, |(_, what)| what)));
    }
    if archive.len() > MAX_PARTS {
        return Err(ReadError::Workbook(sentence!(
            "it has more than {MAX_PARTS} parts",
            MAX_PARTS
        )));
    }
    let limit = limit(bytes.len(), MAX_WORKBOOK_BYTES);
    let mut left = limit;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| damaged(&error))?;
        let size = copy(&mut part.take(left + 1), &mut sink()).map_err(|error| damaged(&error))?;
        left = left.checked_sub(size).ok_or(ReadError::TooLarge { limit })?;
    }
    Ok(())
}
