//! Families of inputs that were lost or bent without a word: each goes in right, or is refused with line
//! and reason.

use register::{Import, Map, ReadError, read};

use crate::common::at;

const MAP: &str = r#"
level = "dossier"
zone = "Asia/Ho_Chi_Minh"
[columns]
dossier = "Số hồ sơ"
unit = "Phòng"
received = "Ngày nhận"
due = "Hạn trả"
finished = "Ngày trả"
[values.unit]
"Quản lý đô thị" = "QLĐT"
"#;

const HEAD: &str = "Số hồ sơ,Phòng,Ngày nhận,Hạn trả,Ngày trả";
const ROW: &str = "0001/2018,Quản lý đô thị,05/01/2018 08:30,02/02/2018,31/01/2018";

fn import(extra: &str, bytes: &[u8]) -> Result<Import, ReadError> {
    let map = Map::parse(&format!("{extra}{MAP}")).unwrap_or_else(|error| panic!("{error}"));
    read(bytes, &map)
}

/// The one dossier of [`ROW`], and nothing else.
fn check_whole(what: &str, extra: &str, bytes: &[u8]) {
    let import = import(extra, bytes).unwrap_or_else(|error| panic!("{what}: {error}"));
    assert_eq!((import.read, &import.rejects, &import.warnings), (1, &vec![], &vec![]), "{what}");
    let dossier = &import.dossiers[0];
    assert_eq!((dossier.code.as_str(), dossier.unit.as_str()), ("0001/2018", "QLĐT"), "{what}");
    assert_eq!(dossier.received, at("2018-01-05T08:30:00"), "{what}");
    assert_eq!(dossier.due, at("2018-02-02T23:59:59.999"), "{what}");
    assert_eq!(dossier.finished, Some(at("2018-01-31T00:00:00")), "{what}");
}

fn check_refused(what: &str, extra: &str, bytes: &[u8], words: &str) {
    let error = import(extra, bytes).expect_err(what).to_string();
    assert!(error.contains(words), "{what}: {error}");
}

fn utf16(text: &str, big: bool) -> Vec<u8> {
    let bytes = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
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
        let import = import("", text.as_bytes()).unwrap();
        let [reject] = import.rejects.as_slice() else { panic!("{import:?}") };
        assert_eq!((import.dossiers.len(), reject.line), (1, 2), "{words}");
        assert!(reject.reason.contains(words), "{}", reject.reason);
        assert!(reject.dossier.len() < 12, "what the quote swallowed is no number: {reject:?}");
    }
}

#[test]
fn a_mistyped_name_is_answered_with_the_nearest() {
    let text = format!("{}\n{ROW}\n", HEAD.replace("Ngày trả", "Ngày trà"));
    check_refused("a column", "", text.as_bytes(), "perhaps Ngày trà is meant by Ngày trả");
    let error = Map::parse(&MAP.replace("received", "recieved")).unwrap_err().to_string();
    assert!(error.contains("perhaps received"), "{error}");
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
    // windows-1258 writes tones as letters of their own.
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
        let log = import("", format!("{HEAD}\nA,{cell},05/01/2018,,\n{ROW}").as_bytes()).unwrap();
        assert_eq!((log.read, log.dossiers.len(), log.rejects[0].line), (2, 1, 2), "{cell}");
    }
}

