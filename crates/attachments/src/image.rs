//! JPEG and PNG files, read part by part to their end without decoding a pixel. The module must not
//! know names of files or the limit of their size in bytes.

use super::Refused;

/// The most pixels of a picture: more than a scanner or telephone produces, and 400 MB when
/// decoded.
const MAX_PIXELS: u64 = 100_000_000;

/// The most scans of a picture. A progressive picture has about ten; a decoder draws each scan over
/// the whole picture.
const MAX_SCANS: usize = 200;

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

fn check_size(width: u32, height: u32) -> Result<(), Refused> {
    if width == 0 || height == 0 {
        return Err(Refused::Type);
    }
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(Refused::TooManyPixels);
    }
    Ok(())
}

/// The length of a PNG in bytes: its header first, then data, then its end. Chunks of any other
/// kind are skipped.
///
/// # Errors
/// `Type` where a part is missing or out of order, `TooManyPixels` where the picture is too large.
pub(super) fn png(content: &[u8]) -> Result<usize, Refused> {
    let mut rest = content.strip_prefix(SIGNATURE).ok_or(Refused::Type)?;
    let (mut first, mut data) = (true, false);
    loop {
        let (chunk, after) = chunk(rest).ok_or(Refused::Type)?;
        let (kind, body) = chunk;
        if first != (kind == b"IHDR") {
            return Err(Refused::Type);
        }
        match kind {
            b"IHDR" => header(body)?,
            b"IDAT" => data = true,
            b"IEND" if data && body.is_empty() => return Ok(content.len() - after.len()),
            b"IEND" => return Err(Refused::Type),
            _ => {}
        }
        (first, rest) = (false, after);
    }
}

fn header(body: &[u8]) -> Result<(), Refused> {
    let number = |at: usize| u32_at(body.get(at..at + 4)?);
    match (body.len(), number(0), number(4)) {
        (13, Some(width), Some(height)) => check_size(width, height),
        _ => Err(Refused::Type),
    }
}

type Chunk<'a> = (&'a [u8], &'a [u8]);

/// The kind and body of the first chunk, and the bytes after its check sum.
fn chunk(rest: &[u8]) -> Option<(Chunk<'_>, &[u8])> {
    let length = usize::try_from(u32_at(rest.get(..4)?)?).ok()?;
    let end = length.checked_add(8)?;
    Some(((rest.get(4..8)?, rest.get(8..end)?), rest.get(end.checked_add(4)?..)?))
}

fn u32_at(bytes: &[u8]) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.try_into().ok()?))
}

fn read_u16(bytes: &[u8]) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.try_into().ok()?))
}

/// The length of a JPEG in bytes, from its first marker to the end of its picture. A preview, a
/// brightness map or a film that a telephone wrote after the picture is not counted.
///
/// # Errors
/// `Type` where a part is missing or out of order, `TooManyPixels` where the picture is too large,
/// `Dangerous` where it has more than [`MAX_SCANS`] scans.
pub(super) fn jpeg(content: &[u8]) -> Result<usize, Refused> {
    let mut rest = content.strip_prefix(b"\xff\xd8").ok_or(Refused::Type)?;
    let (mut size, mut scans) = (false, 0);
    loop {
        let (marker, after) = marker(rest).ok_or(Refused::Type)?;
        if marker == 0xd9 {
            return if size && scans > 0 {
                Ok(content.len() - after.len())
            } else {
                Err(Refused::Type)
            };
        }
        let length = after.get(..2).and_then(read_u16).ok_or(Refused::Type)?;
        let body = after.get(2..usize::from(length)).ok_or(Refused::Type)?;
        rest = &after[usize::from(length)..];
        match marker {
            // The markers of frame headers; the three excluded ones are those of tables.
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                frame(body)?;
                size = true;
            }
            0xda if size => {
                scans += 1;
                if scans > MAX_SCANS {
                    return Err(Refused::Dangerous);
                }
                rest = after_scan(rest);
            }
            0xc4 | 0xcc | 0xdb..=0xdd | 0xe0..=0xef | 0xfe => {}
            _ => return Err(Refused::Type),
        }
    }
}

/// The first marker and the bytes after it; fill bytes before the marker are skipped.
fn marker(rest: &[u8]) -> Option<(u8, &[u8])> {
    let filled = rest.iter().take_while(|byte| **byte == 0xff).count();
    let (marker, after) = rest[filled..].split_first()?;
    (filled > 0).then_some((*marker, after))
}

fn frame(body: &[u8]) -> Result<(), Refused> {
    let number = |at: usize| read_u16(body.get(at..at + 2)?);
    match (number(1), number(3)) {
        (Some(height), Some(width)) => check_size(width.into(), height.into()),
        _ => Err(Refused::Type),
    }
}

/// The bytes after the coded pixels. Within them, `ff`, once or repeated, is followed by zero or a
/// restart marker only.
fn after_scan(rest: &[u8]) -> &[u8] {
    let mut from = 0;
    while let Some(at) = rest[from..].iter().position(|byte| *byte == 0xff).map(|at| at + from) {
        let filled = rest[at..].iter().take_while(|byte| **byte == 0xff).count();
        match rest.get(at + filled) {
            Some(0 | 0xd0..=0xd7) => from = at + filled + 1,
            _ => return &rest[at..],
        }
    }
    &[]
}
