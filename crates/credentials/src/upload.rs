//! Files that may be taken in: by their name and by their content. A file must be one thing only: it
//! begins and ends as its format says, so that nothing else hides behind it.

/// Bytes of one file at most.
pub const MAX_BYTES: usize = 10 * 1024 * 1024;
/// Points of a picture at most; more would unpack to more memory than a desk's machine has.
const MAX_POINTS: u64 = 100_000_000;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    Pdf,
    Jpeg,
    Png,
}

impl Media {
    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }
}

/// Why a file is not taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Nothing is in it.
    Empty,
    /// More than [`MAX_BYTES`], or a picture of too many points.
    TooLarge,
    /// Not a PDF, JPEG or PNG, or not what its name says.
    Type,
    /// It carries what could act: a script, a program, another file.
    Dangerous,
}

/// What a file is, by name and content.
///
/// # Errors
/// Why it is not taken in.
pub fn check(name: &str, content: &[u8]) -> Result<Media, Refused> {
    if content.is_empty() {
        return Err(Refused::Empty);
    }
    if content.len() > MAX_BYTES {
        return Err(Refused::TooLarge);
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let media = match ending.as_deref() {
        Some("pdf") => pdf(content)?,
        Some("jpg" | "jpeg") => jpeg(content)?,
        Some("png") => png(content)?,
        _ => return Err(Refused::Type),
    };
    // The test file by which every scanner of viruses is tried.
    if find(content, b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!").is_some() {
        return Err(Refused::Dangerous);
    }
    Ok(media)
}

fn find(content: &[u8], what: &[u8]) -> Option<usize> {
    content.windows(what.len()).position(|window| window == what)
}

fn pdf(content: &[u8]) -> Result<Media, Refused> {
    if !content.starts_with(b"%PDF-") {
        return Err(Refused::Type);
    }
    let end = content.windows(5).rposition(|window| window == b"%%EOF").ok_or(Refused::Type)?;
    if !content[end + 5..].iter().all(u8::is_ascii_whitespace) {
        return Err(Refused::Type);
    }
    let acts: [&[u8]; 5] = [b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/RichMedia"];
    let named = |act: &[u8]| {
        let mut places = content.windows(act.len() + 1).filter(|window| window.starts_with(act));
        places.any(|window| !window[act.len()].is_ascii_alphanumeric() || act.ends_with(b"File"))
    };
    if acts.into_iter().any(named) { Err(Refused::Dangerous) } else { Ok(Media::Pdf) }
}

fn png(content: &[u8]) -> Result<Media, Refused> {
    if !content.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Err(Refused::Type);
    }
    let number = |at: usize| {
        let four = content.get(at..at + 4)?;
        Some(four.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte)))
    };
    let (width, height) = number(16).zip(number(20)).ok_or(Refused::Type)?;
    if content.get(12..16) != Some(b"IHDR") || width * height == 0 {
        return Err(Refused::Type);
    }
    if width * height > MAX_POINTS {
        return Err(Refused::TooLarge);
    }
    // From chunk to chunk: the last one is IEND, and nothing follows it.
    let mut at = 8;
    loop {
        let length = number(at).ok_or(Refused::Type)? as usize;
        let next = at + 12 + length;
        if next > content.len() {
            return Err(Refused::Type);
        }
        if &content[at + 4..at + 8] == b"IEND" {
            return if next == content.len() { Ok(Media::Png) } else { Err(Refused::Type) };
        }
        at = next;
    }
}

fn jpeg(content: &[u8]) -> Result<Media, Refused> {
    if !content.starts_with(&[0xff, 0xd8, 0xff]) || !content.ends_with(&[0xff, 0xd9]) {
        return Err(Refused::Type);
    }
    // From segment to segment up to the picture's own data.
    let mut at = 2;
    let mut points = 0;
    loop {
        let head = content.get(at..at + 4).ok_or(Refused::Type)?;
        if head[0] != 0xff {
            return Err(Refused::Type);
        }
        let length = usize::from(head[2]) << 8 | usize::from(head[3]);
        let frame = matches!(head[1], 0xc0..=0xcf) && !matches!(head[1], 0xc4 | 0xc8 | 0xcc);
        if frame {
            let size = content.get(at + 5..at + 9).ok_or(Refused::Type)?;
            let side = |index: usize| u64::from(size[index]) << 8 | u64::from(size[index + 1]);
            points = side(0) * side(2);
        }
        if head[1] == 0xda {
            break;
        }
        at += 2 + length.max(2);
    }
    match points {
        0 => Err(Refused::Type),
        points if points > MAX_POINTS => Err(Refused::TooLarge),
        _ => scan(&content[at..]),
    }
}

