//! PDF files: the right beginning and end, no encryption, no active content, no files inside. The
//! module must not know the content of pages.
//!
//! The check covers every place at which a viewer can begin to read: each `obj` and each `trailer`
//! of the file, also inside the data of streams, and every object in an object stream. The data of
//! other streams are pixels, fonts and drawings, which start no action.

mod lexer;
mod objects;
mod open_action;

use std::ops::Range;

use super::{Refused, find};
use lexer::{Lexer, Malformed, Token};
use objects::Packed;

/// The largest offset at which viewers accept the header of a document, in bytes.
const MAX_HEAD_OFFSET_BYTES: usize = 1024;

/// Names of active content and of embedded files, refused anywhere in the file. Each is too long to
/// occur in compressed data by chance.
const ACTIVE_NAMES: [&[u8]; 15] = [
    b"JavaScript",
    b"Launch",
    b"EmbeddedFile",
    b"EmbeddedFiles",
    b"FileAttachment",
    b"RichMedia",
    b"RichMediaContent",
    b"SubmitForm",
    b"ImportData",
    b"ResetForm",
    b"GoToR",
    b"GoToE",
    b"Rendition",
    b"Movie",
    b"Sound",
];

/// Keys of active content that are too short for a search outside objects.
const ACTIVE_KEYS: [&[u8]; 5] = [b"JS", b"AA", b"XFA", b"EF", b"3D"];

/// Checks a document; returns the range of its bytes.
///
/// # Errors
/// - `Type` where the head or the end is missing;
/// - `Encrypted` where the document needs a password or restricts its use;
/// - `Dangerous` where it has active content or contains a file, or where its objects cannot be
///   read.
pub(super) fn check(content: &[u8]) -> Result<Range<usize>, Refused> {
    let head = &content[..content.len().min(MAX_HEAD_OFFSET_BYTES + b"%PDF-".len())];
    let start = find(head, b"%PDF-").ok_or(Refused::Type)?;
    let end = end(content).filter(|end| *end > start).ok_or(Refused::Type)?;
    let document = &content[start..end];
    if names(document).any(|name| name == b"Encrypt") {
        return Err(Refused::Encrypted);
    }
    let objects = objects::all(document).map_err(|Malformed| Refused::Dangerous)?;
    let is_active = names(document).any(|name| ACTIVE_NAMES.contains(&name.as_slice()))
        || objects.has_active_content
        || objects.packed.iter().any(has_active_content)
        || !open_action::is_harmless(document, &objects);
    if is_active { Err(Refused::Dangerous) } else { Ok(start..end) }
}

/// Whether an object stream contains a name of active content. Such a stream consists of objects
/// only, so short names count too.
fn has_active_content(packed: &Packed) -> bool {
    names(&packed.text).any(|name| is_active_name(&name))
}

fn is_active_name(name: &[u8]) -> bool {
    ACTIVE_NAMES.contains(&name) || ACTIVE_KEYS.contains(&name)
}

/// The end of the document: the last `%%EOF` after `startxref` and a number. `None` where objects
/// follow it, because then the end of a later version is missing.
fn end(content: &[u8]) -> Option<usize> {
    let mut before = content.len();
    let end = loop {
        let at = content[..before].windows(5).rposition(|window| window == b"%%EOF")?;
        if is_end(&content[..at]) {
            break at + b"%%EOF".len();
        }
        before = at;
    };
    let after = &content[end..];
    let cut_off = find(after, b" obj").is_some() || find(after, b"startxref").is_some();
    let line_end = after.iter().take(2).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    (!cut_off).then_some(end + line_end)
}

fn is_end(content: &[u8]) -> bool {
    let rest = content.trim_ascii_end();
    let digits = rest.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    digits > 0 && rest[..rest.len() - digits].trim_ascii_end().ends_with(b"startxref")
}

/// Every name of the content (`/Type`), with `#xx` decoded.
fn names(content: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let slashes = content.iter().enumerate().filter(|(_, byte)| **byte == b'/');
    slashes.map(|(at, _)| match Lexer::new(&content[at..]).next() {
        Ok(Token::Name(name)) => name,
        // A slash begins a name, even an empty name.
        _ => Vec::new(),
    })
}
