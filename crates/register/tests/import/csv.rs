//! CSV logs: imported dossiers, rejects and warnings.

use crate::common::{at, import, only, rejected};
use register::{Map, ReadError, WarningKind, read};
use text::Sentence;

/// A map in which a row is a dossier.
const ROWS: &str = r#"
level = "dossier"
zone = "Asia/Ho_Chi_Minh"
absent = ["-"]
[columns]
dossier = "no"
received = "in"
due = "due"
finished = "out"
"#;

/// A map in which a row is an event.
const EVENTS: &str = r#"
level = "event"
zone = "Asia/Ho_Chi_Minh"
[columns]
dossier = "no"
received = { first_event = "time" }
due = "due"
officer = { last_event = "who" }
finished = { event = ["Sign", "Decline"], column = "time", which = "last", when = { column = "state", not = ["withdrawn"] } }
withdrawn = { last_event = "time", when = { column = "state", values = ["withdrawn"] } }
step = "task"
step_at = "time"
step_officer = "who"
[values.step]
Sign = "sign"
"#;

const TABLE: &str = "no,due,state,task,who,time\n";

#[test]
fn a_row_is_a_dossier() {
    let log = import(ROWS, "no,in,due,out,more\nA,2018-01-05 09:00,2018-01-10 17:00,,x\n");
    let dossier = only(&log);
    assert_eq!(
        (dossier.code.as_str(), dossier.received, dossier.due, dossier.due_stated),
        ("A", at("2018-01-05T09:00:00"), at("2018-01-10T17:00:00"), true)
    );
    assert_eq!((dossier.finished, dossier.unit.as_str(), log.total), (None, "(none)", 1));
    assert_eq!(log.warnings, []);
}

#[test]
fn tables_in_every_format_are_read() {
    let plain = import(ROWS, "no,in,due,out\n\"A, 1\",05/01/2018 09:00,10/01/2018,\n");
    for (extra, text) in [
        ("", "\u{feff}no;in;due;out\r\nA, 1;05/01/2018 09:00;10/01/2018;NULL\r\n;;;\r\n"),
        ("", "no\tin\tdue\tout\n A, 1 \t2018-01-05T09:00:00+07:00\t2018-01-10\t-\n"),
        ("delimiter = \"|\"", "no|in|due|out\nA, 1|2018-01-05 02:00Z|2018-01-10|NaN"),
        ("quote = \"'\"", "no,in,due,out\n'A, 1',2018-01-05 09:00,2018-01-10,\n"),
        ("quote = \"\"\nformat = \"csv\"", "no;in;due;out\nA, 1;5/1/2018 9:00;10/1/2018;\n"),
        ("formats = [\"%y%m%d\"]", "no;in;due;out\nA, 1;5/1/2018 9:00;180110;\n"),
    ] {
        assert_eq!(import(&format!("{extra}{ROWS}"), text), plain, "{text}");
    }
}

#[test]
fn a_date_is_a_whole_day() {
    let log = import(ROWS, "no,in,due,out\nA,2018-01-05,2018-01-10,2018-01-10\n");
    let dossier = only(&log);
    assert_eq!(dossier.received, at("2018-01-05T00:00:00"));
    assert_eq!(dossier.due, at("2018-01-10T23:59:59.999"));
    assert_eq!(dossier.finished, Some(at("2018-01-10T00:00:00")));

    let openings = "[calendar]\nmon_fri = [\"07:30-11:30\", \"13:00-17:00\"]\n";
    let map = format!("{ROWS}{openings}");
    for (due, last) in
        [("2018-01-10", "2018-01-10T17:00:00"), ("2018-01-13", "2018-01-13T23:59:59.999")]
    {
        let log = import(&map, &format!("no,in,due,out\nA,2018-01-05,{due},\n"));
        assert_eq!(only(&log).due, at(last), "{due}");
    }
}

#[test]
fn rows_that_are_rejected() {
    let text = "no,in,due,out\n\
        A,2018-01-05,2018-01-10,\n\
        ,2018-01-05,2018-01-10,\n\
        B,,2018-01-10,\n\
        C,soon,2018-01-10,\n\
        D,2018-01-05,,\n\
        A,2018-01-06,2018-01-10,\n\
        E,2018-01-05,2018-01-10\n\
        F,2018-01-05,2018-01-10,2018-01-09\n";
    let log = import(ROWS, text);
    assert_eq!((log.total, log.dossiers.len()), (8, 2));
    assert_eq!(
        rejected(&log),
        [
            (3, "", "no dossier number"),
            (4, "B", "no reception"),
            (5, "C", "received"),
            (6, "D", "no due stated and the map has no duration"),
            (7, "A", "the dossier appears twice"),
            (8, "E", "the row has 3 cells and the header 4"),
        ]
    );
}

