//! Checks of attached files: PDF, JPEG and PNG, recognised by name and content. The crate must not
//! know the person who attaches a file, its dossier, or the place where it is stored.
//!
//! An accepted file is of the kind that its name states, and [`Checked::content`] is that file
//! alone: bytes that a telephone, a scanner or a sender put before or after it are cut off. The
//! check does not promise that every viewer shows the file without harm. A file is served as an
//! attachment, never inside a page.

mod foreign;
mod image;
mod name;
mod pages;
mod pdf;

use std::ops::Range;

pub use foreign::Foreign;
pub use name::safe_name;
pub use pages::{MAX_PAGES, NotSplit, count as count_pages, take as take_pages};

/// The size of the largest accepted file, in bytes.
pub const MAX_BYTES: usize = 10 * 1024 * 1024;

/// The kind of an accepted file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    /// A document.
    Pdf,
    /// A photograph.
    Jpeg,
    /// A picture or a scan.
    Png,
}

impl Media {
    /// All kinds of accepted files.
    pub const ALL: [Self; 3] = [Self::Pdf, Self::Jpeg, Self::Png];

    /// The media type, for the header `content-type`.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    /// The extension that this program writes for a file of this kind, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }

    fn named(name: &str) -> Option<Self> {
        let (_, extension) = name.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "pdf" => Some(Self::Pdf),
            "jpg" | "jpeg" | "jfif" => Some(Self::Jpeg),
            "png" => Some(Self::Png),
            _ => None,
        }
    }
}

/// The reason why a file is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The file has no content.
    Empty,
    /// The file is larger than [`MAX_BYTES`].
    TooLarge,
    /// The picture has more pixels than a scan or a photograph needs.
    TooManyPixels,
    /// The file is neither PDF, JPEG nor PNG, its content differs from its name, or its end is
    /// missing.
    Type,
    /// The file is of a known format that is not accepted.
    Foreign(Foreign),
    /// The file is a PDF that needs a password or restricts its use.
    Encrypted,
    /// The file has active content, contains another file, or would exhaust the program that opens
    /// it.
    Dangerous,
}

/// An accepted file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The kind of the file.
    pub media: Media,
    /// The range of the file's own bytes; the bytes outside it are not stored.
    pub content: Range<usize>,
}

/// Checks a file by its name and content.
///
/// # Errors
/// [`Refused`] for the condition that the file does not meet.
pub fn check(name: &str, content: &[u8]) -> Result<Checked, Refused> {
    if content.is_empty() {
        return Err(Refused::Empty);
    }
    if content.len() > MAX_BYTES {
        return Err(Refused::TooLarge);
    }
    if find(content, &[EICAR.0, EICAR.1].concat()).is_some() {
        return Err(Refused::Dangerous);
    }
    if let Some(format) = foreign::recognise(content) {
        return Err(Refused::Foreign(format));
    }
    if foreign::contains_zip(content) {
        return Err(Refused::Dangerous);
    }
    let media = Media::named(&safe_name(name)).ok_or(Refused::Type)?;
    let range = match media {
        Media::Pdf => pdf::check(content)?,
        Media::Jpeg => 0..image::jpeg(content)?,
        Media::Png => 0..image::png(content)?,
    };
    let (before, after) = (&content[..range.start], &content[range.end..]);
    if foreign::is_other_file_before(before) || foreign::is_other_file_after(after) {
        return Err(Refused::Dangerous);
    }
    // Some viewers accept a PDF inside a file of another kind.
    if media != Media::Pdf && find(content, b"%PDF-").is_some() {
        return Err(Refused::Dangerous);
    }
    Ok(Checked { media, content: range })
}

/// The test file of virus scanners, in two parts, so that no scanner reports this source file.
const EICAR: (&[u8], &[u8]) =
    (br"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR", b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*");

/// The offset at which `bytes` first occur.
fn find(content: &[u8], bytes: &[u8]) -> Option<usize> {
    content.windows(bytes.len()).position(|window| window == bytes)
}

#[cfg(test)]
mod tests;
