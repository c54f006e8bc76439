//! Checks of files from other programs (Pillow, Ghostscript): whole, changed and combined.

mod pages;
mod pdf;
mod pictures;

use proptest::prelude::*;

use super::*;
use pdf::END;

const PHOTO: &[u8] = include_bytes!("../tests/files/photo.jpg");
const PROGRESSIVE: &[u8] = include_bytes!("../tests/files/progressive.jpg");
const SCAN: &[u8] = include_bytes!("../tests/files/scan.png");
const PAGE: &[u8] = include_bytes!("../tests/files/page.pdf");
const IMAGE: &[u8] = include_bytes!("../tests/files/image.pdf");

fn media_of(name: &str, content: &[u8]) -> Result<Media, Refused> {
    check(name, content).map(|checked| checked.media)
}

/// One file of each kind, by a name that states the kind.
const GOOD: [(&str, &[u8], Media); 5] = [
    ("ảnh thẻ.JPG", PHOTO, Media::Jpeg),
    ("b.jpeg", PROGRESSIVE, Media::Jpeg),
    ("c.png", SCAN, Media::Png),
    ("Đơn xin.pdf", PAGE, Media::Pdf),
    ("e.pdf", IMAGE, Media::Pdf),
];

fn with(content: &[u8], more: &[u8]) -> Vec<u8> {
    [content, more].concat()
}

#[test]
fn real_files_are_taken_by_name_and_content() {
    for (name, content, media) in GOOD {
        assert_eq!(media_of(name, content), Ok(media), "{name}");
    }
    assert_eq!(check("a.pdf", b""), Err(Refused::Empty));
    assert_eq!(Media::ALL.map(Media::extension), ["pdf", "jpg", "png"]);
    for media in Media::ALL {
        let own = GOOD.iter().find(|(_, _, kind)| *kind == media).expect("one of each");
        assert_eq!(media_of(&format!("x.{}", media.extension()), own.1), Ok(media));
    }
}

#[test]
fn a_file_under_anothers_name_is_refused() {
    for (name, content, media) in GOOD {
        for other in Media::ALL.into_iter().filter(|other| *other != media) {
            let called = format!("{name}.{}", other.extension());
            assert_eq!(check(&called, content), Err(Refused::Type), "{called}");
        }
        for called in ["a.exe", "a", "a.pdf.html", "pdf", "a.svg", "a.pdf/"] {
            assert_eq!(check(called, content), Err(Refused::Type), "{called}");
        }
    }
}

#[test]
fn bytes_after_a_file_are_cut_off_and_its_start_is_required() {
    for (name, content, media) in GOOD {
        let checked = |content: &[u8]| check(name, content);
        for appended in [&b"\0\0\0"[..], PHOTO, b"....ftypmp42 a film", b"SEFT of a telephone"] {
            let whole = with(content, appended);
            let used = checked(&whole).expect(name);
            assert_eq!((used.media, used.content), (media, 0..content.len()), "{name}");
        }
        let cut = &content[..content.len() - 8];
        assert_eq!(checked(cut), Err(Refused::Type), "{name}");
    }
}

#[test]
fn a_file_of_two_kinds_is_refused() {
    for (name, content, media) in GOOD {
        for other in [
            &b"<html><script>alert(1)</script>"[..],
            b"  <!DOCTYPE html>",
            b"Rar!\x1a\x07\x00",
            b"MZ\x90",
            b"PK\x03\x04",
            b"\x7fELF",
            b"#!/bin/sh\n",
            b"%PDF-1.7\n1 0 obj",
            b"<?php system(1);",
        ] {
            let both_pdf = media == Media::Pdf && other.starts_with(b"%PDF");
            let prefixed = check(name, &with(other, content));
            assert!(prefixed.is_err() || both_pdf, "{name} after {other:?}");
            let appended = check(name, &with(content, other));
            let expected = if both_pdf { Refused::Type } else { Refused::Dangerous };
            assert_eq!(appended, Err(expected), "{name} before {other:?}");
        }
    }
    // A document inside a comment of a picture.
    let comment = [&b"\xff\xd8\xff\xfe\0\x0c%PDF-1.7\r\n"[..], &PHOTO[2..]].concat();
    assert_eq!(check("a.jpg", &comment), Err(Refused::Dangerous));
    let picture = [b"\xff\xd8\xff\xe0 ", PAGE].concat();
    assert_eq!(check("a.pdf", &picture), Err(Refused::Dangerous));
}