#[test]
fn rows_of_one_dossier_need_not_be_adjacent() {
    let text = format!(
        "{TABLE}A,2018-01-10,,Check,Lan,2018-01-06 09:00\n\
        B,2018-01-10,withdrawn,Check,Lan,2018-01-05 08:00\n\
        A,2018-01-10,,Sign,Minh,2018-01-08 10:00\n\
        A,,,Take,Hoa,2018-01-05 09:00\n\
        B,2018-01-10,,Sign,Hoa,2018-01-07 08:00\n"
    );
    let log = import(EVENTS, &text);
    let [a, b] = log.dossiers.as_slice() else { panic!("{log:?}") };
    assert_eq!((log.total, log.rejects.len(), log.warnings.len()), (2, 0, 0));
    assert_eq!(
        a.steps.iter().map(|s| s.name.as_str()).collect::<Vec<_>>(),
        ["Take", "Check", "sign"]
    );
    assert_eq!((a.received, a.officer.as_deref()), (at("2018-01-05T09:00:00"), Some("Minh")));
    assert_eq!((a.finished, a.withdrawn), (Some(at("2018-01-08T10:00:00")), None));
    assert_eq!((b.finished, b.withdrawn), (None, Some(at("2018-01-07T08:00:00"))));
}

#[test]
fn one_bad_row_rejects_its_dossier_and_no_other() {
    let text = format!(
        "{TABLE}A,2018-01-10,,Check,Lan,2018-01-06 09:00\n\
        B,2018-01-10,,Check,Lan,2018-01-06 09:00\n\
        A,2018-01-10,,Sign,Lan,yesterday\n\
        ,2018-01-10,,Sign,Lan,2018-01-06 09:00\n"
    );
    let log = import(EVENTS, &text);
    assert_eq!((log.total, log.dossiers.len()), (3, 1));
    assert_eq!(rejected(&log), [(4, "A", "step_at"), (5, "", "no dossier number")]);
}

#[test]
fn contradictions_are_imported_with_a_warning() {
    let map = format!("{EVENTS}[columns.step_started]\ncolumn = \"begun\"\n")
        .replace("received = { first_event = \"time\" }", "received = \"in\"")
        .replace("{ last_event = \"time\", when", "{ column = \"out\", when");
    let text = "no,in,due,state,out,task,who,begun,time\n\
        A,2018-01-05 09:00,2018-01-04,,,Take,Lan,,2018-01-05 08:59\n\
        A,2018-01-05 09:00,2018-01-05,,,Sign,Lan,2018-01-07,2018-01-06\n\
        A,2018-01-05 09:00,2018-01-06,,,Post,Lan,,\n\
        A,2018-01-05 09:00,,,,Keep,Lan,,2018-01-08\n\
        A,2018-01-05 09:00,,,,Burn,Lan,,2018-01-09\n\
        B,2018-01-05,2018-01-05,,,Sign,Lan,,2018-01-04 23:00\n\
        C,2018-01-05,2018-01-05,withdrawn,2018-01-04,Take,Lan,,2018-01-05\n";
    let log = import(&map, text);
    assert_eq!((log.dossiers.len(), log.rejects.len()), (3, 0));
    let warnings: Vec<_> =
        log.warnings.iter().map(|w| (w.line, w.dossier.as_str(), w.kind)).collect();
    assert_eq!(
        warnings,
        [
            (3, "A", WarningKind::ConflictingValues),
            (2, "A", WarningKind::DueBeforeReceived),
            (4, "A", WarningKind::StepWithoutInstant),
            (2, "A", WarningKind::StepBeforeReceived),
            (5, "A", WarningKind::StepAfterFinished),
            (3, "A", WarningKind::StartedAfterCompleted),
            (7, "B", WarningKind::FinishedBeforeReceived),
            (7, "B", WarningKind::StepBeforeReceived),
            (8, "C", WarningKind::WithdrawnBeforeReceived),
            (8, "C", WarningKind::StepAfterFinished),
        ]
    );
    let text = log.warnings[4].text.to_string();
    assert_eq!(text, "step \"Keep\" of 2018-01-08 lies after the end; so do 1 more");
}

