//! XES logs, plain and gzip.

use std::io::Write;

use crate::common::{at, import, only, rejected};
use register::{Map, ReadError, WarningKind, read};

const MAP: &str = r#"
level = "event"
zone = "Asia/Ho_Chi_Minh"
[columns]
dossier = "case:concept:name"
received = "start"
due = "due"
unit = "office/name"
finished = { last_event = "time:timestamp", when = { column = "closed", values = ["true"] } }
step = "concept:name"
step_at = "time:timestamp"
step_officer = "org:resource"
[lifecycle]
column = "lifecycle:transition"
start = "start"
complete = ["complete", "withdraw"]
"#;

const LOG: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!-- a comment -->
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <global scope="trace"><string key="concept:name" value="UNKNOWN"/></global>
  <classifier name="Activity" keys="concept:name"/>
  <float key="mean" value="1.0"><float key="part" value="0.1"/></float>
  <trace>
    <string key="concept:name" value="A &amp; B"/>
    <date key="start" value="2018-01-05T09:00:00+07:00"><string key="concept:name" value="no"/></date>
    <date key="due" value="2018-01-10T17:00:00.000+07:00"/>
    <boolean key="closed" value="true"/>
    <container key="office"><string key="name" value="Đất đai"/></container>
    <unknown key="start" value="nonsense"><event/></unknown>
    <event>
      <string key="concept:name" value="Check"/>
      <date key="time:timestamp" value="2018-01-06T08:00:00+07:00"/>
      <string key="lifecycle:transition" value="start"/>
    </event>
    <event>
      <string key="concept:name" value="Check"/>
      <date key="time:timestamp" value="2018-01-06T10:00:00+07:00"/>
      <string key="lifecycle:transition" value="complete"/>
      <string key="org:resource" value="Lan"/>
    </event>
    <event>
      <string key="concept:name" value="Check"/>
      <date key="time:timestamp" value="2018-01-07T10:00:00+07:00"/>
      <string key="lifecycle:transition" value="suspend"/>
    </event>
  </trace>
</log>
"#;

#[test]
fn a_trace_is_a_dossier() {
    let log = import(MAP, LOG);
    let dossier = only(&log);
    assert_eq!((dossier.code.as_str(), dossier.unit.as_str()), ("A & B", "Đất đai"));
    assert_eq!(dossier.received, at("2018-01-05T09:00:00"));
    assert_eq!(dossier.finished, Some(at("2018-01-07T10:00:00")));
    let [step] = dossier.steps.as_slice() else { panic!("{dossier:?}") };
    assert_eq!((step.name.as_str(), step.officer.as_deref()), ("Check", Some("Lan")));
    assert_eq!(
        (step.started, step.at),
        (Some(at("2018-01-06T08:00:00")), at("2018-01-06T10:00:00"))
    );
}

/// A program on another system writes keys and values with decomposed letters, and the map is typed
/// with composed ones, or the other way round.
#[test]
fn names_are_compared_in_one_spelling() {
    let composed = ["Đơn vị", "Đất đai"];
    let decomposed = ["Đơn vi\u{323}", "Đa\u{302}\u{301}t đai"];
    for (key, value) in [(composed[0], composed[1]), (decomposed[0], decomposed[1])] {
        for name in [composed[0], decomposed[0]] {
            let map = MAP.replace("office/name", &format!("office/{name}"));
            let log = LOG.replace("key=\"name\" value=\"Đất đai\"", "key=\"NAME\" value=\"VALUE\"");
            let log = log.replace("NAME", key).replace("VALUE", value);
            assert_eq!(only(&import(&map, &log)).unit, composed[1], "{key:?} {name:?}");
        }
    }
}

#[test]
fn gzip_is_recognised_by_content() {
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(LOG.as_bytes()).unwrap();
    let packed = gz.finish().unwrap();
    let map = Map::parse(MAP).unwrap();
    assert_eq!(read(&packed, &map), read(LOG.as_bytes(), &map));
    let cut = read(&packed[..packed.len() - 20], &map);
    assert!(matches!(cut, Err(ReadError::Gzip(_))), "{cut:?}");
}