#[test]
fn tables_of_every_shape() {
    let with = |delimiter: &str| format!("{HEAD}\n{ROW}\n").replace(',', delimiter);
    for delimiter in [",", ";", "\t", "|"] {
        check_whole(delimiter, "", with(delimiter).as_bytes());
    }
    check_whole("sep=", "", format!("sep=;\r\n{}", with(";")).as_bytes());
    check_whole("\"sep=~\"", "", format!("\"sep=~\"\n{}", with("~")).as_bytes());
    let broken =
        with(";").replace("Số hồ sơ", "\"Số\nhồ sơ\"").replace("Ngày nhận", "\"Ngày\r\nnhận\"");
    check_whole("line breaks in the header", "", broken.as_bytes());
    let longer = format!("{HEAD},\n{ROW},,,\n,,,,,,,,\n");
    check_whole("surplus empty cells", "", longer.as_bytes());
    let titled = format!("SỔ THEO DÕI HỒ SƠ,,,,\n,,,,\n{HEAD}\n{ROW}\n");
    check_refused("title rows", "", titled.as_bytes(), "line 3: write skip_rows = 2 in the map");
    check_whole("title rows", "skip_rows = 2\n", titled.as_bytes());
    assert_eq!(import("skip_rows = 2\n", titled.as_bytes()).unwrap().filtered, 1);
    let short = import("", format!("{HEAD}\nA,B,05/01/2018\n{ROW}\n").as_bytes()).unwrap();
    assert_eq!((short.read, short.dossiers.len(), short.rejects[0].line), (2, 1, 2));
    let wide = import("", format!("{HEAD}\n{ROW},x\n").as_bytes()).unwrap();
    assert_eq!((wide.read, wide.rejects.len()), (1, 1), "a surplus cell that is filled");
}

#[test]
fn quotes_that_leave_doubt_reject_one_row_and_lose_no_other() {
    for bad in [
        "A,\"Phòng,05/01/2018,02/02/2018,",
        "A,\"Phòng\" một,05/01/2018,02/02/2018,",
        "A,\"Phòng \\\"một\\\"\",05/01/2018,02/02/2018,",
        "A,Ống 21\",05/01/2018,02/02/2018,",
    ] {
        for after in ["", "\nC,\"X\",05/01/2018,02/02/2018,", "\nC,X\",05/01/2018,02/02/2018,"] {
            let log = import("", format!("{HEAD}\n{bad}\n{ROW}{after}\n").as_bytes()).unwrap();
            assert_eq!(log.read, 2 + usize::from(!after.is_empty()), "{bad}{after}");
            assert_eq!(log.rejects[0].line, 2, "{bad}{after}");
            assert!(
                log.dossiers.iter().any(|one| one.code == "0001/2018"),
                "{bad}{after}: {log:?}"
            );
        }
    }
    for good in
        ["A,\"Phòng \"\"1\"\"\",", "A,Công ty \"X\",", "A, \"Phòng, 1\" ,", "A,\"Phòng\n1\","]
    {
        let log = import("", format!("{HEAD}\n{good}05/01/2018,02/02/2018,\n{ROW}\n").as_bytes());
        assert_eq!(log.unwrap().dossiers.len(), 2, "{good}");
    }
    let unquoted = "Số hồ sơ,Phòng,Ngày nhận,Hạn trả,Ngày trả\nA,21\",05/01/2018,02/02/2018,\n";
    assert_eq!(import("quote = \"\"\n", unquoted.as_bytes()).unwrap().dossiers[0].unit, "21\"");
}