#[test]
fn steps_may_have_columns_of_their_own() {
    let map = format!(
        "{ROWS}[[steps]]\nname = \"Sign\"\nat = \"signed\"\nofficer = \"head\"\n\
        [[steps]]\nname = \"Check\"\nat = \"checked\"\nunit = {{ value = \"Land\" }}\n\
        [[steps]]\nname = \"Post\"\nat = \"posted\"\n"
    );
    let text = "no,in,due,out,signed,head,checked,posted\n\
        A,2018-01-05,2018-01-10,,2018-01-09,Lan,2018-01-08,\n";
    let steps = &only(&import(&map, text)).steps.clone();
    assert_eq!(steps.iter().map(|s| s.name.as_str()).collect::<Vec<_>>(), ["Check", "Sign"]);
    assert_eq!(
        (steps[0].unit.as_deref(), steps[1].officer.as_deref()),
        (Some("Land"), Some("Lan"))
    );
}

#[test]
fn due_is_counted_where_none_is_stated() {
    let map = format!(
        "{ROWS}procedure = \"what\"\n\
        [duration]\namount = 2\nunit = \"working_days\"\n\
        [duration.by_procedure.\"Copy\"]\namount = 0\nunit = \"working_days\"\ncutoff = \"15:00\"\n\
        [duration.by_procedure.Slow]\namount = 10\nunit = \"calendar_days\"\n\
        [calendar]\nmon_fri = [\"07:30-11:30\", \"13:00-17:00\"]\nsaturday = \"07:30-11:30\"\n\
        holidays = [2018-01-09]\nmakeup = [\"2018-01-14\"]\nfrom = 2018\nto = 2018\n"
    );
    for (what, received, due) in [
        ("Land", "2018-01-05 09:00", Some("2018-01-08T17:00:00")),
        ("Land", "2018-01-08 09:00", Some("2018-01-11T17:00:00")),
        ("Land", "2018-01-12 09:00", Some("2018-01-14T17:00:00")),
        ("Copy", "2018-01-05 15:00", Some("2018-01-05T17:00:00")),
        ("Copy", "2018-01-05 15:01", Some("2018-01-06T11:30:00")),
        ("Slow", "2018-01-11 09:00", Some("2018-01-22T17:00:00")),
        ("Slow", "2018-12-28 09:00", None),
        ("Land", "2017-12-28 09:00", None),
    ] {
        let log = import(&map, &format!("no,in,due,out,what\nA,{received},,,{what}\n"));
        let counted = log.dossiers.first().map(|dossier| dossier.due);
        assert_eq!(counted, due.map(at), "{what} {received}");
        match log.dossiers.first() {
            Some(dossier) => assert!(!dossier.due_stated && dossier.duration.is_some()),
            None => assert!(log.rejects[0].reason.to_string().contains("2018-01-01 to 2018-12-31")),
        }
    }
}

#[test]
fn sources_are_tried_in_order_and_values_are_replaced() {
    let map = format!(
        "{ROWS}channel = [\"way\", \"old_way\", {{ value = \"counter\" }}]\n\
        ward = {{ column = \"ward\", when = {{ column = \"city\", values = [\"HCM\"] }} }}\n\
        [values.channel]\nWeb = \"online\"\nBox = \"post\"\n[values.ward]\nunknown = \"\"\n"
    );
    for (cells, channel, ward) in [
        ("Web,Box,P1,HCM", "online", Some("P1")),
        ("-,Box,P1,Hue", "post", None),
        (",,unknown,HCM", "counter", None),
        ("Fax,,,HCM", "Fax", None),
    ] {
        let text =
            format!("no,in,due,out,way,old_way,ward,city\nA,2018-01-05,2018-01-10,,{cells}\n");
        let log = import(&map, &text);
        let dossier = only(&log);
        assert_eq!((dossier.channel.as_str(), dossier.ward.as_deref()), (channel, ward), "{cells}");
    }
}

