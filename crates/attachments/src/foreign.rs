//! Formats that are not accepted, recognised by their content so that a refusal can name them; and
//! files of other kinds before or after the accepted one. The module must not know names of files.

use super::find;

/// A format that is recognised and not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// A photograph of an iPhone or a newer telephone: HEIC, HEIF.
    Heic,
    /// An image format of web pages: AVIF.
    Avif,
    /// An image format of web pages: WebP.
    Webp,
    /// An image format of web pages or old programs: GIF, BMP.
    Picture,
    /// A scan with one or more pages: TIFF.
    Tiff,
    /// A document of Word, Excel, PowerPoint or LibreOffice.
    Office,
    /// A film.
    Video,
    /// An archive: ZIP, RAR, 7-Zip, gzip.
    Archive,
}

/// The brands of ISO media files (the four letters after `ftyp`) for still pictures.
const HEIC_BRANDS: [&[u8]; 12] = [
    b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"mif2",
    b"msf1", b"miaf",
];

/// The number of bytes of the list of brands that are read.
const MAX_BRANDS_BYTES: usize = 256;

/// The first bytes of formats with a signature.
const SIGNATURES: [(&[u8], Foreign); 13] = [
    (b"II*\0", Foreign::Tiff),
    (b"MM\0*", Foreign::Tiff),
    (b"II+\0", Foreign::Tiff),
    (b"MM\0+", Foreign::Tiff),
    (b"GIF87a", Foreign::Picture),
    (b"GIF89a", Foreign::Picture),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Foreign::Office),
    (b"{\\rtf", Foreign::Office),
    (b"\x1aE\xdf\xa3", Foreign::Video),
    (b"Rar!\x1a\x07", Foreign::Archive),
    (b"7z\xbc\xaf\x27\x1c", Foreign::Archive),
    (b"\x1f\x8b\x08", Foreign::Archive),
    (b"xar!", Foreign::Archive),
];

/// The format of a whole file, if it is a known one.
pub(crate) fn recognise(content: &[u8]) -> Option<Foreign> {
    if content.get(4..8) == Some(b"ftyp") {
        return Some(iso_media(content));
    }
    if content.starts_with(b"RIFF") {
        let form = content.get(8..12)?;
        return (form == b"WEBP").then_some(Foreign::Webp).or(Some(Foreign::Video));
    }
    if content.starts_with(b"PK\x03\x04") {
        // The first entry of an office document has one of these names.
        let head = &content[..content.len().min(4096)];
        let office: [&[u8]; 5] =
            [b"[Content_Types].xml", b"_rels/", b"word/", b"xl/", b"application/vnd.oasis."];
        let named = office.iter().any(|name| find(head, name).is_some());
        return Some(if named { Foreign::Office } else { Foreign::Archive });
    }
    // The header of a bitmap contains the size of the file.
    let bitmap_bytes = content.get(2..6).and_then(|four| four.try_into().ok());
    if content.starts_with(b"BM")
        && bitmap_bytes.map(u32::from_le_bytes).map(u64::from) == Some(content.len() as u64)
    {
        return Some(Foreign::Picture);
    }
    SIGNATURES.iter().find(|(bytes, _)| content.starts_with(bytes)).map(|(_, format)| *format)
}

/// The format of an ISO media file, from the list of brands at its beginning.
fn iso_media(content: &[u8]) -> Foreign {
    let brands = &content[8..content.len().min(8 + MAX_BRANDS_BYTES)];
    let length = content[..4].try_into().map_or(0, u32::from_be_bytes) as usize;
    let brands = &brands[..brands.len().min(length.saturating_sub(8))];
    let has = |brand: &[u8]| brands.chunks_exact(4).any(|four| four == brand);
    if has(b"avif") || has(b"avis") {
        Foreign::Avif
    } else if HEIC_BRANDS.iter().any(|brand| has(brand)) {
        Foreign::Heic
    } else {
        Foreign::Video
    }
}

/// Beginnings of programs and archives.
const PROGRAM_STARTS: [&[u8]; 6] =
    [b"PK\x03\x04", b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!"];

/// Beginnings of programs, pictures and documents.
const OTHER_STARTS: [&[u8]; 12] = [
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"#!",
    b"GIF8",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"II*\0",
    b"MM\0*",
    b"\xd0\xcf\x11\xe0",
    b"RIFF",
];

/// Marks of archives, documents and pages, too long to occur in a film by chance. Letters match in
/// either case.
const OTHER_MARKS: [&[u8]; 8] = [
    b"%pdf-",
    b"rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"<html",
    b"<script",
    b"<!doctype",
    b"<?php",
    b"javascript:",
];

/// Whether bytes before a file are a file of another kind.
pub(crate) fn is_other_file_before(before: &[u8]) -> bool {
    let start = before.trim_ascii_start();
    OTHER_STARTS.iter().any(|bytes| start.starts_with(bytes)) || holds_mark(before)
}

/// Whether the bytes after a file are a program, a page, an archive or a document. A second picture
/// or a film, which telephones write after a photograph, is allowed.
pub(crate) fn is_other_file_after(after: &[u8]) -> bool {
    let start = after.trim_ascii_start();
    PROGRAM_STARTS.iter().any(|bytes| start.starts_with(bytes)) || holds_mark(after)
}

fn holds_mark(rest: &[u8]) -> bool {
    let begins = |at: usize, mark: &[u8]| {
        rest.get(at..at + mark.len()).is_some_and(|bytes| bytes.eq_ignore_ascii_case(mark))
    };
    (0..rest.len()).any(|at| {
        matches!(rest[at], b'%' | b'r' | b'R' | b'7' | b'<' | b'j' | b'J')
            && OTHER_MARKS.iter().any(|mark| begins(at, mark))
    })
}

/// Whether a program that opens archives from their end would find a ZIP: the end record with the
/// directory directly before it. (DOCX, JAR and APK files are ZIP files too.)
pub(crate) fn contains_zip(content: &[u8]) -> bool {
    let mut from = 0;
    while let Some(at) = find(&content[from..], b"PK\x05\x06").map(|at| at + from) {
        let size = content.get(at + 12..at + 16).and_then(|four| four.try_into().ok());
        let start = size.and_then(|four| at.checked_sub(u32::from_le_bytes(four) as usize));
        if start.is_some_and(|start| start < at && content[start..].starts_with(b"PK\x01\x02")) {
            return true;
        }
        from = at + 4;
    }
    false
}