#[test]
fn dates_leave_no_doubt() {
    let rows = |rows: &[(&str, &str)]| {
        let row =
            |(n, (received, due)): (usize, &(&str, &str))| format!("{n},P,{received},{due},\n");
        format!("{HEAD}\n{}", rows.iter().enumerate().map(row).collect::<String>())
    };
    let us = rows(&[
        ("1/5/2018 8:30", "2/2/2018"),
        ("1/15/2018 8:30", "2/9/2018"),
        ("3/12/2018 8:30", "4/9/2018"),
    ]);
    let formats = "formats = [\"%m/%d/%Y %H:%M\", \"%m/%d/%Y\"]\n";
    let log = import(formats, us.as_bytes()).unwrap();
    assert_eq!((log.dossiers.len(), &log.warnings), (3, &vec![]));
    let received: Vec<_> = log.dossiers.iter().map(|one| one.received).collect();
    let expected = ["2018-01-05T08:30:00", "2018-01-15T08:30:00", "2018-03-12T08:30:00"];
    assert_eq!(received, expected.map(at));
    check_refused("month first", "", us.as_bytes(), "line 3 has a date that is month first");
    let typo =
        rows(&[("15/1/2018", "2/2/2018"), ("1/5/2018", "2/2/2018"), ("1/15/2018", "2/2/2018")]);
    let log = import("", typo.as_bytes()).unwrap();
    assert_eq!((log.dossiers.len(), log.rejects[0].line), (2, 4), "a slip in a register day first");
    for (received, due) in [
        ("05/01/0018", "02/02/2018"),
        ("05/01/18", "02/02/2018"),
        ("05/01/2018", "31/12/9999"),
        ("01/01/1800", "02/02/2018"),
        ("29/02/2018", "02/03/2018"),
        ("05/01/2018 25:00", "02/02/2018"),
        ("43105", "02/02/2018"),
    ] {
        let log = import("", rows(&[(received, due)]).as_bytes()).unwrap();
        assert_eq!(
            (log.read, log.rejects.len(), log.dossiers.len()),
            (1, 1, 0),
            "{received} {due}"
        );
    }
    let log = import("", rows(&[("05/01/2018 24:00", "02/02/2018 24:00")]).as_bytes()).unwrap();
    assert_eq!(log.dossiers[0].received, at("2018-01-05T23:59:59.999"));
    assert_eq!(log.dossiers[0].due, at("2018-02-02T23:59:59.999"));
}

const COUNTED: &str = "level = \"dossier\"\nzone = \"Asia/Ho_Chi_Minh\"\n[columns]\ndossier = \"c\"\n\
                       received = \"r\"\n";

#[test]
fn a_count_reaches_the_last_day_of_the_calendar_and_no_further() {
    let hours =
        "[calendar]\nmon_fri = [\"07:30-11:30\", \"13:00-17:00\"]\nfrom = 2018\nto = 2018\n";
    for (amount, unit, received, due) in [
        (1, "working_days", "28/12/2018 09:00", Some("2018-12-31T17:00:00")),
        (2, "working_days", "28/12/2018 09:00", None),
        (8, "working_hours", "28/12/2018 13:00", Some("2018-12-31T11:30:00")),
        (16, "working_hours", "28/12/2018 13:00", None),
        (3, "calendar_days", "28/12/2018 09:00", Some("2018-12-31T17:00:00")),
        (4, "calendar_days", "28/12/2018 09:00", None),
        (60_000, "calendar_days", "28/12/2018 09:00", None),
        (0, "working_days", "31/12/2018 09:00", Some("2018-12-31T17:00:00")),
        (0, "working_days", "31/12/2018 18:00", None),
        (1, "working_days", "31/12/2017 09:00", None),
    ] {
        let map = format!("{COUNTED}[duration]\namount = {amount}\nunit = \"{unit}\"\n{hours}");
        let log =
            read(format!("c,r\nX,{received}\n").as_bytes(), &Map::parse(&map).unwrap()).unwrap();
        let counted = log.dossiers.first().map(|one| one.due);
        assert_eq!(counted, due.map(at), "{amount} {unit} {received}");
    }
}

#[test]
fn a_closing_at_24_00_is_on_its_day() {
    let map = format!(
        "{COUNTED}due = \"d\"\n[duration]\namount = 1\nunit = \"working_days\"\n[calendar]\nmon_fri = [\"00:00-24:00\"]\n"
    );
    let map = Map::parse(&map).unwrap();
    for (received, due, expected) in [
        ("09/01/2018 09:00", "10/01/2018", "2018-01-10T23:59:59.999"),
        ("09/01/2018 09:00", "", "2018-01-10T23:59:59.999"),
    ] {
        let log = read(format!("c,r,d\nX,{received},{due}\n").as_bytes(), &map).unwrap();
        assert_eq!(log.dossiers[0].due, at(expected), "{due}");
    }
}