/// The picture's data end at the first end mark; nothing may follow it.
fn scan(data: &[u8]) -> Result<Media, Refused> {
    match find(data, &[0xff, 0xd9]) {
        Some(end) if end + 2 == data.len() => Ok(Media::Jpeg),
        _ => Err(Refused::Type),
    }
}

/// A name that is safe to give back: the last part of a path, without quotes and control characters.
#[must_use]
pub fn safe_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain = last.chars().filter(|c| !c.is_control() && !"\"'<>|:*?;".contains(*c));
    let kept: String = plain.take(120).collect();
    match kept.trim().trim_start_matches('.') {
        "" => "tep".to_owned(),
        kept => kept.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png_of(width: u32, height: u32) -> Vec<u8> {
        let mut file = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        file.extend(width.to_be_bytes());
        file.extend(height.to_be_bytes());
        file.extend([8, 2, 0, 0, 0, 1, 2, 3, 4]);
        file.extend(b"\0\0\0\0IEND\xaeB`\x82");
        file
    }

    fn jpeg_of(width: u16, height: u16) -> Vec<u8> {
        let mut file = vec![0xff, 0xd8, 0xff, 0xc0, 0, 11, 8];
        file.extend(height.to_be_bytes());
        file.extend(width.to_be_bytes());
        file.extend([1, 1, 0x11, 0, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 0x3f, 0, 1, 2, 3, 0xff, 0xd9]);
        file
    }

    const PDF: &[u8] = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n%%EOF\n";

    #[test]
    fn what_is_taken_in() {
        fn check(name: &str, content: &[u8], expected: Result<Media, Refused>) {
            assert_eq!(super::check(name, content), expected, "{name}");
        }
        let behind = |file: &[u8], more: &[u8]| [file, more].concat();
        check("a.pdf", PDF, Ok(Media::Pdf));
        check("Ảnh.PNG", &png_of(800, 600), Ok(Media::Png));
        check("a.jpeg", &jpeg_of(800, 600), Ok(Media::Jpeg));
        check("a.pdf", b"", Err(Refused::Empty));
        check("a.pdf", &vec![b' '; MAX_BYTES + 1], Err(Refused::TooLarge));
        check("bomb.png", &png_of(60_000, 60_000), Err(Refused::TooLarge));
        check("bomb.jpg", &jpeg_of(60_000, 60_000), Err(Refused::TooLarge));
        check("a.exe", PDF, Err(Refused::Type));
        check("a.pdf.exe", PDF, Err(Refused::Type));
        check("a.png", PDF, Err(Refused::Type));
        check("a.pdf", b"<html>%PDF-1.4 %%EOF", Err(Refused::Type));
        check("polyglot.pdf", &behind(PDF, b"PK\x03\x04"), Err(Refused::Type));
        check("polyglot.png", &behind(&png_of(1, 1), b"<script>"), Err(Refused::Type));
        check("polyglot.jpg", &behind(&jpeg_of(1, 1), b"PK\xff\xd9"), Err(Refused::Type));
        check("cut.png", &png_of(1, 1)[..40], Err(Refused::Type));
        let eicar = br"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";
        check("eicar.com", eicar, Err(Refused::Type));
        check("eicar.pdf", &[b"%PDF-1.4\n".as_slice(), eicar, b"\n%%EOF"].concat(), Err(Refused::Dangerous));
        let script = b"%PDF-1.4\n<< /S /JavaScript /JS (app.alert(1)) >>\n%%EOF";
        check("script.pdf", script, Err(Refused::Dangerous));
        check("files.pdf", b"%PDF-1.4\n<< /EmbeddedFiles 2 0 R >>\n%%EOF", Err(Refused::Dangerous));
        check("words.pdf", b"%PDF-1.4\n<< /JSomething 1 >>\n%%EOF", Ok(Media::Pdf));
    }

    #[test]
    fn no_bytes_bring_it_down() {
        for file in [PDF.trim_ascii_end().to_vec(), png_of(9, 9), jpeg_of(9, 9)] {
            for end in 0..file.len() {
                for name in ["a.pdf", "a.png", "a.jpg"] {
                    assert!(check(name, &file[..end]).is_err(), "{end}");
                }
            }
        }
    }

    #[test]
    fn a_name_is_never_a_path() {
        assert_eq!(safe_name("../../etc/passwd"), "passwd");
        assert_eq!(safe_name(r"C:\Users\x\Đơn.pdf"), "Đơn.pdf");
        assert_eq!(safe_name("a\"b\r\n.pdf"), "ab.pdf");
        assert_eq!(safe_name("..."), "tep");
        assert_eq!(safe_name(&"x".repeat(500)).len(), 120);
    }
}
