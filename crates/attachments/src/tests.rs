//! Real files by other programs (Pillow, Ghostscript), and what can be done to them.

use std::io::Write;

use flate2::{Compression, write::ZlibEncoder};
use proptest::prelude::*;

use super::*;

const PHOTO: &[u8] = include_bytes!("../tests/files/photo.jpg");
const PROGRESSIVE: &[u8] = include_bytes!("../tests/files/progressive.jpg");
const SCAN: &[u8] = include_bytes!("../tests/files/scan.png");
const PAGE: &[u8] = include_bytes!("../tests/files/page.pdf");
const IMAGE: &[u8] = include_bytes!("../tests/files/image.pdf");

/// One file of each kind, by its right name.
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

/// A document with these words in an object.
fn document(words: &str) -> Vec<u8> {
    with(format!("%PDF-1.7\n1 0 obj\n<< {words} >>\nendobj\n").as_bytes(), END)
}

const END: &[u8] = b"startxref\n9\n%%EOF\n";

/// A document with these words in a packed object stream, under this dictionary.
fn packed(dictionary: &str, words: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(words).expect("into memory");
    let stream = encoder.finish().expect("into memory");
    let head = format!("%PDF-1.7\n1 0 obj\n<< {dictionary} >>\nstream\n");
    [head.as_bytes(), &stream, b"\nendstream\nendobj\n", END].concat()
}

const OBJECTS: &str = "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode";

