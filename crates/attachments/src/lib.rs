//! What somebody may attach: PDF, JPEG and PNG, by their names and by their content from the first
//! byte to the last. It must not know who attaches it, to what, or where it is kept.
//!
//! A file that passes is of the kind it says and nothing besides it; that the reader's program
//! shows it without harm is not promised. It is given out as an attachment, never shown inside a
//! page.

mod image;
mod pdf;

/// The largest file that is taken.
pub const MAX_BYTES: usize = 10 * 1024 * 1024;

/// The most characters of a file's name.
const MAX_NAME: usize = 120;
/// The most characters of what follows a name's last dot; what is longer is no extension.
const MAX_EXTENSION: usize = 10;

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
            "jpg" | "jpeg" => Some(Self::Jpeg),
            "png" => Some(Self::Png),
            _ => None,
        }
    }
}

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It has no content.
    Empty,
    /// Over [`MAX_BYTES`].
    TooLarge,
    /// Neither PDF, JPEG nor PNG; or its content is not what its name says, is cut off, or goes
    /// on after its end.
    Type,
    /// It could act, hide another file, or stop the program that opens it.
    Dangerous,
}

/// What a file is, if it may be attached.
pub fn check(name: &str, content: &[u8]) -> Result<Media, Refused> {
    if content.is_empty() {
        return Err(Refused::Empty);
    }
    if content.len() > MAX_BYTES {
        return Err(Refused::TooLarge);
    }
    let eicar = [EICAR.0, EICAR.1].concat();
    if find(content, &eicar).is_some() || holds_zip(content) {
        return Err(Refused::Dangerous);
    }
    let media = Media::named(&safe_name(name)).ok_or(Refused::Type)?;
    match media {
        Media::Pdf => pdf::check(content)?,
        Media::Jpeg => image::jpeg(content)?,
        Media::Png => image::png(content)?,
    }
    Ok(media)
}

/// The last part of a path, fit for a header and a folder: no control or formatting characters,
/// no quotes, nothing that is a path, at most 120 characters with the extension kept, never empty.
pub fn safe_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last.chars().filter(|c| !is_unfit(*c)).collect();
    let kept = kept.trim_matches(|c: char| c == '.' || c.is_whitespace());
    let name = match kept.rsplit_once('.') {
        Some((stem, extension)) if extension.chars().count() <= MAX_EXTENSION => {
            let room = MAX_NAME - 1 - extension.chars().count();
            let stem: String = stem.chars().take(room).collect();
            format!("{stem}.{extension}")
        }
        _ => kept.chars().take(MAX_NAME).collect(),
    };
    let name = name.trim_end();
    if name.is_empty() { "file".to_owned() } else { name.to_owned() }
}

/// The test file of the virus scanners, in two parts, so that no scanner stops at this source.
const EICAR: (&[u8], &[u8]) =
    (br"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR", b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*");

fn is_unfit(c: char) -> bool {
    let quote = matches!(c, '"' | '\'' | '`' | '<' | '>' | '\u{2018}'..='\u{201f}');
    // Marks that turn the reading direction make `gpj.exe` look like `exe.jpg`.
    let unseen = matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
    );
    c.is_control() || quote || unseen
}

/// Whether a program that opens archives from their end would find one here: the end record of a
/// ZIP whose directory stands right before it. (A DOCX, a JAR and an APK are ZIPs too.)
fn holds_zip(content: &[u8]) -> bool {
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

/// Where the bytes first stand.
fn find(content: &[u8], bytes: &[u8]) -> Option<usize> {
    content.windows(bytes.len()).position(|window| window == bytes)
}

#[cfg(test)]
mod tests;