#[test]
fn files_that_are_refused() {
    let map = Map::parse(ROWS).unwrap();
    let missing = ReadError::MissingColumns {
        missing: vec!["due".to_owned(), "out".to_owned()],
        present: vec!["no".to_owned(), "in".to_owned(), "end".to_owned()],
        hint: Some(Sentence::foreign(
            "the cells were parted at ',': write delimiter = … in the map where that is wrong",
        )),
    };
    for (bytes, error) in [
        (&b" \n"[..], ReadError::Empty),
        (b"no,in\nA,1\nB,\xff\n", ReadError::NotUtf8 { line: 3 }),
        (
            b"\xd0\xcf\x11\xe0...",
            ReadError::Foreign("an old Excel workbook (.xls), or one with a password"),
        ),
        (b"no,in,end\n", missing),
        (b"no,in,no,due,out\n", ReadError::ColumnTwice("no".to_owned())),
        (b"<html></html>", ReadError::NotXes { root: "html".to_owned() }),
    ] {
        assert_eq!(read(bytes, &map).unwrap_err().to_string(), error.to_string());
    }
    assert!(matches!(read(b"PK\x03\x04...", &map), Err(ReadError::Workbook(_))));
    let damaged = read(&[0x1f, 0x8b, 8, 0, 1, 2], &map);
    assert!(matches!(damaged, Err(ReadError::Gzip(_))), "{damaged:?}");
    let csv = Map::parse(&format!("format = \"csv\"{ROWS}")).unwrap();
    assert!(read(b"<log/>", &csv).unwrap_err().to_string().contains("format = \"auto\""));
}

#[test]
fn rows_and_cells_have_limits() {
    let map = Map::parse(ROWS).unwrap();
    let line = |text: &str| read(text.as_bytes(), &map).err().map(|error| error.to_string());
    let refused = |line: usize, text: &str| Some(format!("line {line}: {text}"));
    let cells = "the row has 1001 cells, at most 1000 are read";
    let chars = "a cell has more than 10000 characters; close its quotes or shorten it";
    let row = |cell: &str| format!("no,in,due,out\nA,2018-01-05,2018-01-10,\n{cell},,,\n");
    assert_eq!(line(&row(&"ệ".repeat(10_000))), None);
    assert_eq!(line(&row(&"ệ".repeat(10_001))), refused(3, chars));
    // An open quote rejects only its own row, even before a long rest of the file.
    let open = read(row(&format!("\"{}", "a,b\n".repeat(5_000))).as_bytes(), &map).unwrap();
    assert_eq!((open.rejects[0].line, open.dossiers.len()), (3, 1));
    assert_eq!(line(&row(&",".repeat(996))), None);
    assert_eq!(line(&row(&",".repeat(997))), refused(3, cells));
    assert_eq!(line(&format!("{}\n", "a,".repeat(1_000))), refused(1, cells));
}

/// No message repeats a long text of a file in full.
#[test]
fn messages_repeat_the_beginning_of_a_long_text() {
    let map = Map::parse(ROWS).unwrap();
    let long = "x".repeat(9_000);
    for file in [
        format!("{},in\n", format!("{long},").repeat(900)),
        format!("<{long}/>"),
        format!("<log><trace></{long}></log>"),
    ] {
        let message = read(file.as_bytes(), &map).unwrap_err().to_string();
        assert!(message.len() < 20_000 && message.contains('…'), "{}", message.len());
    }
    let counted = ROWS.replace("due = \"due\"", "procedure = \"due\"")
        + "[duration.by_procedure.a]\namount = 5\nunit = \"working_days\"\n\
           [calendar]\nmon_fri = [\"08:00-17:00\"]\n";
    for (map, rows) in
        [(ROWS, format!("A,{long},2018-01-10,\n")), (&*counted, format!("A,2018-01-05,{long},\n"))]
    {
        let import = import(map, &format!("no,in,due,out\n{rows}"));
        let reason = import.rejects[0].reason.to_string();
        assert!(reason.len() < 300 && reason.contains('…'), "{reason}");
    }
    let rows = format!("A,2018-01-10,,{long},me,2018-01-05\nA,{long},,{long},me,\n");
    let log = import(EVENTS, &(TABLE.to_owned() + &rows));
    let kinds: Vec<WarningKind> = log.warnings.iter().map(|warning| warning.kind).collect();
    assert_eq!(kinds, [WarningKind::ConflictingValues, WarningKind::StepWithoutInstant]);
    for warning in log.warnings {
        assert!(warning.text.to_string().len() < 300, "{}", warning.text.to_string().len());
    }
}
