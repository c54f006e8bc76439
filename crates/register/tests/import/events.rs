//! Events of a dossier: conditions on them, their order in a trace, and contradictory values.

use register::{Import, Map, ReadError, WarningKind, read};

use crate::common::{at, import, rejected};

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
    assert_eq!((&log.warnings, log.total), (&vec![], 1), "other results are no contradiction");
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
    assert_eq!((log.total, log.skipped), (2, 1));
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
fn content_after_a_log_refuses_the_file() {
    let whole = format!("<log>{}</log>", trace("A", &event("Take", "")));
    for after in ["", "\n<!-- end -->\n", "\u{20}\r\n<?end?>"] {
        assert_eq!(read_xes(&format!("{whole}{after}")).unwrap().dossiers.len(), 1, "{after:?}");
    }
    for (log, after) in
        [(&whole, whole.as_str()), (&whole, "x"), (&"<log/>".to_owned(), "<log/>"), (&whole, "<")]
    {
        let error = read_xes(&format!("{log}{after}")).expect_err(after);
        assert!(matches!(error, ReadError::Xml { .. }), "{after}: {error:?}");
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
    assert_eq!((log.total, log.dossiers.len()), (3, 1));
    let expected = "the event stands in no trace";
    assert_eq!(rejected(&log), [(2, "", expected), (6, "", expected)]);
}

#[test]
fn an_attribute_with_two_values_rejects_its_trace() {
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
        assert_eq!((log.total, log.dossiers.len()), (2, 1 + usize::from(good)), "{more}");
        let reason = |reason: &str| reason.contains("\"Take\" first and \"Decide\" here");
        assert!(
            log.rejects.iter().all(|reject| reject.line == 2 && reason(&reject.reason.to_string()))
        );
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
fn a_value_with_another_spelling_in_the_map_gives_a_warning() {
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
        assert!(
            words.is_none_or(|words| missing[0].text.to_string().contains(words)),
            "{missing:?}"
        );
    }
}
