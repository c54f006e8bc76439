//! Documents with active or hidden content, built by the tests, and documents as scanners write
//! them.

use std::io::Write;

use flate2::{Compression, write::ZlibEncoder};

use super::*;

pub(super) const END: &[u8] = b"startxref\n9\n%%EOF\n";

/// The refusal of a document with active content.
const REFUSED: Result<Media, Refused> = Err(Refused::Dangerous);

fn pdf(content: &[u8]) -> Result<Media, Refused> {
    media_of("a.pdf", content)
}

/// A document with this text in an object.
fn document(words: &str) -> Vec<u8> {
    with(format!("%PDF-1.7\n1 0 obj\n<< {words} >>\nendobj\n").as_bytes(), END)
}

fn deflate(words: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(words).expect("into memory");
    encoder.finish().expect("into memory")
}

fn stream(dictionary: &str, data: &[u8]) -> Vec<u8> {
    let head = format!("%PDF-1.7\n1 0 obj\n<< {dictionary} >>\nstream\n");
    [head.as_bytes(), data, b"\nendstream\nendobj\n", END].concat()
}

/// A document with this text in a compressed object stream with this dictionary.
fn packed(dictionary: &str, words: &[u8]) -> Vec<u8> {
    stream(dictionary, &deflate(words))
}

const OBJECTS: &str = "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode";

const ACTIVE: [&str; 22] = [
    "/S /JavaScript /JS (app.alert(1))",
    "/JS 5 0 R",
    "/J#53 <6170>",
    "/S/Launch/F(cmd.exe)",
    "/Type /EmbeddedFile",
    "/Names << /EmbeddedFiles 3 0 R >>",
    "/EF << /F 3 0 R >>",
    "/Subtype /RichMedia",
    "/Subtype /FileAttachment",
    "/Subtype /3D",
    "/S /J#61va#53cript",
    "/S /#4a#61#76#61#53#63#72#69#70#74",
    "/AcroForm << /XFA 9 0 R >>",
    "/AcroForm << /#58FA [(template) 9 0 R] >>",
    "/AA << /O 5 0 R >>",
    "/A#41 5 0 R",
    "/S /SubmitForm /F (http://example.org)",
    "/S /ImportData",
    "/S /ResetForm",
    "/S /GoToR /F (a.pdf)",
    "/S /GoToE",
    "/S /Rendition",
];

#[test]
fn a_document_that_acts_is_refused() {
    assert_eq!(
        pdf(&document("/S /GoTo /Launcher 1 /JavaScripts 2 /AAA 3 /XFAB 4")),
        Ok(Media::Pdf)
    );
    let link = "/Subtype /Link /A << /S /URI /URI (https://dichvucong.gov.vn/js) >>";
    assert_eq!(pdf(&document(link)), Ok(Media::Pdf));
    assert_eq!(pdf(&document("/Title (no /JS here, no /AA)")), Ok(Media::Pdf));
    for words in ACTIVE {
        assert_eq!(pdf(&document(words)), REFUSED, "{words}");
        assert_eq!(pdf(&packed(OBJECTS, words.as_bytes())), REFUSED, "packed: {words}");
        // An object stream without its type, with the short name of its filter.
        let untyped = packed("/N 1 /First 4 /Filter [/Fl]", words.as_bytes());
        assert_eq!(pdf(&untyped), REFUSED, "untyped: {words}");
        // An object inside the data of a stream, to which a cross-reference table may point.
        let inside = format!("BT (a) Tj ET\n7 0 obj\n<< {words} >>\nendobj\n");
        assert_eq!(pdf(&stream("/Length 9999", inside.as_bytes())), REFUSED, "inside: {words}");
        let string = document(&format!("/Title (8 0 obj << {words} >> endobj)"));
        assert_eq!(pdf(&string), REFUSED, "in a string: {words}");
    }
}

#[test]
fn an_opening_action_only_goes_to_a_page() {
    for harmless in [
        "[3 0 R /FitH null]",
        "<< /S /GoTo /D [3 0 R /Fit] >>",
        "<< /D (chapter) /Type /Action /S /GoTo >>",
        "null",
        "7 0 R",
        "8 0 R",
    ] {
        let objects = "7 0 obj << /S /GoTo /D [3 0 R /Fit] >> endobj 8 0 obj [3 0 R /Fit] endobj";
        let file = document(&format!("/OpenAction {harmless} >> endobj {objects} 9 0 obj <<"));
        assert_eq!(pdf(&file), Ok(Media::Pdf), "{harmless}");
    }
    for harmful in [
        "<< /S /URI /URI (http://example.org) >>",
        "<< /S /Named /N /Print >>",
        "<< /S /Go#54oX >>",
        "<< /S /GoTo /D [3 0 R /Fit] /Next << /S /URI >> >>",
        "<< /S /GoTo /S /URI >>",
        "<< /S 7 0 R >>",
        "<< >>",
        "(chapter)",
        "/Name",
        "6 0 R",
        "99 0 R",
    ] {
        let action = "6 0 obj << /S /Named /N /Print >> endobj";
        for key in ["OpenAction", "Open#41ction"] {
            let file = document(&format!("/{key} {harmful} >> endobj {action} 9 0 obj <<"));
            assert_eq!(pdf(&file), REFUSED, "{key} {harmful}");
        }
        let file = packed(OBJECTS, format!("1 0 << /OpenAction {harmful} >>").as_bytes());
        assert_eq!(pdf(&file), REFUSED, "packed: {harmful}");
    }
}

