//! What may be attached: PDF, JPEG and PNG, recognised by name and by content. It must not know who
//! attaches a file, to what, or where the file is stored.
//!
//! A file that passes is of the kind that its name states, and [`Checked::content`] is that file
//! and nothing else: what a telephone, a scanner or a sender put before or behind it is cut off.
//! Whether a viewer shows the file without harm is not promised. A file is given out as an
//! attachment, never shown inside a page.

mod foreign;
mod image;
mod name;
mod pdf;

use std::ops::Range;

pub use foreign::Foreign;
pub use name::safe_name;

/// The largest file that is looked at, in bytes.
pub const MAX_BYTES: usize = 10 * 1024 * 1024;

/// What a file is.
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
    /// The kinds that are taken.
    pub const ALL: [Self; 3] = [Self::Pdf, Self::Jpeg, Self::Png];

    /// For the header `content-type`.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    /// Without the dot, as it is written where this program names the file.
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

/// Why a file is not taken.
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
    /// The file is of a known format that is not taken.
    Foreign(Foreign),
    /// A PDF that asks for a password or restricts what its reader may do.
    Encrypted,
    /// The file has active content, holds another file, or would exhaust the program that opens it.
    Dangerous,
}

/// A file that is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// What it is.
    pub media: Media,
    /// Which of its bytes are the file; the others are not to be stored.
    pub content: Range<usize>,
}

/// Checks a file by its name and content.
///
/// # Errors
/// [`Refused`] names the condition that the file breaks.
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
    if foreign::holds_zip(content) {
        return Err(Refused::Dangerous);
    }
    let media = Media::named(&safe_name(name)).ok_or(Refused::Type)?;
    let range = match media {
        Media::Pdf => pdf::check(content)?,
        Media::Jpeg => 0..image::jpeg(content)?,
        Media::Png => 0..image::png(content)?,
    };
    let (before, behind) = (&content[..range.start], &content[range.end..]);
    if foreign::is_other_file_before(before) || foreign::is_other_file_behind(behind) {
        return Err(Refused::Dangerous);
    }
    // A viewer of documents looks for the head of a PDF inside other files too.
    if media != Media::Pdf && find(content, b"%PDF-").is_some() {
        return Err(Refused::Dangerous);
    }
    Ok(Checked { media, content: range })
}

/// The test file of virus scanners, in two parts, so that no scanner stops at this source.
const EICAR: (&[u8], &[u8]) =
    (br"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR", b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*");

/// The offset at which `bytes` first occur.
fn find(content: &[u8], bytes: &[u8]) -> Option<usize> {
    content.windows(bytes.len()).position(|window| window == bytes)
}

#[cfg(test)]
mod tests;
