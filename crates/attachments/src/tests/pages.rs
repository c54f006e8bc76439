//! Documents that are taken apart: every page once and in order; and documents that are not.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::pdf::END;
use crate::pages::{NotSplit, count, take};
use crate::{MAX_PAGES, Media, Refused, check};

/// A document from its objects, numbered from 1; the first is the catalog.
fn document(objects: &[String]) -> Vec<u8> {
    let mut text = "%PDF-1.7\n".to_owned();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(text.len());
        text += &format!("{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let start = text.len();
    text += &format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        text += &format!("{place:010} 00000 n \n");
    }
    let size = objects.len() + 1;
    text += &format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    text.into_bytes()
}

fn stream(dictionary: &str, data: &str) -> String {
    format!("<< /Length {} {dictionary} >>\nstream\n{data}\nendstream", data.len())
}

/// A document of this many pages, each with its own drawing, whose size and font stand above the pages.
fn scan(pages: usize, more: &str) -> Vec<u8> {
    let kids: Vec<String> = (0..pages).map(|page| format!("{} 0 R", 5 + 2 * page)).collect();
    let mut objects = vec![
        format!("<< /Type /Catalog /Pages 2 0 R {more} >>"),
        format!(
            "<< /Type /Pages /Count {pages} /Kids [{}] /MediaBox [0 0 595 842] /Rotate 90 \
             /Resources << /Font << /B 3 0 R >> /XObject << /Im 4 0 R >> >> >>",
            kids.join(" ")
        ),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
        stream("/Type /XObject /Subtype /Image /Width 1 /Height 1", "shared picture"),
    ];
    for page in 0..pages {
        objects.push(format!("<< /Type /Page /Parent 2 0 R /Contents {} 0 R >>", 6 + 2 * page));
        objects.push(stream("", &format!("BT /B 12 Tf (page {page} of the scan) Tj ET")));
    }
    document(&objects)
}

/// The pages of the old document that a copy shows, in its order.
fn shown(copy: &[u8]) -> Vec<usize> {
    let document = hayro_syntax::Pdf::new(copy.to_vec()).expect("a document");
    let pages = document.pages().iter().map(|page| {
        let drawing = String::from_utf8_lossy(page.page_stream().expect("a drawing")).into_owned();
        assert_eq!(page.media_box().x1, 595.0, "the size stood above the page");
        assert!(
            page.resources().get_font(&hayro_syntax::object::Name::new(b"B").unwrap()).is_some()
        );
        let number = drawing.split("(page ").nth(1).expect("its text");
        number.split(' ').next().and_then(|number| number.parse().ok()).expect("a number")
    });
    pages.collect()
}

#[test]
fn a_copy_has_its_pages_what_they_refer_to_and_nothing_of_the_others() {
    let whole = scan(5, "");
    assert_eq!(count(Media::Pdf, &whole), Ok(5));
    let copy = take(&whole, &[3, 1]).expect("a copy");
    assert_eq!(shown(&copy), [3, 1]);
    let text = String::from_utf8_lossy(&copy);
    assert_eq!(text.matches("shared picture").count(), 1, "{text}");
    assert!(text.contains("/Rotate 90"), "{text}");
    for other in [0, 2, 4] {
        assert!(!text.contains(&format!("page {other} of")), "{text}");
    }
    assert_eq!(check("copy.pdf", &copy).map(|checked| checked.media), Ok(Media::Pdf));
    assert_eq!(take(&whole, &[5]), Err(NotSplit::NoPage));
    assert_eq!(count(Media::Png, b"any"), Ok(1));
}

/// What a page refers to may lead back to other pages: those are not copied.
#[test]
fn a_copy_does_not_reach_other_pages() {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 2 /Kids [3 0 R 4 0 R] /MediaBox [0 0 9 9] >>",
        "<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources << /XObject << /X 6 0 R >> >> >>",
        "<< /Type /Page /Parent 2 0 R /Contents 7 0 R >>",
        &stream("", "own"),
        &stream("/Subtype /Form /Up 2 0 R /Other 4 0 R /Self 6 0 R", "form"),
        &stream("", "of another page"),
    ];
    let whole = document(&objects.map(str::to_owned));
    let copy = take(&whole, &[0]).expect("a copy");
    let text = String::from_utf8_lossy(&copy);
    assert!(text.contains("own") && text.contains("form"), "{text}");
    assert!(!text.contains("of another page"), "{text}");
}