#[test]
fn real_files_are_taken_by_name_and_content() {
    for (name, content, media) in GOOD {
        assert_eq!(check(name, content), Ok(media), "{name}");
    }
    assert_eq!(check("a.pdf", b""), Err(Refused::Empty));
    assert_eq!(Media::ALL.map(Media::extension), ["pdf", "jpg", "png"]);
    for media in Media::ALL {
        let own = GOOD.iter().find(|(_, _, kind)| *kind == media).expect("one of each");
        assert_eq!(check(&format!("x.{}", media.extension()), own.1), Ok(media));
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
fn a_file_ends_where_its_format_ends() {
    for (name, content, _) in GOOD {
        for behind in [b"<html><script>alert(1)</script>".as_slice(), b"Rar!\x1a\x07\x00", b"MZ"] {
            assert_eq!(check(name, &with(content, behind)), Err(Refused::Type), "{name}");
            assert_eq!(check(name, &with(behind, content)), Err(Refused::Type), "{name}");
        }
        let cut = &content[..content.len() - 8];
        assert_eq!(check(name, cut), Err(Refused::Type), "{name}");
    }
    // What a telephone writes: a second picture behind the first, and filling.
    assert_eq!(check("a.jpg", &[PHOTO, b"\0\0\0", PROGRESSIVE, b"\0"].concat()), Ok(Media::Jpeg));
}

#[test]
fn an_archive_inside_is_found() {
    let mut archive = b"PK\x01\x02".to_vec();
    archive.extend([0; 42]);
    archive.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0\x2e\0\0\0\0\0\0\0\0\0");
    for (name, content, _) in GOOD {
        assert_eq!(check(name, &with(content, &archive)), Err(Refused::Dangerous), "{name}");
    }
    // Hidden in a document that ends as one; the four letters alone are no archive.
    let hidden = [b"%PDF-1.7\n".as_slice(), &archive, END].concat();
    assert_eq!(check("a.pdf", &hidden), Err(Refused::Dangerous));
    let letters = with(b"%PDF-1.7\nPK\x05\x06 and more words of a page\n", END);
    assert_eq!(check("a.pdf", &letters), Ok(Media::Pdf));
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
fn a_document_that_acts_is_refused() {
    assert_eq!(check("a.pdf", &document("/S /GoTo /Launcher 1 /JavaScripts 2")), Ok(Media::Pdf));
    for words in [
        "/S /JavaScript /JS (app.alert(1))",
        "/S/Launch/F(cmd.exe)",
        "/Type /EmbeddedFile",
        "/Names << /EmbeddedFiles 3 0 R >>",
        "/Subtype /RichMedia",
        "/S /J#61va#53cript",
        "/S /#4a#61#76#61#53#63#72#69#70#74",
    ] {
        assert_eq!(check("a.pdf", &document(words)), Err(Refused::Dangerous), "{words}");
        let hidden = packed(OBJECTS, words.as_bytes());
        assert_eq!(check("a.pdf", &hidden), Err(Refused::Dangerous), "packed: {words}");
    }
}

#[test]
fn a_packed_document_is_looked_into() {
    assert_eq!(check("a.pdf", &packed(OBJECTS, b"1 0 << /Type /Page >>")), Ok(Media::Pdf));
    let harmless = b"1 0 << >>";
    for dictionary in [
        "/Type /ObjStm /Filter /LZWDecode",
        "/Type /ObjStm /Filter [/ASCIIHexDecode /FlateDecode]",
        "/Type /ObjStm % stream\n /Filter /FlateDecode",
        "/Type /ObjStm /Type /ObjStm /Filter /FlateDecode",
        "/Type /ObjStm /X ( obj) /Filter /FlateDecode",
        "/Encrypt 2 0 R /Type /ObjStm /Filter /FlateDecode",
    ] {
        let file = packed(dictionary, harmless);
        assert_eq!(check("a.pdf", &file), Err(Refused::Dangerous), "{dictionary}");
    }
    let bomb = packed(OBJECTS, &vec![b' '; 33 * 1024 * 1024]);
    assert!(bomb.len() < 64 * 1024);
    assert_eq!(check("a.pdf", &bomb), Err(Refused::Dangerous));
}

#[test]
fn a_picture_too_large_to_unpack_is_refused() {
    let sized = |width: u32, height: u32| {
        let mut png = SCAN.to_vec();
        png[16..20].copy_from_slice(&width.to_be_bytes());
        png[20..24].copy_from_slice(&height.to_be_bytes());
        check("a.png", &png)
    };
    assert_eq!(sized(10_000, 10_000), Ok(Media::Png));
    assert_eq!(sized(10_000, 10_001), Err(Refused::Dangerous));
    assert_eq!(sized(u32::MAX, u32::MAX), Err(Refused::Dangerous));
    assert_eq!(sized(0, 1), Err(Refused::Type));

    let frame = find(PHOTO, b"\xff\xc0\x00\x11\x08").expect("a frame");
    let mut photo = PHOTO.to_vec();
    photo[frame + 5..frame + 9].copy_from_slice(&[0xff; 4]);
    assert_eq!(check("a.jpg", &photo), Err(Refused::Dangerous));
}

#[test]
fn too_large_is_over_ten_mebibytes() {
    let (largest, mut content) = (MAX_BYTES, PHOTO.to_vec());
    content.resize(largest, 0);
    assert_eq!(check("a.jpg", &content), Ok(Media::Jpeg));
    content.push(0);
    assert_eq!(check("a.jpg", &content), Err(Refused::TooLarge));
}

#[test]
fn a_name_is_a_name() {
    let cases = [
        ("Đơn đề nghị.pdf", "Đơn đề nghị.pdf"),
        ("C:\\Users\\Hoa\\a.pdf", "a.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\"b'c\r\n\0.png", "abc.png"),
        ("ảnh\u{202e}gpj.exe", "ảnhgpj.exe"),
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

    /// Every cut of a real file, and a byte of it changed: an answer, and never a panic.
    #[test]
    fn a_broken_file_gets_an_answer(which in 0_usize..5, at: prop::sample::Index, byte: u8) {
        let (name, content, media) = GOOD[which];
        let cut = &content[..at.index(content.len())];
        // A PDF may lose the line end behind its last mark.
        prop_assert!(check(name, cut).is_err() || cut.ends_with(b"%%EOF"));
        let mut changed = content.to_vec();
        changed[at.index(content.len())] = byte;
        if let Ok(found) = check(name, &changed) {
            prop_assert_eq!(found, media);
        }
    }

    #[test]
    fn any_bytes_behind_the_first_get_an_answer(kind in 0_usize..3, bytes: Vec<u8>) {
        let begun: [&[u8]; 3] = [b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"];
        let media = Media::ALL[kind];
        let content = with(begun[kind], &bytes);
        let _ = check(&format!("a.{}", media.extension()), &content);
    }
}