#[test]
fn formats_of_telephones_and_offices_are_named() {
    let iso = |brands: &str| {
        let length = u32::try_from(8 + brands.len()).expect("short").to_be_bytes();
        [&length[..], b"ftyp", brands.as_bytes(), b"\0\0\0\x08free"].concat()
    };
    let bitmap = [&b"BM\x1a\0\0\0"[..], &[0; 20]].concat();
    let word = [&b"PK\x03\x04\x14\0\x06\0"[..], &[0; 22], b"[Content_Types].xml"].concat();
    let cases: [(&str, Vec<u8>, Foreign); 14] = [
        ("IMG_1.HEIC", iso("heic\0\0\0\0mif1heic"), Foreign::Heic),
        ("IMG_1.jpg", iso("mif1\0\0\0\0MiHEheix"), Foreign::Heic),
        ("a.heif", iso("msf1\0\0\0\0hevc"), Foreign::Heic),
        ("a.avif", iso("mif1\0\0\0\0avifmiaf"), Foreign::Avif),
        ("a.mp4", iso("isom\0\0\0\0mp42"), Foreign::Video),
        ("a.png", b"RIFF\x10\0\0\0WEBPVP8 ".to_vec(), Foreign::Webp),
        ("a.tif", b"II*\0\x08\0\0\0".to_vec(), Foreign::Tiff),
        ("a.tiff", b"MM\0*\0\0\0\x08".to_vec(), Foreign::Tiff),
        ("a.gif", b"GIF89a".to_vec(), Foreign::Picture),
        ("a.bmp", bitmap, Foreign::Picture),
        ("đơn.docx", word, Foreign::Office),
        ("đơn.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), Foreign::Office),
        ("a.zip", b"PK\x03\x04\x14\0\0\0\0\0a.txt".to_vec(), Foreign::Archive),
        ("a.pdf", b"7z\xbc\xaf\x27\x1c".to_vec(), Foreign::Archive),
    ];
    for (name, content, format) in cases {
        assert_eq!(check(name, &content), Err(Refused::Foreign(format)), "{name}");
    }
}

#[test]
fn an_archive_inside_is_found() {
    let mut archive = b"PK\x01\x02".to_vec();
    archive.extend([0; 42]);
    archive.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0\x2e\0\0\0\0\0\0\0\0\0");
    for (name, content, _) in GOOD {
        assert_eq!(check(name, &with(content, &archive)), Err(Refused::Dangerous), "{name}");
    }
    // An archive inside a document with a valid end; the four letters of its mark alone are not an
    // archive.
    let hidden = [b"%PDF-1.7\n".as_slice(), &archive, END].concat();
    assert_eq!(check("a.pdf", &hidden), Err(Refused::Dangerous));
    let letters = with(b"%PDF-1.7\nPK\x05\x06 and more words of a page\n", END);
    assert_eq!(media_of("a.pdf", &letters), Ok(Media::Pdf));
}

#[test]
fn the_scanners_test_file_is_found_anywhere() {
    let eicar = [EICAR.0, EICAR.1].concat();
    assert_eq!(eicar.len(), 68);
    assert_eq!(check("a.com", &eicar), Err(Refused::Dangerous));
    let inside = [b"%PDF-1.7\n".as_slice(), &eicar, b"\n", END].concat();
    assert_eq!(check("a.pdf", &inside), Err(Refused::Dangerous));
}

#[test]
fn too_large_is_over_ten_mebibytes() {
    let sized = |bytes: usize| {
        let (head, end) = (b"%PDF-1.7\n%", END);
        let fill = vec![b'a'; bytes - head.len() - 1 - end.len()];
        media_of("a.pdf", &[head, fill.as_slice(), b"\n", end].concat())
    };
    assert_eq!(sized(MAX_BYTES), Ok(Media::Pdf));
    assert_eq!(sized(MAX_BYTES + 1), Err(Refused::TooLarge));
}

#[test]
fn file_names_are_made_safe() {
    let cases = [
        ("Đơn đề nghị.pdf", "Đơn đề nghị.pdf"),
        ("C:\\Users\\Hoa\\a.pdf", "a.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\"b'c\r\n\0.png", "abc.png"),
        ("ảnh\u{202e}gpj.exe", "ảnhgpj.exe"),
        ("Nghi\u{323} quye\u{302}\u{301}t.pdf", "Nghị quyết.pdf"),
        ("a\u{1fef}b\u{a0}\u{2003}c.pdf", "ab c.pdf"),
        ("..", "file"),
        ("", "file"),
        ("a/", "file"),
        (".htaccess", "htaccess"),
    ];
    for (given, expected) in cases {
        assert_eq!(safe_name(given), expected, "{given:?}");
    }
    let long = safe_name(&format!("{}.jpeg", "ư".repeat(300)));
    assert_eq!((long.chars().count(), long.ends_with("ư.jpeg")), (120, true));
}

proptest! {
    #[test]
    fn no_name_is_a_path_or_ends_a_header(name in "(?s).{0,200}|[./\\\\\"' a\u{202e}]{0,20}") {
        let safe = safe_name(&name);
        prop_assert!(!safe.is_empty() && safe.chars().count() <= 120);
        prop_assert!(safe != "." && safe != "..");
        prop_assert!(!safe.contains(['/', '\\', '"', '\'', '\r', '\n', '\0']));
        prop_assert_eq!(safe_name(&safe), safe);
    }

    /// Every cut of a real file, and every change of a byte, gets an answer without a panic.
    #[test]
    fn a_broken_file_gets_an_answer(which in 0_usize..5, at: prop::sample::Index, byte: u8) {
        let (name, content, media) = GOOD[which];
        let cut = &content[..at.index(content.len())];
        // A PDF stays valid without the line end after its last mark.
        prop_assert!(check(name, cut).is_err() || cut.trim_ascii_end().ends_with(b"%%EOF"));
        let mut changed = content.to_vec();
        changed[at.index(content.len())] = byte;
        if let Ok(kind) = media_of(name, &changed) {
            prop_assert_eq!(kind, media);
        }
    }

    #[test]
    fn any_bytes_after_a_signature_get_an_answer(kind in 0_usize..3, bytes: Vec<u8>) {
        let begun: [&[u8]; 3] = [b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"];
        let media = Media::ALL[kind];
        let content = with(begun[kind], &bytes);
        let _ = check(&format!("a.{}", media.extension()), &content);
    }
}
