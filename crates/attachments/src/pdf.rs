//! Documents: begun and ended as a PDF, and without the parts that act or carry other files.
//!
//! Names are read as a reader reads them, `#xx` undone, also inside packed object streams. It
//! must not know what a page shows.

use std::io::Read;

use flate2::read::ZlibDecoder;

use super::{Refused, find};

/// Parts that run something or carry a file.
const ACTING: [&[u8]; 5] =
    [b"JavaScript", b"Launch", b"EmbeddedFile", b"EmbeddedFiles", b"RichMedia"];

/// So much is unpacked of all object streams together; a real document has far less.
const MAX_UNPACKED: u64 = 32 * 1024 * 1024;

/// The dictionary of an object stream is a few words long; a longer one hides something.
const DICTIONARY: usize = 1024;

/// Refuses what is no PDF, and what could act.
pub(super) fn check(content: &[u8]) -> Result<(), Refused> {
    if !content.starts_with(b"%PDF-") || !ends(content) {
        return Err(Refused::Type);
    }
    let (mut packed, mut encrypted) = (Vec::new(), false);
    for (at, name) in names(content) {
        match name.as_slice() {
            b"ObjStm" => packed.push(at),
            b"Encrypt" => encrypted = true,
            name if ACTING.contains(&name) => return Err(Refused::Dangerous),
            _ => {}
        }
    }
    // What cannot be looked into could hide anything.
    if encrypted && !packed.is_empty() {
        return Err(Refused::Dangerous);
    }
    let mut left = MAX_UNPACKED;
    for at in packed {
        let objects = unpack(content, at, left).ok_or(Refused::Dangerous)?;
        left -= objects.len() as u64;
        if names(&objects).any(|(_, name)| ACTING.contains(&name.as_slice())) {
            return Err(Refused::Dangerous);
        }
    }
    Ok(())
}

/// `startxref`, a number, `%%EOF`, and then at most line ends.
fn ends(content: &[u8]) -> bool {
    let tail = content.trim_ascii_end();
    let number = tail.strip_suffix(b"%%EOF").map(<[u8]>::trim_ascii_end);
    let Some(rest) = number else { return false };
    let digits = rest.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    digits > 0 && rest[..rest.len() - digits].trim_ascii_end().ends_with(b"startxref")
}

/// Every name (`/Type`) and where it stands, with `#xx` undone.
fn names(content: &[u8]) -> impl Iterator<Item = (usize, Vec<u8>)> {
    let slashes = content.iter().enumerate().filter(|(_, byte)| **byte == b'/');
    slashes.map(|(at, _)| {
        let rest = &content[at + 1..];
        // No name looked for is longer, even with each of its letters as `#xx`.
        let rest = &rest[..rest.len().min(64)];
        let regular = |byte: &u8| byte.is_ascii_graphic() && !b"()<>[]{}/%".contains(byte);
        let end = rest.iter().position(|byte| !regular(byte)).unwrap_or(rest.len());
        (at, undone(&rest[..end]))
    })
}

fn undone(name: &[u8]) -> Vec<u8> {
    let (mut out, mut rest) = (Vec::with_capacity(name.len()), name);
    while let [first, after @ ..] = rest {
        let digit = |at: usize| after.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        let value = digit(0).zip(digit(1)).filter(|_| *first == b'#');
        let (byte, used) = value.map_or((*first, 0), |(high, low)| ((high * 16 + low) as u8, 2));
        out.push(byte);
        rest = &after[used..];
    }
    out
}

/// The text of the object stream whose type stands here; `None` if it cannot be read, or is more
/// than what is left.
fn unpack(content: &[u8], at: usize, left: u64) -> Option<Vec<u8>> {
    let before = &content[at.saturating_sub(DICTIONARY)..at];
    let after = &content[at..content.len().min(at + DICTIONARY)];
    let begin = at - before.windows(3).rev().position(|word| word == b"obj")? - 3;
    let end = at + find(after, b"stream")?;
    let dictionary = &content[begin..end];
    // A remark or a text could hold a false word `obj` or `stream`; a writer puts none here.
    if dictionary.iter().any(|byte| b"%(".contains(byte)) {
        return None;
    }
    // One stream is unpacked once, however often its dictionary says what it is.
    if names(dictionary).filter(|(_, name)| name == b"ObjStm").count() != 1 {
        return None;
    }
    let body = &content[end + b"stream".len()..];
    let body = body.strip_prefix(b"\r\n").or_else(|| body.strip_prefix(b"\n"))?;
    let mut filters = names(dictionary).map(|(_, name)| name).filter(|name| is_filter(name));
    let (filter, more) = (filters.next(), filters.next());
    let mut out = Vec::new();
    match (filter.as_deref(), more) {
        (None, None) => {
            let end = find(body, b"endstream")?;
            body[..end].take(left + 1).read_to_end(&mut out).ok()?;
        }
        (Some(b"FlateDecode" | b"Fl"), None) => {
            ZlibDecoder::new(body).take(left + 1).read_to_end(&mut out).ok()?;
        }
        _ => return None,
    }
    (out.len() as u64 <= left).then_some(out)
}

fn is_filter(name: &[u8]) -> bool {
    name.ends_with(b"Decode") || name == b"Fl" || name == b"Crypt"
}
