//! Slips in a file or a map that lost or bent a dossier without a word.

use register::{Import, Map, ReadError, WarningKind, read};

use crate::common::{at, import, rejected};

const HEAD: &str = "so,phong,nhan,han,tra";
const MAP: &str = r#"
level = "dossier"
zone = "Asia/Ho_Chi_Minh"
[columns]
dossier = "so"
unit = "phong"
received = "nhan"
due = "han"
finished = "tra"
"#;

#[test]
fn a_column_without_a_name_may_be_filled() {
    for (header, row) in [
        (",,", "1,P,05/01/2018,02/02/2018,,a remark,"),
        (",", "1,P,05/01/2018,02/02/2018,"),
        (",", "1,\"P\n2\",05/01/2018,02/02/2018,,a remark"),
    ] {
        let log = import(MAP, &format!("{HEAD}{header}\n{row}\n"));
        assert_eq!((log.read, log.dossiers.len()), (1, 1), "{header} {row}: {log:?}");
    }
    let log = import(MAP, &format!("{HEAD},\n1,P,05/01/2018,02/02/2018,,a remark,more\n"));
    assert_eq!(log.rejects.len(), 1, "beyond the last of them: {log:?}");
}

#[test]
fn text_in_an_old_font_is_rejected() {
    for unit in ["Phßng Qu¶n lý ®« thÞ", "§Þa chÝnh", "Phoøng Ñòa chính"] {
        let log = import(MAP, &format!("{HEAD}\n1,{unit},05/01/2018,02/02/2018,\n"));
        assert!(log.rejects[0].reason.contains("TCVN3 or VNI"), "{unit}: {log:?}");
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
fn a_map_whose_parts_contradict_each_other_is_refused() {
    let calendar = "[calendar]\nmon_fri = [\"08:00-17:00\"]\n";
    for (head, tail, words) in [
        ("formats = [\"%d.%m.%Y\", \"%m.%d.%Y\"]\n", "", "the same text as two dates"),
        ("formats = [\"%d/%m/%y\", \"%y/%m/%d\"]\n", "", "the same text as two dates"),
        ("formats = [\"%d.%m.%Y %I:%M\"]\n", "", "%p where it has %I"),
        ("delimiter = \"\\n\"\n", "", "one sign that is no letter"),
        ("quote = \"a\"\n", "", "one sign that is no letter"),
        ("absent = [\"P\"]\n", "[values.unit]\nP = \"x\"\n", "is never a value"),
        ("", "[values.unit]\n\"A  B\" = \"x\"\n\"A B\" = \"y\"\n", "by \"x\" and by \"y\""),
        ("", "[[skip]]\ncolumn = \"so\"\nvalues = [\"NULL\"]\n", "write \"\" for an empty cell"),
        ("absent = [\"-\"]\n", "[[skip]]\ncolumn = \"so\"\nnot = [\"-\"]\n", "is never a value"),
        (
            "",
            &format!(
                "procedure = \"p\"\n[duration.by_procedure.\"A  B\"]\namount = 1\nunit = \"working_days\"\n\
                 [duration.by_procedure.\"A B\"]\namount = 2\nunit = \"working_days\"\n{calendar}"
            ),
            "has two durations",
        ),
    ] {
        let error =
            Map::parse(&format!("{head}{MAP}{tail}")).map(drop).expect_err(words).to_string();
        assert!(error.contains(words), "{words}: {error}");
    }
}

const EVENTS: &str = r#"
level = "event"
zone = "Asia/Ho_Chi_Minh"
[columns]
dossier = "case:concept:name"
due = "case:due"
received = { first_event = "time:timestamp" }
finished = { event = ["Decide", "Refuse"], column = "time:timestamp" }
step = "concept:name"
step_at = "time:timestamp"
"#;

fn attribute(key: &str, value: &str) -> String {
    format!("<string key=\"{key}\" value=\"{value}\"/>")
}

fn event(name: &str, more: &str) -> String {
    let name = attribute("concept:name", name);
    format!("<event>\n{name}{}{more}</event>", attribute("time:timestamp", "2018-01-05T09:00:00"))
}

fn trace(name: &str, events: &str) -> String {
    let due = attribute("due", "2018-02-01");
    format!("<trace>{}{due}{events}</trace>\n", attribute("concept:name", name))
}

fn read_xes(text: &str) -> Result<Import, ReadError> {
    read(text.as_bytes(), &Map::parse(EVENTS).unwrap())
}

#[test]
fn what_follows_a_log_refuses_the_file() {
    let whole = format!("<log>{}</log>", trace("A", &event("Take", "")));
    for behind in ["", "\n<!-- end -->\n", "\u{20}\r\n<?end?>"] {
        assert_eq!(read_xes(&format!("{whole}{behind}")).unwrap().dossiers.len(), 1, "{behind:?}");
    }
    for (log, behind) in
        [(&whole, whole.as_str()), (&whole, "x"), (&"<log/>".to_owned(), "<log/>"), (&whole, "<")]
    {
        let error = read_xes(&format!("{log}{behind}")).expect_err(behind);
        assert!(matches!(error, ReadError::Xml { .. }), "{behind}: {error:?}");
    }
}

#[test]
fn an_event_outside_of_traces_is_rejected() {
    let log = read_xes(&format!(
        "<log>\n{}{}\n{}</log>",
        event("Take", ""),
        trace("A", &event("Take", "")),
        event("Take", "")
    ));
    let log = log.unwrap();
    assert_eq!((log.read, log.dossiers.len()), (3, 1));
    let expected = "the event stands in no trace";
    assert_eq!(rejected(&log), [(2, "", expected), (6, "", expected)]);
}

#[test]
fn an_attribute_that_says_two_things_rejects_its_trace() {
    for (more, good) in [
        (attribute("concept:name", "Take"), true),
        (attribute("concept:name", ""), true),
        (attribute("concept:name", "Decide"), false),
    ] {
        let text = format!(
            "<log>{}{}</log>",
            trace("A", &event("Take", &more)),
            trace("B", &event("Take", ""))
        );
        let log = read_xes(&text).unwrap();
        assert_eq!((log.read, log.dossiers.len()), (2, 1 + usize::from(good)), "{more}");
        let reason = |reason: &str| reason.contains("\"Take\" first and \"Decide\" here");
        assert!(log.rejects.iter().all(|reject| reject.line == 2 && reason(&reject.reason)));
    }
    let twice = trace("A", &format!("{}{}", attribute("due", "2019-02-01"), event("Take", "")));
    assert_eq!(read_xes(&format!("<log>{twice}</log>")).unwrap().rejects.len(), 1);
    let named = twice.replacen("key=\"due\"", "key=\"case:due\"", 1).replacen(
        "2018-02-01",
        "2019-02-01",
        1,
    );
    let log = read_xes(&format!("<log>{named}</log>")).unwrap();
    assert_eq!(log.dossiers[0].due, at("2019-02-01T23:59:59.999"), "case:due is the trace's due");
}

#[test]
fn a_value_that_the_map_spells_otherwise_is_warned_of() {
    let csv = |rows: &str| {
        format!(
            "case:concept:name,case:due,concept:name,time:timestamp,lifecycle:transition\n{rows}"
        )
    };
    let row = |name: &str| format!("A,2018-02-01,{name},2018-01-05 09:00,COMPLETE\n");
    let lifecycle = "[lifecycle]\ncolumn = \"lifecycle:transition\"\ncomplete = [\"complete\"]\n";
    for (rows, tail, words) in [
        (
            row("Take") + &row("Decice"),
            "",
            Some(
                "\"Decide\" that the map names stands nowhere in concept:name; perhaps \"Decice\"",
            ),
        ),
        (row("Take") + &row("DECIDE"), "", Some("perhaps \"DECIDE\"")),
        (row("Take") + &row("Decide") + &row("Decides"), "", None),
        (row("Take"), "", None),
        (row("Take") + &row("Decide"), lifecycle, Some("perhaps \"COMPLETE\"")),
    ] {
        let log = import(&format!("{EVENTS}{tail}"), &csv(&rows));
        let missing: Vec<_> =
            log.warnings.iter().filter(|one| one.kind == WarningKind::MissingValue).collect();
        assert_eq!(missing.len(), usize::from(words.is_some()), "{rows}: {log:?}");
        assert!(words.is_none_or(|words| missing[0].text.contains(words)), "{missing:?}");
    }
}