#[test]
fn a_document_that_would_lose_something_or_cannot_be_read_is_not_taken_apart() {
    let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>";
    let of = |objects: &[&str]| {
        document(&objects.iter().map(|&object| object.to_owned()).collect::<Vec<_>>())
    };
    let one = "<< /Type /Pages /Count 1 /Kids [3 0 R] >>";
    let catalog = "<< /Type /Catalog /Pages 2 0 R >>";
    let comment =
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Annots [<< /Subtype /Stamp >>] >>";
    let layers = "<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [3 0 R] >> >>";
    let encrypted =
        String::from_utf8(scan(2, "")).unwrap().replace("/Root", "/Encrypt 3 0 R /Root");
    let refused = |why| Err(NotSplit::Refused(why));
    for (name, content, expected) in [
        ("a form", scan(2, "/AcroForm << /Fields [] >>"), Err(NotSplit::Marked)),
        ("a comment", of(&[catalog, one, comment]), Err(NotSplit::Marked)),
        ("layers", of(&[layers, one, page]), Err(NotSplit::Marked)),
        ("a password", encrypted.into_bytes(), refused(Refused::Encrypted)),
        ("no file", b"%PDF-1.7\n".to_vec(), refused(Refused::Type)),
        ("nothing", Vec::new(), refused(Refused::Empty)),
        (
            "no pages",
            of(&[catalog, "<< /Type /Pages /Count 0 /Kids [] >>"]),
            Err(NotSplit::Unreadable),
        ),
        (
            "no tree",
            [b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n", END].concat(),
            Err(NotSplit::Unreadable),
        ),
        ("too many pages", scan(MAX_PAGES + 1, ""), Err(NotSplit::TooManyPages)),
        (
            "a script",
            scan(1, "/OpenAction << /S /JavaScript /JS (x) >>"),
            refused(Refused::Dangerous),
        ),
    ] {
        assert_eq!(take(&content, &[0]).map(|_| ()), expected, "{name}");
    }
    let last = scan(MAX_PAGES, "");
    assert_eq!(count(Media::Pdf, &last), Ok(MAX_PAGES));
    // Trees that turn back on themselves end.
    for tree in [
        "<< /Type /Pages /Count 1 /Kids [2 0 R 3 0 R] /Parent 2 0 R >>",
        "<< /Type /Pages /Count 9 /Kids [3 0 R 3 0 R 3 0 R] >>",
    ] {
        let _ = take(&of(&[catalog, tree, page]), &[0]);
    }
    // Numbers that lie and objects that are missing.
    let lies = of(&[catalog, "<< /Type /Pages /Count 999999999 /Kids [3 0 R 99 0 R] >>", page]);
    assert_eq!(count(Media::Pdf, &lies), Ok(1));
    let missing = of(&[catalog, one, "<< /Type /Page /MediaBox [0 0 9 9] /Contents 77 0 R >>"]);
    assert!(take(&missing, &[0]).is_ok());
}

/// A table of the places of objects that grows beyond every bound when it is decompressed.
#[test]
fn a_table_that_would_exhaust_the_memory_is_refused() {
    use std::io::Write;
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(&vec![0; 64 * 1024 * 1024]).unwrap();
    let packed = packed.finish().unwrap();
    let head = format!(
        "%PDF-1.7\n1 0 obj\n<< /Type /XRef /W [1 2 1] /Size 9 /Filter /FlateDecode /Length {} >>\nstream\n",
        packed.len()
    );
    let content = [head.as_bytes(), &packed, b"\nendstream\nendobj\n", END].concat();
    assert_eq!(count(Media::Pdf, &content), Err(NotSplit::Refused(Refused::Dangerous)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Every page that is assigned stands in one copy, once, and each copy has its pages in order.
    #[test]
    fn every_page_is_in_one_copy_in_order(owners in prop::collection::vec(0_usize..4, 1..20)) {
        let whole = scan(owners.len(), "");
        let mut seen = BTreeSet::new();
        for owner in 0..4 {
            let pages: Vec<usize> =
                (0..owners.len()).filter(|&page| owners[page] == owner).collect();
            if pages.is_empty() {
                continue;
            }
            let copy = take(&whole, &pages).expect("a copy");
            let shown = shown(&copy);
            prop_assert_eq!(&shown, &pages);
            prop_assert_eq!(count(Media::Pdf, &copy), Ok(pages.len()));
            for page in shown {
                prop_assert!(seen.insert(page), "page {} twice", page);
            }
        }
        prop_assert_eq!(seen.len(), owners.len());
    }

    #[test]
    fn no_change_of_a_document_breaks_the_reader(at in 0_usize..4000, byte: u8, cut in 0_usize..4000) {
        let mut content = scan(3, "");
        let length = content.len();
        content[at % length] = byte;
        if let Ok(pages) = count(Media::Pdf, &content) {
            let _ = take(&content, &(0..pages).collect::<Vec<_>>());
        }
        let cut = [&content[..cut % length], END].concat();
        if let Ok(pages) = count(Media::Pdf, &cut) {
            let _ = take(&cut, &(0..pages).collect::<Vec<_>>());
        }
    }
}