#[test]
fn traces_that_are_rejected() {
    let trace = |cells: &str| {
        let cells = cells.split(' ').filter_map(|cell| cell.split_once('='));
        let cells = cells.map(|(key, value)| format!("<date key='{key}' value='{value}'/>\n"));
        format!("<trace>\n{}</trace>\n", cells.collect::<String>())
    };
    let text = [
        trace("concept:name=A start=2018-01-05 due=2018-01-10"),
        trace("start=2018-01-05 due=2018-01-10"),
        trace("concept:name=B start=soon due=2018-01-10"),
        trace("concept:name=A start=2018-01-05 due=2018-01-10"),
        "<trace/>".to_owned(),
    ];
    let log = import(MAP, &format!("<log>\n{}</log>", text.concat()));
    assert_eq!(
        rejected(&log),
        [
            (7, "", "no dossier number"),
            (11, "B", "received"),
            (16, "A", "the dossier appears twice"),
            (21, "", "no dossier number"),
        ]
    );
    assert_eq!((log.total, log.dossiers.len()), (5, 1));
    let unseen = log.warnings.iter().filter(|w| w.kind == WarningKind::MissingAttribute);
    assert_eq!(unseen.count(), 6, "{:?}", log.warnings);
}

#[test]
fn damaged_logs_and_wrong_names() {
    let map = Map::parse(MAP).unwrap();
    for (text, line) in [
        ("<log>\n<trace>\n<string key='a' value='b'/>\n</event>\n</log>", 4),
        ("<log>\n<trace>\n<string key='a' value='b'/>\n", 3),
        ("<log>\n<trace>\n<string key='due' value='&huh;'/></trace></log>", 3),
        ("<log>\n<trace>\n<string key='a' value='b'", 3),
        ("<log>\n", 1),
    ] {
        match read(text.as_bytes(), &map) {
            Err(ReadError::Xml { line: found, .. }) => assert_eq!(found, line, "{text}"),
            other => panic!("{text}: {other:?}"),
        }
    }
    let error = read(LOG.replace("\"start\"", "\"begin\"").as_bytes(), &map).unwrap_err();
    let text = error.to_string();
    assert!(
        text.contains("names start,") && text.contains("begin, begin/concept:name, closed"),
        "{text}"
    );
    assert_eq!(read(b"<log/>", &map).unwrap().total, 0);
}

#[test]
fn a_log_beyond_the_limits_is_refused() {
    let map = Map::parse(MAP).unwrap();
    let nested = |depth: usize| {
        let list = "<list key=\"a\">".repeat(depth) + &"</list>".repeat(depth);
        read(format!("<log><trace>{list}</trace></log>").as_bytes(), &map)
    };
    assert!(!matches!(nested(32), Err(ReadError::Xml { .. })));
    for depth in [33, 100_000] {
        let Err(ReadError::Xml { line: 1, text }) = nested(depth) else { panic!("{depth}") };
        assert_eq!(text.to_string(), "attributes stand more than 32 deep in each other");
    }
    let long = format!(
        "<log><trace>\n<string key=\"concept:name\" value=\"{}\"/></trace></log>",
        "a".repeat(10_001)
    );
    let Err(ReadError::Xml { line: 2, text }) = read(long.as_bytes(), &map) else { panic!() };
    assert_eq!(text.to_string(), "a key or value has more than 10000 characters");
    let many = |count: usize| {
        let attributes = "<int key=\"a\" value=\"1\"/>\n".repeat(count);
        read(format!("<log>\n<trace>\n{attributes}</trace></log>").as_bytes(), &map)
    };
    assert!(!matches!(many(10_000), Err(ReadError::Xml { .. })));
    let Err(ReadError::Xml { line: 10_003, text }) = many(10_001) else { panic!() };
    assert_eq!(text.to_string(), "a trace or event has more than 10000 attributes");
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gz.write_all(&vec![b' '; 17 << 20]).unwrap();
    let bomb = read(&gz.finish().unwrap(), &map);
    assert_eq!(bomb, Err(ReadError::TooLarge { limit: 16 << 20 }));
}