#[test]
fn rows_are_left_out_and_counted() {
    let skip = "[[skip]]\ncolumn = \"Phòng\"\nvalues = [\"Tổng\", \"\"]\n[[skip]]\ncolumn = \"Số hồ sơ\"\nvalues = [\"(1)\"]\n";
    let map = Map::parse(&format!("{MAP}{skip}")).unwrap();
    let text = format!(
        "{HEAD}\n(1),(2),(3),(4),(5)\n{ROW}\nA,,05/01/2018,02/02/2018,\nx,Tổng,,,\nB,Z,,,\n"
    );
    let log = read(text.as_bytes(), &map).unwrap();
    assert_eq!((log.read, log.dossiers.len(), log.rejects.len(), log.filtered), (2, 1, 1, 3));
}

#[test]
fn a_value_may_be_made_of_two_columns() {
    let map = r#"
level = "dossier"
zone = "Asia/Ho_Chi_Minh"
[columns]
dossier = { column = ["Quyển", "Số"], with = "/" }
received = [{ column = ["Ngày", "Giờ"] }, "Ngày"]
due = { column = ["Hạn", "Giờ hạn"] }
"#;
    let map = Map::parse(map).unwrap();
    let text = "Quyển,Số,Ngày,Giờ,Hạn,Giờ hạn\n1,2,05/01/2018,8:30,10/01/2018,17:00\n1,3,05/01/2018,,10/01/2018,17:00\n\
                1,,05/01/2018,8:30,10/01/2018,17:00\n1,4,05/01/2018,8:30,10/01/2018,\n";
    let log = read(text.as_bytes(), &map).unwrap();
    let codes: Vec<_> = log.dossiers.iter().map(|one| (one.code.as_str(), one.received)).collect();
    let (first, second) = (at("2018-01-05T08:30:00"), at("2018-01-05T00:00:00"));
    assert_eq!(codes, [("1/2", first), ("1/3", second)]);
    let lines: Vec<_> = log.rejects.iter().map(|reject| reject.line).collect();
    assert_eq!(lines, [4, 5], "a half number, a half instant");
}

#[test]
fn a_condition_of_an_event_is_the_events_own() {
    let map = r#"
level = "event"
zone = "Asia/Ho_Chi_Minh"
[columns]
dossier = "case:concept:name"
due = "case:due"
received = { first_event = "time:timestamp" }
finished = { event = "Decide", column = "time:timestamp", when = { column = "result", values = ["yes"] } }
withdrawn = { last_event = "time:timestamp", when = { column = "case:state", values = ["gone"] } }
step = "concept:name"
step_at = "time:timestamp"
"#;
    let map = Map::parse(map).unwrap();
    let text = "case:concept:name,case:due,case:state,concept:name,time:timestamp,result\n\
                A,2018-02-01,,Take,2018-01-05 09:00,\n\
                A,2018-02-01,,Decide,2018-01-06 09:00,no\n\
                A,2018-02-01,,Decide,2018-01-07 09:00,yes\n";
    let log = read(text.as_bytes(), &map).unwrap();
    assert_eq!((&log.warnings, log.read), (&vec![], 1), "other results are no contradiction");
    assert_eq!(log.dossiers[0].finished, Some(at("2018-01-07T09:00:00")));
    assert_eq!(log.dossiers[0].withdrawn, None);
    let attribute = |key: &str, value: &str| format!("<string key=\"{key}\" value=\"{value}\"/>");
    let event = |name: &str, time: &str, result: &str| {
        let cells = [("concept:name", name), ("time:timestamp", time), ("result", result)];
        let cells: String = cells.iter().map(|(key, value)| attribute(key, value)).collect();
        format!("<event>{cells}</event>")
    };
    let xes = format!(
        "<log><trace>{}{}{}{}{}</trace></log>",
        attribute("concept:name", "A"),
        attribute("due", "2018-02-01"),
        event("Take", "2018-01-05T09:00:00+07:00", ""),
        event("Decide", "2018-01-06T09:00:00+07:00", "no"),
        event("Decide", "2018-01-07T09:00:00+07:00", "yes"),
    );
    let log = read(xes.as_bytes(), &map).unwrap();
    assert_eq!(log.dossiers[0].finished, Some(at("2018-01-07T09:00:00")));
}

