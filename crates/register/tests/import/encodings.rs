//! Encodings and formats of files: every spelling of a text is the same text, and a file or a cell
//! in a wrong encoding or format is refused with its line.

use register::{Map, read};

use crate::common::{HEAD, MAP, ROW, check_refused, check_whole, import, import_with};

fn utf16(text: &str, big_endian: bool) -> Vec<u8> {
    let bytes = |unit: u16| if big_endian { unit.to_be_bytes() } else { unit.to_le_bytes() };
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn text_in_every_form_is_one_text() {
    let plain = format!("{HEAD}\n{ROW}\n");
    // Decomposed letters, blanks of other kinds, marks without width.
    let decomposed = plain
        .replace('ố', "o\u{302}\u{301}")
        .replace('ồ', "o\u{302}\u{300}")
        .replace('ậ', "a\u{323}\u{302}")
        .replace('ả', "a\u{309}")
        .replace('ị', "i\u{323}");
    assert_ne!(decomposed, plain);
    check_whole("decomposed", "", decomposed.as_bytes());
    check_whole("no-break blanks", "", plain.replace(' ', "\u{a0}").as_bytes());
    check_whole("wide blanks", "", plain.replace(' ', "\u{2003}").as_bytes());
    check_whole("two blanks", "", plain.replace(' ', "  ").as_bytes());
    let marked =
        plain.replace("0001", "\u{200b}00\u{ad}01\u{feff}").replace("Quản", "\u{202a}Quản");
    check_whole("marks without width", "", marked.as_bytes());
    let map = MAP
        .replace("Số hồ sơ", "So\u{302}\u{301}  h\u{f4}\u{300} sơ")
        .replace("Phòng", "Pho\u{300}ng");
    let map = Map::parse(&map).unwrap();
    assert_eq!(read(plain.as_bytes(), &map).unwrap().dossiers[0].unit, "QLĐT", "the map's names");
}

#[test]
fn a_byte_of_0_and_an_open_quote_reject_their_rows_only() {
    for (row, words) in [
        (ROW.replacen("0001", "00\0", 1), "a byte of 0"),
        (ROW.replacen("0001", "\"0001", 1), "not closed"),
    ] {
        let text = format!("{HEAD}\n{row}\n{}\n", ROW.replacen("0001", "0002", 1));
        let import = import_with("", text.as_bytes()).unwrap();
        let [reject] = import.rejects.as_slice() else { panic!("{import:?}") };
        assert_eq!((import.dossiers.len(), reject.line), (1, 2), "{words}");
        assert!(reject.reason.to_string().contains(words), "{}", reject.reason);
        assert!(reject.dossier.len() < 12, "the text of the open quote is no number: {reject:?}");
    }
}

#[test]
fn encodings() {
    let plain = format!("{HEAD}\n{ROW}\n");
    check_whole("UTF-8", "encoding = \"utf-8\"\n", plain.as_bytes());
    check_whole("two marks", "", format!("\u{feff}\u{feff}{plain}").as_bytes());
    let little = utf16(&format!("\u{feff}{plain}"), false);
    check_whole("UTF-16LE", "", &little);
    check_whole("UTF-16BE", "", &utf16(&format!("\u{feff}{plain}"), true));
    check_whole("UTF-16LE named", "encoding = \"utf-16le\"\n", &utf16(&plain, false));
    check_whole(
        "UTF-16 named",
        "encoding = \"utf-16\"\n",
        &utf16(&format!("\u{feff}{plain}"), true),
    );
    let bare = |text: &str| text.replace(['ố', 'ồ', 'ơ', 'ò', 'à', 'ậ', 'ạ', 'ả'], "o");
    check_refused(
        "UTF-16 without mark",
        "",
        &utf16(&bare(&plain), false),
        "encoding = \"utf-16le\"",
    );
    check_refused(
        "UTF-16BE without mark",
        "",
        &utf16(&bare(&plain), true),
        "encoding = \"utf-16be\"",
    );
    check_refused("UTF-32", "", b"\xff\xfe\0\0S\0\0\0", "in UTF-32");
    check_refused("another mark", "encoding = \"windows-1258\"\n", &little, "the mark of UTF-16LE");
    check_refused("not UTF-8", "", b"So ho so\nA\xf4\n", "line 2 is not UTF-8; write the encoding");
    let (vietnamese, _, lost) = encoding_rs::WINDOWS_1258.encode("Phòng");
    assert!(!lost || !vietnamese.is_empty());
    // windows-1258 writes tones as separate characters.
    let old = plain
        .replace('ố', "ô\u{301}")
        .replace('ồ', "ô\u{300}")
        .replace('ậ', "â\u{323}")
        .replace('ạ', "a\u{323}")
        .replace('ả', "a\u{309}")
        .replace('ị', "i\u{323}")
        .replace('ò', "o\u{300}")
        .replace('ý', "y\u{301}");
    let (old, _, lost) = encoding_rs::WINDOWS_1258.encode(&old);
    assert!(!lost);
    check_whole("windows-1258", "encoding = \"windows-1258\"\n", &old);
    let (garbled, ..) = encoding_rs::WINDOWS_1252.decode(plain.as_bytes());
    check_refused(
        "a damaged header",
        "",
        garbled.as_bytes(),
        "UTF-8 that was read as Windows-1252",
    );
    for cell in ["Quáº£n lÃ½", "Qu\u{fffd}n"] {
        let log =
            import_with("", format!("{HEAD}\nA,{cell},05/01/2018,,\n{ROW}").as_bytes()).unwrap();
        assert_eq!((log.total, log.dossiers.len(), log.rejects[0].line), (2, 1, 2), "{cell}");
    }
}

#[test]
fn text_in_an_old_font_is_rejected() {
    for unit in ["Phßng Qu¶n lý ®« thÞ", "§Þa chÝnh", "Phoøng Ñòa chính"] {
        let log = import(MAP, &format!("{HEAD}\n1,{unit},05/01/2018,02/02/2018,\n"));
        assert!(log.rejects[0].reason.to_string().contains("TCVN3 or VNI"), "{unit}: {log:?}");
    }
}

#[test]
fn a_file_of_another_kind_is_named() {
    let map = Map::parse(MAP).unwrap();
    for (bytes, words) in [
        (&b"\x89PNG\r\n\x1a\n\0\0\0\0\0\0"[..], "a picture"),
        (b"Rar!\x1a\x07\x01\0", "RAR"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (b"{\\rtf1", "RTF"),
        (b"<html><table></table></html>", "a web page, whatever its name says"),
        (b"<?xml version='1.0'?><Workbook/>", "Excel 2003"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "(.xls)"),
    ] {
        let error = read(bytes, &map).unwrap_err().to_string();
        assert!(error.contains(words), "{words}: {error}");
    }
}

#[test]
fn an_xes_log_is_read_in_its_declared_encoding() {
    let map = "level = \"dossier\"\nzone = \"UTC\"\n[columns]\ndossier = \"a\"\nunit = \"b\"\nreceived = \"c\"\ndue = \"c\"\n";
    let log = |encoding: &str, unit: &[u8]| {
        let head = format!(
            "<?xml version='1.0' encoding='{encoding}'?><log><trace><string key='a' value='1'/>"
        );
        let rest = b"'/><date key='c' value='2018-01-05'/></trace></log>";
        let unit = [b"<string key='b' value='", unit].concat();
        read(&[head.as_bytes(), &unit, rest].concat(), &Map::parse(map).unwrap())
    };
    assert_eq!(log("ISO-8859-1", b"Caf\xe9").unwrap().dossiers[0].unit, "Café");
    assert_eq!(log("UTF-8", "Café".as_bytes()).unwrap().dossiers[0].unit, "Café");
    assert_eq!(
        log("ISO-8859-1", "Café".as_bytes()).unwrap().rejects.len(),
        1,
        "a false declaration"
    );
    assert!(log("UTF-8", b"Caf\xe9").is_err());
    assert!(log("martian", b"x").unwrap_err().to_string().contains("martian"));
}
