//! Attached files. The accepted content of a file must itself be accepted as a whole, so that the
//! stored file is the checked one; its pages are counted and copied within bounds.

use attachments::{Media, check, count_pages, take_pages};
use fuzz::{Seeds, run};

use crate::file;

fn target(media: Media, files: &[&str], words: &'static [&'static str]) {
    let path = |name: &&str| file(&format!("crates/attachments/tests/files/{name}"));
    let seeds = Seeds { files: files.iter().map(path).collect(), words };
    let name = format!("a.{}", media.extension());
    for seed in &seeds.files {
        assert!(check(&name, seed).is_ok(), "a seed must pass, or what passes is not fuzzed");
    }
    run(media.extension(), &seeds, |_, bytes| {
        let Ok(checked) = check(&name, bytes) else { return };
        let content = &bytes[checked.content];
        let again = check(&name, content).map(|again| (again.media, again.content));
        assert_eq!(again, Ok((media, 0..content.len())));
        let Ok(pages) = count_pages(media, content) else { return };
        if media == Media::Pdf {
            let _ = take_pages(content, &(0..pages).rev().collect::<Vec<_>>());
        }
    });
}

#[test]
fn pdf() {
    let words = &[
        "obj",
        "endobj",
        "stream\n",
        "endstream",
        "trailer",
        "startxref\n0\n%%EOF",
        "%%EOF",
        "%PDF-",
        "<<",
        ">>",
        "(",
        "/Filter /FlateDecode",
        "/Type /ObjStm",
        "/N 9999999",
        "/First 9999999",
        "/Length 9999999",
        "/OpenAction",
        "/A#41",
        "1 0 R",
        "xref",
    ];
    target(Media::Pdf, &["page.pdf", "image.pdf"], words);
}

#[test]
fn jpeg() {
    let words = &["JFIF", "Exif\0\0", "\u{7f}", "%PDF-", "PK\u{3}\u{4}"];
    target(Media::Jpeg, &["photo.jpg", "progressive.jpg"], words);
}

#[test]
fn png() {
    let words = &["IHDR", "IDAT", "IEND", "\0\0\0\0IEND", "acTL", "%PDF-", "PK\u{3}\u{4}"];
    target(Media::Png, &["scan.png"], words);
}