#[test]
fn an_event_of_a_trace_may_be_a_dossier_and_events_may_be_left_out() {
    let map = r#"
level = "single_event"
zone = "Asia/Ho_Chi_Minh"
[columns]
dossier = { column = ["case:concept:name", "number"], with = "-" }
unit = "case:office"
received = "time:timestamp"
due = "due"
[[skip]]
column = "number"
values = ["3"]
"#;
    let map = Map::parse(map).unwrap();
    let event = |n: usize| {
        format!(
            "<event><int key='number' value='{n}'/><date key='time:timestamp' value='2018-01-0{n}T09:00:00+07:00'/>\
             <date key='due' value='2018-02-01'/></event>"
        )
    };
    let trace = format!(
        "<trace><string key='concept:name' value='A'/><string key='office' value='nan'/>{}{}{}</trace>",
        event(1),
        event(2),
        event(3)
    );
    let log = read(format!("<log>{trace}</log>").as_bytes(), &map).unwrap();
    let codes: Vec<_> =
        log.dossiers.iter().map(|one| (one.code.as_str(), one.unit.as_str())).collect();
    assert_eq!(codes, [("A-1", "(none)"), ("A-2", "(none)")]);
    assert_eq!((log.read, log.filtered), (2, 1));
}

#[test]
fn an_xes_log_is_in_the_encoding_that_it_declares() {
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

#[test]
fn a_map_that_contradicts_itself_is_refused_with_the_way_that_is_open() {
    let columns = "[columns]\ndossier = \"a\"\nreceived = \"b\"\ndue = \"c\"\n";
    for (head, tail, words) in [
        ("formats = [\"%d/%m/%Y\", \"%m/%d/%Y\"]\n", "", "keep one of them"),
        ("format = \"xes\"\nskip_rows = 2\n", "", "skip_rows is nothing that xes has"),
        ("format = \"csv\"\nsheet = \"A\"\n", "", "write format = \"xlsx\""),
        ("format = \"xlsx\"\ndelimiter = \";\"\n", "", "write format = \"csv\""),
        ("delimiter = \"'\"\nquote = \"'\"\n", "", "the same sign"),
        ("encoding = \"tcvn3\"\n", "", "convert a file in another one first"),
        ("colour = \"red\"\n", "", "unknown key \"colour\""),
        ("", "finished = \"d\"\nwithdrawn = \"d\"\n", "give each a condition"),
        (
            "",
            "unit = { column = \"u\", when = { column = \"s\", values = [\"x\"], not = [\"x\"] } }\n",
            "keep it in one",
        ),
        ("", "unit = { column = \"u\", which = \"last\" }\n", "without which"),
        ("", "unit = { column = \"u\", with = \"/\" }\n", "without with"),
        ("", "unit = { column = [] }\n", "must name a column"),
        ("", "unit = { column = \"u\", when = { colum = \"s\" } }\n", "unknown key \"colum\""),
        ("", "[values.unit]\nA = \"B\"\n", "which [columns] does not name"),
        ("", "unit = \"u\"\n[values.unit]\nNULL = \"B\"\n", "is never a value"),
        (
            "",
            "[calendar]\nmon_fri = [\"08:00-17:00\"]\nfrom = 2019\nto = 2018\n",
            "before it begins",
        ),
        (
            "",
            "[calendar]\nmon_fri = [\"08:00-17:00\"]\nfrom = 2018\nto = 2018\nholidays = [\"2019-01-01\"]\n",
            "widen from and to",
        ),
        (
            "",
            "[duration.by_procedure.X]\namount = 1\nunit = \"working_days\"\n[calendar]\nmon_fri = [\"08:00-17:00\"]\n",
            "needs procedure in [columns]",
        ),
        ("", "[[skip]]\ncolumn = \"x\"\n", "values = […]"),
        ("skip = 3\n", "", "[[skip]]"),
    ] {
        let text = format!("level = \"dossier\"\nzone = \"UTC\"\n{head}{columns}{tail}");
        let error = Map::parse(&text).map(drop).expect_err(words).to_string();
        assert!(error.contains(words), "{words}: {error}");
    }
}