#[test]
fn an_opening_action_is_followed_into_object_streams() {
    let objects = |action: &str| {
        let first = "<< /OpenAction 6 0 R >> ";
        let head = format!("1 0 6 {} ", first.len());
        let dictionary = format!("/Type /ObjStm /N 2 /First {} /Filter /FlateDecode", head.len());
        pdf(&packed(&dictionary, format!("{head}{first}{action}").as_bytes()))
    };
    assert_eq!(objects("<< /S /GoTo /D [3 0 R /Fit] >>"), Ok(Media::Pdf));
    assert_eq!(objects("[3 0 R /XYZ null null 0]"), Ok(Media::Pdf));
    assert_eq!(objects("<< /S /Named /N /Print >>"), REFUSED);
}

#[test]
fn an_object_stream_is_read_within_bounds() {
    assert_eq!(pdf(&packed(OBJECTS, b"1 0 << /Type /Page >>")), Ok(Media::Pdf));
    let plain = stream("/Type /ObjStm /N 1 /First 4 /Length 8", b"1 0 << >>");
    assert_eq!(pdf(&plain), REFUSED, "its length is wrong");
    let plain = stream("/Type /ObjStm /N 1 /First 4 /Length 9", b"1 0 << >>");
    assert_eq!(pdf(&plain), Ok(Media::Pdf));
    for dictionary in [
        "/Type /ObjStm /First 4 /Filter /LZWDecode",
        "/Type /ObjStm /First 4 /Filter [/ASCIIHexDecode /FlateDecode]",
        "/Type /ObjStm /First 4 /Filter [/FlateDecode /FlateDecode]",
        "/Type /ObjStm /First 4 /Filter /FlateDecode /DecodeParms << /Predictor 12 >>",
        "/Type /ObjStm /First 4 0 R /Filter /FlateDecode",
        "/Type /ObjStm /Filter /FlateDecode",
        "/Type /ObjStm /First 4",
    ] {
        assert_eq!(pdf(&packed(dictionary, b"1 0 << >>")), REFUSED, "{dictionary}");
    }
    let comment = "/Type /ObjStm % stream\n /First 4 /Filter /FlateDecode";
    assert_eq!(pdf(&packed(comment, b"1 0 << /JS 2 >>")), REFUSED);
    let damaged = stream(OBJECTS, &deflate(&[b' '; 999])[..9]);
    assert_eq!(pdf(&damaged), REFUSED);
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    let bomb = packed(OBJECTS, &vec![b' '; 1024 * 1024]);
    assert!(bomb.len() < 4096);
    assert_eq!(pdf(&bomb), REFUSED);
    let twice = stream("/Filter [/FlateDecode /FlateDecode]", &deflate(&deflate(b"a")));
    assert_eq!(pdf(&twice), REFUSED);
    for text in ["[".repeat(100_000), "<</A".repeat(100_000), "[".repeat(65) + &"]".repeat(65)] {
        assert_eq!(pdf(&document(&format!("/A {text}"))), REFUSED);
    }
    let overlapping = "1 0 obj [ (".repeat(50_000);
    assert_eq!(pdf(&document(&overlapping)), REFUSED);
}

#[test]
fn objects_that_viewers_read_differently_are_refused() {
    for words in ["/A [ /B >>", "/A (", "/A <2f", "/A << ]", "/A [ 1 0 R"] {
        let file = with(format!("%PDF-1.7\n1 0 obj\n<< {words}\nendobj\n").as_bytes(), END);
        assert_eq!(pdf(&file), REFUSED, "{words}");
    }
    let hidden =
        document("/OpenAction 5 0 R >> endobj 5 0 obj [1] endobj 5 %\n0 %\nobj << /S /URI");
    assert_eq!(pdf(&hidden), REFUSED);
}

#[test]
fn an_encrypted_document_is_named() {
    let trailer = b"%PDF-1.4\n1 0 obj << >> endobj\ntrailer << /Encr#79pt 2 0 R /Root 1 0 R >>\n";
    assert_eq!(pdf(&with(trailer, END)), Err(Refused::Encrypted));
    assert_eq!(pdf(&packed("/Encrypt 2 0 R /Type /XRef", b"")), Err(Refused::Encrypted));
}

#[test]
fn documents_of_scanners_are_taken() {
    let body = &PAGE[5..];
    for version in ["1.3", "1.4", "1.5", "1.6", "1.7", "2.0"] {
        let named = [format!("%PDF-{version}").as_bytes(), &body[3..]].concat();
        assert_eq!(pdf(&named), Ok(Media::Pdf), "{version}");
    }
    for before in [&b"\xef\xbb\xbf"[..], b"\r\n\r\n", b"@PJL ENTER LANGUAGE=PDF\r\n", &[0; 900]] {
        let file = [before, PAGE, b"\0\0\0\0"].concat();
        let checked = check("a.pdf", &file).expect("taken");
        assert_eq!(&file[checked.content], PAGE, "{before:?}");
    }
    assert_eq!(pdf(&with(&[b' '; 1100], PAGE)), Err(Refused::Type));
    // An update after the first version: whole, and without its end.
    let update = b"\n9 0 obj << /Type /Annot >> endobj\nxref\n0 0\ntrailer << /Size 10 >>\n";
    assert_eq!(pdf(&[PAGE, update, END].concat()), Ok(Media::Pdf));
    assert_eq!(pdf(&with(PAGE, update)), Err(Refused::Type));
}

#[test]
fn packed_pixels_hold_no_names() {
    // Names that occur in data by chance, between bytes that do not occur in a token.
    let data = b"\x01/JS \xff/AA\0/XFA(/EF<\x02/OpenAction 1";
    assert_eq!(pdf(&stream("/Filter /DCTDecode /Length 37", data)), Ok(Media::Pdf));
}
